"""Stage of a project and participation of its Japanese side: two axes, and which event may decide them.

The table :data:`DECIDES` is the rule. A row of history that is no plan may set a stage or a participation only if its kind allows
it; the last row that sets one gives the project its own. Nothing else does.
"""

from rjdata.models.base import Vocabulary


class Stage(Vocabulary):
    """How far a project is, whoever carries it."""

    PROPOSED = "proposed", "Talked about; nothing agreed."
    AGREED = "agreed", "A document or a decision stands behind it."
    UNDER_CONSTRUCTION = "under_construction", "Being built or set up."
    OPERATING = "operating", "Working."
    ENDED = "ended", "A programme, supply or work that came to its end."
    SUSPENDED = "suspended", "Stopped for a time, or without a date for going on."
    CANCELLED = "cancelled", "Given up."
    UNKNOWN = "unknown", "No source decides it."


class Participation(Vocabulary):
    """What the Japanese side does in a project."""

    PLANNED = "planned", "It means to take part."
    ACTIVE = "active", "It takes part."
    SUSPENDED = "suspended", "It has stopped for a time, or without a date for going on."
    SOLD = "sold", "It sold its part."
    WITHDRAWN = "withdrawn", "It left without a sale, or no sale is known."
    EXPIRED = "expired", "Its part ended as planned."
    UNKNOWN = "unknown", "No source decides it."


class HistoryKind(Vocabulary):
    """What sort of thing happened."""

    SIGNING = "signing", "A document was signed."
    DECISION = "decision", "A decision was taken."
    FINANCING = "financing", "Money was lent, granted or paid in."
    GROUND_BREAKING = "ground_breaking", "Work on the ground began."
    OPENING = "opening", "It opened, began to work, or entered trial use."
    DELIVERY = "delivery", "Goods or a service were delivered."
    DELAY = "delay", "A date was put off."
    SUSPENSION = "suspension", "It or the Japanese part was stopped for a time."
    RESUMPTION = "resumption", "It or the Japanese part went on."
    OWNERSHIP_CHANGE = "ownership_change", "A stake changed hands, or a new owner or operator came."
    EXIT_ANNOUNCEMENT = "exit_announcement", "A party said that it would leave."
    EXIT_COMPLETED = "exit_completed", "A party left."
    PERMIT_OR_DECREE = "permit_or_decree", "An authority permitted, ordered or decreed."
    STATEMENT = "statement", "Somebody said how it stands."
    PLAN = "plan", "A date or step was planned."
    FIGURE = "figure", "A figure of its work was given."


_ANY_STAGE = frozenset(Stage)
_ANY_PARTICIPATION = frozenset(Participation)
_NO_STAGE: frozenset[Stage] = frozenset()
_NO_PARTICIPATION: frozenset[Participation] = frozenset()

DECIDES: dict[HistoryKind, tuple[frozenset[Stage], frozenset[Participation]]] = {
    HistoryKind.SIGNING: (
        frozenset({Stage.PROPOSED, Stage.AGREED, Stage.OPERATING}),
        frozenset({Participation.PLANNED, Participation.ACTIVE, Participation.SOLD}),
    ),
    HistoryKind.DECISION: (
        frozenset({Stage.PROPOSED, Stage.AGREED, Stage.UNDER_CONSTRUCTION, Stage.CANCELLED, Stage.ENDED}),
        frozenset({Participation.PLANNED, Participation.ACTIVE, Participation.WITHDRAWN}),
    ),
    HistoryKind.FINANCING: (
        frozenset({Stage.AGREED, Stage.UNDER_CONSTRUCTION, Stage.OPERATING}),
        frozenset({Participation.PLANNED, Participation.ACTIVE}),
    ),
    HistoryKind.GROUND_BREAKING: (
        frozenset({Stage.UNDER_CONSTRUCTION}),
        frozenset({Participation.PLANNED, Participation.ACTIVE}),
    ),
    HistoryKind.OPENING: (frozenset({Stage.OPERATING}), frozenset({Participation.ACTIVE})),
    HistoryKind.DELIVERY: (
        frozenset({Stage.UNDER_CONSTRUCTION, Stage.OPERATING, Stage.ENDED}),
        frozenset({Participation.ACTIVE, Participation.EXPIRED}),
    ),
    HistoryKind.DELAY: (_NO_STAGE, _NO_PARTICIPATION),
    HistoryKind.SUSPENSION: (frozenset({Stage.SUSPENDED}), frozenset({Participation.SUSPENDED})),
    HistoryKind.RESUMPTION: (
        frozenset({Stage.AGREED, Stage.UNDER_CONSTRUCTION, Stage.OPERATING}),
        frozenset({Participation.PLANNED, Participation.ACTIVE}),
    ),
    HistoryKind.OWNERSHIP_CHANGE: (
        frozenset({Stage.AGREED, Stage.UNDER_CONSTRUCTION, Stage.OPERATING}),
        frozenset({Participation.ACTIVE, Participation.SOLD, Participation.WITHDRAWN}),
    ),
    HistoryKind.EXIT_ANNOUNCEMENT: (frozenset({Stage.SUSPENDED}), frozenset({Participation.SUSPENDED})),
    HistoryKind.EXIT_COMPLETED: (
        frozenset({Stage.OPERATING, Stage.SUSPENDED, Stage.ENDED, Stage.CANCELLED}),
        frozenset({Participation.SOLD, Participation.WITHDRAWN, Participation.EXPIRED}),
    ),
    HistoryKind.PERMIT_OR_DECREE: (
        frozenset({Stage.AGREED, Stage.OPERATING, Stage.SUSPENDED, Stage.CANCELLED}),
        frozenset({Participation.ACTIVE, Participation.SUSPENDED, Participation.WITHDRAWN}),
    ),
    HistoryKind.STATEMENT: (_ANY_STAGE, _ANY_PARTICIPATION),
    HistoryKind.PLAN: (_NO_STAGE, _NO_PARTICIPATION),
    HistoryKind.FIGURE: (_NO_STAGE, _NO_PARTICIPATION),
}

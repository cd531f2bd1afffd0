"""What a look-up of a name gives back."""

import attrs

METHODS = ("exact", "alias", "normalised", "fuzzy", "ambiguous", "none")
"""How a name was matched, the surest way first; the last two match nothing."""


@attrs.frozen
class Candidate:
    """A record that a name might mean.

    Attributes
    ----------
    record_id
        Id of the record.
    name
        The name of it that comes nearest.
    score
        How near, from 0 to 1.
    """

    record_id: str
    name: str
    score: float


@attrs.frozen
class Match:
    """The answer to a name. One always comes back; where nothing matches, its id is ``None``.

    Attributes
    ----------
    text
        The name that was asked for.
    table
        Table that was searched: ``actors``, ``places`` or ``sectors``.
    record_id
        Id of the record that the name means, or ``None``.
    name
        The listed name that it matched, or ``None``.
    score
        1 for a name that stands in the record letter by letter, less for one that had to be brought to the same form, less still
        for one that is only near; 0 where nothing matched.
    method
        ``exact`` (a primary name), ``alias`` (another listed name), ``normalised`` (the same but for case, width, punctuation, legal
        form or script, or in other words), ``fuzzy`` (a slip of a letter or two), ``ambiguous`` (may mean several records), ``none``.
    candidates
        What it may mean, where it is ambiguous; what comes nearest, where it is fuzzy.
    """

    text: str
    table: str
    record_id: str | None = None
    name: str | None = None
    score: float = 0.0
    method: str = "none"
    candidates: tuple[Candidate, ...] = ()

    @property
    def actor_id(self) -> str | None:
        """Id of the actor, for a match of actors."""
        return self._id_in("actors")

    @property
    def place_id(self) -> str | None:
        """Id of the place, for a match of places."""
        return self._id_in("places")

    @property
    def sector_id(self) -> str | None:
        """Id of the point of the plan, for a match of sectors."""
        return self._id_in("sectors")

    def _id_in(self, table: str) -> str | None:
        if self.table != table:
            raise AttributeError(f"this match is of {self.table}, not of {table}: use its `record_id`")
        return self.record_id

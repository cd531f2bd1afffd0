"""What a row says that a text must print: names, figures and dates, each as an :class:`Element` that finds itself in a passage.

Kinds, roles, codes of countries and the words of our own are how we put the facts in order: no text prints them.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import attrs

from rjdata.dates import last_day
from rjdata.derive import Row
from rjdata.models import model_for
from rjdata.models.columns import columns
from rjdata.models.name import Name
from tools.evidence.dating import Mention, Published, mentions
from tools.evidence.figures import figures
from tools.evidence.names import Key, Names, references
from tools.evidence.wording import plain, stands

_NAMED = ("actors", "people", "places")
# What we order and place by: no text that names the thing prints it.
_UNPRINTED = {"sequence", "latitude", "longitude", "plan_point", "input_count", "far_east_from"}
_AS_PRINTED = {"project_stakes": ("held_in",), "agreements": ("stated_type",), "actor_identifiers": ("value",), "sector_codes": ("code",)}
_BY_COUNTRY = {
    "event_participants": ("actor_id", "person_id"),
    "agreement_parties": ("actor_id", "person_id"),
    "events": ("actor_id",),
    "offices": ("actor_id",),
}
"""Tables where a country stands for whoever is not named, with the columns that would name them."""
_PARENT_NAMED = ("offices", "actor_relations")
"""Children that say something of the actor or the person to whom they belong."""
_SELF = re.compile(r"\b(?:I|me|my|My|we|We|our|Our)\b")


@attrs.frozen
class Passage:
    """A paragraph, the phrase of it that a row of evidence points to, and what is known of its source; texts in plain form."""

    paragraph: str
    stated_as: str = ""
    published: Published = attrs.field(factory=Published)
    author: str = ""

    def dates(self) -> set[Mention]:
        """Return the dates in the phrase pointed to, or in the paragraph where it has none."""
        pointed = mentions(self.stated_as, self.paragraph, self.published)
        return pointed or mentions(self.paragraph, self.paragraph, self.published)

    def figures(self) -> set[Decimal]:
        """Return the figures in the phrase pointed to, or in the paragraph where it has none."""
        return figures(self.stated_as) or figures(self.paragraph)


@attrs.frozen
class Element:
    """Something that a row says.

    Attributes
    ----------
    fields
        Columns that say it.
    wanted
        What is looked for, in words for a message.
    find
        Whether a passage prints it.
    is_given
        Whether a passage's source gives it without printing it there: its own day of publication.
    """

    fields: frozenset[str]
    wanted: str
    find: Callable[[Passage], bool]
    is_given: Callable[[Passage], bool] = lambda _: False


def elements(table: str, row: Row, names: Names) -> list[Element]:
    """Return what a row says that a text must print."""
    return [*_references(table, row, names), *_words(table, row), *_figures(table, row), *_dates(table, row)]


def spoken(key: Key, names: Names) -> Element:
    """Return the least that a text must do for a row: name its record or what that is tied to, or print the phrase pointed to."""
    main = names.main(*key)
    return Element(frozenset(), f"anything on {'/'.join(main)}", lambda passage: _is_spoken_of(main, passage, names))


def literal(column: str, value: str) -> Element:
    """Return words that a row takes from the text as they are."""
    return Element(frozenset({column}), f"{column} {value!r}", lambda passage: stands(plain(value), passage.paragraph))


def _is_spoken_of(key: Key, passage: Passage, names: Names) -> bool:
    return bool(passage.stated_as) or names.is_spoken_of(key, passage.paragraph)


def _references(table: str, row: Row, names: Names) -> Iterator[Element]:
    for column, key in references(table, row):
        # What we put under a point of the plan ourselves, no text does; and none need say of which region a town is part.
        if column == "part_of_place_id" or (key[0] == "sectors" and "thematic" in (row.get("basis"), row.get("sector_basis"))):
            continue
        if key[0] == "actors" and "person_id" in row:
            yield _body_of_person(column, key, ("people", row["person_id"]), names)
        else:
            yield _reference(column, key, names)
    if table in _PARENT_NAMED:
        yield _reference("", names.main(table, row[model_for(table).key_column]), names)
    if "country" in row and not any(column in row for column in _BY_COUNTRY.get(table, ("country",))):
        country = row["country"]
        yield Element(frozenset({"country"}), f"country {country}", lambda passage: names.country_stands(country, passage.paragraph))


def _reference(column: str, key: Key, names: Names) -> Element:
    find = _named if key[0] in _NAMED else _is_spoken_of
    return Element(frozenset({column} - {""}), f"{column} {'/'.join(key)}".strip(), lambda passage: find(key, passage, names))


def _body_of_person(column: str, key: Key, person: Key, names: Names) -> Element:
    """Return an organisation for which a person stands: “Foreign Minister Motegi” says both, but names one."""

    def find(passage: Passage) -> bool:
        return _named(key, passage, names) or (names.holds_office(person[1], key[1]) and _named(person, passage, names))

    return Element(frozenset({column}), f"{column} {'/'.join(key)}", find)


def _named(key: Key, passage: Passage, names: Names) -> bool:
    # Who speaks in a text says “I” and not the name.
    says_self = key[0] == "people" and _SELF.search(passage.stated_as) is not None and names.stands(key, passage.author)
    return says_self or names.stands(key, passage.paragraph)


def _words(table: str, row: Row) -> Iterator[Element]:
    printed = ("name",) if issubclass(model_for(table), Name) else _AS_PRINTED.get(table, ())
    for column in printed:
        if column in row:
            yield literal(column, row[column])


def _figures(table: str, row: Row) -> Iterator[Element]:
    for column in columns(model_for(table)):
        if column.type in ("integer", "number") and column.name in row and column.name not in _UNPRINTED:
            yield _figure(column.name, row[column.name])


def _figure(column: str, text: str) -> Element:
    value = abs(Decimal(text))
    return Element(frozenset({column}), f"{column} {text}", lambda passage: value in passage.figures())


def _dates(table: str, row: Row) -> Iterator[Element]:
    if "period_start" in row and "period_end" in row:
        yield from _period(row)
    for column in columns(model_for(table)):
        precision = row.get(f"{column.name}_precision", "day")
        if column.type == "date" and column.name in row and column.name not in _UNPRINTED and not column.name.startswith("period_"):
            first = date.fromisoformat(row[column.name])
            yield _date({column.name}, first, last_day(first, precision), precision)


def _date(fields: set[str], first: date, last: date, precision: str) -> Element:
    parts = (first.year, None if precision == "year" else first.month, first.day if precision == "day" else None)

    def find(passage: Passage) -> bool:
        return any(all(own in (None, said) for own, said in zip(parts, mention, strict=True)) for mention in passage.dates())

    def is_given(passage: Passage) -> bool:
        # A year alone proves nothing of a source that is known to the day.
        known_closer = len({day.replace(day=1) for day in passage.published.days}) == 1
        return passage.published.lies_in(first, last) and not (precision == "year" and known_closer)

    shown = "-".join(f"{part:02}" for part in parts if part is not None)
    return Element(frozenset(fields), f"{' and '.join(sorted(fields, reverse=True))} {shown}", find, is_given)


def _period(row: Row) -> Iterator[Element]:
    """Yield the bounds of a period, each as near as print would give it: a calendar year is its year, a whole month its month."""
    start, end = date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"])
    if row.get("period_type") in ("fiscal_year", "half_year", "quarter"):
        yield _date({"period_start", "period_end"}, start, end, "year")
        return
    is_long = start != end
    begins = "year" if is_long and (start.month, start.day) == (1, 1) else "month" if is_long and start.day == 1 else "day"
    ends_month = end.day == monthrange(end.year, end.month)[1]
    ends = "year" if is_long and (end.month, end.day) == (12, 31) else "month" if is_long and ends_month else "day"
    closing = end if ends == "day" else end.replace(day=1) if ends == "month" else end.replace(month=1, day=1)
    if (start, begins) == (closing, ends):
        yield _date({"period_start", "period_end"}, start, end, begins)
    else:
        yield _date({"period_start"}, start, last_day(start, begins), begins)
        yield _date({"period_end"}, closing, end, ends)

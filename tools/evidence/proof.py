"""The check itself: every row of evidence against the paragraph that it names.

A row of evidence fails where its paragraph does not exist, where `stated_as` does not stand in it, or where nothing of the row that it
speaks for stands there; where it speaks for one field, that field must. And what a row says must each stand in one of the paragraphs that
are given for it: where something stands in none, all evidence for the row as a whole fails.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import attrs

from rjdata.derive import Row, Tables
from tools.evidence.content import Element, Passage, elements, literal, spoken
from tools.evidence.dating import Published
from tools.evidence.names import Key, Names
from tools.evidence.wording import Texts, plain, stands

# What these rows say is told in our words: the phrase pointed to may be all that the text has of it.
_TOLD = ("events", "packages", "agreements", "projects", "project_history")


@attrs.frozen(order=True)
class Failure:
    """What was not found.

    Attributes
    ----------
    record
        The row that is not proved, as ``<table>/<id>``.
    locator
        The paragraphs that were read.
    missing
        What was not found there.
    """

    record: str
    locator: str
    missing: str

    def __str__(self) -> str:
        return f"{self.record}: {self.locator}: {self.missing}"


_NAMES = ("actor_names", "person_names", "place_names")


@attrs.frozen
class Report:
    """What a run found.

    Attributes
    ----------
    evidence
        All rows of evidence.
    checked
        Ids of those that were compared with a text, inferences not among them.
    failed
        Ids of those that do not hold: of an inference, only its paragraph and its phrase must stand.
    failures
        What was not found, in order.
    inferred
        Rows that carry an inference instead of a statement.
    unchecked
        Number of rows without a text, by kind of source.
    without_text
        Sources among these, in order.
    """

    evidence: tuple[Row, ...]
    checked: frozenset[str]
    failed: frozenset[str]
    failures: tuple[Failure, ...]
    inferred: tuple[Row, ...]
    unchecked: dict[str, int]
    without_text: tuple[str, ...]

    @property
    def inferred_names(self) -> int:
        """Number of inferences that only give a name in another script: they help a look-up and state no fact of the cooperation."""
        return sum(row["table"] in _NAMES for row in self.inferred)

    @property
    def inferred_share(self) -> Fraction:
        """Rows that carry an inference, names left out, as a share of all rows of evidence."""
        return Fraction(len(self.inferred) - self.inferred_names, len(self.evidence) or 1)


@attrs.frozen
class _Item:
    """A row of evidence with its passage, or without where there is none to read."""

    row: Row
    passage: Passage | None

    @property
    def id(self) -> str:
        return self.row["evidence_id"]

    @property
    def locator(self) -> str:
        return self.row.get("locator", "no paragraph")

    @property
    def is_inferred(self) -> bool:
        return self.row["is_inferred"] == "true"

    def speaks_of(self, element: Element) -> bool:
        return "field" not in self.row or self.row["field"] in element.fields


def prove(tables: Tables, texts: Texts) -> Report:
    """Compare all evidence with the texts that are there."""
    sources = {row["source_id"]: row for row in tables["sources"]}
    held = {source_id for source_id, row in sources.items() if row.get("text_sha256") in texts}
    names = Names(tables)
    of_row: dict[Key, list[_Item]] = defaultdict(list)
    failures: list[Failure] = list(_miscounted(sources, held, texts))
    failed: set[str] = set()
    for row in tables["evidence"]:
        source_id = row.get("source_id", "")
        passage = _passage(row, sources[source_id], texts) if source_id in held else None
        item = _Item(row, passage)
        of_row[row["table"], row["record_id"]].append(item)
        if source_id in held and passage is None:
            failed.add(item.id)
            failures.append(Failure(_record(row), item.locator, "the text has no such paragraph"))
    for key, items in of_row.items():
        for unproved, missing in _unproved(key, items, names):
            failed |= {item.id for item in unproved}
            failures.append(Failure(_record(unproved[0].row), ", ".join(item.locator for item in unproved), missing))
    apart = [row for row in tables["evidence"] if row.get("source_id") not in held]
    return Report(
        evidence=tuple(tables["evidence"]),
        checked=frozenset(
            row["evidence_id"] for row in tables["evidence"] if row.get("source_id") in held and row["is_inferred"] != "true"
        ),
        failed=frozenset(failed),
        failures=tuple(sorted(set(failures))),
        inferred=tuple(row for row in tables["evidence"] if row["is_inferred"] == "true"),
        unchecked=dict(Counter(sources.get(row.get("source_id", ""), {}).get("kind", "no source") for row in apart)),
        without_text=tuple(sorted({row.get("source_id", "") for row in apart})),
    )


def _record(row: Row) -> str:
    return f"{row['table']}/{row['record_id']}" + (f" {row['field']}" if "field" in row else "")


def _miscounted(sources: dict[str, Row], held: set[str], texts: Texts) -> Iterator[Failure]:
    for source_id in sorted(held):
        said, counted = sources[source_id].get("paragraphs"), len(texts[sources[source_id]["text_sha256"]])
        if said != str(counted):
            yield Failure(f"sources/{source_id} paragraphs", f"¶{counted}", f"the text has {counted} paragraphs, the record says {said}")


def _passage(row: Row, source: Row, texts: Texts) -> Passage | None:
    paragraphs = texts[source["text_sha256"]]
    number = row.get("locator", "").removeprefix("¶")
    if not (row.get("locator", "").startswith("¶") and number.isdecimal() and 1 <= int(number) <= len(paragraphs)):
        return None
    bounds = (source.get(name) for name in ("published_not_before", "published_not_after"))
    published = Published(*(date.fromisoformat(bound) if bound else None for bound in bounds))
    return Passage(paragraphs[int(number) - 1], plain(row.get("stated_as", "")), published, plain(source.get("author", "")))


def _unproved(key: Key, items: list[_Item], names: Names) -> Iterator[tuple[list[_Item], str]]:
    """Yield the rows of evidence that do not hold for a row, with what was not found."""
    row = names.row(key)
    if row is None:
        return
    said = elements(key[0], row, names)
    failed: list[_Item] = []
    for item in items:
        missing = _missing(key, row, item, said, names)
        if missing:
            failed.append(item)
            yield [item], missing
    for element in said:
        speaking = [item for item in items if item.speaks_of(element)]
        if any(item.is_inferred or item.passage is None or _holds(element, item.passage) for item in speaking):
            continue
        whole = [item for item in speaking if "field" not in item.row and item not in failed]
        if whole:
            yield whole, f"{element.wanted} does not stand there"


def _missing(key: Key, row: Row, item: _Item, said: list[Element], names: Names) -> str:
    """Return what a row of evidence by itself would have to show, where its paragraph shows none of it."""
    if item.passage is None:
        return ""
    if not _stated(item.passage):
        return f"{item.row['stated_as']!r} does not stand there"
    if item.is_inferred:
        return ""
    return _no_field(key, row, item, item.passage, said, names) if "field" in item.row else _nothing(key, item.passage, said, names)


def _holds(element: Element, passage: Passage) -> bool:
    return element.find(passage) or element.is_given(passage)


def _stated(passage: Passage) -> bool:
    return not passage.stated_as or stands(passage.stated_as, passage.paragraph)


def _no_field(key: Key, row: Row, item: _Item, passage: Passage, said: list[Element], names: Names) -> str:
    field = item.row["field"]
    wanted = [element for element in said if field in element.fields]
    if wanted:
        found = any(_holds(element, passage) for element in wanted)
    else:
        wanted = [literal(field, row[field]), spoken(key, names)] if field in row else []
        found = any(element.find(passage) for element in wanted)
    return "" if found or not wanted else f"{wanted[0].wanted} does not stand there"


def _nothing(key: Key, passage: Passage, said: list[Element], names: Names) -> str:
    wanted = [element for element in said if not element.is_given(passage)]
    if not wanted or key[0] in _TOLD:
        wanted.append(spoken(key, names))
    if any(element.find(passage) for element in wanted):
        return ""
    return f"nothing of the row stands there: {', '.join(element.wanted for element in wanted)}"

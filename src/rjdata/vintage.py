"""What our sources had made public by a day: a release seen through the dates of its evidence. No clock is read.

- A source is public from the last day on which it can have been published, or, where that is not known, from the day on which we read
  it. One with neither is public on no day.
- A row is there if any of its evidence was public by the day, or if a row that is there belongs to it or refers to it; so is a source,
  if it is public or a row that is there is about it.
- A field that may be empty is there if evidence of its own was published by then, or, where it has none of its own, evidence of its
  whole row, or, where there is none of that either, any evidence of the row. Fields that every row has stay: they say which record it
  is. So do the few of :data:`_IDENTITY`, without which a row would not say what it is.
- Derived columns are derived again, and each group of rival figures has again one that is preferred.
"""

from collections import defaultdict
from datetime import date
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from rjdata.dates import read_day
from rjdata.derive import Row, Tables, derive
from rjdata.errors import InvalidDateError
from rjdata.rows import read_rows, write_rows
from rjdata.schema import Table

if TYPE_CHECKING:
    from rjdata.release import Release

_PUBLIC = ("tombstones", "tombstone_successors")
"""Tables without evidence that a vintage shows whole."""
_PRIMARY = ("project_sectors", "project_places")
"""Tables of which one row of each parent is primary."""
_LINKS = {"event_links": ("linked_table", "linked_id"), "observations": ("subject_table", "subject_id")}
"""Columns that together name a record of whatever table."""
_IDENTITY = {
    "agreement_parties": ("actor_id", "country"),
    "event_participants": ("actor_id", "person_id", "country"),
    "observations": ("subject_table", "subject_id"),
    "places": ("country", "iso_3166_2", "administered_by", "claimed_by"),
    "trade_volumes": ("product_code", "formula"),
}
"""Fields that may be empty, yet say what a row is about where they are not."""
_TOGETHER = {
    "agreements": (("sector_id", "sector_basis"), ("package_id", "package_membership")),
    "places": (("latitude", "longitude", "coordinate_precision"),),
}
"""Fields that mean nothing one without the other."""
_NEVER = "9"
"""A text behind every day."""
_DERIVED_REFERENCES = ("primary_sector_id", "primary_place_id")
Place = tuple[str, str]
"""Table and id of a row."""
Stated = dict[str, bool]
"""Field (empty: the whole row) → whether any evidence of it is public."""


def known_by(release: "Release", day: date | str) -> "Release":
    """Return `release` as its sources had made it public by `day`. See :meth:`rjdata.release.Release.as_of`."""
    known_on = _choose_day(day, release)
    rows: Tables = {name: read_rows(release.read_bytes(name)) for name in release.tables}
    vintage = _filter(rows, release, known_on)
    undated = _undated(rows, vintage, release)
    _mark_one(vintage, release)
    derive(vintage)
    for table in ("actors", "people", "places"):
        names = {row[release.tables[table].key]: row["name"] for row in rows[table]}
        for row in vintage[table]:
            row.setdefault("name", names[row[release.tables[table].key]])
    data = {name: write_rows(table.column_names, vintage[name]) for name, table in release.tables.items()}
    tables = {
        name: attrs.evolve(table, digest=sha256(data[name]).hexdigest(), row_count=len(vintage[name]))
        for name, table in release.tables.items()
    }

    def read(table: Table) -> bytes:
        return data[table.name]

    return attrs.evolve(release, tables=MappingProxyType(tables), read=read, known_on=known_on, undated=MappingProxyType(undated))


def _choose_day(day: date | str, release: "Release") -> date:
    known_on = read_day(day)
    if known_on > release.frozen_on:
        expected = f"a day up to {release.frozen_on}, on which the release was frozen: nothing later can be in it"
        raise InvalidDateError(str(known_on), expected)
    if release.known_on and known_on > release.known_on:
        raise InvalidDateError(str(known_on), f"a day up to {release.known_on}: the release is seen as of that day already")
    return known_on


def _filter(rows: Tables, release: "Release", day: date) -> Tables:
    published = {row["source_id"] for row in rows["sources"] if _public_by(row) <= day.isoformat()}
    stated: dict[Place, Stated] = defaultdict(dict)
    for row in rows["evidence"]:
        fields, name = stated[row["table"], row["record_id"]], row.get("field", "")
        fields[name] = fields.get(name, False) or row["source_id"] in published
    known = _known_rows(rows, stated, release)
    shown = published | _linked_sources(known)
    vintage: Tables = {}
    for name, table in release.tables.items():
        if name == "sources":
            vintage[name] = [_without_later(row, shown) for row in rows[name] if row["source_id"] in shown]
        elif name in _PUBLIC:
            vintage[name] = rows[name]
        else:
            vintage[name] = [known[name, row[table.key]] for row in rows[name] if (name, row[table.key]) in known]
    there = {(name, row[table.key]) for name, table in release.tables.items() for row in vintage[name]}
    vintage["evidence"] = [row for row in rows["evidence"] if row["source_id"] in published and (row["table"], row["record_id"]) in there]
    return vintage


def _linked_sources(known: dict[Place, Row]) -> set[str]:
    """Return the ids of the sources that a known row is about, public or not."""
    linked = ((row.get(_LINKS[name][0]), row.get(_LINKS[name][1], "")) for (name, _), row in known.items() if name in _LINKS)
    return {record_id for table, record_id in linked if table == "sources"}


def _undated(rows: Tables, vintage: Tables, release: "Release") -> dict[str, tuple[str, ...]]:
    """Return the ids of rows that are left out because no source of theirs has a date, by table; those left out before among them."""
    dated_sources = {row["source_id"] for row in rows["sources"] if _public_by(row) != _NEVER}
    dated = {(row["table"], row["record_id"]) for row in rows["evidence"] if row["source_id"] in dated_sources}
    dated |= {("evidence", row["evidence_id"]) for row in rows["evidence"] if row["source_id"] in dated_sources}
    dated |= {("sources", source_id) for source_id in dated_sources}
    undated: dict[str, tuple[str, ...]] = {}
    for name, table in release.tables.items():
        there = {row[table.key] for row in vintage[name]}
        found = {row[table.key] for row in rows[name] if (name, row[table.key]) not in dated} - there
        undated[name] = tuple(sorted(found.union(release.undated.get(name, ()))))
    return undated


def _public_by(source: Row) -> str:
    """Return the day by which a source was public: the latest on which it can have been published, else the day on which we read it."""
    return source.get("published_not_after", source.get("accessed_on", _NEVER))


def _without_later(row: Row, shown: set[str]) -> Row:
    return {name: cell for name, cell in row.items() if name != "derived_from_source_id" or cell in shown}


def _known_rows(rows: Tables, stated: dict[Place, Stated], release: "Release") -> dict[Place, Row]:
    """Return rows with public evidence, the records that their known cells refer to, and those that these refer to, with known cells."""
    tables = {name: table for name, table in release.tables.items() if name not in ("sources", "evidence", *_PUBLIC)}
    by_place = {(name, row[table.key]): row for name, table in tables.items() for row in rows[name]}
    waiting = [place for place, fields in stated.items() if place in by_place and any(fields.values())]
    known: dict[Place, Row] = {}
    while waiting:
        place = waiting.pop()
        if place not in known:
            table = tables[place[0]]
            known[place] = _known_cells(by_place[place], stated[place], table)
            waiting += [other for other in _references(known[place], table) if other in by_place]
    return known


def _references(row: Row, table: Table) -> list[Place]:
    places = [(column.references, row[column.name]) for column in table.columns if column.references and column.name in row]
    if table.name in _LINKS:
        linked_table, linked_id = (row.get(name, "") for name in _LINKS[table.name])
        places.append((linked_table, linked_id))
    return places


def _known_cells(row: Row, stated: Stated, table: Table) -> Row:
    whole = stated[""] if "" in stated else any(stated.values())
    stays = {column.name for column in table.columns if column.is_required} | {*_IDENTITY.get(table.name, ())}
    known = {name for name in row if name in stays or stated.get(name.removesuffix("_precision"), stated.get(name, whole))}
    known -= {*_DERIVED_REFERENCES}
    for names in _TOGETHER.get(table.name, ()):
        if not known >= {*names}:
            known -= {*names}
    cells = {name: cell for name, cell in row.items() if name in known}
    if table.name == "agreements" and not stated.get("outcome_status", stated.get("outcome", whole)):
        cells["outcome_status"] = "unknown"
    return cells


def _mark_one(vintage: Tables, release: "Release") -> None:
    """Where the preferred or primary row of a group is not known yet, its first known row takes the place."""
    for name, table in release.tables.items():
        flag, together = ("is_preferred", "claim_group") if "claim_group" in table.column_names else ("is_primary", "")
        if together or name in _PRIMARY:
            parent = next((column.name for column in table.columns if table.parent and column.references == table.parent), "")
            groups: dict[Place, list[Row]] = defaultdict(list)
            for row in vintage[name]:
                groups[row.get(parent, ""), row.get(together, "")].append(row)
            for rows in groups.values():
                if not any(row[flag] == "true" for row in rows):
                    rows[0][flag] = "true"

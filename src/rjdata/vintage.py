"""What our sources had made public by a day: a release seen through the dates of its evidence. No clock is read.

- A row is there if any of its evidence was published by the day, or if a row that is there belongs to it or refers to it.
- A field that may be empty is there if evidence of its own was published by then, or, where it has none of its own, evidence of its
  whole row. Fields that every row has stay: they say which record it is.
- Derived columns are derived again, and each group of rival figures has again one that is preferred.
"""

from collections import defaultdict
from datetime import date
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from rjdata.dates import parse_partial
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
Place = tuple[str, str]
"""Table and id of a row."""


def known_by(release: "Release", day: date | str) -> "Release":
    """Return `release` as its sources had made it public by `day`. See :meth:`rjdata.release.Release.as_of`."""
    known_on = _read_day(day, release.frozen_on)
    rows: Tables = {name: read_rows(release.read_bytes(name)) for name in release.tables}
    vintage = _filter(rows, release, known_on)
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

    return attrs.evolve(release, tables=MappingProxyType(tables), read=read, known_on=known_on)


def _read_day(day: date | str, frozen_on: date) -> date:
    if isinstance(day, str):
        try:
            known_on, precision = parse_partial(day)
        except InvalidDateError:
            precision = ""
        if precision != "day":
            raise InvalidDateError(day, "a day as YYYY-MM-DD")
    else:
        known_on = day
    if known_on > frozen_on:
        raise InvalidDateError(str(known_on), f"a day up to {frozen_on}, on which the release was frozen: nothing later can be in it")
    return known_on


def _filter(rows: Tables, release: "Release", day: date) -> Tables:
    published = {row["source_id"] for row in rows["sources"] if row.get("published_not_after", "9") <= day.isoformat()}
    stated: dict[Place, dict[str, bool]] = defaultdict(dict)
    for row in rows["evidence"]:
        fields, name = stated[row["table"], row["record_id"]], row.get("field", "")
        fields[name] = fields.get(name, False) or row["source_id"] in published
    there = _closure({place for place, fields in stated.items() if any(fields.values())}, rows, release)
    vintage: Tables = {}
    for name, table in release.tables.items():
        if name == "sources":
            vintage[name] = [_without_later(row, published) for row in rows[name] if row["source_id"] in published]
        elif name == "evidence":
            vintage[name] = [row for row in rows[name] if row["source_id"] in published]
        elif name in _PUBLIC:
            vintage[name] = rows[name]
        else:
            found = [(row, stated[name, row[table.key]]) for row in rows[name] if (name, row[table.key]) in there]
            vintage[name] = [_known_cells(row, fields, table) for row, fields in found]
    return vintage


def _without_later(row: Row, published: set[str]) -> Row:
    return {name: cell for name, cell in row.items() if name != "derived_from_source_id" or cell in published}


def _known_cells(row: Row, stated: dict[str, bool], table: Table) -> Row:
    optional = {column.name for column in table.columns if not column.is_required}
    whole = stated.get("", False)
    return {name: cell for name, cell in row.items() if name not in optional or stated.get(name.removesuffix("_precision"), whole)}


def _closure(there: set[Place], rows: Tables, release: "Release") -> set[Place]:
    """Add the parents of rows that are there and the records that they refer to."""
    by_place = {(name, row[table.key]): row for name, table in release.tables.items() for row in rows[name]}
    waiting = list(there)
    while waiting:
        table, record_id = waiting.pop()
        row = by_place[table, record_id]
        for column in release.tables[table].columns:
            place = (column.references or "", row.get(column.name, ""))
            if column.references and place in by_place and place not in there:
                there.add(place)
                waiting.append(place)
    return there


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

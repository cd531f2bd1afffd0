"""A release as the explorer needs it: rows as text, who refers to whom, labels, evidence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from rjdata.dates import format_partial
from rjdata.models import TABLES, model_for
from rjdata.models.columns import columns
from rjdata.models.nesting import parent_column
from rjdata.release import Release
from rjdata.rows import read_rows, row_order

Row = dict[str, str]

EXPLORED = ("projects", "agreements", "actors")
# Columns whose table stands in another column of the same row.
_POINTERS = (("event_links", "linked_table", "linked_id"), ("observations", "subject_table", "subject_id"))
_PRECISION = "_precision"


@attrs.frozen(slots=False)
class ExplorerTables:
    """All tables of one release, joined by their keys."""

    release: Release

    @cached_property
    def rows(self) -> dict[str, dict[str, Row]]:
        """Rows of each table by their key, a partial date as one text (``2016-12``)."""
        found: dict[str, dict[str, Row]] = {}
        for table in TABLES:
            key = model_for(table).key_column
            rows = sorted(read_rows(self.release.read_bytes(table)), key=lambda row: row_order(row, key))
            found[table] = {row[key]: _fold_precision(row) for row in rows}
        return found

    @cached_property
    def references(self) -> dict[str, dict[str, str]]:
        """For each table the columns that hold an id, and of which table."""
        return {table: {column.name: column.references for column in columns(model_for(table)) if column.references} for table in TABLES}

    @cached_property
    def referring(self) -> dict[tuple[str, str], list[tuple[str, str, str]]]:
        """For each record the rows that name it: table, column, key."""
        found: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
        for table, rows in self.rows.items():
            if table == "evidence":
                continue
            for key, row in rows.items():
                for column, target in self.targets(table, row):
                    found[target].append((table, column, key))
        return found

    @cached_property
    def evidence(self) -> dict[tuple[str, str], list[Row]]:
        """The evidence of each row."""
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.rows["evidence"].values():
            found[row["table"], row["record_id"]].append(row)
        return found

    def targets(self, table: str, row: Row) -> Iterator[tuple[str, tuple[str, str]]]:
        """Yield each column of a row that names a record, and that record."""
        for column, target in self.references[table].items():
            if column in row:
                yield column, (target, row[column])
        for pointing, table_column, column in _POINTERS:
            if pointing == table and column in row:
                yield column, (row[table_column], row[column])

    def label(self, table: str, key: str) -> str:
        """Return what a record is called, else its id; the release writes every name of a disputed place into `name`."""
        row = self.rows[table][key]
        return row.get("name") or row.get("title") or key

    def names(self, table: str, key: str) -> list[str]:
        """Return all names of a record in all languages, its own columns first."""
        row = self.rows[table][key]
        own = [row[column] for column in ("name", "name_ja", "name_ru") if column in row]
        aliases = f"{ {'people': 'person'}.get(table, table.removesuffix('s')) }_names"
        return own + [self.rows[aliases][child]["name"] for child in self.children(aliases, table, key)]

    def children(self, child_table: str, table: str, key: str) -> list[str]:
        """Return the keys of a record's rows in a child table."""
        if child_table not in self.rows:
            return []
        column = parent_column(model_for(child_table))
        return [child for other, name, child in self.referring[table, key] if other == child_table and name == column]

    def region(self, place_id: str) -> tuple[str, str]:
        """Return the region that a place is filed under, and its label: the ISO 3166-2 code, else the outermost place around it."""
        outer, codes = place_id, self.rows["places"][place_id].get("iso_3166_2")
        while not codes and "part_of_place_id" in self.rows["places"][outer]:
            outer = self.rows["places"][outer]["part_of_place_id"]
            codes = self.rows["places"][outer].get("iso_3166_2")
        if not codes:
            return outer, self.label("places", outer)
        return codes, self._region_names.get(codes, codes)

    @cached_property
    def _region_names(self) -> dict[str, str]:
        regions = [row for row in self.rows["places"].values() if row["kind"] == "region" and "iso_3166_2" in row]
        return {row["iso_3166_2"]: f"{self.label('places', row['place_id'])} ({row['iso_3166_2']})" for row in regions}


def _fold_precision(row: Row) -> Row:
    folded = {name: cell for name, cell in row.items() if not name.endswith(_PRECISION) or name == "coordinate" + _PRECISION}
    for name, precision in row.items():
        day = name.removesuffix(_PRECISION)
        if name.endswith(_PRECISION) and day in row:
            folded[day] = format_partial(date.fromisoformat(row[day]), precision)
    return folded


def years(rows: Iterable[Row], *names: str) -> list[str]:
    """Return the years that the named columns speak of, in order."""
    return sorted({row[name][:4] for row in rows for name in names if name in row})


def drop_empty(values: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is empty, so that files are small."""
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}

"""What changed between two data versions: row by row, field by field, and the ids that moved. How it is told."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from rjdata.errors import UnknownRecordError, nearest

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, str]
Tables = dict[str, dict[str, Row]]
"""Table → id → cells."""

KINDS = ("added", "changed", "merged", "split", "withdrawn", "dropped")
_SHOWN = ("name", "title", "definition")


@attrs.frozen
class FieldChange:
    """What one field held and holds; ``None`` for nothing."""

    field: str
    old: str | None
    new: str | None


@attrs.frozen
class Change:
    """What became of a row.

    Attributes
    ----------
    table
        Table of the row.
    record_id
        Its key.
    kind
        ``added``, ``changed``; ``merged``, ``split`` or ``withdrawn`` for a record that left a tombstone; ``dropped`` for a row that is
        gone without one, such as a child row that its parent has no more.
    fields
        The fields that differ, in the order of the table; all of them for a row that came or went.
    reason
        Why a record is gone, as its tombstone says.
    successors
        Records that took its place.
    """

    table: str
    record_id: str
    kind: str
    fields: tuple[FieldChange, ...]
    reason: str | None = None
    successors: tuple[str, ...] = ()

    @property
    def record(self) -> str:
        """The row's name over all tables: ``projects/arctic-lng-2``."""
        return f"{self.table}/{self.record_id}"


@attrs.frozen(repr=False)
class Diff:
    """The changes from one data version to another.

    Attributes
    ----------
    old, new
        The versions; `old` is empty where there is none before.
    changes
        What became of each row that is not the same, table by table, by id.
    """

    old: str
    new: str
    changes: tuple[Change, ...]

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def __repr__(self) -> str:
        total = Counter(change.kind for change in self.changes)
        said = ", ".join(f"{total[kind]} {kind}" for kind in KINDS if total[kind]) or "nothing changed"
        return f"<rjdata diff {self.old or 'nothing'} → {self.new}: {said}>"

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """Table → kind of change → number of rows; tables without changes are left out."""
        counts: dict[str, dict[str, int]] = {}
        for change in self.changes:
            of_table = counts.setdefault(change.table, {})
            of_table[change.kind] = of_table.get(change.kind, 0) + 1
        return counts

    def of(self, record: str) -> "Diff":
        """Return only what concerns a record, its children and its evidence, or a row of a child table and its evidence.

        Parameters
        ----------
        record
            ``projects/arctic-lng-2``, in the form of :attr:`Change.record`.

        Raises
        ------
        UnknownRecordError
            If no table is named: a bare id would otherwise look like a record that did not change.
        """
        table, slash, record_id = record.partition("/")
        if not slash:
            meant = tuple(change.record for change in self.changes if change.record_id == record)
            raise UnknownRecordError(repr(self), record, meant or nearest(record, {one.record for one in self.changes}, cutoff=0.6))
        stem = table.removesuffix("s") if table != "people" else "person"

        def concerns(change: Change) -> bool:
            place, own = change.table, change.record_id
            if place == "evidence":
                place, _, own = own.rpartition(".evidence-")[0].partition("/")
            is_child = place.startswith(f"{stem}_") or (table, place) == ("people", "offices")
            return own == record_id if place == table else is_child and own.partition(".")[0] == record_id

        return attrs.evolve(self, changes=tuple(change for change in self.changes if concerns(change)))

    def apply(self, tables: Tables) -> Tables:
        """Return the tables of the new version, made of those of the old one.

        Parameters
        ----------
        tables
            Table → id → cells, as :func:`read_tables` returns them.
        """
        made = {table: {record_id: {**row} for record_id, row in rows.items()} for table, rows in tables.items()}
        for change in self.changes:
            rows = made.setdefault(change.table, {})
            row = rows.setdefault(change.record_id, {})
            for field in change.fields:
                row.pop(field.field, None)
                if field.new is not None:
                    row[field.field] = field.new
            if not row:
                del rows[change.record_id]
        return made

    def to_frame(self) -> "pd.DataFrame":
        """Return one row for each field that differs.

        Returns
        -------
        pandas.DataFrame
            Text columns ``table``, ``record_id``, ``kind``, ``field``, ``old``, ``new``, ``reason``, ``successors`` (ids, parted by a
            space); missing where there is nothing.
        """
        import pandas as pd

        from rjdata.frame import DTYPES

        names = ["table", "record_id", "kind", "field", "old", "new", "reason", "successors"]
        rows = [
            (
                change.table,
                change.record_id,
                change.kind,
                field.field,
                field.old,
                field.new,
                change.reason,
                " ".join(change.successors) or None,
            )
            for change in self.changes
            for field in change.fields
        ]
        return pd.DataFrame(rows, columns=names).astype(DTYPES["string"])

    def to_markdown(self, *, limit: int = 50) -> str:
        """Write the changes for people: the counts of every table, then each record that changed, at most `limit` a table."""
        lines = [f"# {self.old or 'Nothing'} → {self.new}", ""]
        for table, counts in self.counts.items():
            lines.append(f"- `{table}`: " + ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if kind in counts))
        for table in self.counts:
            changes = [change for change in self.changes if change.table == table]
            if table == "evidence":
                continue
            lines += ["", f"## {table}", ""]
            lines += [line for change in changes[:limit] for line in _describe(change)]
            lines += [f"- … and {len(changes) - limit} more"] * (len(changes) > limit)
        return "\n".join([*lines, ""])


def _describe(change: Change) -> Iterator[str]:
    if change.kind == "changed":
        yield f"- `{change.record_id}` changed"
        yield from (f"  - {field.field}: {_quoted(field.old)} → {_quoted(field.new)}" for field in change.fields)
        return
    cells = {field.field: field.new or field.old for field in change.fields}
    name = next((f": {cells[column]}" for column in _SHOWN if column in cells), "")
    moved = f" into {', '.join(f'`{successor}`' for successor in change.successors)}" if change.successors else ""
    yield f"- `{change.record_id}` {change.kind}{moved}{name}" + (f" ({change.reason})" if change.reason else "")


def _quoted(value: str | None) -> str:
    return "nothing" if value is None else f"“{value}”"

"""The handle that a release is read through: bytes, frames and records of any table, by name."""

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from warnings import warn

import attrs

from rjdata.errors import AmbiguousIdError, MissingColumnError, RecordMovedWarning, UnknownRecordError, UnknownTableError, nearest
from rjdata.rows import read_rows
from rjdata.schema import Licence, Table

if TYPE_CHECKING:
    import pandas as pd

    from rjdata.models import Record, Statement
    from rjdata.tables import TableName


def caller_level() -> int:
    """Return how many frames up the first one outside this package is, for a warning that points at the user's line."""
    level, frame = 0, sys._getframe()  # noqa: SLF001 - what inspect.currentframe returns, without importing inspect
    while frame.f_back and frame.f_globals["__name__"].partition(".")[0] == __name__.partition(".")[0]:
        level, frame = level + 1, frame.f_back
    return level


@attrs.frozen(repr=False)
class Handle:
    """Tables that belong together, under one version and one digest. Its base; the typed names are on :class:`~rjdata.typed.TypedHandle`.

    Attributes
    ----------
    version
        Data version, ``YYYY.M.N``.
    digest
        SHA-256 of the canonical manifest.
    frozen_on
        Day on which it was frozen.
    schema_version
        Version of the tables' shape, SemVer.
    tables
        Name → :class:`~rjdata.schema.Table`.
    known_on
        Day of the vintage for a release that :meth:`as_of` returned, else ``None``.
    undated
        Table → ids of the rows that a vintage leaves out because no source of theirs has a date. Empty where it is no vintage.
    licences
        Licences of our compilation, as :class:`~rjdata.schema.Licence`. A source may have terms of its own: ``sources.licence``.
    """

    version: str
    digest: str
    frozen_on: date
    schema_version: str
    tables: Mapping[str, Table] = attrs.field(eq=False)
    _read: Callable[[Table], bytes] = attrs.field(eq=False, alias="read")
    known_on: date | None = None
    undated: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, eq=False)
    licences: tuple[Licence, ...] = ()
    _records: dict[str, tuple[Any, ...]] = attrs.field(factory=dict, eq=False, init=False)
    _indexes: dict[str, dict[str, Any]] = attrs.field(factory=dict, eq=False, init=False)
    _keys: dict[str, frozenset[str]] = attrs.field(factory=dict, eq=False, init=False)

    def __repr__(self) -> str:
        vintage = f" as of {self.known_on}" if self.known_on else ""
        return f"<rjdata release {self.version}{vintage}, {len(self.tables)} tables, digest {self.digest[:12]}>"

    def read_bytes(self, table: str) -> bytes:
        """Return the CSV bytes of a table, compared with their digest.

        Raises
        ------
        UnknownTableError
            If the release has no such table.
        DigestMismatchError
            If a byte was changed after the release was frozen.
        """
        return self._read(self.find_table(table))

    def find_table(self, name: str) -> Table:
        """Return what the manifest says of a table.

        Raises
        ------
        UnknownTableError
            If the release has no such table.
        """
        if name not in self.tables:
            raise UnknownTableError(str(name), self.version, nearest(name, self.tables))
        return self.tables[name]

    def load_table(self, name: "TableName") -> "pd.DataFrame":
        """Load a table as a fresh frame. See :func:`rjdata.load_table`."""
        import rjdata.accessor  # noqa: F401 - a loaded frame has its accessor
        from rjdata.frame import build_frame

        data = self.read_bytes(name)
        table = self.tables[name]
        frame = build_frame(data, table.columns)
        frame.attrs["rjdata"] = {"table": name, "version": self.version, "digest": table.digest}
        if self.known_on:
            frame.attrs["rjdata"]["known_on"] = self.known_on.isoformat()
            frame.attrs["rjdata"]["undated"] = " ".join(self.undated.get(name, ()))
        return frame

    def records(self, table: str) -> tuple[Any, ...]:
        """Return the records of a main table, parsed once.

        Raises
        ------
        UnknownTableError
            If the release has no such table.
        """
        self.find_table(table)
        if table not in self._records:
            from rjdata.parse import build_records

            # Of two threads that parse at once, both get what the first has made.
            self._records.setdefault(table, build_records(table, self.read_bytes))
        return self._records[table]

    def iterate(self, table: str) -> Iterator[Any]:
        """Go through the records of a main table. The first time each is parsed when it comes; all are kept once the last has come.

        Raises
        ------
        UnknownTableError
            If the release has no such table.
        """
        self.find_table(table)
        if table in self._records:
            return iter(self._records[table])
        from rjdata.parse import iterate_records

        return self._keep(table, iterate_records(table, self.read_bytes))

    def _keep(self, table: str, records: Iterator[Any]) -> Iterator[Any]:
        passed = []
        for record in records:
            passed.append(record)
            yield record
        self._records.setdefault(table, tuple(passed))

    def keys(self, table: str) -> frozenset[str]:
        """Return the ids of a table's rows, read once."""
        if table not in self._keys:
            data = self.read_bytes(table)
            self._keys[table] = frozenset(row[self.tables[table].key] for row in read_rows(data))
        return self._keys[table]

    def get_record(self, table: str, record_id: str) -> Any:
        """Return the record of a main table with this id.

        Raises
        ------
        UnknownRecordError
            If no record has the id, or the record was split or withdrawn; then with its reason and successors.

        Warns
        -----
        RecordMovedWarning
            If the record was merged into the one returned.
        """
        key = self.find_table(table).key
        if table not in self._indexes:
            self._indexes[table] = {getattr(record, key): record for record in self.records(table)}
        index = self._indexes[table]
        if record_id in index:
            return index[record_id]
        for tombstone in self.records("tombstones") if table != "tombstones" else ():
            if (tombstone.table, tombstone.tombstone_id) == (table, record_id):
                return self.get_record(table, self._successor(tombstone))
        raise UnknownRecordError(table, str(record_id), nearest(record_id, index, cutoff=0.6))

    @staticmethod
    def _successor(tombstone: Any) -> str:
        """Return the id into which a record was merged, with a warning."""
        successors = tuple(successor.successor_id for successor in tombstone.successors)
        if tombstone.kind != "merged":
            raise UnknownRecordError(tombstone.table, tombstone.tombstone_id, (), tombstone.reason, successors)
        successor: str = successors[0]
        message = f"{tombstone.table}/{tombstone.tombstone_id} was merged into {successor}: {tombstone.reason}"
        warn(message, RecordMovedWarning, stacklevel=caller_level())
        return successor

    def locate(self, record: "str | Record") -> tuple[str, str]:
        """Return table and id of a record, or of what is named ``<table>/<id>``, or by an id that is unique over all tables.

        Raises
        ------
        UnknownTableError
            If there is no such table.
        UnknownRecordError
            If there is no such id, or its record was split or withdrawn; then with its reason and successors.
        AmbiguousIdError
            If a bare id names rows of several tables.

        Warns
        -----
        RecordMovedWarning
            If the record was merged into the one located.
        """
        name = record if isinstance(record, str) else f"{record.table_name}/{getattr(record, record.key_column)}"
        head, slash, tail = name.partition("/")
        table, record_id = (head, tail) if slash else ("", name)
        tables = [table] if slash else [name for name in self.tables if name not in ("evidence", "tombstones")]
        found = tuple(table for table in tables if record_id in self.keys(table))
        if len(found) > 1:
            raise AmbiguousIdError(record_id, found)
        if not found:
            for tombstone in self.records("tombstones"):
                if tombstone.tombstone_id == record_id and tombstone.table in tables:
                    return self.locate(f"{tombstone.table}/{self._successor(tombstone)}")
            ids = sorted({key for table in tables for key in self.keys(table)})
            raise UnknownRecordError(table or "this release", record_id, nearest(record_id, ids, cutoff=0.6))
        return found[0], record_id

    def evidence(self, record: "str | Record", field: str | None = None) -> "tuple[Statement, ...]":
        """Return what a record rests on: evidence of its own, of its children, and of figures that rival them.

        Rivals come first, group by group, the preferred row of each before the others; then the record itself, then its children, table
        by table. A source that repeats another stands behind the others of its row, and is marked.

        Parameters
        ----------
        record
            ``projects/arctic-lng-2``, a bare id where it is unique, the id of a child row, or a typed record.
        field
            Only what states this field of the row itself and of its rivals, or such a row as a whole.

        Returns
        -------
        tuple of Statement
            Rows of ``evidence`` with the ``source`` of each; ``claim_group``, ``is_preferred`` and ``rivals`` of a figure; ``is_copy`` and
            ``copy_of``. Printed, each is a line.

        Raises
        ------
        UnknownRecordError
            If nothing has the id.
        AmbiguousIdError
            If a bare id names rows of several tables.
        MissingColumnError
            If its table has no such field.
        """
        from rjdata.statements import find_statements

        table, record_id = self.locate(record)
        if field is not None and field not in self.tables[table].column_names:
            raise MissingColumnError(field, f"evidence(field={field!r})", self.tables[table].column_names)
        return find_statements(self, table, record_id, field)

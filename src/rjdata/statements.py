"""What rows rest on, in the order in which people need it: rival figures side by side first, copies after what they repeat."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from rjdata.derive import group
from rjdata.rows import read_rows, row_order

if TYPE_CHECKING:
    from rjdata.handle import Handle
    from rjdata.models import Evidence, Source, Statement

Place = tuple[str, str]
"""Table and id of a row."""


@attrs.frozen
class Claim:
    """A figure, and the rows that state the same otherwise.

    Attributes
    ----------
    group
        Name that the rivals share.
    is_preferred
        Whether the row stands for them.
    rivals
        Ids of the others.
    """

    group: str
    is_preferred: bool
    rivals: tuple[str, ...]


_NO_FIGURE = Claim("", is_preferred=True, rivals=())


def family(release: "Handle", table: str) -> list[str]:
    """Return a table and its child tables."""
    return [table, *(name for name, other in release.tables.items() if other.parent == table)]


def read_claims(release: "Handle", tables: Iterable[str]) -> dict[Place, Claim]:
    """Read which rows of these tables are figures, and which of them rival one another."""
    claims: dict[Place, Claim] = {}
    for name in tables:
        table = release.tables[name]
        if "claim_group" not in table.column_names:
            continue
        parent = release.tables[table.parent].key if table.parent else None
        for rows in group(read_rows(release.read_bytes(name)), "claim_group").values():
            for row in rows:
                rivals = (other[table.key] for other in rows if other is not row and (parent is None or other[parent] == row[parent]))
                claims[name, row[table.key]] = Claim(row["claim_group"], row["is_preferred"] == "true", tuple(rivals))
    return claims


def arrange(stated: Iterable[tuple[str, str, bool]], ids: Iterable[str], tables: Sequence[str], claims: Mapping[Place, Claim]) -> list[int]:
    """Return where the statements about rows, their children and their rivals stand, in the order in which people need them.

    Parameters
    ----------
    stated
        Table and id of what is stated, and whether its source is a copy.
    ids
        The rows, in their order.
    tables
        Table of the rows, then its child tables.
    claims
        The figures among them.
    """
    order = {record_id: place for place, record_id in enumerate(dict.fromkeys(ids))}
    ranks = {table: rank for rank, table in enumerate(tables)}
    found = []
    for row, (table, record_id, is_copy) in enumerate(stated):
        claim = claims.get((table, record_id), _NO_FIGURE)
        # The id of a child is that of its parent, a full stop and its own part, so that no child table needs to be read.
        about = (record_id, *claim.rivals) if table == tables[0] else (record_id.partition(".")[0],)
        places = [order[name] for name in about if name in order] if table in ranks else []
        if places:
            rival = (0, ranks[table], claim.group, not claim.is_preferred) if claim.rivals else (1, ranks[table], "", False)
            found.append((min(places), rival, row_order({"id": record_id}, "id"), is_copy, row))
    return [row for *_, row in sorted(found)]


def rests_on(release: "Handle", table: str, ids: Iterable[str]) -> "Iterator[Evidence]":
    """Yield the evidence of rows and of their children, without that of their rivals."""
    wanted, tables = {*ids}, family(release, table)
    for row in release.records("evidence"):
        if row.table in tables and (row.record_id if row.table == table else row.record_id.partition(".")[0]) in wanted:
            yield row


def find_statements(release: "Handle", table: str, record_id: str, field: str | None) -> "tuple[Statement, ...]":
    """Return what states a row, its children and its rivals. See :meth:`rjdata.Release.evidence`."""
    rows: tuple[Evidence, ...] = release.records("evidence")
    if field is not None:
        rows = tuple(row for row in rows if row.field in (None, field))
    tables = [table] if field is not None else family(release, table)
    claims, sources = read_claims(release, tables), {source.source_id: source for source in release.records("sources")}
    stated = ((row.table, row.record_id, sources[row.source_id].is_copy) for row in rows)
    found = [rows[place] for place in arrange(stated, [record_id], tables, claims)]
    return tuple(_state(row, sources[row.source_id], claims.get((row.table, row.record_id))) for row in found)


def _state(row: "Evidence", source: "Source", claim: Claim | None) -> "Statement":
    from rjdata.models import Statement

    said: dict[str, Any] = {**dict(row), "source": source, "is_copy": source.is_copy, "copy_of": source.copy_of}
    if claim:
        said |= {"claim_group": claim.group, "is_preferred": claim.is_preferred, "rivals": claim.rivals}
    return Statement.model_construct(**said)

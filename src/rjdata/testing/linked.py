"""Records of all tables that belong together, as a release that lies in memory."""

from datetime import timedelta
from functools import cache, partial
from hashlib import sha256
from types import MappingProxyType
from typing import Any
from unicodedata import normalize

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from hypothesis.vendor.pretty import RepresentationPrinter

from rjdata.derive import Tables, derive
from rjdata.models import TABLES, model_for
from rjdata.models.base import Record
from rjdata.models.columns import columns
from rjdata.release import Release
from rjdata.rows import row_order, write_rows
from rjdata.schema import Table, describe_table, read_licences
from rjdata.store import manifest_digest
from rjdata.testing.cells import LAST_DAY, linkable_tables, record_ids, row_cells, texts
from rjdata.testing.family import Drawn, assemble, families, mark_claims, unlike
from rjdata.testing.settle import Row, settle

FROZEN_ON = LAST_DAY + timedelta(days=1)
SCHEMA_VERSION = "1.0.0"
_FIGURES = ("trade_volumes", "observations", "exchange_rates")
_UNPROVED = ("sources", "evidence", "tombstones", "tombstone_successors")
_SIZES = {"sources": (1, 3), "actors": (0, 3), "projects": (0, 3)}
_LEGIBLE = 20_000
"""Longest text as which a failing release is printed with its rows; hypothesis warns of 30,000 letters."""
_Families = dict[str, dict[str, Drawn]]


@attrs.frozen(repr=False)
class DrawnRelease(Release):
    """A release that hypothesis prints by its rows; of itself it would print the manifest."""

    def _repr_pretty_(self, printer: RepresentationPrinter, cycle: bool) -> None:  # noqa: ARG002, FBT001 - the signature asked for
        rows = [f"{name}\n{self.read_bytes(name).decode()}" for name, table in self.tables.items() if table.row_count]
        text = "\n".join([repr(self), *rows])
        printer.text(text if len(text) < _LEGIBLE else repr(self))


_WEIGHTY = ("agreement_amounts", "project_amounts", "project_stakes", "project_history")


@st.composite
def linked_releases(draw: DrawFn, version: str) -> Release:
    """Draw rows of all tables: references whole, evidence for every row, derived columns derived."""
    drawn = {table: draw(_families(table)) for table in (*linkable_tables(), *_FIGURES, "tombstones")}
    _keep_apart(drawn)
    pools = {table: list(found) for table, found in drawn.items()}
    tables: Tables = {table: [] for table in TABLES}
    for table, found in drawn.items():
        for record_id, family in found.items():
            for name, rows in assemble(model_for(table), record_id, family, pools).items():
                tables[name] += rows
    _mark_shared_names(tables["actor_names"])
    for table in _FIGURES:
        tables[table] = unlike(model_for(table), tables[table])
        mark_claims(model_for(table), tables[table])
    for table in TABLES:
        if table not in _UNPROVED:
            for row in tables[table]:
                tables["evidence"] += _prove(table, row, draw(_evidence()), tables["sources"])
    tables["evidence"] = unlike(model_for("evidence"), tables["evidence"])
    derive(tables)
    ordered = {table: sorted(rows, key=partial(row_order, key=model_for(table).key_column)) for table, rows in tables.items()}
    return _in_memory(ordered, version)


def _mark_shared_names(rows: list[Row]) -> None:
    """Mark a name that two actors bear as ambiguous in both."""
    bearers: dict[str, set[str]] = {}
    for row in rows:
        bearers.setdefault(normalize("NFKC", row["name"]).casefold(), set()).add(row["actor_id"])
    for row in rows:
        if len(bearers[normalize("NFKC", row["name"]).casefold()]) > 1:
            row["is_ambiguous"] = "true"


@cache
def _families(table: str) -> SearchStrategy[dict[str, Drawn]]:
    model = model_for(table)
    fewest, most = _SIZES.get(table, (0, 2))
    return st.dictionaries(record_ids(model), families(model, is_linked=True), min_size=fewest, max_size=most)


def _keep_apart(drawn: _Families) -> None:
    """Let no two records have what only one may have."""
    for project_id in drawn["projects"].keys() & drawn["actors"].keys():
        del drawn["projects"][project_id]
    for tombstone_id, family in list(drawn["tombstones"].items()):
        if tombstone_id in drawn[family.row["table"]]:
            del drawn["tombstones"][tombstone_id]
    for position, family in enumerate(drawn["sectors"].values(), 1):
        family.row["plan_point"] = str(position)
    addresses: set[str] = set()
    for family in drawn["sources"].values():
        if family.row.get("url") in addresses:
            del family.row["url"]
        addresses.add(family.row.get("url", ""))


@cache
def _evidence() -> SearchStrategy[list[tuple[int, Row]]]:
    cells = row_cells({}, {"locator": texts(), "stated_as": texts(), "reasoning": texts()})
    return st.lists(st.tuples(st.integers(0, 999), cells), min_size=1, max_size=2)


def _prove(table: str, row: Row, drawn: list[tuple[int, Row]], sources: list[Row]) -> list[Row]:
    """Return evidence of a row: of the whole, or of one of its cells."""
    model, rows = model_for(table), []
    stated = [name for name in _stated_columns(model) if name in row]
    for number, cells in drawn:
        source, place, paragraph = number % 10, number // 10 % 10, number // 100
        evidence = {"table": table, "record_id": row[model.key_column], **cells}
        evidence["source_id"] = sources[source % len(sources)]["source_id"]
        if table in _WEIGHTY:
            # Money, stakes and the state of a project rest on a page that was read, or on two witnesses.
            sources[source % len(sources)].setdefault("accessed_on", FROZEN_ON.isoformat())
        if place % 2 and stated:
            evidence["field"] = stated[(place // 2) % len(stated)]
        count = int(sources[source % len(sources)].get("paragraphs", "0"))
        if count:
            evidence["locator"] = f"¶{paragraph % count + 1}"
        if row.get("participation") in ("sold", "withdrawn"):
            # That a party left is a matter of reputation: one source alone may only let us infer it.
            evidence.setdefault("reasoning", "drawn")
        rows.append(settle(model_for("evidence"), evidence))
    return rows


@cache
def _stated_columns(model: type[Record]) -> tuple[str, ...]:
    """Return the columns that a source can state: those that say nothing of the row's place among others, and follow from nothing."""
    implied = {model.key_column, "sequence", "claim_group", "is_preferred", *model.derived_columns}
    names = [column.name for column in columns(model) if column.references != (model.parent_table or "") and column.name not in implied]
    return tuple(name for name in names if name.removesuffix("_precision") == name or name.removesuffix("_precision") not in names)


def _in_memory(tables: Tables, version: str) -> Release:
    """Return the release that these rows would be frozen as."""
    data = {name: write_rows([column.name for column in columns(model_for(name))], rows) for name, rows in tables.items()}
    described = {name: _describe(name, rows, data[name]) for name, rows in tables.items()}
    manifest: dict[str, Any] = {
        "version": version,
        "schemaVersion": SCHEMA_VERSION,
        "frozenOn": FROZEN_ON.isoformat(),
        "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0 International"}],
        "tables": {name: describe_table(table) for name, table in described.items()},
    }

    def read(table: Table) -> bytes:
        return data[table.name]

    return DrawnRelease(
        version=version,
        digest=manifest_digest(manifest),
        frozen_on=FROZEN_ON,
        schema_version=SCHEMA_VERSION,
        tables=MappingProxyType(described),
        read=read,
        licences=read_licences(manifest),
    )


def _describe(name: str, rows: list[Row], data: bytes) -> Table:
    model, digest = model_for(name), sha256(data).hexdigest()
    return Table(
        name=name,
        path=f"objects/{name}-{digest[:12]}.csv",
        digest=digest,
        row_count=len(rows),
        description=(model.__doc__ or "").splitlines()[0],
        key=model.key_column,
        parent=model.parent_table,
        columns=columns(model),
    )

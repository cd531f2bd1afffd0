"""A main record with its children: numbers, ids, groups of rival figures, primaries, and what follows from the children."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from rjdata.dates import last_day
from rjdata.derive import Tables, derive, set_or_clear
from rjdata.models import TABLES
from rjdata.models.base import Claim, Record
from rjdata.models.columns import columns
from rjdata.models.name import Name
from rjdata.models.nesting import children, parent_column
from rjdata.models.project import ProjectHistory
from rjdata.testing.cells import LINKS, cell_strategies, record_ids, row_cells, slugs
from rjdata.testing.settle import FOLLOWERS, Row, settle

_R = TypeVar("_R", bound=Record)

_FROM_OTHERS = ("independent_source_count", "last_reported_on", "level")
"""Derived columns that follow from other tables; a record that stands alone may hold anything there."""
_INSTEAD: dict[tuple[str, str], SearchStrategy[str]] = {
    ("actor_identifiers", "value"): st.integers(1, 999_999_999).map(str),
    # Most rows of history that matter are no plans.
    ("project_history", "is_plan"): st.sampled_from(("false", "false", "false", "true")),
    ("evidence", "field"): st.integers(0, 99).map(str),
    ("evidence", "record_id"): slugs(),
    ("sources", "known"): st.sampled_from(("day", "month", "year", "earliest", "latest")),
    ("sources", "paragraphs"): st.integers(1, 3).map(str),
}
"""Cells drawn in another way than their type tells; :mod:`rjdata.testing.settle` makes of them what is meant."""
_AT_MOST = 2


@attrs.frozen
class Drawn:
    """What was drawn of a family: the cells of its head, and for each child table gaps between numbers with cells."""

    row: Row
    kin: Mapping[str, Sequence[tuple[int, Row]]]


Pools = Mapping[str, Sequence[str]]
"""Ids of the main records to which linked records refer."""


@cache
def families(model: type[Record], *, is_linked: bool) -> SearchStrategy[Drawn]:
    """Give the cells of a main record and its children."""
    kin = {
        child.table_name: st.lists(
            st.tuples(st.integers(1, 3), _rows(child, is_linked=is_linked)), min_size=int(issubclass(child, Name)), max_size=_AT_MOST
        )
        for child in children(model).values()
    }
    return st.builds(Drawn, _rows(model, is_linked=is_linked), st.fixed_dictionaries(kin))


@cache
def _rows(model: type[Record], *, is_linked: bool) -> SearchStrategy[Row]:
    required, optional = cell_strategies(model, is_linked=is_linked)
    together = {follower for followers in FOLLOWERS.values() for follower in followers}
    for name in [name for name in optional if name.endswith("_on_precision") or name in together]:
        required[name] = optional.pop(name)
    for (table, name), strategy in _INSTEAD.items():
        if table == model.table_name:
            (optional if name in optional else required)[name] = strategy
    given = {model.key_column, "claim_group", "sequence", *((parent_column(model),) if model.parent_table else ())}
    return row_cells(
        {name: strategy for name, strategy in required.items() if name not in given},
        {name: strategy for name, strategy in optional.items() if name not in given},
    )


def assemble(model: type[Record], record_id: str, drawn: Drawn, pools: Pools | None = None) -> Tables:
    """Return the rows of a family by table; `pools` are what its references, drawn as numbers, mean."""
    head = _aim(model, {model.key_column: record_id, **drawn.row}, record_id, pools)
    family: Tables = {model.table_name: []}
    for child in children(model).values():
        rows = [_aim(child, {parent_column(child): record_id, **cells}, record_id, pools, head) for _, cells in drawn.kin[child.table_name]]
        whole = [settle(child, row) for row in rows if row is not None]
        family[child.table_name] = _number(child, record_id, whole, [gap for gap, _ in drawn.kin[child.table_name]])
        mark_claims(child, family[child.table_name])
    if head is None:
        return {}
    _mark_family(model, head, family)
    family[model.table_name].append(settle(model, head))
    return family


def _aim(model: type[Record], row: Row, record_id: str, pools: Pools | None, head: Row | None = None) -> Row | None:
    """Turn numbers into ids of records in `pools`; None where a reference is needed and nothing is there."""
    if pools is None:
        return row
    aimed = dict(row)
    for column in columns(model):
        name = column.name
        if name not in row or name == model.key_column or (model.parent_table and name == parent_column(model)):
            continue
        table = column.references or (name in LINKS and (row.get(LINKS[name]) or (head or {}).get("table")))
        if not table:
            continue
        # Only records that stand before this one: ties to oneself and circles make no sense.
        pool = pools[table] if record_id not in pools[table] else pools[table][: pools[table].index(record_id)]
        if pool:
            aimed[name] = pool[int(row[name]) % len(pool)]
        elif column.is_required:
            return None
        else:
            del aimed[name]
    return aimed


def _number(child: type[Record], parent_id: str, rows: list[Row], gaps: Iterable[int]) -> list[Row]:
    if child is ProjectHistory:
        rows = sorted(rows, key=lambda row: last_day(date.fromisoformat(row["happened_on"]), row["happened_on_precision"]))
    number, numbered = 0, []
    for position, (row, gap) in enumerate(zip(rows, gaps, strict=False), 1):
        number += gap
        given = {child.key_column: f"{parent_id}.{child.id_kind}-{number}"}
        if child is ProjectHistory:
            given["sequence"] = str(position)
        numbered.append({**row, **given})
    return unlike(child, numbered)


def unlike(model: type[Record], rows: Iterable[Row]) -> list[Row]:
    """Return the rows without those that repeat a natural key."""
    seen: set[tuple[Any, ...]] = set()
    kept = []
    for row in rows:
        keys = {(names, *(row.get(name, "") for name in names)) for names in model.natural_keys if any(name in row for name in names)}
        if not keys & seen:
            kept.append(row)
            seen |= keys
    return kept


def mark_claims(model: type[Record], rows: list[Row]) -> None:
    """Make rivals of rows that were drawn as not preferred: they join the group of the row above."""
    if not issubclass(model, Claim):
        return
    groups: dict[str, list[Row]] = {}
    for row in rows:
        name = row[model.key_column]
        if groups and row["is_preferred"] == "false":
            name = next(reversed(groups))
        row["claim_group"] = name
        groups.setdefault(name, []).append(row)
    for rivals in groups.values():
        for row in rivals:
            row["is_preferred"] = "true" if row is rivals[-1] else "false"


def _mark_family(model: type[Record], head: Row, family: Tables) -> None:
    for child in children(model).values():
        rows = family[child.table_name]
        if issubclass(child, Name):
            _mark_names(rows, is_disputed="claimed_by" in head)
        elif "is_primary" in child.model_fields and rows:
            shown = next((row for row in rows if row["is_primary"] == "true"), rows[-1])
            for row in rows:
                row["is_primary"] = "true" if row is shown else "false"
    if model.table_name == "tombstones":
        head["kind"] = ("withdrawn", "merged", "split")[min(len(family["tombstone_successors"]), 2)]
    drawn = {name: head.get(name) for name in _FROM_OTHERS}
    tables: Tables = {table: [] for table in TABLES} | family
    tables[model.table_name] = [head]
    derive(tables)
    for name, value in drawn.items():
        set_or_clear(head, name, value)


def _mark_names(rows: list[Row], *, is_disputed: bool) -> None:
    """Let the first name be the English one; each language has one primary name at most, and a disputed place none."""
    rows[0] |= {"language": "en", "kind": "name", "is_primary": "true"}
    spoken: set[str] = set()
    for row in rows:
        row["is_primary"] = "true" if row["is_primary"] == "true" and row["language"] not in spoken and not is_disputed else "false"
        if row["is_primary"] == "true":
            spoken.add(row["language"])


def alone(model: type[_R]) -> SearchStrategy[_R]:
    """Give records of any table that stand for themselves: what they refer to is nowhere."""
    if model.parent_table is None:
        return st.builds(_build_head, st.just(model), record_ids(model), families(model, is_linked=False))
    return st.builds(_build_child, st.just(model), slugs(), st.integers(1, 9), _rows(model, is_linked=False))


def _build_head(model: type[_R], record_id: str, drawn: Drawn) -> _R:
    family = assemble(model, record_id, drawn)
    mark_claims(model, family[model.table_name])
    (head,) = family[model.table_name]
    return model.model_validate(head | {field: family[child.table_name] for field, child in children(model).items()})


def _build_child(model: type[_R], parent_id: str, number: int, drawn: Row) -> _R:
    (row,) = _number(model, parent_id, [settle(model, {parent_column(model): parent_id, **drawn})], [number])
    mark_claims(model, [row])
    return model.model_validate(row)

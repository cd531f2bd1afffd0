"""From a curated record to rows: ids of children, dates in part, evidence, and what may be left unsaid."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Any

import attrs

from rjdata.dates import parse_partial
from rjdata.errors import InvalidDateError
from rjdata.models.base import Claim, Record
from rjdata.models.columns import columns
from rjdata.models.nesting import children, parent_column
from rjdata.models.project import ProjectHistory
from rjdata.store import canonical_json
from tools.problems import Problem

Row = dict[str, str]
EVIDENCE_FIELDS = ("field", "source_id", "locator", "stated_as", "reasoning")


@attrs.define
class Expanded:
    """Rows made of one curated record, by table, with the problems met on the way."""

    file: str
    record_id: str
    rows: list[tuple[type[Record], Row]] = attrs.field(factory=list)
    evidence: list[Row] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)

    def report(self, column: str, rule: str, message: str, record: str = "") -> None:
        """Note a broken rule."""
        self.problems.append(Problem(self.file, record or self.record_id, column, rule, message))


@cache
def curated_fields(model: type[Record]) -> tuple[str, ...]:
    """Names that a curated record of this model may use, children and evidence not among them."""
    implied = {*model.derived_columns, "sequence"} if model is ProjectHistory else set(model.derived_columns)
    if model.parent_table:
        implied |= {model.key_column, parent_column(model)}
    names = [column.name for column in columns(model)]
    partial = {name for name in names if name.endswith("_precision") and name.removesuffix("_precision") in names}
    return tuple(name for name in names if name not in implied | partial)


def expand(model: type[Record], value: dict[str, Any], file: str, stem: str) -> Expanded:
    """Turn a curated main record into rows of its own table and of its children's."""
    expanded = Expanded(file, stem)
    if value.get(model.key_column) != stem:
        message = f"id {value.get(model.key_column)!r} in a file named {stem!r}"
        expanded.report(f"{model.table_name}.{model.key_column}", "id-not-file-name", message)
    families = children(model)
    own = {name: item for name, item in value.items() if name not in families and name != model.key_column}
    expanded.rows.append((model, _row(model, own, {model.key_column: expanded.record_id}, expanded)))
    for name, child in families.items():
        items = value.get(name, [])
        if not isinstance(items, list):
            expanded.report(name, "not-a-list", f"{name} is a list of rows")
            continue
        for position, item in enumerate(items, 1):
            _expand_child(child, item, position, expanded)
    return expanded


def _expand_child(child: type[Record], item: Any, position: int, expanded: Expanded) -> None:
    if not isinstance(item, dict):
        expanded.report(child.table_name, "not-a-row", f"row {position} is not made of keys and values")
        return
    number = item.get("n")
    if not (isinstance(number, str) and number.isascii() and number.isdecimal() and number[0] != "0"):
        expanded.report(f"{child.table_name}.n", "child-number", f"row {position} needs its own number `n`, a whole number from 1")
        number = str(position)
    given = {child.key_column: f"{expanded.record_id}.{child.id_kind}-{number}", parent_column(child): expanded.record_id}
    if child is ProjectHistory:
        given["sequence"] = str(position)
    own = {name: value for name, value in item.items() if name != "n"}
    expanded.rows.append((child, _row(child, own, given, expanded)))


def _row(model: type[Record], item: dict[str, Any], given: Row, expanded: Expanded) -> Row:
    allowed = curated_fields(model)
    record_id = given[model.key_column]
    row = dict(given)
    for name, value in item.items():
        column = f"{model.table_name}.{name}"
        if name == "evidence":
            expanded.evidence.extend(_evidence(model, value, record_id, expanded))
        elif name not in allowed:
            expanded.report(column, "field-unknown", f"no field {name!r}; the fields are {', '.join(allowed)}", record_id)
        elif not isinstance(value, str):
            expanded.report(column, "not-a-value", "a single value was expected", record_id)
        elif f"{name}_precision" in model.model_fields:
            row |= _partial_date(name, value, column, record_id, expanded)
        else:
            row[name] = value
    return complete(model, row)


def complete(model: type[Record], row: Row) -> Row:
    """Return a row with what may be left unsaid: defaults, and for a figure without rivals a group of its own, in which it is preferred."""
    row = {**_defaults(model), **row}
    if not issubclass(model, Claim) or "claim_group" in row:
        return row
    return {"is_preferred": "true", **row, "claim_group": row[model.key_column]}


@cache
def _defaults(model: type[Record]) -> Row:
    """Map the curated columns that have a default to its text."""
    defaults = {name: model.model_fields[name].default for name in curated_fields(model) if not model.model_fields[name].is_required()}
    return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in defaults.items() if value is not None}


def _partial_date(name: str, value: str, column: str, record_id: str, expanded: Expanded) -> Row:
    try:
        day, precision = parse_partial(value)
    except InvalidDateError as error:
        expanded.report(column, "date-form", str(error), record_id)
        return {}
    return {name: day.isoformat(), f"{name}_precision": precision}


def _evidence(model: type[Record], value: Any, record_id: str, expanded: Expanded) -> Iterator[Row]:
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, dict) or not set(item) <= set(EVIDENCE_FIELDS) or not all(isinstance(text, str) for text in item.values()):
            expanded.report("evidence", "evidence-form", f"evidence has the keys {', '.join(EVIDENCE_FIELDS)}, each with a text", record_id)
            continue
        yield evidence_row(model.table_name, record_id, item)


def evidence_row(table: str, record_id: str, item: dict[str, str]) -> Row:
    """Complete a row of evidence: its id is made of what it states, where, so that it outlives any reordering."""
    row = {"table": table, "record_id": record_id, **item}
    natural = [row.get(name, "") for name in ("table", "record_id", "field", "source_id", "locator")]
    row["evidence_id"] = f"{table}/{record_id}.evidence-{sha256(canonical_json(natural)).hexdigest()[:8]}"
    row["is_inferred"] = "true" if "reasoning" in row else "false"
    return row

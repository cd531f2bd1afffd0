"""Rows against their models: first the form of each cell, then everything that pydantic knows."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from rjdata.models.base import Record
from rjdata.models.columns import columns
from rjdata.models.nesting import children
from tools.problems import Problem

# Stricter than pydantic, which would also take `yes` for true and 1_000 for a thousand.
FORMS = {
    "integer": re.compile(r"-?(0|[1-9][0-9]*)"),
    "number": re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?"),
    "boolean": re.compile(r"true|false"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}


def check_forms(model: type[Record], row: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield column, rule and message for each cell whose text has not the one form of its type."""
    for column in columns(model):
        form = FORMS.get(column.type)
        cell = row.get(column.name)
        if form and cell is not None and not form.fullmatch(cell):
            yield column.name, f"form-{column.type}", f"{cell!r} is no {column.type} in the form {form.pattern}"


def validate(model: type[Record], row: dict[str, str], kin: list[tuple[type[Record], dict[str, str]]], file: str) -> list[Problem]:
    """Return what is wrong with a record: a row of a main table and the rows of its children."""
    problems = []
    nested: dict[str, Any] = {name: [] for name in children(model)}
    fields = {child: name for name, child in children(model).items()}
    for kind, cells in [(model, row), *kin]:
        malformed = [_problem(kind, cells, file, *found) for found in check_forms(kind, cells)]
        problems += malformed
        if kind is model:
            nested |= cells
        elif not malformed:
            nested[fields[kind]].append(cells)
    if any(problem.record == row[model.key_column] for problem in problems):
        return problems
    # Names are derived later. Without a stand-in a record would lack a required field, and pydantic would not run its other rules.
    stand_ins = {name: row[model.key_column] for name in model.derived_columns if model.model_fields[name].is_required()}
    try:
        model.model_validate(stand_ins | nested)
    except ValidationError as error:
        problems += [_located(model, nested, detail, file) for detail in error.errors(include_url=False)]
    return problems


def _problem(model: type[Record], row: dict[str, str], file: str, column: str, rule: str, message: str) -> Problem:
    return Problem(file, row.get(model.key_column, ""), f"{model.table_name}.{column}".rstrip("."), rule, message)


def _located(model: type[Record], nested: dict[str, Any], detail: Any, file: str) -> Problem:
    """Find the row and the column that one of pydantic's errors speaks of."""
    place, row = tuple(detail["loc"]), nested
    if place and place[0] in children(model):
        row, model, place = nested[place[0]][place[1]], children(model)[place[0]], place[2:]
    column = str(place[0]) if place else detail.get("ctx", {}).get("column", "")
    got = f", got {detail['input']!r}" if isinstance(detail["input"], str) else ""
    return _problem(model, row, file, column, detail["type"], detail["msg"] + got)

"""What a whole build holds: bounds on the rows of a table and on how many of them have a field, so that a half-empty build fails.

They stand in ``expectations.yaml`` of a data folder; a folder without that file is bound by nothing::

    projects:
      at_least: 40
      at_most: 400
      filled: {summary: 90}

``filled`` gives the least part of the rows, in percent, in which a column has a value.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rjdata.derive import Row
from rjdata.models import TABLES, model_for
from rjdata.models.columns import columns
from tools.problems import Problem
from tools.reader import read_yaml
from tools.rules import Curated

EXPECTATIONS = "expectations.yaml"
Found = Iterator[tuple[str, str, str]]
"""Table or column, rule and message of each bound that is broken or says nothing."""


def check_expectations(folder: Path, curated: Curated) -> list[Problem]:
    """Return the bounds that the rows do not keep, and those that speak of nothing."""
    path = folder / EXPECTATIONS
    if not path.exists():
        return []
    bounds, problems = read_yaml(path, folder)
    for table, bound in (bounds or {}).items():
        problems += [Problem(EXPECTATIONS, "", column, rule, message) for column, rule, message in _check(table, bound, curated)]
    return problems


def _check(table: str, bound: Any, curated: Curated) -> Found:
    if table not in TABLES:
        yield table, "expectation-unknown", f"there is no table {table!r}"
    elif not isinstance(bound, dict) or not bound or bound.keys() - {"at_least", "at_most", "filled"}:
        yield table, "expectation-unknown", "the keys are at_least, at_most and filled"
    else:
        rows = curated.tables[table]
        yield from _check_count(table, bound, len(rows))
        yield from _check_filled(table, bound.get("filled", {}), rows)


def _check_count(table: str, bound: dict[str, Any], count: int) -> Found:
    for name in ("at_least", "at_most"):
        limit = _whole(bound.get(name, "0"))
        if limit is None:
            yield table, "expectation-unknown", f"{name} is a whole number, not {bound[name]!r}"
        elif name in bound and (count < limit if name == "at_least" else count > limit):
            yield table, "expectation-rows", f"{count} rows, where {name.replace('_', ' ')} {limit} were expected"


def _check_filled(table: str, filled: Any, rows: list[Row]) -> Found:
    model = model_for(table)
    known = {column.name for column in columns(model)} - {*model.derived_columns}
    if not isinstance(filled, dict):
        yield table, "expectation-unknown", "filled maps columns to percentages"
        return
    for name, value in filled.items():
        limit = _whole(value)
        if name not in known or limit is None or limit > 100:
            yield f"{table}.{name}", "expectation-unknown", f"a column that is not derived has a whole percentage, not {value!r}"
        elif (having := sum(name in row for row in rows)) * 100 < limit * len(rows):
            yield f"{table}.{name}", "expectation-filled", f"{having} of {len(rows)} rows have a value, where {limit} % were expected"


def _whole(value: Any) -> int | None:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdecimal() else None

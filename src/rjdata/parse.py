"""Bytes of tables → frozen typed records. No pandas here."""

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from rjdata.errors import RecordError
from rjdata.models import model_for
from rjdata.models.base import Record
from rjdata.models.nesting import children, parent_column
from rjdata.rows import read_rows


@cache
def _adapter(model: type[Record]) -> TypeAdapter[tuple[Record, ...]]:
    return TypeAdapter(tuple[model, ...])  # type: ignore[valid-type]


def build_records(table: str, read: Callable[[str], bytes]) -> tuple[Record, ...]:
    """Build the records of a table, each with its children.

    Parameters
    ----------
    table
        Name of the table.
    read
        Returns the bytes of a table.

    Raises
    ------
    RecordError
        If a row breaks a rule of its model.
    """
    model = model_for(table)
    rows: list[dict[str, Any]] = [{**row} for row in read_rows(read(table))]
    for field, child in children(model).items():
        by_parent: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
        column = parent_column(child)
        for cells in read_rows(read(child.table_name)):
            by_parent[cells[column]].append(cells)
        for row in rows:
            row[field] = by_parent[row[model.key_column]]
    try:
        return _adapter(model).validate_python(rows)
    except ValidationError as error:
        first = error.errors()[0]
        raise RecordError(table, str(rows[int(first["loc"][0])].get(model.key_column)), (first["msg"],)) from error

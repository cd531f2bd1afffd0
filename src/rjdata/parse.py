"""Bytes of tables → frozen typed records. No pandas here."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import ValidationError

from rjdata.errors import RecordError
from rjdata.models import model_for
from rjdata.models.base import Record
from rjdata.models.nesting import children, parent_column
from rjdata.rows import read_rows


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
    return tuple(iterate_records(table, read))


def iterate_records(table: str, read: Callable[[str], bytes]) -> Iterator[Record]:
    """Read the rows of a table and of its children now; build each record when it is asked for. See :func:`build_records`."""
    model = model_for(table)
    rows: list[dict[str, Any]] = [{**row} for row in read_rows(read(table))]
    for field, child in children(model).items():
        by_parent: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
        column = parent_column(child)
        for cells in read_rows(read(child.table_name)):
            by_parent[cells[column]].append(cells)
        for row in rows:
            row[field] = by_parent[row[model.key_column]]
    return (_build(model, row) for row in rows)


def _build(model: type[Record], row: dict[str, Any]) -> Record:
    try:
        return model.model_validate(row)
    except ValidationError as error:
        raise RecordError(model.table_name, str(row.get(model.key_column)), (error.errors()[0]["msg"],)) from error

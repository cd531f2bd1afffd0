"""A table → one file of an export, and what a descriptor says of that file."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast, get_args

import attrs

from rjdata.parquet import to_parquet
from rjdata.release import Release
from rjdata.rows import read_rows
from rjdata.schema import Column, Table

if TYPE_CHECKING:
    from rjdata.tables import TableName

Format = Literal["csv", "parquet", "jsonl"]
"""How the rows of a file are written."""
FORMATS: tuple[Format, ...] = get_args(Format)
MEDIA_TYPES: Mapping[Format, str] = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "jsonl": "application/jsonl",
}


@attrs.frozen
class TableFile:
    """A file of an export.

    Attributes
    ----------
    table
        The table that it holds.
    format
        How its rows are written.
    digest
        SHA-256 of its bytes.
    size
        Their number.
    """

    table: Table
    format: Format
    digest: str
    size: int

    @property
    def path(self) -> str:
        """Name of the file in its folder."""
        return f"{self.table.name}.{self.format}"


def write_table(release: Release, name: str, folder: Path, form: Format) -> TableFile:
    """Write a table into `folder` and describe the file.

    Raises
    ------
    MissingExtraError
        If it is to be Parquet, and pyarrow is not installed.
    """
    table = release.find_table(name)
    path = folder / f"{name}.{form}"
    if form == "csv":
        path.write_bytes(release.read_bytes(name))
    elif form == "jsonl":
        path.write_text("".join(write_lines(release.read_bytes(name), table.columns)), encoding="utf-8", newline="")
    else:
        to_parquet(release.load_table(cast("TableName", name)), folder)
    data = path.read_bytes()
    return TableFile(table, form, sha256(data).hexdigest(), len(data))


def write_lines(data: bytes, columns: tuple[Column, ...]) -> Iterator[str]:
    """Write each row as a JSON object with every column of the table, ``null`` where it has no value.

    A number keeps the digits of the release: it goes from text to text and never through a float.
    """
    for row in read_rows(data):
        cells = (f"{json.dumps(column.name)}: {_json_value(row.get(column.name), column.type)}" for column in columns)
        yield f"{{{', '.join(cells)}}}\n"


def _json_value(cell: str | None, of_type: str) -> str:
    if cell is None:
        return "null"
    # A number or truth value of the release is spelled as JSON spells it.
    return json.dumps(cell, ensure_ascii=False) if of_type in ("string", "date") else cell

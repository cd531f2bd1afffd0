"""The one form of a table's bytes: CSV, UTF-8, LF, a header, an empty cell for no value."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence


def read_rows(data: bytes) -> list[dict[str, str]]:
    """Read a table as one dict a row, without its empty cells."""
    reader = csv.reader(io.StringIO(data.decode(), newline=""))
    header = next(reader)
    return [{name: cell for name, cell in zip(header, row, strict=True) if cell} for row in reader]


def write_rows(column_names: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Write rows as a table's bytes, in the order given."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column_names)
    writer.writerows([row.get(name, "") for name in column_names] for row in rows)
    return text.getvalue().encode()


def row_order(row: Mapping[str, str], key: str) -> tuple[str, int]:
    """Return what the rows of a table are sorted by: the id; for a child the parent's id, then its sequence or its number.

    Examples
    --------
    >>> sorted([{"id": "b.stake-10"}, {"id": "b.stake-9"}, {"id": "a.stake-1"}], key=lambda row: row_order(row, "id"))
    [{'id': 'a.stake-1'}, {'id': 'b.stake-9'}, {'id': 'b.stake-10'}]
    """
    stem, _, number = row[key].rpartition("-")
    if "." not in stem or not number.isdecimal():
        return row[key], 0
    return stem, int(row.get("sequence", number))

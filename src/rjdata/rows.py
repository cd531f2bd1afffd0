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

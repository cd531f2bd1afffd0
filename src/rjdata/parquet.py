"""Frame → a Parquet file that any engine reads, with what its rows are from in the metadata; and some rows of such a file → frame.

The one writer: for bundled tables, for frames of a user, and for what is kept of a fetched file once it is parsed.
"""

import json
import os
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from rjdata.errors import MissingExtraError, MissingLabelError

if TYPE_CHECKING:
    import pandas as pd

ROWS_A_GROUP = 100_000
"""Few enough that a reader of one pair of states skips most of a large file, many enough that the whole costs no more to read."""
LABEL = "rjdata"
"""Name of the label in the attrs of a frame, and the head of its keys in the metadata of a file."""


def to_parquet(frame: "pd.DataFrame", folder: str | os.PathLike[str]) -> Path:
    """Write a frame as ``<folder>/<table>.parquet`` for pandas, polars, DuckDB, Dask, Spark or R.

    The rows stay in the order of the frame, which is sorted where it was loaded or fetched; the index is left out. The file is compressed
    with zstd, in row groups of 100,000. What the rows are from stands in its key-value metadata (``rjdata.table``, ``rjdata.version``,
    ``rjdata.digest``, and of a fetched table ``rjdata.file``, the keys of its files), and in its pandas metadata, so that
    :func:`pandas.read_parquet` gives ``attrs["rjdata"]`` back. The same frame gives the same bytes with the same pandas and pyarrow.

    Parameters
    ----------
    frame
        Rows of one table, as a ``load_`` or ``fetch_`` function returns them or as you cut them down.
    folder
        Where to write; made where it is not there. A file of the same name is replaced, in one step; others stay.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    MissingLabelError
        If the frame does not say which table it is from.
    MissingExtraError
        If ``pyarrow`` is not installed (extra ``parquet``).

    Examples
    --------
    >>> import rjdata
    >>> projects = rjdata.load_projects(version="2026.11.0")
    >>> rjdata.frames.to_parquet(projects[projects["stage"] == "operating"], "operating")  # doctest: +SKIP
    PosixPath('operating')
    """
    label = frame.attrs.get(LABEL)
    table = label.get("table") if isinstance(label, dict) else None
    # A label may have come with a file of others: a path in it must not lead out of the folder.
    if not (isinstance(table, str) and table.isidentifier()):
        raise MissingLabelError("to_parquet")
    require_pyarrow("to_parquet")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write_parquet(frame, folder / f"{table}.parquet")
    return folder


def require_pyarrow(needed_by: str) -> None:
    """Raise :class:`~rjdata.errors.MissingExtraError` where pyarrow is not installed."""
    if find_spec("pyarrow") is None:
        raise MissingExtraError("pyarrow", "parquet", needed_by)


def write_parquet(frame: "pd.DataFrame", path: Path) -> None:
    """Write a frame and its label to one file."""
    import pyarrow as pa
    from pyarrow import parquet

    label = frame.attrs.get(LABEL, {})
    # Of the attrs the label alone: others may be of any type, and would make the bytes differ.
    bare = frame.copy(deep=False)
    bare.attrs = {LABEL: label}
    table = pa.Table.from_pandas(bare, preserve_index=False)
    facts = {f"{LABEL}.{name}": str(value) for name, value in label.items()} | {"PANDAS_ATTRS": json.dumps(bare.attrs)}
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), **facts})
    # Under a name of its own first: another process must not read half a table. Not tempfile, whose files are for one user alone.
    half = path.with_name(f"tmp{uuid4().hex}")
    try:
        parquet.write_table(table, half, compression="zstd", row_group_size=ROWS_A_GROUP, write_page_checksum=True)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def read_rows(path: Path, wanted: Mapping[str, Sequence[Any]]) -> "pd.DataFrame":
    """Read the rows in which every column that is named holds one of its values, and no row group that cannot have such a row.

    :func:`pandas.read_parquet` with filters finds the same rows; to set up its scan takes half as long again as all of this.
    """
    import pyarrow as pa
    from pyarrow import compute, parquet

    with parquet.ParquetFile(path, page_checksum_verification=True) as file:
        schema = file.schema_arrow
        values = {name: pa.array(wanted[name], schema.field(name).type) for name in wanted}
        places = {schema.get_field_index(name): array.to_pylist() for name, array in values.items()}
        groups = [file.metadata.row_group(number) for number in range(file.num_row_groups)]
        chosen = [n for n, group in enumerate(groups) if all(_may_hold(group.column(place), places[place]) for place in places)]
        rows = file.read_row_groups(chosen)
    for name, array in values.items():
        rows = rows.filter(compute.is_in(rows[name], array))  # pyright: ignore[reportAttributeAccessIssue] - made on import
    frame: pd.DataFrame = rows.to_pandas()
    return frame


def _may_hold(chunk: Any, values: Sequence[Any]) -> bool:
    bounds = chunk.statistics
    return bounds is None or not bounds.has_min_max or any(bounds.min <= value <= bounds.max for value in values)

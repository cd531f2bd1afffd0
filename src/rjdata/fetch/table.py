"""A fetched file → a frame with declared types: parsed once, and kept as one sorted Parquet file where pyarrow is installed."""

import os
import tempfile
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import attrs
import pandas as pd

from rjdata.errors import MissingExtraError
from rjdata.frame import DATE_DTYPE, DTYPES
from rjdata.remote.fetch import fetch_file
from rjdata.remote.registry import find_file
from rjdata.schema import Column
from rjdata.versions import choose_version

ROWS_A_GROUP = 100_000
PARSER = 1
"""Raised with every change of what a parser returns, so that no kept table of an older one is read."""

Filters = list[tuple[str, str, Sequence[Any]]]


@attrs.frozen
class FetchedTable:
    """A table that is parsed from a fetched file.

    Attributes
    ----------
    name
        Name of the table.
    key
        Key of the file, as :func:`rjdata.list_files` lists it.
    sort_by
        Columns by which the rows are sorted.
    columns
        Its columns, in order.
    parse
        What reads the file; the types are put on afterwards.
    """

    name: str
    key: str
    sort_by: tuple[str, ...]
    columns: tuple[Column, ...]
    parse: Callable[[Path], pd.DataFrame]

    def load(self, *, version: str | None, filters: Filters | None = None) -> pd.DataFrame:
        """Fetch the file, parse it unless that was done before, and return the rows that pass every filter."""
        source = fetch_file(self.key, version=version)
        kept = source.with_name(f"{self.name}-{PARSER}.parquet")
        if find_spec("pyarrow") and not kept.exists():
            self._keep(self._build(source), kept)
        # Without pyarrow, or in a cache that cannot be written, the file is parsed each time.
        is_kept = find_spec("pyarrow") and kept.exists()
        frame = self._typed(pd.read_parquet(kept, filters=filters)) if is_kept else self._select(self._build(source), filters)
        frame.attrs["rjdata"] = {"table": self.name, "version": choose_version(version), "digest": find_file(self.key, version).sha256}
        return frame

    def _build(self, source: Path) -> pd.DataFrame:
        frame = self._typed(self.parse(source)[[column.name for column in self.columns]])
        return frame.sort_values(list(self.sort_by), kind="stable", ignore_index=True)

    def _typed(self, frame: pd.DataFrame) -> pd.DataFrame:
        dtypes = {column.name: DATE_DTYPE if column.type == "date" else DTYPES[column.type] for column in self.columns}
        return frame.astype({name: dtype for name, dtype in dtypes.items() if frame[name].dtype != dtype})

    @staticmethod
    def _select(frame: pd.DataFrame, filters: Filters | None) -> pd.DataFrame:
        for name, _, values in filters or ():
            frame = frame[frame[name].isin(list(values))]
        return frame.reset_index(drop=True)

    @staticmethod
    def _keep(frame: pd.DataFrame, kept: Path) -> None:
        # Under a name of its own first: another process must not read half a table.
        with suppress(OSError):
            handle, half = tempfile.mkstemp(prefix="tmp", dir=kept.parent)
            os.close(handle)
            try:
                frame.to_parquet(half, engine="pyarrow", compression="zstd", row_group_size=ROWS_A_GROUP, index=False)
                Path(half).replace(kept)
            finally:
                Path(half).unlink(missing_ok=True)


def read_r(source: Path, *, needed_by: str) -> Any:
    """Read the one object of an R file."""
    try:
        import rdata  # pyright: ignore[reportMissingImports] - an extra that the checks do without
    except ImportError as error:
        raise MissingExtraError("rdata", "r", needed_by) from error
    with warnings.catch_warnings():
        # It says that a class of R is read as the data frame that it is.
        warnings.filterwarnings("ignore", message="Missing constructor for R class")
        objects = rdata.read_rda(source)
    return next(iter(objects.values()))


def read_text_table(source: Path) -> pd.DataFrame:
    """Read a CSV file as text; only an empty cell is missing."""
    return pd.read_csv(source, dtype=DTYPES["string"], keep_default_na=False, na_values=[""], encoding="utf-8-sig")

"""A fetched file → a frame with declared types: parsed once, and kept as one sorted Parquet file where pyarrow is installed."""

import warnings
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import attrs
import pandas as pd

from rjdata.errors import MissingExtraError
from rjdata.frame import DATE_DTYPE, DTYPES
from rjdata.parquet import LABEL, write_parquet
from rjdata.remote.fetch import fetch_file
from rjdata.remote.registry import find_file
from rjdata.schema import Column
from rjdata.versions import choose_version

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
        label = {"table": self.name, "digest": find_file(self.key, version).sha256, "file": self.key}
        frame = self._read(fetch_file(self.key, version=version), label, filters)
        frame.attrs[LABEL] = {**label, "version": choose_version(version)}
        return frame

    def _read(self, source: Path, label: dict[str, str], filters: Filters | None) -> pd.DataFrame:
        if not find_spec("pyarrow"):
            return self._select(self._build(source), filters)
        kept = source.with_name(f"{self.name}-{PARSER}.parquet")
        if not kept.exists():
            whole = self._build(source)
            # Without a version: the file is that of every data version that lists it.
            whole.attrs[LABEL] = label
            try:
                write_parquet(whole, kept)
            except OSError:
                # A cache that cannot be written, or is full, still holds the source; it is parsed each time.
                return self._select(whole, filters)
        return self._typed(pd.read_parquet(kept, engine="pyarrow", filters=filters))

    def _build(self, source: Path) -> pd.DataFrame:
        frame = self._typed(self.parse(source)[[column.name for column in self.columns]])
        return frame.sort_values(list(self.sort_by), kind="stable", ignore_index=True)

    def _typed(self, frame: pd.DataFrame) -> pd.DataFrame:
        dtypes = {column.name: DATE_DTYPE if column.type == "date" else DTYPES[column.type] for column in self.columns}
        other = {name: dtype for name, dtype in dtypes.items() if frame[name].dtype != dtype}
        # To cast nothing would cost as much as to read a few hundred rows.
        return frame.astype(other) if other else frame

    @staticmethod
    def _select(frame: pd.DataFrame, filters: Filters | None) -> pd.DataFrame:
        for name, _, values in filters or ():
            frame = frame[frame[name].isin(list(values))]
        return frame.reset_index(drop=True)


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

"""Fetched files → a frame with declared types: parsed once, and kept as one sorted Parquet file where pyarrow is installed."""

import warnings
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import attrs
import pandas as pd

from rjdata.errors import MissingExtraError, UnknownRecordError, nearest
from rjdata.frame import DATE_DTYPE, DTYPES
from rjdata.parquet import LABEL, read_rows, write_parquet
from rjdata.remote.fetch import fetch_file
from rjdata.remote.registry import find_file
from rjdata.schema import Column
from rjdata.versions import choose_version

Value = TypeVar("Value")

PARSER = 1
"""Raised with every change of what a parser returns, so that no kept table of an older one is read."""


@attrs.frozen
class Selection:
    """The rows that are wanted: those in which every one of some columns holds one of some values.

    Attributes
    ----------
    argument
        What the caller gave the values as, for the text of an error.
    columns
        The columns.
    values
        The values. One that no row of the table holds is an error.
    is_ascending
        Whether the first of two columns always holds the lower value.
    """

    argument: str
    columns: tuple[str, ...]
    values: tuple[Any, ...]
    is_ascending: bool = False

    @property
    def wanted(self) -> dict[str, list[Any]]:
        """Column → the values that it must hold one of."""
        if self.is_ascending:
            # The part of a sorted file that has the highest value first need not be read.
            values = sorted(set(self.values))
            first, second = self.columns
            return {first: values[:-1], second: values[1:]}
        return {column: list(self.values) for column in self.columns}

    def take(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the rows that are wanted."""
        for column in self.columns:
            frame = frame[frame[column].isin(self.values)]
        return frame.reset_index(drop=True)

    def missing(self, frame: pd.DataFrame) -> list[Any]:
        """Return the values that none of the columns holds."""
        held = self.held(frame)
        return [value for value in self.values if value not in held]

    def held(self, frame: pd.DataFrame) -> set[Any]:
        """Return the values that the columns hold."""
        return {value for column in self.columns for value in frame[column].unique()}


def read_values(argument: str, values: Iterable[Value]) -> tuple[Value, ...]:
    """Return the values that a caller wants; one text alone is refused, since its letters would be taken for values.

    Raises
    ------
    TypeError
        If a text is given, and not a sequence of texts.
    """
    if isinstance(values, str):
        raise TypeError(f"{argument} is the text {values!r}; give a sequence, such as [{values!r}]")
    return tuple(values)


@attrs.frozen
class FetchedTable:
    """A table that is parsed from one fetched file, or from several.

    Attributes
    ----------
    name
        Name of the table.
    keys
        Keys of the files, as :func:`rjdata.list_files` lists them.
    sort_by
        Columns by which the rows are sorted.
    columns
        Its columns, in order.
    parse
        What reads the files, in the order of their keys; the types are put on afterwards.
    """

    name: str
    keys: tuple[str, ...]
    sort_by: tuple[str, ...]
    columns: tuple[Column, ...]
    parse: Callable[..., pd.DataFrame]

    def load(self, *, version: str | None, selection: Selection | None = None) -> pd.DataFrame:
        """Fetch the files, parse them unless that was done before, and return the rows that are wanted.

        Raises
        ------
        UnknownRecordError
            If no row of the table holds a value that was asked for.
        """
        label = {"table": self.name, "digest": self._digest(version), "file": " ".join(self.keys)}
        sources = [fetch_file(key, version=version) for key in self.keys]
        # Beside the first of them, and named by what all of them hold.
        kept = sources[0].with_name(f"{self.name}-{PARSER}-{label['digest'][:12]}.parquet")
        frame = self._read(kept, selection)
        if frame is None:
            whole = self._build(sources)
            # Without a version: the table is that of every data version that lists the files.
            whole.attrs[LABEL] = label
            self._keep(whole, kept)
            frame = selection.take(whole) if selection else whole
        if selection and selection.missing(frame):
            self._require_known(selection, kept, sources)
        frame.attrs[LABEL] = {**label, "version": choose_version(version)}
        return frame

    def _digest(self, version: str | None) -> str:
        digests = [find_file(key, version).sha256 for key in self.keys]
        return digests[0] if len(digests) == 1 else sha256(" ".join(digests).encode()).hexdigest()

    def _build(self, sources: Iterable[Path]) -> pd.DataFrame:
        frame = self.parse(*sources)[[column.name for column in self.columns]]
        return self._typed(frame.sort_values(list(self.sort_by), kind="stable", ignore_index=True))

    def _typed(self, frame: pd.DataFrame) -> pd.DataFrame:
        dtypes = {column.name: DATE_DTYPE if column.type == "date" else DTYPES[column.type] for column in self.columns}
        # A category becomes text by way of objects, which its rows share: the direct way takes three times the memory.
        categories = [name for name in dtypes if isinstance(frame[name].dtype, pd.CategoricalDtype)]
        frame = frame.astype(dict.fromkeys(categories, object)) if categories else frame
        other = {name: dtype for name, dtype in dtypes.items() if frame[name].dtype != dtype}
        # To cast nothing would cost as much as to read a few hundred rows.
        return frame.astype(other) if other else frame

    def _read(self, kept: Path, selection: Selection | None = None) -> pd.DataFrame | None:
        """Return the rows from the table kept, or ``None`` where it cannot be had: no pyarrow, not kept yet, or damaged."""
        if not find_spec("pyarrow"):
            return None
        import pyarrow as pa

        names = [column.name for column in self.columns]
        try:
            if selection:
                frame = read_rows(kept, selection.wanted)[names]
            else:
                # As categories: the text of millions of rows would take three times the memory.
                text = [column.name for column in self.columns if column.type == "string"]
                frame = pd.read_parquet(kept, engine="pyarrow", columns=names, read_dictionary=text, page_checksum_verification=True)
            return self._typed(frame)
        except (OSError, ValueError, KeyError, OverflowError, pa.ArrowException):
            return None

    @staticmethod
    def _keep(frame: pd.DataFrame, kept: Path) -> None:
        # Without pyarrow, or in a cache that cannot be written or is full, the files are parsed each time.
        if find_spec("pyarrow"):
            with suppress(OSError):
                write_parquet(frame, kept)

    def _require_known(self, selection: Selection, kept: Path, sources: list[Path]) -> None:
        # Only here, where a value brought no row, is the whole table looked at.
        whole = self._read(kept)
        if whole is None:
            whole = self._build(sources)
        unknown = selection.missing(whole)
        if unknown:
            raise UnknownRecordError(selection.argument, str(unknown[0]), nearest(unknown[0], map(str, selection.held(whole))))


def read_r(source: Path, *, needed_by: str) -> Any:
    """Read the one object of an R file, ``.rds`` or another."""
    try:
        import rdata  # pyright: ignore[reportMissingImports] - an extra that the checks do without
    except ImportError as error:
        raise MissingExtraError("rdata", "r", needed_by) from error
    with warnings.catch_warnings():
        # It says that a class of R is read as what lies below it: a data frame, a list, days since 1970.
        warnings.filterwarnings("ignore", message="Missing constructor for R class")
        if source.suffix.lower() == ".rds":
            return rdata.read_rds(source)
        return next(iter(rdata.read_rda(source).values()))


def read_text_table(source: Path) -> pd.DataFrame:
    """Read a CSV file as text; only an empty cell is missing."""
    return pd.read_csv(source, dtype=DTYPES["string"], keep_default_na=False, na_values=[""], encoding="utf-8-sig")

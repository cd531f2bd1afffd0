"""Rows of one's own against the rules of a table: all problems at once."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from os import PathLike
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
import pandas as pd
from pandas.api import types

from rjdata.errors import MissingExtraError, UnknownTableError, nearest
from rjdata.frame import DTYPES
from rjdata.frames.cell_rules import CellRules, cell_rules, check_cells
from rjdata.frames.origin import load
from rjdata.frames.repeats import repeated_rows
from rjdata.frames.row_rules import Cells, row_rules
from rjdata.models import model_for
from rjdata.release import Release, open_release
from rjdata.schema import Table

if TYPE_CHECKING:
    import numpy.typing as npt
    from pyarrow.parquet import FileMetaData

    from rjdata.tables import TableName

    Mask = npt.NDArray[np.bool_]
    Found = Iterator[tuple[str, str, Mask]]

_OF_WHOLE_COLUMNS = ("missing_column", "unknown_column")
_LONG = 500_000
"""Rows from which on threads save time: of a short frame they take up to as long as its columns do."""
_BYTES_OF_CODE = 4
"""What the place of a text among the distinct ones takes."""


def validate_frame(frame: pd.DataFrame, table: "TableName", *, check_keys: bool = True, version: str | None = None) -> pd.DataFrame:
    """Check rows of your own against the rules of a table, and return all problems.

    Columns may have the types of a loaded frame, or hold text as the files of a release spell it (``true``, ``2016-12-16``, ``0.5``).
    Types, words, needs and references are those of the data version; patterns, bounds and the rules over several cells those of
    :mod:`rjdata.models`, which agree. A rule over several cells is asked where every single cell of the row is sound. Rules over several
    tables, such as that every row has evidence, are not asked.

    Parameters
    ----------
    frame
        Rows. Columns that the table does not need may be left out.
    table
        Name of the table.
    check_keys
        Whether keys must be unique and references lead to a record: of the data version, or of the frame where a table refers to itself.
    version
        Data version; the newest if not given.

    Returns
    -------
    pandas.DataFrame
        A row a problem, by row and then by the order of the columns; empty where there is none. Columns: ``row`` (``Int64``, position in
        the frame from 0; missing where the whole column is meant), ``column``, ``rule`` and ``value`` (text; missing where there is no
        value). Rules: ``missing_column``, ``unknown_column``, ``required``, ``type``, ``vocabulary``, ``pattern``, ``empty``, ``minimum``,
        ``maximum``, ``key``, ``unique``, ``reference``, and the codes of the models' own rules, such as ``date_without_precision``.

    Raises
    ------
    UnknownTableError
        If the data version has no such table.
    ValueError
        If several columns have the name of one of the table.

    Examples
    --------
    >>> import rjdata
    >>> sectors = rjdata.load_sectors(version="2026.11.0")
    >>> len(rjdata.frames.validate_frame(sectors, "sectors", version="2026.11.0"))
    0
    >>> sectors.loc[2, "sector_id"] = "Small Business"
    >>> rjdata.frames.validate_frame(sectors, "sectors", version="2026.11.0")
       row     column     rule           value
    0    2  sector_id  pattern  Small Business
    """
    release = open_release(version)
    described = _described(release, table)
    found = list(_check_columns(frame, described))
    frame = _with_single_values(frame, described)
    typed, cell_problems = _check_all_cells(frame, described)
    found += cell_problems
    found += _check_rows(typed, len(frame), described, cell_problems)
    if check_keys:
        found += _check_keys(frame, described)
        found += _check_references(frame, described, release)
    return _report(frame, found)


def validate_file(path: "str | PathLike[str]", table: "TableName", *, check_keys: bool = True, version: str | None = None) -> pd.DataFrame:
    """Check a Parquet file against the rules of a table: :func:`validate_frame` without first making a text of every cell.

    A million rows take less time than ``pandas.read_parquet`` takes to read them, and little more where keys are checked.

    Parameters
    ----------
    path
        Parquet file.
    table, check_keys, version
        As of :func:`validate_frame`.

    Returns
    -------
    pandas.DataFrame
        As of :func:`validate_frame`.

    Raises
    ------
    MissingExtraError
        If pyarrow is not installed.
    UnknownTableError
        If the data version has no such table.
    ValueError
        If several columns have the name of one of the table.

    Examples
    --------
    >>> import rjdata, tempfile
    >>> sectors = rjdata.load_sectors(version="2026.11.0")
    >>> sectors.loc[2, "sector_id"] = "Small Business"
    >>> with tempfile.TemporaryDirectory() as folder:  # doctest: +PYARROW
    ...     sectors.to_parquet(f"{folder}/sectors.parquet")
    ...     rjdata.frames.validate_file(f"{folder}/sectors.parquet", "sectors", version="2026.11.0")
       row     column     rule           value
    0    2  sector_id  pattern  Small Business
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError("pyarrow", "parquet", "validate_file") from error
    texts = [column.name for column in _described(open_release(version), table).columns if column.type == "string"]
    coded = _with_few_distinct(parquet.read_metadata(path), texts)
    dtypes = {text: pd.ArrowDtype(text) for text in (pa.string(), pa.large_string())} | {pa.bool_(): pd.BooleanDtype()}
    rows = parquet.read_table(path, read_dictionary=coded).to_pandas(types_mapper=dtypes.get)
    return validate_frame(rows, table, check_keys=check_keys, version=version)


def _with_few_distinct(file: "FileMetaData", names: list[str]) -> list[str]:
    """Return those columns in which a cell takes less room than the code of a text, so that most texts stand in many rows."""
    sizes: Counter[str] = Counter()
    for group in range(file.num_row_groups):
        for number in range(file.num_columns):
            column = file.row_group(group).column(number)
            sizes[column.path_in_schema] += column.total_uncompressed_size
    return [name for name in names if sizes[name] < file.num_rows * _BYTES_OF_CODE]


def _described(release: Release, table: str) -> Table:
    if table not in release.tables:
        raise UnknownTableError(table, release.version, nearest(table, release.tables))
    return release.tables[table]


def _check_columns(frame: pd.DataFrame, table: Table) -> "Found":
    whole = np.ones(1, dtype=bool)
    for column in table.columns:
        if column.is_required and column.name not in frame.columns:
            yield "missing_column", column.name, whole
    for name in frame.columns:
        if name not in table.column_names:
            yield "unknown_column", str(name), whole


@attrs.frozen(eq=False)
class _Collection:
    """A list or the like in a cell: no value of any type, and one that can be told from others."""

    text: str

    def __str__(self) -> str:
        return self.text


def _with_single_values(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    held = {}
    for name in [name for name in table.column_names if name in frame.columns]:
        if frame[name].ndim > 1:
            raise ValueError(f"several columns have the name {name!r}: keep one, for example by frame.loc[:, ~frame.columns.duplicated()]")
        if frame[name].dtype == object and not all(types.is_hashable(value) for value in frame[name]):
            values = [value if types.is_hashable(value) else _Collection(str(value)) for value in frame[name]]
            held[name] = pd.Series(values, index=frame.index, dtype=object)
    return frame.assign(**held)


def _check_all_cells(frame: pd.DataFrame, table: Table) -> "tuple[dict[str, pd.Series[Any]], list[tuple[str, str, Mask]]]":
    model, typed, found = model_for(table.name), {}, []
    rules = {column.name: cell_rules(model, column) for column in table.columns if column.name in frame.columns}
    for name, (cells, problems) in zip(rules, _check_each([frame[name] for name in rules], [*rules.values()]), strict=True):
        typed[name] = cells
        found += [(rule, name, broken) for rule, broken in problems if broken.any()]
    return typed, found


def _check_each(columns: "list[pd.Series[Any]]", rules: list[CellRules]) -> "list[tuple[pd.Series[Any], list[tuple[str, Mask]]]]":
    if not columns or len(columns[0]) < _LONG:
        return [*map(check_cells, columns, rules)]
    # Columns do not look at one another, and numpy and Arrow let another thread run while they work.
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return [*threads.map(check_cells, columns, rules)]


def _check_rows(typed: "dict[str, pd.Series[Any]]", size: int, table: Table, before: "list[tuple[str, str, Mask]]") -> "Found":
    is_sound = np.ones(size, dtype=bool)
    for _, _, broken in before:
        is_sound &= ~broken
    cells = Cells(typed, size)
    for rule in row_rules(model_for(table.name)):
        yield rule.name, rule.column, rule.broken(cells) & is_sound


def _check_keys(frame: pd.DataFrame, table: Table) -> "Found":
    for names in ((table.key,), *model_for(table.name).natural_keys):
        columns = [name for name in names if name in frame.columns]
        if columns:
            # A column that is left out has no value anywhere, so the others must tell the rows apart.
            yield ("key" if names == (table.key,) else "unique"), columns[0], repeated_rows(frame[columns])


def _check_references(frame: pd.DataFrame, table: Table, release: Release) -> "Found":
    for column in table.columns:
        if column.references and column.name in frame.columns:
            target = release.tables[column.references]
            known = set(load(release, target.name)[target.key])
            if target.name == table.name and table.key in frame.columns:
                known |= set(frame[table.key].dropna())
            leads_nowhere = frame[column.name].notna() & ~frame[column.name].isin(known)
            yield "reference", column.name, leads_nowhere.to_numpy(dtype=bool)


def _report(frame: pd.DataFrame, found: "list[tuple[str, str, Mask]]") -> pd.DataFrame:
    order = {str(name): place for place, name in enumerate(frame.columns)}
    parts = [_problems(frame, rule, column, broken).assign(order=order.get(column, -1)) for rule, column, broken in found if broken.any()]
    # What concerns a whole column has no row, and comes first.
    problems = pd.concat([_listed([], "", "", []).assign(order=0), *parts]).sort_values(
        ["row", "order"], kind="stable", na_position="first"
    )
    return problems.drop(columns="order").reset_index(drop=True)


def _problems(frame: pd.DataFrame, rule: str, column: str, broken: "Mask") -> pd.DataFrame:
    if rule in _OF_WHOLE_COLUMNS:
        return _listed([pd.NA], column, rule, [None])
    rows = np.flatnonzero(broken)
    values = frame[column].iloc[rows].to_numpy(dtype=object) if column in frame.columns else [None] * len(rows)
    return _listed(rows, column, rule, [None if pd.isna(value) else str(value) for value in values])


def _listed(rows: "Sequence[Any] | npt.NDArray[np.intp]", column: str, rule: str, values: list[str | None]) -> pd.DataFrame:
    text = DTYPES["string"]
    return pd.DataFrame(
        {
            "row": pd.array(rows, dtype="Int64"),
            "column": pd.Series([column] * len(rows), dtype=text),
            "rule": pd.Series([rule] * len(rows), dtype=text),
            "value": pd.Series(values, dtype=text),
        }
    )

"""Rows that stand twice, found by one number a row: rows whose numbers differ differ, and only the others are compared cell by cell."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from pandas.api import types

if TYPE_CHECKING:
    import numpy.typing as npt

    Mask = npt.NDArray[np.bool_]
    Numbers = npt.NDArray[np.uint64]

_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def repeated_rows(frame: pd.DataFrame) -> "Mask":
    """Return the rows with values that stand in several; rows without any value are none of them."""
    repeated = np.zeros(len(frame), dtype=bool)
    numbers = np.zeros(len(frame), dtype=np.uint64)
    for name in frame.columns:
        numbers = _mixed(numbers) ^ _numbers(frame[name])
    suspected = np.flatnonzero(_stand_twice(_mixed(numbers)))
    rows = frame.iloc[suspected]
    repeated[suspected] = rows.duplicated(keep=False).to_numpy(dtype=bool) & rows.notna().any(axis=1).to_numpy(dtype=bool)
    return repeated


def _mixed(numbers: "Numbers") -> "Numbers":
    numbers = numbers * _FACTOR
    return numbers ^ (numbers >> np.uint64(29))


def _stand_twice(numbers: "Numbers") -> "Mask":
    in_order = np.sort(numbers)
    twice = in_order[1:][in_order[1:] == in_order[:-1]]
    return np.isin(numbers, twice) if len(twice) else np.zeros(len(numbers), dtype=bool)


def _numbers(cells: "pd.Series[Any]") -> "Numbers":
    """Return a number for each cell, the same for the same values."""
    if isinstance(cells.dtype, pd.CategoricalDtype):
        return cells.cat.codes.to_numpy().astype(np.int64).view(np.uint64)
    if isinstance(cells.dtype, np.dtype) and cells.dtype.kind == "M":
        return cells.to_numpy().astype("datetime64[us]").view(np.uint64)
    if types.is_numeric_dtype(cells.dtype):
        # Adding nought makes one nought of two, and one missing value of all.
        numbers = cells.to_numpy(dtype=np.float64, na_value=np.nan) + 0.0
        numbers[np.isnan(numbers)] = np.nan
        return numbers.view(np.uint64)
    return pd.factorize(cells)[0].astype(np.int64).view(np.uint64)

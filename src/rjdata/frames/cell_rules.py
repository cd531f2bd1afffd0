"""Rules on single cells: what the manifest says of a column, and what its model adds. Each distinct text is looked at once."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

import attrs
import numpy as np
import pandas as pd
from pandas.api import types
from pydantic.fields import FieldInfo

from rjdata.frame import DATE_DTYPE
from rjdata.models.base import Record
from rjdata.models.columns import read_annotation
from rjdata.schema import Column

if TYPE_CHECKING:
    import numpy.typing as npt

    Mask = npt.NDArray[np.bool_]
    Broken = Iterator[tuple[str, Mask]]

_MICROSECONDS_OF_DAY = 86_400_000_000
_SPELLED = {"integer": r"[+-]?[0-9]+", "number": r"[+-]?[0-9]+(\.[0-9]+)?", "boolean": r"true|false"}


@attrs.frozen
class CellRules:
    """What a cell of a column must keep to."""

    column: Column
    pattern: str | None = None
    min_length: int = 0
    ge: float | None = None
    gt: float | None = None
    le: float | None = None

    def broken_texts(self, texts: "pd.Series[Any]") -> "Broken":
        """Yield the name of each rule on texts with the rows that break it."""
        column = self.column
        if column.vocabulary:
            yield "vocabulary", ~texts.isin(column.vocabulary).to_numpy(dtype=bool)
        if self.pattern is not None:
            yield "pattern", ~_matches(texts, self.pattern)
        elif self.min_length and not column.vocabulary:
            yield "empty", (texts == "").to_numpy(dtype=bool, na_value=False)

    def broken_numbers(self, numbers: "npt.NDArray[np.float64]") -> "Broken":
        """Yield the name of each rule on numbers with the rows that break it; nothing compares with a missing one."""
        if self.ge is not None or self.gt is not None:
            yield "minimum", numbers < self.ge if self.ge is not None else numbers <= cast("float", self.gt)
        if self.le is not None:
            yield "maximum", numbers > self.le


def cell_rules(model: type[Record], column: Column) -> CellRules:
    """Put together what the manifest and the model say of a column."""
    field = model.model_fields[column.name]
    found: dict[str, Any] = {}
    for constraint in read_annotation(field.annotation, tuple(field.metadata)).metadata:
        # Behind `| None` a Field() stays as it was written; elsewhere pydantic has taken it apart.
        for part in constraint.metadata if isinstance(constraint, FieldInfo) else (constraint,):
            for name in ("pattern", "min_length", "ge", "gt", "le"):
                if getattr(part, name, None) is not None:
                    found[name] = getattr(part, name)
    return CellRules(column=column, **found)


def check_cells(cells: "pd.Series[Any]", rules: CellRules) -> "tuple[pd.Series[Any], list[tuple[str, Mask]]]":
    """Return a column in the type of its table, and for each rule the rows that break it.

    A cell that breaks a rule of type is missing in what is returned.
    """
    if _is_arrow_category(cells):
        cells = cells.astype(object)
    check = {"string": _check_text, "date": _check_date, "boolean": _check_boolean}.get(rules.column.type, _check_number)
    typed, problems = check(cells, rules)
    if rules.column.is_required:
        problems.append(("required", cells.isna().to_numpy(dtype=bool)))
    return typed, problems


def _check_text(cells: "pd.Series[Any]", rules: CellRules) -> "tuple[pd.Series[Any], list[tuple[str, Mask]]]":
    if not isinstance(cells.dtype, pd.CategoricalDtype | pd.StringDtype) and cells.dtype != object and not _is_arrow_text(cells):
        return cells, [("type", cells.notna().to_numpy(dtype=bool))]
    if _is_arrow_text(cells):
        # As in a file of which most texts differ: to look for the distinct ones would take longer than to look at all.
        has_text = cells.notna().to_numpy(dtype=bool)
        return cells, [(name, broken & has_text) for name, broken in rules.broken_texts(cells)]
    codes, distinct = _distinct(cells)
    all_text = types.infer_dtype(distinct, skipna=False) in ("string", "empty")
    is_text = np.array([all_text or isinstance(value, str) for value in distinct], dtype=bool)
    problems = [("type", _spread(~is_text, codes))]
    texts = distinct.where(is_text, "")
    problems += [(name, _spread(broken & is_text, codes)) for name, broken in rules.broken_texts(texts)]
    return cells, problems


def _check_number(cells: "pd.Series[Any]", rules: CellRules) -> "tuple[pd.Series[Any], list[tuple[str, Mask]]]":
    missing = cells.isna().to_numpy(dtype=bool)
    if types.is_numeric_dtype(cells.dtype) and not types.is_bool_dtype(cells.dtype):
        numbers = cells.to_numpy(dtype=float, na_value=np.nan)
        wrong = ~np.isfinite(numbers) & ~missing
        if rules.column.type == "integer":
            wrong |= np.isfinite(numbers) & (numbers != np.trunc(numbers))
    else:
        numbers, wrong = _read_cells(cells, lambda value: _number(value, rules.column.type), np.float64)
    numbers = np.where(wrong, np.nan, numbers)
    problems = [("type", wrong), *rules.broken_numbers(numbers)]
    return pd.Series(numbers, index=cells.index), problems


def _check_date(cells: "pd.Series[Any]", rules: CellRules) -> "tuple[pd.Series[Any], list[tuple[str, Mask]]]":  # noqa: ARG001 - as its like
    if isinstance(cells.dtype, np.dtype) and cells.dtype.kind == "M":
        days = cells.to_numpy().astype(DATE_DTYPE, copy=False)
        wrong = ~np.isnat(days) & (days.view(np.int64) % _MICROSECONDS_OF_DAY != 0)
        if wrong.any():
            days = np.where(wrong, np.datetime64("NaT", "us"), days)
    else:
        days, wrong = _read_cells(cells, _day, DATE_DTYPE)
    return pd.Series(days, index=cells.index), [("type", wrong)]


def _check_boolean(cells: "pd.Series[Any]", rules: CellRules) -> "tuple[pd.Series[Any], list[tuple[str, Mask]]]":  # noqa: ARG001 - as its like
    if types.is_bool_dtype(cells.dtype):
        return cells.astype("boolean"), []
    numbers, wrong = _read_cells(cells, _truth, np.float64)
    return pd.Series(numbers, index=cells.index).astype("Float64").astype("boolean").mask(wrong), [("type", wrong)]


def _read_cells(cells: "pd.Series[Any]", read: Callable[[object], Any], dtype: Any) -> "tuple[npt.NDArray[Any], Mask]":
    """Read each distinct cell once; one that cannot be read is None there, and wrong."""
    codes, distinct = _distinct(cells)
    values = [read(value) for value in distinct]
    wrong = np.array([value is None for value in values], dtype=bool)
    nothing = np.datetime64("NaT", "D") if np.dtype(dtype).kind == "M" else np.nan
    known = np.array([*(nothing if value is None else value for value in values), nothing], dtype=dtype)
    return known[codes], _spread(wrong, codes)


def _number(value: object, kind: str) -> float | None:
    if isinstance(value, str):
        return float(value) if re.fullmatch(_SPELLED[kind], value) else None
    try:
        number = float(cast("Any", value))
    except (OverflowError, TypeError, ValueError):
        return None
    is_whole = np.isfinite(number) and (kind == "number" or number == int(number))
    return number if is_whole and not isinstance(value, bool | np.bool_) else None


def _truth(value: object) -> float | None:
    if isinstance(value, bool | np.bool_):
        return float(value)
    return float(value == "true") if isinstance(value, str) and re.fullmatch(_SPELLED["boolean"], value) else None


def _day(value: object) -> np.datetime64 | None:
    if isinstance(value, datetime):
        return np.datetime64(value.date()) if value.tzinfo is None and value == datetime(value.year, value.month, value.day) else None
    if isinstance(value, date):
        return np.datetime64(value)
    if not (isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)):
        return None
    try:
        return np.datetime64(date.fromisoformat(value))
    except ValueError:
        return None


def _distinct(cells: "pd.Series[Any]") -> "tuple[npt.NDArray[Any], pd.Series[Any]]":
    """Return for each row the place of its value among the distinct ones, -1 where missing, and these."""
    if isinstance(cells.dtype, pd.CategoricalDtype):
        return cells.cat.codes.to_numpy(), pd.Series(cells.cat.categories.to_numpy(dtype=object), dtype=object)
    codes, distinct = pd.factorize(cells.to_numpy(dtype=object))
    return codes, pd.Series(np.asarray(distinct, dtype=object), dtype=object)


def _is_arrow_category(cells: "pd.Series[Any]") -> bool:
    # What pandas makes of a categorical column that it reads from a file with dtype_backend="pyarrow".
    return isinstance(cells.dtype, pd.ArrowDtype) and cells.dtype.type is pd.CategoricalDtype.type


def _is_arrow_text(cells: "pd.Series[Any]") -> bool:
    return isinstance(cells.dtype, pd.ArrowDtype) and cells.dtype.type is str


def _spread(broken: "Mask", codes: "npt.NDArray[Any]") -> "Mask":
    """Carry what holds of distinct values to the rows."""
    return np.append(broken, False)[codes] if broken.any() else np.zeros(len(codes), dtype=bool)


def _matches(texts: "pd.Series[Any]", pattern: str) -> "Mask":
    # A class such as \s is wider in Python than in Arrow's regular expressions; without one the two agree.
    if _is_arrow_text(texts) and not re.search(r"\\[A-Za-z]", pattern):
        return texts.str.fullmatch(f"^(?:{pattern})$").to_numpy(dtype=bool, na_value=True)
    match = re.compile(pattern).fullmatch
    return np.fromiter((pd.isna(text) or match(text) is not None for text in texts), dtype=bool, count=len(texts))

"""Sums of money: added only where they are of one kind, converted only by a rate that a source has."""

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pandas as pd

from rjdata.errors import MixedSeriesError, RecordError
from rjdata.frames.filters import preferred
from rjdata.frames.origin import find_release, require_columns

if TYPE_CHECKING:
    from rjdata.release import Release

_ONE_KIND = ("meaning", "currency", "is_planned")
_STATISTICS = ("ECB-EXR", "FRED", "PWT")
"""Whose annual rate is taken where several give the pair and the year, the first that does."""
_DAYS = ("dated_on", "period_start")
_CURRENCIES = ("currency", "unit")


def sum_amounts(frame: pd.DataFrame, *, by: str | Sequence[str] = ()) -> pd.DataFrame:
    """Add up sums of money, each group of rival figures once.

    Parameters
    ----------
    frame
        Rows of ``project_amounts`` or ``agreement_amounts``, or of a frame joined with them, with ``value``, ``meaning``, ``currency``,
        ``is_planned``, ``claim_group`` and ``is_preferred``. A sum that further joins have repeated counts once in a group.
    by
        Column or columns to group by, such as ``["meaning", "currency"]``.

    Returns
    -------
    pandas.DataFrame
        One row a group: the columns of `by`, then ``meaning``, ``currency``, ``is_planned``, ``value`` (``Float64``, in the currency) and
        ``amount_count`` (``Int64``). Groups are sorted; the index counts from 0.

    Raises
    ------
    MissingColumnError
        If the frame lacks one of the columns.
    MixedSeriesError
        If the rows of a group differ in meaning, currency, or in being plans: such sums are never added.
    RecordError
        If a value is no number, or two rows of one ``claim_group`` are both preferred and differ.

    Examples
    --------
    >>> import rjdata
    >>> amounts = rjdata.load_table("project_amounts", version="2026.11.0")
    >>> sums = rjdata.frames.sum_amounts(amounts, by=["meaning", "currency", "is_planned"])
    >>> int(sums["amount_count"].sum()) == len(rjdata.frames.preferred(amounts))
    True
    """
    columns = [by] if isinstance(by, str) else list(by)
    require_columns(frame, [*columns, *_ONE_KIND, "value", "claim_group", "is_preferred"], needed_by="sum_amounts")
    rows = preferred(frame).assign(value=lambda rows: _numbers(rows["value"]))
    groups = [((), rows)] if not columns else rows.groupby(columns, dropna=False, sort=True)
    sums = [_add(group, columns) for _, group in groups if len(group)]
    names = [*dict.fromkeys([*columns, *_ONE_KIND, "value", "amount_count"])]
    dtypes = {name: frame[name].dtype for name in names if name in frame.columns} | {"value": "Float64", "amount_count": "Int64"}
    return pd.DataFrame(sums, columns=names).astype(dtypes)


def _add(repeated: pd.DataFrame, columns: list[str]) -> dict[str, object]:
    rows = repeated.drop_duplicates(["claim_group", *_ONE_KIND, "value"])
    if rivals := sorted(rows.loc[rows["claim_group"].duplicated(), "claim_group"].astype(str)):
        raise RecordError("this frame", "is_preferred", (f"two rows of the claim group {rivals[0]!r} are preferred; one must be",))
    for column in _ONE_KIND:
        words = sorted({str(word) for word in rows[column]})
        if len(words) > 1:
            raise MixedSeriesError(column, tuple(words))
    first = rows.iloc[0]
    kept: dict[str, object] = {column: first[column] for column in [*columns, *_ONE_KIND]}
    # Decimals, so that the order of rows does not change the sum.
    total = sum((Decimal(str(value)) for value in rows["value"].dropna()), Decimal())
    return kept | {"value": float(total), "amount_count": len(rows)}


def convert_money(frame: pd.DataFrame, *, to: str = "USD", version: str | None = None) -> pd.DataFrame:
    """Put sums of money into one currency, in new columns beside the originals.

    The rate is the average of the calendar year in which the day of the row lies (``dated_on``, or ``period_start`` for trade and
    other figures), from the table ``exchange_rates``: of the European Central Bank where it has the pair and the year, else of the
    Federal Reserve, else of the Penn World Table. A rate is turned about where only the other direction is there; two rates are never
    chained.

    Parameters
    ----------
    frame
        Rows with ``value``, a currency in ``currency`` or ``unit``, and a day in ``dated_on`` or ``period_start``.
    to
        ISO 4217 code of the currency wanted.
    version
        Data version of the rates, where not that of the frame.

    Returns
    -------
    pandas.DataFrame
        The same rows on the same index, with attrs, and three columns more, with the code in small letters: ``value_<to>``
        (``Float64``), ``<to>_rate`` (``Float64``, units of the wanted currency for one of the original) and ``<to>_exchange_rate_id``
        (text). All three are missing where the row has no day or no rate exists; a sum that is in the currency already is repeated, at
        rate 1, without an id.

    Raises
    ------
    MissingColumnError
        If the frame has no value, no currency or no day.
    RecordError
        If `to` or a currency is no code of three capital letters, no rate is to or from `to`, a value is no number, or a day is no date.

    Examples
    --------
    >>> import rjdata
    >>> amounts = rjdata.load_table("project_amounts", version="2026.11.0")
    >>> list(rjdata.frames.convert_money(amounts).columns[-3:])
    ['value_usd', 'usd_rate', 'usd_exchange_rate_id']
    """
    _require_codes([to], "quote_currency")
    currency, day = (next((name for name in names if name in frame.columns), names[0]) for names in (_CURRENCIES, _DAYS))
    require_columns(frame, ["value", currency, day], needed_by="convert_money")
    if currency == "currency":
        # A unit may well be tonnes, which have no rate.
        _require_codes(frame[currency].dropna().unique(), currency)
    values = _numbers(frame["value"])
    rates = _rates(find_release(frame, version=version), to)
    years = _read_days(frame[day]).dt.year
    found = [_rate(rates, code, year, to) for code, year in zip(frame[currency], years, strict=True)]
    code = to.lower()
    result = frame.copy()
    result.attrs = deepcopy(frame.attrs)
    rate = pd.Series([one for one, _ in found], index=frame.index, dtype="Float64")
    result[f"value_{code}"] = values.mul(rate)
    result[f"{code}_rate"] = rate
    result[f"{code}_exchange_rate_id"] = pd.Series([name for _, name in found], index=frame.index, dtype=frame[currency].dtype)
    return result


def _require_codes(codes: Iterable[str], column: str) -> None:
    for code in codes:
        if not (isinstance(code, str) and re.fullmatch("[A-Z]{3}", code)):
            raise RecordError("exchange_rates", column, (f"{code!r} is no ISO 4217 code: three capital letters, such as USD",))


def _numbers(values: "pd.Series[Any]") -> "pd.Series[Any]":
    numbers = pd.to_numeric(values, errors="coerce").astype("Float64")
    for value in values[values.notna() & numbers.isna()]:
        raise RecordError("this frame", "value", (f"{value!r} is no number: write digits and a point, such as 1000 or 0.5",))
    return numbers


def _read_days(days: "pd.Series[Any]") -> "pd.Series[pd.Timestamp]":
    if pd.api.types.is_datetime64_any_dtype(days):
        return days
    # pandas takes a number for nanoseconds since 1970, so that the year 2015 would be 1970.
    is_number = days.map(lambda day: isinstance(day, int | float)).astype(bool)
    read = pd.to_datetime(days.astype(object).mask(is_number), format="ISO8601", errors="coerce")
    for day in days[days.notna() & read.isna()]:
        problem = f"{day!r} is no day: give dates, or text such as 2015, 2015-06 or 2015-06-12"
        raise RecordError("this frame", str(days.name), (problem,))
    return read


Rates = dict[tuple[str, int], tuple[float, str]]


def _rates(release: "Release", to: str) -> Rates:
    rows = release.load_table("exchange_rates")
    order = {statistic: rank for rank, statistic in enumerate(_STATISTICS)}
    rates: Rates = {}
    ranked = rows[rows["statistic"].isin(_STATISTICS)].sort_values("statistic", key=lambda column: column.map(order), kind="stable")
    columns = ("base_currency", "quote_currency", "period_start", "rate", "exchange_rate_id")
    for base, quote, start, rate, name in zip(*(ranked[column] for column in columns), strict=True):
        if quote == to:
            rates.setdefault((base, start.year), (rate, name))
        elif base == to:
            rates.setdefault((quote, start.year), (1 / rate, name))
    if not rates and len(ranked):
        known = ", ".join(sorted({*ranked["base_currency"], *ranked["quote_currency"]}))
        raise RecordError("exchange_rates", "quote_currency", (f"no rate is to or from {to!r}; the release has {known}",))
    return rates


def _rate(rates: Rates, currency: Any, year: Any, to: str) -> tuple[float | None, str | None]:
    if currency == to:
        return 1.0, None
    if pd.isna(year):
        return None, None
    return rates.get((str(currency), int(year)), (None, None))

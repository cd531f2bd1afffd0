"""Trade as a series of one statistic, and as two reporters tell it."""

from typing import Any

import pandas as pd

from rjdata.errors import MixedSeriesError
from rjdata.frames.origin import is_marked, require_columns

_ONE_SERIES = ("series_id", "period_type", "unit")
_FLOWS = ("exports", "imports")
_NEEDED = (
    "series_id",
    "reporter",
    "flow",
    "product_system",
    "measure",
    "period_type",
    "period_start",
    "value",
    "unit",
    "claim_group",
    "is_preferred",
)


def trade_series(frame: pd.DataFrame) -> "pd.Series[Any]":
    """Return the values of one series of trade, by the first day of each period.

    Parameters
    ----------
    frame
        Rows of ``trade_volumes`` of one series, such as ``trade[trade["series_id"] == "…"]``.

    Returns
    -------
    pandas.Series
        ``Float64`` values on an index of days (``period_start``), in order of time; its name is the ``series_id``, its unit stands in
        ``attrs["unit"]``. Where a period has rival figures within the series, the preferred one stands.

    Raises
    ------
    MissingColumnError
        If the frame lacks a column.
    MixedSeriesError
        If the rows are of several series, units or kinds of period, or two stand for one period.

    Examples
    --------
    >>> import rjdata
    >>> trade = rjdata.load_trade_volumes(version="2026.11.0")
    >>> series = rjdata.frames.trade_series(trade)
    >>> [str(day.date()) for day in series.index], series.attrs["unit"]
    (['2013-01-01', '2015-01-01'], 'USD')
    """
    require_columns(frame, [*_ONE_SERIES, "period_start", "value"], needed_by="trade_series")
    for column in _ONE_SERIES:
        refuse_several(frame, column)
    repeated = frame["period_start"].duplicated(keep=False)
    require_columns(frame, ["is_preferred"] if repeated.any() else [], needed_by="trade_series")
    # A figure that is preferred over one of another statistic only is still the series' own.
    rows = frame[~repeated | is_marked(frame["is_preferred"])] if repeated.any() else frame
    days = pd.DatetimeIndex(rows["period_start"], name="period_start")
    if days.has_duplicates:
        raise MixedSeriesError("trade_volume_id", tuple(f"two on {day.date()}" for day in days[days.duplicated()].unique().sort_values()))
    series = pd.Series(rows["value"].array, index=days, dtype="Float64").sort_index()
    series.name = rows["series_id"].iloc[0] if len(rows) else None
    series.attrs["unit"] = rows["unit"].iloc[0] if len(rows) else ""
    return series


def refuse_several(frame: pd.DataFrame, column: str) -> None:
    """Raise :class:`~rjdata.errors.MixedSeriesError` where a column has several values."""
    words = tuple(sorted(frame[column].dropna().unique()))
    if len(words) > 1:
        raise MixedSeriesError(column, words)


def trade_balance(frame: pd.DataFrame) -> pd.DataFrame:
    """Put what Japan and what Russia report of their trade side by side, year by year, with the gap between the two.

    Of the rows given, those of all goods by value in calendar years are used. A reporter's exports, and its imports, must be of one
    series: choose with ``statistic`` or ``series_id`` before.

    Parameters
    ----------
    frame
        Rows of ``trade_volumes`` in one unit.

    Returns
    -------
    pandas.DataFrame
        A row a year, the year as index (``year``). Columns, all ``Float64`` in the unit (in ``attrs["unit"]``): ``jp_exports``,
        ``jp_imports``, ``jp_balance`` (exports less imports), the same with ``ru_``; ``gap_to_ru`` (what Russia reports as imports from
        Japan less what Japan reports as exports to Russia) and ``gap_to_jp`` (the other way round). What no row states is missing. Exports
        are mostly valued free on board and imports with freight and insurance, so a gap of some per cent is no error.

    Raises
    ------
    MissingColumnError
        If the frame lacks a column.
    MixedSeriesError
        If one of the four flows is of several series, or the rows are in several units.

    Examples
    --------
    >>> import rjdata
    >>> trade = rjdata.load_trade_volumes(version="2026.11.0")
    >>> list(rjdata.frames.trade_balance(trade).columns)[:3]
    ['jp_exports', 'jp_imports', 'jp_balance']
    """
    require_columns(frame, _NEEDED, needed_by="trade_balance")
    totals = frame[(frame["product_system"] == "TOTAL") & (frame["measure"] == "value") & (frame["period_type"] == "calendar_year")]
    totals = totals[totals["flow"].isin(_FLOWS)]
    refuse_several(totals, "unit")
    columns = {}
    for reporter in ("JP", "RU"):
        for flow in _FLOWS:
            rows = totals[(totals["reporter"] == reporter) & (totals["flow"] == flow)]
            series = trade_series(rows)
            columns[f"{reporter.lower()}_{flow}"] = pd.Series(series.array, index=pd.DatetimeIndex(series.index).year, dtype="Float64")
    table = pd.DataFrame(columns).sort_index()
    for reporter in ("jp", "ru"):
        place = list(table.columns).index(f"{reporter}_imports") + 1
        table.insert(place, f"{reporter}_balance", table[f"{reporter}_exports"] - table[f"{reporter}_imports"])
    table["gap_to_ru"] = table["ru_imports"] - table["jp_exports"]
    table["gap_to_jp"] = table["jp_imports"] - table["ru_exports"]
    table.index.name = "year"
    table.attrs["unit"] = totals["unit"].iloc[0] if len(totals) else ""
    return table

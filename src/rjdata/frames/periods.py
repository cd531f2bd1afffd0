"""Which rows can lie in a period, by dates that may be known to the month or year only."""

from datetime import date
from typing import TYPE_CHECKING

import attrs
import numpy as np

from rjdata.dates import last_day, parse_partial, read_day
from rjdata.errors import InvalidDateError, MissingColumnError
from rjdata.frames.origin import Origin, column_names, require_columns

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from rjdata.frames.origin import Mask
    from rjdata.schema import Table

    Days = npt.NDArray[np.datetime64]

Period = tuple[date, date]


@attrs.frozen
class Span:
    """A date column, or two, that say when a row is."""

    start: str
    end: str | None = None
    is_open_before: bool = False
    is_open_after: bool = False


_SPANS = (
    Span("period_start", "period_end"),
    Span("happened_on"),
    Span("signed_on"),
    Span("dated_on"),
    Span("confirmed_on"),
    Span("stated_on"),
    Span("from_on", "to_on", is_open_before=True, is_open_after=True),
    Span("starts_on", "ends_on"),
    Span("announced_on"),
    Span("in_force_on", "ended_on", is_open_after=True),
    Span("ended_on"),
    Span("published_not_before", "published_not_after", is_open_before=True, is_open_after=True),
)
"""When a row is. Dates of other things (when a page was read, what is derived, a vintage) are left out."""
_HAPPENING = "happened_on"
"""A child table with this column tells when its parent is."""
_SAID = ("statement", "plan")
"""Kinds of history that tell when something was said, not when it happened."""


def read_period(since: str | date | None, until: str | date | None) -> Period:
    """Return first and last day of a period.

    Raises
    ------
    InvalidDateError
        If a text is no date, or the last day lies before the first.

    Examples
    --------
    >>> read_period("2016-12", "2017")
    (datetime.date(2016, 12, 1), datetime.date(2017, 12, 31))
    """
    first = date.min if since is None else _read(since)[0]
    last = date.max if until is None else last_day(*_read(until))
    if last < first:
        raise InvalidDateError(str(until), f"a day from {first} on, with which the period begins")
    return first, last


def _read(day: str | date) -> tuple[date, str]:
    return (read_day(day), "day") if isinstance(day, date) else parse_partial(str(day))


def overlaps(frame: "pd.DataFrame", origin: Origin, period: Period) -> "Mask":
    """Mark the rows that can lie in `period`, by their own dates or, where their table has none, by what happened to them.

    Raises
    ------
    MissingColumnError
        If the table has no such dates, or the frame lacks one of them.
    """
    needed_by = "filter_rows(since=…, until=…)"
    if any(span.start in origin.table.column_names for span in _SPANS):
        return _overlaps_itself(frame, origin.table, period, needed_by)
    child = next((table for table in origin.children if _HAPPENING in table.column_names), None)
    if child is None:
        raise MissingColumnError(_HAPPENING, needed_by, column_names(frame))
    rows = origin.load(child.name)
    rows = rows[~rows["is_plan"].isin([True]) & ~rows["kind"].isin([*_SAID])]
    key = origin.table.key
    return frame[key].isin(rows.loc[_overlaps_itself(rows, child, period, needed_by), key]).to_numpy(dtype=np.bool_)


def _overlaps_itself(frame: "pd.DataFrame", table: "Table", period: Period, needed_by: str) -> "Mask":
    spans = [span for span in _SPANS if span.start in table.column_names]
    dates = [column for span in spans for column in (span.start, span.end) if column]
    needed = [*dates, *(f"{column}_precision" for column in dates)]
    require_columns(frame, [column for column in needed if column in table.column_names], needed_by=needed_by)
    since, until = (np.datetime64(day, "D") for day in period)
    found = np.zeros(len(frame), dtype=np.bool_)
    for span in spans:
        first, last = _bounds(frame, span)
        found |= (first <= until) & (last >= since)
    return found


def _bounds(frame: "pd.DataFrame", span: Span) -> "tuple[Days, Days]":
    """Return first and last possible day of each row; neither where the row has no date."""
    first, last = _first_days(frame, span.start), _last_days(frame, span.start)
    if span.end is None:
        return first, last
    # A part of a measure comes into force on its own; when it ends is said of the measure.
    end = _last_days(frame, span.end) if span.end in frame.columns else np.full(len(frame), np.datetime64("NaT", "D"), "datetime64[D]")
    has_start, has_end = ~np.isnat(first), ~np.isnat(end)
    if span.is_open_before:
        first = np.where(has_start, first, np.datetime64(date.min, "D"))
    without_end = np.where(has_start, np.datetime64(date.max, "D"), last) if span.is_open_after else last
    return first, np.where(has_end, end, without_end)


def _first_days(frame: "pd.DataFrame", column: str) -> "Days":
    if frame[column].dtype.kind == "M":
        return frame[column].to_numpy().astype("datetime64[D]")
    # A frame read back from CSV has its dates as text.
    return frame[column].to_numpy(dtype=object, na_value="NaT").astype("datetime64[D]")


def _last_days(frame: "pd.DataFrame", column: str) -> "Days":
    first = _first_days(frame, column)
    if f"{column}_precision" not in frame.columns:
        return first
    precision, day = frame[f"{column}_precision"].to_numpy(dtype=object), np.timedelta64(1, "D")
    next_month: Days = (first.astype("datetime64[M]") + np.timedelta64(1, "M")).astype("datetime64[D]")
    next_year: Days = (first.astype("datetime64[Y]") + np.timedelta64(1, "Y")).astype("datetime64[D]")
    return np.select([precision == "month", precision == "year"], [next_month - day, next_year - day], first)

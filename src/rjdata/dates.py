"""Dates known to the day, the month or the year, as intervals of days."""

from datetime import date, datetime, timedelta

from rjdata.errors import InvalidDateError

_FORMS = {10: "day", 7: "month", 4: "year"}


def first_day(day: date, precision: str) -> date:
    """First day of the interval in which `day` lies.

    Examples
    --------
    >>> first_day(date(2016, 12, 16), "month")
    datetime.date(2016, 12, 1)
    """
    if precision == "year":
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision == "month" else day


def last_day(day: date, precision: str) -> date:
    """Last day of the interval in which `day` lies.

    Examples
    --------
    >>> last_day(date(2016, 2, 1), "month")
    datetime.date(2016, 2, 29)
    """
    if precision == "year":
        return day.replace(month=12, day=31)
    if precision != "month":
        return day
    return day.replace(day=31) if day.month == 12 else day.replace(month=day.month + 1, day=1) - timedelta(days=1)


def parse_partial(text: str) -> tuple[date, str]:
    """Read `2016`, `2016-12` or `2016-12-16` as the first day and the precision.

    Raises
    ------
    InvalidDateError
        If the text has another form or names no day of the calendar.

    Examples
    --------
    >>> parse_partial("2016-12")
    (datetime.date(2016, 12, 1), 'month')
    """
    precision = _FORMS.get(len(text))
    # date.fromisoformat also reads weeks, as 2016-W50-5.
    if precision is None or not (text.isascii() and text.replace("-", "").isdigit()):
        raise InvalidDateError(text)
    try:
        return date.fromisoformat(text + "0000-01-01"[len(text) :]), precision
    except ValueError:
        raise InvalidDateError(text) from None


def read_day(day: date | str) -> date:
    """Read one day of the calendar, as a date or as `2016-12-16`.

    Raises
    ------
    InvalidDateError
        If it is neither: a month or a year is no day.

    Examples
    --------
    >>> read_day("2016-12-16")
    datetime.date(2016, 12, 16)
    """
    # A datetime is a date to the type checker, yet the two cannot be compared; pandas' missing one equals nothing, itself included.
    if isinstance(day, date) and day == day:
        return day.date() if isinstance(day, datetime) else day
    try:
        found, precision = parse_partial(str(day))
    except InvalidDateError:
        raise InvalidDateError(str(day), "a day as YYYY-MM-DD") from None
    if precision != "day":
        raise InvalidDateError(str(day), "a day as YYYY-MM-DD")
    return found


def format_partial(day: date, precision: str) -> str:
    """Write the known part of a date.

    Examples
    --------
    >>> format_partial(date(2016, 12, 1), "month")
    '2016-12'
    """
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]]

"""Dates known in part are intervals of days."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rjdata.dates import first_day, format_partial, last_day, parse_partial, read_day
from rjdata.errors import InvalidDateError
from rjdata.models.base import Precision

DAYS = st.dates()
PRECISIONS = st.sampled_from([precision.value for precision in Precision])


@given(DAYS, PRECISIONS)
def test_a_day_lies_in_its_interval(day, precision):
    assert first_day(day, precision) <= day <= last_day(day, precision)


@given(DAYS, PRECISIONS)
def test_the_ends_of_an_interval_are_their_own_ends(day, precision):
    first, last = first_day(day, precision), last_day(day, precision)
    assert (first, last) == (first_day(last, precision), last_day(first, precision))


@given(st.dates(max_value=date(9999, 12, 30)), PRECISIONS)
def test_the_day_after_an_interval_opens_the_next(day, precision):
    last = last_day(day, precision)
    if last < date.max:
        after = last + timedelta(days=1)
        assert after == first_day(after, precision)


@given(DAYS, PRECISIONS)
def test_what_is_written_is_read_again(day, precision):
    assert (first_day(day, precision), precision) == parse_partial(format_partial(day, precision))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016", (date(2016, 1, 1), "year")),
        ("2016-02", (date(2016, 2, 1), "month")),
        ("2016-02-29", (date(2016, 2, 29), "day")),
    ],
)
def test_partial_dates_have_three_forms(text, expected):
    assert expected == parse_partial(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "16",
        "20161216",
        "2016-1",
        "2016-1-1",
        "2016-13",
        "2016-02-30",
        "2017-02-29",
        "2016-W50",
        "2016-W50-5",
        "2016/12/16",
        "２０１６",
        "0000",
        " 2016",
        "2016 ",
        "-201",
        "2016-",
        "12-2016",
        "2016-12-1 ",
        "2016-12-16T00:00",
    ],
)
def test_other_texts_are_no_dates(text):
    with pytest.raises(InvalidDateError) as caught:
        parse_partial(text)
    assert text == caught.value.value


@given(st.text(max_size=12))
def test_any_text_is_a_date_in_one_form_or_refused(text):
    try:
        day, precision = parse_partial(text)
    except InvalidDateError:
        return
    assert text == format_partial(day, precision)


@pytest.mark.parametrize(("year", "expected"), [(1900, 28), (2000, 29), (2015, 28), (2016, 29)])
def test_february_ends_by_the_calendar(year, expected):
    assert expected == last_day(date(year, 2, 1), "month").day


@given(DAYS)
def test_a_day_is_read_in_every_form_that_is_one_day(day):
    assert read_day(day) == read_day(day.isoformat()) == read_day(datetime(day.year, day.month, day.day, 12)) == day

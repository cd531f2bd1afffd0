"""Functions that add, count and put in order: what they add up, what they refuse, and that nothing is lost on the way."""

import csv
import io
import json
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rjdata import frames
from rjdata.errors import InvalidDateError, MissingColumnError, MixedSeriesError, RecordError, UnknownRecordError
from rjdata.frames.stories import _point
from rjdata.handle import Handle
from rjdata.rows import write_rows
from tests.frames_release import load, two_versions, two_versions_folder  # noqa: F401 - fixtures are found by their names in this module


def amounts(*rows: tuple[float, str, str, bool]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "project_amount_id": [f"a.amount-{n}" for n in range(len(rows))],
            "value": pd.array([row[0] for row in rows], dtype="Float64"),
            "currency": [row[1] for row in rows],
            "meaning": [row[2] for row in rows],
            "is_planned": pd.array([row[3] for row in rows], dtype="boolean"),
            "claim_group": [f"g{n}" for n in range(len(rows))],
            "is_preferred": True,
        }
    )


def test_a_rival_figure_is_not_added() -> None:
    sums = frames.sum_amounts(load("project_amounts"))
    assert sums[["value", "amount_count"]].values.tolist() == [[117.0, 2]]


@pytest.mark.parametrize("words", [("true", "false"), ("True", "False"), (1, 0)])
def test_flags_that_came_back_as_text_or_numbers_say_the_same(words: tuple[object, object]) -> None:
    written = load("project_amounts")
    written["is_preferred"] = [words[0] if flag else words[1] for flag in written["is_preferred"]]
    pd.testing.assert_frame_equal(frames.sum_amounts(written), frames.sum_amounts(load("project_amounts")))


@pytest.mark.parametrize(
    ("column", "other"),
    [("currency", (1.0, "USD", "loan", False)), ("meaning", (1.0, "JPY", "grant", False)), ("is_planned", (1.0, "JPY", "loan", True))],
)
def test_sums_of_two_kinds_are_refused_until_they_are_grouped(column: str, other: Any) -> None:
    frame = amounts((1.0, "JPY", "loan", False), other)
    with pytest.raises(MixedSeriesError) as caught:
        frames.sum_amounts(frame)
    assert caught.value.column == column
    assert frames.sum_amounts(frame, by=column)["value"].tolist() == [1.0, 1.0]


@given(st.lists(st.tuples(st.decimals(0, 10**15, places=2), st.sampled_from(["JPY", "USD"])), max_size=12))
def test_sums_do_not_depend_on_the_order_of_rows(pairs: list[Any]) -> None:
    frame = amounts(*[(float(value), currency, "loan", False) for value, currency in pairs])
    there = frames.sum_amounts(frame, by="currency")
    assert there.equals(frames.sum_amounts(frame.iloc[::-1], by="currency"))
    assert there["amount_count"].sum() == len(pairs)


def test_a_sum_that_a_join_repeats_counts_once_in_a_group() -> None:
    frame = amounts((3.0, "JPY", "loan", False), (4.0, "JPY", "loan", False))
    joined = frame.merge(pd.DataFrame({"actor_id": ["a", "b"]}), how="cross")
    assert frames.sum_amounts(joined)[["value", "amount_count"]].values.tolist() == [[7.0, 2]]
    assert frames.sum_amounts(joined, by="actor_id")["value"].tolist() == [7.0, 7.0]


def test_two_preferred_rivals_are_not_added() -> None:
    frame = amounts((3.0, "JPY", "loan", False), (4.0, "JPY", "loan", False)).assign(claim_group="g")
    with pytest.raises(RecordError, match="claim group 'g' are preferred"):
        frames.sum_amounts(frame)


def test_a_value_that_is_no_number_is_named() -> None:
    frame = amounts((3.0, "JPY", "loan", False)).assign(value="1,000", dated_on="2016")
    for work in (frames.sum_amounts, frames.convert_money):
        with pytest.raises(RecordError, match="'1,000' is no number"):
            work(frame)


def test_no_amounts_are_no_sum() -> None:
    assert frames.sum_amounts(load("project_amounts").head(0)).empty


def test_a_sum_needs_its_columns() -> None:
    with pytest.raises(MissingColumnError, match="currency"):
        frames.sum_amounts(load("project_amounts").drop(columns="currency"))


def series(*rows: tuple[str, str, str, str, float], unit: str = "USD") -> pd.DataFrame:
    days = pd.to_datetime([f"{row[3]}-01-01" for row in rows])
    return pd.DataFrame(
        {
            "trade_volume_id": [f"t-{n}" for n in range(len(rows))],
            "series_id": [row[0] for row in rows],
            "reporter": [row[1] for row in rows],
            "flow": [row[2] for row in rows],
            "product_system": "TOTAL",
            "measure": "value",
            "period_type": "calendar_year",
            "period_start": days,
            "value": pd.array([row[4] for row in rows], dtype="Float64"),
            "unit": unit,
            "claim_group": [f"g{n}" for n in range(len(rows))],
            "is_preferred": True,
        }
    )


BOTH = series(
    ("je", "JP", "exports", "2013", 11.0),
    ("ji", "JP", "imports", "2013", 23.0),
    ("re", "RU", "exports", "2013", 20.0),
    ("ri", "RU", "imports", "2013", 13.5),
    ("je", "JP", "exports", "2012", 9.0),
)


def test_a_series_is_in_order_of_time() -> None:
    found = frames.trade_series(BOTH[BOTH["series_id"] == "je"])
    assert [(day.year, value) for day, value in found.items()] == [(2012, 9.0), (2013, 11.0)]
    assert (found.name, found.attrs["unit"], str(found.dtype)) == ("je", "USD", "Float64")


@pytest.mark.parametrize("column", ["series_id", "period_type", "unit"])
def test_a_series_is_one(column: str) -> None:
    frame = BOTH[BOTH["series_id"] == "je"].copy()
    frame.loc[frame.index[0], column] = "other"
    with pytest.raises(MixedSeriesError, match=column):
        frames.trade_series(frame)


def test_of_rivals_in_a_series_the_preferred_stands() -> None:
    rivals = series(("je", "JP", "exports", "2013", 1.0), ("je", "JP", "exports", "2013", 2.0))
    with pytest.raises(MixedSeriesError, match="2013-01-01"):
        frames.trade_series(rivals)
    rivals["is_preferred"] = [False, True]
    assert frames.trade_series(rivals).tolist() == [2.0]
    assert frames.trade_series(rivals.astype({"is_preferred": str})).tolist() == [2.0]
    with pytest.raises(MissingColumnError, match="is_preferred"):
        frames.trade_series(rivals.drop(columns="is_preferred"))


def test_both_reporters_stand_side_by_side_with_the_gap() -> None:
    table = frames.trade_balance(BOTH)
    assert table.loc[2013].to_dict() == {
        "jp_exports": 11.0, "jp_imports": 23.0, "jp_balance": -12.0, "ru_exports": 20.0, "ru_imports": 13.5, "ru_balance": 6.5,
        "gap_to_ru": 2.5, "gap_to_jp": 3.0,
    }  # fmt: skip
    assert table.loc[2012].drop("jp_exports").isna().all()
    assert table.attrs["unit"] == "USD"


def test_a_balance_of_two_series_is_refused() -> None:
    with pytest.raises(MixedSeriesError, match="series_id"):
        frames.trade_balance(pd.concat([BOTH, series(("other", "JP", "exports", "2014", 1.0))]))


def test_rows_are_counted_under_the_point_they_are_filed_under() -> None:
    counts = frames.by_sector(load("projects"))
    assert counts["project_count"].tolist() == [1, 1, 1]
    assert counts["sector_id"].tolist()[:2] == ["health", "energy"]
    assert counts["sector_id"].isna().tolist() == [False, False, True]


@pytest.mark.parametrize("function", [frames.by_sector, frames.by_region])
@given(data=st.data())
def test_no_row_is_lost_in_a_count(function: Any, data: st.DataObject) -> None:
    projects = load("projects")
    chosen = projects.iloc[data.draw(st.lists(st.integers(0, len(projects) - 1), max_size=8))]
    assert function(chosen)["project_count"].sum() == len(chosen)


def test_the_far_east_is_that_of_the_day() -> None:
    with pytest.raises(InvalidDateError):
        frames.by_region(load("projects"), far_east_on="soon")


def test_what_happened_is_in_order_of_time() -> None:
    story = frames.timeline(load("projects"))
    assert story["record"].tolist() == ["projects/plant", "projects/bridge", "projects/bridge", "projects/plant"]
    assert story["is_plan"].fillna(value=False).tolist() == [False, False, False, True]
    assert frames.timeline(load("agreements"))["record"].tolist() == ["agreements/accord", "agreements/letter"]
    assert frames.timeline(load("events"))["record"].iloc[0] == "events/summit"


def test_places_do_not_happen() -> None:
    with pytest.raises(MissingColumnError):
        frames.timeline(load("places"))


def test_participants_stand_beside_the_rows() -> None:
    frame = load("projects").set_index(pd.Index([7, 8, 9]))
    found = frames.with_participants(frame)
    assert found.index.tolist() == [7, 8, 9]
    other = dict(zip(found["project_id"], found["participants_other"].fillna(""), strict=True))
    assert other == {"bridge": "", "clinic": "Beta Co.", "plant": "Alpha Co."}
    assert found.attrs == frame.attrs


def test_a_feature_without_a_key_has_no_id() -> None:
    projects = load("projects")
    projects.loc[0, "project_id"] = None
    first, *others = frames.to_geojson(projects)["features"]
    assert "id" not in first
    assert all(isinstance(feature["id"], str) for feature in others)
    json.dumps(first, allow_nan=False)


def test_every_row_is_a_feature_and_json() -> None:
    points = frames.to_geojson(load("projects"))
    assert [feature["id"] for feature in points["features"]] == load("projects")["project_id"].tolist()
    assert json.loads(json.dumps(points)) == points


def test_points_are_longitude_first() -> None:
    assert _point(35.7, 139.7) == {"type": "Point", "coordinates": [139.7, 35.7]}
    assert _point(None, 139.7) is None


RATES = """exchange_rate_id,statistic,base_currency,quote_currency,period_start,period_end,rate
pwt-1,PWT,USD,JPY,2016-01-01,2016-12-31,100
fred-1,FRED,USD,JPY,2016-01-01,2016-12-31,125
pwt-2,PWT,USD,JPY,2015-01-01,2015-12-31,80
ecb-1,ECB-EXR,EUR,USD,2016-01-01,2016-12-31,1.25
"""


@pytest.fixture
def rates(monkeypatch: pytest.MonkeyPatch) -> None:
    read_bytes = Handle.read_bytes

    def with_rates(self: Handle, table: str) -> bytes:
        if table != "exchange_rates":
            return read_bytes(self, table)
        rows = list(csv.DictReader(io.StringIO(RATES)))
        return write_rows(self.tables[table].column_names, rows)

    monkeypatch.setattr(Handle, "read_bytes", with_rates)


def money(*rows: tuple[float, str, str | None]) -> pd.DataFrame:
    frame = amounts(*[(value, currency, "loan", False) for value, currency, _ in rows])
    return frame.assign(dated_on=pd.to_datetime([day for _, _, day in rows]))


@pytest.mark.usefixtures("rates")
def test_money_is_converted_by_the_year_and_the_first_statistic() -> None:
    frame = money((250.0, "JPY", "2016-05-06"), (250.0, "JPY", "2015-01-01"), (4.0, "EUR", "2016-12-31"), (5.0, "USD", None))
    found = frames.convert_money(frame)
    assert found["value_usd"].tolist() == [2.0, 3.125, 5.0, 5.0]
    assert found["usd_exchange_rate_id"].fillna("").tolist() == ["fred-1", "pwt-2", "ecb-1", ""]
    assert found["usd_rate"].tolist() == [1 / 125, 1 / 80, 1.25, 1.0]
    assert found["value"].equals(frame["value"])


@pytest.mark.usefixtures("rates")
def test_money_without_a_rate_or_a_day_is_missing() -> None:
    found = frames.convert_money(
        money((1.0, "RUB", "2016-01-01"), (1.0, "JPY", "1999-01-01"), (1.0, "JPY", None), (1.0, "EUR", "2015-01-01"))
    )
    assert found["value_usd"].isna().all()
    assert found["usd_rate"].isna().all()
    assert found["usd_exchange_rate_id"].isna().all()


@pytest.mark.usefixtures("rates")
def test_two_rates_are_never_chained() -> None:
    assert frames.convert_money(money((1.0, "EUR", "2016-01-01")), to="JPY")["value_jpy"].isna().all()


@pytest.mark.parametrize("code", ["usd", "US dollar", ""])
def test_a_currency_that_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(RecordError, match=f"'{code}' is no ISO 4217 code"):
        frames.convert_money(money((1.0, "USD", "2016-01-01")), to=code)


@pytest.mark.parametrize("code", ["yen", "$", "usd"])
def test_a_currency_of_a_row_that_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(RecordError, match=r"no ISO 4217 code"):
        frames.convert_money(money((1.0, code, "2016-01-01")))


@pytest.mark.usefixtures("rates")
def test_a_currency_that_no_rate_knows_is_refused() -> None:
    with pytest.raises(RecordError, match="no rate is to or from 'XTS'; the release has EUR, "):
        frames.convert_money(money((1.0, "JPY", "2016-01-01")), to="XTS")


@pytest.mark.usefixtures("rates")
@pytest.mark.parametrize("day", [2016, 2016.0, 20160506, "May 2016", "2016-13"])
def test_a_number_or_another_text_is_no_day(day: object) -> None:
    with pytest.raises(RecordError, match="is no day: give dates"):
        frames.convert_money(money((1.0, "JPY", "2016-01-01")).assign(dated_on=pd.Series([day], dtype=object)))


@pytest.mark.usefixtures("rates")
def test_a_day_may_be_text_known_in_part() -> None:
    days = pd.Series(["2016", "2015-06", "2016-12-31", None], dtype=object)
    found = frames.convert_money(money(*[(1.0, "JPY", "2016-01-01")] * 4).assign(dated_on=days))
    assert found["usd_rate"].fillna(0).tolist() == [1 / 125, 1 / 80, 1 / 125, 0]


@pytest.mark.usefixtures("rates")
def test_a_unit_that_is_no_currency_has_no_rate() -> None:
    tonnes = money((1.0, "t", "2016-01-01")).rename(columns={"currency": "unit"})
    assert frames.convert_money(tonnes)["value_usd"].isna().all()


@pytest.mark.parametrize("column", ["value", "currency", "dated_on"])
def test_money_needs_its_columns(column: str) -> None:
    with pytest.raises(MissingColumnError, match=column):
        frames.convert_money(money((1.0, "JPY", "2016-01-01")).drop(columns=column))


@pytest.mark.parametrize(
    ("day", "stages", "participations"),
    [
        ("2016-12-30", ["unknown", "unknown", "unknown"], ["unknown", "unknown", "unknown"]),
        ("2016-12-31", ["unknown", "unknown", "operating"], ["unknown", "unknown", "active"]),
        ("2018-12-30", ["unknown", "unknown", "operating"], ["unknown", "unknown", "active"]),
        (date(2018, 12, 31), ["suspended", "unknown", "operating"], ["sold", "unknown", "active"]),
    ],
)
def test_status_is_that_of_the_last_row_that_surely_happened(day: Any, stages: list[str], participations: list[str]) -> None:
    found = frames.status_on(load("projects"), day).sort_values("project_id")
    assert (found["stage_on"].tolist(), found["participation_on"].tolist()) == (stages, participations)


def test_the_status_of_today_is_that_of_the_table() -> None:
    found = frames.status_on(load("projects"), "2030-01-01")
    assert found["stage_on"].tolist() == found["stage"].tolist()
    assert found["participation_on"].tolist() == found["participation"].tolist()


@pytest.mark.parametrize("day", ["2019", "2019-05", "soon", 2019, pd.NaT])
def test_a_status_is_that_of_one_day(day: Any) -> None:
    with pytest.raises(InvalidDateError, match="YYYY-MM-DD"):
        frames.status_on(load("projects"), day)


@pytest.mark.parametrize("work", [lambda frame: frames.status_on(frame, "2020-01-01"), frames.timeline])
def test_a_slip_in_an_id_is_no_answer(work: Any) -> None:
    with pytest.raises(UnknownRecordError, match="projects has no record 'aa'"):
        work(load("projects").assign(project_id="aa"))


def test_only_projects_have_a_status() -> None:
    with pytest.raises(MissingColumnError):
        frames.status_on(load("agreements"), "2020-01-01")

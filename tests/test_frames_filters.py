"""Which rows a filter keeps, what it reads to know, and what it refuses."""

from datetime import date, datetime
from io import StringIO
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rjdata
from rjdata import frames
from rjdata.dates import first_day, format_partial, last_day, parse_partial
from rjdata.errors import InvalidDateError, MissingColumnError, RecordError, RecordMovedWarning, UnknownRecordError
from rjdata.frame import DATE_DTYPE, DTYPES
from tests.frames_release import OLD, kept, keys, load, note_tables, two_versions, two_versions_folder  # noqa: F401 - fixtures are found by their names in this module

# Filters


@pytest.mark.parametrize(
    ("table", "filters", "expected"),
    [
        ("projects", {"sector": "health"}, ["plant", "clinic"]),
        ("projects", {"sector": ("energy", "health")}, ["plant", "clinic"]),
        ("projects", {"actor": "alpha"}, ["plant", "bridge"]),
        ("projects", {"actor": "gamma"}, ["plant"]),
        ("projects", {"actor": "regulator"}, []),
        ("projects", {"actor": iter(["beta", "gamma"])}, ["plant", "clinic"]),
        ("projects", {"place": "far"}, ["bridge"]),
        ("projects", {"place": "region"}, ["plant"]),
        ("projects", {"stage": "operating"}, ["plant"]),
        ("projects", {"stage": ["suspended", "unknown"]}, ["bridge", "clinic"]),
        ("projects", {"stage": []}, []),
        ("projects", {"participation": "sold"}, ["bridge"]),
        ("projects", {"kind": "infrastructure"}, ["bridge"]),
        ("projects", {"sector": "health", "actor": "beta"}, ["clinic"]),
        ("projects", {"since": "2018"}, ["bridge"]),
        ("projects", {"until": "2017"}, ["plant"]),
        ("projects", {"since": "2019"}, []),
        ("projects", {}, ["plant", "bridge", "clinic"]),
        ("project_stakes", {"actor": "alpha"}, ["plant.stake-2", "bridge.stake-1"]),
        ("project_history", {"actor": "regulator"}, ["bridge.history-1"]),
        ("project_history", {"stage": "operating"}, ["plant.history-1"]),
        ("project_history", {"since": "2025"}, ["plant.history-2"]),
        ("agreements", {"sector": "energy"}, ["accord"]),
        ("agreements", {"actor": "alpha"}, ["accord"]),
        ("agreements", {"place": "far"}, ["accord"]),
        ("agreements", {"since": "2016-12-16", "until": "2017"}, ["accord"]),
        ("agreements", {"since": date(2018, 3, 9)}, ["letter"]),
        ("agreements", {"since": date(2018, 3, 10)}, []),
        ("agreements", {"until": datetime(2018, 3, 9, 23, 59)}, ["accord", "letter"]),
        ("events", {"actor": "beta"}, ["summit"]),
        ("events", {"actor": "regulator"}, ["measure"]),
        ("events", {"place": "district"}, ["summit"]),
        ("events", {"kind": ["summit", "sanction"]}, ["summit", "measure"]),
        ("events", {"since": "2016-12-16"}, ["summit", "measure"]),
        ("events", {"since": "2016-12-17"}, ["measure"]),
        ("event_measures", {"since": "2019"}, ["measure.measure-1"]),
        ("event_measures", {"until": "2018-05-31"}, []),
        ("events", {"until": "2018-04"}, ["summit"]),
        ("actors", {"actor": "beta"}, ["beta"]),
        ("places", {"place": "district"}, ["district", "town"]),
        ("sectors", {"sector": "energy"}, ["energy"]),
        ("sources", {"since": "2018"}, ["late"]),
    ],
)
def test_a_filter_keeps_the_rows_that_answer(table: str, filters: dict[str, Any], expected: list[str]) -> None:
    assert sorted(expected) == sorted(kept(table, **filters))


def test_a_filter_keeps_order_index_columns_dtypes_and_a_copy_of_the_attrs() -> None:
    projects = load("projects").set_axis(["a", "b", "c"], axis=0).iloc[::-1]
    projects.attrs["mine"] = {"note": "kept"}
    found = frames.filter_rows(projects, sector="health")
    assert projects.loc[["c", "a"]].equals(found)
    assert projects.dtypes.equals(found.dtypes)
    found.attrs["mine"]["note"] = "changed"
    assert projects.attrs["mine"]["note"] == "kept"


def test_a_filter_leaves_the_frame_as_it_was() -> None:
    projects = load("projects")
    found = frames.filter_rows(projects)
    found.loc[:, "name"] = "Changed"
    assert load("projects").equals(projects)


def test_several_filters_keep_what_answers_to_all() -> None:
    assert kept("projects", sector="health", actor="alpha", stage="operating", since="2016-12", until="2016-12") == ["plant"]


def test_filters_by_own_columns_read_no_child_table(monkeypatch: pytest.MonkeyPatch) -> None:
    tables_read = note_tables(monkeypatch)
    frames.filter_rows(load("projects"), stage="operating", kind="infrastructure")
    frames.filter_rows(load("agreements"), since="2016")
    assert tables_read == ["projects", "agreements"]


def test_a_filter_reads_only_the_child_tables_that_can_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    tables_read = note_tables(monkeypatch)
    frames.filter_rows(load("projects"), sector="health")
    assert {"projects", "sectors", "project_sectors"} == set(tables_read)


@pytest.mark.parametrize(
    ("filters", "table", "nearest"),
    [({"sector": "enorgy"}, "sectors", "energy"), ({"actor": ["alpha", "betta"]}, "actors", "beta"), ({"place": "toun"}, "places", "town")],
)
def test_an_id_that_names_no_record_is_refused(filters: dict[str, Any], table: str, nearest: str) -> None:
    with pytest.raises(UnknownRecordError) as caught:
        kept("projects", **filters)
    assert (table, nearest) == (caught.value.table, caught.value.nearest[0])


def test_a_merged_id_stands_for_its_successor() -> None:
    with pytest.warns(RecordMovedWarning, match="merged into alpha"):
        assert sorted(kept("projects", actor="alfa")) == ["bridge", "plant"]


@pytest.mark.parametrize("name", ["stage", "participation", "kind"])
def test_a_word_outside_the_vocabulary_is_refused_and_the_words_are_named(name: str) -> None:
    vocabulary = next(column.vocabulary for column in rjdata.open_release(OLD).tables["projects"].columns if column.name == name)
    with pytest.raises(RecordError, match=f"'operatin' is none of its words: {', '.join(vocabulary)}"):
        kept("projects", **{name: ["operatin"]})


@pytest.mark.parametrize(
    ("table", "filters", "column"),
    [
        ("agreements", {"stage": "operating"}, "stage"),
        ("trade_volumes", {"kind": "summit"}, "kind"),
        ("trade_volumes", {"sector": "energy"}, "sector_id"),
        ("sources", {"actor": "alpha"}, "actor_id"),
        ("actors", {"place": "town"}, "place_id"),
        ("actors", {"since": "2016"}, "happened_on"),
    ],
)
def test_a_filter_that_the_table_cannot_answer_is_refused(table: str, filters: dict[str, Any], column: str) -> None:
    with pytest.raises(MissingColumnError) as caught:
        kept(table, **filters)
    assert column == caught.value.column
    assert next(iter(filters)) in caught.value.needed_by


@pytest.mark.parametrize(
    ("table", "filters", "column"),
    [
        ("projects", {"stage": "operating"}, "stage"),
        ("events", {"actor": "beta"}, "actor_id"),
        ("agreements", {"since": "2016"}, "signed_on_precision"),
    ],
)
def test_a_column_that_was_dropped_is_missed(table: str, filters: dict[str, Any], column: str) -> None:
    with pytest.raises(MissingColumnError) as caught:
        frames.filter_rows(load(table).drop(columns=column), **filters)
    assert column == caught.value.column


def test_a_project_without_its_primary_columns_is_found_by_its_children() -> None:
    projects = load("projects")[["project_id", "name"]]
    assert keys(frames.filter_rows(projects, place="far")) == ["bridge"]


@pytest.mark.parametrize("filters", [{"since": "spring"}, {"until": "2016-13"}, {"since": "2017", "until": "2016"}])
def test_a_period_that_is_none_is_refused(filters: dict[str, str]) -> None:
    with pytest.raises(InvalidDateError):
        kept("events", **filters)


# Periods


def stakes(**cells: list[str | None]) -> pd.DataFrame:
    """Rows of stakes with the dates given, as ``2016``, ``2016-12`` or ``2016-12-16``."""
    count = len(next(iter(cells.values())))
    rows: dict[str, Any] = {"project_stake_id": [f"plant.stake-{n}" for n in range(count)]}
    for name in ("confirmed_on", "from_on", "to_on"):
        read = [parse_partial(text) if text else (None, None) for text in cells.get(name, [None] * count)]
        rows[name] = pd.Series([day for day, _ in read], dtype=object).astype(DATE_DTYPE)
        rows[f"{name}_precision"] = pd.Series([precision for _, precision in read], dtype=DTYPES["string"])
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"from_on": "2015", "to_on": "2015-12"}, False),
        ({"from_on": "2015", "to_on": "2016"}, True),
        ({"from_on": "2015"}, True),
        ({"from_on": "2016-06-30"}, True),
        ({"from_on": "2016-07-01"}, False),
        ({"to_on": "2016-05-31"}, False),
        ({"to_on": "2016-06"}, True),
        ({"to_on": "2030"}, True),
        ({"confirmed_on": "2016"}, True),
        ({"confirmed_on": "2016-05"}, False),
        ({"confirmed_on": "2020", "from_on": "2016"}, True),
        ({"confirmed_on": "2016-06-15", "to_on": "2010"}, True),
        ({}, False),
    ],
)
def test_a_stake_is_in_june_2016(dates: dict[str, str], expected: bool) -> None:
    frame = stakes(**{"from_on": [None], **{name: [text] for name, text in dates.items()}})
    assert expected == bool(len(frames.filter_rows(frame, since="2016-06", until="2016-06")))


days = st.dates(date(1855, 1, 1), date(2030, 12, 31))
precisions = st.sampled_from(["day", "month", "year"])
partial_dates = st.builds(lambda day, precision: format_partial(first_day(day, precision), precision), days, precisions)


@given(st.lists(partial_dates, max_size=5), partial_dates, partial_dates)
def test_a_row_is_kept_where_its_interval_overlaps_the_period(texts: list[str], one: str, other: str) -> None:
    since, until = sorted((one, other), key=lambda text: last_day(*parse_partial(text)))
    if parse_partial(since)[0] > last_day(*parse_partial(until)):
        since = until
    first, last = parse_partial(since)[0], last_day(*parse_partial(until))
    expected = [parse_partial(text)[0] <= last and last_day(*parse_partial(text)) >= first for text in texts]
    frame = stakes(confirmed_on=[*texts])
    found = frames.filter_rows(frame, since=since, until=until, version=OLD)
    assert [n for n, is_in in enumerate(expected) if is_in] == found.index.tolist()


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_dates_of_any_unit_are_read(unit: str) -> None:
    agreements = load("agreements").astype({"signed_on": f"datetime64[{unit}]"})
    assert keys(frames.filter_rows(agreements, since="2018")) == ["letter"]


@pytest.mark.parametrize("table", ["agreements", "events", "project_stakes"])
def test_a_frame_read_back_from_csv_is_filtered_as_it_was(table: str) -> None:
    text = load(table).to_csv(index=False)
    for since in ("2016-12", "2018"):
        assert kept(table, since=since) == keys(frames.filter_rows(pd.read_csv(StringIO(text)), since=since, version=OLD))

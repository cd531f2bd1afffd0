"""Curated files → tables → frozen release → frames and records: nothing is lost, and nothing becomes something else."""

import shutil
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from rjdata import testing
from rjdata.models import TABLES, Actor, ActorName, Evidence, Source, model_for
from rjdata.models.columns import columns
from rjdata.parse import build_records
from rjdata.release import _open_in
from rjdata.rows import read_rows, write_rows
from rjdata.testing.linked import FROZEN_ON
from tools.collapse import write_curated
from tools.compile_data import compile_data
from tools.freeze_release import freeze
from tools.lint_data import lint

MAIN = [table for table in TABLES if model_for(table).parent_table is None]
TEXTS = ("NA", "NULL", "nan", "None", "null", "N/A", "<NA>", "true", "1e5", "007", "0.10", "-", "~", "2016", "yes", "1,5", 'a "b"', "日ロ")
DTYPES = {
    "string": pd.StringDtype("python", na_value=np.nan),
    "integer": pd.Int64Dtype(),
    "number": pd.Float64Dtype(),
    "boolean": pd.BooleanDtype(),
    "date": np.dtype("datetime64[us]"),
}


@pytest.fixture
def freeze_drawn(tmp_path):
    """A function that writes a drawn release as curated files, compiles and freezes them, and opens what was frozen."""

    def freeze_one(drawn):
        shutil.rmtree(tmp_path)
        folder = tmp_path / "data"
        coverage = tmp_path / "docs" / "coverage"
        for path in (folder, coverage):
            path.mkdir(parents=True)
        write_curated({table: drawn.read_bytes(table) for table in TABLES}, folder)
        for source in drawn.sources:
            if source.paragraphs:
                lines = [f"- ¶{number}: nothing: drawn\n" for number in range(1, source.paragraphs + 1)]
                (coverage / f"{source.source_id}.md").write_text("".join(lines), encoding="utf-8")
        freeze(drawn.version, FROZEN_ON, compile_data(folder), tmp_path / "frozen")
        return folder, _open_in(str(tmp_path / "frozen"), drawn.version)

    return freeze_one


def drawn_releases(test):
    """Give a test drawn releases and the fixture, whose folder every example empties."""
    return settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])(
        given(drawn=testing.releases())(test)
    )


@drawn_releases
def test_records_come_back_field_by_field(freeze_drawn, drawn):
    _, frozen = freeze_drawn(drawn)
    for table in MAIN:
        expected = {getattr(record, record.key_column): record.model_dump() for record in drawn.records(table)}
        assert expected == {getattr(record, record.key_column): record.model_dump() for record in frozen.records(table)}


@drawn_releases
def test_the_frozen_release_is_the_drawn_one_byte_by_byte(freeze_drawn, drawn):
    _, frozen = freeze_drawn(drawn)
    assert {table: drawn.read_bytes(table) for table in TABLES} == {table: frozen.read_bytes(table) for table in TABLES}
    assert drawn.digest == frozen.digest


@drawn_releases
def test_curated_files_are_written_the_one_way(freeze_drawn, drawn):
    folder, _ = freeze_drawn(drawn)
    assert lint(folder) == []


def value_of(cell, kind):
    """What a cell means, by Python's own readers and without pandas."""
    if cell is None:
        return None
    readers = {"string": str, "integer": int, "number": float, "boolean": "true".__eq__, "date": date.fromisoformat}
    return readers[kind](cell)


def values_in(series, kind):
    """Values of a column as plain Python ones."""
    found = [None if pd.isna(value) else value for value in series]
    return [value.date() if kind == "date" and value is not None else value for value in found]


@given(testing.releases())
def test_frames_hold_the_values_of_the_rows(release):
    for table in TABLES:
        frame, rows = release.load_table(table), read_rows(release.read_bytes(table))
        assert [column.name for column in columns(model_for(table))] == list(frame.columns)
        for column in columns(model_for(table)):
            expected = [value_of(row.get(column.name), column.type) for row in rows]
            assert expected == values_in(frame[column.name], column.type), f"{table}.{column.name}"


@given(testing.releases())
def test_frames_have_fixed_dtypes_whatever_they_hold(release):
    for table in TABLES:
        expected = {column.name: DTYPES[column.type] for column in columns(model_for(table))}
        assert expected == dict(release.load_table(table).dtypes), table


def empty_release(tmp_path):
    tables = {table: write_rows([column.name for column in columns(model_for(table))], []) for table in TABLES}
    freeze("2026.2.0", date(2026, 2, 28), tables, tmp_path)
    return _open_in(str(tmp_path), "2026.2.0")


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_table_has_its_columns_and_dtypes(tmp_path, table):
    frame = empty_release(tmp_path).load_table(table)
    assert len(frame) == 0
    assert {column.name: DTYPES[column.type] for column in columns(model_for(table))} == dict(frame.dtypes)


@pytest.mark.parametrize("table", MAIN)
def test_an_empty_table_has_no_records(tmp_path, table):
    assert empty_release(tmp_path).records(table) == ()


def test_index_is_a_plain_range(small_release):
    assert all(isinstance(small_release.load_table(table).index, pd.RangeIndex) for table in TABLES)


@pytest.mark.parametrize("text", TEXTS)
def test_text_stays_text_from_the_curated_file_to_frame_and_record(tmp_path, text):
    source = {"source_id": "a", "publisher": text, "title": text, "title_is_translation": "false", "language": "en", "kind": "press"}
    actor_name = {"actor_name_id": "a.name-1", "actor_id": "a", "name": text, "language": "en", "kind": "name"}
    rows = {
        "actors": [{"actor_id": "a", "name": text, "kind": "company", "seat": text}],
        "actor_names": [actor_name | {"is_primary": "true", "is_ambiguous": "false"}],
        "sources": [source | {"date_basis": "none"}],
        "evidence": [
            {"evidence_id": f"{table}/{row_id}.evidence-00000000", "table": table, "record_id": row_id, "source_id": "a", "locator": text}
            | {"is_inferred": "false"}
            for table, row_id in (("actors", "a"), ("actor_names", "a.name-1"))
        ],
    }
    data = {table: write_rows([column.name for column in columns(model_for(table))], rows.get(table, [])) for table in TABLES}
    write_curated(data, tmp_path / "data")
    freeze("2026.2.0", date(2026, 2, 28), compile_data(tmp_path / "data"), tmp_path / "frozen")
    release = _open_in(str(tmp_path / "frozen"), "2026.2.0")
    frame = release.load_table("actors")
    assert [text, text] == [frame.loc[0, "name"], frame.loc[0, "seat"]]
    assert [text, text] == [release.get_actor("a").name, release.get_actor("a").seat]
    assert {text} == {row.locator for row in release.records("evidence")}
    assert isinstance(release.sources[0], Source)
    assert not frame["seat"].isna().any()


@pytest.mark.parametrize("table", TABLES)
def test_two_loads_are_equal_and_share_nothing(small_release, table):
    one, two = small_release.load_table(table), small_release.load_table(table)
    pd.testing.assert_frame_equal(one, two)
    kept = two.copy(deep=True)
    for name in one.columns if len(one) else ():
        array = one[name].array
        array[0] = array[-1] if pd.isna(array[0]) else None
    one.attrs["rjdata"]["table"] = "other"
    one["more"] = 1
    pd.testing.assert_frame_equal(kept, two)
    pd.testing.assert_frame_equal(kept, small_release.load_table(table))
    assert table == two.attrs["rjdata"]["table"] == small_release.load_table(table).attrs["rjdata"]["table"]


def test_a_loaded_frame_says_where_it_is_from(small_release):
    table = small_release.tables["projects"]
    expected = {"table": "projects", "version": small_release.version, "digest": table.digest}
    assert expected == small_release.load_table("projects").attrs["rjdata"]


@pytest.mark.parametrize("table", MAIN)
def test_records_of_the_small_release_match_its_rows(small_release, table):
    rows = read_rows(small_release.read_bytes(table))
    key = model_for(table).key_column
    assert [row[key] for row in rows] == [getattr(record, key) for record in small_release.records(table)]
    assert small_release.records(table) == build_records(table, small_release.read_bytes)


def test_records_are_parsed_once(small_release):
    assert small_release.projects is small_release.projects


def test_models_of_the_hand_written_rows_are_those_of_the_tables():
    assert [Actor, ActorName, Source, Evidence] == [model_for(table) for table in ("actors", "actor_names", "sources", "evidence")]

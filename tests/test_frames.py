"""Records, evidence, children, preferred rows and names of frames; filters have a file of their own, test_frames_filters.py."""

from typing import Any

import pandas as pd
import pytest

import rjdata
from rjdata import frames
from rjdata.errors import MissingColumnError, RecordMovedWarning, UnknownRecordError, UnknownTableError
from rjdata.frame import DATE_DTYPE, DTYPES
from rjdata.models import TABLES
from tests.frames_release import NEW, OLD, keys, load, note_tables, two_versions, two_versions_folder  # noqa: F401 - fixtures are found by their names in this module


def without_label(frame: pd.DataFrame) -> pd.DataFrame:
    bare = frame.copy()
    bare.attrs = {}
    return bare


# Where a frame comes from


def test_a_frame_is_looked_up_in_the_version_that_it_is_from() -> None:
    (record,) = frames.to_records(load("actors", OLD).head(1))
    assert record.name == "Alpha Co."


def test_a_frame_without_label_is_looked_up_in_the_newest_version() -> None:
    (record,) = frames.to_records(without_label(load("actors", OLD)).head(1))
    assert record.name == "Alpha Renamed"


def test_a_version_that_is_asked_for_goes_before_that_of_the_frame() -> None:
    (record,) = frames.to_records(load("actors", OLD).head(1), version=NEW)
    assert record.name == "Alpha Renamed"


def test_a_frame_of_a_vintage_is_looked_up_in_that_vintage() -> None:
    projects = rjdata.open_release(OLD).as_of("2018-01-01").load_projects()
    stated = frames.evidence(projects)
    assert {"early"} == set(stated["source_id"])
    assert stated.attrs["rjdata"]["known_on"] == "2018-01-01"


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_table_without_label_is_known_by_its_leftmost_key(table: str) -> None:
    frame = load(table)
    assert frames.to_records(frame) == frames.to_records(without_label(frame), version=OLD)


@pytest.mark.parametrize("function", [frames.to_records, frames.evidence, frames.filter_rows])
def test_a_frame_without_its_key_is_refused_by_name(function: Any) -> None:
    stakes = load("project_stakes").drop(columns="project_stake_id")
    with pytest.raises(MissingColumnError) as caught:
        function(stakes)
    assert ("project_stake_id", tuple(stakes.columns)) == (caught.value.column, caught.value.columns)


def test_a_frame_without_any_key_is_refused() -> None:
    with pytest.raises(MissingColumnError, match="to_records needs the column"):
        frames.to_records(pd.DataFrame({"name": ["Plant"]}))


# Records


def test_records_stand_in_the_order_of_the_rows_with_their_children() -> None:
    records: Any = frames.to_records(load("projects").iloc[::-1])
    assert [record.project_id for record in records] == ["clinic", "bridge", "plant"]
    assert [stake.project_stake_id for stake in records[2].stakes] == ["plant.stake-1", "plant.stake-2"]


def test_an_id_that_stands_twice_gives_its_record_twice() -> None:
    projects = load("projects")
    first, second = frames.to_records(pd.concat([projects.head(1), projects.head(1)]))
    assert first is second


def test_an_unknown_id_is_refused() -> None:
    with pytest.raises(UnknownRecordError, match="'plent'; the nearest ids: plant"):
        frames.to_records(pd.DataFrame({"project_id": ["plant", "plent"]}))


def test_a_merged_id_gives_the_record_that_took_its_place() -> None:
    with pytest.warns(RecordMovedWarning, match="merged into alpha"):
        (record,) = frames.to_records(pd.DataFrame({"actor_id": ["alfa"]}), version=OLD)
    assert record.actor_id == "alpha"


@pytest.mark.parametrize("name", ["actors/alfa", "alfa"])
def test_evidence_of_a_merged_id_is_that_of_the_record_that_took_its_place(name: str) -> None:
    release = rjdata.open_release(OLD)
    with pytest.warns(RecordMovedWarning, match="merged into alpha"):
        assert release.locate(name) == ("actors", "alpha")
    with pytest.warns(RecordMovedWarning, match="merged into alpha"):
        assert release.evidence(name) == release.evidence("actors/alpha")


# Evidence


def test_evidence_of_a_main_table_holds_that_of_its_children_in_the_order_of_the_rows() -> None:
    stated = frames.evidence(load("projects").iloc[::-1])
    expected = ["clinic", "bridge.stake-1", "plant", "plant", "plant", "plant.stake-1"]
    assert expected == stated["record_id"].tolist()
    assert list(range(6)) == stated.index.tolist()


def test_evidence_has_the_columns_of_its_source() -> None:
    stated = frames.evidence(load("project_stakes").head(1))
    added = stated[["publisher", "title", "url", "kind", "published_not_before"]]
    assert [
        ["Publisher late", "Title late", "https://example.org/late", "official", pd.Timestamp("2019-01-01")]
    ] == added.to_numpy().tolist()
    assert {"table": "evidence", "joined": "sources", "version": OLD}.items() <= stated.attrs["rjdata"].items()


def test_evidence_of_a_child_table_is_that_of_its_rows_alone() -> None:
    assert frames.evidence(load("project_stakes"))["record_id"].tolist() == ["plant.stake-1", "bridge.stake-1"]


def test_evidence_of_a_field_is_its_own_and_that_of_the_whole_row() -> None:
    stated = frames.evidence(load("projects").head(1), field="name")
    assert [(row.record_id, row.field if isinstance(row.field, str) else None) for row in stated.itertuples()] == [
        ("plant", None),
        ("plant", "name"),
    ]


@pytest.mark.parametrize("field", [None, "name"])
def test_evidence_agrees_with_that_of_the_release(field: str | None) -> None:
    release, projects = rjdata.open_release(OLD), load("projects")
    by_id = [row.evidence_id for project_id in projects["project_id"] for row in release.evidence(f"projects/{project_id}", field)]
    assert by_id == frames.evidence(projects, field=field)["evidence_id"].tolist()


def test_evidence_of_a_row_that_stands_twice_stands_once_where_it_stood_first() -> None:
    projects = load("projects")
    assert frames.evidence(pd.concat([projects, projects.head(1)])).equals(frames.evidence(projects))


def test_evidence_of_no_rows_is_typed_and_empty() -> None:
    stated = frames.evidence(load("projects").head(0))
    expected = load("evidence").dtypes.to_dict() | load("sources")[["publisher", "kind", "published_not_before"]].dtypes.to_dict()
    assert expected == {name: dtype for name, dtype in stated.dtypes.items() if name in expected}
    assert len(stated) == 0


def test_evidence_of_an_unknown_field_is_refused() -> None:
    with pytest.raises(MissingColumnError, match=r"evidence\(field='naem'\) needs the column 'naem'"):
        frames.evidence(load("projects"), field="naem")


def test_evidence_reads_no_child_table_but_those_of_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    tables_read = note_tables(monkeypatch)
    frames.evidence(load("projects"))
    assert tables_read == ["projects", "evidence", "sources", "project_amounts", "project_capacities"]


# Children beside their parents


def test_a_child_table_gives_one_row_a_child_and_keeps_parents_without() -> None:
    joined = frames.join_child(load("projects"), "project_stakes")
    assert joined["project_id"].tolist() == ["plant", "plant", "bridge", "clinic"]
    assert joined["project_stake_id"].dropna().tolist() == ["plant.stake-1", "plant.stake-2", "bridge.stake-1"]
    assert joined.index.tolist() == [0, 1, 2, 3]


def test_a_column_that_both_have_carries_the_singular_of_the_child_table() -> None:
    joined = frames.join_child(load("projects"), "project_stakes")
    assert [*load("projects").columns, "project_stake_id", "holder_actor_id"] == [*joined.columns][: len(load("projects").columns) + 2]
    assert tuple(joined.loc[0, ["note", "project_stake_note"]]) == ("Of Plant.", "First.")
    assert joined.columns.is_unique


def test_joining_the_same_child_twice_gives_every_column_a_name_of_its_own() -> None:
    joined = frames.join_child(frames.join_child(load("projects"), "project_stakes"), "project_stakes")
    assert joined.columns.is_unique
    assert "project_stake_project_stake_note" in joined.columns
    assert joined.attrs["rjdata"]["joined"] == "project_stakes, project_stakes"


def test_a_join_keeps_dtypes() -> None:
    joined = frames.join_child(load("projects"), "project_stakes")
    assert load("projects").dtypes.to_dict() == joined.dtypes[load("projects").columns].to_dict()
    expected = {"percent": DTYPES["number"], "is_direct": DTYPES["boolean"], "held_in": DTYPES["string"], "from_on": DATE_DTYPE}
    assert expected == joined.dtypes[list(expected)].to_dict()


@pytest.mark.parametrize("dtype", ["object", "category", "string"])
def test_a_join_keeps_the_dtype_of_the_frames_own_key(dtype: str) -> None:
    projects = load("projects").astype({"project_id": dtype})
    joined = frames.join_child(projects, "project_stakes")
    assert projects["project_id"].dtype == joined["project_id"].dtype
    assert joined["project_stake_id"].notna().sum() == 3


def test_a_key_that_is_the_index_too_is_joined_alike() -> None:
    projects = load("projects")
    pd.testing.assert_frame_equal(
        frames.join_child(projects.set_index("project_id", drop=False), "project_stakes"), frames.join_child(projects, "project_stakes")
    )


def test_a_joined_frame_is_still_rows_of_the_main_table() -> None:
    joined = frames.join_child(load("projects"), "project_stakes")
    assert {"table": "projects", "joined": "project_stakes", "version": OLD}.items() <= joined.attrs["rjdata"].items()
    assert keys(frames.filter_rows(joined, stage="operating")) == ["plant", "plant"]
    assert frames.evidence(joined).equals(frames.evidence(load("projects")))


def test_a_join_copies_other_attrs() -> None:
    projects = load("projects")
    projects.attrs["mine"] = {"note": "kept"}
    frames.join_child(projects, "project_stakes").attrs["mine"]["note"] = "changed"
    assert projects.attrs["mine"] == {"note": "kept"}


def test_a_table_that_is_no_child_is_refused_and_the_children_are_named() -> None:
    with pytest.raises(UnknownTableError) as caught:
        frames.join_child(load("agreements"), "project_stakes")
    assert {"agreement_parties", "agreement_amounts"} == set(caught.value.nearest)


# Rival figures


def test_one_row_of_each_group_is_preferred() -> None:
    amounts = load("project_amounts")
    assert keys(frames.preferred(amounts)) == ["plant.amount-2", "plant.amount-3"]
    assert amounts.attrs == frames.preferred(amounts).attrs


def test_a_parent_without_figures_has_no_preferred_row() -> None:
    joined = frames.join_child(load("projects"), "project_amounts")
    assert keys(frames.preferred(joined)) == ["plant", "plant"]


@pytest.mark.parametrize("column", ["claim_group", "is_preferred"])
def test_preferred_misses_its_columns(column: str) -> None:
    with pytest.raises(MissingColumnError) as caught:
        frames.preferred(load("project_amounts").drop(columns=column))
    assert column == caught.value.column


# Names


def test_names_stand_behind_their_ids() -> None:
    named_stakes = frames.with_names(load("project_stakes"))
    assert [*named_stakes.columns][:5] == ["project_stake_id", "project_id", "project_name", "holder_actor_id", "holder_actor_name"]
    assert {"Gamma Co.", "Alpha Co."} == set(named_stakes["holder_actor_name"])
    assert DTYPES["string"] == named_stakes["holder_actor_name"].dtype
    assert named_stakes["held_in_actor_name"].notna().sum() == 0


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_table_gets_its_names_once_and_keeps_the_rest(table: str) -> None:
    frame = load(table).set_axis([f"row {n}" for n in range(len(load(table)))], axis=0)
    once = frames.with_names(frame)
    assert frame.equals(once[frame.columns])
    assert frame.attrs == once.attrs
    assert once.equals(frames.with_names(once))


def test_the_title_of_a_source_and_the_name_of_an_event_are_found() -> None:
    assert {"Title early", "Title late"} == set(frames.with_names(load("evidence"))["source_name"])
    assert frames.with_names(load("agreements"))["event_name"].dropna().tolist() == ["Summit"]


def test_the_own_key_gets_a_name_only_where_the_frame_has_none() -> None:
    projects = load("projects")
    assert "project_name" not in frames.with_names(projects)
    assert "project_name" in frames.with_names(projects[["project_id", "stage"]])


def test_a_frame_of_ones_own_gets_names() -> None:
    frame = pd.DataFrame({"actor_id": ["beta", "nobody", None], "spent": [1, 2, 3]}, index=[7, 7, 9])
    named_frame = frames.with_names(frame)
    assert [*named_frame.columns] == ["actor_id", "actor_name", "spent"]
    assert [named_frame["actor_name"].iloc[0], *named_frame["actor_name"].isna().iloc[1:]] == ["Beta Co.", True, True]
    assert named_frame.index.tolist() == [7, 7, 9]


def test_names_come_from_the_version_of_the_column() -> None:
    ids = load("project_participants", OLD)["actor_id"]
    assert "Alpha Co." in frames.names(ids).tolist()
    assert "Alpha Renamed" in frames.names(ids, version=NEW).tolist()


@pytest.mark.parametrize(("table", "column"), [("project_stakes", "project_stake_id"), ("offices", "office_id"), ("evidence", "record_id")])
def test_a_column_that_refers_to_nothing_has_no_names(table: str, column: str) -> None:
    with pytest.raises(MissingColumnError, match=f"there are: {column}"):
        frames.names(load(table)[column])


# All of them


@pytest.mark.parametrize("table", sorted(TABLES))
def test_no_function_changes_the_frame_it_is_given(table: str) -> None:
    frame = load(table)
    before, attrs = frame.copy(), dict(frame.attrs["rjdata"])
    results = [frames.evidence(frame), frames.filter_rows(frame), frames.with_names(frame)]
    results += [frames.join_child(frame, name) for name, described in rjdata.open_release(OLD).tables.items() if described.parent == table]
    for result in results:
        result.attrs["rjdata"]["table"] = "changed"
        if len(result):
            result.iloc[0, 0] = "changed"
    assert before.equals(frame)
    assert attrs == frame.attrs["rjdata"]


def test_attrs_hold_text_only() -> None:
    projects = load("projects")
    for result in (frames.evidence(projects), frames.join_child(projects, "project_stakes"), frames.filter_rows(projects)):
        assert {str} == {type(value) for value in result.attrs["rjdata"].values()}
        assert all(isinstance(name, str) for name in result.columns)

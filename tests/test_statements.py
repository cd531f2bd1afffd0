"""Evidence for people: rivals first and side by side, copies marked as copies; for records and for frames alike."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rjdata
from rjdata import frames, testing
from rjdata.errors import UnknownRecordError
from rjdata.models import TABLES, model_for
from rjdata.release import Release, _open_in
from rjdata.rows import read_rows
from tests.frames_release import OLD, as_bytes, evidence_row, source, written_tables
from tools.freeze_release import freeze

RELEASES = testing.releases()
PROVED = [table for table in TABLES if table not in ("sources", "evidence", "tombstones", "tombstone_successors")]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The plant's loan is stated twice, differently; one of its sources repeats another, one repeats a paper that is no source here."""
    tables = written_tables()
    tables["sources"] += [
        source("again", "2018-01-01") | {"derived_from_source_id": "early"},
        source("paper", "2017-06-01") | {"derived_from": "A newspaper"},
        source("page", "2018-01-01") | {"kind": "copy"},
    ]
    tables["evidence"] += [
        evidence_row("project_amounts", "plant.amount-1", source_id="paper") | {"stated_as": "100"},
        evidence_row("project_amounts", "plant.amount-2", source_id="again"),
        evidence_row("project_amounts", "plant.amount-2", source_id="late"),
        evidence_row("project_amounts", "plant.amount-3", source_id="page"),
        evidence_row("projects", "bridge"),
    ]
    folder = tmp_path_factory.mktemp("data")
    freeze(OLD, pd.Timestamp("2020-01-31").date(), as_bytes(tables), folder)
    return _open_in(str(folder), OLD)


def shown(release: Release, record: str, field: str | None = None) -> list[tuple[str, str]]:
    return [(row.record_id, row.source_id) for row in release.evidence(record, field)]


def test_rivals_come_first_the_preferred_before_the_others_and_copies_last(release: Release) -> None:
    assert shown(release, "projects/plant") == [
        ("plant.amount-2", "late"),
        ("plant.amount-2", "again"),
        ("plant.amount-1", "paper"),
        ("plant", "early"),
        ("plant", "early"),
        ("plant", "late"),
        ("plant.stake-1", "late"),
        ("plant.amount-3", "page"),
    ]


def test_evidence_of_a_figure_is_also_that_of_its_rivals(release: Release) -> None:
    both = [("plant.amount-2", "late"), ("plant.amount-2", "again"), ("plant.amount-1", "paper")]
    assert shown(release, "plant.amount-1") == shown(release, "plant.amount-2", "value") == both
    assert shown(release, "plant.amount-3") == [("plant.amount-3", "page")]


def test_a_figure_names_its_rivals_and_whether_it_stands_for_them(release: Release) -> None:
    rows = {row.record_id: (row.claim_group, row.is_preferred, row.rivals) for row in release.evidence("plant")}
    assert rows["plant.amount-1"] == ("plant-loan", False, ("plant.amount-2",))
    assert rows["plant.amount-2"] == ("plant-loan", True, ("plant.amount-1",))
    assert rows["plant.amount-3"] == ("plant.amount-3", True, ())
    assert rows["plant"] == (None, None, ())


def test_a_copy_is_marked_with_what_it_repeats(release: Release) -> None:
    rows = {row.source_id: (row.is_copy, row.copy_of) for row in release.evidence("plant")}
    assert rows == {
        "late": (False, None),
        "early": (False, None),
        "again": (True, "early"),
        "paper": (True, "A newspaper"),
        "page": (True, None),
    }


def test_a_statement_has_its_source_and_prints_as_a_line(release: Release) -> None:
    late, again, paper, *_, page = release.evidence("plant")
    assert late.source == release.get_source("late")
    assert [str(row) for row in (late, again, paper, page)] == [
        "plant.amount-2: late ¶1 (preferred to plant.amount-1)",
        "plant.amount-2: again ¶1 (preferred to plant.amount-1; a copy of early)",
        "plant.amount-1: paper ¶1 “100” (rival of plant.amount-2; a copy of A newspaper)",
        "plant.amount-3: page ¶1 (a copy)",
    ]


def test_evidence_takes_a_typed_record(release: Release) -> None:
    plant = release.get_project("plant")
    assert release.evidence(plant) == release.evidence("projects/plant")
    assert release.evidence(plant.amounts[0], "value") == release.evidence("plant.amount-1", "value")


def test_a_record_of_another_release_is_not_guessed(release: Release) -> None:
    with pytest.raises(UnknownRecordError, match="tiksi-wind"):
        release.evidence(rjdata.get_project("tiksi-wind", version="2026.11.0"))


def test_a_vintage_knows_only_the_rivals_known_then(release: Release) -> None:
    alone, both = (release.as_of(day).evidence("plant.amount-1")[-1] for day in ("2017-12-31", "2018-01-01"))
    assert (alone.record_id, alone.is_preferred, alone.rivals) == ("plant.amount-1", True, ())
    assert (both.record_id, both.is_preferred, both.rivals) == ("plant.amount-1", False, ("plant.amount-2",))


@given(RELEASES, st.data())
def test_evidence_is_all_of_the_record_its_children_and_its_rivals_and_no_more(release: Release, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from([table for table in PROVED if release.keys(table)] or ["sources"]))
    record_id = data.draw(st.sampled_from(sorted(release.keys(table))))
    stated = release.evidence(f"{table}/{record_id}")
    children = {name for name in TABLES if model_for(name).parent_table == table}
    own = {
        row["evidence_id"]
        for row in read_rows(release.read_bytes("evidence"))
        if (row["table"], row["record_id"]) == (table, record_id)
        or (row["table"] in children and row["record_id"].partition(".")[0] == record_id)
    }
    assert own <= {row.evidence_id for row in stated}
    assert all(record_id in row.rivals for row in stated if row.evidence_id not in own)
    assert [bool(row.rivals) for row in stated] == sorted((bool(row.rivals) for row in stated), reverse=True)
    by_row: dict[str, list[bool]] = {}
    for row in stated:
        by_row.setdefault(f"{row.table}/{row.record_id}", []).append(row.is_copy)
    assert all(copies == sorted(copies) for copies in by_row.values())


@given(RELEASES, st.data())
def test_a_frame_shows_what_its_records_show(release: Release, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(PROVED))
    key = model_for(table).key_column
    frame = release.load_table(table)  # type: ignore[arg-type] # a name from the list of all
    expected = [row for record_id in frame[key] for row in release.evidence(f"{table}/{record_id}")]
    expected = list({row.evidence_id: row for row in expected}.values())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rjdata.frames.origin.open_release", lambda _: release)
        found = frames.evidence(frame)
    assert found["evidence_id"].tolist() == [row.evidence_id for row in expected]
    said = found[["claim_group", "is_preferred", "rivals", "is_copy", "copy_of"]].astype(object)
    assert said.where(said.notna(), None).to_numpy().tolist() == [
        [row.claim_group, row.is_preferred, " ".join(row.rivals) or None, row.is_copy, row.copy_of] for row in expected
    ]

"""What changed: applied to the old tables it gives the new ones; nothing is told twice, and nothing left out."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given

import rjdata
from rjdata import testing
from rjdata.changes import Diff, Tables
from rjdata.compare import _compare, diff, history, read_tables
from rjdata.errors import UnknownRecordError, UnknownVersionError
from rjdata.release import Release, _open_in
from tests.frames_release import Row, as_bytes, written_tables
from tools.freeze_release import freeze

RELEASES = testing.releases()


def frozen(tables: dict[str, list[Row]], folder: Path, version: str) -> Release:
    freeze(version, date(2020, 1, 31), as_bytes(tables), folder)
    return _open_in(str(folder), version)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Release, Release]:
    old = frozen(written_tables(), tmp_path, "2020.1.0")
    tables = written_tables()
    tables["projects"] = [row | {"note": "Mended."} if row["project_id"] == "plant" else row for row in tables["projects"]]
    tables["project_stakes"] = [row for row in tables["project_stakes"] if row["project_stake_id"] != "plant.stake-2"]
    tables["evidence"] = [row for row in tables["evidence"] if not row["record_id"].startswith("clinic")]
    for table in ("projects", "project_sectors", "project_participants"):
        tables[table] = [row for row in tables[table] if row["project_id"] != "clinic"]
    tables["tombstones"].append(
        {"tombstone_id": "clinic", "table": "projects", "kind": "withdrawn", "reason": "No clinic.", "version": "2020.2.0"}
    )
    tables["actors"].append({"actor_id": "delta", "kind": "company"})
    return old, frozen(tables, tmp_path, "2020.2.0")


@given(RELEASES, RELEASES)
def test_changes_applied_to_the_old_tables_give_the_new(old: Release, new: Release) -> None:
    assert diff(old, new).apply(read_tables(old)) == read_tables(new)


@pytest.mark.parametrize(("old", "new"), [*pairwise(rjdata.list_versions())])
def test_changes_of_the_versions_in_the_package_applied_give_the_next(old: str, new: str) -> None:
    assert diff(old, new).apply(read_tables(rjdata.open_release(old))) == read_tables(rjdata.open_release(new))


@given(RELEASES)
def test_a_release_does_not_differ_from_itself(release: Release) -> None:
    assert len(diff(release, release)) == 0


@given(RELEASES, RELEASES)
def test_the_way_back_swaps_old_and_new(old: Release, new: Release) -> None:
    there = {(change.record, field.field): (field.old, field.new) for change in diff(old, new) for field in change.fields}
    back = {(change.record, field.field): (field.new, field.old) for change in diff(new, old) for field in change.fields}
    assert there == back


@given(RELEASES, RELEASES)
def test_the_frame_has_a_row_for_each_field(old: Release, new: Release) -> None:
    found = diff(old, new)
    assert len(found.to_frame()) == sum(len(change.fields) for change in found)
    assert sum(sum(kinds.values()) for kinds in found.counts.values()) == len(found)


def told(found: Diff, record: str) -> Any:
    (change,) = (change for change in found if change.record == record)
    return change


def test_each_kind_of_change_is_told(pair: tuple[Release, Release]) -> None:
    found = diff(*pair)
    mended = told(found, "projects/plant")
    assert (mended.kind, [attrs.astuple(field) for field in mended.fields]) == ("changed", [("note", "Of Plant.", "Mended.")])
    withdrawn = told(found, "projects/clinic")
    assert (withdrawn.kind, withdrawn.reason, withdrawn.successors) == ("withdrawn", "No clinic.", ())
    assert told(found, "project_stakes/plant.stake-2").kind == "dropped"
    assert told(found, "actors/delta").kind == "added"


def test_a_merger_names_what_took_its_place(pair: tuple[Release, Release], tmp_path: Path) -> None:
    tables = written_tables()
    tables["actors"].append({"actor_id": "alfa", "kind": "company"})
    tables["tombstones"], tables["tombstone_successors"] = [], []
    before = frozen(tables, tmp_path / "before", "2019.12.0")
    merged = told(diff(before, pair[0]), "actors/alfa")
    assert (merged.kind, merged.successors, merged.reason) == ("merged", ("alpha",), "A double.")
    assert "`alfa` merged into `alpha` (A double.)" in diff(before, pair[0]).to_markdown()


def test_markdown_tells_counts_and_changes(pair: tuple[Release, Release]) -> None:
    text = diff(*pair).to_markdown()
    assert "- `projects`: 1 changed, 1 withdrawn" in text
    assert "  - note: “Of Plant.” → “Mended.”" in text
    assert "… and 1 more" in diff(*pair).to_markdown(limit=1)


def test_a_diff_says_what_it_is(pair: tuple[Release, Release]) -> None:
    assert repr(diff(*pair)).startswith("<rjdata diff 2020.1.0 → 2020.2.0: 2 added")


def test_only_what_concerns_a_record(pair: tuple[Release, Release]) -> None:
    of_plant = diff(*pair).of("projects/plant")
    assert {change.record for change in of_plant} == {"projects/plant", "project_stakes/plant.stake-2"}
    of_clinic = {change.table for change in diff(*pair).of("projects/clinic")}
    assert of_clinic == {"projects", "project_sectors", "project_participants", "evidence"}


def test_a_row_of_a_child_table_has_changes_of_its_own(pair: tuple[Release, Release]) -> None:
    assert [change.kind for change in diff(*pair).of("project_stakes/plant.stake-2")] == ["dropped"]
    story = history("project_stakes/arctic-lng-2.stake-1")
    assert {change.table for one in story for change in one} == {"project_stakes", "evidence"}


def test_changes_of_a_bare_id_are_refused(pair: tuple[Release, Release]) -> None:
    with pytest.raises(UnknownRecordError, match="nearest ids: projects/plant"):
        diff(*pair).of("plant")


def test_the_history_of_a_record_begins_with_its_first_version() -> None:
    first, *_ = told_by_version = history("projects/arctic-lng-2")
    assert [one.new for one in told_by_version] == list(rjdata.list_versions())
    assert first.old == ""
    assert {change.kind for change in first} == {"added"}


@pytest.mark.parametrize("record", ["projects/sakhalin-2", "actors/novatek", "agreements/2016-12-rdif-jbic-fund", "people/hiroshige-seko"])
def test_the_history_of_a_record_applied_gives_its_rows_of_the_newest_version(record: str) -> None:
    tables: Tables = {}
    for one in history(record):
        tables = one.apply(tables)
    newest = diff_from_nothing(rjdata.open_release()).of(record)
    assert {table: rows for table, rows in tables.items() if rows} == newest.apply({})


def diff_from_nothing(release: Release) -> Diff:
    return _compare("", {}, release)


def test_history_of_nothing_is_an_error() -> None:
    with pytest.raises(UnknownRecordError):
        history("projects/no-such")
    with pytest.raises(UnknownVersionError):
        diff("1999.1.0", "2026.11.0")

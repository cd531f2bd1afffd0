"""A release is opened once and its records are made once, also where two threads ask at the same time."""

from collections.abc import Callable

import pytest

import rjdata
from rjdata import parse, release
from rjdata.errors import RecordError, UnknownTableError
from rjdata.models import Record
from rjdata.parse import build_records, iterate_records
from rjdata.release import Release, _open_in
from rjdata.rows import read_rows


def test_records_are_made_once(small_release: Release) -> None:
    assert small_release.projects is small_release.projects
    assert small_release.get_project(small_release.projects[0].project_id) is small_release.projects[0]


def test_two_who_parse_at_once_get_the_same_records(release_folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = _open_in(str(release_folder), "2026.1.0")
    first: list[tuple[Record, ...]] = []

    def overtaken(table: str, read: Callable[[str], bytes]) -> tuple[Record, ...]:
        monkeypatch.setattr(parse, "build_records", build_records)
        first.append(opened.records(table))
        return build_records(table, read)

    monkeypatch.setattr(parse, "build_records", overtaken)
    assert opened.records("projects") is first[0]


def test_two_who_open_at_once_get_the_same_release(monkeypatch: pytest.MonkeyPatch) -> None:
    first: list[Release] = []

    def overtaken(folder: str, version: str) -> Release:
        monkeypatch.setattr(release, "_open_in", _open_in)
        first.append(rjdata.open_release(version))
        return _open_in(folder, version)

    monkeypatch.setattr(release, "_opened", {})
    monkeypatch.setattr(release, "_open_in", overtaken)
    assert rjdata.open_release("2026.11.0") is first[0]


def test_records_are_parsed_as_they_come_and_kept_once_the_last_has_come(release_folder: str) -> None:
    opened = _open_in(str(release_folder), "2026.1.0")
    begun = opened.iterate("projects")
    first = next(begun)
    assert opened._records == {}
    whole = (first, *begun)
    assert opened.projects == whole
    assert all(kept is passed for kept, passed in zip(opened.projects, whole, strict=True))
    assert all(again is kept for again, kept in zip(opened.iterate("projects"), whole, strict=True))


def test_a_table_that_no_release_has_is_named_before_the_first_record(release_folder: str) -> None:
    with pytest.raises(UnknownTableError, match="projcts"):
        _open_in(str(release_folder), "2026.1.0").iterate("projcts")


def test_a_row_that_breaks_a_rule_is_named_when_it_comes_and_not_before(small_tables: dict[str, bytes]) -> None:
    first, *_, last = [row["place_id"] for row in read_rows(small_tables["places"])]
    broken = {**small_tables, "places": small_tables["places"].replace(f"\n{last},".encode(), f"\n{last.upper()},".encode())}
    records = iterate_records("places", broken.__getitem__)
    assert next(records) == build_records("places", small_tables.__getitem__)[0]
    with pytest.raises(RecordError, match=f"places/{last.upper()}"):
        tuple(records)
    assert first != last

"""``data/CHANGES.md``: what is written says what changed; what people wrote stays."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rjdata.release import Release, _open_in
from tests.frames_release import Row, as_bytes, written_tables
from tools import changes_page
from tools.changes_page import BEGIN, END, LISTED, changes_text, write_changes_pages
from tools.freeze_release import freeze

WORDS = st.text(st.sampled_from("ab \n-*`"), max_size=30).map(lambda text: "\n".join(f"x{line}".rstrip() for line in text.splitlines()))


def without(tables: dict[str, list[Row]], project_id: str) -> dict[str, list[Row]]:
    gone = {table: [row for row in rows if row.get("project_id") != project_id] for table, rows in tables.items()}
    gone["evidence"] = [row for row in tables["evidence"] if row["record_id"].partition(".")[0] != project_id]
    return gone


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Release]:
    """Of three versions the second mends a project, withdraws another, merges an actor, splits an agreement and adds many events."""
    folder = tmp_path_factory.mktemp("data")
    first = written_tables()
    first["actors"].append({"actor_id": "beth", "kind": "company"})
    freeze("2020.1.0", date(2020, 1, 31), as_bytes(first), folder)
    second = without(written_tables(), "clinic")
    for row in second["projects"]:
        row.update(note="Mended.", started_on="2016-01-01", started_on_precision="year")
    for row in second["project_history"]:
        if row["project_history_id"] == "plant.history-1":
            row.update(happened_on="2016-01-01", happened_on_precision="year")
    second["agreements"] = [row for row in second["agreements"] if row["agreement_id"] != "letter"]
    second["agreement_parties"] = [row for row in second["agreement_parties"] if row["agreement_id"] != "letter"]
    second["tombstones"] += [
        {"tombstone_id": "clinic", "table": "projects", "kind": "withdrawn", "reason": "No clinic.", "version": "2020.2.0"},
        {"tombstone_id": "beth", "table": "actors", "kind": "merged", "reason": "A double.", "version": "2020.2.0"},
        {"tombstone_id": "letter", "table": "agreements", "kind": "split", "reason": "Two letters.", "version": "2020.2.0"},
    ]
    second["tombstone_successors"] += [
        {"tombstone_successor_id": "beth.successor-1", "tombstone_id": "beth", "successor_id": "beta"},
        {"tombstone_successor_id": "letter.successor-1", "tombstone_id": "letter", "successor_id": "accord"},
    ]
    said = {"name": "E", "kind": "statement", "is_plan": "false"}
    second["events"] += [{"event_id": f"event-{number}", **said} for number in range(LISTED)]
    freeze("2020.2.0", date(2020, 2, 29), as_bytes(second), folder)
    second["events"] += [{"event_id": f"more-{number}", **said} for number in range(LISTED + 1)]
    freeze("2020.10.0", date(2020, 10, 31), as_bytes(second), folder)
    return [_open_in(str(folder), version) for version in ("2020.1.0", "2020.2.0", "2020.10.0")]


def section(text: str, version: str) -> str:
    """A section as one line, however it was wrapped."""
    return " ".join(text.partition(f"## {version}\n")[2].partition("\n## ")[0].split())


def test_the_first_version_is_counted(releases: list[Release]) -> None:
    assert "frozen on 2020-01-31. Rows: 2 `sectors`, 5 `actors`," in section(changes_text("", releases), "2020.1.0")


def test_each_kind_of_change_is_counted_and_named(releases: list[Release]) -> None:
    text = section(changes_text("", releases), "2020.2.0")
    assert "Against 2020.1.0: | table | rows before | rows | added | changed | merged | split | withdrawn | dropped |" in text
    assert "| `projects` | 3 | 2 | | 2 | | | 1 | |" in text
    assert "- **projects**, changed: `bridge` (`note`); `plant` (`note`" in text
    assert "- **projects**, withdrawn: `clinic`. No clinic." in text
    assert "- **actors**, merged: `beth` into `beta`. A double." in text
    assert "- **agreements**, split: `letter` into `accord`. Two letters." in text


def test_a_precision_goes_without_saying_beside_its_date(releases: list[Release]) -> None:
    assert "_precision" not in section(changes_text("", releases), "2020.2.0")


def test_many_records_are_counted_and_few_are_named(releases: list[Release]) -> None:
    text = changes_text("", releases)
    assert f"`event-{LISTED - 1}`" in section(text, "2020.2.0")
    assert "rjdata diff" not in section(text, "2020.2.0")
    assert f"| `events` | {LISTED + 3} | {2 * LISTED + 4} | {LISTED + 1} |" in section(text, "2020.10.0")
    assert "`more-1`" not in section(text, "2020.10.0")
    assert "`rjdata diff 2020.2.0 2020.10.0 --limit" in section(text, "2020.10.0")


def test_sections_stand_newest_first_by_number(releases: list[Release]) -> None:
    text = changes_text("# Changes\n\n## 2020.2.0\n\nWords.\n", releases)
    found = [line for line in text.splitlines() if line.startswith("## ")]
    assert found == ["## 2020.10.0", "## 2020.2.0", "## 2020.1.0"]
    assert text.startswith("# Changes\n\n## 2020.10.0\n")


@given(above=WORDS, below=WORDS, head=WORDS)
def test_what_people_wrote_stays(releases: list[Release], above: str, below: str, head: str) -> None:
    text = f"{head}\n## 2020.2.0\n\n{above}\n{BEGIN}\nstale\n{END}\n{below}\n"
    wanted = changes_text(text, releases)
    assert wanted.startswith(f"{head}\n")
    assert f"## 2020.2.0\n\n{above}\n{BEGIN}\n" in wanted
    assert f"{END}\n{below}".rstrip() in wanted
    assert "stale" not in wanted
    assert changes_text(wanted, releases) == wanted


@pytest.mark.parametrize("marks", [BEGIN, END, f"{END}\n{BEGIN}", f"{BEGIN}\n{END}\n{BEGIN}\n{END}"])
def test_marks_that_do_not_pair_are_refused(releases: list[Release], marks: str) -> None:
    with pytest.raises(ValueError, match=r"2020\.2\.0 of CHANGES\.md needs each mark once"):
        changes_text(f"## 2020.2.0\n{marks}\n", releases)


def test_a_page_has_every_record(releases: list[Release], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes_page, "open_all", lambda: releases)
    write_changes_pages(tmp_path / "changes")
    assert sorted(path.name for path in (tmp_path / "changes").iterdir()) == ["2020.10.0.md", "2020.2.0.md"]
    page = (tmp_path / "changes" / "2020.10.0.md").read_text(encoding="utf-8")
    assert all(f"`more-{number}`" in page for number in range(LISTED + 1))


def test_the_command_says_what_is_stale_and_mends_it(
    releases: list[Release], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "CHANGES.md"
    path.write_text("# Changes\n", encoding="utf-8")
    monkeypatch.setattr(changes_page, "CHANGES", path)
    monkeypatch.setattr(changes_page, "open_all", lambda: releases)
    assert [changes_page.main(words) for words in ([], ["--fix"], [])] == [1, 0, 0]
    assert capsys.readouterr().out.splitlines() == [
        "CHANGES.md is stale: run it with --fix",
        "CHANGES.md was rewritten",
        "CHANGES.md is as it should be",
    ]

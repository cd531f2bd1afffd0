"""The command line: answers, JSON for machines, exit codes, no tracebacks."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import rjdata
from rjdata.cli import build_parser, main
from rjdata.cli.output import Answer, write


def test_versions_mark_the_newest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["versions"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"{rjdata.list_versions()[-1]} *"


def test_versions_in_json_are_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["versions", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == list(rjdata.list_versions())


def test_list_without_a_table_lists_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--version", "2026.11.0"]) == 0
    assert capsys.readouterr().out.split() == list(rjdata.list_tables(version="2026.11.0"))


def test_list_names_every_record(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "projects", "--json", "--version", "2026.11.0"]) == 0
    found = [(row["id"], row["name"]) for row in json.loads(capsys.readouterr().out)]
    assert found == [(project.project_id, project.name) for project in rjdata.iter_projects(version="2026.11.0")]


def test_show_prints_the_record_and_its_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "projects/tiksi-wind", "--json", "--version", "2026.11.0"]) == 0
    shown = json.loads(capsys.readouterr().out)
    project = rjdata.get_project("tiksi-wind", version="2026.11.0")
    assert shown["projects"] == project.model_dump(mode="json", exclude_none=True)
    assert len(shown["evidence"]) == len(rjdata.open_release("2026.11.0").evidence("projects/tiksi-wind"))


def test_show_of_a_child_shows_that_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "tiksi-wind.history-1", "--json", "--version", "2026.11.0"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["project_history"]["project_history_id"] == "tiksi-wind.history-1"
    assert {row["record_id"] for row in shown["evidence"]} == {"tiksi-wind.history-1"}


def test_terminals_that_cannot_show_a_letter_get_an_escape() -> None:
    command = [sys.executable, "-m", "rjdata", "show", "places/moscow", "--version", "2026.11.0"]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\u30e2" in done.stdout


def test_a_full_disk_is_one_line_and_exit_code_1() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-m", "rjdata", "list"], stdout=full, stderr=subprocess.PIPE, check=False, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("rjdata: ")


@pytest.mark.parametrize("arguments", [["show", "projects/no-such"], ["list", "projetcs"], ["list", "--version", "1999.1.0"]])
def test_no_answer_is_exit_code_1_and_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("rjdata: ")
    assert len(said.err.splitlines()) == 1


def test_wrong_call_is_exit_code_2() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["nonsense"])
    assert caught.value.code == 2


def test_module_and_a_reader_that_stops_early_end_quietly() -> None:
    command = [sys.executable, "-m", "rjdata", "list", "evidence"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize(
    ("text", "record"), [("якутск", "places/yakutsk"), ("三井物産", "actors/mitsui"), ("TIKSI", "projects/tiksi-wind")]
)
def test_find_looks_into_names_of_any_script(text: str, record: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", text, "--json", "--version", "2026.11.0"]) == 0
    assert record in [row["record"] for row in json.loads(capsys.readouterr().out)]


def test_what_is_not_found_is_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "no such thing"]) == 1
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("name", "code", "said"), [("NOVATEK", 0, "novatek (normalised, 0.98): Novatek"), ("Nonesuch", 1, "none")])
def test_resolve_says_how_sure_it_is(name: str, code: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resolve", name, "--version", "2026.11.0"]) == code
    assert capsys.readouterr().out.splitlines()[0] == said


def test_evidence_names_each_source_with_its_address(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evidence", "arctic-lng-2.history-1", "--version", "2026.11.0"]) == 0
    statement, source = capsys.readouterr().out.splitlines()[:2]
    assert statement.startswith("arctic-lng-2.history-1: interfax-2021-05-14-kozuki-interview ¶47 “June 2019”")
    assert "Interfax, 2021-05-14" in source
    assert "<https://" in source


def test_evidence_shows_rivals_first_and_marks_copies(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evidence", "projects/jbic-rdif-fund", "--version", "2026.11.1"]) == 0
    statements = capsys.readouterr().out.splitlines()[::2]
    rivals = [line for line in statements if "preferred to" in line or "rival of" in line]
    assert statements[: len(rivals)] == rivals
    assert rivals[0].startswith("jbic-rdif-fund.amount-101: ")
    assert "(preferred to jbic-rdif-fund.amount-401)" in rivals[0]
    assert rivals[-1].endswith("(rival of jbic-rdif-fund.amount-101; a copy of TASS)")


def test_evidence_in_json_has_source_rivals_and_copies(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evidence", "visitors-japanese-to-russia-2018-1", "--json", "--version", "2026.11.1"]) == 0
    first, other = json.loads(capsys.readouterr().out)
    assert (first["is_preferred"], first["rivals"]) == (True, ["visitors-japanese-to-russia-2018-2"])
    assert (first["is_copy"], first["copy_of"], first["source"]["publisher"]) == (True, "Kyodo News", "jp24h.com")
    assert (other["record_id"], other["is_preferred"]) == ("visitors-japanese-to-russia-2018-2", False)


def test_rows_stand_under_each_other_whatever_their_script(capsys: pytest.CaptureFixture[str]) -> None:
    write(Answer(None, rows=[("三井", "a"), ("mitsui-osk", "b")], header=("x", "y")), as_json=False)
    assert capsys.readouterr().out.splitlines() == ["三井        a", "mitsui-osk  b"]


def test_every_command_explains_itself_and_its_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    parser = build_parser()
    (choices,) = (action.choices for action in parser._actions if isinstance(action.choices, dict))
    for name in choices:
        with pytest.raises(SystemExit) as caught:
            main([name, "--help"])
        assert caught.value.code == 0
        assert "exit codes: 0 done" in " ".join(capsys.readouterr().out.split())


def test_diff_takes_an_id_that_is_unique(capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for record in ("arctic-lng-2", "projects/arctic-lng-2"):
        assert main(["diff", "2026.11.0", "2026.11.1", "--record", record, "--json"]) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert told[0] == told[1] != []
    assert main(["diff", "2026.11.0", "2026.11.1", "--record", "arctic-lng"]) == 1
    assert "arctic-lng-2" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_no_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lock", "--file", str(tmp_path / "no-folder" / "rjdata.lock")]) == 1
    assert "no-folder" in capsys.readouterr().err


def test_diff_of_a_version_with_itself_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "2026.11.0", "2026.11.0", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_history_tells_every_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", "arctic-lng-2", "--json"]) == 0
    assert [one["version"] for one in json.loads(capsys.readouterr().out)] == list(rjdata.list_versions())


def test_a_lock_that_is_written_holds_and_an_edited_one_does_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rjdata.lock"
    assert main(["lock", "--file", str(path), "--version", "2026.11.0"]) == 0
    assert main(["verify", "--file", str(path)]) == 0
    path.write_text(path.read_text(encoding="utf-8").replace("2026.11.0", "2026.11.9"), encoding="utf-8")
    capsys.readouterr()
    assert main(["verify", "--file", str(path), "--json"]) == 1
    assert "edited" in json.loads(capsys.readouterr().out)["differences"][0]
    assert main(["verify", "--file", str(tmp_path / "none.lock")]) == 1


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RJDATA_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("RJDATA_OFFLINE", "1")
    return tmp_path / "cache"


@pytest.mark.usefixtures("cache")
def test_files_lists_what_can_be_fetched(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["files", "--json", "--version", "2026.11.0"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [file["key"] for file in found] == [file.key for file in rjdata.list_files(version="2026.11.0")]
    assert not any(file["is_cached"] for file in found)


@pytest.mark.usefixtures("cache")
def test_a_fetch_that_cannot_be_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", "hs_sections", "--no-progress", "--version", "2026.11.0"]) == 1
    assert "RJDATA_OFFLINE" in capsys.readouterr().err
    assert main(["fetch"]) == 1


def test_the_cache_is_shown_checked_and_pruned(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = next(file for file in rjdata.list_files(version="2026.11.0") if file.key == "hs_sections")
    path = cache / file.sha256 / file.name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x" * file.size)
    assert main(["cache", "--json"]) == 0
    assert [row["key"] for row in json.loads(capsys.readouterr().out)["files"]] == ["hs_sections"]
    assert main(["cache"]) == 0
    assert "not checked" in capsys.readouterr().out
    assert main(["cache", "verify"]) == 1
    assert "WRONG" in capsys.readouterr().out
    assert main(["cache", "prune"]) == 0


def test_each_child_of_a_record_begins_with_its_id(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "projects/arctic-lng-2", "--version", "2026.11.1"]) == 0
    children = capsys.readouterr().out.partition("\nevidence:")[0]
    begins = [line.split(":")[0] for line in children.splitlines() if line.startswith("  - ")]
    assert begins
    assert all(name.startswith("  - project_") and name.endswith("_id") for name in begins)

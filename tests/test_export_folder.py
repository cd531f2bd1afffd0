"""The folder of an export: what is refused, what is replaced, and what an interruption leaves."""

import json
from pathlib import Path

import pytest

import rjdata
from rjdata import parquet
from rjdata.cli import main
from rjdata.errors import ExportError, MissingExtraError, UnknownTableError

VERSION = "2026.11.0"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_that_is_not_empty_is_refused_and_stays_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match="not empty"):
        rjdata.open_release(VERSION).export(tmp_path, tables=["sectors"])
    assert contents(tmp_path) == {"mine.txt": b"mine"}


def test_overwriting_replaces_files_of_the_same_names_and_leaves_others(tmp_path: Path) -> None:
    release = rjdata.open_release(VERSION)
    whole = contents(release.export(tmp_path / "whole", tables=["sectors"]))
    target = tmp_path / "target"
    target.mkdir()
    (target / "mine.txt").write_text("mine", encoding="utf-8")
    (target / "sectors.csv").write_text("stale", encoding="utf-8")
    assert contents(release.export(target, tables=["sectors"], overwrite=True)) == {**whole, "mine.txt": b"mine"}


def test_overwriting_that_breaks_off_leaves_no_folder_that_says_it_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release = rjdata.open_release(VERSION)
    folder = release.export(tmp_path / "out", tables=["sectors"])

    def fill_up(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("rjdata.export.folder.write_table", fill_up)
    with pytest.raises(ExportError, match="No space left"):
        release.export(folder, tables=["sectors"], overwrite=True)
    assert not (folder / "datapackage.json").exists()


def test_an_unknown_format_is_an_error_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'xml'; it is 'csv', 'parquet' or 'jsonl'"):
        rjdata.open_release(VERSION).export(tmp_path / "out", format="xml")  # type: ignore[arg-type] # what is tested
    assert not (tmp_path / "out").exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(ExportError, match="could not be written"):
            rjdata.open_release(VERSION).export(place, tables=["sectors"])
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_an_unknown_table_is_an_error_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UnknownTableError, match="projects"):
        rjdata.open_release(VERSION).export(tmp_path / "out", tables=["sectors", "projetcs"])
    assert not (tmp_path / "out").exists()


def test_parquet_without_its_extra_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match=r"rjdata\[parquet\]"):
        rjdata.open_release(VERSION).export(tmp_path / "out", format="parquet", tables=["sectors"])


def test_parquet_has_the_rows_of_the_frame(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    import pandas as pd

    release = rjdata.open_release(VERSION)
    folder = release.export(tmp_path / "out", format="parquet", tables=["projects"])
    assert pd.read_parquet(folder / "projects.parquet")["project_id"].tolist() == release.load_projects()["project_id"].tolist()
    resources = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert [resource["format"] for resource in resources] == ["parquet"]
    again = contents(release.export(tmp_path / "again", format="parquet", tables=["projects"]))
    assert {name for name, data in contents(folder).items() if again[name] != data} == set()


def test_the_command_writes_the_folder_and_says_what_is_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "out"
    assert main(["export", str(folder), "--version", VERSION, "--table", "sectors", "--table", "actors", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["version"], said["digest"]) == (VERSION, rjdata.open_release(VERSION).digest)
    assert set(said["files"]) == contents(folder).keys()
    assert {"sectors.csv", "actors.csv"} < contents(folder).keys()


def test_the_command_refuses_a_folder_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["export", str(tmp_path), "--table", "sectors"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "not empty" in said.err
    assert len(said.err.splitlines()) == 1
    assert main(["export", str(tmp_path), "--table", "sectors", "--overwrite", "--format", "jsonl"]) == 0
    assert (tmp_path / "sectors.jsonl").is_file()

"""The check of an exported folder: what holds, and each damage found by the check that is for it."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import rjdata

pytest.importorskip("frictionless", reason="the extra `standards` is not installed")
pytest.importorskip("mlcroissant", reason="the extra `standards` is not installed")

from tools.check_standards import CHECKS, check_folder, main

# The tools call deprecated parts of each other.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
VERSION = "2026.11.0"
TABLES = ["sectors", "actors", "actor_relations", "trade_volumes", "tombstones"]
PAGE = Path(__file__).parent.parent / "docs" / "standards.md"
Edit = Callable[[Any], object]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rjdata.open_release(VERSION).export(tmp_path_factory.mktemp("whole"), tables=TABLES)


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "folder"))


def failed(folder: Path) -> set[str]:
    return {outcome.check for outcome in check_folder(folder) if outcome.problems}


def edit(path: Path, change: Edit) -> None:
    described = json.loads(path.read_text(encoding="utf-8"))
    change(described)
    path.write_text(json.dumps(described), encoding="utf-8")


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_an_export_holds_and_everything_is_counted(tmp_path: Path, form: Any, capsys: pytest.CaptureFixture[str]) -> None:
    release = rjdata.open_release(VERSION)
    folder = release.export(tmp_path / "out", format=form, tables=TABLES)
    assert main([str(folder)]) == 0
    said = capsys.readouterr().out.splitlines()
    rows, fields = (
        sum(count) for count in zip(*((release.tables[t].row_count, len(release.tables[t].columns)) for t in TABLES), strict=True)
    )
    assert [line.partition(":")[0] for line in said] == list(CHECKS)
    assert all(line.endswith(": holds") for line in said)
    assert f"{len(TABLES)} resources, {fields} fields" in said[1]
    assert f"{rows} rows" in said[2]
    assert f"{rows} records" in said[5]


def test_parquet_holds_and_says_what_was_not_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(rjdata.open_release(VERSION).export(tmp_path / "out", format="parquet", tables=TABLES))]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in said if not line.endswith(": holds")] == ["rows"]
    assert "NOT CHECKED" in said[2]


def test_a_vintage_holds(tmp_path: Path) -> None:
    assert failed(rjdata.open_release(VERSION).as_of("2020-01-01").export(tmp_path / "out", tables=TABLES)) == set()


def test_a_byte_that_changed_is_found_by_all_that_read_it(folder: Path) -> None:
    path = folder / "actors.csv"
    path.write_bytes(path.read_bytes().replace(b"abbyy", b"abbyx", 1))
    assert failed(folder) == {"files", "rows", "Croissant"}


def first_field(described: Any) -> Any:
    return described["resources"][0]["schema"]["fields"][0]


DAMAGES: list[tuple[str, Edit, set[str]]] = [
    ("datapackage.json", lambda d: first_field(d).update(type="text"), {"data package", "rows"}),
    ("datapackage.json", lambda d: first_field(d).update(type="date"), {"rows"}),
    ("datapackage.json", lambda d: first_field(d)["constraints"].update(pattern="[a-z]"), {"rows"}),
    ("datapackage.json", lambda d: d["resources"][0].update(rows=7), {"rows"}),
    ("datapackage.json", lambda d: d.update(licenses=[]), {"data package"}),
    ("datapackage.json", lambda d: d.update(digest="0" * 64), {"files"}),
    ("schemas/sectors.json", lambda d: d["properties"]["name"].update(type="integer"), {"JSON Schema"}),
    ("schemas/sectors.json", lambda d: d["properties"]["name"].update(type="no-type"), {"JSON Schema"}),
    ("schemas/sectors.json", lambda d: d["properties"].pop("name"), {"JSON Schema"}),
    ("schemas/sectors.json", lambda d: d.update({"$schema": "no-dialect"}), {"JSON Schema"}),
    ("dataset.jsonld", lambda d: d.update(licence="CC-BY-4.0"), {"JSON-LD"}),
    ("dataset.jsonld", lambda d: d.update({"@type": "DataSet"}), {"JSON-LD"}),
    ("dataset.jsonld", lambda d: d["hasPart"].pop(), {"JSON-LD"}),
    ("croissant.json", lambda d: d["recordSet"][0]["field"][0].update(dataType="sc:Txt"), {"Croissant"}),
    ("croissant.json", lambda d: d["recordSet"][0]["field"][0]["source"]["extract"].update(column="no_such"), {"Croissant"}),
    ("croissant.json", lambda d: d["recordSet"].pop(1), {"Croissant"}),
    ("croissant.json", lambda d: d.pop("license"), {"Croissant"}),
]


@pytest.mark.parametrize(("name", "change", "expected"), DAMAGES, ids=[f"{name}-{n}" for n, (name, _, _) in enumerate(DAMAGES)])
def test_each_damage_is_found_by_its_check(folder: Path, name: str, change: Edit, expected: set[str]) -> None:
    edit(folder / name, change)
    assert failed(folder) == expected


def test_blocks_of_the_page_run_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = re.findall(r"^```python\n(?!>>>)(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    rjdata.open_release(VERSION).export(tmp_path / "release")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), names)  # noqa: S102 - the page is ours
    release = rjdata.open_release(VERSION)
    assert names["report"].valid
    assert len(names["stakes"]) == release.tables["project_stakes"].row_count
    assert names["problems"] == []


def test_what_fails_is_exit_code_1_and_no_export_is_2(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder / "dataset.jsonld", lambda d: d.update(licence="CC-BY-4.0"))
    assert main([str(folder)]) == 1
    assert "  https://schema.org/licence is no term of schema.org" in capsys.readouterr().out.splitlines()
    assert main([str(tmp_path / "none")]) == 2

import json
from pathlib import Path
from typing import Any

import pytest

import rjdata
from rjdata.models import TABLES, model_for
from rjdata.release import Release
from tools.build_explorer import ASSETS, build_explorer, explorer_index, explorer_record, main
from tools.explorer_tables import EXPLORED, ExplorerTables


@pytest.fixture
def tables(small_release: Release) -> ExplorerTables:
    return ExplorerTables(small_release)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explorer")
    build_explorer(folder)
    return folder


def _read(path: Path) -> tuple[str, dict[str, Any]]:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("explorer.receive(")
    assert text.endswith(");\n")
    name, value = json.loads(f"[{text.removeprefix('explorer.receive(').removesuffix(');' + chr(10))}]")
    return name, value


def test_every_record_has_a_script_of_its_name(built: Path) -> None:
    release = rjdata.open_release()
    for table in EXPLORED:
        written = {_read(path)[0] for path in (built / "data" / table).iterdir()}
        assert written == {f"{table}/{key}" for key in release.keys(table)}


def test_scripts_weigh_less_than_a_megabyte(built: Path) -> None:
    assert 10_000 < sum(path.stat().st_size for path in built.glob("*.js")) < 1_000_000


def test_the_first_view_weighs_less_than_one_and_a_half_megabytes(built: Path) -> None:
    first = [*built.glob("*.*"), built / "data" / "index.js"]
    assert 50_000 < sum(path.stat().st_size for path in first) < 1_500_000


def test_no_asset_names_another_host_or_stands_inline() -> None:
    for path in ASSETS.iterdir():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http://" not in text
        assert "https://" not in text
        assert "innerHTML" not in text
    page = (ASSETS / "index.html").read_text(encoding="utf-8")
    assert "<style" not in page
    assert " style=" not in page
    assert page.count("<script") == page.count('<script src="')
    assert "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'" in page


def test_a_record_holds_its_children_their_evidence_and_the_sources_of_it(tables: ExplorerTables) -> None:
    record = explorer_record(tables, "projects", "example-plant")
    for table in (name for name in TABLES if model_for(name).parent_table == "projects"):
        mine = [row for row in tables.rows[table].values() if row["project_id"] == "example-plant"]
        assert [row for row in record["rows"].get(table, []) if row["project_id"] == "example-plant"] == mine
    (stake,) = record["rows"]["project_stakes"]
    assert (stake["percent"], stake["from_on"], stake["confirmed_on"]) == ("51", "2017-03", "2020-06-16")
    cited = record["evidence"]["project_stakes/example-plant.stake-1"]
    assert {(one["source_id"], one.get("field"), one.get("stated_as")) for one in cited} == {
        ("example-gazette-2016", None, "51%"),
        ("example-times-2020", "confirmed_on", None),
    }
    assert {one["source_id"] for rows in record["evidence"].values() for one in rows} <= set(record["sources"])
    assert record["labels"]["actors/example-works"] == "Example Works"


def test_all_evidence_of_explored_records_is_shown(tables: ExplorerTables) -> None:
    for table in EXPLORED:
        family = {table, *(name for name in TABLES if model_for(name).parent_table == table)}
        written = [explorer_record(tables, table, key)["evidence"] for key in tables.rows[table]]
        shown = {name for evidence in written for name in evidence}
        assert {f"{of}/{key}" for of, key in tables.evidence if of in family} <= shown


def test_an_actor_is_filed_under_the_sectors_places_and_years_of_what_it_takes_part_in(tables: ExplorerTables) -> None:
    (works,) = [entry for entry in explorer_index(tables)["actors"] if entry["id"] == "example-works"]
    assert "example-energy" in works["sectors"]
    assert "example-town" in works["places"]
    assert works["counts"]["projects"] >= 1


def test_a_place_without_a_first_name_carries_every_name(tables: ExplorerTables) -> None:
    assert tables.label("places", "example-isles") == "Example Isles / Sample Isles"
    assert tables.region("example-isles")[0] == "example-isles"


def test_a_place_is_filed_under_the_region_around_it(tables: ExplorerTables) -> None:
    assert tables.region("example-town") == ("RU-EXA", "Example Region (RU-EXA)")


def test_a_point_has_the_coordinates_of_its_place(tables: ExplorerTables) -> None:
    places = explorer_index(tables)["places"]
    assert places["example-town"]["at"] == [-150.5, 12.25]
    assert "at" not in places["example-region"]


def test_building_again_leaves_nothing_of_before(tmp_path: Path, small_release: Release) -> None:
    folder = tmp_path / "explorer"
    build_explorer(folder, small_release)
    (folder / "data" / "old.js").write_text("old")
    build_explorer(folder, small_release)
    assert not (folder / "data" / "old.js").exists()


def test_a_folder_of_somebody_else_is_refused_and_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "notes.txt"):
        assert main([str(folder)]) == 1
        assert "holds something else than an explorer; name a new folder" in capsys.readouterr().err
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["mine"]


def test_the_command_writes_the_version_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "out"), "--version", "2026.11.0"]) == 0
    assert _read(tmp_path / "out" / "data" / "index.js")[1]["version"] == "2026.11.0"
    assert "index.html" in capsys.readouterr().out

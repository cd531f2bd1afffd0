import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from rjdata.errors import DigestMismatchError
from rjdata.models import TABLES, model_for
from rjdata.models.base import Record
from rjdata.models.columns import columns
from rjdata.models.nesting import children
from rjdata.release import Release, _open_in
from rjdata.rows import read_rows
from rjdata.schema import describe_table
from rjdata.store import manifest_digest, read_manifest
from tools import freeze_release
from tools.freeze_release import SealedError, freeze, main, read_frozen

VERSION, FROZEN_ON = "2026.1.0", date(2026, 1, 31)


def _changed(tables: dict[str, bytes], table: str = "sectors") -> dict[str, bytes]:
    return tables | {table: tables[table].replace(b"Example energy", b"Example power")}


def _manifest(folder: Path, version: str = VERSION) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((folder / "releases" / f"{version}.json").read_text(encoding="utf-8"))
    return manifest


def _objects(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in (folder / "objects").iterdir()}


def _cells(record: Record) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a record and its children, written as a table writes them."""
    cells = {column.name: getattr(record, column.name) for column in columns(type(record))}
    yield record.table_name, {name: _text(value) for name, value in cells.items() if value is not None}
    for name in children(type(record)):
        for child in getattr(record, name):
            yield from _cells(child)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else value.isoformat() if isinstance(value, date) else str(value)


def test_every_object_is_what_its_manifest_says(release_folder: Path, small_tables: dict[str, bytes]) -> None:
    manifest = _manifest(release_folder)
    assert list(manifest["tables"]) == list(TABLES)
    for table, described in manifest["tables"].items():
        data = (release_folder / described["path"]).read_bytes()
        assert data == small_tables[table]
        assert (sha256(data).hexdigest(), len(read_rows(data))) == (described["hash"], described["rows"])
        assert data.decode().partition("\n")[0].split(",") == [column["name"] for column in described["columns"]]
        assert described["path"] == f"objects/{table}-{described['hash'][:12]}.csv"


def test_no_object_is_unnamed(release_folder: Path) -> None:
    assert _objects(release_folder) == {described["path"] for described in _manifest(release_folder)["tables"].values()}


def test_a_release_says_what_was_frozen(small_release: Release, release_folder: Path) -> None:
    manifest = _manifest(release_folder)
    assert (small_release.version, small_release.frozen_on, small_release.digest) == (VERSION, FROZEN_ON, manifest_digest(manifest))
    assert {name: describe_table(table) for name, table in small_release.tables.items()} == manifest["tables"]


def test_records_give_back_the_rows_they_were_frozen_from(small_release: Release, small_tables: dict[str, bytes]) -> None:
    found: dict[str, list[dict[str, str]]] = {table: [] for table in TABLES}
    for table in TABLES:
        if model_for(table).parent_table is None:
            for record in small_release.records(table):
                for kind, row in _cells(record):
                    found[kind].append(row)
    for table, data in small_tables.items():
        key = model_for(table).key_column
        defaults = {name: field.default for name, field in model_for(table).model_fields.items() if isinstance(field.default, (str, int))}
        stated = [{name: _text(default) for name, default in defaults.items()} | row for row in read_rows(data)]
        assert sorted(found[table], key=lambda row: row[key]) == sorted(stated, key=lambda row: row[key])


def test_frames_have_the_rows_they_were_frozen_from(small_release: Release, small_tables: dict[str, bytes]) -> None:
    for table, data in small_tables.items():
        frame = small_release.load_table(table)  # type: ignore[arg-type] # a table of the loop, not a literal
        rows = read_rows(data)
        assert (len(frame), list(frame.columns)) == (len(rows), [column.name for column in columns(model_for(table))])
        assert list(frame[model_for(table).key_column]) == [row[model_for(table).key_column] for row in rows]
        assert frame.notna().sum().sum() == sum(len(row) for row in rows)


def test_exact_figures_stay_exact(small_release: Release) -> None:
    assert small_release.get_exchange_rate("example-eur-usd-2018").rate == Decimal("1.2")
    assert str(small_release.get_trade_volume("example-balance-2018").value) == "-4.5"


def test_the_same_data_gives_the_same_digest(release_folder: Path, small_tables: dict[str, bytes]) -> None:
    before = _manifest(release_folder)
    assert freeze(VERSION, FROZEN_ON, small_tables, release_folder)["digest"] == before["digest"]
    assert _manifest(release_folder) == before


def test_the_digest_does_not_depend_on_the_folder(release_folder: Path, small_tables: dict[str, bytes], tmp_path: Path) -> None:
    assert freeze(VERSION, FROZEN_ON, small_tables, tmp_path / "elsewhere") == _manifest(release_folder)


@pytest.mark.parametrize(("version", "day"), [("2026.1.1", FROZEN_ON), (VERSION, date(2026, 2, 1))])
def test_another_version_or_day_gives_another_digest(
    release_folder: Path, small_tables: dict[str, bytes], version: str, day: date, tmp_path: Path
) -> None:
    assert freeze(version, day, small_tables, tmp_path / "elsewhere")["digest"] != _manifest(release_folder)["digest"]


def test_changed_data_gives_another_digest(release_folder: Path, small_tables: dict[str, bytes]) -> None:
    before = _manifest(release_folder)["digest"]
    assert freeze(VERSION, FROZEN_ON, _changed(small_tables), release_folder)["digest"] != before


def test_an_open_version_can_be_frozen_again_and_leaves_nothing_behind(release_folder: Path, small_tables: dict[str, bytes]) -> None:
    before = _objects(release_folder)
    freeze(VERSION, FROZEN_ON, _changed(small_tables), release_folder)
    gone, new = before - _objects(release_folder), _objects(release_folder) - before
    assert ([name[:16] for name in gone], [name[:16] for name in new]) == (["objects/sectors-"], ["objects/sectors-"])
    assert _open_in(str(release_folder), VERSION).get_sector("example-energy").name == "Example power"


def test_a_sealed_version_is_refused_and_nothing_is_written(release_folder: Path, small_tables: dict[str, bytes]) -> None:
    before = (_manifest(release_folder), _objects(release_folder))
    with pytest.raises(SealedError, match=VERSION):
        freeze(VERSION, FROZEN_ON, _changed(small_tables), release_folder, sealed=frozenset({VERSION}))
    assert (_manifest(release_folder), _objects(release_folder)) == before


@pytest.mark.parametrize("version", ["2026.01.0", "2026.13.0", "2026.1", "26.1.0", "2026.1.0 ", "2026.1.00", "latest", ""])
def test_a_version_is_written_one_way(version: str, small_tables: dict[str, bytes], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no data version"):
        freeze(version, FROZEN_ON, small_tables, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_unchanged_tables_share_their_object_between_versions(release_folder: Path, small_tables: dict[str, bytes]) -> None:
    freeze("2026.2.0", date(2026, 2, 28), _changed(small_tables), release_folder)
    old, new = _manifest(release_folder)["tables"], _manifest(release_folder, "2026.2.0")["tables"]
    assert [table for table in TABLES if old[table]["path"] != new[table]["path"]] == ["sectors"]
    assert len(_objects(release_folder)) == len(TABLES) + 1


def test_an_earlier_version_stays_what_it_was(release_folder: Path, small_tables: dict[str, bytes]) -> None:
    text = (release_folder / "releases" / f"{VERSION}.json").read_bytes()
    freeze("2026.2.0", date(2026, 2, 28), _changed(small_tables), release_folder)
    assert (release_folder / "releases" / f"{VERSION}.json").read_bytes() == text
    release = _open_in(str(release_folder), VERSION)
    assert {table: release.read_bytes(table) for table in TABLES} == small_tables


def test_only_objects_that_no_version_names_are_removed(release_folder: Path, small_tables: dict[str, bytes]) -> None:
    (release_folder / "objects" / "sectors-000000000000.csv").write_bytes(b"sector_id\n")
    before = _objects(release_folder)
    freeze("2026.2.0", date(2026, 2, 28), small_tables, release_folder)
    assert before - _objects(release_folder) == {"objects/sectors-000000000000.csv"}


@pytest.mark.parametrize("table", ["sectors", "project_history", "evidence"])
def test_one_changed_byte_is_found_when_the_table_is_loaded(release_folder: Path, small_release: Release, table: str) -> None:
    path = release_folder / small_release.tables[table].path
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(DigestMismatchError, match=table) as caught:
        small_release.load_table(table)  # type: ignore[arg-type] # a parameter, not a literal
    assert (caught.value.expected, caught.value.got) == (small_release.tables[table].digest, sha256(data).hexdigest())
    with pytest.raises(DigestMismatchError):
        small_release.records("projects" if table == "project_history" else table)
    assert len(small_release.load_table("places")) == 3


@pytest.mark.parametrize(
    ("old", "new"), [('"frozenOn": "2026-01-31"', '"frozenOn": "2026-01-30"'), ('"rows": 2', '"rows": 3'), ("CC-BY", "CC-BY-NC")]
)
def test_one_changed_line_of_the_manifest_is_found_when_it_is_opened(release_folder: Path, old: str, new: str) -> None:
    path = release_folder / "releases" / f"{VERSION}.json"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DigestMismatchError, match=r"2026\.1\.0\.json"):
        _open_in(str(release_folder), VERSION)


def test_every_changed_value_of_the_manifest_changes_its_digest(release_folder: Path) -> None:
    manifest = _manifest(release_folder)
    for name in manifest:
        assert (manifest_digest(manifest | {name: "changed"}) == manifest["digest"]) == (name == "digest")


@pytest.fixture
def workshop(monkeypatch: pytest.MonkeyPatch, valid_folder: Path, tmp_path: Path) -> Path:
    """The command works on the valid folder, and freezes into ``tmp_path``."""
    monkeypatch.setattr(freeze_release, "DATA", valid_folder)
    monkeypatch.setattr(freeze_release, "PACKAGE_DATA", tmp_path / "frozen")
    monkeypatch.setattr(freeze_release, "FROZEN", tmp_path / "frozen.txt")
    monkeypatch.setattr(freeze_release, "read_frozen", lambda: read_frozen(tmp_path / "frozen.txt"))
    return tmp_path


def test_the_command_enters_the_version_as_open(workshop: Path) -> None:
    assert main([VERSION, "--on", "2026-01-31"]) == 0
    assert read_frozen(workshop / "frozen.txt") == {VERSION: (_manifest(workshop / "frozen")["digest"], "open")}


def test_the_command_refuses_a_version_that_it_sealed(workshop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([VERSION, "--on", "2026-01-31", "--seal"]) == 0
    frozen = (workshop / "frozen.txt").read_bytes()
    assert main([VERSION, "--on", "2026-02-01"]) == 1
    assert capsys.readouterr().err == f"{VERSION} is sealed; freeze a new version instead\n"
    assert (workshop / "frozen.txt").read_bytes() == frozen


def test_the_command_adds_a_line_for_a_new_version_and_keeps_the_others(workshop: Path) -> None:
    main([VERSION, "--on", "2026-01-31", "--seal"])
    before = (workshop / "frozen.txt").read_text(encoding="utf-8")
    assert main(["2026.2.0", "--on", "2026-02-28"]) == 0
    assert (workshop / "frozen.txt").read_text(encoding="utf-8").startswith(before)
    assert list(read_frozen(workshop / "frozen.txt")) == [VERSION, "2026.2.0"]


def test_the_command_freezes_nothing_that_breaks_a_rule(workshop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workshop / "valid" / "data" / "sources" / "example-blog.yaml").unlink()
    assert main([VERSION, "--on", "2026-01-31"]) == 1
    assert "[reference-unknown]" in capsys.readouterr().err
    assert not (workshop / "frozen").exists()
    assert not (workshop / "frozen.txt").exists()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"digest": "0", "tables": {}}'])
def test_a_manifest_that_is_cut_off_or_another_is_refused(release_folder: Path, text: str) -> None:
    (release_folder / "releases" / f"{VERSION}.json").write_text(text, encoding="utf-8")
    with pytest.raises(DigestMismatchError, match="Install rjdata again"):
        read_manifest(VERSION, str(release_folder))

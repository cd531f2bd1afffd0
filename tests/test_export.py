"""A release as a folder of files: the bytes that were frozen, and descriptors that say of them what the manifest and the models say."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import rjdata
from rjdata.export.files import write_lines
from rjdata.export.json_schema import record_schema
from rjdata.models import TABLES, model_for
from rjdata.release import Release
from rjdata.rows import read_rows
from rjdata.schema import Column
from rjdata.testing import releases

VERSION = "2026.11.0"
VERSIONS = rjdata.list_versions()
EVERY_TABLE = [(version, name) for version in VERSIONS for name in rjdata.list_tables(version=version)]
TYPES = {"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean", "date": "sc:Date"}


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every data version in a folder of its own."""
    parent = tmp_path_factory.mktemp("exports")
    return {version: rjdata.open_release(version).export(parent / version) for version in VERSIONS}


@cache
def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def find(items: list[dict[str, Any]], **wanted: str) -> dict[str, Any]:
    (found,) = (item for item in items if wanted.items() <= item.items())
    return found


def resource_of(exports: dict[str, Path], version: str, table: str) -> dict[str, Any]:
    return find(read(exports[version] / "datapackage.json")["resources"], name=table)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("version", "table"), EVERY_TABLE)
def test_a_csv_file_has_the_bytes_that_were_frozen(exports: dict[str, Path], version: str, table: str) -> None:
    release = rjdata.open_release(version)
    data = (exports[version] / f"{table}.csv").read_bytes()
    assert sha256(data).hexdigest() == release.tables[table].digest


@pytest.mark.parametrize("version", VERSIONS)
def test_a_folder_holds_what_its_page_names_and_nothing_else(exports: dict[str, Path], version: str) -> None:
    names = rjdata.list_tables(version=version)
    files = {f"{name}.csv" for name in names} | {f"schemas/{name}.json" for name in names}
    assert contents(exports[version]).keys() == files | {"datapackage.json", "dataset.jsonld", "croissant.json"}


@pytest.mark.parametrize(("version", "table"), EVERY_TABLE)
def test_every_descriptor_gives_digest_and_size_of_every_file(exports: dict[str, Path], version: str, table: str) -> None:
    data = (exports[version] / f"{table}.csv").read_bytes()
    digest, size = sha256(data).hexdigest(), len(data)
    resource = resource_of(exports, version, table)
    assert (resource["hash"], resource["bytes"]) == (f"sha256:{digest}", size)
    part = find(read(exports[version] / "dataset.jsonld")["hasPart"], name=f"rjdata: {table}")["distribution"]
    thing = find(read(exports[version] / "croissant.json")["distribution"], contentUrl=f"{table}.csv")
    for described in (part, thing):
        assert (described["sha256"], described["contentSize"], described["contentUrl"]) == (digest, f"{size} B", f"{table}.csv")


@pytest.mark.parametrize("version", VERSIONS)
def test_every_descriptor_names_version_digest_and_licence(exports: dict[str, Path], version: str) -> None:
    release = rjdata.open_release(version)
    package, dataset, croissant = (read(exports[version] / name) for name in ("datapackage.json", "dataset.jsonld", "croissant.json"))
    assert {package["version"], dataset["version"], croissant["version"]} == {version}
    assert package["digest"] == dataset["identifier"]["value"] == release.digest
    assert release.digest in croissant["citeAs"]
    (licence,) = release.licences
    assert licence.name == "CC-BY-4.0"
    assert package["licenses"][0]["path"] == dataset["license"][0] == croissant["license"][0]
    assert licence.name in croissant["license"][0]


@pytest.mark.parametrize(("version", "table"), EVERY_TABLE)
def test_every_column_is_in_every_descriptor(exports: dict[str, Path], version: str, table: str) -> None:
    columns = rjdata.open_release(version).tables[table].columns
    told = [(column.name, column.type, column.description) for column in columns]
    fields = resource_of(exports, version, table)["schema"]["fields"]
    assert [(field["name"], field["type"], field["description"]) for field in fields] == told
    measured = find(read(exports[version] / "dataset.jsonld")["hasPart"], name=f"rjdata: {table}")["variableMeasured"]
    assert [(one["name"], one["description"], one.get("unitText")) for one in measured] == [
        (c.name, c.description, c.unit) for c in columns
    ]
    records = find(read(exports[version] / "croissant.json")["recordSet"], name=table)["field"]
    assert [(one["name"], one["dataType"]) for one in records] == [(name, TYPES[of_type]) for name, of_type, _ in told]
    assert [one["source"]["extract"]["column"] for one in records] == [name for name, _, _ in told]
    assert {name for name, _, _ in told} <= read(exports[version] / f"schemas/{table}.json")["properties"].keys()


@pytest.mark.parametrize("version", VERSIONS)
def test_descriptions_are_as_long_as_search_engines_want_them(exports: dict[str, Path], version: str) -> None:
    dataset = read(exports[version] / "dataset.jsonld")
    assert all(50 <= len(one["description"]) <= 5000 for one in (dataset, *dataset["hasPart"]))


@pytest.mark.parametrize(("version", "table"), EVERY_TABLE)
def test_an_enumeration_is_the_vocabulary(exports: dict[str, Path], version: str, table: str) -> None:
    schema = read(exports[version] / f"schemas/{table}.json")
    for column in rjdata.open_release(version).tables[table].columns:
        field = find(resource_of(exports, version, table)["schema"]["fields"], name=column.name)
        words = list(column.vocabulary)
        assert field["constraints"].get("enum", []) == words
        assert [category["value"] for category in field.get("categories", [])] == words
        assert all(category["label"] for category in field.get("categories", []))
        # A model may know words that an older release does not.
        assert set(words) <= set(enumerated(schema, column)) or not words


def enumerated(schema: dict[str, Any], column: Column) -> list[str]:
    described = schema["properties"][column.name]
    branches = [described, *described.get("anyOf", []), *described.get("allOf", [])]
    named = [schema["$defs"][branch["$ref"].rpartition("/")[2]] for branch in branches if "$ref" in branch]
    return [word for definition in named for word in definition.get("enum", [])]


@pytest.mark.parametrize(("version", "table"), EVERY_TABLE)
def test_foreign_keys_are_the_references(exports: dict[str, Path], version: str, table: str) -> None:
    tables = rjdata.open_release(version).tables
    keys = resource_of(exports, version, table)["schema"].get("foreignKeys", [])
    found = [(*key["fields"], key["reference"].get("resource", table), *key["reference"]["fields"]) for key in keys]
    expected = [(c.name, c.references, tables[c.references].key) for c in tables[table].columns if c.references]
    assert found == expected


def test_a_reference_within_a_table_names_no_resource(exports: dict[str, Path]) -> None:
    keys = resource_of(exports, VERSION, "projects")["schema"]["foreignKeys"]
    assert find(keys, fields=["parent_project_id"])["reference"] == {"fields": ["project_id"]}  # type: ignore[arg-type]


@pytest.mark.parametrize(("version", "table"), EVERY_TABLE)
def test_every_cell_keeps_to_its_constraints(exports: dict[str, Path], version: str, table: str) -> None:
    rows = read_rows((exports[version] / f"{table}.csv").read_bytes())
    schema = resource_of(exports, version, table)["schema"]
    assert schema["primaryKey"] == [model_for(table).key_column]
    assert len({row[schema["primaryKey"][0]] for row in rows}) == len(rows)
    for field in schema["fields"]:
        cells = [row.get(field["name"]) for row in rows]
        assert list(broken(field, cells)) == []


def broken(field: dict[str, Any], cells: list[str | None]) -> Iterator[str]:
    asked, texts = field["constraints"], [cell for cell in cells if cell is not None]
    if asked["required"] and len(texts) < len(cells):
        yield "required"
    for text in texts:
        if "enum" in asked and text not in asked["enum"]:
            yield f"enum {text}"
        if "pattern" in asked and not re.fullmatch(asked["pattern"], text):
            yield f"pattern {text}"
        if "minimum" in asked and Decimal(text) < asked["minimum"]:
            yield f"minimum {text}"
        if "maximum" in asked and Decimal(text) > asked["maximum"]:
            yield f"maximum {text}"
        if "exclusiveMinimum" in asked and Decimal(text) <= asked["exclusiveMinimum"]:
            yield f"exclusive minimum {text}"


def test_constraints_come_from_the_models(exports: dict[str, Path]) -> None:
    def asked(table: str, column: str) -> dict[str, Any]:
        constraints: dict[str, Any] = find(resource_of(exports, VERSION, table)["schema"]["fields"], name=column)["constraints"]
        return constraints

    assert asked("projects", "project_id") == {"required": True, "unique": True, "pattern": "[a-z0-9]+(-[a-z0-9]+)*"}
    assert asked("project_stakes", "percent") == {"required": False, "minimum": 0, "maximum": 100}
    assert asked("exchange_rates", "rate") == {"required": True, "exclusiveMinimum": 0}
    assert asked("projects", "summary") == {"required": True, "minLength": 1}


@pytest.mark.parametrize("table", TABLES)
def test_a_schema_asks_for_what_the_manifest_requires(table: str) -> None:
    described = rjdata.open_release().tables[table]
    schema = record_schema(described)
    assert schema["$id"] == f"{table}.json"
    assert schema["additionalProperties"] is False
    required = {column.name for column in described.columns if column.is_required}
    assert set(schema["required"]) <= required
    for name in required - set(schema["required"]):
        assert "default" in schema["properties"][name]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_the_same_release_gives_the_same_bytes(tmp_path: Path, form: Any) -> None:
    one, other = (rjdata.open_release(VERSION).export(tmp_path / name, format=form) for name in ("one", "other"))
    assert contents(one) == contents(other)


def rows_of_lines(lines: list[str]) -> list[dict[str, str]]:
    """Read lines of JSON with the digits as they stand, as the rows of a table."""
    parsed = [json.loads(line, parse_float=str, parse_int=str, object_pairs_hook=dict) for line in lines]
    spelled = {True: "true", False: "false"}
    return [{name: spelled.get(value, value) for name, value in row.items() if value is not None} for row in parsed]


@pytest.mark.parametrize(("version", "table"), EVERY_TABLE)
def test_lines_of_json_are_the_rows_with_every_digit(version: str, table: str) -> None:
    release = rjdata.open_release(version)
    lines = list(write_lines(release.read_bytes(table), release.tables[table].columns))
    assert rows_of_lines(lines) == read_rows(release.read_bytes(table))
    assert all(list(json.loads(line)) == list(release.tables[table].column_names) for line in lines)


@given(releases())
def test_lines_of_json_are_the_rows_of_whatever_release(release: Release) -> None:
    for name, table in release.tables.items():
        lines = "".join(write_lines(release.read_bytes(name), table.columns)).split("\n")
        assert lines.pop() == ""
        assert rows_of_lines(lines) == read_rows(release.read_bytes(name))


def test_lines_of_json_have_numbers_and_truth_values(tmp_path: Path) -> None:
    folder = rjdata.open_release(VERSION).export(tmp_path / "out", format="jsonl", tables=["project_stakes"])
    line = json.loads((folder / "project_stakes.jsonl").read_text(encoding="utf-8").split("\n")[0])
    assert isinstance(line["percent"], int)
    assert isinstance(line["is_planned"], bool)


def test_some_tables_are_written_in_their_order_and_refer_to_no_other(tmp_path: Path) -> None:
    folder = rjdata.open_release(VERSION).export(tmp_path / "out", tables=["project_stakes", "projects"])
    package = read(folder / "datapackage.json")
    assert [resource["name"] for resource in package["resources"]] == ["projects", "project_stakes"]
    referred = {
        key["reference"].get("resource", "projects") for resource in package["resources"] for key in resource["schema"]["foreignKeys"]
    }
    assert referred == {"projects"}


def test_a_vintage_says_its_day_and_holds_its_rows(tmp_path: Path) -> None:
    vintage = rjdata.open_release(VERSION).as_of("2018-01-01")
    package = read(vintage.export(tmp_path / "out", tables=["projects"]) / "datapackage.json")
    assert package["knownOn"] == "2018-01-01"
    assert package["title"].endswith("as of 2018-01-01")
    assert package["resources"][0]["rows"] == len(vintage.projects)
    assert vintage.licences == rjdata.open_release(VERSION).licences
    assert len(package["sources"]) == len(vintage.sources)

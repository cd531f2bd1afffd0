"""An exported folder against the standards that it names. ``python -m tools.check_standards FOLDER`` reads it back with the tools of each.

- files: size and SHA-256 of each file are those that ``datapackage.json`` gives.
- data package: the descriptor against the profile of Data Package 2.0.
- rows: frictionless reads every row of csv and jsonl: types, constraints, keys, references between tables.
- JSON Schema: each schema against its metaschema, and every record of the release against its schema.
- JSON-LD: rdflib expands ``dataset.jsonld``, and schema.org has every term of it.
- Croissant: mlcroissant loads ``croissant.json`` without a complaint, and reads as many records of each table as the release has, with
  the same ids.

Exit codes: 0, all of it holds; 1, something does not; 2, the folder is no export. Needs the extra ``standards``.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs
import frictionless  # pyright: ignore[reportMissingImports] - an extra that the checks do without
import jsonschema  # pyright: ignore[reportMissingImports, reportMissingModuleSource]
import mlcroissant  # pyright: ignore[reportMissingImports]
import rdflib  # pyright: ignore[reportMissingImports]

import rjdata
from rjdata.release import Release
from rjdata.rows import read_rows

PROFILE = Path(__file__).parent / "standards" / "data-package-2.0.json"
SHOWN = 5
"""Most problems of one kind that are printed."""
UNCHECKED = "NOT CHECKED"
Problems = Iterator[str]


@attrs.frozen
class Export:
    """An exported folder, with the release that it says it is."""

    folder: Path
    package: dict[str, Any]
    release: Release

    @property
    def resources(self) -> list[dict[str, Any]]:
        """What the data package says of each file."""
        resources: list[dict[str, Any]] = self.package["resources"]
        return resources

    def read(self, name: str) -> Any:
        """Read a JSON file of the folder."""
        return json.loads((self.folder / name).read_text(encoding="utf-8"))


@attrs.frozen
class Outcome:
    """What a check counted and what it found wrong."""

    check: str
    counted: str
    problems: tuple[str, ...]

    def __str__(self) -> str:
        if self.counted.startswith(UNCHECKED):
            return f"{self.check}: {self.counted}"
        return f"{self.check}: {self.counted}: {f'DOES NOT HOLD ({len(self.problems)})' if self.problems else 'holds'}"


def open_export(folder: Path) -> Export:
    """Open an exported folder and the release that its data package names, as of its day where it is a vintage."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    release = rjdata.open_release(package["version"])
    return Export(folder, package, release.as_of(package["knownOn"]) if "knownOn" in package else release)


def check_files(export: Export) -> tuple[str, Problems]:
    """Compare size and digest of each file."""

    def find() -> Problems:
        if export.package["digest"] != export.release.digest:
            yield f"the digest {export.package['digest']} is not that of data version {export.release.version}"
        for resource in export.resources:
            data = (export.folder / resource["path"]).read_bytes()
            if (len(data), f"sha256:{sha256(data).hexdigest()}") != (resource["bytes"], resource["hash"]):
                yield f"{resource['path']}: its bytes are not those described"

    return f"{len(export.resources)} files", find()


def check_package(export: Export) -> tuple[str, Problems]:
    """Compare the descriptor with the profile."""
    profile = json.loads(PROFILE.read_text(encoding="utf-8"))
    errors = jsonschema.Draft7Validator(profile).iter_errors(export.package)
    fields = sum(len(resource["schema"]["fields"]) for resource in export.resources)
    return f"{len(export.resources)} resources, {fields} fields", (f"{error.json_path}: {error.message[:200]}" for error in errors)


def check_rows(export: Export) -> tuple[str, Problems]:
    """Let frictionless read every row."""
    if any(resource["format"] == "parquet" for resource in export.resources):
        return f"{UNCHECKED}, as frictionless does not read parquet of itself", iter(())
    # An empty file of JSON lines is a broken one to frictionless.
    readable = [resource for resource in export.resources if resource["rows"] or resource["format"] != "jsonl"]
    package = frictionless.Package.from_descriptor({**export.package, "resources": readable}, basepath=str(export.folder))
    report = package.validate()
    read = {task.name: task.stats.get("rows", 0) for task in report.tasks}

    def find() -> Problems:
        yield from (f"{task.name}: {error.message}" for task in report.tasks for error in task.errors)
        yield from (error.message for error in report.errors)
        for resource in readable:
            if read.get(resource["name"]) != resource["rows"]:
                yield f"{resource['name']}: {read.get(resource['name'])} rows were read, {resource['rows']} are described"

    return f"{sum(read.values())} rows of {len(read)} tables", find()


def check_schemas(export: Export) -> tuple[str, Problems]:
    """Compare each schema with its metaschema, and with it every record of the release and every line of a jsonl file."""
    checked = {resource["name"]: [*_records(export, resource)] for resource in export.resources}

    def find() -> Problems:
        for name, found in checked.items():
            schema = export.read(f"schemas/{name}.json")
            dialect = jsonschema.Draft202012Validator
            if schema.get("$schema") != dialect.META_SCHEMA["$id"]:
                yield f"schemas/{name}.json: its dialect is {schema.get('$schema')!r}, not {dialect.META_SCHEMA['$id']}"
            dialect.check_schema(schema)
            validator = dialect(schema, format_checker=dialect.FORMAT_CHECKER)
            for record in found:
                for error in validator.iter_errors(record):
                    yield f"{name}/{record.get(export.release.tables[name].key)}: {error.json_path}: {error.message[:200]}"

    return f"{sum(map(len, checked.values()))} records, {len(checked)} schemas", find()


def _records(export: Export, resource: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for record in export.release.records(resource["name"]):
        yield record.model_dump(mode="json")
    if resource["format"] == "jsonl":
        with (export.folder / resource["path"]).open(encoding="utf-8", newline="\n") as lines:
            yield from map(json.loads, lines)


def check_json_ld(export: Export) -> tuple[str, Problems]:
    """Expand the description for search engines and look each of its terms up in schema.org."""
    base = export.folder.resolve().as_uri() + "/"
    graph = rdflib.Graph().parse(data=(export.folder / "dataset.jsonld").read_text(encoding="utf-8"), format="json-ld", publicID=base)
    schema_org: Any = rdflib.SDO

    def find() -> Problems:
        types = set(graph.objects(None, rdflib.RDF.type))
        for term in sorted(str(term) for term in {*graph.predicates(), *types} - {rdflib.RDF.type}):
            if term not in schema_org:
                yield f"{term} is no term of schema.org"
        parts = len(list(graph.objects(None, schema_org.hasPart)))
        if parts != len(export.resources):
            yield f"{parts} parts are described, of {len(export.resources)} tables"

    return f"{len(graph)} statements", find()


def check_croissant(export: Export) -> tuple[str, Problems]:
    """Let mlcroissant load the description and read every record."""
    dataset = mlcroissant.Dataset(jsonld=str(export.folder / "croissant.json"))
    issues = dataset.metadata.ctx.issues
    sets = {record_set.name: record_set for record_set in dataset.metadata.record_sets}

    def find() -> Problems:
        yield from sorted({*issues.errors, *issues.warnings})
        for name in (resource["name"] for resource in export.resources):
            key = export.release.tables[name].key
            expected = [row[key] for row in read_rows(export.release.read_bytes(name))]
            read = [record[f"{name}/{key}"].decode() for record in dataset.records(name)] if name in sets else []
            if read != expected:
                yield f"{name}: {len(read)} records were read, and their ids are not those of the {len(expected)} rows"

    fields = sum(len(record_set.fields) for record_set in sets.values())
    return f"{len(sets)} record sets, {fields} fields, {sum(resource['rows'] for resource in export.resources)} records", find()


CHECKS: dict[str, Callable[[Export], tuple[str, Problems]]] = {
    "files": check_files,
    "data package": check_package,
    "rows": check_rows,
    "JSON Schema": check_schemas,
    "JSON-LD": check_json_ld,
    "Croissant": check_croissant,
}


def check_folder(folder: Path) -> Iterator[Outcome]:
    """Run every check; one that a tool breaks off is a problem with the tool's own words."""
    export = open_export(folder)
    for name, check in CHECKS.items():
        try:
            counted, problems = check(export)
            yield Outcome(name, counted, tuple(problems))
        except Exception as error:  # each tool has exceptions of its own
            yield Outcome(name, "broken off", (f"{type(error).__name__}: {error}",))


def main(arguments: list[str] | None = None) -> int:
    """Check an exported folder; print what was counted and what does not hold."""
    parser = argparse.ArgumentParser(prog="python -m tools.check_standards", description=main.__doc__)
    parser.add_argument("folder", type=Path, help="folder that `rjdata export` wrote")
    folder = parser.parse_args(arguments).folder
    if not (folder / "datapackage.json").is_file():
        print(f"{folder} is no export: it has no datapackage.json", file=sys.stderr)
        return 2
    failed = False
    for outcome in check_folder(folder):
        print(outcome)
        for problem in outcome.problems[:SHOWN]:
            print(f"  {problem}")
        failed = failed or bool(outcome.problems)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

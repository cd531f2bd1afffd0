"""Data Package 2.0: ``datapackage.json``, with a Table Schema for each file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rjdata.citation import AUTHOR
from rjdata.export.facts import NAME, description, licence_address, title
from rjdata.export.files import MEDIA_TYPES, TableFile
from rjdata.export.json_schema import bounds, record_schema
from rjdata.models import model_for
from rjdata.models.columns import vocabularies
from rjdata.release import Release
from rjdata.schema import Column, Table

if TYPE_CHECKING:
    from rjdata.models import Source

PROFILES = "https://datapackage.org/profiles/2.0"


def describe_package(release: Release, files: Sequence[TableFile]) -> dict[str, Any]:
    """Return the descriptor of a folder with these files.

    Beside what the standard names, it holds the digest of the release, the day on which it was frozen, the version of the tables' shape,
    the day of a vintage, the number of ``rows`` of a file, and the ``unit`` of a field.
    """
    keys = {file.table.name: file.table.key for file in files}
    known_on = {"knownOn": release.known_on.isoformat()} if release.known_on else {}
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": NAME,
        "title": title(release),
        "description": description(),
        "version": release.version,
        "frozenOn": release.frozen_on.isoformat(),
        "digest": release.digest,
        "schemaVersion": release.schema_version,
        **known_on,
        "licenses": [{"name": licence.name, "title": licence.title, "path": licence_address(licence)} for licence in release.licences],
        "contributors": [{"title": AUTHOR, "roles": ["creator"]}],
        "sources": [_source(source) for source in release.sources],
        "resources": [_resource(file, keys) for file in files],
    }


def _source(source: "Source") -> dict[str, str]:
    address = {"path": source.url} if source.url else {}
    return {"title": f"{source.publisher}: {source.title}", **address}


def _resource(file: TableFile, keys: Mapping[str, str]) -> dict[str, Any]:
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": file.table.name,
        "type": "table",
        "description": file.table.description,
        "path": file.path,
        "format": file.format,
        "mediatype": MEDIA_TYPES[file.format],
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.digest}",
        "rows": file.table.row_count,
        "schema": _table_schema(file.table, keys),
    }


def _table_schema(table: Table, keys: Mapping[str, str]) -> dict[str, Any]:
    schema = {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": list(_fields(table)),
        "primaryKey": [table.key],
        "missingValues": [""],
    }
    unique = model_for(table.name).natural_keys
    foreign = list(_foreign_keys(table, keys))
    return {
        **schema,
        **({"uniqueKeys": [list(names) for names in unique]} if unique else {}),
        **({"foreignKeys": foreign} if foreign else {}),
    }


def _fields(table: Table) -> Iterator[dict[str, Any]]:
    schema, words = record_schema(table), vocabularies(model_for(table.name))
    for column in table.columns:
        meanings = {word.value: word.description for word in words.get(column.name, ())}
        yield {
            "name": column.name,
            "type": column.type,
            "description": column.description,
            **({"unit": column.unit} if column.unit else {}),
            **({"categories": [{"value": word, "label": meanings[word]} for word in column.vocabulary]} if column.vocabulary else {}),
            "constraints": _constraints(column, bounds(schema, column.name, column.type), is_key=column.name == table.key),
        }


def _constraints(column: Column, bounds: dict[str, Any], *, is_key: bool) -> dict[str, Any]:
    if "pattern" in bounds:
        # A pattern of Table Schema is for the whole text, and knows no signs for its ends.
        bounds = {**bounds, "pattern": bounds["pattern"].removeprefix("^").removesuffix("$")}
    return {
        "required": column.is_required,
        **({"unique": True} if is_key else {}),
        **({"enum": list(column.vocabulary)} if column.vocabulary else {}),
        **bounds,
    }


def _foreign_keys(table: Table, keys: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the references to tables of the same folder; one within a table names no other."""
    for column in table.columns:
        if column.references and column.references in keys:
            other = {} if column.references == table.name else {"resource": column.references}
            yield {"fields": [column.name], "reference": {**other, "fields": [keys[column.references]]}}

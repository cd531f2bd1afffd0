"""Croissant 1.1: ``croissant.json``, from which machine-learning tools read the rows as records."""

from collections.abc import Sequence
from typing import Any

from rjdata.citation import AUTHOR
from rjdata.export.facts import NAME, description, licence_address, title
from rjdata.export.files import MEDIA_TYPES, Format, TableFile
from rjdata.release import Release
from rjdata.schema import Column

VERSION = "http://mlcommons.org/croissant/1.1"
_TERMS = (
    "arrayShape citeAs column containedIn equivalentProperty extract field fileObject fileProperty fileSet format includes isArray "
    "isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace samplingRate separator source subField "
    "transform"
)
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "name": {"@container": "@language"},
    "description": {"@container": "@language"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "data": {"@id": "cr:data", "@type": "@json"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in _TERMS.split()},
}
"""The context that the standard recommends."""
_DATA_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
_MEDIA_TYPES: dict[Format, str] = {**MEDIA_TYPES, "parquet": "application/x-parquet", "jsonl": "application/jsonlines"}
"""Two of them as Croissant spells them."""


def describe_croissant(release: Release, files: Sequence[TableFile]) -> dict[str, Any]:
    """Return the release as a Croissant dataset: a file object and a record set for each file.

    No field has ``references``: mlcroissant takes each for a table to join to the records, and cannot read a set with several. What refers
    to what stands in the data package.
    """
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": VERSION,
        "name": NAME,
        "alternateName": title(release),
        "description": description(),
        "license": [licence_address(licence) for licence in release.licences],
        "url": "./",
        "creator": {"@type": "sc:Organization", "name": AUTHOR},
        "version": release.version,
        "datePublished": release.frozen_on.isoformat(),
        "citeAs": release.cite().bibtex,
        "distribution": [_file_object(file) for file in files],
        "recordSet": [_record_set(file) for file in files],
    }


def _file_object(file: TableFile) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "encodingFormat": _MEDIA_TYPES[file.format],
        "contentSize": f"{file.size} B",
        "sha256": file.digest,
    }


def _record_set(file: TableFile) -> dict[str, Any]:
    name = file.table.name
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": file.table.description,
        "key": {"@id": f"{name}/{file.table.key}"},
        "field": [_field(column, file) for column in file.table.columns],
    }


def _field(column: Column, file: TableFile) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{file.table.name}/{column.name}",
        "name": column.name,
        "description": column.description,
        "dataType": _DATA_TYPES[column.type],
        "source": {"fileObject": {"@id": file.path}, "extract": {"column": column.name}},
    }

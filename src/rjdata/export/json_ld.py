"""schema.org Dataset as JSON-LD: ``dataset.jsonld``, which search engines for data and library catalogues read from a page."""

from collections.abc import Sequence
from typing import Any

from rjdata.citation import AUTHOR
from rjdata.export.facts import NAME, description, licence_address, title
from rjdata.export.files import MEDIA_TYPES, TableFile
from rjdata.release import Release
from rjdata.schema import Column


def describe_dataset(release: Release, files: Sequence[TableFile]) -> dict[str, Any]:
    """Return the release as a Dataset, and each of its tables as a part of it with its file and its columns."""
    shared = {
        "license": [licence_address(licence) for licence in release.licences],
        "creator": {"@type": "Organization", "name": AUTHOR},
        "version": release.version,
        "datePublished": release.frozen_on.isoformat(),
        "isAccessibleForFree": True,
    }
    return {
        "@context": {"@vocab": "https://schema.org/"},
        "@type": "Dataset",
        "name": title(release),
        "alternateName": NAME,
        "description": description(),
        "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": release.digest},
        "creditText": release.cite().text,
        **shared,
        "hasPart": [_part(file, title(release), shared) for file in files],
    }


def _part(file: TableFile, whole: str, shared: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "Dataset",
        "name": f"{NAME}: {file.table.name}",
        "description": f"{file.table.description} Table {file.table.name} of {whole}.",
        **shared,
        "distribution": {
            "@type": "DataDownload",
            "contentUrl": file.path,
            "encodingFormat": MEDIA_TYPES[file.format],
            "contentSize": f"{file.size} B",
            "sha256": file.digest,
        },
        "variableMeasured": [_variable(column) for column in file.table.columns],
    }


def _variable(column: Column) -> dict[str, Any]:
    unit = {"unitText": column.unit} if column.unit else {}
    return {"@type": "PropertyValue", "name": column.name, "description": column.description, **unit}

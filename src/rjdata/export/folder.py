"""The folder of an export: the files of the tables, then what describes them."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rjdata.errors import ExportError
from rjdata.export.croissant import describe_croissant
from rjdata.export.data_package import describe_package
from rjdata.export.files import FORMATS, Format, write_table
from rjdata.export.json_ld import describe_dataset
from rjdata.export.json_schema import record_schema, schema_path
from rjdata.release import Release


def write_folder(
    release: Release, folder: str | os.PathLike[str], *, form: Format = "csv", tables: Iterable[str] | None = None, overwrite: bool = False
) -> Path:
    """Write tables of a release and their descriptors into a folder. See :meth:`rjdata.Release.export`."""
    if form not in FORMATS:
        raise ValueError(f"format is {form!r}; it is {', '.join(map(repr, FORMATS[:-1]))} or {FORMATS[-1]!r}")
    wanted = None if tables is None else {release.find_table(name).name for name in tables}
    names = [name for name in release.tables if wanted is None or name in wanted]
    target = Path(folder)
    try:
        is_free = overwrite or not target.is_dir() or not any(target.iterdir())
        if is_free:
            target.mkdir(parents=True, exist_ok=True)
            _write(release, names, target, form)
    except OSError as error:
        raise ExportError(str(target), f"it could not be written ({error})", "Name a folder that can be") from error
    if not is_free:
        raise ExportError(str(target), "it is not empty", "Name a new folder, or pass overwrite=True to replace files of the same names")
    return target


def _write(release: Release, names: Iterable[str], target: Path, form: Format) -> None:
    # An older one that is overwritten would say that a folder is whole which is half old and half new.
    (target / "datapackage.json").unlink(missing_ok=True)
    files = [write_table(release, name, target, form) for name in names]
    for file in files:
        _write_json(target / schema_path(file.table), record_schema(file.table))
    _write_json(target / "dataset.jsonld", describe_dataset(release, files))
    _write_json(target / "croissant.json", describe_croissant(release, files))
    # The last, so that a folder that has it is whole.
    _write_json(target / "datapackage.json", describe_package(release, files))


def _write_json(path: Path, value: dict[str, Any]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="")

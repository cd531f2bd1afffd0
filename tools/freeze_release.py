"""Freeze the data folder as a release: content-addressed objects and one manifest.

Run ``python -m tools.freeze_release 2026.11.0 --on 2026-11-23``. A sealed version, as ``tests/frozen.txt`` lists it, is refused.
"""

import argparse
import json
import re
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from rjdata.models import TABLES, model_for
from rjdata.models.columns import columns
from rjdata.rows import read_rows
from rjdata.schema import Table, describe_table
from rjdata.store import manifest_digest
from rjdata.versions import VERSION_PATTERN
from tools.compile_data import DATA, compile_data
from tools.compile_remote import gather_remote, write_remote
from tools.problems import DataError

SCHEMA_VERSION = "1.0.0"
PACKAGE_DATA = Path(__file__).parent.parent / "src" / "rjdata" / "_data"
FROZEN = Path(__file__).parent.parent / "tests" / "frozen.txt"


class SealedError(Exception):
    """A version that nobody may freeze again."""


def read_frozen(path: Path = FROZEN) -> dict[str, tuple[str, str]]:
    """Map every frozen version to its digest and its state, ``open`` or ``sealed``."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {version: (digest, state) for version, digest, state in (line.split() for line in lines if not line.startswith("#"))}


def freeze(
    version: str,
    frozen_on: date,
    tables: dict[str, bytes],
    folder: Path,
    sealed: frozenset[str] = frozenset(),
    *,
    remote: bytes | None = None,
) -> dict[str, Any]:
    """Write objects and manifest below `folder`; return the manifest. `remote` is the list of files to fetch.

    Raises
    ------
    SealedError
        If the version is sealed.
    ValueError
        If the version is not written ``YYYY.M.N``.
    """
    if not re.fullmatch(VERSION_PATTERN, version):
        raise ValueError(f"{version!r} is no data version; write YYYY.M.N without zeros in front")
    if version in sealed:
        raise SealedError(f"{version} is sealed; freeze a new version instead")
    described = {name: _freeze_table(name, tables[name], folder) for name in TABLES}
    manifest: dict[str, Any] = {
        "version": version,
        "schemaVersion": SCHEMA_VERSION,
        "frozenOn": frozen_on.isoformat(),
        "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0 International"}],
        "tables": described,
    }
    if remote is not None:
        manifest["remote"] = _freeze_object("remote", "json", remote, folder)
    manifest["digest"] = manifest_digest(manifest)
    path = folder / "releases" / f"{version}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    _sweep(folder)
    return manifest


def _freeze_table(name: str, data: bytes, folder: Path) -> dict[str, Any]:
    model, frozen = model_for(name), _freeze_object(name, "csv", data, folder)
    table = Table(
        name=name,
        path=frozen["path"],
        digest=frozen["hash"],
        row_count=len(read_rows(data)),
        description=(model.__doc__ or "").splitlines()[0],
        key=model.key_column,
        parent=model.parent_table,
        columns=columns(model),
    )
    return describe_table(table)


def _freeze_object(name: str, ending: str, data: bytes, folder: Path) -> dict[str, str]:
    digest = sha256(data).hexdigest()
    path = f"objects/{name}-{digest[:12]}.{ending}"
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return {"path": path, "hash": digest}


def named_objects(manifest: dict[str, Any]) -> set[str]:
    """Return the paths of all objects that a manifest names: its tables, and the list of files to fetch where it has one."""
    listed = [manifest["remote"]] if "remote" in manifest else []
    return {described["path"] for described in [*manifest["tables"].values(), *listed]}


def _sweep(folder: Path) -> None:
    """Remove objects that no manifest names: what an open version left behind when it was frozen again."""
    manifests = [json.loads(path.read_text(encoding="utf-8")) for path in (folder / "releases").glob("*.json")]
    named = {path for manifest in manifests for path in named_objects(manifest)}
    for path in (folder / "objects").iterdir():
        if path.relative_to(folder).as_posix() not in named:
            path.unlink()


def main(arguments: list[str] | None = None) -> int:
    """Freeze the data folder under a version and enter its digest in tests/frozen.txt."""
    parser = argparse.ArgumentParser(prog="python -m tools.freeze_release", description=main.__doc__)
    parser.add_argument("version")
    parser.add_argument("--on", type=date.fromisoformat, required=True, help="day of the freeze, YYYY-MM-DD")
    parser.add_argument("--seal", action="store_true", help="refuse this version from now on")
    options = parser.parse_args(arguments)
    frozen = read_frozen()
    sealed = frozenset(version for version, (_, state) in frozen.items() if state == "sealed")
    try:
        tables = compile_data(DATA)
        manifest = freeze(options.version, options.on, tables, PACKAGE_DATA, sealed, remote=write_remote(gather_remote(DATA)[0]))
    except (DataError, SealedError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    frozen[options.version] = (manifest["digest"], "sealed" if options.seal else "open")
    header = "# version, digest, state. A line whose state is sealed never changes; lines are only added.\n"
    FROZEN.write_text(
        header + "".join(f"{version} {digest} {state}\n" for version, (digest, state) in frozen.items()), encoding="utf-8", newline="\n"
    )
    print(f"{options.version} frozen, digest {manifest['digest']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

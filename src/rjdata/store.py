"""Bytes of the frozen releases: manifests and objects, each compared with its digest before it is used.

Nothing here knows pandas, pydantic or attrs.
"""

import json
import os
from hashlib import sha256
from typing import Any

from rjdata.errors import DigestMismatchError
from rjdata.versions import RELEASES

DATA = os.path.dirname(RELEASES)


def canonical_json(value: object) -> bytes:
    """Write `value` the one way of which digests are taken: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def manifest_digest(manifest: dict[str, Any]) -> str:
    """Return the SHA-256 of a manifest without its own ``digest`` field."""
    return sha256(canonical_json({name: value for name, value in manifest.items() if name != "digest"})).hexdigest()


def read_manifest(version: str, folder: str = DATA) -> dict[str, Any]:
    """Read the manifest of a release and compare it with its digest.

    Raises
    ------
    DigestMismatchError
        If a line of it was changed, or it was cut off.
    """
    path = os.path.join(folder, "releases", f"{version}.json")
    with open(path, "rb") as file:
        data = file.read()
    manifest: dict[str, Any]
    try:
        manifest = json.loads(data)
        said, got = str(manifest["digest"]), manifest_digest(manifest)
    except (ValueError, KeyError, TypeError, AttributeError):
        # Cut off, or no manifest at all: it cannot even say which digest it had.
        manifest, said, got = {}, "of a whole manifest", sha256(data).hexdigest()
    if got != said:
        raise DigestMismatchError(path, said, got)
    return manifest


def read_object(name: str, digest: str, folder: str = DATA) -> bytes:
    """Read an object and compare it with its digest.

    Raises
    ------
    DigestMismatchError
        If a byte of it was changed.
    """
    path = os.path.join(folder, name)
    with open(path, "rb") as file:
        data = file.read()
    got = sha256(data).hexdigest()
    if got != digest:
        raise DigestMismatchError(path, digest, got)
    return data

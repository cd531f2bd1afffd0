"""The files that a release can fetch, as it was frozen with them."""

import json
import os
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from rjdata.errors import UnknownRecordError, nearest
from rjdata.store import DATA, read_manifest, read_object
from rjdata.versions import choose_version

if TYPE_CHECKING:
    from collections.abc import Mapping


@attrs.frozen
class RemoteFile:
    """A file that a release can fetch.

    Attributes
    ----------
    key
        What it is called here.
    name
        Name of the file.
    title
        What it holds.
    publisher
        Who made the data, and who published this copy.
    address
        Where it is fetched from. It holds a commit, so that what stands there cannot change.
    size
        Size in bytes.
    sha256
        SHA-256 of its bytes.
    row_count
        Rows, or entries, that it holds.
    format
        How it is written.
    period
        Years or days that it covers.
    licence
        Terms under which the publisher lets it be used, as far as they were read.
    licence_evidence
        Where these terms stand.
    citation
        How it is to be cited.
    note
        What to know before use.
    """

    key: str
    name: str
    title: str
    publisher: str
    address: str
    size: int
    sha256: str
    row_count: int
    format: str
    period: str
    licence: str
    licence_evidence: str
    citation: str
    note: str | None = None

    @property
    def is_cached(self) -> bool:
        """Whether a file of its size lies in the cache. :func:`~rjdata.remote.verify_cache` tells whether its bytes are right."""
        from rjdata.remote.cache import cached_path, size_of

        return size_of(cached_path(self)) == self.size


def list_files(*, version: str | None = None) -> tuple[RemoteFile, ...]:
    """List the files that a release can fetch, by key. The network is not used.

    Parameters
    ----------
    version
        Data version, ``YYYY.M.N``; the newest in the package by default.

    Returns
    -------
    tuple of RemoteFile
        Key, title, publisher, size, licence, citation and more of each, and whether it is cached.

    Raises
    ------
    UnknownVersionError
        If the package does not hold the version.

    Examples
    --------
    >>> import rjdata
    >>> next(file for file in rjdata.list_files(version="2026.11.0") if file.key == "hs_sections").licence
    'ODC PDDL 1.0'
    """
    return tuple(registry(choose_version(version)).values())


def find_file(key: str, version: str | None = None) -> RemoteFile:
    """Return the file of this key.

    Raises
    ------
    UnknownRecordError
        If there is none, with the nearest keys.
    """
    # Without the listing of versions, which costs more than to open a file: a version that was found once is there.
    files = _chosen(version if version is not None else os.environ.get("RJDATA_VERSION"))
    if key not in files:
        raise UnknownRecordError("list_files()", key, nearest(key, files))
    return files[key]


@lru_cache
def _chosen(version: str | None) -> "Mapping[str, RemoteFile]":
    return registry(choose_version(version))


@lru_cache
def registry(version: str, folder: str = DATA) -> "Mapping[str, RemoteFile]":
    """Read the files of a release, by key; a release frozen without such a list has none."""
    described = read_manifest(version, folder).get("remote")
    if described is None:
        return MappingProxyType({})
    files = json.loads(read_object(described["path"], described["hash"], folder))["files"]
    known = {field.name for field in attrs.fields(RemoteFile)}
    return MappingProxyType({file["key"]: RemoteFile(**{name: value for name, value in file.items() if name in known}) for file in files})

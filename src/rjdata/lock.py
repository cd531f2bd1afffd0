"""``rjdata.lock``: the data that a project was made with, named so exactly that nothing else can take its place.

A lock is a small JSON file, to be committed beside the code that needs it. It holds the data version, the digests of the release and of
each of its tables, the version of the tables' shape, the digests of remote files in use, and a digest of its own.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs

from rjdata.errors import DigestMismatchError, LockMismatchError, UnknownVersionError
from rjdata.release import Release, open_release
from rjdata.remote.registry import find_file, registry
from rjdata.store import canonical_json
from rjdata.versions import list_versions

FORMAT = 1
"""Version of the lock's own form."""


def _sealed(digests: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({**digests})


@attrs.frozen(repr=False)
class Lock:
    """What a lock file says.

    Attributes
    ----------
    version
        Data version.
    digest
        Digest of the release.
    schema_version
        Version of the tables' shape.
    tables
        Table → digest.
    files
        Key of a remote file → its SHA-256.
    """

    version: str
    digest: str
    schema_version: str
    tables: Mapping[str, str] = attrs.field(converter=_sealed, hash=False)
    files: Mapping[str, str] = attrs.field(converter=_sealed, hash=False)

    def __repr__(self) -> str:
        return f"<rjdata lock on {self.version}, {len(self.tables)} tables, {len(self.files)} remote files, digest {self.digest[:12]}>"

    def __reduce__(self) -> "tuple[type[Lock], tuple[object, ...]]":
        # What keeps the digests from being changed cannot be pickled.
        return Lock, (self.version, self.digest, self.schema_version, {**self.tables}, {**self.files})


def lock_release(release: Release, *, files: Iterable[str] = ()) -> Lock:
    """Return the lock of a release, and of remote files by their keys."""
    tables = {name: table.digest for name, table in release.tables.items()}
    digests = {key: find_file(key, release.version).sha256 for key in sorted(files)}
    return Lock(release.version, release.digest, release.schema_version, tables, digests)


def write_lock(path: str | PathLike[str] = "rjdata.lock", *, version: str | None = None, files: Iterable[str] = ()) -> Lock:
    """Write a lock of a data version in this package.

    Parameters
    ----------
    path
        File to write; one that is there is replaced.
    version
        Data version, as :func:`rjdata.open_release` takes it.
    files
        Keys of the remote files that the project uses, as :func:`rjdata.list_files` lists them.

    Returns
    -------
    Lock
        What was written.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    UnknownRecordError
        If the version lists no file of a key.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> import rjdata
    >>> path = pathlib.Path(tempfile.mkdtemp(), "rjdata.lock")
    >>> rjdata.write_lock(path, version="2026.11.0").version
    '2026.11.0'
    >>> rjdata.open_locked(path).version
    '2026.11.0'
    """
    lock = lock_release(open_release(version), files=files)
    said = _describe(lock)
    text = json.dumps({**said, "lockDigest": _digest(said)}, indent=2, sort_keys=True, ensure_ascii=False)
    Path(path).write_text(text + "\n", encoding="utf-8")
    return lock


def _describe(lock: Lock) -> dict[str, Any]:
    return {
        "lockFormat": FORMAT,
        "version": lock.version,
        "digest": lock.digest,
        "schemaVersion": lock.schema_version,
        "tables": dict(lock.tables),
        "files": dict(lock.files),
    }


def _digest(said: Mapping[str, Any]) -> str:
    return sha256(canonical_json(said)).hexdigest()


def read_lock(path: str | PathLike[str] = "rjdata.lock") -> Lock:
    """Read a lock file.

    Raises
    ------
    FileNotFoundError
        If there is none.
    LockMismatchError
        If it is no lock, was cut short or edited, or is of a form that this package does not know.
    """
    try:
        said = json.loads(Path(path).read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise LockMismatchError(
            str(path), (f"it is no JSON ({error}): it was cut short or edited; write it anew with `rjdata lock`",)
        ) from error
    problems = tuple(_problems(said))
    if problems:
        raise LockMismatchError(str(path), problems)
    return Lock(said["version"], said["digest"], said["schemaVersion"], said["tables"], said["files"])


def _problems(said: Any) -> Iterator[str]:
    if not isinstance(said, dict) or "lockFormat" not in said:
        yield "it is no lock of rjdata: it has no `lockFormat`"
        return
    if said["lockFormat"] != FORMAT or isinstance(said["lockFormat"], bool):
        age = "a newer rjdata" if isinstance(said["lockFormat"], int) and said["lockFormat"] > FORMAT else "another rjdata"
        yield f"its form {said['lockFormat']!r} is that of {age}, and this one reads form {FORMAT}: use that, or write it anew"
        return
    body = {name: value for name, value in said.items() if name != "lockDigest"}
    if said.get("lockDigest") != _digest(body):
        yield "it was edited after it was written: its own digest does not agree; write it anew with `rjdata lock`"
        return
    for name in ("version", "digest", "schemaVersion"):
        if not isinstance(said.get(name), str):
            yield f"its `{name}` is no text; write it anew with `rjdata lock`"
    for name in ("tables", "files"):
        if not _is_digests(said.get(name)):
            yield f"its `{name}` are no digests by name; write it anew with `rjdata lock`"


def _is_digests(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(digest, str) for digest in value.values())


def compare_lock(path: str | PathLike[str] = "rjdata.lock") -> tuple[str, ...]:
    """Return what differs between a lock and the data in this package; nothing where all agrees.

    Every table is read and compared with its digest, which :func:`open_locked` leaves to each load.

    Raises
    ------
    FileNotFoundError
        If there is no lock.
    LockMismatchError
        If it cannot be read; see :func:`read_lock`.
    """
    lock = read_lock(path)
    try:
        return (*_compare(lock), *_damaged_tables(lock.version))
    except (OSError, ValueError) as error:
        return (f"data version {lock.version} cannot be read: {error}",)


def _damaged_tables(version: str) -> Iterator[str]:
    if version not in list_versions():
        return
    release = open_release(version)
    for name in release.tables:
        try:
            release.read_bytes(name)
        except (OSError, DigestMismatchError) as error:
            yield f"table {name}: {error}"


def _compare(lock: Lock) -> tuple[str, ...]:
    try:
        release = open_release(lock.version)
    except UnknownVersionError:
        remedy = "install the rjdata that the lock was written with, or write it anew with `rjdata lock`"
        return (f"data version {lock.version} is not in this package (it has {', '.join(list_versions())}): {remedy}",)
    return (*_differences(lock, lock_release(release)), *_other_files(lock))


def _differences(lock: Lock, here: Lock) -> Iterator[str]:
    if lock.digest != here.digest:
        yield f"digest of data version {lock.version}: locked {lock.digest}, here {here.digest}"
    if lock.schema_version != here.schema_version:
        yield f"version of the tables' shape: locked {lock.schema_version}, here {here.schema_version}"
    for table in sorted({*lock.tables, *here.tables}):
        then, now = lock.tables.get(table), here.tables.get(table)
        if then != now:
            yield f"table {table}: locked {then or 'not there'}, here {now or 'not there'}"


def _other_files(lock: Lock) -> Iterator[str]:
    here = registry(lock.version) if lock.files else {}
    for key, digest in lock.files.items():
        if key not in here:
            yield f"remote file {key}: data version {lock.version} lists none of that key"
        elif here[key].sha256 != digest:
            yield f"remote file {key}: locked {digest}, here {here[key].sha256}"


def open_locked(path: str | PathLike[str] = "rjdata.lock") -> Release:
    """Open the release that a lock names: this and nothing else.

    Parameters
    ----------
    path
        A lock file, as :func:`write_lock` or ``rjdata lock`` writes it.

    Raises
    ------
    FileNotFoundError
        If there is none.
    LockMismatchError
        If the data in this package is not the data locked, or the lock cannot be read. It says what differs.
    """
    lock = read_lock(path)
    differences = _compare(lock)
    if differences:
        raise LockMismatchError(str(path), differences)
    return open_release(lock.version)

"""The cache: ``<cache>/<sha256>/<file name>``, and beside each file a stamp that says when it was last found right."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from hashlib import file_digest
from pathlib import Path

import attrs

from rjdata.remote.registry import RemoteFile, registry
from rjdata.versions import list_versions

STAMP = ".verified"
_TEMPORARY = re.compile(r"tmp[a-z0-9_]+")
"""How files are named that are being downloaded, by pooch, as tempfile names them."""


@lru_cache
def _default_folder() -> str:
    import pooch

    return str(pooch.os_cache("rjdata"))


def cache_folder() -> str:
    """Return the folder of the cache as text: ``RJDATA_CACHE_DIR``, else the one that the system gives for caches."""
    chosen = os.environ.get("RJDATA_CACHE_DIR")
    if not chosen:
        return _default_folder()
    return chosen if os.path.isabs(chosen) else os.path.abspath(os.path.expanduser(chosen))


def find_cache() -> Path:
    """Return the folder of the cache, whether it exists or not.

    Returns
    -------
    pathlib.Path
        ``RJDATA_CACHE_DIR``, else the folder that the system gives for caches.
    """
    return Path(cache_folder())


def cached_path(file: RemoteFile) -> str:
    """Return where a file lies once it is fetched. Text, not a path: pathlib costs more than the open of a cached file."""
    return os.path.join(cache_folder(), file.sha256, file.name)


def size_of(path: str) -> int | None:
    """Return the size of a file in bytes, or ``None`` where there is none."""
    try:
        return os.path.getsize(path)
    except OSError:
        return None


def _state(path: str) -> bytes:
    state = os.stat(path)
    return b"%d %d" % (state.st_size, state.st_mtime_ns)


def is_stamped(path: str) -> bool:
    """Whether the file is, by size and time, the one that was last found right."""
    try:
        stamp = os.open(path + STAMP, os.O_RDONLY)
    except OSError:
        return False
    try:
        return os.read(stamp, 64) == _state(path)
    except OSError:
        return False
    finally:
        os.close(stamp)


def holds(path: str, file: RemoteFile) -> bool:
    """Whether the bytes at `path` are those of the file. If so they are stamped, where the folder can be written."""
    try:
        state = _state(path)
        is_right = digest_of(path) == file.sha256
    except OSError:
        return False
    if is_right:
        write_stamp(path, state)
    return is_right


def digest_of(path: str | os.PathLike[str]) -> str:
    """Return the SHA-256 of a file."""
    with open(path, "rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def write_stamp(path: str, state: bytes | None = None) -> None:
    """Say that the file was found right: in the state that it had before it was hashed, else in the one that it has."""
    # Under a name of its own first: two processes may stamp the same file, and a reader must not see half a stamp.
    half = f"{path}{STAMP}-{os.getpid()}"
    try:
        with open(half, "wb") as stamp:
            stamp.write(state or _state(path))
        os.replace(half, path + STAMP)
    except OSError:
        # A cache that cannot be written, or is full, still serves what it holds; it is hashed each time.
        return


def sweep(folder: Path) -> None:
    """Remove what downloads left in a folder that were killed."""
    for path in folder.iterdir():
        if _TEMPORARY.fullmatch(path.name):
            with suppress(OSError):
                path.unlink()


@attrs.frozen
class CachedFile:
    """A file in the cache.

    Attributes
    ----------
    key
        Its key, or ``None`` where no version in the package lists it.
    path
        Where it lies.
    size
        Its size there, in bytes.
    is_right
        Whether its bytes were found right: by the stamp in :func:`list_cache`, by their digest in :func:`verify_cache`.
    """

    key: str | None
    path: Path
    size: int
    is_right: bool


def list_cache() -> tuple[CachedFile, ...]:
    """List the files in the cache, by path. Nothing is hashed.

    Returns
    -------
    tuple of CachedFile
        Key, path and size of each, and whether its stamp says that it was found right.
    """
    return tuple(_entry(path, file, is_right=file is not None and is_stamped(str(path))) for path, file in _files())


def verify_cache() -> tuple[CachedFile, ...]:
    """Hash every file in the cache.

    Returns
    -------
    tuple of CachedFile
        Key, path and size of each, and whether its bytes are those of the release.
    """
    return tuple(_entry(path, file, is_right=file is not None and holds(str(path), file)) for path, file in _files())


def prune_cache() -> tuple[Path, ...]:
    """Remove from the cache what no version in the package lists, what is damaged, and what broken downloads left.

    Only folders that are named as a digest are touched. Do not call it while a file is being fetched.

    Returns
    -------
    tuple of pathlib.Path
        What was removed.
    """
    removed = []
    known = {file.sha256: file for file in _known()}
    for folder in _folders():
        if folder.name not in known:
            _remove(folder)
            removed.append(folder)
            continue
        file = known[folder.name]
        target = folder / file.name
        stale = [path for path in sorted(folder.iterdir()) if _is_leftover(path, file)]
        if (target.exists() or target.is_symlink()) and not holds(str(target), file):
            # What was made of it (its stamp, a table parsed and kept) stands beside it and goes with it.
            stale = sorted(folder.iterdir())
        for path in stale:
            _remove(path)
        removed += stale
    return tuple(removed)


def _remove(path: Path) -> None:
    """Remove a file or a folder; of a link, the link and not what it leads to."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _known() -> Iterator[RemoteFile]:
    for version in list_versions():
        yield from registry(version).values()


def _folders() -> Iterator[Path]:
    root = find_cache()
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        if folder.is_dir() and len(folder.name) == 64 and set(folder.name) <= set("0123456789abcdef"):
            yield folder


def _files() -> Iterator[tuple[Path, RemoteFile | None]]:
    known = {file.sha256: file for file in _known()}
    for folder in _folders():
        file = known.get(folder.name)
        for path in sorted(folder.iterdir()):
            if not path.exists():
                # A link that leads nowhere, or what another process has just removed.
                continue
            if file is not None and path.name == file.name:
                yield path, file
            elif file is None and path.is_file() and _is_kept(path):
                yield path, None


def _is_leftover(path: Path, file: RemoteFile) -> bool:
    return bool(_TEMPORARY.fullmatch(path.name)) or path.name.startswith(f"{file.name}{STAMP}-")


def _is_kept(path: Path) -> bool:
    """Whether this is a file that was fetched, and no lock, stamp or half."""
    return not (path.name.startswith(".") or STAMP in path.name or _TEMPORARY.fullmatch(path.name))


def _entry(path: Path, file: RemoteFile | None, *, is_right: bool) -> CachedFile:
    return CachedFile(file.key if file else None, path, path.stat().st_size, is_right)

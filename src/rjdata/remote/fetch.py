"""A file by its key: from the cache where it is right, else from the mirrors and the publisher's address in turn."""

import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from rjdata.errors import CacheNotWritableError, FetchError, IntegrityError, MirrorWarning, OfflineError, RemoteFileNotFoundError
from rjdata.handle import caller_level
from rjdata.remote.cache import cached_path, holds, is_stamped, sweep, write_stamp
from rjdata.remote.lock import lock
from rjdata.remote.registry import RemoteFile, find_file

if TYPE_CHECKING:
    from rjdata.remote.download import Patience

Verify = Literal["stamp", "full"]


def fetch_file(key: str, *, version: str | None = None, verify: Verify = "stamp", progressbar: bool = False) -> Path:
    """Return the path of a file, which is fetched where the cache does not hold it.

    Parameters
    ----------
    key
        Key of the file; :func:`rjdata.list_files` lists them.
    version
        Data version, ``YYYY.M.N``; the newest in the package by default.
    verify
        How a file in the cache is checked: ``stamp`` compares size and time with those it had when its digest was last found right,
        ``full`` takes its digest again.
    progressbar
        Whether a bar shows the progress of a download on standard error. It needs the extra ``progress``.

    Returns
    -------
    pathlib.Path
        Where the file lies in the cache. Its bytes are those whose digest the release was frozen with.

    Raises
    ------
    UnknownRecordError
        If no file has the key.
    OfflineError
        If the file is not in the cache and ``RJDATA_OFFLINE`` is set.
    IntegrityError
        If an address gave other bytes, and none the right ones.
    RemoteFileNotFoundError
        If no address has the file.
    CacheNotWritableError
        If the cache cannot be written.
    FetchError
        If it could not be fetched for another reason.

    Notes
    -----
    ``RJDATA_CACHE_DIR`` moves the cache. ``RJDATA_MIRROR`` names base addresses, divided by spaces, that are asked first and in turn for
    ``<base>/<sha256>/<file name>``; one that fails is passed over with a :class:`~rjdata.errors.MirrorWarning`. With ``RJDATA_OFFLINE=1``
    no connection is opened; mirrors with a ``file`` address still serve. Terms of use differ from file to file:
    :attr:`~rjdata.remote.RemoteFile.licence`.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.fetch_file("hs_sections", version="2026.11.0").name
    'sections.csv'
    """
    file = find_file(key, version)
    path = cached_path(file)
    if verify == "stamp" and is_stamped(path):
        return Path(path)
    if verify not in ("stamp", "full"):
        raise ValueError(f"verify is {verify!r}; it is 'stamp' or 'full'")
    return fetch(file, with_progress=progressbar)


def fetch(file: RemoteFile, *, patience: "Patience | None" = None, with_progress: bool = False) -> Path:
    """Return the path of a file after its digest was taken, and fetch it where that is not right. Tests give a patience of their own."""
    path = cached_path(file)
    if holds(path, file):
        return Path(path)
    addresses = addresses_of(file)
    if not addresses:
        problem = f"RJDATA_OFFLINE is set and {_told(path)}"
        remedy = "Unset RJDATA_OFFLINE, put the file into the cache, or name a file:// mirror in RJDATA_MIRROR."
        raise OfflineError(file.key, file.address, path, problem, remedy)
    # Only now: requests stands on the path of no file that is in the cache.
    from rjdata.remote.download import Patience

    patience = patience or Patience()
    now = patience.clock()
    until = now + patience.total_seconds
    folder = Path(path).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = f"the folder of the cache cannot be made: {error.strerror}"
        raise CacheNotWritableError(file.key, file.address, path, problem, "Set RJDATA_CACHE_DIR to one that can be written.") from error
    # Half of the time for another process to finish, so that the other half is left where it does not.
    with lock(folder / ".lock", until=now + patience.total_seconds / 2, clock=patience.clock, wait=patience.wait) as is_held:
        # Another process may have fetched it meanwhile.
        if not holds(path, file):
            if is_held:
                sweep(folder)
            failures = _take_first(file, addresses, path, until, patience, with_progress=with_progress)
            if failures:
                told = tuple((error.address, error.problem) for error in failures)
                warnings.warn(MirrorWarning(file.key, told), stacklevel=caller_level())
    return Path(path)


def addresses_of(file: RemoteFile) -> tuple[str, ...]:
    """Return where a file may be asked for, in order: the mirrors, then the publisher's address; offline, only files."""
    bases = os.environ.get("RJDATA_MIRROR", "").split()
    addresses = (*(f"{base.rstrip('/')}/{file.sha256}/{quote(file.name)}" for base in bases), file.address)
    if os.environ.get("RJDATA_OFFLINE", "0") in ("", "0"):
        return addresses
    return tuple(address for address in addresses if address.startswith("file:"))


def _take_first(
    file: RemoteFile, addresses: tuple[str, ...], path: str, until: float, patience: "Patience", *, with_progress: bool
) -> list[FetchError]:
    """Put the file in its place from the first address that gives it; return why those before it did not."""
    from rjdata.remote.download import Download

    failures: list[FetchError] = []
    for left, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
        now = patience.clock()
        # An equal share of the time that is left: a mirror that drips must not use up the time of those after it.
        share = now + (until - now) / left
        try:
            Download(file, address, path, share, patience, with_progress).run()
        except CacheNotWritableError:
            raise
        except FetchError as error:
            failures.append(error)
        else:
            write_stamp(path)
            return failures
    raise _joined(failures, path) from failures[-1]


def _joined(failures: list[FetchError], path: str) -> FetchError:
    kinds, last = {type(error) for error in failures}, failures[-1]
    kind = IntegrityError if IntegrityError in kinds else RemoteFileNotFoundError if kinds == {RemoteFileNotFoundError} else FetchError
    # The text names the last address itself.
    problems = [*(f"{error.address}: {error.problem}" for error in failures[:-1]), last.problem]
    if Path(path).exists():
        problems.append(_told(path))
    return kind(last.key, last.address, path, "; ".join(problems), last.remedy)


def _told(path: str) -> str:
    return "the copy in the cache is damaged and was not used" if Path(path).exists() else "the file is not in the cache"

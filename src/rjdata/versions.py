"""Data versions: how they are written, ordered, listed and chosen. They are not versions of the code."""

import os
from functools import cache

from rjdata.errors import UnknownVersionError, nearest

VERSION_PATTERN = r"^[0-9]{4}\.([1-9]|1[0-2])\.(0|[1-9][0-9]*)$"
RELEASES = os.path.join(os.path.dirname(__file__), "_data", "releases")
_SUFFIX = ".json"


def version_order(version: str) -> tuple[int, ...]:
    """Return what data versions are sorted by: year, month, number.

    Examples
    --------
    >>> sorted(["2026.11.0", "2026.2.1"], key=version_order)
    ['2026.2.1', '2026.11.0']
    """
    return tuple(int(part) for part in version.split("."))


def list_versions() -> tuple[str, ...]:
    """List the data versions in this package, oldest first.

    Returns
    -------
    tuple of str
        Versions as ``YYYY.M.N``. The last is the one that ``version=None`` means.

    Examples
    --------
    >>> import rjdata
    >>> "2026.11.0" in rjdata.list_versions()
    True
    """
    return _list_in(RELEASES)


@cache
def _list_in(folder: str) -> tuple[str, ...]:
    """List the versions of a folder, once: every call without a version asks, and an installed package does not change."""
    names = (name.removesuffix(_SUFFIX) for name in os.listdir(folder) if name.endswith(_SUFFIX))
    return tuple(sorted((name for name in names if name.replace(".", "").isdecimal()), key=version_order))


def choose_version(version: str | None) -> str:
    """Return the version that is meant: the argument, else ``RJDATA_VERSION``, else the newest in the package.

    Raises
    ------
    UnknownVersionError
        If the package does not hold it.
    """
    known = list_versions()
    chosen = version if version is not None else os.environ.get("RJDATA_VERSION") or known[-1]
    if chosen not in known:
        raise UnknownVersionError(str(chosen), nearest(chosen, known))
    return chosen

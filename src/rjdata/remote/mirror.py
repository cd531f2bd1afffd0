"""A mirror: the files under the names by which a mirror is asked, for machines without a network."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

from rjdata.errors import ExportError
from rjdata.remote.cache import digest_of
from rjdata.remote.fetch import fetch_file
from rjdata.remote.registry import find_file, list_files


def write_mirror(folder: str | os.PathLike[str], *, keys: Iterable[str] | None = None, version: str | None = None) -> tuple[Path, ...]:
    """Write a mirror that ``RJDATA_MIRROR`` can name, as a ``file`` address or served over https.

    What the folder holds already and is right stays untouched, so that a mirror can be completed.

    Parameters
    ----------
    folder
        Where to write ``<sha256>/<file name>``.
    keys
        Keys of the files; all of the release by default.
    version
        Data version, ``YYYY.M.N``; the newest in the package by default.

    Returns
    -------
    tuple of pathlib.Path
        The files of the mirror, in the order of the keys.

    Raises
    ------
    UnknownRecordError
        If no file has one of the keys; nothing is fetched then.
    FetchError
        If a file could not be fetched; those before it are there.
    ExportError
        If the folder cannot be written.

    Examples
    --------
    >>> from rjdata.remote import write_mirror
    >>> [path.name for path in write_mirror("mirror", keys=["hs_sections"], version="2026.11.0")]
    ['sections.csv']
    """
    chosen = [file.key for file in list_files(version=version)] if keys is None else list(keys)
    written = []
    for file in [find_file(key, version) for key in chosen]:
        target = Path(folder) / file.sha256 / file.name
        if not target.exists() or digest_of(target) != file.sha256:
            source = fetch_file(file.key, version=version, verify="full")
            try:
                _copy(source, target)
            except OSError as error:
                raise ExportError(str(folder), f"the mirror could not be written ({error})", "Name a folder that can be") from error
        written.append(target)
    return tuple(written)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    # Under a name of its own first: whoever serves the mirror must not serve half a file. Threads, and containers, share their number.
    half = target.with_name(f"tmp{uuid4().hex}")
    try:
        shutil.copyfile(source, half)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)

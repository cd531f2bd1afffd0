"""A release, and how one is opened."""

import os
from collections.abc import Callable, Iterable
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import attrs

from rjdata.errors import DigestMismatchError
from rjdata.schema import read_licences, read_table
from rjdata.store import DATA, read_manifest, read_object
from rjdata.typed import TypedHandle
from rjdata.versions import choose_version

if TYPE_CHECKING:
    from pathlib import Path

    from rjdata.citation import Citation
    from rjdata.export.files import Format
    from rjdata.models import Record
    from rjdata.tables import TableName


@attrs.frozen(repr=False)
class Release(TypedHandle):
    """Tables that belong together, under one version and one digest. Open one with :func:`rjdata.open_release`.

    ``release.projects`` holds the records of a main table, ``release.get_project(id)`` returns one of them, ``release.load_projects()`` and
    ``release.load_table(name)`` load frames: what the module's functions do, for this release. A release pickles as its version and
    digest.
    """

    def __reduce__(self) -> "tuple[Callable[..., Release], tuple[str, str, date | None]]":
        return _reopen, (self.version, self.digest, self.known_on)

    def as_of(self, day: date | str) -> "Release":
        """Return what our sources had made public by a day.

        A row is there if any of its evidence was public by then, or if a row that is there refers to it. A source counts from the last
        day on which it can have been published; where that is not known, from the day on which we read it; else from no day. A field
        whose own evidence is all later is missing. Stage and participation are those of the last row of history known.

        Rows that rest on sources without a date alone are in no vintage, save where another row refers to them. They are listed in
        ``undated``, and in ``attrs["rjdata"]["undated"]`` of each frame: ids, parted by a space.

        Parameters
        ----------
        day
            A day, as a date or as ``YYYY-MM-DD``.

        Raises
        ------
        InvalidDateError
            If the text is no day, or the day lies after the release was frozen.

        Examples
        --------
        >>> release = open_release("2026.11.0")
        >>> len(release.as_of("2016-12-01").projects) < len(release.projects)
        True
        """
        from rjdata.vintage import known_by

        return known_by(self, day)

    def cite(self, table: str | None = None, *, records: "Iterable[str | Record]" = ()) -> "Citation":
        """Cite this release, a table of it, or the sources of some records. See :func:`rjdata.cite`."""
        from rjdata.citation import cite_release

        return cite_release(self, table, records=records)

    def export(
        self,
        folder: str | os.PathLike[str],
        *,
        format: "Format" = "csv",  # noqa: A002 - the word that pandas and the command line use
        tables: "Iterable[TableName] | None" = None,
        overwrite: bool = False,
    ) -> "Path":
        """Write the tables as files, with the metadata that catalogues and other tools read beside them.

        A folder holds one file a table; ``datapackage.json`` (Data Package 2.0); ``schemas/<table>.json`` (JSON Schema of its records);
        ``dataset.jsonld`` (schema.org) and ``croissant.json`` (Croissant 1.1). The same release gives the same bytes; a CSV file has those
        that were frozen.

        Parameters
        ----------
        folder
            Folder to write; made where there is none.
        format
            ``csv``; ``jsonl``, a line of JSON a row, every column in each, numbers with the digits of the release; or ``parquet``.
        tables
            Names of tables; by default all. References to a table that is not written are left out of the metadata.
        overwrite
            Whether to write into a folder that is not empty. Files of the same names are replaced, others stay.

        Returns
        -------
        pathlib.Path
            The folder.

        Raises
        ------
        UnknownTableError
            If the release has no table of a name.
        ValueError
            If `format` is another word.
        ExportError
            If the folder is not empty, or cannot be written.
        MissingExtraError
            If ``parquet`` is asked for and ``pyarrow`` is not installed (extra ``parquet``).

        Examples
        --------
        >>> import tempfile
        >>> folder = open_release("2026.11.0").export(tempfile.mkdtemp(), tables=["sectors"])
        >>> sorted(path.name for path in folder.iterdir())
        ['croissant.json', 'datapackage.json', 'dataset.jsonld', 'schemas', 'sectors.csv']
        """
        from rjdata.export.folder import write_folder

        return write_folder(self, folder, form=format, tables=tables, overwrite=overwrite)

    def to_parquet(self, folder: str | os.PathLike[str], *, tables: "Iterable[TableName] | None" = None) -> "Path":
        """Write tables as ``<folder>/<table>.parquet``, for any engine. See :func:`rjdata.frames.to_parquet`.

        Parameters
        ----------
        folder
            Where to write; made where it is not there.
        tables
            Names of tables; all by default.

        Returns
        -------
        pathlib.Path
            The folder.

        Raises
        ------
        UnknownTableError
            If the release has no such table; then nothing is written.
        MissingExtraError
            If ``pyarrow`` is not installed (extra ``parquet``).

        Examples
        --------
        >>> release = open_release("2026.11.0")
        >>> release.to_parquet("rjdata-2026.11.0", tables=["projects", "sectors"])  # doctest: +SKIP
        PosixPath('rjdata-2026.11.0')
        """
        from pathlib import Path

        from rjdata.parquet import require_pyarrow, to_parquet

        require_pyarrow("Release.to_parquet")
        names = [self.find_table(name).name for name in (self.tables if tables is None else tables)]
        for name in names:
            to_parquet(self.load_table(cast("TableName", name)), folder)
        return Path(folder)


_opened: dict[str, Release] = {}


def _open(version: str) -> Release:
    if version not in _opened:
        # Of two threads that open at once, both get what the first has made, and share its records.
        _opened.setdefault(version, _open_in(DATA, version))
    return _opened[version]


def _open_in(folder: str, version: str) -> Release:
    manifest = read_manifest(version, folder)
    tables = {name: read_table(name, described) for name, described in manifest["tables"].items()}
    return Release(
        version=manifest["version"],
        digest=manifest["digest"],
        frozen_on=date.fromisoformat(manifest["frozenOn"]),
        schema_version=manifest["schemaVersion"],
        tables=MappingProxyType(tables),
        read=lambda table: read_object(table.path, table.digest, folder),
        licences=read_licences(manifest),
    )


def _reopen(version: str, digest: str, known_on: date | None) -> Release:
    release = open_release(version)
    if release.digest != digest:
        remedy = "The pickle was written with other bytes of this version: open the release again and write a new one"
        raise DigestMismatchError(f"data version {version}", digest, release.digest, remedy)
    return release if known_on is None else release.as_of(known_on)


def open_release(version: str | None = None) -> Release:
    """Open a release of the data: tables that belong together, under one digest. Only the manifest is read; tables are when asked for.

    Parameters
    ----------
    version
        Data version as :func:`rjdata.list_versions` lists it; by default ``RJDATA_VERSION`` or the newest in the package.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version. Another is never put in its place.
    DigestMismatchError
        If the manifest was changed after it was frozen.

    Examples
    --------
    >>> import rjdata
    >>> release = rjdata.open_release("2026.11.0")
    >>> release.tables["project_stakes"].key
    'project_stake_id'
    """
    return _open(choose_version(version))


def list_tables(*, version: str | None = None) -> tuple[str, ...]:
    """List the tables of a release, every main table with its children behind it.

    Examples
    --------
    >>> "project_stakes" in list_tables(version="2026.11.0")
    True
    """
    return tuple(open_release(version).tables)

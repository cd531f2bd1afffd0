"""Names beside ids. Which column refers to which table is what the release says of its columns."""

from typing import Any

import pandas as pd

from rjdata.errors import MissingColumnError
from rjdata.frames.origin import find_release, leftmost_table, load
from rjdata.release import Release
from rjdata.schema import Table

_SHOWN = ("name", "title")
"""What a record is called, whichever its table has first."""


def names(ids: "pd.Series[Any]", *, version: str | None = None) -> "pd.Series[Any]":
    """Return the names of the records that a series of ids refers to.

    Parameters
    ----------
    ids
        A column of a frame, under its own name: ``holder_actor_id``.
    version
        Data version, where not that of the series.

    Returns
    -------
    pandas.Series
        Name of each record, or title of each source, on the index of `ids`; missing where the id is missing or unknown. Its name is
        that of `ids` with ``_name`` instead of ``_id``.

    Raises
    ------
    MissingColumnError
        If no column of that name refers to a table whose records have names.

    Examples
    --------
    >>> import rjdata
    >>> stakes = rjdata.load_table("project_stakes", version="2026.11.0")
    >>> rjdata.frames.names(stakes["holder_actor_id"]).name
    'holder_actor_name'
    """
    release = find_release(ids, version=version)
    column = str(ids.name)
    table = _referred(release).get(column)
    if table is None:
        raise MissingColumnError("actor_id, or another that refers to a table with names", "names", (column,))
    return _look_up(ids, _names_by_id(release, table))


def with_names(frame: pd.DataFrame, *, version: str | None = None) -> pd.DataFrame:
    """Add ``<x>_name`` behind every column ``<x>_id`` that refers to a table whose records have names.

    These are actors, people, places, sectors, projects, agreements, packages, events and sources. The leftmost key gets no
    second name where the name of its record stands in the frame, and a column that is there already is left as it is.

    Parameters
    ----------
    frame
        Any frame with columns named as in the tables.
    version
        Data version, where not that of the frame.

    Returns
    -------
    pandas.DataFrame
        The same rows on the same index, with attrs; a name is missing where the id is missing or unknown.

    Examples
    --------
    >>> import rjdata
    >>> stakes = rjdata.load_table("project_stakes", version="2026.11.0")
    >>> list(rjdata.frames.with_names(stakes).columns[:5])
    ['project_stake_id', 'project_id', 'project_name', 'holder_actor_id', 'holder_actor_name']
    """
    release = find_release(frame, version=version)
    own = leftmost_table(frame, release)
    result, by_table = frame.copy(), dict[str, "pd.Series[Any]"]()
    for column, table in _referred(release).items():
        is_named = own is table and table.key == column and _shown(table) in frame.columns
        if column not in frame.columns or is_named or _name_column(column) in frame.columns:
            continue
        if table.name not in by_table:
            by_table[table.name] = _names_by_id(release, table)
        result.insert(list(result.columns).index(column) + 1, _name_column(column), _look_up(frame[column], by_table[table.name]))
    return result


def _shown(table: Table) -> str:
    return next((name for name in _SHOWN if name in table.column_names), "")


def _name_column(column: str) -> str:
    return column.removesuffix("_id") + "_name"


def _names_by_id(release: Release, table: Table) -> "pd.Series[Any]":
    return load(release, table.name).set_index(table.key)[_shown(table)]


def _look_up(ids: "pd.Series[Any]", by_id: "pd.Series[Any]") -> "pd.Series[Any]":
    # Not Series.map, whose dtype depends on what is found.
    found = by_id.reindex(pd.Index(ids.to_numpy(dtype=object), dtype=object))
    return pd.Series(found.array, index=ids.index, name=_name_column(str(ids.name)))


def _referred(release: Release) -> dict[str, Table]:
    """Map every column that refers to a table with names to that table."""
    named = {name: table for name, table in release.tables.items() if not table.parent and _shown(table)}
    keys = {table.key: table for table in named.values()}
    columns = (column for table in release.tables.values() for column in table.columns)
    return keys | {column.name: named[column.references] for column in columns if column.references in named}

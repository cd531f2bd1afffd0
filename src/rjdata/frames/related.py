"""What hangs on the rows of a frame: their records, their evidence, their children."""

from copy import deepcopy
from typing import TYPE_CHECKING

import pandas as pd

from rjdata.errors import MissingColumnError, UnknownTableError
from rjdata.frames.origin import find_origin, read_label

if TYPE_CHECKING:
    from rjdata.models import Record
    from rjdata.tables import TableName

_OF_SOURCES = ("publisher", "title", "url", "kind", "published_not_before")


def to_records(frame: pd.DataFrame, *, version: str | None = None) -> "tuple[Record, ...]":
    """Return the rows as frozen typed records, nested with their children, in the order of the rows.

    They are the records of the release with the ids of the rows: what was changed in the frame is not in them.

    Parameters
    ----------
    frame
        Rows of any table, with its key column. An id that stands in several rows gives its record as often.
    version
        Data version, where not that of the frame.

    Returns
    -------
    tuple of Record
        Records of the table's model in :mod:`rjdata.models`: for ``projects``, :class:`~rjdata.models.Project`.

    Raises
    ------
    MissingColumnError
        If the frame has no key column.
    UnknownRecordError
        If an id names no record of the release.

    Warns
    -----
    RecordMovedWarning
        If an id was merged into another; that other record is returned.

    Examples
    --------
    >>> import rjdata
    >>> projects = rjdata.load_projects(version="2026.11.0").head(3)
    >>> [project.project_id for project in rjdata.frames.to_records(projects)] == list(projects["project_id"])
    True
    """
    origin = find_origin(frame, needed_by="to_records", version=version)
    return tuple(origin.release.get_record(origin.table.name, str(record_id)) for record_id in frame[origin.table.key])


def evidence(frame: pd.DataFrame, *, field: str | None = None, version: str | None = None) -> pd.DataFrame:
    """Return the evidence that the rows and their children rest on, with its sources.

    Parameters
    ----------
    frame
        Rows of any table, with its key column.
    field
        Only what states this field of the rows themselves, or a row as a whole.
    version
        Data version, where not that of the frame.

    Returns
    -------
    pandas.DataFrame
        Rows of ``evidence``, each once, with ``publisher``, ``title``, ``url``, ``kind`` and ``published_not_before`` of its source.
        They follow the order of the frame's rows; for one row its own evidence comes first, then that of its children, table by table.
        The index counts from 0.

    Raises
    ------
    MissingColumnError
        If the frame has no key column, or its table no such field.

    Examples
    --------
    >>> import rjdata
    >>> projects = rjdata.load_projects(version="2026.11.0")
    >>> stated = rjdata.frames.evidence(projects, field="name")
    >>> set(stated["table"]) <= {"projects"}
    True
    """
    origin = find_origin(frame, needed_by="evidence", version=version)
    if field is not None and field not in origin.table.column_names:
        raise MissingColumnError(field, f"evidence(field={field!r})", origin.table.column_names)
    children = [table.name for table in origin.children] if field is None else []
    stated = origin.load("evidence")
    label = read_label(stated)
    if field is not None:
        stated = stated[stated["field"].isna() | (stated["field"] == field)]
    rows = _rows_about(frame[origin.table.key], stated, [origin.table.name, *children])
    sources = origin.load("sources")[["source_id", *_OF_SOURCES]]
    result = stated.iloc[rows].merge(sources, on="source_id", how="left")
    result.attrs = {"rjdata": {**label, "joined": "sources"}}
    return result


def _rows_about(ids: "pd.Series[str]", stated: pd.DataFrame, tables: list[str]) -> list[int]:
    """Return where the evidence of rows with these ids stands, ordered by id, then by table; the first table is that of the ids."""
    order = {record_id: place for place, record_id in enumerate(ids.drop_duplicates())}
    ranks = {table: rank for rank, table in enumerate(tables)}
    found: list[tuple[int, int, int]] = []
    for row, (table, record_id) in enumerate(zip(stated["table"], stated["record_id"], strict=True)):
        # The id of a child is that of its parent, a full stop and its own part, so that no child table needs to be read.
        owner = record_id if table == tables[0] else record_id.partition(".")[0]
        if table in ranks and owner in order:
            found.append((order[owner], ranks[table], row))
    return [row for _, _, row in sorted(found)]


def join_child(frame: pd.DataFrame, table: "TableName", *, version: str | None = None) -> pd.DataFrame:
    """Put the rows of a child table beside their parents: one row a child, and one for each parent without children.

    Parameters
    ----------
    frame
        Rows of a main table, with its key column.
    table
        A child table of it, such as ``project_stakes`` for ``projects``.
    version
        Data version, where not that of the frame.

    Returns
    -------
    pandas.DataFrame
        The columns of the frame, then those of the child without its parent's key. A child column whose name the frame has too
        carries the singular of the child table in front, as in ``project_stake_note``, so that ids still end in ``_id`` and dates stand
        beside their precision. Rows follow the frame, then the child table; the index counts from 0. In a row for a parent without
        children the child's columns are missing.

    Raises
    ------
    MissingColumnError
        If the frame has no key column.
    UnknownTableError
        If the table is no child of the frame's table.

    Notes
    -----
    To other functions the result is still rows of the main table, each as often as it has children. Count and add after that only
    over columns of the child.

    Examples
    --------
    >>> import rjdata
    >>> projects = rjdata.load_projects(version="2026.11.0")
    >>> stakes = rjdata.frames.join_child(projects, "project_stakes")
    >>> set(projects["project_id"]) == set(stakes["project_id"])
    True
    """
    origin = find_origin(frame, needed_by="join_child", version=version)
    names = [child.name for child in origin.children]
    if table not in names:
        raise UnknownTableError(f"{table} below {origin.table.name}", origin.release.version, tuple(names))
    key, singular = origin.table.key, origin.release.tables[table].key.removesuffix("_id")
    child = origin.load(table)
    taken = {*frame.columns} - {key}
    child.columns = pd.Index([_free_name(column, singular, taken) for column in child.columns])
    # Two texts of different dtypes are joined as object; the frame's own dtype is the one to keep.
    result = frame.merge(child.astype({key: frame[key].dtype}), on=key, how="left")
    label = read_label(frame)
    joined = ", ".join([label["joined"], table] if "joined" in label else [table])
    result.attrs = deepcopy(frame.attrs)
    result.attrs["rjdata"] = {**label, "table": origin.table.name, "version": origin.release.version, "joined": joined}
    return result


def _free_name(column: str, singular: str, taken: set[str]) -> str:
    while column in taken:
        column = f"{singular}_{column}"
    return column

"""What hangs on the rows of a frame: their records, their evidence, the citation of it, their children."""

from collections.abc import Mapping
from copy import deepcopy
from typing import TYPE_CHECKING

import pandas as pd

from rjdata.citation import cite_rows
from rjdata.errors import MissingColumnError, UnknownTableError
from rjdata.frame import DTYPES
from rjdata.frames.origin import find_origin, read_label
from rjdata.statements import Claim, Place, arrange, family, read_claims

if TYPE_CHECKING:
    from rjdata.citation import Citation
    from rjdata.models import Record
    from rjdata.tables import TableName

_OF_SOURCES = ("publisher", "title", "url", "kind", "published_not_before", "is_copy", "copy_of")


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
    """Return the evidence that the rows and their children rest on, and that of figures that rival them, with its sources.

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
        Rows of ``evidence``, each once, with ``publisher``, ``title``, ``url``, ``kind`` and ``published_not_before`` of its source, and:

        - ``claim_group``, ``is_preferred`` and ``rivals`` of a figure: the name that it shares with those that state the same otherwise,
          whether it stands for them, and the ids of the others, parted by a space;
        - ``is_copy`` and ``copy_of``: whether the source repeats another, and which, where that is known.

        They follow the order of the frame's rows. For one row rivals come first, the preferred one before the others, then its own
        evidence, then that of its children, table by table; copies stand behind. The index counts from 0.

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
    tables = family(origin.release, origin.table.name) if field is None else [origin.table.name]
    stated = origin.load("evidence")
    label = read_label(stated)
    if field is not None:
        stated = stated[stated["field"].isna() | (stated["field"] == field)]
    sources = _with_copies(origin.load("sources"))[["source_id", *_OF_SOURCES]]
    stated = stated.merge(sources, on="source_id", how="left")
    claims = read_claims(origin.release, tables)
    said = zip(stated["table"], stated["record_id"], stated["is_copy"], strict=True)
    rows = stated.iloc[arrange(said, frame[origin.table.key], tables, claims)].reset_index(drop=True)
    result = _with_claims(rows, claims)
    result.attrs = {"rjdata": {**label, "joined": "sources"}}
    return result


def _with_copies(sources: pd.DataFrame) -> pd.DataFrame:
    copy_of = sources["derived_from_source_id"].fillna(sources["derived_from"])
    return sources.assign(is_copy=(copy_of.notna() | (sources["kind"] == "copy")).astype(DTYPES["boolean"]), copy_of=copy_of)


def _with_claims(stated: pd.DataFrame, claims: Mapping[Place, Claim]) -> pd.DataFrame:
    found = [claims.get(place) for place in zip(stated["table"], stated["record_id"], strict=True)]
    columns = {
        "claim_group": ("string", [claim.group if claim else None for claim in found]),
        "is_preferred": ("boolean", [claim.is_preferred if claim else None for claim in found]),
        "rivals": ("string", [" ".join(claim.rivals) or None if claim else None for claim in found]),
    }
    return stated.assign(**{name: pd.Series(cells, index=stated.index, dtype=DTYPES[kind]) for name, (kind, cells) in columns.items()})


def cite(frame: pd.DataFrame, *, version: str | None = None) -> "Citation":
    """Cite the sources that the rows and their children rest on, each once, after the table itself.

    Parameters
    ----------
    frame
        Rows of any table, with its key column; rows of ``sources`` are cited themselves, rows of ``evidence`` by their sources.
    version
        Data version, where not that of the frame.

    Returns
    -------
    Citation
        As text, BibTeX and CSL-JSON. A source that states terms has them in its line, with the attribution that its licence asks for.

    Raises
    ------
    MissingColumnError
        If the frame has no key column.
    UnknownRecordError
        If an id names no row of the release.

    Examples
    --------
    >>> import rjdata
    >>> wind = rjdata.load_projects(version="2026.11.0").query("project_id == 'tiksi-wind'")
    >>> len(rjdata.frames.cite(wind).text.splitlines()) == 1 + rjdata.frames.evidence(wind)["source_id"].nunique()
    True
    """
    origin = find_origin(frame, needed_by="cite", version=version)
    return cite_rows(origin.release, origin.table.name, (str(record_id) for record_id in frame[origin.table.key]))


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
    # Two texts of different dtypes are joined as object; the frame's own dtype is the one to keep. An index may bear the key's name too.
    result = frame.reset_index(drop=True).merge(child.astype({key: frame[key].dtype}), on=key, how="left")
    label = read_label(frame)
    joined = ", ".join([label["joined"], table] if "joined" in label else [table])
    result.attrs = deepcopy(frame.attrs)
    result.attrs["rjdata"] = {**label, "table": origin.table.name, "version": origin.release.version, "joined": joined}
    return result


def _free_name(column: str, singular: str, taken: set[str]) -> str:
    while column in taken:
        column = f"{singular}_{column}"
    return column

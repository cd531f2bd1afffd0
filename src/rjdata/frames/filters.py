"""Rows of a frame that concern a sector, an actor, a place or a period, or stand at a stage; rows that stand for rival figures."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from rjdata.errors import MissingColumnError, RecordError
from rjdata.frames.origin import Origin, column_names, find_origin, is_marked, keep_rows, require_columns
from rjdata.frames.periods import overlaps, read_period
from rjdata.rows import read_rows
from rjdata.schema import Table

if TYPE_CHECKING:
    import pandas as pd

    from rjdata.frames.origin import Mask
    from rjdata.release import Release

_TELLING = frozenset({"project_history"})
"""Child tables whose actor tells or rules about the parent and need not take part in it."""


def filter_rows(
    frame: "pd.DataFrame",
    *,
    sector: str | Iterable[str] | None = None,
    actor: str | Iterable[str] | None = None,
    place: str | Iterable[str] | None = None,
    stage: str | Iterable[str] | None = None,
    participation: str | Iterable[str] | None = None,
    kind: str | Iterable[str] | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    version: str | None = None,
) -> "pd.DataFrame":
    """Keep the rows that answer to all filters given. A filter with several values keeps what answers to any of them.

    Parameters
    ----------
    frame
        Rows of any table, with its key column.
    sector, actor, place
        Ids. A row answers if a column of its own refers to one of them, or a column of its children: the sectors of a project, its
        participants and stakes, its places; the parties of an agreement; the participants of an event. Whose act a row of a project's
        history is makes nobody a participant. A place stands for its parts too. In ``actors``, `actor` asks for the key, and so on.
    stage, participation, kind
        Words of the column of that name.
    since, until
        First and last day, as ``2016``, ``2016-12``, ``2016-12-16`` or a date. A row answers if it can lie in between: a date known
        to the month or year counts as the whole of it, a period without an end as lasting, one without a beginning as always there. A
        row without any date does not answer. A project answers by its history, plans left out.
    version
        Data version to look children up in, where not that of the frame.

    Returns
    -------
    pandas.DataFrame
        The rows kept, in order, with their index, all columns and attrs.

    Raises
    ------
    MissingColumnError
        If the frame has no key column, or neither it nor its children can answer a filter.
    UnknownRecordError
        If an id names no record.
    RecordError
        If a word is not one of the column's vocabulary.
    InvalidDateError
        If a text is no date, or `until` lies before `since`.

    Examples
    --------
    >>> import rjdata
    >>> projects = rjdata.load_projects(version="2026.11.0")
    >>> working = rjdata.frames.filter_rows(projects, stage=["operating", "under_construction"], since="2016")
    >>> set(working["stage"]) <= {"operating", "under_construction"}
    True
    """
    origin = find_origin(frame, needed_by="filter_rows", version=version)
    kept = np.ones(len(frame), dtype=np.bool_)
    for name, words in (("stage", stage), ("participation", participation), ("kind", kind)):
        if words is not None:
            kept &= _says(frame, origin.table, name, _texts(words))
    for target, ids in (("sectors", sector), ("actors", actor), ("places", place)):
        if ids is not None:
            kept &= _refers(frame, origin, target, _texts(ids))
    if since is not None or until is not None:
        kept &= overlaps(frame, origin, read_period(since, until))
    return keep_rows(frame, kept)


def preferred(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Keep one row of each group of rival figures: the one that stands for it.

    Parameters
    ----------
    frame
        Rows of a table of amounts, capacities, counts, trade or observations, with ``claim_group`` and ``is_preferred``.

    Returns
    -------
    pandas.DataFrame
        The rows kept, in order, with their index, all columns and attrs. A group whose preferred row is not in the frame has none.

    Raises
    ------
    MissingColumnError
        If the frame has no such columns.

    Examples
    --------
    >>> import rjdata
    >>> amounts = rjdata.load_table("project_amounts", version="2026.11.0")
    >>> bool(rjdata.frames.preferred(amounts)["claim_group"].is_unique)
    True
    """
    require_columns(frame, ["claim_group", "is_preferred"], needed_by="preferred")
    return keep_rows(frame, is_marked(frame["is_preferred"]))


def _texts(values: str | Iterable[str]) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(str(value) for value in values)


def _says(frame: "pd.DataFrame", table: Table, name: str, words: tuple[str, ...]) -> "Mask":
    column = next((column for column in table.columns if column.name == name), None)
    if column is None or name not in frame.columns:
        raise MissingColumnError(name, f"filter_rows({name}=…)", column_names(frame))
    if unknown := [word for word in words if word not in column.vocabulary]:
        allowed = ", ".join(column.vocabulary)
        raise RecordError(table.name, name, tuple(f"{word!r} is none of its words: {allowed}" for word in unknown))
    return frame[name].isin(words).to_numpy(dtype=np.bool_)


def _refers(frame: "pd.DataFrame", origin: Origin, target: str, asked: tuple[str, ...]) -> "Mask":
    own, children = _own_columns(origin.table, target), dict(_child_columns(origin, target))
    target_key = origin.release.tables[target].key
    needed_by = f"filter_rows({target_key.removesuffix('_id')}=…)"
    if not own and not children:
        raise MissingColumnError(target_key, needed_by, column_names(frame))
    require_columns(frame, own, needed_by=needed_by)
    ids = _known_ids(origin.release, target, asked)
    found = np.zeros(len(frame), dtype=np.bool_)
    for column in own:
        found |= frame[column].isin(ids).to_numpy(dtype=np.bool_)
    for child, columns in children.items():
        rows = origin.load(child)
        parents = rows.loc[rows[columns].isin(ids).any(axis=1), origin.table.key]
        found |= frame[origin.table.key].isin(parents).to_numpy(dtype=np.bool_)
    return found


def _own_columns(table: Table, target: str) -> list[str]:
    if table.name == target:
        return [table.key]
    # What is primary is one of the children, and these are looked into.
    return [column.name for column in table.columns if column.references == target and not column.name.startswith("primary_")]


def _child_columns(origin: Origin, target: str) -> Iterator[tuple[str, list[str]]]:
    for child in origin.children:
        columns = [column.name for column in child.columns if column.references == target]
        if columns and child.name not in _TELLING and origin.table.name != target:
            yield child.name, columns


_CODES = {"country": "country", "region": "iso_3166_2"}
"""Kinds of places that are found in others by a code, and the column of that code."""


def _known_ids(release: "Release", target: str, asked: tuple[str, ...]) -> set[str]:
    known, key = release.keys(target), release.tables[target].key
    ids = {record_id if record_id in known else str(getattr(release.get_record(target, record_id), key)) for record_id in asked}
    return _with_parts(release, ids) if target == "places" else ids


def _with_parts(release: "Release", places: set[str]) -> set[str]:
    """Add what lies in a place: by its parts, for a country by the country, for a region by its ISO 3166-2 code."""
    rows = {row["place_id"]: row for row in read_rows(release.read_bytes("places"))}
    codes = {rows[place].get(code, "") for place in places for kind, code in _CODES.items() if rows[place]["kind"] == kind} - {""}
    found: set[str] = {place for place, row in rows.items() if codes & {row.get(code) for code in _CODES.values()}}
    places = places | found
    while not places <= found:
        found |= places
        places = {place for place, row in rows.items() if row.get("part_of_place_id") in found}
    return found

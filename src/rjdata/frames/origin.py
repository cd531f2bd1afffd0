"""Where the rows of a frame come from: the table, and the release to look things up in."""

from collections.abc import Iterable
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

import attrs

from rjdata.errors import DigestMismatchError, MissingColumnError, UnknownRecordError, nearest
from rjdata.release import Release, open_release
from rjdata.schema import Table

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from rjdata.tables import TableName

    Mask = npt.NDArray[np.bool_]


@attrs.frozen
class Origin:
    """The table that the rows of a frame are from, and its release."""

    table: Table
    release: Release

    @property
    def children(self) -> tuple[Table, ...]:
        """The child tables of the table."""
        return tuple(table for table in self.release.tables.values() if table.parent == self.table.name)

    def load(self, table: str) -> "pd.DataFrame":
        """Load a table of the release."""
        return load(self.release, table)


def load(release: Release, table: str) -> "pd.DataFrame":
    """Load a table whose name comes from the release itself, so that no type needs to vouch for it."""
    return release.load_table(cast("TableName", table))


def find_origin(frame: "pd.DataFrame", *, needed_by: str, version: str | None) -> Origin:
    """Find out what a frame holds: by its label, else by its leftmost key column.

    Raises
    ------
    MissingColumnError
        If the frame does not have the key column of its table, or no key column at all.
    """
    release = find_release(frame, version=version)
    labelled = release.tables.get(read_label(frame).get("table", ""))
    if labelled is not None:
        require_columns(frame, [labelled.key], needed_by=needed_by)
        return Origin(labelled, release)
    found = leftmost_table(frame, release)
    if found is None:
        raise MissingColumnError("project_id, or the key column of another table", needed_by, column_names(frame))
    return Origin(found, release)


def leftmost_table(frame: "pd.DataFrame", release: Release) -> Table | None:
    """Return the table whose key column stands leftmost: a loaded table begins with its own key, before that of its parent."""
    by_key = {table.key: table for table in release.tables.values()}
    return next((by_key[column] for column in column_names(frame) if column in by_key), None)


def find_release(frame: "pd.DataFrame | pd.Series[Any]", *, version: str | None) -> Release:
    """Open the release that a frame is from, or another that is asked for, in the vintage of the frame."""
    label = read_label(frame)
    release = open_release(version if version is not None else label.get("version"))
    if "known_on" in label:
        release = _vintage(release, label["known_on"])
    table = release.tables.get(label.get("table", ""))
    if version is None and table and label.get("digest", table.digest) != table.digest:
        remedy = "The frame was loaded from other bytes of this version: load it again, or name a version= to look things up in"
        raise DigestMismatchError(f"the table {table.name} of this frame", table.digest, label["digest"], remedy)
    return release


@lru_cache(maxsize=4)
def _vintage(release: Release, known_on: str) -> Release:
    # Every call on a frame of a vintage would otherwise work out all tables of the vintage anew.
    return release.as_of(known_on)


def read_label(frame: "pd.DataFrame | pd.Series[Any]") -> dict[str, str]:
    """Return a copy of what a frame says of itself, empty where it says nothing."""
    label = frame.attrs.get("rjdata", {})
    return dict(label) if isinstance(label, dict) else {}


def column_names(frame: "pd.DataFrame") -> tuple[str, ...]:
    """Return the columns of a frame as text, and before them the name of an index that might be meant."""
    index = [f"{frame.index.name} (as index: call reset_index())"] if frame.index.name is not None else []
    return (*index, *(str(column) for column in frame.columns))


def require_columns(frame: "pd.DataFrame", columns: Iterable[str], *, needed_by: str) -> None:
    """Raise :class:`~rjdata.errors.MissingColumnError` for the first column that the frame does not have."""
    for column in columns:
        if column not in frame.columns:
            raise MissingColumnError(column, needed_by, column_names(frame))


def require_records(origin: Origin, ids: "pd.Series[Any]") -> None:
    """Raise :class:`~rjdata.errors.UnknownRecordError` for the first id that names no record of the table; a missing one names none."""
    known = origin.release.keys(origin.table.name)
    for record_id in ids.dropna():
        if record_id not in known:
            raise UnknownRecordError(origin.table.name, str(record_id), nearest(record_id, known, cutoff=0.6))


def is_marked(flags: "pd.Series[Any]") -> "Mask":
    """Mark the rows whose flag is true, also where a frame read back from CSV has it as text, as a release or pandas spells it."""
    return flags.astype(object).isin([True, "true", "True"]).to_numpy(dtype=bool)


def keep_rows(frame: "pd.DataFrame", kept: "Mask") -> "pd.DataFrame":
    """Return a new frame of the rows marked, with their index, all columns and a copy of the attrs."""
    rows = frame.loc[kept].copy()
    rows.attrs = deepcopy(frame.attrs)
    return rows

"""What was true on a day, as we know now. What was known on a day is another question: :meth:`rjdata.release.Release.as_of`."""

from datetime import date

import pandas as pd

from rjdata.dates import last_day, read_day
from rjdata.errors import MissingColumnError
from rjdata.frames.origin import column_names, find_origin, require_records
from rjdata.rows import read_rows


def status_on(frame: pd.DataFrame, day: str | date, *, version: str | None = None) -> pd.DataFrame:
    """Add the stage of each project and the participation of its Japanese side on a day, as the newest history tells.

    A row of history counts from the last day on which it can have happened: one known to the month from the end of the month, so that
    nothing is placed too early. Plans do not count.

    Parameters
    ----------
    frame
        Rows of ``projects``, with their key.
    day
        A day, as ``YYYY-MM-DD`` or a date.
    version
        Data version, where not that of the frame.

    Returns
    -------
    pandas.DataFrame
        The same rows on the same index, with attrs, and two text columns more, ``stage_on`` and ``participation_on``: the words of
        :class:`~rjdata.models.lifecycle.Stage` and :class:`~rjdata.models.lifecycle.Participation`, ``unknown`` before any row decides.

    Raises
    ------
    MissingColumnError
        If the frame has no ``project_id``.
    UnknownRecordError
        If a ``project_id`` is that of no project: its status is not unknown, it has none.
    InvalidDateError
        If `day` is no day.

    Examples
    --------
    >>> import rjdata
    >>> projects = rjdata.load_projects(version="2026.11.0")
    >>> then = rjdata.frames.status_on(projects, "2019-05-31").set_index("project_id")
    >>> then.loc["arctic-lng-2", ["stage", "stage_on"]].tolist()
    ['agreed', 'unknown']
    """
    origin = find_origin(frame, needed_by="status_on", version=version)
    if origin.table.name != "projects":
        raise MissingColumnError("project_id", "status_on", column_names(frame))
    require_records(origin, frame["project_id"])
    until = read_day(day)
    rows = read_rows(origin.release.read_bytes("project_history"))
    stages: dict[str, str] = {}
    participations: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: int(row["sequence"])):
        happened = last_day(date.fromisoformat(row["happened_on"]), row["happened_on_precision"])
        if row.get("is_plan") != "true" and happened <= until:
            if "stage" in row:
                stages[row["project_id"]] = row["stage"]
            if "participation" in row:
                participations[row["project_id"]] = row["participation"]
    result = frame.copy()
    dtype = frame["project_id"].dtype
    for column, known in (("stage_on", stages), ("participation_on", participations)):
        result[column] = pd.Series([known.get(key, "unknown") for key in frame["project_id"]], index=frame.index, dtype=dtype)
    return result

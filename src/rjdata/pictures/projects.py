"""Projects over time: how many stood at which stage, or had which participation, at the end of each year."""

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from rjdata.errors import MissingColumnError
from rjdata.frames.origin import Origin, column_names, find_origin
from rjdata.frames.periods import read_period
from rjdata.frames.status import status_on
from rjdata.models.lifecycle import Participation, Stage
from rjdata.pictures.canvas import GRID, LEGEND, name_release, open_axes, write_source

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Status = Literal["stage", "participation"]

_WORDS: dict[str, type[Stage] | type[Participation]] = {"stage": Stage, "participation": Participation}
_LOOKS = (
    ("#ffffff", "...."),
    ("#d9e6f2", ""),
    ("#a6c5de", "////"),
    ("#2f6ea5", ""),
    ("#f2c79b", "xxxx"),
    ("#cdbba7", "\\\\\\\\"),
    ("#3b3b3b", ""),
)
"""Fill and hatch of each word, in the order of its vocabulary: neighbours differ in grey, in hatch, or in both."""


def plot_projects(
    frame: pd.DataFrame,
    *,
    by: "Status" = "stage",
    since: str | date | None = None,
    until: str | date | None = None,
    version: str | None = None,
    ax: "Axes | None" = None,
) -> "Axes":
    """Draw projects over time: a bar a year, parted by the stage or the participation at its end, as :func:`rjdata.frames.status_on` tells.

    Projects of which nothing was decided by then are not in the bar: most of them had not begun.

    Parameters
    ----------
    frame
        Rows of ``projects``, with their key.
    by
        ``"stage"``, or ``"participation"`` of the Japanese side.
    since, until
        First and last day of the years to draw. By default all years that ended before the release was frozen (or before the day of
        the vintage), from the first that has a bar.
    version
        Data version, where not that of the frame.
    ax
        Axes to draw on; those of a new figure by default.

    Returns
    -------
    matplotlib.axes.Axes
        A container of bars for each word that occurs, labelled with it; x is the year, height the number of projects.

    Raises
    ------
    MissingColumnError
        If the frame has no ``project_id``, or `by` is another word.
    InvalidDateError
        If `since` or `until` is no day.
    MissingExtraError
        If matplotlib is not installed.

    Examples
    --------
    >>> import rjdata
    >>> projects = rjdata.load_projects(version="2026.11.1")
    >>> ax = rjdata.pictures.plot_projects(projects, by="participation", since="2016")  # doctest: +MATPLOTLIB
    >>> ax.get_ylabel()  # doctest: +MATPLOTLIB
    'Projects, at the end of the year'
    """
    if by not in _WORDS:
        raise MissingColumnError(by, "plot_projects(by=…)", tuple(_WORDS))
    origin = find_origin(frame, needed_by="plot_projects", version=version)
    if origin.table.name != "projects":
        raise MissingColumnError("project_id", "plot_projects", column_names(frame))
    counts = _count(frame, by, _years(origin, since, until), version)
    ax = open_axes(ax, (7.2, 4.4), needed_by="plot_projects")
    below = np.zeros(len(counts))
    for (word, heights), (face, hatch) in zip(counts.items(), _LOOKS, strict=False):
        if heights.any():
            bars: dict[str, Any] = {"facecolor": face, "hatch": hatch, "edgecolor": "0.2", "linewidth": 0.6, "width": 0.8}
            ax.bar(counts.index, heights, bottom=below, label=str(word).replace("_", " "), **bars)
            below += heights.to_numpy()
    what = {"stage": "by stage", "participation": "by participation of the Japanese side"}[by]
    ax.set_title(f"Projects {what}", loc="left")
    ax.set_xlabel("Year")
    ax.set_ylabel("Projects, at the end of the year")
    _tidy(ax, len(frame[origin.table.key].unique()), name_release(origin.release))
    return ax


def _tidy(ax: "Axes", number: int, release: str) -> None:
    from matplotlib.ticker import MaxNLocator

    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.grid(axis="y", **GRID)
    handles, labels = ax.get_legend_handles_labels()
    # From above to below, as the bars lie.
    ax.legend(handles[::-1], labels[::-1], loc="upper left", **LEGEND)
    write_source(ax, f"Source: project_history; {release}", f"Of {number} projects, those of which something was decided by then.")


def _years(origin: Origin, since: str | date | None, until: str | date | None) -> range:
    last = origin.release.known_on or origin.release.frozen_on
    first_day, last_day = read_period(since, until)
    if until is None:
        last_day = last
    first = origin.load("project_history")["happened_on"].min() if since is None else first_day
    ended = last_day.year if (last_day.month, last_day.day) == (12, 31) else last_day.year - 1
    return range(first.year, ended + 1) if not pd.isna(first) else range(0)


def _count(frame: pd.DataFrame, by: "Status", years: range, version: str | None) -> pd.DataFrame:
    """Count the words at the end of each year: a row a year from the first with any, a column a word."""
    projects = frame[["project_id"]].drop_duplicates()
    words = [str(word) for word in _WORDS[by] if word != "unknown"]
    ends = {year: status_on(projects, f"{year}-12-31", version=version)[f"{by}_on"].value_counts() for year in years}
    counts = pd.DataFrame({year: found.reindex(words, fill_value=0) for year, found in ends.items()}, index=words).T.astype(int)
    return counts[counts.any(axis=1).cummax()]

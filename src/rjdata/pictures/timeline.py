"""The story of one project, a line a happening."""

from datetime import date
from textwrap import fill, shorten
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from rjdata.dates import format_partial, last_day
from rjdata.errors import MissingColumnError
from rjdata.frames.origin import column_names, find_origin
from rjdata.frames.stories import timeline
from rjdata.frames.trade import refuse_several
from rjdata.pictures.canvas import GRID, LEGEND, name_release, open_axes, write_source
from rjdata.pictures.fonts import choose_text, name_column

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rjdata.pictures.fonts import Language

_WIDTH = 62


def plot_timeline(frame: pd.DataFrame, *, language: "Language" = "en", version: str | None = None, ax: "Axes | None" = None) -> "Axes":
    """Draw what happened to one project, oldest above: a line a happening, with its date, its kind and what happened.

    A date known to the month or the year is a bar over that time, with its marker on the first day. A plan has a hollow marker on the day
    on which it was told.

    Parameters
    ----------
    frame
        Rows of ``projects`` with one ``project_id``.
    language
        Language of the project's name: ``"en"``, ``"ja"`` or ``"ru"``. Where the name is missing, or no installed font can draw it, the
        English name stands.
    version
        Data version, where not that of the frame.
    ax
        Axes to draw on; those of a new figure by default.

    Returns
    -------
    matplotlib.axes.Axes
        The x axis has days, y the places of the rows of :func:`rjdata.frames.timeline`, from 0 downwards.

    Raises
    ------
    MissingColumnError
        If the frame has no ``project_id``.
    MixedSeriesError
        If it has rows of several projects.
    ValueError
        If `language` is another word.
    MissingExtraError
        If matplotlib is not installed.

    Warns
    -----
    MissingFontWarning
        If no installed font can draw the name.

    Examples
    --------
    >>> import rjdata
    >>> projects = rjdata.load_projects(version="2026.11.1")
    >>> ax = rjdata.pictures.plot_timeline(projects[projects["project_id"] == "tiksi-wind"])  # doctest: +MATPLOTLIB
    >>> len(ax.get_yticks()) == len(rjdata.frames.timeline(projects[projects["project_id"] == "tiksi-wind"]))  # doctest: +MATPLOTLIB
    True
    """
    name = name_column(language)
    origin = find_origin(frame, needed_by="plot_timeline", version=version)
    if origin.table.name != "projects":
        raise MissingColumnError("project_id", "plot_timeline", column_names(frame))
    refuse_several(frame, "project_id")
    story = timeline(frame, version=version)
    ax = open_axes(ax, (8.6, 1.4 + 0.44 * max(len(story), 2)), needed_by="plot_timeline")
    _draw(ax, story)
    key = frame["project_id"].iloc[0] if len(frame) else ""
    record = origin.load("projects").set_index("project_id").reindex([key]).iloc[0]
    text, families = choose_text(record[name], str(record["name"]) if len(frame) else "No project")
    ax.set_title(text, loc="left", fontfamily=families)
    write_source(
        ax,
        f"Source: project_history of projects/{key}",
        name_release(origin.release),
        f'Its sources: rjdata.cite(records=["projects/{key}"])',
    )
    return ax


def _draw(ax: "Axes", story: pd.DataFrame) -> None:
    rows = np.arange(len(story))
    is_plan = story["is_plan"].fillna(value=False).to_numpy(dtype=bool)
    days = [day.date() for day in story["date"]]
    ends = [last_day(day, precision) for day, precision in zip(days, story["date_precision"], strict=True)]
    ax.hlines(rows, _as_days(days), _as_days(ends), color="0.75", linewidth=10, label="known to the month or year")
    for label, chosen, face in (("happened", ~is_plan, "#08306b"), ("a plan, when it was told", is_plan, "white")):
        if chosen.any():
            look: dict[str, Any] = {"marker": "o" if label == "happened" else "D", "markerfacecolor": face, "markersize": 5}
            ax.plot(_as_days(days)[chosen], rows[chosen], linestyle="", color="#08306b", label=label, zorder=3, **look)
    texts = zip(days, story["date_precision"], story["kind"], story["summary"], strict=True)
    heads = [f"{format_partial(day, precision)}  {kind.replace('_', ' ')}\n{_wrapped(said)}" for day, precision, kind, said in texts]
    ax.set_yticks(rows, heads, fontsize=7.5, linespacing=1.15)
    ax.set_ylim(len(story) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="both", **GRID)
    ax.set_xlabel("Date")
    # Time runs to the right and down, so that this corner is free.
    ax.legend(loc="lower left", **LEGEND)


def _wrapped(said: str) -> str:
    return fill(shorten(said, 2 * _WIDTH, placeholder=" …"), _WIDTH)


def _as_days(days: list[date]) -> "np.ndarray[tuple[int], np.dtype[np.datetime64]]":
    return np.array(days, dtype="datetime64[D]")

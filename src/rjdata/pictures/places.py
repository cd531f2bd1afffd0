"""Places as points on a graticule. No boundary is drawn: rjdata states no boundary."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from rjdata.frames.origin import find_origin, load
from rjdata.frames.stories import to_geojson
from rjdata.pictures.canvas import GRID, name_release, open_axes, write_source
from rjdata.pictures.fonts import Language, choose_text, name_column
from rjdata.release import Release

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WEST = -30.0
"""Longitudes west of this are drawn east of 180°, so that Chukotka lies beside the rest."""
_POINT = 22.0


def plot_places(frame: pd.DataFrame, *, language: Language = "en", version: str | None = None, ax: "Axes | None" = None) -> "Axes":
    """Draw where rows are: a point a place on a graticule, larger where more rows are, without any boundary.

    The projection is equirectangular, true in scale at the middle latitude. A filled point is a site or a town, a hollow one stands for
    a whole region. Points are named from the one with most rows on, as far as names do not lie over one another. Rows whose place has no
    coordinates are not drawn, and are counted in the source line.

    Parameters
    ----------
    frame
        Rows of ``places``, or of a table with ``primary_place_id`` or ``place_id``, with their key.
    language
        Language of the names: ``"en"``, ``"ja"`` or ``"ru"``. Where a name is missing, or no installed font can draw it, the English
        name stands.
    version
        Data version, where not that of the frame.
    ax
        Axes to draw on; those of a new figure by default.

    Returns
    -------
    matplotlib.axes.Axes
        Longitude in degrees east (up to 330) on the x axis, latitude in degrees north on the y axis (WGS 84).

    Raises
    ------
    MissingColumnError
        If the frame has no key column, or no column of a place.
    MissingExtraError
        If matplotlib is not installed.

    Warns
    -----
    MissingFontWarning
        If no installed font can draw a name.

    Examples
    --------
    >>> import rjdata
    >>> projects = rjdata.load_projects(version="2026.11.1")
    >>> ax = rjdata.pictures.plot_places(projects)  # doctest: +MATPLOTLIB
    >>> ax.get_xlabel(), ax.get_ylabel()  # doctest: +MATPLOTLIB
    ('Longitude', 'Latitude')
    """
    origin = find_origin(frame, needed_by="plot_places", version=version)
    features = to_geojson(frame, version=version)["features"]
    points = _points([feature for feature in features if feature["geometry"]], origin.release)
    ax = open_axes(ax, (8.0, 4.6), needed_by="plot_places")
    for is_region, label, face in ((False, "a site or town", "#08306b"), (True, "somewhere in a region", "white")):
        rows = points[(points["precision"] == "region") == is_region]
        if len(rows):
            look = {"facecolor": face, "edgecolor": "#08306b" if is_region else "white", "linewidth": 1.2 if is_region else 0.5}
            ax.scatter(rows["longitude"], rows["latitude"], s=_POINT * rows["rows"], label=label, zorder=3, **look)
    _lay_graticule(ax, points)
    ax.set_title(f"Places of {origin.table.name}", loc="left")
    drawn = int(points["rows"].sum())
    write_source(
        ax,
        f"Source: places; {name_release(origin.release)}. Area of a point: rows at it, up to {int(points['rows'].max()) if drawn else 0}.",
        f"{drawn} of {len(features)} rows drawn; the others have no place, or one without coordinates. No boundaries are drawn.",
    )
    _name(ax, points, language)
    return ax


def _points(features: list[dict[str, Any]], release: Release) -> pd.DataFrame:
    """Return a row for each point: how many features lie there, and the names of the place."""
    spots = [(*feature["geometry"]["coordinates"], feature["properties"]["coordinate_precision"]) for feature in features]
    counted = pd.Series(spots, dtype=object).value_counts()
    places = load(release, "places").dropna(subset="latitude")
    at = {(float(x), float(y)): row for row, x, y in zip(places.index, places["longitude"], places["latitude"], strict=True)}
    found = places.loc[[at[spot[:2]] for spot in counted.index], ["name", "name_ja", "name_ru"]].reset_index(drop=True)
    found["longitude"] = [x + 360 if x < _WEST else x for x, _, _ in counted.index]
    found["latitude"] = [y for _, y, _ in counted.index]
    found["precision"] = [precision for *_, precision in counted.index]
    found["rows"] = counted.to_numpy()
    return found.sort_values(["rows", "name"], ascending=[False, True], ignore_index=True)


def _lay_graticule(ax: "Axes", points: pd.DataFrame) -> None:
    from matplotlib.ticker import FuncFormatter, MultipleLocator

    for axis, step, letters in ((ax.xaxis, 20, "EW"), (ax.yaxis, 10, "NS")):
        axis.set_major_locator(MultipleLocator(step))
        axis.set_major_formatter(FuncFormatter(lambda value, _, letters=letters: _degrees(value, letters)))
    ax.set_xlabel("Longitude")
    ax.set_ylabel("Latitude")
    ax.grid(visible=True, **GRID)
    ax.margins(0.08, 0.12)
    if len(points):
        middle = (points["latitude"].min() + points["latitude"].max()) / 2
        ax.set_aspect(1 / np.cos(np.radians(middle)))
        ax.legend(frameon=False, fontsize=8, loc="lower left")


def _degrees(value: float, letters: str) -> str:
    value = value - 360 if value > 180 else value
    return f"{abs(value):g}°{letters[0] if value > 0 else letters[1] if value < 0 else ''}"


def _name(ax: "Axes", points: pd.DataFrame, language: Language) -> None:
    """Write the names that find room, those of the points with most rows first."""
    figure = ax.figure
    texts = []
    for row in points.to_dict("records"):
        text, families = choose_text(row[name_column(language)], row["name"])
        offset = (3 + 2.2 * np.sqrt(row["rows"]), 0)
        where = {"xytext": offset, "textcoords": "offset points", "verticalalignment": "center"}
        at = (row["longitude"], row["latitude"])
        texts.append(ax.annotate(text, at, fontsize=7, fontfamily=families, gid="name", **where))
    figure.draw_without_rendering()
    taken: list[Any] = []
    for written in texts:
        box = written.get_window_extent()
        if any(box.overlaps(other) for other in taken):
            written.remove()
        else:
            taken.append(box)

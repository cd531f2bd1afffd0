"""Places as points on a graticule. No boundary is drawn: rjdata states no boundary."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from rjdata.frames.origin import find_origin, load
from rjdata.frames.stories import to_geojson
from rjdata.pictures.canvas import GRID, LEGEND, name_release, open_axes, write_source
from rjdata.pictures.fonts import choose_text, name_column
from rjdata.release import Release

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.transforms import Bbox

    from rjdata.pictures.fonts import Language

_WEST = -30.0
"""Longitudes west of this are drawn east of 180°, so that Chukotka lies beside the rest."""
_POINT = 22.0
"""Area of the point of one row, in square points of print."""
_COLUMNS = ("name", "name_ja", "name_ru", "longitude", "latitude", "coordinate_precision")


def plot_places(frame: pd.DataFrame, *, language: "Language" = "en", version: str | None = None, ax: "Axes | None" = None) -> "Axes":
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
    ValueError
        If `language` is another word.
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
    name = name_column(language)
    origin = find_origin(frame, needed_by="plot_places", version=version)
    features = to_geojson(frame, version=version)["features"]
    points = _points([feature for feature in features if feature["geometry"]], origin.release)
    ax = open_axes(ax, (8.0, 4.6), needed_by="plot_places")
    largest = int(points["rows"].max()) if len(points) else 0
    for is_region, label, face in ((False, "a site or town", "#08306b"), (True, "somewhere in a region", "white")):
        rows = points[(points["coordinate_precision"] == "region") == is_region]
        look: dict[str, Any] = {"facecolor": face, "edgecolor": "#08306b" if is_region else "white", "linewidth": 1.2 if is_region else 0.5}
        if len(rows):
            ax.scatter(rows["longitude"], rows["latitude"], s=_POINT * rows["rows"], zorder=3, **look)
            ax.scatter([], [], s=_POINT, label=label, **look)
    if largest > 1:
        ax.scatter([], [], s=_POINT * largest, label=f"{largest} rows", facecolor="#08306b", edgecolor="white", linewidth=0.5)
    _lay_graticule(ax, points)
    ax.set_title("Places" if origin.table.name == "places" else f"Places of {origin.table.name}", loc="left")
    missing = len(features) - int(points["rows"].sum())
    write_source(
        ax,
        f"Source: places; {name_release(origin.release)}",
        f"{len(features) - missing} of {len(features)} rows" + (f"; {missing} have no place with coordinates" if missing else ""),
        "No boundaries are drawn.",
    )
    _write_names(ax, points, name)
    return ax


def _points(features: list[dict[str, Any]], release: Release) -> pd.DataFrame:
    """Return the places of the features, each with the number of features there, those with most first."""
    shown = [feature["properties"] for feature in features]
    counted = pd.Series([row.get("primary_place_id", row.get("place_id")) for row in shown], dtype=object).value_counts()
    points = load(release, "places").set_index("place_id").loc[counted.index, list(_COLUMNS)].assign(rows=counted)
    points["longitude"] = points["longitude"].where(points["longitude"] >= _WEST, points["longitude"] + 360)
    return points.sort_values(["rows", "name"], ascending=[False, True], ignore_index=True)


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
        ax.set_aspect(1 / np.cos(np.radians(middle)), adjustable="datalim")
        ax.legend(loc="lower left", **LEGEND)


def _degrees(value: float, letters: str) -> str:
    value = value - 360 if value > 180 else value
    return f"{abs(value):g}°{letters[0] if value > 0 else letters[1] if value < 0 else ''}"


def _write_names(ax: "Axes", points: pd.DataFrame, column: str) -> None:
    """Write the names that find room beside their points, those of the points with most rows first."""
    ax.figure.canvas.figure.draw_without_rendering()
    legend = ax.get_legend()
    taken = [_box(ax, row) for row in points.itertuples()] + ([legend.get_window_extent()] if legend else [])
    for row in points.to_dict("records"):
        text, families = choose_text(row[column], row["name"])
        for side, way in (("left", 1), ("right", -1)):
            where: dict[str, Any] = {
                "xytext": (way * (_radius(row["rows"]) + 2), 0),
                "textcoords": "offset points",
                "horizontalalignment": side,
            }
            at = (row["longitude"], row["latitude"])
            written = ax.annotate(text, at, fontsize=7, fontfamily=families, verticalalignment="center", gid="name", **where)
            box = written.get_window_extent()
            if box.x1 <= ax.bbox.x1 and not any(box.overlaps(other) for other in taken):
                taken.append(box)
                break
            written.remove()


def _radius(rows: int) -> float:
    """Return the radius of a point, in points of print."""
    return float(np.sqrt(_POINT * rows / np.pi))


def _box(ax: "Axes", row: Any) -> "Bbox":
    from matplotlib.transforms import Bbox

    x, y = ax.transData.transform((row.longitude, row.latitude))
    radius = _radius(row.rows) * ax.figure.dpi / 72
    return Bbox([[x - radius, y - radius], [x + radius, y + radius]])

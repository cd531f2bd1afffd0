"""Trade over time, a line a series, so that what two reporters say of the same goods stands side by side."""

from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from rjdata.frames.origin import find_release, read_label, require_columns
from rjdata.frames.trade import refuse_several, trade_series
from rjdata.pictures.canvas import GRID, LEGEND, name_release, open_axes, write_source

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ONE = ("measure", "unit", "product_system", "product_code", "period_type")
_NEEDED = (
    *_ONE,
    "series_id",
    "statistic",
    "reporter",
    "partner",
    "partner_as_then",
    "flow",
    "product_label",
    "period_start",
    "period_end",
    "value",
    "claim_group",
    "is_preferred",
)
_MARKERS = {"JP": "o^Dv", "RU": "sD^v"}
"""A reporter is told by its markers: those of Japan are filled, those of Russia hollow."""
_STEPS = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand"), (1.0, ""))
_PERIODS = {"calendar_year": "Calendar year", "fiscal_year": "Fiscal year, by its first day", "half_year": "Half-year, by its first day"}


def plot_trade(frame: pd.DataFrame, *, ax: "Axes | None" = None) -> "Axes":
    """Draw trade over time: one line for each series, so that both reporters can be compared.

    Goods that go the same way have one shade and one kind of line, whoever reports them: what Japan reports as exports to Russia, and
    what Russia reports as imports from Japan. The markers tell who reports: filled for Japan, hollow for Russia. A line breaks where a
    period is missing.

    Parameters
    ----------
    frame
        Rows of ``trade_volumes`` of one measure, product, unit and kind of period, in any number of series.
    ax
        Axes to draw on; those of a new figure by default.

    Returns
    -------
    matplotlib.axes.Axes
        The x axis has days (the first of each period), the y axis values in the unit of the rows; the ``gid`` of each line is its
        ``series_id``.

    Raises
    ------
    MissingColumnError
        If the frame lacks a column.
    MixedSeriesError
        If the rows are of several measures, products, units or kinds of period.
    MissingExtraError
        If matplotlib is not installed.

    Examples
    --------
    >>> import rjdata
    >>> trade = rjdata.load_trade_volumes(version="2026.11.1")
    >>> imports = trade[(trade["statistic"] == "COW") & (trade["flow"] == "imports")]
    >>> ax = rjdata.pictures.plot_trade(imports)  # doctest: +MATPLOTLIB
    >>> len(ax.get_lines()), ax.get_ylabel()  # doctest: +MATPLOTLIB
    (2, 'Value, USD billion')
    """
    require_columns(frame, _NEEDED, needed_by="plot_trade")
    for column in _ONE:
        refuse_several(frame, column)
    ax = open_axes(ax, (7.2, 4.4), needed_by="plot_trade")
    places = {reporter: count() for reporter in frame["reporter"].unique()}
    then = set(frame["partner_as_then"])
    ids = frame.sort_values(["flow", "reporter", "series_id"])["series_id"].unique()
    for series_id in ids:
        rows = frame[frame["series_id"] == series_id]
        reporter = rows["reporter"].iloc[0]
        marker = _MARKERS.get(reporter, "PX*h")[next(places[reporter]) % 4]
        days, values = _with_breaks(rows)
        ax.plot(days, values, gid=series_id, label=_label(rows.iloc[0], then), marker=marker, **_look(rows.iloc[0]))
    _label_axes(ax, frame)
    release = find_release(frame, version=None) if read_label(frame) else None
    write_source(ax, f"Source: {', '.join(sorted(frame['statistic'].unique()))}; {name_release(release)}")
    return ax


def _with_breaks(rows: pd.DataFrame) -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]":
    """Return days and values of a series, with a missing value where a period does not follow on the one before."""
    series = trade_series(rows)
    ends = rows.groupby("period_start")["period_end"].max().reindex(series.index)
    days, values = series.index.to_numpy(), series.to_numpy(dtype=float, na_value=np.nan)
    after = ends.to_numpy() + np.timedelta64(1, "D")
    gaps = np.flatnonzero(days[1:] != after[:-1]) + 1
    return np.insert(days, gaps, after[gaps - 1]), np.insert(values, gaps, np.nan)


def _country(code: str, then: set[str]) -> str:
    soviet = "SU" in then
    russia = "Russia" if not soviet else "USSR/Russia" if "RU" in then else "USSR"
    return {"JP": "Japan", "RU": russia}.get(code, code)


def _label(row: "pd.Series[Any]", then: set[str]) -> str:
    reporter, partner = _country(row["reporter"], then), _country(row["partner"], then)
    goods = {"exports": f"{reporter} → {partner}", "imports": f"{partner} → {reporter}"}.get(row["flow"], row["flow"])
    return f"{goods}, as {reporter} reports ({row['statistic']})"


def _look(row: "pd.Series[Any]") -> dict[str, Any]:
    to_japan = (row["flow"] == "imports") == (row["reporter"] == "JP")
    way = row["flow"] if row["flow"] not in ("exports", "imports") else "to_japan" if to_japan else "from_japan"
    colour, line = {"to_japan": ("#08306b", "-"), "from_japan": ("#e6791f", "--")}.get(way, ("0.45", ":"))
    face = colour if row["reporter"] == "JP" else "white"
    return {"color": colour, "linestyle": line, "markerfacecolor": face, "markersize": 5, "linewidth": 1.2}


def _label_axes(ax: "Axes", frame: pd.DataFrame) -> None:
    from matplotlib.ticker import FuncFormatter

    largest = float(frame["value"].abs().max()) if len(frame) and frame["value"].notna().any() else 1.0
    step, word = next(((step, word) for step, word in _STEPS if largest >= step), _STEPS[-1])
    row = frame.iloc[0] if len(frame) else None
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value / step:,.10g}"))
    ax.set_xlabel("Period" if row is None else _PERIODS.get(row["period_type"], f"{row['period_type'].replace('_', ' ').capitalize()}"))
    if row is not None:
        ax.set_ylabel(f"{row['measure'].capitalize()}, {' '.join([row['unit'], word]).strip()}")
        ax.set_title(f"Trade of Japan and Russia: {row['product_label']}", loc="left")
        ax.legend(**LEGEND)
    if not (frame["value"] < 0).any():
        ax.set_ylim(bottom=0)
    ax.grid(axis="y", **GRID)

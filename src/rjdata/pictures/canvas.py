"""What all pictures share: the Axes to draw on, and the line under it that says what was drawn."""

from typing import TYPE_CHECKING, Any

from rjdata.errors import MissingExtraError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rjdata.release import Release

GRID: dict[str, Any] = {"color": "0.85", "linewidth": 0.6}
LEGEND: dict[str, Any] = {"fontsize": 8, "framealpha": 1, "edgecolor": "none"}
INK = "0.25"
"""Grey of what is not data."""


def open_axes(ax: "Axes | None", size: tuple[float, float], *, needed_by: str) -> "Axes":
    """Return the Axes given, or those of a new figure of this size in inches.

    Raises
    ------
    MissingExtraError
        If matplotlib is not installed.
    """
    try:
        from matplotlib import pyplot as plt
    except ImportError as error:
        raise MissingExtraError("matplotlib", "plot", needed_by) from error
    if ax is None:
        _, ax = plt.subplots(figsize=size, layout="constrained")
    ax.spines[["top", "right"]].set_visible(False)
    ax.set_axisbelow(True)
    return ax


def name_release(release: "Release | None") -> str:
    """Name the data of a picture: version, vintage and the head of the digest."""
    if release is None:
        return "rows that name no data version"
    vintage = f" as of {release.known_on}" if release.known_on else ""
    return f"rjdata {release.version}{vintage}, sha256 {release.digest[:12]}…"


def write_source(ax: "Axes", *lines: str) -> None:
    """Write under the label of the x axis what was drawn."""
    ax.annotate(
        "\n".join(lines),
        xy=(0, 0),
        # The label's own height decides, which is known only when the picture is drawn.
        xycoords=("axes fraction", ax.xaxis.label),
        xytext=(0, -4),
        textcoords="offset points",
        verticalalignment="top",
        fontsize=7,
        color=INK,
        gid="source",
        annotation_clip=False,
    )

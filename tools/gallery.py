"""``python -m tools.gallery`` draws the pictures of docs/gallery.md: it runs the page's own examples and writes docs/gallery/*.png.

The same code, data version, matplotlib and fonts give the same bytes: size and resolution are fixed and no time is written.
"""

import doctest
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PAGE = Path(__file__).parent.parent / "docs" / "gallery.md"
FOLDER = PAGE.with_suffix("")
DPI = 90


def draw_gallery(page: Path = PAGE) -> "dict[str, Axes]":
    """Run the examples of the page; return what each ``name = ….rj.plot.…`` drew, by its name."""
    import matplotlib as mpl
    from matplotlib.axes import Axes

    mpl.use("Agg")
    doctest.register_optionflag("MATPLOTLIB")
    test = doctest.DocTestParser().get_doctest(page.read_text(encoding="utf-8"), {}, page.name, str(page), 0)
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    runner = doctest.DocTestRunner(optionflags=flags)
    with mpl.rc_context(mpl.rcParamsDefault):
        runner.run(test, clear_globs=False)
    if runner.summarize(verbose=False).failed:
        raise SystemExit(f"an example of {page} failed")
    return {name: value for name, value in test.globs.items() if isinstance(value, Axes)}


def save_gallery(axes: "dict[str, Axes]", folder: Path = FOLDER) -> list[Path]:
    """Write each picture as ``<name>.png``, with its source line in the file and without what changes from one run to the next."""
    folder.mkdir(exist_ok=True)
    paths = []
    for name, ax in axes.items():
        paths.append(folder / f"{name.replace('_', '-')}.png")
        ax.figure.canvas.figure.savefig(paths[-1], dpi=DPI, metadata={"Software": None, "Source": source_of(ax)})
    return paths


def source_of(ax: "Axes") -> str:
    """Return what a picture says it was drawn from."""
    return next(text.get_text() for text in ax.texts if text.get_gid() == "source")


def main() -> int:
    """Draw all pictures of the page."""
    for path in save_gallery(draw_gallery()):
        print(f"{path.name}: {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())

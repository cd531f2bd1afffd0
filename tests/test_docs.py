"""Every example runs: those in docstrings and those on the pages of the docs."""

import doctest
import importlib
import importlib.util
import os
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import rjdata

ROOT = Path(__file__).parent.parent
MODULES = sorted(module.name for module in pkgutil.walk_packages(rjdata.__path__, "rjdata.") if module.name != "rjdata.__main__")
PAGES = ["README.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS

# Examples that take an extra are marked; where it is not installed the mark means that they are passed over.
for package in ("matplotlib", "pyarrow"):
    if importlib.util.find_spec(package):
        doctest.register_optionflag(package.upper())
    else:
        doctest.OPTIONFLAGS_BY_NAME[package.upper()] = doctest.SKIP
os.environ.setdefault("MPLBACKEND", "Agg")


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    yield
    if plt := sys.modules.get("matplotlib.pyplot"):
        plt.close("all")


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name), optionflags=FLAGS).failed == 0


# Where no font has Japanese letters a picture says so, and shows the English name.
@pytest.mark.filterwarnings("ignore::rjdata.errors.MissingFontWarning")
@pytest.mark.parametrize("name", PAGES)
def test_examples_on_pages_hold(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Pages name files as seen from the top of the repository.
    monkeypatch.chdir(ROOT)
    assert doctest.testfile(str(ROOT / name), module_relative=False, optionflags=FLAGS, encoding="utf-8").failed == 0


def test_pages_have_examples() -> None:
    found = sum(len(doctest.DocTestParser().get_examples((ROOT / name).read_text(encoding="utf-8"))) for name in PAGES)
    assert found > 10

"""Every example runs: those in docstrings and those on the pages of the docs. What they fetch is small and lies in the cache already."""

import doctest
import importlib
import importlib.util
import inspect
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


pytestmark = pytest.mark.usefixtures("small_files")


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert doctest.testmod(importlib.import_module(name), optionflags=FLAGS).failed == 0


# Where no font has Japanese letters a picture says so, and shows the English name.
@pytest.mark.filterwarnings("ignore::rjdata.errors.MissingFontWarning")
@pytest.mark.parametrize("name", PAGES)
def test_examples_on_pages_hold(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Pages name files as seen from the top of the repository.
    monkeypatch.chdir(ROOT)
    assert doctest.testfile(str(ROOT / name), module_relative=False, optionflags=FLAGS, encoding="utf-8").failed == 0


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith(("rjdata.fetch", "rjdata.remote"))])
def test_no_example_of_what_is_fetched_is_skipped(name: str) -> None:
    assert "doctest: +SKIP" not in inspect.getsource(importlib.import_module(name))


def test_pages_have_examples() -> None:
    found = sum(len(doctest.DocTestParser().get_examples((ROOT / name).read_text(encoding="utf-8"))) for name in PAGES)
    assert found > 10


def test_the_page_of_versions_says_what_a_vintage_is_and_shows_both_dates_side_by_side() -> None:
    page = (ROOT / "docs" / "versions.md").read_text(encoding="utf-8")
    assert "Known from our sources by this day; it may have been public earlier." in " ".join(page.split())
    example = doctest.DocTestParser().get_doctest(page, {}, "versions.md", None, 0).examples
    assert any("as_of(day)" in one.source and "status_on(project, day)" in one.source for one in example)


def test_the_page_of_versions_gives_the_exit_codes_of_lock_and_verify() -> None:
    page = (ROOT / "docs" / "versions.md").read_text(encoding="utf-8")
    assert "| exit code | `rjdata lock` | `rjdata verify` |" in page
    assert [line.split("|")[1].strip() for line in page.partition("| exit code |")[2].splitlines()[2:5]] == ["0", "1", "2"]

"""Every example runs: those in docstrings and those on the pages of the docs. What they fetch is small and lies in the cache already."""

import doctest
import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest

import rjdata

ROOT = Path(__file__).parent.parent
MODULES = sorted(module.name for module in pkgutil.walk_packages(rjdata.__path__, "rjdata.") if module.name != "rjdata.__main__")
PAGES = ["README.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


pytestmark = pytest.mark.usefixtures("small_files")


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert doctest.testmod(importlib.import_module(name), optionflags=FLAGS).failed == 0


@pytest.mark.parametrize("name", PAGES)
def test_examples_on_pages_hold(name: str) -> None:
    assert doctest.testfile(str(ROOT / name), module_relative=False, optionflags=FLAGS, encoding="utf-8").failed == 0


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith(("rjdata.fetch", "rjdata.remote"))])
def test_no_example_of_what_is_fetched_is_skipped(name: str) -> None:
    assert "doctest: +SKIP" not in inspect.getsource(importlib.import_module(name))


def test_pages_have_examples() -> None:
    found = sum(len(doctest.DocTestParser().get_examples((ROOT / name).read_text(encoding="utf-8"))) for name in PAGES)
    assert found > 10

"""The public names: those of the contract, sorted, each leading somewhere, each documented."""

import importlib
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import rjdata
from rjdata.models import TABLES, model_for

MAIN = [table for table in TABLES if model_for(table).parent_table is None]
SINGULAR = {table: model_for(table).key_column.removesuffix("_id") for table in MAIN}
LOADED = (
    "projects agreements actors people sectors places events trade_volumes observations sources project_history project_participants table"
)
CONTRACT = {
    "__version__",
    "Citation",
    "Release",
    "cite",
    "RemoteFile",
    "fetch_file",
    *("fetch_daily_rates", "fetch_dyadic_trade", "fetch_energy_assets", "fetch_fuel_trade", "fetch_hs_codes", "fetch_listed_entities"),
    *("fetch_monthly_rates", "fetch_partner_trade", "fetch_sector_trade"),
    "list_files",
    "list_tables",
    "list_versions",
    "open_release",
    *(f"load_{table}" for table in LOADED.split()),
    *(f"iter_{table}" for table in MAIN),
    *(f"get_{SINGULAR[table]}" for table in MAIN if table not in ("evidence", "tombstones")),
    *("diff", "history", "open_locked", "write_lock"),
    *("resolve_actor", "resolve_actors", "resolve_place", "resolve_sector"),
    *("accessor", "errors", "fetch", "frames", "models", "pictures", "remote", "resolve"),
}


def test_all_is_the_contract_and_sorted() -> None:
    assert set(rjdata.__all__) == CONTRACT
    assert rjdata.__all__ == sorted(rjdata.__all__)


def test_dir_is_all() -> None:
    assert dir(rjdata) == rjdata.__all__


@pytest.mark.parametrize("name", rjdata.__all__)
def test_every_name_leads_somewhere(name: str) -> None:
    assert getattr(rjdata, name) is not None


@pytest.mark.parametrize("name", rjdata.__all__)
def test_every_name_is_documented(name: str) -> None:
    assert name == "__version__" or inspect.getdoc(getattr(rjdata, name))


def test_star_import_gives_all() -> None:
    names: dict[str, object] = {}
    exec("from rjdata import *", names)  # noqa: S102 - a star import cannot stand in a function
    assert set(rjdata.__all__) <= set(names)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="load_ships"):
        rjdata.load_ships  # noqa: B018 - the access is what is tested


def test_api_page_documents_the_module_of_every_function() -> None:
    page = (Path(__file__).parent.parent / "docs" / "api.md").read_text(encoding="utf-8")
    homes = {getattr(rjdata, name).__module__ for name in rjdata.__all__ if callable(getattr(rjdata, name))}
    assert {home for home in homes if f"automodule:: {home}\n" not in page} == set()


@pytest.mark.parametrize("table", LOADED.split()[:-1])
def test_release_has_the_loader_of_every_module_function(table: str) -> None:
    ours, theirs = getattr(rjdata, f"load_{table}")(version="2026.11.0"), getattr(rjdata.open_release("2026.11.0"), f"load_{table}")()
    assert ours.equals(theirs)


@pytest.mark.parametrize("table", [table for table in MAIN if table not in ("evidence", "tombstones")])
def test_release_has_the_records_of_every_iterator(table: str) -> None:
    assert tuple(getattr(rjdata, f"iter_{table}")(version="2026.11.0")) == getattr(rjdata.open_release("2026.11.0"), table)


def test_every_public_function_has_annotations() -> None:
    for module in ("load", "load_names", "load_figures", "records", "lookup", "release", "versions", "frames", "pictures"):
        for name, function in inspect.getmembers(importlib.import_module(f"rjdata.{module}"), inspect.isfunction):
            if not name.startswith("_") and function.__module__ == f"rjdata.{module}":
                assert set(inspect.signature(function).parameters) | {"return"} == set(function.__annotations__), name


def test_listed_names_need_no_extra() -> None:
    code = "import sys; sys.modules['hypothesis'] = None\nimport rjdata, inspect\nfrom rjdata import *\ninspect.getmembers(rjdata)"
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True).stderr == ""


def test_testing_without_its_extra_says_how_to_install_it() -> None:
    code = "import sys; sys.modules['hypothesis'] = None\nimport rjdata\ntry: rjdata.testing\nexcept ImportError as error: print(error)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "rjdata.testing needs hypothesis. Install it with: pip install 'rjdata[testing]'\n"


def test_a_picture_without_matplotlib_says_how_to_install_it() -> None:
    code = (
        "import sys; sys.modules['matplotlib'] = None\nimport rjdata\nprojects = rjdata.load_projects()\n"
        "try: projects.rj.plot.places()\nexcept ImportError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "plot_places needs matplotlib. Install it with: pip install 'rjdata[plot]'\n"

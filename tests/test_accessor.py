"""``df.rj`` and ``series.rj`` are the functions of rjdata.frames and rjdata.resolve, and nothing more."""

import inspect
import subprocess
import sys
from typing import Any

import pandas as pd
import pytest

from rjdata import accessor, frames, pictures, resolve
from rjdata.errors import AccessorError, MissingColumnError

RESOLVERS = sorted(name for name in resolve.__all__ if name.startswith("resolve_") and name.endswith("s"))
OF_SERIES = ["names", *RESOLVERS]
# A file is no frame: what takes a path is no method of one.
OF_FRAMES = sorted({*frames.__all__} - {*OF_SERIES, "validate_file"})
OF_PLOTS = sorted(name.removeprefix("plot_") for name in pictures.__all__)


def methods(kind: type[object]) -> list[str]:
    return sorted(name for name, _ in inspect.getmembers(kind, inspect.isfunction) if not name.startswith("_"))


def home(kind: type[object], name: str) -> tuple[Any, str]:
    """The module that has the function, and its name there."""
    if kind is accessor.RjPlots:
        return pictures, f"plot_{name}"
    return (resolve if name in RESOLVERS else frames), name


def subject(kind: type[object]) -> Any:
    frame = pd.DataFrame({"actor_id": ["alpha"]})
    return frame["actor_id"] if kind is accessor.RjSeriesAccessor else frame


CALLS = [
    *((accessor.RjAccessor, name) for name in OF_FRAMES),
    *((accessor.RjSeriesAccessor, name) for name in OF_SERIES),
    *((accessor.RjPlots, name) for name in OF_PLOTS),
]


def test_every_function_is_a_method() -> None:
    assert methods(accessor.RjAccessor) == OF_FRAMES
    assert methods(accessor.RjSeriesAccessor) == OF_SERIES
    assert methods(accessor.RjPlots) == OF_PLOTS


@pytest.mark.parametrize(("kind", "name"), CALLS)
def test_a_method_takes_what_its_function_takes(kind: type[object], name: str) -> None:
    function, method = inspect.signature(getattr(*home(kind, name))), inspect.signature(getattr(kind, name))
    expected = [(p.name, p.kind, p.default, str(p.annotation).replace("pd.", "")) for p in function.parameters.values()][1:]
    actual = [(p.name, p.kind, p.default, str(p.annotation).replace("pd.", "")) for p in method.parameters.values()][1:]
    assert expected == actual


@pytest.mark.parametrize(("kind", "name"), CALLS)
def test_a_method_hands_on_all_that_it_is_given(kind: type[object], name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {parameter: object() for parameter in [*inspect.signature(getattr(kind, name)).parameters][1:]}
    bound = inspect.signature(getattr(*home(kind, name)))
    seen: list[dict[str, Any]] = []
    monkeypatch.setattr(*home(kind, name), lambda *values, **words: seen.append(dict(bound.bind(*values, **words).arguments)))
    about = subject(kind)
    getattr(about.rj.plot if kind is accessor.RjPlots else about.rj, name)(**given)
    (arguments,) = seen
    first, *_ = arguments
    assert about is arguments.pop(first)
    assert given == arguments


@pytest.mark.parametrize("columns", [[], ["name", "stage"], [1, 2], ["paid"]])
def test_a_frame_without_an_id_column_has_no_accessor(columns: list[Any]) -> None:
    frame = pd.DataFrame({column: ["x"] for column in columns})
    with pytest.raises(AccessorError) as caught:
        frame.rj  # noqa: B018 - the access is what is tested
    assert tuple(str(column) for column in columns) == caught.value.columns
    assert not hasattr(frame, "rj")


@pytest.mark.parametrize("name", [None, 3, "name"])
def test_a_series_of_names_has_its_accessor_and_no_names_of_ids(name: Any) -> None:
    series: Any = pd.Series(["x"], name=name)
    assert series.rj.resolve_actors()["method"].tolist() == ["none"]
    with pytest.raises(MissingColumnError):
        series.rj.names()


def test_the_accessor_sees_the_frame_as_it_is_now() -> None:
    frame: Any = pd.DataFrame({"project_amount_id": ["a.amount-1"], "claim_group": ["a"], "is_preferred": [True]})
    assert len(frame.rj.preferred()) == 1
    frame["is_preferred"] = False
    assert len(frame.rj.preferred()) == 0


def run(code: str) -> str:
    """What a process of its own prints: registering changes pandas for every test after it."""
    return subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_registering_twice_does_not_warn() -> None:
    code = (
        "import importlib, pandas as pd\n"
        "from rjdata import accessor\n"
        "again = importlib.reload(accessor)\n"
        "frame = pd.DataFrame({'actor_id': ['alpha']})\n"
        "print(type(frame.rj) is again.RjAccessor, type(frame['actor_id'].rj) is again.RjSeriesAccessor)\n"
    )
    assert run(code) == "True True"


def test_another_packages_accessor_of_that_name_is_not_replaced_in_silence() -> None:
    code = (
        "import warnings, pandas as pd\n"
        "pd.api.extensions.register_dataframe_accessor('rj')(type('Other', (), {}))\n"
        "with warnings.catch_warnings(record=True) as caught:\n"
        "    warnings.simplefilter('always')\n"
        "    import rjdata.accessor\n"
        "print([w.category.__name__ for w in caught if 'rj' in str(w.message)])\n"
    )
    assert run(code) == "['UserWarning']"


@pytest.mark.parametrize("statement", ["import rjdata.accessor", "import rjdata; rjdata.load_projects()"])
def test_the_accessor_is_there_after(statement: str) -> None:
    code = f"{statement}\nimport pandas as pd\nprint(type(pd.DataFrame({{'actor_id': []}}).rj).__name__)"
    assert run(code) == "RjAccessor"

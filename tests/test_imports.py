"""What an import and a first call bring into a process, in a process of their own."""

import json
import subprocess
import sys


def modules_after(code: str) -> set[str]:
    """Run `code` in a new interpreter; return the modules that it added."""
    script = (
        f"import sys; before = set(sys.modules)\n{code}\nadded = set(sys.modules) - before\nimport json; print(json.dumps(sorted(added)))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", script], check=True, capture_output=True, text=True)
    return set(json.loads(done.stdout))


def test_import_adds_rjdata_and_nothing_else() -> None:
    assert modules_after("import rjdata") == {"rjdata"}


def test_dir_and_version_add_nothing() -> None:
    assert modules_after("import rjdata; dir(rjdata); rjdata.__version__") == {"rjdata"}


def test_importing_models_builds_none() -> None:
    assert "pydantic" not in modules_after("import rjdata.models")


def test_first_record_needs_no_pandas() -> None:
    added = modules_after("import rjdata; next(rjdata.iter_projects())")
    assert added & {"pandas", "numpy", "pooch"} == set()


def test_first_record_builds_one_family() -> None:
    added = modules_after("import rjdata; next(rjdata.iter_actors())")
    assert {"rjdata.models.project", "rjdata.models.event", "rjdata.models.figure"} & added == set()


def test_first_frame_needs_no_pydantic() -> None:
    added = modules_after("import rjdata; rjdata.load_projects()")
    assert added & {"pydantic", "pydantic_core", "pooch", "requests"} == set()


def test_pictures_bring_matplotlib_when_one_is_drawn() -> None:
    assert "matplotlib" not in modules_after("import rjdata; rjdata.load_projects().rj.plot")


def test_command_line_needs_no_pandas() -> None:
    added = modules_after(
        "from rjdata.cli import main; main(['list', 'projects'])\nsys.stdout.flush()".replace(
            "main([", "import io, contextlib\nwith contextlib.redirect_stdout(io.StringIO()): main(["
        )
    )
    assert added & {"pandas", "numpy"} == set()


def test_writing_and_verifying_a_lock_need_no_extra_and_little_else() -> None:
    added = modules_after(
        "import contextlib, io, os, tempfile; from rjdata.cli import main\n"
        "path = os.path.join(tempfile.mkdtemp(), 'rjdata.lock')\n"
        "with contextlib.redirect_stdout(io.StringIO()): codes = main(['lock', '--file', path]), main(['verify', '--file', path])\n"
        "assert codes == (0, 0), codes"
    )
    assert added & {"hypothesis", "numpy", "pandas", "pooch", "pydantic", "requests", "rich"} == set()
    assert "attrs" in added

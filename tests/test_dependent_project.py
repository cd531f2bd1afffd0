"""A small project that depends on rjdata: the built wheel in an environment of its own, a lock beside its code, both in its checks."""

import importlib.util
import json
import os
import site
import subprocess
import sys
import sysconfig
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rjdata.lock import _digest

if "RJDATA_WHEEL" not in os.environ and importlib.util.find_spec("hatchling") is None:
    pytest.skip("takes a built wheel in RJDATA_WHEEL, or hatchling to build one", allow_module_level=True)

ROOT = Path(__file__).parent.parent
PINNED, OTHER = "2026.11.0", "2026.11.1"
FILES = {
    "wind_report.py": '''
        """Count what the locked data holds on wind power."""
        from pathlib import Path

        import rjdata
        from rjdata.models import Sector

        release = rjdata.open_locked(Path(__file__).parent / "rjdata.lock")


        def wind_projects() -> list[str]:
            frame = release.load_projects()
            return sorted(frame.loc[frame["project_id"].str.contains("wind"), "project_id"])


        def title_of(sector: Sector) -> str:
            return f"{sector.plan_point}. {sector.name}"
    ''',
    "test_wind_report.py": """
        import subprocess
        import sys

        import wind_report
        from hypothesis import given, settings
        from rjdata import testing


        def test_the_data_is_the_locked_one():
            subprocess.run([sys.executable, "-m", "rjdata", "verify"], check=True)


        def test_the_numbers_of_the_report():
            assert wind_report.wind_projects() == ["tiksi-wind"]


        def test_records_and_frames_agree():
            assert len(wind_report.release.projects) == len(wind_report.release.load_projects()) > 40


        @settings(max_examples=5, database=None)
        @given(testing.sectors())
        def test_any_sector_has_a_title(sector):
            assert wind_report.title_of(sector).startswith(f"{sector.plan_point}. ")
    """,
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that RJDATA_WHEEL names, or one built here without a network."""
    if "RJDATA_WHEEL" in os.environ:
        return Path(os.environ["RJDATA_WHEEL"])
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


class Project:
    """The project's folder, and its environment."""

    def __init__(self, folder: Path, environment: Path) -> None:
        self.folder = folder
        self.python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
        self.packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(environment)}))
        self.data = self.packages / "rjdata" / "_data"
        self.lock = folder / "rjdata.lock"

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("RJDATA_", "PYTHON", "PYTEST_"))}
        command = [self.python, "-m", *arguments]
        environment = kept | {"PYTHONIOENCODING": "utf-8"} | more
        return subprocess.run(command, cwd=self.folder, env=environment, check=False, capture_output=True, text=True, encoding="utf-8")

    def test(self, **more: str) -> subprocess.CompletedProcess[str]:
        return self.run("pytest", "-q", "-p", "no:cacheprovider", **more)


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel, and by a path file with what this environment has beside rjdata."""
    folder = tmp_path_factory.mktemp("dependent") / "environment"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True)
    project = Project(folder.parent, folder)
    installed = project.run("pip", "install", "--no-index", "--no-deps", "--disable-pip-version-check", str(wheel))
    assert installed.returncode == 0, installed.stderr
    beside = [
        path for path in {*site.getsitepackages(), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")} if Path(path).is_dir()
    ]
    (project.packages / "beside.pth").write_text("\n".join(sorted(beside)) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def lock(environment: Path) -> str:
    """What `rjdata lock` writes in the environment."""
    made = Project(environment.parent, environment)
    assert made.run("rjdata", "lock", "--version", PINNED).returncode == 0
    return made.lock.read_text(encoding="utf-8")


@pytest.fixture
def project(environment: Path, lock: str, tmp_path: Path) -> Project:
    for name, text in FILES.items():
        (tmp_path / name).write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")
    (tmp_path / "rjdata.lock").write_text(lock, encoding="utf-8")
    return Project(tmp_path, environment)


@contextmanager
def changed(path: Path, data: bytes | None) -> Iterator[None]:
    """Let a file of the installed package hold other bytes, or be away, for a while."""
    kept = path.read_bytes()
    path.unlink()
    if data is not None:
        path.write_bytes(data)
    try:
        yield
    finally:
        path.write_bytes(kept)


def test_rjdata_is_the_installed_wheel(project: Project) -> None:
    shown = project.run("rjdata", "versions")
    assert PINNED in shown.stdout.split()
    where = subprocess.run(
        [project.python, "-c", "import rjdata; print(rjdata.__file__)"], capture_output=True, text=True, check=True, env={}
    )
    assert Path(where.stdout.strip()).resolve().is_relative_to(project.packages.resolve())


def test_it_works(project: Project) -> None:
    done = project.run("rjdata", "verify")
    assert (done.returncode, done.stdout.strip()) == (0, "rjdata.lock: holds")
    tested = project.test()
    assert (tested.returncode, "4 passed" in tested.stdout) == (0, True), tested.stdout


def test_a_version_from_outside_changes_nothing(project: Project) -> None:
    assert project.test(RJDATA_VERSION=OTHER).returncode == 0


def test_an_edited_lock_fails(project: Project) -> None:
    digest = json.loads(project.lock.read_text(encoding="utf-8"))["digest"]
    project.lock.write_text(project.lock.read_text(encoding="utf-8").replace(digest, "0" * 64), encoding="utf-8")
    done = project.run("rjdata", "verify")
    assert (done.returncode, "it was edited after it was written" in done.stdout) == (1, True)
    assert "LockMismatchError" in project.test().stdout


def test_no_lock_fails(project: Project) -> None:
    project.lock.unlink()
    done = project.run("rjdata", "verify")
    assert (done.returncode, "there is no such file: write it with `rjdata lock`" in done.stdout) == (1, True)
    assert project.test().returncode != 0


def test_a_lock_of_another_version_opens_that_and_the_numbers_are_no_more_those_of_the_report(project: Project) -> None:
    assert project.run("rjdata", "lock", "--version", OTHER).returncode == 0
    assert project.run("rjdata", "verify").returncode == 0
    tested = project.test()
    assert tested.returncode == 1
    assert "test_the_numbers_of_the_report" in tested.stdout.rpartition("short test summary info")[2]
    assert "3 passed" in tested.stdout


def test_a_pinned_version_that_is_not_installed_fails(project: Project) -> None:
    said = json.loads(project.lock.read_text(encoding="utf-8")) | {"version": "2031.1.0"}
    del said["lockDigest"]
    project.lock.write_text(json.dumps({**said, "lockDigest": _digest(said)}), encoding="utf-8")
    done = project.run("rjdata", "verify")
    assert (done.returncode, "data version 2031.1.0 is not in this package" in done.stdout) == (1, True)
    assert project.test().returncode != 0


def test_an_installation_without_the_pinned_version_fails(project: Project) -> None:
    with changed(project.data / "releases" / f"{PINNED}.json", None):
        done = project.run("rjdata", "verify")
        assert (done.returncode, f"data version {PINNED} is not in this package (it has {OTHER}" in done.stdout) == (1, True)


@pytest.mark.parametrize("how", ["edited", "cut short", "away"])
def test_a_damaged_table_of_the_installation_fails(project: Project, how: str) -> None:
    manifest = json.loads((project.data / "releases" / f"{PINNED}.json").read_text(encoding="utf-8"))
    path = project.data / manifest["tables"]["projects"]["path"]
    whole = path.read_bytes()
    with changed(path, {"edited": whole.replace(b"tiksi-wind", b"tiksi-wand"), "cut short": whole[:-1], "away": None}[how]):
        done = project.run("rjdata", "verify")
        assert (done.returncode, done.stdout.splitlines()[0].startswith("rjdata.lock: table projects: ")) == (1, True), done.stdout
        assert project.test().returncode == 1


@pytest.mark.parametrize("how", ["edited", "cut short"])
def test_a_damaged_manifest_of_the_installation_fails(project: Project, how: str) -> None:
    path = project.data / "releases" / f"{PINNED}.json"
    whole = path.read_bytes()
    with changed(path, whole.replace(b'"rows": ', b'"rows": 1', 1) if how == "edited" else whole[:100]):
        done = project.run("rjdata", "verify")
        assert (done.returncode, f"data version {PINNED} cannot be read" in done.stdout) == (1, True), done.stdout

"""What a release is made of: two builds that are the same, a tag that agrees with the files, metadata, workflows."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

import rjdata
from tools.build_twice import build_twice
from tools.check_tag import main, tag_problems

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    root = tmp_path / "checkout"
    root.mkdir()
    (root / "kept.txt").write_text("kept\n", encoding="utf-8")
    for command in (["init", "-q"], ["add", "kept.txt"], ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "One"]):
        subprocess.run(["git", "-C", str(root), *command], check=True)  # noqa: S607 - whichever git is there
    (root / "untracked.txt").write_text("never built\n", encoding="utf-8")
    return root


def _pack(project: Path, target: Path, epoch: str) -> None:
    target.mkdir()
    (target / "a.whl").write_text(f"{epoch} {sorted(path.name for path in project.iterdir())}", encoding="utf-8")


def test_equal_builds_are_kept_with_the_time_of_the_last_commit(checkout: Path, tmp_path: Path) -> None:
    built = build_twice(checkout, tmp_path / "dist", _pack)
    epoch, names = (tmp_path / "dist" / "a.whl").read_text(encoding="utf-8").split(" ", 1)
    assert (list(built), names) == (["a.whl"], "['kept.txt']")
    assert int(epoch) > 0


def test_builds_that_differ_are_named_and_not_kept(checkout: Path, tmp_path: Path) -> None:
    def with_its_path(project: Path, target: Path, epoch: str) -> None:
        _pack(project, target, epoch)
        (target / "b.tar.gz").write_text(str(project), encoding="utf-8")

    with pytest.raises(ValueError, match=r"differ in b\.tar\.gz$"):
        build_twice(checkout, tmp_path / "dist", with_its_path)
    assert not (tmp_path / "dist").exists()


@pytest.fixture
def released(tmp_path: Path) -> Path:
    (tmp_path / "src" / "rjdata").mkdir(parents=True)
    (tmp_path / "src" / "rjdata" / "__init__.py").write_text('__version__ = "1.2.0"\n', encoding="utf-8")
    (tmp_path / "CITATION.cff").write_text("cff-version: 1.2.0\nversion: 1.2.0\n", encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-12-01\n", encoding="utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "frozen.txt").write_text("# version, digest, state\n2026.1.0 00 sealed\n", encoding="utf-8")
    return tmp_path


def test_a_tag_that_agrees_has_no_problem(released: Path) -> None:
    assert list(tag_problems("v1.2.0", released)) == []


def test_each_file_that_disagrees_with_a_tag_is_named(released: Path) -> None:
    assert list(tag_problems("v1.3.0", released)) == [
        "src/rjdata/__init__.py: the version is 1.2.0, not 1.3.0",
        "CITATION.cff: the version is 1.2.0, not 1.3.0",
        "CHANGELOG.md: there is no section `## [1.3.0] - YYYY-MM-DD`",
    ]


def test_a_tag_without_its_letter_is_refused(released: Path) -> None:
    assert list(tag_problems("1.2.0", released)) == ["1.2.0: a tag is v and a version, such as v1.2.0"]


def test_a_data_version_that_may_still_change_is_named(released: Path) -> None:
    frozen = released / "tests" / "frozen.txt"
    frozen.write_text(frozen.read_text(encoding="utf-8") + "2026.2.0 11 open\n", encoding="utf-8")
    assert list(tag_problems("v1.2.0", released)) == ["tests/frozen.txt: data version 2026.2.0 is open, not sealed"]


def test_the_command_fails_for_a_tag_that_nothing_agrees_with() -> None:
    assert main(["v999.0.0"]) == 1


def test_every_file_names_the_version_of_the_package() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["version"] == rjdata.__version__


def test_every_tested_python_is_a_classifier() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {line.rpartition(" ")[2] for line in project["classifiers"] if re.search(r":: 3\.\d+$", line)}
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    others = re.search(r"^for version in (.+); do$", run, re.MULTILINE)
    assert others is not None
    assert declared == {project["requires-python"].removeprefix(">="), *others[1].split()}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_to_a_commit_with_its_tag_beside_it(path: Path) -> None:
    uses = re.findall(r"uses: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert uses
    assert [line for line in uses if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_only_the_job_that_publishes_may_ask_for_an_identity(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    writing = {
        (name, permission)
        for name, job in workflow["jobs"].items()
        for permission, access in job["permissions"].items()
        if access == "write"
    }
    assert workflow["permissions"] == {}
    assert writing == ({("publish", "id-token")} if path.name == "release.yml" else set())

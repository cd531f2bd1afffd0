"""The wheel and the source archive, built twice from two folders and kept only if both are the same, byte for byte.

Run ``python -m tools.build_twice FOLDER`` in a git checkout, with ``build`` and the build backend installed, as ``.ci/build`` does.
The time that archives note is that of the last commit, so that whoever builds the commit with the same backend gets the same bytes.

Exit codes: 0, the distributions are the same and lie in the folder; 1, they differ, and nothing was kept.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
Builder = Callable[[Path, Path, str], None]
"""Builds the project in the first folder into the second; the third is ``SOURCE_DATE_EPOCH``."""


def last_commit_time(root: Path) -> str:
    """Return when the last commit was made, in seconds since 1970."""
    return _git(root, "log", "-1", "--format=%ct").strip()


def copy_tracked(root: Path, folder: Path) -> None:
    """Copy what git tracks, as it is now. The copies have no history, the time of this moment, and the modes that the umask gives."""
    for name in _git(root, "ls-files", "-z").split("\0"):
        # A name that was deleted and not yet committed is still listed.
        if name and (root / name).exists():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, target)


def _git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, text=True).stdout  # noqa: S607 - whichever git is there


def build(project: Path, target: Path, epoch: str) -> None:
    """Build the source archive of a project, and the wheel out of it."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(project)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env={**os.environ, "SOURCE_DATE_EPOCH": epoch})
    if done.returncode:
        raise SystemExit(f"the build failed:\n{done.stdout}{done.stderr}")


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file in a folder, by name."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def build_twice(root: Path, target: Path, builder: Builder = build) -> dict[str, str]:
    """Build from two copies whose paths and modes differ; put the distributions into `target` and return their digests.

    Raises
    ------
    ValueError
        If the two builds differ, with the names of what differs; `target` is not touched then.
    """
    epoch = last_commit_time(root)
    found = []
    with TemporaryDirectory() as folder:
        for name, umask in (("one", 0o022), ("another/deeper", 0o077)):
            project, built = Path(folder) / name / "project", Path(folder) / name / "built"
            before = os.umask(umask)
            try:
                copy_tracked(root, project)
                builder(project, built, epoch)
            finally:
                os.umask(before)
            found.append(built)
        first, second = map(digests, found)
        if first != second:
            names = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
            raise ValueError(f"two builds of the same files differ in {', '.join(names)}")
        target.mkdir(parents=True, exist_ok=True)
        for name in first:
            shutil.copyfile(found[0] / name, target / name)
    return first


def main(arguments: list[str] | None = None) -> int:
    """Build wheel and source archive twice, and keep them if they are the same."""
    parser = argparse.ArgumentParser(prog="python -m tools.build_twice", description=main.__doc__)
    parser.add_argument("folder", type=Path, help="where to put the distributions")
    options = parser.parse_args(arguments)
    try:
        built = build_twice(ROOT, options.folder)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    for name, digest in built.items():
        print(f"{digest}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

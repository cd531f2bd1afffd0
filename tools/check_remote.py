"""Whether every remote file still stands at its publisher's address, byte for byte: ``python -m tools.check_remote``.

Mirrors and the cache are not asked: the question is whether someone who has neither can still fetch the file. Each file is fetched into a
folder that is thrown away, and its digest is compared with the one that the release froze.

Exit codes: 0, all files are there and right; 1, one is not; 2, ``RJDATA_OFFLINE`` is set, so that nothing was asked.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

from rjdata.errors import FetchError
from rjdata.remote import RemoteFile, list_files
from rjdata.remote.download import Download, Patience
from rjdata.versions import list_versions


@attrs.frozen
class Finding:
    """What came of asking for one file: the file, and the problem if there was one."""

    file: RemoteFile
    problem: str | None = None


def all_files() -> tuple[RemoteFile, ...]:
    """Return the files of every data version in the package, each once: an old version still promises what it lists."""
    by_digest = {file.sha256: file for version in list_versions() for file in list_files(version=version)}
    return tuple(sorted(by_digest.values(), key=lambda file: file.key))


def check_files(files: Iterable[RemoteFile], patience: Patience | None = None) -> Iterator[Finding]:
    """Fetch each file from its publisher's address, and tell of each what came of it."""
    patience = patience or Patience()
    with TemporaryDirectory() as folder:
        for file in files:
            path = Path(folder) / file.sha256 / file.name
            path.parent.mkdir()
            try:
                Download(file, file.address, str(path), patience.clock() + patience.total_seconds, patience).run()
            except FetchError as error:
                yield Finding(file, error.problem)
            else:
                path.unlink()
                yield Finding(file)


def main(arguments: list[str] | None = None) -> int:
    """Fetch every remote file from its publisher's address and compare its digest."""
    argparse.ArgumentParser(prog="python -m tools.check_remote", description=main.__doc__).parse_args(arguments)
    if os.environ.get("RJDATA_OFFLINE", "0") not in ("", "0"):
        print("RJDATA_OFFLINE is set: nothing was asked. Unset it to check the files.", file=sys.stderr)
        return 2
    files = all_files()
    failed = 0
    for finding in check_files(files):
        print(f"{finding.file.key}: {finding.problem or 'right'}", flush=True)
        if finding.problem:
            failed += 1
            print(f"    {finding.file.address}", flush=True)
    print(f"{failed} of {len(files)} files are not as they were frozen")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

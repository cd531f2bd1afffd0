"""Whether a tag may be published: ``python -m tools.check_tag v1.2.0``.

The version that the tag names must be that of the package and of ``CITATION.cff``, ``CHANGELOG.md`` must have a dated section for it, and
every data version must be sealed: a file that was uploaded once can never be replaced.

Exit codes: 0, all agree; 1, one does not, and each is named.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.freeze_release import read_frozen

ROOT = Path(__file__).parent.parent


def tag_problems(tag: str, root: Path = ROOT) -> Iterator[str]:
    """Yield what does not agree with a tag."""
    if not re.fullmatch(r"v\d+\.\d+\.\d+((a|b|rc)\d+)?", tag):
        yield f"{tag}: a tag is v and a version, such as v1.2.0"
    version = tag.removeprefix("v")
    for name, pattern in (("src/rjdata/__init__.py", r'^__version__ = "(.+)"$'), ("CITATION.cff", r"^version: (.+)$")):
        found = re.search(pattern, (root / name).read_text(encoding="utf-8"), re.MULTILINE)
        if found is None or found[1] != version:
            yield f"{name}: the version is {found[1] if found else 'not there'}, not {version}"
    headings = re.findall(r"^## (.+)$", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    if not any(re.fullmatch(rf"\[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d", heading) for heading in headings):
        yield f"CHANGELOG.md: there is no section `## [{version}] - YYYY-MM-DD`"
    for data_version, (_, state) in read_frozen(root / "tests" / "frozen.txt").items():
        if state != "sealed":
            yield f"tests/frozen.txt: data version {data_version} is {state}, not sealed"


def main(arguments: list[str] | None = None) -> int:
    """Compare a tag with the version in the package, in CITATION.cff and in the changelog."""
    parser = argparse.ArgumentParser(prog="python -m tools.check_tag", description=main.__doc__)
    parser.add_argument("tag", help="v and a version, such as v1.2.0")
    problems = list(tag_problems(parser.parse_args(arguments).tag))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

"""What changed from each data version to the next, written from :func:`rjdata.diff`.

``data/CHANGES.md`` has a section a version. What this module writes stands between two marks; all other words are a person's and stay as
they are. Run ``python -m tools.changes_page --fix`` after a version was frozen. Each build of the docs has a page a version with every
record that changed.
"""

import argparse
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import rjdata
from rjdata.changes import KINDS, Change, Diff
from rjdata.compare import diff
from rjdata.models import TABLES, model_for
from rjdata.release import Release

CHANGES = Path(__file__).parent.parent / "data" / "CHANGES.md"
BEGIN = "<!-- Written by `python -m tools.changes_page --fix`, down to the next mark. -->"
END = "<!-- Your own words go above the first mark or below this one. -->"
LISTED = 40
"""Most records of a table that are named; where there are more, the page of the version in the docs has them."""
_NAMED = [table for table in TABLES if model_for(table).parent_table is None and table not in ("evidence", "tombstones")]
_SECTION = re.compile(r"^## (\d+\.\d+\.\d+)\n", re.MULTILINE)


def open_all() -> list[Release]:
    """Open every version in the package, oldest first."""
    return [rjdata.open_release(version) for version in rjdata.list_versions()]


def changes_text(text: str, releases: Sequence[Release]) -> str:
    """Return what ``data/CHANGES.md`` should hold: the words of people in it, and between the marks what changed.

    Raises
    ------
    ValueError
        If a section has one mark without the other.
    """
    head, *parts = _SECTION.split(text)
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    for before, release in zip([None, *releases[:-1]], releases, strict=True):
        written = "\n".join([BEGIN, "", *_section(before, release), "", END])
        sections[release.version] = _with_written(release.version, sections.get(release.version, "\n"), written)
    ordered = sorted(sections, key=lambda version: [int(part) for part in version.split(".")], reverse=True)
    return head + "\n".join(f"## {version}\n{sections[version].rstrip()}\n" for version in ordered)


def _with_written(version: str, section: str, written: str) -> str:
    marks = section.count(BEGIN), section.count(END)
    if marks == (0, 0):
        return f"{section.rstrip()}\n\n{written}\n"
    above, _, rest = section.partition(BEGIN)
    _, mark, below = rest.partition(END)
    if marks != (1, 1) or not mark:
        raise ValueError(f"the section {version} of {CHANGES.name} needs each mark once, in this order: {BEGIN} {END}")
    return above + written + below


def _section(before: Release | None, release: Release) -> Iterator[str]:
    if before is None:
        counts = [f"{table.row_count} `{name}`" for name, table in release.tables.items() if table.row_count]
        yield _wrapped(f"The first version, frozen on {release.frozen_on}. Rows: {', '.join(counts)}.")
        return
    found = diff(before, release)
    yield f"Frozen on {release.frozen_on}. Against {before.version}:"
    yield ""
    yield from _counts(found, before, release)
    yield ""
    for table in _NAMED:
        yield from map(_wrapped, _records(table, [change for change in found if change.table == table]))
    if any(counts.get(kind, 0) > LISTED for table, counts in found.counts.items() if table in _NAMED for kind in ("added", "changed")):
        yield ""
        yield _wrapped(
            f"Where more than {LISTED} records of a table were added or changed, only their number stands here; "
            f"`rjdata diff {before.version} {release.version} --limit {len(found)}` names all."
        )


def _wrapped(line: str) -> str:
    return textwrap.fill(line, 128, subsequent_indent="  " if line.startswith("- ") else "", break_long_words=False, break_on_hyphens=False)


def _counts(found: Diff, before: Release, release: Release) -> Iterator[str]:
    kinds = [kind for kind in KINDS if any(kind in counts for counts in found.counts.values())]
    yield f"| table | rows before | rows | {' | '.join(kinds)} |"
    yield f"|---|--:|--:|{'--:|' * len(kinds)}"
    for table, counts in found.counts.items():
        rows = [str(one.tables[table].row_count) if table in one.tables else "" for one in (before, release)]
        yield f"| `{table}` | {' | '.join([*rows, *(str(counts.get(kind, '')) for kind in kinds)])} |"


def _records(table: str, changes: Sequence[Change]) -> Iterator[str]:
    added, changed = ([change for change in changes if change.kind == kind] for kind in ("added", "changed"))
    if 0 < len(added) <= LISTED:
        yield f"- **{table}**, added: {', '.join(f'`{change.record_id}`' for change in added)}."
    if len(changed) > LISTED:
        fields = Counter(name for change in changed for name in _field_names(change))
        yield f"- **{table}**, {len(changed)} changed, in {', '.join(f'`{name}` ({count})' for name, count in fields.most_common())}."
    elif changed:
        told = (f"`{change.record_id}` ({', '.join(f'`{name}`' for name in _field_names(change))})" for change in changed)
        yield f"- **{table}**, changed: {'; '.join(told)}."
    for change in changes:
        if change not in added and change not in changed:
            moved = f" into {', '.join(f'`{successor}`' for successor in change.successors)}" if change.successors else ""
            yield f"- **{table}**, {change.kind}: `{change.record_id}`{moved}" + (f". {change.reason}" if change.reason else ".")


def _field_names(change: Change) -> list[str]:
    """Return the fields that changed; that a date's precision did goes without saying beside the date."""
    names = [field.field for field in change.fields]
    return [name for name in names if name.removesuffix("_precision") == name or name.removesuffix("_precision") not in names]


def write_changes_pages(folder: Path) -> None:
    """Write a page of the docs for each version after the first, with every record that changed."""
    folder.mkdir(exist_ok=True)
    for before, release in pairwise(open_all()):
        found = diff(before, release)
        (folder / f"{release.version}.md").write_text(found.to_markdown(limit=len(found)), encoding="utf-8", newline="\n")


def main(arguments: list[str] | None = None) -> int:
    """Check that data/CHANGES.md says what changed between the versions in the package; with --fix, write it."""
    parser = argparse.ArgumentParser(prog="python -m tools.changes_page", description=main.__doc__)
    parser.add_argument("--fix", action="store_true", help="rewrite what stands between the marks")
    options = parser.parse_args(arguments)
    text = CHANGES.read_text(encoding="utf-8")
    wanted = changes_text(text, open_all())
    if options.fix:
        CHANGES.write_text(wanted, encoding="utf-8", newline="\n")
    print(f"{CHANGES.name} {'is as it should be' if text == wanted else 'was rewritten' if options.fix else 'is stale: run it with --fix'}")
    return 0 if options.fix or text == wanted else 1


if __name__ == "__main__":
    sys.exit(main())

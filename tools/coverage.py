"""Every paragraph of a document has a line: the records that it yielded, or ``nothing`` and why.

The lines stand in ``docs/coverage/<source id>.md`` as ``- ¶7: projects/okura-vladivostok, events/…`` or ``- ¶8: nothing: …``.
"""

import re
from pathlib import Path

from rjdata.models import TABLES
from tools.problems import Problem
from tools.rules import Curated

_LINE = re.compile(r"- ¶([0-9]+): (.+)")


def check_coverage(folder: Path, curated: Curated) -> list[Problem]:
    """Return paragraphs without a line, lines without a paragraph, and ids in them that name no record."""
    problems = []
    for source in curated.tables["sources"]:
        if "paragraphs" in source and source["paragraphs"].isdecimal():
            problems += _check_document(folder.parent / "docs" / "coverage" / f"{source['source_id']}.md", source, curated)
    return problems


def _check_document(path: Path, source: dict[str, str], curated: Curated) -> list[Problem]:
    file, source_id = f"docs/coverage/{path.name}", source["source_id"]
    if not path.exists():
        return [Problem(file, source_id, "", "coverage-missing", "the document has no list of its paragraphs")]
    found = [match for line in path.read_text(encoding="utf-8").splitlines() if (match := _LINE.fullmatch(line))]
    listed = [int(match[1]) for match in found]
    problems = []
    if listed != list(range(1, int(source["paragraphs"]) + 1)):
        message = f"paragraphs ¶1 to ¶{source['paragraphs']} have one line each, in order"
        odd = sorted({*range(1, int(source["paragraphs"]) + 1)} ^ {*listed})
        problems.append(Problem(file, source_id, "", "coverage-missing", f"{message}; look at {odd or 'their order'}"))
    for match in found:
        problems += _check_line(file, match[1], match[2], source_id, curated)
    return problems


def _check_line(file: str, number: str, text: str, source_id: str, curated: Curated) -> list[Problem]:
    if text.startswith("nothing: "):
        return []
    problems = []
    for name in text.split(", "):
        table, _, record_id = name.partition("/")
        if table not in TABLES or record_id not in curated.ids(table):
            problems.append(Problem(file, source_id, "", "coverage-unknown", f"¶{number} names {name!r}, which is no record"))
    return problems

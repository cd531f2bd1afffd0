"""Evidence against the texts of documents. ``python -m tools.check_evidence FOLDER`` reads every file of a folder as a text.

A text belongs to the source whose ``text_sha256`` is the SHA-256 of its bytes; its paragraphs are its non-empty lines, counted from ¶1.
What is compared, and how, is told in :mod:`tools.evidence.proof` and :mod:`tools.evidence.content`.

Exit codes: 0, all that was checked holds; 1, a row fails, more rows than :data:`MOST_INFERRED` carry an inference, or the data does not
compile; 2, there was nothing to check with: no folder, or no text in it that belongs to a source.
"""

import argparse
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from tools.compile_data import DATA, gather
from tools.evidence.proof import Report, prove
from tools.evidence.wording import read_texts

MOST_INFERRED = Fraction(3, 100)
"""Largest share of all evidence that may be an inference, names in another script left out."""


def describe(report: Report) -> Iterator[str]:
    """Yield the lines of a report: every row that fails, every inference, then the counts."""
    yield from map(str, report.failures)
    for row in report.inferred:
        yield f"inferred: {row['table']}/{row['record_id']}: {row.get('locator', row.get('source_id'))}: {row.get('reasoning')}"
    yield f"rows of evidence: {len(report.evidence)}"
    yield f"checked: {len(report.checked)}"
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(report.unchecked.items()))
    yield f"not checked: {sum(report.unchecked.values())}" + (f" ({kinds})" if kinds else "")
    yield f"sources without a text: {len(report.without_text)}"
    facts = len(report.inferred) - report.inferred_names
    share = f"{float(report.inferred_share):.2%} of all (at most {float(MOST_INFERRED):.0%})"
    yield f"inferred: {facts}, {share}, and {report.inferred_names} names"
    yield f"failed: {len(report.failed)} rows of evidence, {len(report.failures)} findings"


def main(arguments: list[str] | None = None) -> int:
    """Compare the evidence with the texts in a folder; print what does not hold, and the counts."""
    parser = argparse.ArgumentParser(prog="python -m tools.check_evidence", description=main.__doc__)
    parser.add_argument("folder", type=Path, help="folder of texts; names of files do not matter")
    parser.add_argument("--data", type=Path, default=DATA, help="data folder")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        print(f"{options.folder} is no folder of texts", file=sys.stderr)
        return 2
    tables, problems = gather(options.data)
    # A cell that breaks a rule of its own cannot be read, nor what stands beside it.
    spoiled = {problem.record for problem in problems if problem.column}
    names = ("evidence_id", "record_id", "source_id")
    tables["evidence"] = [row for row in tables["evidence"] if not {row.get(name, "") for name in names} & spoiled]
    report = prove(tables, read_texts(options.folder))
    for line in describe(report):
        print(line)
    if problems:
        print(f"{len(problems)} problems in the data, and rows left out for them: see python -m tools.compile_data", file=sys.stderr)
    if report.evidence and not report.checked:
        print("no text of the folder belongs to a source: compare its SHA-256 with text_sha256", file=sys.stderr)
        return 2
    return 1 if problems or report.failures or report.inferred_share > MOST_INFERRED else 0


if __name__ == "__main__":
    sys.exit(main())

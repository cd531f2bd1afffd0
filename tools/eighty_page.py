"""The page of the eighty documents of December 2016, from the newest release: by point of the plan, what is known and what is open.

Run ``python -m tools.eighty_page --fix`` after a freeze.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

import rjdata
from rjdata.derive import group

PAGE = Path(__file__).parent.parent / "docs" / "eighty.md"
PACKAGE = "eighty-documents-2016"
Rows = list[dict[str, Any]]

INTRODUCTION = """# The eighty documents of December 2016

When the leaders met on 15 and 16 December 2016, eighty documents were counted. No list of them was found. This page sets the documents that
sources name beside the numbers that were printed, point by point of the Cooperation Plan. A document stands under the point that the record
gives it, which is not always the point under which it was counted; `thematic` means that we chose it. So a point may hold more documents
than were counted under it, and that a place is filled is our match, not proof.
"""


def eighty_text() -> str:
    """Return the page."""
    release = rjdata.open_release()
    tables = {
        "packages": _rows(release.load_table("packages")),
        "package_counts": _rows(release.load_table("package_counts")),
        "agreements": _rows(release.load_table("agreements")),
        "sectors": _rows(release.load_table("sectors")),
    }
    return "\n".join(page(tables, str(release.version))) + "\n"


def _rows(frame: pd.DataFrame) -> Rows:
    """Return the rows of a table as dicts, without the cells that are empty."""
    cells = frame.reset_index().astype(object)
    return [{str(name): cell for name, cell in row.items() if pd.notna(cell)} for row in cells.to_dict("records")]


def page(tables: Mapping[str, Rows], version: str) -> Iterator[str]:
    """Yield the lines of the page, from rows of packages, package_counts, agreements and sectors."""
    counts = [row for row in tables["package_counts"] if row["package_id"] == PACKAGE]
    members = [row for row in tables["agreements"] if row.get("package_id") == PACKAGE]
    total = next(int(row["printed_count"]) for row in counts if row["claim_group"] == "total" and row["is_preferred"])
    yes, unsure = (sum(row["package_membership"] == word for row in members) for word in ("yes", "unsure"))
    yield INTRODUCTION
    yield f"Data version {version}. Printed: {total}. Named by sources: {yes}. Perhaps among them: {unsure}."
    yield f"Open: {total - yes - unsure} to {total - yes}.\n"
    yield "| point | printed | named | perhaps | open |\n|---|--:|--:|--:|--:|"
    by_point = group([{**row, "sector_id": row.get("sector_id", "")} for row in members], "sector_id")
    printed = {row["sector_id"]: row for row in counts if "sector_id" in row and _is_whole_point(row)}
    points = sorted((row for row in tables["sectors"] if row["sector_id"] in printed), key=lambda row: int(row["plan_point"]))
    for point in points:
        rows = by_point.get(point["sector_id"], [])
        named = sum(row["package_membership"] == "yes" for row in rows)
        number = int(printed[point["sector_id"]]["printed_count"])
        yield f"| {point['plan_point']} {point['name']} | {number} | {named} | {len(rows) - named} | {max(number - len(rows), 0)} |"
    for point in points:
        yield f"\n## {point['plan_point']}. {point['name']}\n"
        yield from _documents(by_point.get(point["sector_id"], []), printed[point["sector_id"]].get("note"))
    yield "\n## Outside the points\n"
    yield from _documents(by_point.get("", []), next((row.get("gap") for row in tables["packages"] if row["package_id"] == PACKAGE), None))


def _is_whole_point(row: Mapping[str, Any]) -> bool:
    """Tell a count of a point from one of a part of it, whose heading names the part after a colon."""
    return ":" not in row["heading"]


def _documents(rows: Rows, known: Any) -> Iterator[str]:
    for row in sorted(rows, key=lambda row: (row["package_membership"] != "yes", row["agreement_id"])):
        mark = "" if row["package_membership"] == "yes" else " *(perhaps)*"
        became = f" What became of it: {row['outcome'].rstrip('.')}." if "outcome" in row else ""
        basis = f" Point: {row['sector_basis']}." if "sector_basis" in row else ""
        yield f"- {row['name']}{mark} (`{row['agreement_id']}`, {row['signing_state']}).{basis}{became}"
    if known:
        yield f"\n{known}"


def main(arguments: list[str] | None = None) -> int:
    """Check that docs/eighty.md is what the newest release gives; with --fix, write it."""
    parser = argparse.ArgumentParser(prog="python -m tools.eighty_page", description=main.__doc__)
    parser.add_argument("--fix", action="store_true", help="write the page")
    options = parser.parse_args(arguments)
    text, wanted = PAGE.read_text(encoding="utf-8"), eighty_text()
    if options.fix:
        PAGE.write_text(wanted, encoding="utf-8", newline="\n")
    print(f"{PAGE.name} {'is as it should be' if text == wanted else 'was rewritten' if options.fix else 'is stale: run it with --fix'}")
    return 0 if options.fix or text == wanted else 1


if __name__ == "__main__":
    sys.exit(main())

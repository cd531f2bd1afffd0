"""Draw the rows of a blind audit: ``python -m tools.draw_audit 2026.11.1 FOLDER`` writes the questions, and the answers apart.

Rows are drawn of those that rest on at least one page which we have seen, and on no document that is checked word for word. The
generator starts with the first eight hex digits of the digest: anybody can draw the same rows from the same data, and nobody can
choose them. Who answers the questions must not see the answers, the data folder or the release.
"""

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

import rjdata
from rjdata.derive import group
from rjdata.models import model_for
from rjdata.rows import read_rows

Row = Mapping[str, str]


@attrs.frozen
class Stratum:
    """How many rows of a table are drawn, which columns name the row, and which are asked.

    A column that is named and asked is told in part: of a date the year, of a text the first words, half of them at most. Shares
    that stand in a name are left out.
    """

    size: int
    named_by: tuple[str, ...]
    asked: tuple[str, ...]
    words: int | None = None


NAMED = ("actors", "agreements", "people", "projects")
_SHARE = re.compile(r"[\d.,]+ ?%")
MONEY = ("value", "currency", "meaning", "qualifier", "is_planned", "dated_on")
STRATA = {
    "project_history": Stratum(
        30, ("project_id", "happened_on", "summary"), ("happened_on", "kind", "is_plan", "stage", "participation", "summary"), words=6
    ),
    "agreements": Stratum(
        22,
        ("name",),
        ("signed_on", "signing_state", "stated_type", "event_id", "place_id", "subject", "outcome_status", "outcome", "outcome_on"),
    ),
    "project_participants": Stratum(16, ("project_id", "actor_id"), ("role", "is_planned", "from_on", "to_on")),
    "observations": Stratum(
        16,
        ("subject_id", "definition", "period_start"),
        ("value", "unit", "qualifier", "is_planned", "counted_by", "period_type", "period_start", "period_end"),
    ),
    "project_stakes": Stratum(
        16, ("project_id", "holder_actor_id", "held_in"), ("percent", "is_direct", "is_planned", "from_on", "to_on", "confirmed_on")
    ),
    "project_amounts": Stratum(14, ("project_id", "covers"), MONEY),
    "events": Stratum(
        12,
        ("name",),
        ("kind", "country", "place_id", "starts_on", "ends_on", "announced_on", "in_force_on", "ended_on", "is_plan", "summary"),
    ),
    "project_capacities": Stratum(10, ("project_id", "measures"), ("value", "unit", "qualifier", "is_planned", "dated_on")),
    "agreement_amounts": Stratum(8, ("agreement_id", "covers"), MONEY),
    "offices": Stratum(6, ("person_id", "actor_id", "country", "stated_on"), ("title", "from_on", "to_on", "stated_on")),
    "actor_relations": Stratum(6, ("actor_id", "related_actor_id"), ("kind", "percent", "from_on", "to_on")),
    "trade_volumes": Stratum(
        4,
        ("statistic", "reporter", "partner", "flow", "product_label", "period_type", "period_start"),
        ("value", "unit", "qualifier", "measure"),
    ),
}


def draw(digest: str, tables: Mapping[str, list[dict[str, str]]]) -> Iterator[tuple[str, Row, list[Row]]]:
    """Yield the table, the row and the sources of every draw, stratum by stratum, from the rows of a release with that digest."""
    sources = {row["source_id"]: row for row in tables["sources"]}
    evidence = group(tables["evidence"], "record_id")
    generator = random.Random(digest[:8])  # noqa: S311 - a draw that anybody can repeat, no secret
    for table, stratum in STRATA.items():
        key = model_for(table).key_column
        rested = {row[key]: _sources_of(table, evidence[row[key]], sources) for row in tables[table]}
        urn = [row for row in tables[table] if _is_on_seen_pages(rested[row[key]])]
        for row in generator.sample(urn, min(stratum.size, len(urn))):
            yield table, row, rested[row[key]]


def _sources_of(table: str, statements: list[dict[str, str]], sources: Mapping[str, Row]) -> list[Row]:
    ids = dict.fromkeys(row["source_id"] for row in statements if row["table"] == table)
    return [sources[source_id] for source_id in ids]


def _is_on_seen_pages(sources: list[Row]) -> bool:
    return any("accessed_on" in source for source in sources) and not any("text_sha256" in source for source in sources)


def question(number: int, table: str, row: Row, sources: list[Row], names: Mapping[str, str]) -> dict[str, Any]:
    """Return what the reader sees of a draw: what names the row, the pages it rests on, and the columns to fill."""
    return {
        "draw": number,
        "table": table,
        "about": {name: _hint(name, row[name], STRATA[table].words, names) for name in STRATA[table].named_by if name in row},
        "pages": [{name: source[name] for name in ("publisher", "title", "url") if name in source} for source in sources],
        "fill": list(STRATA[table].asked),
    }


def _hint(column: str, value: str, words: int | None, names: Mapping[str, str]) -> str:
    if column.endswith("_id"):
        return _SHARE.sub("…", names.get(value, value))
    if column.endswith(("_on", "_start")):
        return value[:4]
    told = value.split()
    return " ".join(told if words is None else told[: min(words, len(told) // 2)])


def main(arguments: list[str] | None = None) -> int:
    """Draw the rows of a blind audit; write questions.jsonl for the reader and answers.jsonl for who compares."""
    parser = argparse.ArgumentParser(prog="python -m tools.draw_audit", description=main.__doc__)
    parser.add_argument("version")
    parser.add_argument("folder", type=Path)
    options = parser.parse_args(arguments)
    release = rjdata.open_release(options.version)
    tables = {name: read_rows(release.read_bytes(name)) for name in {*STRATA, *NAMED, "evidence", "sources"}}
    names = {row[model_for(table).key_column]: row["name"] for table in NAMED for row in tables[table]}
    drawn = [(number, *rest) for number, rest in enumerate(draw(release.digest, tables), start=1)]
    options.folder.mkdir(parents=True, exist_ok=True)
    _write(options.folder / "questions.jsonl", [question(*one, names) for one in drawn])
    _write(options.folder / "answers.jsonl", [{"draw": number, "table": table, **row} for number, table, row, _ in drawn])
    print(f"{len(drawn)} rows of {options.version}, digest {release.digest}")
    return 0


def _write(path: Path, lines: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())

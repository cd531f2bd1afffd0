"""Ids over all versions: none is dropped without a tombstone, none given again, none moved back from its tombstone."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import rjdata
from rjdata.models import TABLES, model_for
from rjdata.release import Release, _open_in
from rjdata.rows import read_rows
from tests.frames_release import Row, as_bytes, written_tables
from tools.freeze_release import freeze

# Evidence is named by what it says: another statement is another row, and no id is carried on.
NAMED = [table for table in TABLES if table != "evidence"]


def is_main(table: str) -> bool:
    return model_for(table).parent_table is None


def tombstones(release: Release) -> dict[tuple[str, str], str]:
    return {(row["table"], row["tombstone_id"]): row["kind"] for row in read_rows(release.read_bytes("tombstones"))}


def broken_ids(releases: Sequence[Release]) -> Iterator[str]:
    """Say which ids were dropped without a word, or came back, from one release to the next."""
    left: set[tuple[str, str]] = set()
    for old, new in pairwise(releases):
        for table in NAMED:
            before, after = old.keys(table), new.keys(table)
            gone = {(table, record_id) for record_id in before - after}
            if is_main(table):
                yield from (f"{table}/{record_id} dropped in {new.version}" for _, record_id in sorted(gone - tombstones(new).keys()))
            left |= gone | tombstones(new).keys()
            yield from (f"{table}/{record_id} came back in {new.version}" for record_id in sorted(after) if (table, record_id) in left)
        yield from (f"tombstone of {name} changed in {new.version}" for name in sorted(tombstones(old).items() - tombstones(new).items()))


def test_no_id_of_a_version_was_dropped_or_reused() -> None:
    assert list(broken_ids([rjdata.open_release(version) for version in rjdata.list_versions()])) == []


def without(tables: dict[str, list[Row]], **ids: str) -> dict[str, list[Row]]:
    return {
        table: [row for row in rows if row[model_for(table).key_column] != ids.get(table)] if table in ids else rows
        for table, rows in tables.items()
    }


def buried(tables: dict[str, list[Row]], record_id: str, kind: str = "withdrawn") -> dict[str, list[Row]]:
    row = {"tombstone_id": record_id, "table": "events", "kind": kind, "reason": "No event.", "version": "2020.2.0"}
    return tables | {"tombstones": [*tables["tombstones"], row]}


ALL = written_tables()
LESS = without(ALL, events="rumour")
CASES = {
    "kept": ([ALL, ALL], []),
    "buried": ([ALL, buried(LESS, "rumour"), buried(LESS, "rumour")], []),
    "child gone": ([ALL, without(ALL, project_stakes="plant.stake-2")], []),
    "dropped": ([ALL, LESS], ["events/rumour dropped in 2020.2.0"]),
    "child reused": (
        [ALL, without(ALL, project_stakes="plant.stake-2"), ALL],
        ["project_stakes/plant.stake-2 came back in 2020.3.0"],
    ),
    "back from its tombstone": (
        [ALL, buried(LESS, "rumour"), buried(ALL, "rumour")],
        ["events/rumour came back in 2020.3.0"],
    ),
    "another tombstone": (
        [ALL, buried(LESS, "rumour"), buried(LESS, "rumour", "split")],
        ["tombstone of (('events', 'rumour'), 'withdrawn') changed in 2020.3.0"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_an_id_that_breaks_the_rule_is_named(case: str, tmp_path: Path) -> None:
    tables, expected = CASES[case]
    for number, one in enumerate(tables, 1):
        freeze(f"2020.{number}.0", date(2020, 12, 31), as_bytes(one), tmp_path)
    releases = [_open_in(str(tmp_path), f"2020.{number}.0") for number in range(1, len(tables) + 1)]
    assert list(broken_ids(releases)) == expected

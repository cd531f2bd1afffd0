"""Names written by somebody who had seen neither the aliases nor the matcher, and committed before it. Nothing is ever tuned on them."""

import csv
from math import sqrt
from pathlib import Path

import pytest

import rjdata
from rjdata.resolve import Match

HELD_OUT = Path(__file__).parent / "data" / "heldout_names.csv"
RECALL = 0.93
VERSION = "2026.11.1"


def wilson(hits: int, total: int) -> str:
    """A share with its 95 % interval after Wilson."""
    z, share = 1.96, hits / total
    middle, half = share + z * z / (2 * total), z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    low, high = ((middle - half) / (1 + z * z / total), (middle + half) / (1 + z * z / total))
    return f"{hits} of {total}, {share:.1%} (95 % interval {low:.1%} to {high:.1%})"


@pytest.fixture(scope="module")
def answers() -> list[tuple[dict[str, str], Match]]:
    with HELD_OUT.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row, rjdata.resolve_actor(row["text"], country=row["country"] or None, version=VERSION)) for row in rows]


def test_there_are_150_names_of_three_kinds(answers: list[tuple[dict[str, str], Match]]) -> None:
    assert len(answers) == 150
    assert {row["expected"] for row, _ in answers} == {"match", "ambiguous", "none"}


def test_most_names_are_found(answers: list[tuple[dict[str, str], Match]], capsys: pytest.CaptureFixture[str]) -> None:
    wanted = [(row, match) for row, match in answers if row["expected"] == "match"]
    found = [match.actor_id == row["actor_id"] for row, match in wanted]
    wrong = [match.actor_id not in (None, row["actor_id"]) for row, match in wanted]
    with capsys.disabled():
        print(f"\nheld-out names found: {wilson(sum(found), len(found))}; given to another: {sum(wrong)}")
    assert sum(found) / len(found) >= RECALL


def test_no_name_is_given_to_another(answers: list[tuple[dict[str, str], Match]]) -> None:
    assert [row["text"] for row, match in answers if row["expected"] == "match" and match.actor_id not in (None, row["actor_id"])] == []


def test_no_look_alike_is_matched(answers: list[tuple[dict[str, str], Match]], capsys: pytest.CaptureFixture[str]) -> None:
    matched = [match.actor_id is not None for row, match in answers if row["expected"] == "none"]
    with capsys.disabled():
        print(f"\nheld-out look-alikes matched: {wilson(sum(matched), len(matched))}")
    assert sum(matched) == 0


def test_no_ambiguous_name_is_matched(answers: list[tuple[dict[str, str], Match]], capsys: pytest.CaptureFixture[str]) -> None:
    matched = [match.actor_id is not None for row, match in answers if row["expected"] == "ambiguous"]
    with capsys.disabled():
        print(f"\nheld-out ambiguous names matched: {wilson(sum(matched), len(matched))}")
    assert sum(matched) == 0

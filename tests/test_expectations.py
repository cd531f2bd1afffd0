"""Bounds on a whole build: what keeps them, what breaks them, and that the record's own are worth something."""

from pathlib import Path

import pytest

from rjdata.models import TABLES
from tools.compile_data import DATA, gather
from tools.expectations import EXPECTATIONS, check_expectations
from tools.reader import read_yaml
from tools.rules import Curated


@pytest.fixture
def curated(valid_folder: Path) -> Curated:
    return Curated(gather(valid_folder)[0], {})


def _found(folder: Path, curated: Curated, text: str) -> list[tuple[str, str]]:
    (folder / EXPECTATIONS).write_text(text, encoding="utf-8")
    return [(problem.rule, problem.column) for problem in check_expectations(folder, curated)]


@pytest.fixture(scope="module")
def record() -> Curated:
    return Curated(gather(DATA)[0], {})


def test_bounds_that_are_just_kept_are_no_problem(valid_folder: Path, curated: Curated) -> None:
    count = len(curated.tables["projects"])
    assert _found(valid_folder, curated, f"projects:\n  at_least: {count}\n  at_most: {count}\n  filled: {{name: 100}}\n") == []


def test_one_row_less_than_expected_is_a_problem(valid_folder: Path, curated: Curated) -> None:
    text = f"projects:\n  at_least: {len(curated.tables['projects'])}\n"
    curated.tables["projects"].pop()
    assert _found(valid_folder, curated, text) == [("expectation-rows", "projects")]


def test_a_field_that_too_few_rows_have_is_a_problem(valid_folder: Path, curated: Curated) -> None:
    curated.tables["projects"][0].pop("name")
    assert _found(valid_folder, curated, "projects:\n  filled: {name: 100}\n") == [("expectation-filled", "projects.name")]


def test_a_table_without_rows_keeps_any_fill_rate(valid_folder: Path, curated: Curated) -> None:
    curated.tables["projects"].clear()
    assert _found(valid_folder, curated, "projects:\n  filled: {name: 100}\n") == []


@pytest.mark.parametrize(
    "bound",
    ["many", "[1]", "{most: 3}", "{at_least: -1}", "{at_most: 1.5}", "{filled: 90}", "{filled: {name: 101}}", "{filled: {hue: 1}}"],
)
def test_a_bound_that_says_nothing_is_a_problem(bound: str, valid_folder: Path, curated: Curated) -> None:
    assert [rule for rule, _ in _found(valid_folder, curated, f"projects: {bound}\n")] == ["expectation-unknown"]


def test_a_folder_without_bounds_is_bound_by_nothing(valid_folder: Path, curated: Curated) -> None:
    assert check_expectations(valid_folder, curated) == []


def test_every_table_that_has_rows_has_bounds_on_them(record: Curated) -> None:
    bounds, problems = read_yaml(DATA / EXPECTATIONS, DATA)
    assert problems == []
    assert bounds is not None
    assert {table for table in TABLES if record.tables[table]} == bounds.keys()
    assert [table for table, bound in bounds.items() if not {"at_least", "at_most"} <= bound.keys()] == []


@pytest.mark.parametrize("table", ["actors", "agreements", "evidence", "events", "observations", "projects", "sources", "trade_volumes"])
def test_half_the_rows_of_a_table_are_not_enough(table: str, record: Curated) -> None:
    half = Curated(record.tables | {table: record.tables[table][::2]}, {})
    assert ("expectation-rows", table) in {(problem.rule, problem.column) for problem in check_expectations(DATA, half)}

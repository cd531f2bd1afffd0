from typing import Any

import pytest

from rjdata.models import model_for
from tools.expand import complete, curated_fields, evidence_row, expand

EVIDENCE = [{"source_id": "example-times-2020"}]


def _rows(table: str, **value: Any) -> dict[str, list[dict[str, str]]]:
    model = model_for(table)
    expanded = expand(model, {model.key_column: "example-plant", **value}, "file", "example-plant")
    assert expanded.problems == []
    rows: dict[str, list[dict[str, str]]] = {"evidence": expanded.evidence}
    for kind, row in expanded.rows:
        rows.setdefault(kind.table_name, []).append(row)
    return rows


def test_a_child_takes_its_id_from_its_parent_and_its_number() -> None:
    (row,) = _rows("projects", places=[{"n": "7", "place_id": "example-town"}])["project_places"]
    assert row == {"project_place_id": "example-plant.place-7", "project_id": "example-plant", "place_id": "example-town"}


def test_history_is_counted_in_the_order_of_the_file() -> None:
    rows = _rows("projects", history=[{"n": "2"}, {"n": "1"}])["project_history"]
    assert [(row["project_history_id"], row["sequence"]) for row in rows] == [
        ("example-plant.history-2", "1"),
        ("example-plant.history-1", "2"),
    ]


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [("2016", "2016-01-01", "year"), ("2016-12", "2016-12-01", "month"), ("2016-12-16", "2016-12-16", "day")],
)
def test_a_date_known_in_part_becomes_a_day_and_its_precision(text: str, day: str, precision: str) -> None:
    (row,) = _rows("projects", history=[{"n": "1", "happened_on": text}])["project_history"]
    assert (row["happened_on"], row["happened_on_precision"]) == (day, precision)


def test_a_figure_without_rivals_is_a_group_of_its_own_and_preferred() -> None:
    (row,) = _rows("projects", amounts=[{"n": "1", "value": "5"}])["project_amounts"]
    assert (row["claim_group"], row["is_preferred"]) == ("example-plant.amount-1", "true")


def test_a_figure_in_a_group_says_itself_whether_it_is_preferred() -> None:
    (row,) = _rows("projects", amounts=[{"n": "1", "claim_group": "cost"}])["project_amounts"]
    assert (row["claim_group"], "is_preferred" in row) == ("cost", False)


def test_a_row_that_is_no_figure_has_no_group() -> None:
    assert complete(model_for("sectors"), {"sector_id": "example-energy"}) == {"sector_id": "example-energy"}


def test_evidence_names_the_row_under_which_it_stands() -> None:
    evidence = _rows("projects", places=[{"n": "1", "evidence": EVIDENCE}], evidence=EVIDENCE)["evidence"]
    named = {(row["table"], row["record_id"]) for row in evidence}
    assert named == {("projects", "example-plant"), ("project_places", "example-plant.place-1")}


def test_a_single_piece_of_evidence_needs_no_list() -> None:
    assert _rows("projects", evidence=EVIDENCE[0])["evidence"] == _rows("projects", evidence=EVIDENCE)["evidence"]


def test_the_id_of_evidence_follows_from_what_is_stated_where() -> None:
    first, second = EVIDENCE[0], {"source_id": "example-blog", "stated_as": "a plant"}
    forth = {row["evidence_id"] for row in _rows("projects", evidence=[first, second])["evidence"]}
    back = {row["evidence_id"] for row in _rows("projects", evidence=[{**second, "stated_as": "the plant"}, first])["evidence"]}
    assert forth == back


def test_the_id_of_evidence_stays_what_it_is() -> None:
    row = evidence_row("projects", "example-plant", {"source_id": "example-blog", "locator": "page 1"})
    assert row["evidence_id"] == "projects/example-plant.evidence-79db7755"


@pytest.mark.parametrize(("item", "expected"), [({}, "false"), ({"reasoning": "It follows."}, "true")])
def test_reasoning_marks_an_inference(item: dict[str, str], expected: str) -> None:
    assert evidence_row("projects", "example-plant", item)["is_inferred"] == expected


def test_what_is_implied_or_derived_is_not_curated() -> None:
    fields = {*curated_fields(model_for("project_history")), *curated_fields(model_for("projects"))}
    implied = {"project_history_id", "sequence", "happened_on_precision", "last_reported_on", "primary_sector_id"}
    assert implied & fields == set()


def test_all_problems_of_a_record_are_reported() -> None:
    value = {"project_id": "example-plan", "colour": "red", "places": "none", "stakes": ["none"], "history": [{"happened_on": "soon"}]}
    expanded = expand(model_for("projects"), value, "file", "example-plant")
    rules = sorted(problem.rule for problem in expanded.problems)
    assert rules == ["child-number", "date-form", "field-unknown", "id-not-file-name", "not-a-list", "not-a-row"]

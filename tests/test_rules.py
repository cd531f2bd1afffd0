"""What no single file of ``data/invalid`` can show: what the rules allow, and where they must not fire."""

from pathlib import Path

import pytest

from tools.compile_data import gather
from tools.expand import evidence_row
from tools.rules import RULES, Curated, check_rules

SOLD = "example-plant.history-5"


@pytest.fixture
def curated(valid_folder: Path) -> Curated:
    tables, problems = gather(valid_folder)
    assert problems == []
    return Curated(tables, {})


def _row(curated: Curated, table: str, /, **named: str) -> dict[str, str]:
    (row,) = (row for row in curated.tables[table] if named.items() <= row.items())
    return row


def _found(curated: Curated, rule: str) -> list[tuple[str, str]]:
    return [(record, column) for _, record, column, _ in RULES[rule](curated)]


def _rest_on(curated: Curated, record_id: str, *sources: str, reasoning: str = "") -> None:
    curated.tables["evidence"][:] = [row for row in curated.tables["evidence"] if row["record_id"] != record_id]
    for source_id in sources:
        said = {"source_id": source_id, **({"reasoning": reasoning} if reasoning else {})}
        curated.tables["evidence"].append(evidence_row("project_history", record_id, said))


@pytest.mark.parametrize("sources", [["example-bulletin-2023"], ["example-herald-2022", "example-times-2020"]])
def test_leaving_rests_on_an_official_source_or_two_witnesses(curated: Curated, sources: list[str]) -> None:
    _rest_on(curated, SOLD, *sources)
    assert _found(curated, "reputation") == []


def test_a_copy_is_no_second_witness_of_leaving(curated: Curated) -> None:
    _row(curated, "sources", source_id="example-times-2020")["derived_from_source_id"] = "example-herald-2022"
    _rest_on(curated, SOLD, "example-herald-2022", "example-times-2020")
    assert _found(curated, "reputation") == [(SOLD, "participation")]


def test_two_copies_of_one_lost_text_are_one_witness_of_leaving(curated: Curated) -> None:
    for source_id in ("example-times-2020", "example-herald-2022"):
        _row(curated, "sources", source_id=source_id)["derived_from"] = "a lost text"
    _rest_on(curated, SOLD, "example-herald-2022", "example-times-2020")
    assert _found(curated, "reputation") == [(SOLD, "participation")]


def test_an_inference_may_say_that_a_party_left(curated: Curated) -> None:
    _rest_on(curated, SOLD, "example-blog", reasoning="The sign was taken down.")
    assert _found(curated, "reputation") == []


def test_evidence_without_a_source_is_no_witness(curated: Curated) -> None:
    _rest_on(curated, SOLD, "example-herald-2022", "example-times-2020")
    for row in curated.tables["evidence"]:
        if row["record_id"] == SOLD and row["source_id"] == "example-times-2020":
            del row["source_id"]
    assert _found(curated, "reputation") == [(SOLD, "participation")]


@pytest.mark.parametrize(("day", "precision"), [("2018-01-01", "year"), ("2016-12-01", "month"), ("2020-06-15", "day")])
def test_history_may_overlap(curated: Curated, day: str, precision: str) -> None:
    _row(curated, "project_history", project_history_id="example-plant.history-3").update(happened_on=day, happened_on_precision=precision)
    assert _found(curated, "history-order") == []


@pytest.mark.parametrize(("day", "precision"), [("2015-01-01", "year"), ("2016-11-01", "month"), ("2016-12-15", "day")])
def test_history_may_not_run_back(curated: Curated, day: str, precision: str) -> None:
    _row(curated, "project_history", project_history_id="example-plant.history-3").update(happened_on=day, happened_on_precision=precision)
    assert _found(curated, "history-order") == [("example-plant.history-3", "happened_on")]


def test_a_row_of_history_is_compared_with_all_rows_above_it(curated: Curated) -> None:
    _row(curated, "project_history", project_history_id="example-plant.history-3").update(
        happened_on="2021-01-01", happened_on_precision="year"
    )
    _row(curated, "project_history", project_history_id="example-plant.history-2").update(happened_on="2020-06-15")
    assert _found(curated, "history-order") == [("example-plant.history-2", "happened_on")]


def test_groups_of_one_name_under_two_parents_are_two_groups(curated: Curated) -> None:
    amount = dict(_row(curated, "project_amounts", project_amount_id="example-plant.amount-1"))
    amount |= {"project_amount_id": "example-supply.amount-1", "project_id": "example-supply"}
    curated.tables["project_amounts"].append(amount)
    assert _found(curated, "claim-group") == []


def test_rows_without_any_part_of_a_natural_key_are_not_compared(curated: Curated) -> None:
    for row in curated.tables["sources"]:
        row.pop("url", None)
    assert _found(curated, "natural-key-not-unique") == []


def test_the_first_of_two_equal_rows_is_named_in_the_message(curated: Curated) -> None:
    _row(curated, "sectors", sector_id="example-industry")["plan_point"] = "4"
    assert [message for *_, message in RULES["natural-key-not-unique"](curated)] == ["plan_point are those of example-energy"]


def test_what_refers_to_an_unread_record_is_not_wrong(curated: Curated) -> None:
    unread = Curated(curated.tables, {}, {"actors": {"example-works"}, "projects": {"example-plant"}})
    for table in ("actors", "projects"):
        key = f"{table.removesuffix('s')}_id"
        curated.tables[table][:] = [row for row in curated.tables[table] if row[key] not in ("example-works", "example-plant")]
    assert _found(curated, "reference-unknown") != []
    assert (_found(unread, "reference-unknown"), _found(unread, "link-unknown")) == ([], [])


def test_a_long_circle_of_copies_is_found(curated: Curated) -> None:
    ring = ["example-blog", "example-times-2020", "example-herald-2022"]
    for source_id, original in zip(ring, [*ring[1:], ring[0]], strict=True):
        _row(curated, "sources", source_id=source_id)["derived_from_source_id"] = original
    assert sorted(record for record, _ in _found(curated, "source-circle")) == sorted(ring)


def test_a_page_has_no_paragraphs_to_count(curated: Curated) -> None:
    _row(curated, "evidence", table="trade_volumes", record_id="example-exports-1989")["locator"] = "¶4000"
    assert _found(curated, "evidence-locator") == []


def test_a_problem_names_file_record_column_and_rule(curated: Curated) -> None:
    curated.files["projects", "example-study"] = "projects/example-study.yaml"
    _row(curated, "projects", project_id="example-study")["parent_project_id"] = "example-nothing"
    (problem,) = check_rules(curated)
    where = "projects/example-study.yaml: example-study: projects.parent_project_id"
    assert str(problem) == f"{where}: projects has no record 'example-nothing' [reference-unknown]"


@pytest.mark.parametrize("kind", ["parent", "successor"])
def test_only_parents_lead_round_in_a_circle(curated: Curated, kind: str) -> None:
    tie = dict(_row(curated, "actor_relations", actor_id="example-works", kind="parent"))
    turned = {
        "actor_relation_id": "example-association.relation-1",
        "actor_id": tie["related_actor_id"],
        "related_actor_id": "example-works",
    }
    curated.tables["actor_relations"].append(tie | turned | {"kind": kind})
    in_circle = [(tie["actor_relation_id"], "related_actor_id"), (turned["actor_relation_id"], "related_actor_id")]
    assert _found(curated, "parent-circle") == (in_circle if kind == "parent" else [])


def test_a_name_may_be_shared_where_it_is_ambiguous(curated: Curated) -> None:
    shared = _row(curated, "actor_names", name="EW")
    curated.tables["actor_names"].append(shared | {"actor_name_id": "example-trust-bank.name-2", "actor_id": "example-trust-bank"})
    assert _found(curated, "name-shared") == []

import json
from pathlib import Path
from typing import Any

import pytest

import rjdata
from rjdata.models import model_for
from rjdata.rows import read_rows
from tools.draw_audit import NAMED, STRATA, draw, main, question

DIGEST = "5ed074fb4f2daf3c"
NAMES = {"yamal-lng": "Yamal LNG (Japan 10%)"}
PAGE = {"source_id": "page", "url": "https://example.org/1", "title": "Loan", "accessed_on": "2026-11-25"}
UNSEEN = {"source_id": "unseen", "url": "https://example.org/2"}
DOCUMENT = {"source_id": "document", "text_sha256": "0" * 64}


def rows_of(table: str, *, rest_on: dict[str, list[str]], evidence_of: str | None = None) -> dict[str, list[dict[str, str]]]:
    """Return the tables of a release in which one table has rows, each with an id and the ids of its sources."""
    tables: dict[str, list[dict[str, str]]] = {name: [] for name in STRATA}
    tables[table] = [{model_for(table).key_column: record_id} for record_id in rest_on]
    tables["sources"] = [PAGE, UNSEEN, DOCUMENT]
    tables["evidence"] = [
        {"table": evidence_of or table, "record_id": record_id, "source_id": source_id}
        for record_id, source_ids in rest_on.items()
        for source_id in source_ids
    ]
    return tables


def drawn(digest: str, tables: dict[str, list[dict[str, str]]]) -> list[str]:
    return [next(iter(row.values())) for _, row, _ in draw(digest, tables)]


MANY = rows_of("offices", rest_on={f"person.office-{number}": ["page"] for number in range(50)})


def test_draws_the_rows_that_the_first_eight_digits_of_the_digest_give() -> None:
    assert drawn(DIGEST, MANY) == [f"person.office-{number}" for number in (44, 6, 36, 34, 47, 12)]
    assert drawn(DIGEST[:8] + "0000", MANY) == drawn(DIGEST, MANY)
    assert drawn("f" + DIGEST[1:], MANY) != drawn(DIGEST, MANY)


def test_draws_a_row_once() -> None:
    assert len(set(drawn(DIGEST, MANY))) == STRATA["offices"].size


def test_leaves_a_stratum_short_where_it_has_fewer_rows() -> None:
    assert sorted(drawn(DIGEST, rows_of("offices", rest_on={"a.office-1": ["page"], "a.office-2": ["page"]}))) == [
        "a.office-1",
        "a.office-2",
    ]


@pytest.mark.parametrize(
    ("rest_on", "is_drawn"), [(["page"], True), (["unseen", "page"], True), (["unseen"], False), (["page", "document"], False), ([], False)]
)
def test_draws_only_rows_on_a_page_that_was_seen_and_on_no_document(rest_on: list[str], is_drawn: bool) -> None:
    assert drawn(DIGEST, rows_of("events", rest_on={"fair": rest_on})) == ["fair"] * is_drawn


def test_takes_the_evidence_of_the_table_and_of_no_namesake() -> None:
    assert drawn(DIGEST, rows_of("events", rest_on={"fair": ["page"]}, evidence_of="projects")) == []


@pytest.mark.parametrize("table", STRATA)
def test_asks_for_columns_that_the_table_has_and_tells_none_of_them_whole(table: str) -> None:
    stratum = STRATA[table]
    assert {*stratum.asked, *stratum.named_by} <= {*model_for(table).model_fields}
    told = {*stratum.asked} & {*stratum.named_by}
    assert all(name.endswith(("_on", "_start")) or stratum.words for name in told)


def test_a_question_tells_the_year_of_a_day_and_the_first_words_of_a_text() -> None:
    row = {
        "project_history_id": "yamal-lng.history-1",
        "project_id": "yamal-lng",
        "happened_on": "2016-12-16",
        "summary": "JBIC agreed to lend up to EUR 200m for the plant on the shore of the Kara Sea.",
    }
    assert question(1, "project_history", row, [PAGE], NAMES) == {
        "draw": 1,
        "table": "project_history",
        "about": {"project_id": "Yamal LNG (Japan …)", "happened_on": "2016", "summary": "JBIC agreed to lend up to"},
        "pages": [{"title": "Loan", "url": "https://example.org/1"}],
        "fill": ["happened_on", "kind", "is_plan", "stage", "participation", "summary"],
    }


def test_a_question_tells_the_year_of_a_period() -> None:
    row = {"observation_id": "a", "definition": "Cars made", "value": "5", "period_start": "2016-04-01"}
    assert question(1, "observations", row, [PAGE], {})["about"] == {"definition": "Cars made", "period_start": "2016"}


def test_a_short_text_is_told_by_half() -> None:
    row = {"project_history_id": "a.history-1", "project_id": "a", "happened_on": "2016", "summary": "Production began again."}
    assert question(1, "project_history", row, [PAGE], {})["about"]["summary"] == "Production"


def read_lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_writes_questions_without_answers_and_answers_apart(tmp_path: Path) -> None:
    newest = rjdata.list_versions()[-1]
    assert main([newest, str(tmp_path)]) == 0
    questions, answers = (read_lines(tmp_path / name) for name in ("questions.jsonl", "answers.jsonl"))
    assert len(questions) == sum(stratum.size for stratum in STRATA.values())
    assert {frozenset(row) for row in questions} == {frozenset({"draw", "table", "about", "pages", "fill"})}
    assert [(row["draw"], row["table"]) for row in questions] == [(row["draw"], row["table"]) for row in answers]
    assert all(set(row["about"]) <= set(STRATA[row["table"]].named_by) for row in questions)
    release = rjdata.open_release(newest)
    whole = [(table, row) for table in STRATA for row in read_rows(release.read_bytes(table))]
    assert all((row.pop("table"), row) in whole for row in answers if row.pop("draw"))


def test_names_are_those_of_tables_with_names() -> None:
    assert all("name" in model_for(table).model_fields for table in NAMED)

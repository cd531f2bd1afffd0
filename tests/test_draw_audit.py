import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import rjdata
from rjdata import Release
from tools.draw_audit import STRATA, draw, main, question

NAMES = {"yamal-lng": "Yamal LNG"}


@pytest.fixture(scope="module")
def release() -> Release:
    return rjdata.open_release()


def test_draws_the_same_rows_from_the_same_data(release: Release) -> None:
    assert list(draw(release)) == list(draw(release))


def test_draws_a_row_once_and_no_more_than_its_stratum_holds(release: Release) -> None:
    drawn = [(table, next(iter(row.values()))) for table, row, _ in draw(release)]
    assert len(set(drawn)) == len(drawn)
    drawn_by_table = Counter(table for table, _ in drawn)
    assert drawn_by_table == {table: stratum.size for table, stratum in STRATA.items()}


def test_draws_only_rows_on_pages_that_were_seen(release: Release) -> None:
    for _, _, sources in draw(release):
        assert any("accessed_on" in source for source in sources)
        assert not any("text_sha256" in source for source in sources)


def test_leaves_a_stratum_short_where_the_urn_holds_fewer() -> None:
    assert list(draw(rjdata.open_release("2026.11.0"))) == []


def test_asks_for_columns_that_the_tables_have(release: Release) -> None:
    for table, stratum in STRATA.items():
        assert {*stratum.asked, *stratum.named_by} <= set(release.find_table(table).column_names)


def test_a_question_tells_the_year_of_a_day_and_the_first_words_of_a_text() -> None:
    row = {
        "project_history_id": "yamal-lng.history-1",
        "project_id": "yamal-lng",
        "happened_on": "2016-12-16",
        "summary": "JBIC agreed to lend up to EUR 200m for the plant.",
    }
    source = {"source_id": "jbic-2016", "url": "https://example.org/1", "title": "Loan", "accessed_on": "2026-11-25"}
    assert question(1, "project_history", row, [source], NAMES) == {
        "draw": 1,
        "table": "project_history",
        "about": {"project_id": "Yamal LNG", "happened_on": "2016", "summary": "JBIC agreed to lend up to"},
        "pages": [{"title": "Loan", "url": "https://example.org/1"}],
        "fill": ["happened_on", "kind", "is_plan", "stage", "participation", "summary"],
    }


def read_lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_writes_questions_and_answers_apart(tmp_path: Path, release: Release) -> None:
    assert main([str(release.version), str(tmp_path)]) == 0
    questions, answers = (read_lines(tmp_path / name) for name in ("questions.jsonl", "answers.jsonl"))
    assert [row["draw"] for row in questions] == [row["draw"] for row in answers] == list(range(1, len(answers) + 1))
    stakes = [row for row in questions if row["table"] == "project_stakes"]
    assert not any("percent" in row or "percent" in row["about"] for row in stakes)

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rjdata.rows import read_rows
from tools.compile_data import compile_data, gather, main, write_table
from tools.problems import DataError, Problem


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _row(tables: dict[str, bytes], table: str, record_id: str) -> dict[str, str]:
    (row,) = (row for row in read_rows(tables[table]) if next(iter(row.values())) == record_id)
    return row


def test_the_same_data_gives_the_same_bytes(valid_folder: Path, small_tables: dict[str, bytes]) -> None:
    assert compile_data(valid_folder) == small_tables


def test_a_project_has_what_follows_from_its_rows(small_tables: dict[str, bytes]) -> None:
    row = _row(small_tables, "projects", "example-plant")
    derived = ("primary_sector_id", "primary_place_id", "stage", "participation", "last_reported_on", "independent_source_count")
    assert [row[name] for name in derived] == ["example-energy", "example-town", "operating", "sold", "2023-03-31", "4"]


def test_an_agreement_has_the_level_of_its_parties(small_tables: dict[str, bytes]) -> None:
    levels = {row["agreement_id"]: row["level"] for row in read_rows(small_tables["agreements"])}
    assert levels == {"example-memorandum": "corporate", "example-amendment": "intergovernmental"}


def test_a_name_is_the_primary_one_in_its_language(small_tables: dict[str, bytes]) -> None:
    row = _row(small_tables, "actors", "example-works")
    assert (row["name"], row["name_ja"], row["name_ru"]) == ("Example Works", "見本製作所", "Пример Воркс")


def test_a_disputed_place_shows_all_its_names_in_alphabetical_order(small_tables: dict[str, bytes]) -> None:
    assert _row(small_tables, "places", "example-isles")["name"] == "Example Isles / Sample Isles"


def test_rows_are_ordered_by_id_and_children_by_number() -> None:
    ids = ["example-b.place-2", "example-b.place-10", "example-a.place-3", "example-a.place-1"]
    rows = [{"project_place_id": row_id} for row_id in ids]
    written = [row["project_place_id"] for row in read_rows(write_table("project_places", rows))]
    assert written == ["example-a.place-1", "example-a.place-3", "example-b.place-2", "example-b.place-10"]


@given(st.randoms(use_true_random=False))
def test_bytes_do_not_depend_on_the_order_of_rows(small_tables: dict[str, bytes], shuffled: random.Random) -> None:
    for table in ("project_history", "evidence", "trade_volumes"):
        rows = read_rows(small_tables[table])
        shuffled.shuffle(rows)
        assert write_table(table, rows) == small_tables[table]


def test_all_problems_are_raised_at_once(valid_folder: Path) -> None:
    _replace(valid_folder / "actors" / "example-ministry.yaml", "country: RU", "country: Russia")
    _replace(valid_folder / "projects" / "example-plant.yaml", "kind: production_plant", "kind: factory")
    _replace(valid_folder / "projects" / "example-plant.yaml", "percent: 51", "percent: 151")
    _replace(valid_folder / "exchange_rates.csv", ",EUR,USD,", ",EUR,dollar,")
    _replace(valid_folder / "people" / "example-official.yaml", "actor_id: example-works", "actor_id: example-nobody")
    (valid_folder.parent / "docs" / "coverage" / "example-gazette-2016.md").unlink()
    with pytest.raises(DataError) as caught:
        compile_data(valid_folder)
    assert [(problem.file, problem.record, problem.rule) for problem in caught.value.problems] == [
        ("actors/example-ministry.yaml", "example-ministry", "string_pattern_mismatch"),
        ("docs/coverage/example-gazette-2016.md", "example-gazette-2016", "coverage-missing"),
        ("exchange_rates.csv", "example-eur-usd-2018", "string_pattern_mismatch"),
        ("people/example-official.yaml", "example-official.office-1", "reference-unknown"),
        ("projects/example-plant.yaml", "example-plant", "enum"),
        ("projects/example-plant.yaml", "example-plant.stake-1", "less_than_equal"),
    ]


def test_the_text_of_the_error_has_a_line_for_each_problem_and_their_number() -> None:
    error = DataError(
        [Problem("b.yaml", "b", "actors.kind", "enum", "no such word"), Problem("a.yaml", "", "", "yaml-syntax", "not closed")]
    )
    assert str(error).splitlines() == ["a.yaml: not closed [yaml-syntax]", "b.yaml: b: actors.kind: no such word [enum]", "2 problems"]


def test_a_row_with_two_faults_has_two_problems(valid_folder: Path) -> None:
    path = valid_folder / "projects" / "example-plant.yaml"
    _replace(path, "currency: JPY\n    meaning: project_cost", "currency: yen\n    meaning: price")
    columns = [problem.column for problem in gather(valid_folder)[1]]
    assert sorted(columns) == ["project_amounts.currency", "project_amounts.meaning"]


def test_a_malformed_child_does_not_hide_its_siblings(valid_folder: Path) -> None:
    path = valid_folder / "projects" / "example-plant.yaml"
    _replace(path, "value: 3000000000", "value: 3_000_000_000")
    _replace(path, "currency: USD", "currency: dollar")
    found = sorted((problem.record, problem.rule) for problem in gather(valid_folder)[1])
    assert found == [("example-plant.amount-1", "form-number"), ("example-plant.amount-2", "string_pattern_mismatch")]


def test_a_file_that_cannot_be_read_does_not_make_others_wrong(valid_folder: Path) -> None:
    _replace(valid_folder / "sources" / "example-times-2020.yaml", "kind: press", "kind: [press")
    assert [(problem.file, problem.rule) for problem in gather(valid_folder)[1]] == [("sources/example-times-2020.yaml", "yaml-syntax")]


FILES = sorted(
    path.relative_to(Path(__file__).parent / "data" / "valid" / "data")
    for path in (Path(__file__).parent / "data" / "valid").glob("data/**/*.*")
)
PUTS = [
    "",
    "\n",
    "x",
    ": ",
    "- ",
    "[]",
    "{}",
    "'",
    '"',
    ",",
    "¶0",
    "n: 1",
    "null",
    "0",
    "-1",
    "9999",
    "2016-13-01",
    "\u200b",
    "  ",
    "<<: {a: b}",
]


@given(st.sampled_from(FILES), st.integers(0, 10**6), st.integers(0, 12), st.sampled_from(PUTS))
def test_whatever_is_written_compile_says_what_is_wrong_and_does_not_fall(
    tmp_path_factory: pytest.TempPathFactory, file: Path, start: int, length: int, put: str
) -> None:
    folder = tmp_path_factory.mktemp("broken") / "valid"
    shutil.copytree(Path(__file__).parent / "data" / "valid", folder)
    path = folder / "data" / file
    text = path.read_text(encoding="utf-8")
    start %= len(text)
    path.write_text(text[:start] + put + text[start + length :], encoding="utf-8")
    _, problems = gather(folder / "data")
    assert all(problem.rule and problem.message for problem in problems)
    shutil.rmtree(folder)


def test_the_command_prints_the_number_of_rows(valid_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(valid_folder)]) == 0
    assert ["projects", "3"] in [line.split() for line in capsys.readouterr().out.splitlines()]


def test_the_command_prints_problems_and_fails(valid_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _replace(valid_folder / "actors" / "example-ministry.yaml", "kind: government_body", "kind: ministry")
    assert main([str(valid_folder)]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "1 problems"

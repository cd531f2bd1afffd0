import tempfile
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rjdata.models import model_for
from tools.field_list import readme_text
from tools.lint_data import canonical_csv, canonical_yaml, lint, main
from tools.reader import read_yaml

PROJECT = model_for("projects")
# What the reader accepts as a value: visible, in normal form C, without space around it.
values = (
    st.text(
        st.characters(exclude_categories=("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp", "Zs"), include_characters=" "), min_size=1, max_size=20
    )
    .map(lambda text: unicodedata.normalize("NFC", text).strip())
    .filter(bool)
)
words = st.sampled_from(
    ["NO", "yes", "null", "~", "2016.10", "1e3", "0x1f", "2016-12-16", "12:30", "- a", "a: b", "# a", "'a'", '"', "{a}", "¶1", "=", "<<"]
)
records = st.fixed_dictionaries(
    {"project_id": values | words},
    optional={
        "name": values | words,
        "note": values | words,
        "colour": values,
        "stakes": st.lists(
            st.fixed_dictionaries({"n": values | words}, optional={"percent": values | words, "held_in": values | words}), min_size=1
        ),
        "evidence": st.lists(
            st.dictionaries(st.sampled_from(["source_id", "locator", "stated_as"]), values | words, min_size=1), min_size=1
        ),
    },
)


def _read(text: str) -> dict[str, Any] | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "example.yaml")
        path.write_text(text, encoding="utf-8")
        value, problems = read_yaml(path, Path(folder))
    assert problems == []
    return value


@given(records)
def test_what_is_written_is_read_back(record: dict[str, Any]) -> None:
    assert _read(canonical_yaml(PROJECT, record)) == record


@given(records)
def test_writing_twice_changes_nothing(record: dict[str, Any]) -> None:
    written = canonical_yaml(PROJECT, record)
    assert canonical_yaml(PROJECT, _read(written) or {}) == written


@given(st.dictionaries(st.sampled_from(["name", "note", "industry", "summary"]), words, min_size=1))
def test_another_reader_takes_text_for_text(record: dict[str, str]) -> None:
    assert yaml.safe_load(canonical_yaml(PROJECT, record)) == record


def test_keys_stand_in_the_order_of_the_model_and_unknown_ones_last() -> None:
    record = {"colour": "red", "evidence": [], "stakes": [], "summary": "s", "name": "n", "project_id": "p"}
    assert list(yaml.safe_load(canonical_yaml(PROJECT, record))) == ["project_id", "name", "summary", "stakes", "evidence", "colour"]


def test_numbers_dates_and_flags_need_no_quotes_and_text_that_looks_like_them_does() -> None:
    record = {"name": "2016", "stakes": [{"n": "1", "held_in": "true", "percent": "51", "is_direct": "true", "from_on": "2017-03-01"}]}
    text = "name: '2016'\nstakes:\n  - n: 1\n    held_in: 'true'\n    percent: 51\n    is_direct: true\n    from_on: 2017-03-01\n"
    assert canonical_yaml(PROJECT, record) == text


def test_a_piece_of_evidence_is_one_line() -> None:
    record = {"evidence": [{"locator": "¶1", "source_id": "example-blog"}]}
    assert canonical_yaml(PROJECT, record) == "evidence:\n  - {source_id: example-blog, locator: ¶1}\n"


def test_rows_are_sorted_and_unknown_columns_kept() -> None:
    assert canonical_csv(["a", "b"], [{"a": "2", "x": "y"}, {"a": "1", "b": "3"}]) == "a,b,x\n1,3,\n2,,y\n"


def test_valid_data_is_written_the_one_way(valid_folder: Path) -> None:
    assert lint(valid_folder) == []


def _upside_down(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    head, *lines = text.splitlines(keepends=True)
    path.write_text(head + "".join(reversed(lines)), encoding="utf-8")
    return text


def test_fix_writes_a_file_the_one_way(valid_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = valid_folder / "exchange_rates.csv"
    text = _upside_down(path)
    assert main([str(valid_folder)]) == 1
    assert path.read_text(encoding="utf-8") != text
    assert main([str(valid_folder), "--fix"]) == 0
    assert path.read_text(encoding="utf-8") == text
    assert main([str(valid_folder)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 files not written the one way",
        "1 files rewritten",
        "0 files not written the one way",
    ]


def test_without_fix_the_difference_is_shown(valid_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _upside_down(valid_folder / "exchange_rates.csv")
    main([str(valid_folder)])
    assert "+example-eur-jpy-2018" in capsys.readouterr().err


@pytest.mark.parametrize("line", ["one,cell,too,many,here,and,there,and,a,tenth\n", '"not closed\n'])
def test_fix_loses_no_line_that_cannot_be_read(valid_folder: Path, line: str) -> None:
    path = valid_folder / "exchange_rates.csv"
    text = _upside_down(path) + line
    path.write_text(text, encoding="utf-8")
    main([str(valid_folder), "--fix"])
    assert path.read_text(encoding="utf-8") == text


def test_the_field_list_is_written_below_the_words_of_the_readme(valid_folder: Path) -> None:
    readme = valid_folder / "README.md"
    mark = "<!-- Below this line: written by `python -m tools.lint_data --fix` from the models. -->\n"
    readme.write_text(f"Our words.\n{mark}An old list.\n", encoding="utf-8")
    assert [problem.file for problem in lint(valid_folder)] == ["README.md"]
    written = readme_text(readme)
    assert written.startswith(f"Our words.\n{mark}\n### `sectors`\n")
    assert "An old list." not in written
    assert "- `value` (number, required, unit: currency): The sum, written out in full units of the currency.\n" in written
    assert "- `stage` (word of [Stage](#stage))" in written


def test_a_readme_without_the_mark_is_left_as_it_is(valid_folder: Path) -> None:
    (valid_folder / "README.md").write_text("Our words.\n", encoding="utf-8")
    assert lint(valid_folder) == []

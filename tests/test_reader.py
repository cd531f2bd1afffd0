import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.reader import INVISIBLE, check_text, read_csv, read_yaml


def _yaml(folder: Path, text: str) -> tuple[dict[str, object] | None, list[str]]:
    path = folder / "example.yaml"
    path.write_bytes(text.encode())
    value, problems = read_yaml(path, folder)
    return value, [problem.rule for problem in problems]


def _csv(folder: Path, text: str) -> tuple[list[dict[str, str]] | None, list[str]]:
    path = folder / "example.csv"
    path.write_bytes(text.encode())
    rows, problems = read_csv(path, folder)
    return rows, [problem.rule for problem in problems]


@pytest.mark.parametrize("text", ["NO", "yes", "null", "2016.10", "0o17", "1_000", "2016-12-16", "1e3", "~"])
def test_every_scalar_is_text(tmp_path: Path, text: str) -> None:
    assert _yaml(tmp_path, f"key: {text}\n") == ({"key": text}, [])


def test_mappings_and_lists_nest(tmp_path: Path) -> None:
    assert _yaml(tmp_path, "rows:\n  - {n: 1, note: 'a: b'}\n  - two\n") == ({"rows": [{"n": "1", "note": "a: b"}, "two"]}, [])


def test_a_comment_is_no_value(tmp_path: Path) -> None:
    assert _yaml(tmp_path, "# first\nkey: value # last\n") == ({"key": "value"}, [])


@pytest.mark.parametrize("text", ["", "text\n", "# nothing\n"])
def test_a_file_without_keys_is_no_record(tmp_path: Path, text: str) -> None:
    value, rules = _yaml(tmp_path, text)
    assert (value, rules[-1]) == (None, "yaml-not-a-record")


@pytest.mark.parametrize("text", ["a: &x b\n", "a: b\nc: *x\n", "a: !x b\n", "&x a: b\n"])
def test_anchors_aliases_and_tags_are_refused(tmp_path: Path, text: str) -> None:
    value, rules = _yaml(tmp_path, text)
    assert (value, len(rules)) == (None, 1)
    assert rules[0] in ("yaml-anchor-or-tag", "yaml-syntax")


def test_a_key_that_is_a_list_is_refused(tmp_path: Path) -> None:
    assert _yaml(tmp_path, "? [a, b]\n: c\n") == (None, ["yaml-syntax"])


def test_a_duplicate_key_is_refused_at_any_depth(tmp_path: Path) -> None:
    assert _yaml(tmp_path, "rows:\n  - n: 1\n    n: 2\n") == (None, ["yaml-duplicate-key"])


def test_a_carriage_return_is_invisible(tmp_path: Path) -> None:
    assert _yaml(tmp_path, "key: value\r\n") == ({"key": "value"}, ["text-invisible"])


def test_a_byte_order_mark_is_invisible(tmp_path: Path) -> None:
    assert "text-invisible" in _yaml(tmp_path, "\ufeffkey: value\n")[1]


@pytest.mark.parametrize("text", ["key: value", "key: value\n\n"])
def test_a_file_ends_with_one_line_break(text: str) -> None:
    assert [rule for rule, _ in check_text(text)] == ["text-last-line"]


def test_the_line_of_an_invisible_character_is_named() -> None:
    assert [message for _, message in check_text("one\ntw\u200bo\n")] == ["invisible character U+200B in line 2"]


@given(st.text(st.characters(exclude_categories=[*INVISIBLE, "Zs"]), min_size=1))
def test_visible_text_in_normal_form_has_no_problem(text: str) -> None:
    assert list(check_text(unicodedata.normalize("NFC", text) + "\n")) == []


def test_empty_cells_are_left_out(tmp_path: Path) -> None:
    assert _csv(tmp_path, "a,b\n1,\n,2\n") == ([{"a": "1"}, {"b": "2"}], [])


def test_a_ragged_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    assert _csv(tmp_path, "a,b\n1\n2,3\n") == ([{"a": "2", "b": "3"}], ["csv-ragged"])


@pytest.mark.parametrize("text", ['a\n"1"2\n', 'a\n"1\n', ""])
def test_a_table_that_is_no_csv_has_no_rows(tmp_path: Path, text: str) -> None:
    rows, rules = _csv(tmp_path, text)
    assert (rows, rules[-1]) == (None, "csv-syntax")


def test_a_table_that_is_not_there_has_no_rows(tmp_path: Path) -> None:
    rows, problems = read_csv(tmp_path / "example.csv", tmp_path)
    assert (rows, [problem.rule for problem in problems]) == (None, ["file-missing"])

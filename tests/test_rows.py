"""The one form of a table's bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rjdata.rows import read_rows, write_rows

COLUMNS = ("a_id", "b", "c")
# No control characters: the reader of curated files refuses them, and how the csv module quotes a carriage return differs between Pythons.
CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=8)
ROWS = st.lists(st.fixed_dictionaries({"a_id": CELLS}, optional={"b": CELLS, "c": CELLS}), max_size=4)


@given(ROWS)
def test_rows_written_are_read_again(rows):
    assert rows == read_rows(write_rows(COLUMNS, rows))


@given(ROWS)
def test_bytes_read_are_written_again(rows):
    data = write_rows(COLUMNS, rows)
    assert data == write_rows(COLUMNS, read_rows(data))


def test_no_rows_leave_the_header():
    assert (write_rows(COLUMNS, []), read_rows(b"a_id,b,c\n")) == (b"a_id,b,c\n", [])


def test_lines_end_with_a_line_feed_and_missing_cells_are_empty():
    assert write_rows(COLUMNS, [{"a_id": "x", "c": "1,5"}]) == b'a_id,b,c\nx,,"1,5"\n'


def test_bytes_are_utf_8():
    assert "a_id,b,c\n日ロ,,\n".encode() == write_rows(COLUMNS, [{"a_id": "日ロ"}])


def test_cells_of_unknown_columns_are_not_written():
    assert write_rows(COLUMNS, [{"a_id": "x", "d": "y"}]) == b"a_id,b,c\nx,,\n"


@pytest.mark.parametrize("text", ["NA", "NULL", "nan", "None", "true", "1e5", "007", "0.10"])
def test_text_stays_text(text):
    assert [{"a_id": text}] == read_rows(f"a_id,b,c\n{text},,\n".encode())


@pytest.mark.parametrize("line", ["x,y", "x,y,z,w"])
def test_a_row_of_another_length_is_refused(line):
    with pytest.raises(ValueError, match="zip"):
        read_rows(f"a_id,b,c\n{line}\n".encode())

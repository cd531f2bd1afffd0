"""Checking a Parquet file: the verdict on its frame, however its texts are stored."""

import pandas as pd
import pytest

import rjdata
from rjdata.errors import UnknownTableError
from rjdata.frames import validate_file, validate_frame
from tests.test_frames_validation import MUTATIONS, rows

pyarrow = pytest.importorskip("pyarrow")


def test_an_unknown_table_is_the_same_error_for_a_file(tmp_path):
    with pytest.raises(UnknownTableError, match="projects"):
        validate_file(tmp_path / "none.parquet", "project")


# In a file of one row no text is coded, in one of many rows all are.
@pytest.mark.parametrize("times", [1, 300])
@pytest.mark.parametrize(("table", "cells", "expected"), MUTATIONS)
def test_a_parquet_file_gets_the_same_verdict_as_its_frame(table, cells, expected, times, tmp_path):
    pd.concat([rows(table, **cells)] * times, ignore_index=True).to_parquet(tmp_path / "rows.parquet")
    found = validate_file(tmp_path / "rows.parquet", table)
    assert expected in set(zip(found["column"], found["rule"], strict=True))
    of_frame = validate_frame(pd.read_parquet(tmp_path / "rows.parquet"), table)
    pd.testing.assert_frame_equal(found, of_frame)


@pytest.mark.parametrize("table", ["projects", "project_stakes", "trade_volumes"])
def test_categories_that_pandas_reads_as_arrow_get_the_same_verdict(table, tmp_path):
    frame = rjdata.load_table(table)
    texts = frame.select_dtypes("string").columns
    frame.astype(dict.fromkeys(texts, "category")).to_parquet(tmp_path / "rows.parquet")
    read = pd.read_parquet(tmp_path / "rows.parquet", dtype_backend="pyarrow")
    assert "dictionary" in str(read[texts[0]].dtype)
    assert len(validate_frame(read, table)) == 0
    broken = read.astype({texts[0]: object}).assign(**{texts[0]: "Two Words"}).astype({texts[0]: read[texts[0]].dtype})
    assert "pattern" in set(validate_frame(broken, table)["rule"])


def test_missing_texts_of_a_file_are_no_problem(tmp_path):
    identifiers = pd.concat([rows("actor_identifiers"), rows("actor_identifiers", value=None, actor_identifier_id="rosneft.identifier-2")])
    notes = rjdata.load_sources()
    for table, frame, expected in (("actor_identifiers", pd.concat([identifiers] * 100), {"required"}), ("sources", notes, set())):
        frame.to_parquet(tmp_path / "rows.parquet")
        assert set(validate_file(tmp_path / "rows.parquet", table, check_keys=False)["rule"]) == expected


def test_a_missing_word_of_an_arrow_text_is_no_problem():
    history = rjdata.load_table("project_history")
    assert history["stage"].isna().any()
    as_arrow = history.astype({"stage": pd.ArrowDtype(pyarrow.string())})
    assert len(validate_frame(as_arrow, "project_history")) == 0
    assert "vocabulary" in set(validate_frame(as_arrow.assign(stage=as_arrow["stage"].fillna("gone")), "project_history")["rule"])

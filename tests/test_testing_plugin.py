"""Frames and the small release for the tests of others, and the plugin that blocks fetching."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rjdata import testing
from rjdata.errors import UnknownTableError
from rjdata.frames import validate_frame
from rjdata.models import TABLES


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=5)
@given(data=st.data())
def test_frames_keep_all_rules_of_their_table(table, data):
    frame = data.draw(testing.frames(table))
    assert frame.attrs == {}
    assert len(validate_frame(frame, table, check_keys=False)) == 0
    assert frame.iloc[:, 0].is_unique


def test_frames_of_an_unknown_table_are_an_error():
    with pytest.raises(UnknownTableError, match="projects"):
        testing.frames("project")


def test_the_small_release_has_what_it_promises_and_stays_the_same():
    release = testing.small_release()
    for table in ("projects", "agreements", "actors", "trade_volumes", "sources"):
        assert release.tables[table].row_count > 0
    testing.small_release.cache_clear()
    assert release.digest == testing.small_release().digest


TESTS = """
import os
import pytest

def test_is_offline():
    assert os.environ["RJDATA_OFFLINE"] == "1"

def test_fetching_is_refused(tmp_path, monkeypatch):
    import rjdata
    from rjdata.errors import OfflineError
    monkeypatch.setenv("RJDATA_CACHE_DIR", str(tmp_path))
    with pytest.raises(OfflineError):
        rjdata.fetch_file(rjdata.list_files()[0].key)

@pytest.mark.rjdata_fetch
def test_may_fetch():
    assert "RJDATA_OFFLINE" not in os.environ
"""


def run_pytest(folder, *options):
    (folder / "test_other.py").write_text(TESTS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, "test_other.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_plugin_blocks_fetching_but_where_a_test_asks_for_it(tmp_path, monkeypatch):
    monkeypatch.delenv("RJDATA_OFFLINE", raising=False)
    done = run_pytest(tmp_path, "-p", "rjdata.testing.plugin", "--strict-markers")
    assert "3 passed" in done.stdout, done.stdout


def test_without_the_plugin_nothing_is_blocked(tmp_path, monkeypatch):
    monkeypatch.delenv("RJDATA_OFFLINE", raising=False)
    done = run_pytest(tmp_path, "-k", "is_offline")
    assert "1 failed" in done.stdout, done.stdout

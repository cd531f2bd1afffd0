"""The curated data of this project, as it stands in ``data``."""

import pytest

import rjdata
from tools.compile_data import DATA, compile_data
from tools.lint_data import lint


@pytest.fixture(scope="module")
def compiled() -> dict[str, bytes]:
    return compile_data()


def test_the_newest_release_holds_what_the_data_folder_says(compiled: dict[str, bytes]) -> None:
    release = rjdata.open_release(rjdata.list_versions()[-1])
    assert [table for table in compiled if release.read_bytes(table) != compiled[table]] == []


def test_every_table_of_the_data_folder_is_in_the_newest_release(compiled: dict[str, bytes]) -> None:
    assert tuple(compiled) == rjdata.list_tables(version=rjdata.list_versions()[-1])


def test_every_file_is_written_the_one_way() -> None:
    assert lint(DATA) == []

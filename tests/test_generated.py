"""What is written from the models is what the models say today."""

from pathlib import Path
from typing import get_args

from rjdata.models import TABLES
from rjdata.tables import TableName
from tools.changes_page import CHANGES, changes_text, open_all
from tools.eighty_page import PAGE, eighty_text
from tools.field_list import readme_text
from tools.loader_columns import LOADERS, PACKAGE, with_columns

ROOT = Path(__file__).parent.parent


def test_loaders_list_the_columns_of_their_tables() -> None:
    sources = [(PACKAGE / name).read_text(encoding="utf-8") for name in LOADERS]
    assert [with_columns(source) for source in sources] == sources


def test_data_readme_lists_every_field() -> None:
    path = ROOT / "data" / "README.md"
    assert readme_text(path) == path.read_text(encoding="utf-8")


def test_table_name_is_every_table() -> None:
    assert get_args(TableName) == tuple(TABLES)


def test_changes_of_the_data_are_those_between_its_versions() -> None:
    text = CHANGES.read_text(encoding="utf-8")
    assert changes_text(text, open_all()) == text, "run `python -m tools.changes_page --fix`"


def test_the_page_of_the_eighty_is_that_of_the_newest_release() -> None:
    assert PAGE.read_text(encoding="utf-8") == eighty_text(), "run `python -m tools.eighty_page --fix`"

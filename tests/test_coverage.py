from pathlib import Path

import pytest

from tools.compile_data import gather
from tools.coverage import check_coverage
from tools.rules import Curated

LIST = "docs/coverage/example-gazette-2016.md"


@pytest.fixture
def curated(valid_folder: Path) -> Curated:
    return Curated(gather(valid_folder)[0], {})


def _found(folder: Path, curated: Curated) -> list[tuple[str, str]]:
    return [(problem.rule, problem.message) for problem in check_coverage(folder, curated)]


def _change(folder: Path, old: str, new: str) -> None:
    path = folder.parent / LIST
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_every_paragraph_has_a_line(valid_folder: Path, curated: Curated) -> None:
    assert _found(valid_folder, curated) == []


def test_a_source_whose_paragraphs_are_not_counted_needs_no_list(valid_folder: Path, curated: Curated) -> None:
    (valid_folder.parent / LIST).unlink()
    for row in curated.tables["sources"]:
        row.pop("paragraphs", None)
    assert _found(valid_folder, curated) == []


def test_a_list_that_is_not_there_is_named(valid_folder: Path, curated: Curated) -> None:
    (valid_folder.parent / LIST).unlink()
    (problem,) = check_coverage(valid_folder, curated)
    assert (problem.file, problem.record, problem.rule) == (LIST, "example-gazette-2016", "coverage-missing")


@pytest.mark.parametrize(
    ("old", "new", "odd"),
    [
        ("- ¶3: ", "¶3: ", "[3]"),
        ("- ¶3: ", "- ¶9: ", "[3, 9]"),
        ("- ¶6: nothing: a dinner is no part of the cooperation\n", "", "[6]"),
        ("- ¶6: ", "- ¶5: nothing: twice\n- ¶6: ", "their order"),
    ],
)
def test_odd_paragraphs_are_named(valid_folder: Path, curated: Curated, old: str, new: str, odd: str) -> None:
    _change(valid_folder, old, new)
    assert _found(valid_folder, curated) == [("coverage-missing", f"paragraphs ¶1 to ¶6 have one line each, in order; look at {odd}")]


def test_every_name_of_a_line_is_looked_up(valid_folder: Path, curated: Curated) -> None:
    _change(valid_folder, "packages/example-package", "packages/example-package, packages/one, actors/example-package")
    names = [message for _, message in _found(valid_folder, curated)]
    assert names == ["¶5 names 'packages/one', which is no record", "¶5 names 'actors/example-package', which is no record"]


def test_nothing_needs_a_reason(valid_folder: Path, curated: Curated) -> None:
    _change(valid_folder, "nothing: a dinner is no part of the cooperation", "nothing")
    assert _found(valid_folder, curated) == [("coverage-unknown", "¶6 names 'nothing', which is no record")]


def test_a_record_that_could_not_be_read_may_be_named(valid_folder: Path, curated: Curated) -> None:
    _change(valid_folder, "packages/example-package", "packages/unread")
    assert _found(valid_folder, Curated(curated.tables, {}, {"packages": {"unread"}})) == []

"""What pages tell: counts that are true, examples that run or at least can be called, caveats of tables that exist."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

import rjdata
from rjdata.cli import build_parser, main
from rjdata.models import TABLES
from tools.table_pages import CAVEATS, write_table_pages

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
TOLD = {
    "projects": "projects",
    "agreements": "agreements",
    "actors": "organisations",
    "events": "events",
    "trade_volumes": "rows of trade",
}


RUN_WHOLE = {"recipes.md": "test_engines.py", "standards.md": "test_check_standards.py"}
"""Pages whose blocks of Python are run as they stand, without prompts, by tests of their own."""


def _blocks(path: Path, *languages: str) -> list[str]:
    """Return the blocks of a page that are in one of the languages."""
    found: list[str] = []
    language = None
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if not line.startswith("```"):
            if language in languages:
                found[-1] += line
            continue
        language = line.strip("`\n") if language is None else None
        if language in languages:
            found.append("")
    return found


def _commands(path: Path) -> list[str]:
    """Return the calls of the command line in a page: in the text and in blocks."""
    inline = re.findall(r"`(rjdata [a-z][^`\n]*)`", path.read_text(encoding="utf-8"))
    return inline + [line for block in _blocks(path, "", "bash") for line in block.splitlines() if line.startswith("rjdata ")]


def _transcripts(path: Path) -> list[tuple[str, str]]:
    """Return the calls in console blocks, each with what it is said to print."""
    calls = [call for block in _blocks(path, "console") for call in re.split(r"^\$ ", block, flags=re.MULTILINE) if call]
    return [(command, printed) for command, _, printed in (call.partition("\n") for call in calls)]


def test_readme_counts_the_rows_of_the_newest_version() -> None:
    tables, text = rjdata.open_release().tables, (ROOT / "README.md").read_text(encoding="utf-8")
    counts = [f"{tables[table].row_count} {words}" for table, words in TOLD.items()]
    assert [count for count in counts if count not in " ".join(text.split())] == []
    assert f'version="{rjdata.list_versions()[-1]}"' in text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_python_on_a_page_is_an_example_that_runs(path: Path) -> None:
    if path.name in RUN_WHOLE:
        assert path.name in (Path(__file__).parent / RUN_WHOLE[path.name]).read_text(encoding="utf-8")
    else:
        assert [block for block in _blocks(path, "python") if not block.startswith(">>> ")] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_example_on_a_page_is_skipped(path: Path) -> None:
    assert "+SKIP" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_command_on_a_page_can_be_called(path: Path) -> None:
    for command in _commands(path):
        # An unknown command or option ends the process.
        assert build_parser().parse_args(shlex.split(command, comments=True)[1:]).run


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_transcript_on_a_page_is_what_is_printed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command, printed in _transcripts(path):
        program, *arguments = shlex.split(command)
        code = main(arguments)
        told = capsys.readouterr().out + (f"[exit code {code}]\n" if code else "")
        assert program == "rjdata"
        assert doctest.OutputChecker().check_output(printed, told, doctest.ELLIPSIS), (command, told)


def test_the_page_of_the_command_line_has_transcripts() -> None:
    assert len(_transcripts(ROOT / "docs" / "command-line.md")) > 5


def test_pages_call_the_command_line() -> None:
    assert len([command for path in PAGES for command in _commands(path)]) > 5


def test_a_tool_on_a_page_is_there() -> None:
    named = {name for path in PAGES for name in re.findall(r"python -m (tools\.\w+)", path.read_text(encoding="utf-8"))}
    assert len(named) > 5
    assert [name for name in sorted(named) if not (ROOT / f"{name.replace('.', '/')}.py").exists()] == []


def test_every_caveat_is_one_of_a_table() -> None:
    assert {path.stem for path in CAVEATS.iterdir()} <= set(TABLES)


def test_a_table_page_tells_how_much_is_filled_and_what_to_beware_of(tmp_path: Path) -> None:
    write_table_pages(tmp_path / "tables")
    page = (tmp_path / "tables" / "project_stakes.md").read_text(encoding="utf-8")
    stakes = rjdata.load_table("project_stakes")
    assert f"| `to_on` | date | {stakes['to_on'].notna().mean():.0%} |" in page
    assert (CAVEATS / "project_stakes.md").read_text(encoding="utf-8").strip() in page

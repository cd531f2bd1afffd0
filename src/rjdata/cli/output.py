"""What a command answers, and how it reaches the terminal: as text, as a table, or as JSON."""

import io
import json
import os
import sys
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rich.table import Table


class Answer(NamedTuple):
    """What a command found.

    Attributes
    ----------
    value
        The answer as ``--json`` prints it.
    lines
        The answer as text, for a person; or
    rows
        its rows as a table, under
    header
        the names of the columns.
    exit_code
        0, or 1 where there is no answer or a check does not hold.
    """

    value: object
    lines: Sequence[str] = ()
    rows: Sequence[tuple[str, ...]] = ()
    header: tuple[str, ...] = ()
    exit_code: int = 0


def write(answer: Answer, *, as_json: bool) -> int:
    """Print an answer; return the exit code of printing."""
    if not as_json and answer.rows:
        table = _rich_table(answer)
        if table is not None:
            from rich.console import Console

            Console().print(table)
            return 0
    text = _as_json(answer.value) if as_json else "\n".join([*answer.lines, *_aligned(answer)])
    return _print(text) if text else 0


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _aligned(answer: Answer) -> list[str]:
    """Write rows under each other, with the widths that a terminal gives to letters."""
    widths = [max((_width(row[n]) for row in answer.rows), default=0) for n in range(len(answer.header))]
    padded = ((cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)) for row in answer.rows)
    return ["  ".join(cells).rstrip() for cells in padded]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _rich_table(answer: Answer) -> "Table | None":
    """Return the rows as a table of rich, for a person at a terminal that wants colour; ``NO_COLOR`` is heeded."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return None
    try:
        from rich.table import Table
        from rich.text import Text
    except ImportError:  # without the extra `cli`
        return None
    table = Table(box=None, header_style="bold")
    for name in answer.header:
        table.add_column(name, overflow="fold")
    for row in answer.rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _print(text: str) -> int:
    """Print, for whatever terminal: what it cannot show is written as an escape, and one that is full or gone is no traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        print(text, flush=True)
    except OSError as error:
        # Python must not complain again when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            # The reader, such as `head`, has seen enough.
            return 0
        print(f"rjdata: {error}", file=sys.stderr)
        return 1
    return 0

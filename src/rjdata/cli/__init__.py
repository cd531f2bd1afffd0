"""The command line: ``rjdata``, or ``python -m rjdata``.

It needs the standard library and the records only; with the extra ``cli``, rich draws its tables. Each module of commands has an
``add_commands(commands)``; a command is a function from its options to an :class:`~rjdata.cli.output.Answer`.
"""

import argparse
import sys
from collections.abc import Sequence

import rjdata
from rjdata.cli import exports, files, records, versions
from rjdata.cli.commands import EXIT_CODES
from rjdata.cli.output import write
from rjdata.errors import RjdataError

_FAMILIES = (records, versions, files, exports)


def build_parser() -> argparse.ArgumentParser:
    """Build the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="rjdata", description="Records of Japan–Russia economic cooperation, with their sources.", epilog=EXIT_CODES
    )
    parser.add_argument("--version", action="version", version=f"rjdata {rjdata.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for family in _FAMILIES:
        family.add_commands(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return the exit code."""
    options = build_parser().parse_args(arguments)
    try:
        answer = options.run(options)
    except (RjdataError, OSError) as error:
        print(f"rjdata: {error}", file=sys.stderr)
        return 1
    failed = write(answer, as_json=options.json)
    return failed or answer.exit_code

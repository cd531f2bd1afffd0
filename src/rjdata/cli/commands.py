"""What all commands share: how one is added, and the options that many have."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rjdata.cli.output import Answer

EXIT_CODES = "exit codes: 0 done, 1 the data has no answer or what was checked does not hold, 2 the call is wrong"

Commands = Any
"""What :meth:`argparse.ArgumentParser.add_subparsers` returns; its type is private there."""


def add_command(commands: Commands, name: str, text: str, run: "Callable[[argparse.Namespace], Answer]") -> argparse.ArgumentParser:
    """Add a command that `run` answers; every command can print JSON."""
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text, epilog=EXIT_CODES)
    command.add_argument("--json", action="store_true", help="print JSON for machines")
    command.set_defaults(run=run)
    return command


def add_version(command: argparse.ArgumentParser) -> None:
    """Let a command choose the data version."""
    command.add_argument("--version", metavar="YYYY.M.N", help="data version (default: RJDATA_VERSION, else the newest)")

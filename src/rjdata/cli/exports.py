"""Commands that hand the data on: ``cite``."""

import argparse
import json

from rjdata.citation import cite
from rjdata.cli.commands import Commands, add_command, add_version
from rjdata.cli.output import Answer


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    command = add_command(commands, "cite", "say how to cite the data, a table, or the sources of records", _cite)
    command.add_argument("--table", help="only this table")
    command.add_argument("--record", metavar="TABLE/ID", action="append", default=[], help="also its sources; may be given again")
    command.add_argument("--format", choices=("text", "bibtex", "csl"), default="text", help="form to print (default: text)")
    add_version(command)


def _cite(options: argparse.Namespace) -> Answer:
    found = cite(options.table, records=options.record, version=options.version)
    forms = {"text": found.text, "bibtex": found.bibtex, "csl": found.csl_json}
    value = {"text": found.text, "bibtex": found.bibtex, "csl": json.loads(found.csl_json)}
    return Answer(value, lines=forms[options.format].splitlines())

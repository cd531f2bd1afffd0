"""Commands on data versions: ``versions``."""

import argparse

from rjdata.cli.commands import Commands, add_command
from rjdata.cli.output import Answer
from rjdata.versions import list_versions


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    add_command(commands, "versions", "list the data versions in this package, the newest marked with *", _versions)


def _versions(options: argparse.Namespace) -> Answer:
    del options
    versions = list_versions()
    lines = [f"{version} *" if version == versions[-1] else version for version in versions]
    return Answer(list(versions), lines=lines)

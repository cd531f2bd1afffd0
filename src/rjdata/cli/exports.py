"""Commands that hand the data on: ``cite``, ``export``."""

import argparse
import json

from rjdata.citation import cite
from rjdata.cli.commands import Commands, add_command, add_version
from rjdata.cli.output import Answer
from rjdata.export.files import FORMATS
from rjdata.release import open_release


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    command = add_command(commands, "cite", "say how to cite the data, a table, or the sources of records", _cite)
    command.add_argument("--table", help="only this table")
    command.add_argument("--record", metavar="TABLE/ID", action="append", default=[], help="also its sources; may be given again")
    command.add_argument("--format", choices=("text", "bibtex", "csl"), default="text", help="form to print (default: text)")
    add_version(command)
    export = add_command(commands, "export", "write tables into a folder, with the metadata that catalogues and other tools read", _export)
    export.add_argument("folder", metavar="DIR", help="folder to write; made where there is none")
    export.add_argument(
        "--format", choices=FORMATS, default="csv", help="form of the files (default: csv); parquet takes the extra `parquet`"
    )
    export.add_argument("--table", action="append", default=[], help="only this table; may be given again")
    export.add_argument("--overwrite", action="store_true", help="write into a folder that is not empty; other files in it stay")
    add_version(export)


def _cite(options: argparse.Namespace) -> Answer:
    found = cite(options.table, records=options.record, version=options.version)
    forms = {"text": found.text, "bibtex": found.bibtex, "csl": found.csl_json}
    value = {"text": found.text, "bibtex": found.bibtex, "csl": json.loads(found.csl_json)}
    return Answer(value, lines=forms[options.format].splitlines())


def _export(options: argparse.Namespace) -> Answer:
    release = open_release(options.version)
    folder = release.export(options.folder, format=options.format, tables=options.table or None, overwrite=options.overwrite)
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    value = {"folder": str(folder), "version": release.version, "digest": release.digest, "files": names}
    return Answer(value, lines=[f"{folder}: data version {release.version}, {len(names)} files; datapackage.json lists the tables"])

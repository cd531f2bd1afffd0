"""The command line: ``rjdata list``, ``rjdata show``, ``rjdata versions``. Only the standard library and the records are needed."""

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

import rjdata
from rjdata.errors import RjdataError
from rjdata.release import list_tables, open_release
from rjdata.rows import read_rows
from rjdata.versions import list_versions

EXIT_CODES = "exit codes: 0 done, 1 the data has no answer (an unknown id, table or version), 2 the call is wrong"


_SHOWN = ("name", "title", "definition", "summary", "stated_as")
"""Columns that tell what a row is, the best first."""


def build_parser() -> argparse.ArgumentParser:
    """Build the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="rjdata", description="Records of Japan–Russia economic cooperation, with their sources.", epilog=EXIT_CODES
    )
    parser.add_argument("--version", action="version", version=f"rjdata {rjdata.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    versions = _command(commands, "versions", "list the data versions in this package, the newest marked with *", _versions)
    versions.set_defaults(version=None)
    listing = _command(commands, "list", "list the tables, or the records of one: id and name", _list)
    listing.add_argument("table", nargs="?", help="a main table, such as projects")
    show = _command(commands, "show", "print a record with all it holds and the evidence it rests on", _show)
    show.add_argument("record", help="<table>/<id>, such as projects/arctic-lng-2, or an id that is unique")
    for command in (listing, show):
        command.add_argument("--version", metavar="YYYY.M.N", help="data version (default: RJDATA_VERSION, else the newest)")
    return parser


def _command(commands: Any, name: str, text: str, run: Callable[[argparse.Namespace], object]) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text, epilog=EXIT_CODES)
    command.add_argument("--json", action="store_true", help="print JSON for machines")
    command.set_defaults(run=run)
    return command


def _versions(options: argparse.Namespace) -> object:
    versions = list_versions()
    return list(versions) if options.json else [f"{version} *" if version == versions[-1] else version for version in versions]


def _list(options: argparse.Namespace) -> object:
    if options.table is None:
        names = list_tables(version=options.version)
        return list(names) if options.json else [*names]
    release = open_release(options.version)
    rows = read_rows(release.read_bytes(options.table))
    key = release.tables[options.table].key
    found = [{"id": row[key], "name": next((row[column] for column in _SHOWN if column in row), "")} for row in rows]
    return found if options.json else [f"{row['id']:40} {row['name']}".rstrip() for row in found]


def _show(options: argparse.Namespace) -> object:
    release = open_release(options.version)
    table, record_id = release.locate(options.record)
    parent = release.tables[table].parent
    if parent:
        (row,) = (row for row in read_rows(release.read_bytes(table)) if row[release.tables[table].key] == record_id)
        record: dict[str, Any] = dict(row)
    else:
        record = release.get_record(table, record_id).model_dump(mode="json", exclude_none=True)
    evidence = [row.model_dump(mode="json", exclude_none=True) for row in release.evidence(f"{table}/{record_id}")]
    if options.json:
        return {table: record, "evidence": evidence}
    return [*_lines(record), "evidence:", *(f"  {_statement(row)}" for row in evidence)]


def _lines(value: dict[str, Any], indent: str = "") -> list[str]:
    lines = []
    for name, item in value.items():
        if isinstance(item, list):
            lines += [f"{indent}{name}:"] if item else []
            for row in item:
                first, *rest = _lines(row, indent + "    ")
                lines += [f"{indent}  - {first.strip()}", *rest]
        else:
            lines.append(f"{indent}{name}: {item}")
    return lines


def _statement(row: dict[str, Any]) -> str:
    what = f"{row['record_id']} {row.get('field', '')}".rstrip()
    said = f" “{row['stated_as']}”" if "stated_as" in row else ""
    return f"{what}: {row['source_id']} {row.get('locator', '')}".rstrip() + said + (" (inferred)" if row["is_inferred"] else "")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return the exit code."""
    options = build_parser().parse_args(arguments)
    try:
        answer = options.run(options)
    except RjdataError as error:
        print(f"rjdata: {error}", file=sys.stderr)
        return 1
    text = json.dumps(answer, ensure_ascii=False, indent=2) if options.json else "\n".join(answer)
    return _print(text) if text else 0


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

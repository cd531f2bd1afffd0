"""Commands on records: ``list``, ``show``, ``find``, ``resolve``, ``evidence``."""

import argparse
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from rjdata.cli.commands import Commands, add_command, add_version
from rjdata.cli.output import Answer
from rjdata.release import Release, list_tables, open_release
from rjdata.rows import read_rows

if TYPE_CHECKING:
    from rjdata.models import Statement

_SHOWN = ("name", "title", "definition", "summary", "stated_as")
"""Columns that tell what a row is, the best first."""
_SEARCHED = {
    "projects": ("name", "name_ja", "name_ru", "summary"),
    "agreements": ("name", "name_ja", "name_ru", "subject"),
    "events": ("name",),
}
_NAMED = {"actors": "actor_names", "people": "person_names", "places": "place_names"}


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    listing = add_command(commands, "list", "list the tables, or the records of one: id and name", _list)
    listing.add_argument("table", nargs="?", help="a main table, such as projects")
    show = add_command(commands, "show", "print a record with all it holds and the evidence it rests on", _show)
    find = add_command(commands, "find", "search names and summaries, in any script", _find)
    find.add_argument("text", nargs="+", help="part of a name, such as якут or 北極; case does not matter")
    resolve = add_command(commands, "resolve", "say which record a name means, and how sure that is", _resolve)
    resolve.add_argument("name", help="a name as somebody wrote it")
    resolve.add_argument("--of", choices=("actors", "places", "sectors"), default="actors", help="what the name is of (default: actors)")
    resolve.add_argument("--country", metavar="CC", help="only records of this country (ISO 3166-1 alpha-2), and of none")
    evidence = add_command(
        commands, "evidence", "print what a record or one of its fields rests on: rival figures first, copies marked", _evidence
    )
    evidence.add_argument("--field", help="only what states this field, or the row as a whole")
    for command in (show, evidence):
        command.add_argument("record", help="<table>/<id>, such as projects/arctic-lng-2, or an id that is unique")
    for command in (listing, show, find, resolve, evidence):
        add_version(command)


def _list(options: argparse.Namespace) -> Answer:
    if options.table is None:
        names = list_tables(version=options.version)
        return Answer(list(names), lines=names)
    release = open_release(options.version)
    rows = read_rows(release.read_bytes(options.table))
    key = release.tables[options.table].key
    found = [(row[key], next((row[column] for column in _SHOWN if column in row), "")) for row in rows]
    return Answer([{"id": row_id, "name": name} for row_id, name in found], rows=found, header=("id", "name"))


def _show(options: argparse.Namespace) -> Answer:
    release = open_release(options.version)
    table, record_id = release.locate(options.record)
    parent = release.tables[table].parent
    if parent:
        (row,) = (row for row in read_rows(release.read_bytes(table)) if row[release.tables[table].key] == record_id)
        record: dict[str, Any] = dict(row)
    else:
        record = release.get_record(table, record_id).model_dump(mode="json", exclude_none=True)
    statements = release.evidence(f"{table}/{record_id}")
    lines = [*_lines(record), "evidence:", *(f"  {statement}" for statement in statements)]
    return Answer({table: record, "evidence": _plain(statements)}, lines=lines)


def _lines(value: dict[str, Any], indent: str = "") -> list[str]:
    lines = []
    for name, item in value.items():
        if isinstance(item, list):
            lines += [f"{indent}{name}:"] if item else []
            for row in item:
                first, *rest = _lines(dict(sorted(row.items(), key=_is_not_key)), indent + "    ")
                lines += [f"{indent}  - {first.strip()}", *rest]
        else:
            lines.append(f"{indent}{name}: {item}")
    return lines


def _is_not_key(cell: tuple[str, Any]) -> bool:
    # The id of a child row is that of its parent and a point; models give the fields of a base first.
    name, value = cell
    return not (name.endswith("_id") and "." in str(value))


def _plain(statements: "Iterable[Statement]") -> list[dict[str, Any]]:
    return [statement.model_dump(mode="json", exclude_none=True) for statement in statements]


def _evidence(options: argparse.Namespace) -> Answer:
    statements = open_release(options.version).evidence(options.record, field=options.field)
    lines = []
    for statement in statements:
        source = statement.source
        published = f", {source.published_not_before}" if source.published_not_before else ""
        lines += [str(statement), f"    {source.publisher}{published}: {source.title}" + (f" <{source.url}>" if source.url else "")]
    return Answer(_plain(statements), lines=lines, exit_code=0 if statements else 1)


def _find(options: argparse.Namespace) -> Answer:
    found = sorted({*_search(open_release(options.version), " ".join(options.text).casefold())})
    value = [{"record": record, "name": name} for record, name in found]
    return Answer(value, rows=found, header=("record", "name"), exit_code=0 if found else 1)


def _search(release: Release, text: str) -> Iterator[tuple[str, str]]:
    for table, columns in _SEARCHED.items():
        for row in read_rows(release.read_bytes(table)):
            if any(text in row.get(column, "").casefold() for column in columns):
                yield f"{table}/{row[release.tables[table].key]}", row["name"]
    for table, names in _NAMED.items():
        key = release.tables[table].key
        hits = {row[key] for row in read_rows(release.read_bytes(names)) if text in row["name"].casefold()}
        for row in read_rows(release.read_bytes(table)):
            if row[key] in hits:
                yield f"{table}/{row[key]}", row["name"]


def _resolve(options: argparse.Namespace) -> Answer:
    from rjdata.resolve.index import index_names

    match = index_names(open_release(options.version), options.of, options.country).match(options.name)
    candidates = [{"id": one.record_id, "name": one.name, "score": one.score} for one in match.candidates]
    value = {"id": match.record_id, "name": match.name, "score": match.score, "method": match.method, "candidates": candidates}
    first = f"{match.record_id} ({match.method}, {match.score:g}): {match.name}" if match.record_id else match.method
    lines = [first, *(f"  {one.record_id}: {one.name}" for one in match.candidates if one.record_id != match.record_id)]
    return Answer(value, lines=lines, exit_code=0 if match.record_id else 1)

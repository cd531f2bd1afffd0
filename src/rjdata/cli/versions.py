"""Commands on data versions: ``versions``, ``diff``, ``history``, ``lock``, ``verify``."""

import argparse
from typing import Any

import attrs

from rjdata.changes import Change
from rjdata.cli.commands import Commands, add_command, add_version
from rjdata.cli.output import Answer
from rjdata.compare import diff, history, locate
from rjdata.errors import LockMismatchError
from rjdata.lock import compare_lock, write_lock
from rjdata.release import open_release
from rjdata.versions import list_versions

_LOCK = "rjdata.lock"


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    add_command(commands, "versions", "list the data versions in this package, the newest marked with *", _versions)
    changes = add_command(commands, "diff", "say what changed between two data versions", _diff)
    changes.add_argument("old", help="data version")
    changes.add_argument("new", nargs="?", help="data version (default: the newest)")
    changes.add_argument("--record", metavar="TABLE/ID", help="only what concerns this record; an id that is unique will do")
    changes.add_argument("--limit", type=int, default=50, help="most records listed of a table (default: 50)")
    story = add_command(commands, "history", "say what each data version changed in one record", _history)
    story.add_argument("record", help="<table>/<id>, such as projects/arctic-lng-2, or an id that is unique")
    lock = add_command(commands, "lock", "write a lock that names the data exactly", _lock)
    add_version(lock)
    lock.add_argument("--remote", metavar="KEY", action="append", default=[], help="also lock this remote file; may be given again")
    verify = add_command(commands, "verify", "check that the data in this package is what a lock names", _verify)
    for command in (lock, verify):
        command.add_argument("--file", default=_LOCK, help=f"the lock (default: {_LOCK})")


def _versions(options: argparse.Namespace) -> Answer:
    del options
    versions = list_versions()
    lines = [f"{version} *" if version == versions[-1] else version for version in versions]
    return Answer(list(versions), lines=lines)


def _diff(options: argparse.Namespace) -> Answer:
    old, new = open_release(options.old), open_release(options.new or list_versions()[-1])
    found = diff(old, new)
    if options.record:
        found = found.of(locate(options.record, (new, old)))
    return Answer([_plain(change) for change in found], lines=found.to_markdown(limit=options.limit).splitlines())


def _plain(change: Change) -> dict[str, Any]:
    return attrs.asdict(change)


def _history(options: argparse.Namespace) -> Answer:
    found = history(options.record)
    value = [{"version": one.new, "changes": [_plain(change) for change in one]} for one in found]
    return Answer(value, lines=[line for one in found for line in one.to_markdown().splitlines()])


def _lock(options: argparse.Namespace) -> Answer:
    lock = write_lock(options.file, version=options.version, files=options.remote)
    value = {"file": options.file, "version": lock.version, "digest": lock.digest}
    return Answer(value, lines=[f"{options.file}: data version {lock.version}, digest {lock.digest}"])


def _verify(options: argparse.Namespace) -> Answer:
    try:
        differences = compare_lock(options.file)
    except FileNotFoundError:
        differences = ("there is no such file: write it with `rjdata lock`",)
    except LockMismatchError as error:
        differences = error.differences
    value = {"file": options.file, "holds": not differences, "differences": list(differences)}
    lines = [f"{options.file}: {difference}" for difference in differences] or [f"{options.file}: holds"]
    return Answer(value, lines=lines, exit_code=1 if differences else 0)

"""Commands on remote files: ``files``, ``fetch``, ``cache``."""

import argparse
from collections.abc import Iterable
from typing import Any

from rjdata.cli.commands import Commands, add_command, add_version
from rjdata.cli.output import Answer
from rjdata.remote import CachedFile, fetch_file, find_cache, list_cache, list_files, prune_cache, verify_cache, write_mirror
from rjdata.remote.fetch import Verify


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    files = add_command(commands, "files", "list the files that can be fetched: key, size in bytes, whether cached, title", _files)
    fetch = add_command(commands, "fetch", "fetch files into the cache, or into a folder that can be served as a mirror", _fetch)
    fetch.add_argument("key", nargs="*", help="keys, as `rjdata files` lists them")
    fetch.add_argument("--all", action="store_true", help="every file")
    fetch.add_argument("--to", metavar="DIR", help="write a mirror there, for machines without a network")
    fetch.add_argument("--full", action="store_true", help="take the digest of a cached file again")
    fetch.add_argument("--no-progress", action="store_true", help="draw no progress bar")
    for command in (files, fetch):
        add_version(command)
    cache = add_command(commands, "cache", "show the cache, check every file in it, or remove what no data version lists", _cache)
    cache.add_argument("action", choices=("list", "verify", "prune"), nargs="?", default="list")


def _files(options: argparse.Namespace) -> Answer:
    files = list_files(version=options.version)
    value = [
        {"key": file.key, "title": file.title, "publisher": file.publisher, "size": file.size, "licence": file.licence,
         "citation": file.citation, "is_cached": file.is_cached}
        for file in files
    ]  # fmt: skip
    rows = [(file.key, str(file.size), "cached" if file.is_cached else "", file.title) for file in files]
    return Answer(value, rows=rows, header=("key", "bytes", "", "title"))


def _fetch(options: argparse.Namespace) -> Answer:
    keys = [file.key for file in list_files(version=options.version)] if options.all else options.key
    if not keys:
        return Answer([], lines=["nothing to fetch: name keys, or --all; `rjdata files` lists them"], exit_code=1)
    if options.to:
        paths: Iterable[Any] = write_mirror(options.to, keys=keys, version=options.version)
    else:
        progressbar = not options.no_progress and not options.json and _can_draw()
        verify: Verify = "full" if options.full else "stamp"
        paths = [fetch_file(key, version=options.version, verify=verify, progressbar=progressbar) for key in keys]
    found = [str(path) for path in paths]
    return Answer(found, lines=found)


def _can_draw() -> bool:
    from importlib.util import find_spec

    return find_spec("tqdm") is not None


def _cache(options: argparse.Namespace) -> Answer:
    if options.action == "prune":
        removed = [str(path) for path in prune_cache()]
        return Answer(removed, lines=[f"removed {path}" for path in removed] or ["nothing to remove"])
    files = verify_cache() if options.action == "verify" else list_cache()
    value = {"folder": str(find_cache()), "files": [_plain(file) for file in files]}
    wrong = options.action == "verify" and not all(file.is_right for file in files)
    # To list is to look at stamps; that there is none, as in a mirror that is used as a cache, says nothing of the bytes.
    otherwise = "WRONG" if options.action == "verify" else "not checked"
    rows = [(file.key or "?", str(file.size), "right" if file.is_right else otherwise, str(file.path)) for file in files]
    lines = [] if rows else [f"the cache is empty: {find_cache()}"]
    return Answer(value, lines=lines, rows=rows, header=("key", "bytes", "", "path"), exit_code=1 if wrong else 0)


def _plain(file: CachedFile) -> dict[str, Any]:
    return {"key": file.key, "path": str(file.path), "size": file.size, "is_right": file.is_right}

"""Strict reading of curated files. Every scalar is text: what it means is the model's affair, never a guess from its looks."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tools.problems import Problem

INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


class _RefusedError(Exception):
    """A construct that curated files do not use."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule, self.message = rule, message


def check_text(text: str) -> Iterator[tuple[str, str]]:
    """Yield rule and message for what must not stand in a curated file."""
    if text != unicodedata.normalize("NFC", text):
        yield "text-not-nfc", "text is not in Unicode normal form C"
    for number, line in enumerate(text.split("\n"), 1):
        odd = sorted({c for c in line if unicodedata.category(c) in INVISIBLE or (unicodedata.category(c) == "Zs" and c != " ")})
        if odd:
            yield "text-invisible", f"invisible character {', '.join(f'U+{ord(c):04X}' for c in odd)} in line {number}"
    if not text.endswith("\n") or text.endswith("\n\n"):
        yield "text-last-line", "a file ends with exactly one line break"


def read_yaml(path: Path, root: Path) -> tuple[dict[str, Any] | None, list[Problem]]:
    """Read one record: mappings, lists and text. Returns what could be read and the problems."""
    file = path.relative_to(root).as_posix()
    text = _decode(path)
    if text is None:
        return None, [Problem(file, path.stem, "", "text-not-utf-8", "the file is not UTF-8")]
    problems = [Problem(file, path.stem, "", rule, message) for rule, message in check_text(text)]
    try:
        events = yaml.parse(text, Loader=yaml.CBaseLoader)
        value = _document(events)
    except _RefusedError as refused:
        return None, [*problems, Problem(file, path.stem, "", refused.rule, refused.message)]
    except yaml.YAMLError as error:
        return None, [*problems, Problem(file, path.stem, "", "yaml-syntax", " ".join(str(error).split()))]
    if not isinstance(value, dict):
        return None, [*problems, Problem(file, path.stem, "", "yaml-not-a-record", "a file holds one record: keys and values")]
    return value, problems


def _document(events: Iterator[Any]) -> Any:
    value = None
    for event in events:
        if isinstance(event, (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent, yaml.AliasEvent)):
            value = _node(event, events)
        elif isinstance(event, yaml.DocumentStartEvent) and value is not None:
            raise _RefusedError("yaml-not-a-record", "a file holds one document")
    return value


def _node(event: Any, events: Iterator[Any]) -> Any:
    line = event.start_mark.line + 1
    if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag:
        raise _RefusedError("yaml-anchor-or-tag", f"anchor, alias or tag in line {line}; write the value out")
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(events)
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            items.append(_node(item, events))
        return items
    if event.value == "" or event.value != event.value.strip():
        raise _RefusedError("yaml-empty-or-padded", f"empty value, or space around it, in line {line}; leave the key out instead")
    if "\n" in event.value:
        raise _RefusedError("yaml-line-break", f"a value with a line break in line {line}")
    return event.value


def _mapping(events: Iterator[Any]) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        name = _node(key, events)
        if not isinstance(name, str):
            raise _RefusedError("yaml-syntax", f"a key that is no text in line {key.start_mark.line + 1}")
        if name in mapping:
            raise _RefusedError("yaml-duplicate-key", f"key {name!r} stands twice, again in line {key.start_mark.line + 1}")
        mapping[name] = _node(next(events), events)
    return mapping


def _decode(path: Path) -> str | None:
    """Return the text with its line breaks as they are: a carriage return is an invisible character."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None


def read_csv(path: Path, root: Path) -> tuple[list[dict[str, str]] | None, list[Problem]]:
    """Read rows of text; empty cells are left out. Returns no rows at all where the file as a whole cannot be read."""
    file = path.relative_to(root).as_posix()
    if not path.exists():
        return None, [Problem(file, "", "", "file-missing", "the file is not there")]
    text = _decode(path)
    if text is None:
        return None, [Problem(file, "", "", "text-not-utf-8", "the file is not UTF-8")]
    problems = [Problem(file, "", "", rule, message) for rule, message in check_text(text)]
    try:
        header, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    except (csv.Error, ValueError) as error:
        return None, [*problems, Problem(file, "", "", "csv-syntax", str(error))]
    if len(set(header)) != len(header):
        return None, [*problems, Problem(file, "", "", "csv-duplicate-column", "a column stands twice in the header")]
    rows = []
    for number, cells in enumerate(lines, 2):
        if len(cells) != len(header):
            problems.append(Problem(file, "", "", "csv-ragged", f"line {number} has {len(cells)} cells, the header {len(header)}"))
            continue
        if any(cell != cell.strip() for cell in cells):
            problems.append(Problem(file, cells[0], "", "csv-padded", f"space around a cell in line {number}"))
        rows.append({name: cell for name, cell in zip(header, cells, strict=True) if cell})
    return rows, problems

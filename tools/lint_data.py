"""The one way in which a curated file is written: order of keys, quotes, one line a piece of evidence.

Run ``python -m tools.lint_data`` to check the data folder, with ``--fix`` to rewrite it.
"""

import argparse
import difflib
import sys
from pathlib import Path
from typing import Any

import yaml

from rjdata.models import model_for
from rjdata.models.base import Record
from rjdata.models.columns import columns
from rjdata.models.nesting import children
from rjdata.rows import write_rows
from tools.compile_data import DATA, FLAT, MAIN
from tools.expand import EVIDENCE_FIELDS, curated_fields
from tools.field_list import README, readme_text
from tools.problems import Problem
from tools.reader import read_csv, read_yaml


class _Evidence(dict[str, str]):
    """Written on one line."""


class _Bare(str):
    """Written without quotes: a number, a date, true or false."""


class _Dumper(yaml.SafeDumper):
    """Writes text with quotes where another reader would take it for something else."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - PyYAML's signature
        super().increase_indent(flow, indentless=False)


def _one_line(dumper: _Dumper, value: _Evidence) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=True)


def _plain(dumper: _Dumper, value: _Bare) -> yaml.Node:
    kind: str = dumper.resolve(yaml.ScalarNode, str(value), (True, False))  # type: ignore[no-untyped-call] # PyYAML has no types here
    return dumper.represent_scalar(kind, str(value))


_Dumper.add_representer(_Evidence, _one_line)
_Dumper.add_representer(_Bare, _plain)


def canonical_yaml(model: type[Record], value: dict[str, Any]) -> str:
    """Write a record the one way."""
    return yaml.dump(_ordered(model, value), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**9, default_flow_style=False)


def _ordered(model: type[Record], value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    families, types = children(model), {column.name: column.type for column in columns(model)}
    names = [model.key_column, "n", *curated_fields(model), *families, "evidence"]
    ordered: dict[str, Any] = {}
    for name in dict.fromkeys([*(name for name in names if name in value), *value]):
        item = value[name]
        if name == "evidence" and isinstance(item, list):
            ordered[name] = [_evidence(part) for part in item]
        elif name in families and isinstance(item, list):
            ordered[name] = [_ordered(families[name], part) for part in item]
        else:
            ordered[name] = _Bare(item) if isinstance(item, str) and (name == "n" or types.get(name, "string") != "string") else item
    return ordered


def _evidence(item: Any) -> Any:
    if not isinstance(item, dict):
        return item
    return _Evidence({name: item[name] for name in dict.fromkeys([*(n for n in EVIDENCE_FIELDS if n in item), *item])})


def canonical_csv(names: list[str], rows: list[dict[str, str]]) -> str:
    """Write rows the one way: columns in the order of the model, rows in the order of their ids. Unknown columns go last."""
    names = [*names, *sorted({name for row in rows for name in row} - set(names))]
    return write_rows(names, sorted(rows, key=lambda row: [row.get(name, "") for name in names])).decode()


def canonical_files(folder: Path) -> dict[Path, str]:
    """Map every curated file that can be read without a problem to what it should hold."""
    files: dict[Path, str] = {}
    for table in MAIN:
        model = model_for(table)
        if table in FLAT:
            names = [model.key_column, *(name for name in curated_fields(model) if name != model.key_column)]
            for path, header in (
                (folder / f"{table}.csv", names),
                (folder / f"{table}.evidence.csv", [model.key_column, *EVIDENCE_FIELDS]),
            ):
                rows, problems = read_csv(path, folder)
                if rows is not None and not problems:
                    files[path] = canonical_csv(header, rows)
            continue
        for path in sorted((folder / table).glob("*.yaml")):
            value, problems = read_yaml(path, folder)
            if value is not None and not problems:
                files[path] = canonical_yaml(model, value)
    if (folder / README).exists():
        files[folder / README] = readme_text(folder / README)
    return files


def lint(folder: Path) -> list[Problem]:
    """Return the files that are not written the one way."""
    return [
        Problem(path.relative_to(folder).as_posix(), path.stem, "", "not-canonical", "write it with: python -m tools.lint_data --fix")
        for path, text in canonical_files(folder).items()
        if path.read_text(encoding="utf-8") != text
    ]


def main(arguments: list[str] | None = None) -> int:
    """Check that every curated file is written the one way; with --fix, write it so."""
    parser = argparse.ArgumentParser(prog="python -m tools.lint_data", description=main.__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DATA)
    parser.add_argument("--fix", action="store_true", help="rewrite files")
    options = parser.parse_args(arguments)
    odd = {path: text for path, text in canonical_files(options.folder).items() if path.read_text(encoding="utf-8") != text}
    for path, text in odd.items():
        if options.fix:
            path.write_text(text, encoding="utf-8", newline="\n")
        else:
            now = path.read_text(encoding="utf-8").splitlines(keepends=True)
            sys.stderr.writelines(difflib.unified_diff(now, text.splitlines(keepends=True), str(path), "canonical"))
    print(f"{len(odd)} files {'rewritten' if options.fix else 'not written the one way'}")
    return 0 if options.fix or not odd else 1


if __name__ == "__main__":
    sys.exit(main())

"""Every rule of the models and the tools has a file in ``data/invalid`` that breaks it and no other.

A file names the rule and the column that are reported, and the break, which is one of two:

- ``file``, ``find``, ``put``: text of one file of the valid folder is replaced.
  Without ``find`` the file is new, without ``put`` too it is gone.
- ``record``, ``set``: fields of one compiled row are set, for what curated files cannot say because it is derived or implied.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml

import rjdata.models
import tools
from rjdata.models import TABLES, model_for
from rjdata.models.base import Record
from rjdata.models.columns import columns, vocabularies
from rjdata.models.nesting import parent_column
from rjdata.rows import read_rows
from tools.compile_data import compile_data
from tools.expand import curated_fields
from tools.lint_data import lint
from tools.problems import DataError, Problem
from tools.rules import RULES
from tools.validate import FORMS, validate

INVALID = Path(__file__).parent / "data" / "invalid"
REPORTING = (
    "reader",
    "expand",
    "validate",
    "coverage",
    "expectations",
    "compile_data",
    "compile_remote",
    "lint_data",
    "rules",
    "rules_witness",
)
NO_RULES = {"utf-8"}
"""Words in these tools that are written like the name of a rule and are none."""
REFUSED_AS = {
    "pattern": "string_pattern_mismatch",
    "min_length": "string_too_short",
    "ge": "greater_than_equal",
    "gt": "greater_than",
    "le": "less_than_equal",
    "lt": "less_than",
}
CONSTRAINTS = {*REFUSED_AS, "max_length", "multiple_of", "max_digits", "decimal_places"}


@attrs.frozen
class Break:
    """One broken rule, as a file of the invalid folder describes it."""

    rule: str
    column: str = ""
    file: str = ""
    find: str = ""
    put: str = ""
    encoding: str = "utf-8"
    record: str = ""
    set: dict[str, str | None] = attrs.field(factory=dict)

    def problems_in(self, folder: Path, tables: dict[str, bytes]) -> list[Problem]:
        """What is found wrong with the valid data once it is broken."""
        if self.record:
            return self._problems_of_record(tables)
        path = folder.parent / self.file
        self._break_file(path)
        try:
            compile_data(folder)
        except DataError as error:
            return [*error.problems, *_lint_alone(path, folder)]
        return _lint_alone(path, folder)

    def _break_file(self, path: Path) -> None:
        if not self.put and not self.find:
            path.unlink()
            return
        text = self.put
        if self.find:
            valid = path.read_text(encoding="utf-8")
            assert valid.count(self.find) == 1
            text = valid.replace(self.find, self.put)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode(self.encoding))

    def _problems_of_record(self, tables: dict[str, bytes]) -> list[Problem]:
        table, _, record_id = self.record.partition("/")
        model = model_for(table)
        (row,) = (row for row in read_rows(tables[table]) if row[model.key_column] == record_id)
        changed: dict[str, Any] = row | self.set
        return validate(model, {name: value for name, value in changed.items() if value is not None}, [], "")


def _lint_alone(path: Path, folder: Path) -> list[Problem]:
    """The broken file is linted alone: all others are valid, and writing them costs more than compiling them."""
    alone = folder.parent / "alone"
    if path.exists() and path.is_relative_to(folder):
        copy = alone / path.relative_to(folder)
        copy.parent.mkdir(parents=True)
        copy.write_bytes(path.read_bytes())
    return lint(alone)


BREAKS = {path.stem: Break(**yaml.safe_load(path.read_text(encoding="utf-8"))) for path in sorted(INVALID.glob("*.yaml"))}
BROKEN = {(broken.rule, broken.column) for broken in BREAKS.values()}


@pytest.mark.parametrize("broken", BREAKS.values(), ids=BREAKS.keys())
def test_a_break_is_reported_once_and_nothing_else_is(broken: Break, valid_folder: Path, small_tables: dict[str, bytes]) -> None:
    problems = broken.problems_in(valid_folder, small_tables)
    assert [(problem.rule, problem.column) for problem in problems] == [(broken.rule, broken.column)]


def test_valid_data_has_no_problem(valid_folder: Path, small_tables: dict[str, bytes]) -> None:
    assert (lint(valid_folder), compile_data(valid_folder)) == ([], small_tables)


def test_every_error_of_a_model_has_a_break() -> None:
    raised = {
        node.args[0].value
        for path in Path(rjdata.models.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "PydanticCustomError"
        if isinstance(node.args[0], ast.Constant)
    }
    assert len(raised) > 10
    assert raised - {rule for rule, _ in BROKEN} == set()


def test_every_vocabulary_has_a_break_in_every_column() -> None:
    worded = {("enum", f"{table}.{name}") for table in TABLES for name in vocabularies(model_for(table))}
    assert len(worded) > 50
    assert worded - BROKEN == set()


def test_every_constraint_has_a_break() -> None:
    bearing: dict[tuple[str, Any], set[tuple[str, str]]] = {}
    for table in TABLES:
        for name, kind, value in _constraints(model_for(table)):
            bearing.setdefault((kind, value), set()).add((REFUSED_AS[kind], f"{table}.{name}"))
    assert len(bearing) > 20
    assert {constraint for constraint, breaks in bearing.items() if not breaks & BROKEN} == set()


def test_every_rule_across_rows_has_a_break() -> None:
    assert RULES.keys() - {rule for rule, _ in BROKEN} == set()


def test_every_rule_of_a_tool_has_a_break() -> None:
    named = {f"form-{kind}" for kind in FORMS}
    for module in REPORTING:
        source = (Path(tools.__file__).parent / f"{module}.py").read_text(encoding="utf-8")
        named |= {text for text in _constants(source) if _is_rule_name(text)}
    assert len(named) > 40
    assert named - NO_RULES - {rule for rule, _ in BROKEN} == set()


def test_the_tools_name_their_rules_so_that_they_are_found() -> None:
    ours = {rule for rule, _ in BROKEN if "_" not in rule}
    assert {rule for rule in ours if not _is_rule_name(rule)} - RULES.keys() == {"enum", "missing"}


def test_every_table_has_a_break_of_a_required_field() -> None:
    stating = {
        table
        for table in TABLES
        if any(
            model_for(table).model_fields[name].is_required()
            for name in {*curated_fields(model_for(table))} - {model_for(table).key_column}
        )
    }
    assert len(stating) > 20
    assert stating - {column.partition(".")[0] for rule, column in BROKEN if rule == "missing"} == set()


def test_every_natural_key_has_a_break() -> None:
    keyed = {table for table in TABLES for names in model_for(table).natural_keys if _is_stated(model_for(table), names)}
    assert len(keyed) > 20
    assert keyed - {column for rule, column in BROKEN if rule == "natural-key-not-unique"} == set()
    assert ("id-not-unique", "evidence.evidence_id") in BROKEN


def test_valid_data_uses_every_column(small_tables: dict[str, bytes]) -> None:
    used = {f"{table}.{name}" for table, data in small_tables.items() for row in read_rows(data) for name in row}
    assert {f"{table}.{column.name}" for table in TABLES for column in columns(model_for(table))} - used == set()


def _is_stated(model: type[Record], names: tuple[str, ...]) -> bool:
    """Whether a curator states these columns. `sequence` is counted, and the id of evidence is made of its natural key."""
    given = {*curated_fields(model), *((parent_column(model),) if model.parent_table else ())}
    return model.key_column not in model.derived_columns and given >= {*names}


def _constants(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _is_rule_name(text: str) -> bool:
    words = text.split("-")
    return len(words) > 1 and all(word.isascii() and word.isalnum() and word == word.lower() for word in words)


def _constraints(model: type[Record]) -> Iterator[tuple[str, str, Any]]:
    """Column, kind and value of every constraint, read off what pydantic builds, however it was written."""
    model.model_rebuild(force=True)
    schema: Any = model.__pydantic_core_schema__
    while "fields" not in schema:
        schema = schema["schema"]
    for name, field in schema["fields"].items():
        for kind, value in _walk(field):
            yield name, kind, value


def _walk(schema: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(schema, dict) or schema.get("type") in ("model", "definition-ref", "tuple"):
        return
    for key, value in schema.items():
        if key in CONSTRAINTS:
            yield key, value
        elif key in ("schema", "items_schema", "steps", "choices"):
            for inner in value if isinstance(value, list) else [value]:
                yield from _walk(inner)

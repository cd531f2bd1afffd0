"""Checking rows against a table's rules: every rule has a mutation that makes it fire, and the models agree."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import rjdata
from rjdata import testing
from rjdata.errors import UnknownTableError
from rjdata.frame import DTYPES, build_frame
from rjdata.frames import validation
from rjdata.frames.cell_rules import cell_rules, check_cells
from rjdata.frames.repeats import repeated_rows
from rjdata.frames.row_rules import row_rules
from rjdata.frames.validation import validate_frame
from rjdata.models import TABLES, model_for
from rjdata.models.columns import columns
from rjdata.rows import read_rows, write_rows

CELL_RULES = {"required", "type", "vocabulary", "pattern", "empty", "minimum", "maximum"}
ODD = (
    "",
    "X",
    "-1",
    "1e5",
    "101",
    "2016-13-01",
    "2016-12-16",
    "day",
    "month",
    "year",
    "none",
    "TOTAL",
    "true",
    "false",
    "JP",
    "a-b",
    "a.b-1",
)


WRITTEN = {
    "actor_identifiers": {"actor_identifier_id": "rosneft.identifier-1", "actor_id": "rosneft", "scheme": "wikidata", "value": "Q1"},
    "exchange_rates": {
        "exchange_rate_id": "a-rate",
        "statistic": "FRED",
        "base_currency": "USD",
        "quote_currency": "JPY",
        "period_start": "2016-01-01",
        "period_end": "2016-12-31",
        "rate": "108.8",
    },
}
"""Rows of tables that may be empty in a release."""


def rows(table, **cells):
    """One row of a table, changed; None takes a cell away."""
    frame = pd.DataFrame([WRITTEN[table]]) if table in WRITTEN else rjdata.load_table(table).head(1)
    frame = frame.astype(object)
    for name, value in cells.items():
        frame[name] = value
    return frame


def fired(frame, table):
    found = validate_frame(frame, table)
    return set(zip(found["column"], found["rule"], strict=True))


@pytest.mark.parametrize("table", TABLES)
def test_every_table_of_the_package_has_no_problem(table):
    assert len(validate_frame(rjdata.load_table(table), table)) == 0


MUTATIONS = [
    ("project_stakes", {"holder_actor_id": None}, ("holder_actor_id", "required")),
    ("project_stakes", {"percent": "half"}, ("percent", "type")),
    ("project_stakes", {"percent": np.inf}, ("percent", "type")),
    ("project_stakes", {"percent": -1}, ("percent", "minimum")),
    ("project_stakes", {"percent": 100.5}, ("percent", "maximum")),
    ("project_stakes", {"holder_actor_id": "nobody-at-all"}, ("holder_actor_id", "reference")),
    ("project_stakes", {"to_on": "2016-02-30", "to_on_precision": "day"}, ("to_on", "type")),
    ("project_stakes", {"to_on": pd.Timestamp("2016-02-01 12:00"), "to_on_precision": "day"}, ("to_on", "type")),
    ("project_stakes", {"is_planned": "yes"}, ("is_planned", "type")),
    ("project_stakes", {"held_in": ""}, ("held_in", "empty")),
    ("project_stakes", {"held_in": 7}, ("held_in", "type")),
    ("project_stakes", {"colour": "red"}, ("colour", "unknown_column")),
    ("project_history", {"sequence": 1.5}, ("sequence", "type")),
    ("project_history", {"sequence": 0}, ("sequence", "minimum")),
    ("exchange_rates", {"rate": 0}, ("rate", "minimum")),
    ("projects", {"stage": "finished"}, ("stage", "vocabulary")),
    ("projects", {"project_id": "Two Words"}, ("project_id", "pattern")),
    ("projects", {"project_id": "ends-with-a-break\n"}, ("project_id", "pattern")),
    # Rules over several cells, by the codes of the models.
    ("project_stakes", {"to_on": "2016-02-01", "to_on_precision": None}, ("to_on_precision", "date_without_precision")),
    ("project_stakes", {"to_on": "2016-02-02", "to_on_precision": "month"}, ("to_on", "date_not_first_day")),
    ("project_stakes", {"to_on": "2016-02-01", "to_on_precision": "year"}, ("to_on", "date_not_first_day")),
    (
        "project_stakes",
        {"from_on": "2017-01-02", "from_on_precision": "day", "to_on": "2017-01-01", "to_on_precision": "day"},
        ("to_on", "period_reversed"),
    ),
    ("trade_volumes", {"period_end": "1800-01-01"}, ("period_end", "figure_period_reversed")),
    ("trade_volumes", {"is_derived": True, "formula": None}, ("formula", "derived_without_formula")),
    ("trade_volumes", {"product_system": "TOTAL", "product_code": "27"}, ("product_code", "product_code")),
    ("actor_identifiers", {"scheme": "inn", "value": "1234567890"}, ("value", "check_digit")),
    ("agreement_parties", {"actor_id": None, "country": None}, ("actor_id", "party_unnamed")),
    ("agreements", {"sector_id": "energy", "sector_basis": None}, ("sector_basis", "sector_without_basis")),
    ("agreements", {"package_id": None, "package_membership": "yes"}, ("package_membership", "package_without_membership")),
    ("event_participants", {"actor_id": None, "person_id": None, "country": None}, ("actor_id", "participant_unnamed")),
    (
        "events",
        {"starts_on": "2016-01-02", "starts_on_precision": "day", "ends_on": "2016-01-01", "ends_on_precision": "day"},
        ("ends_on", "event_reversed"),
    ),
    ("evidence", {"is_inferred": True, "reasoning": None}, ("reasoning", "inference_unexplained")),
    ("observations", {"subject_table": "projects", "subject_id": None}, ("subject_id", "subject_incomplete")),
    ("places", {"claimed_by": "JP RU", "country": "JP"}, ("country", "disputed_place_country")),
    ("places", {"latitude": None, "longitude": 1, "coordinate_precision": "city"}, ("coordinate_precision", "coordinates_incomplete")),
    ("project_history", {"is_plan": True, "stage": "operating"}, ("is_plan", "plan_with_status")),
    ("sources", {"date_basis": "printed", "published_not_before": None, "published_not_after": None}, ("date_basis", "date_basis")),
    (
        "sources",
        {"date_basis": "printed", "published_not_before": "2017-01-01", "published_not_after": "2016-01-01"},
        ("published_not_after", "publication_reversed"),
    ),
    ("sources", {"text_sha256": None, "paragraphs": 3}, ("paragraphs", "text_uncounted")),
]


@pytest.mark.parametrize(("table", "cells", "expected"), MUTATIONS)
def test_a_mutation_makes_the_rule_fire_and_the_row_had_not_broken_it(table, cells, expected):
    assert len(rows(table)) == 1
    assert expected not in fired(rows(table), table)
    assert expected in fired(rows(table, **cells), table)


def test_every_rule_has_a_mutation():
    mutated = {rule for *_, (_, rule) in MUTATIONS}
    of_rows = {rule.name for table in TABLES for rule in row_rules(model_for(table))}
    assert mutated == CELL_RULES | of_rows | {"reference", "unknown_column"}


def test_every_rule_of_a_model_is_known_here():
    folder = Path(rjdata.__file__).parent / "models"
    coded = {
        code for path in folder.glob("*.py") for code in re.findall(r'PydanticCustomError\(\s*"(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert coded - {"tombstone_successors"} == {rule.name for table in TABLES for rule in row_rules(model_for(table))}


def test_keys_that_stand_twice_are_named_with_both_rows():
    doubled = pd.concat([rjdata.load_sources().head(2)] * 2)
    found = validate_frame(doubled, "sources")
    assert found.loc[found["rule"] == "key", "row"].tolist() == [0, 1, 2, 3]
    assert {"key", "unique"} == set(found["rule"])
    assert len(validate_frame(doubled, "sources", check_keys=False)) == 0


def test_a_needed_column_that_is_not_there_is_named_without_a_row():
    found = validate_frame(rjdata.load_projects().drop(columns="name"), "projects")
    assert list(zip(found["column"], found["rule"], strict=True)) == [("name", "missing_column")]
    assert found["row"].isna().all()


def test_rows_of_a_frame_may_refer_to_one_another():
    project = rows("projects", project_id="new-plant", parent_project_id="new-plant")
    assert ("parent_project_id", "reference") not in fired(project, "projects")


@pytest.mark.parametrize("table", ["projects", "project_stakes", "trade_volumes"])
def test_columns_are_checked_alike_in_threads(table, monkeypatch):
    frame = pd.concat([part.astype(object) for part in (rows(table), rows(table, note=""), rjdata.load_table(table).head(3))])
    frame[frame.columns[0]] = "Two Words"
    one_by_one = validate_frame(frame, table)
    monkeypatch.setattr(validation, "_LONG", 1)
    assert len(one_by_one)
    pd.testing.assert_frame_equal(validate_frame(frame, table), one_by_one)


def test_what_fails_in_a_thread_is_raised(monkeypatch):
    def fail(*_):
        raise ArithmeticError("of a thread")

    monkeypatch.setattr(validation, "_LONG", 1)
    monkeypatch.setattr(validation, "check_cells", fail)
    with pytest.raises(ArithmeticError, match="of a thread"):
        validate_frame(rjdata.load_projects(), "projects")


def test_a_name_that_stands_over_two_columns_is_an_error_with_the_way_out():
    frame = rjdata.load_projects()
    doubled = pd.concat([frame, frame[["stage"]]], axis=1)
    with pytest.raises(ValueError, match="name 'stage': keep one"):
        validate_frame(doubled, "projects")
    assert len(validate_frame(doubled.loc[:, ~doubled.columns.duplicated()], "projects")) == 0


def test_a_number_that_no_float_holds_has_a_wrong_type():
    assert fired(rows("project_history", sequence=10**400), "project_history") == {("sequence", "type")}


def test_a_column_whose_name_is_no_text_is_unknown():
    found = validate_frame(rjdata.load_projects().assign(x=1).rename(columns={"x": 7}), "projects")
    assert found[["column", "rule"]].to_numpy().tolist() == [["7", "unknown_column"]]


def test_an_empty_frame_has_no_problem():
    assert len(validate_frame(rjdata.load_projects().head(0), "projects")) == 0


def test_the_frame_given_stays_as_it_was():
    frame = rjdata.load_projects()
    before = frame.copy()
    validate_frame(frame, "projects")
    pd.testing.assert_frame_equal(frame, before)


def test_problems_have_the_same_types_with_and_without_any():
    broken = rows("projects", stage="finished").drop(columns="name")
    found, nothing = validate_frame(broken, "projects"), validate_frame(rjdata.load_projects(), "projects")
    assert found["rule"].tolist() == ["missing_column", "vocabulary"]
    assert found.dtypes.tolist() == nothing.dtypes.tolist() == [pd.Int64Dtype(), *[DTYPES["string"]] * 3]


def test_many_problems_stand_by_row_and_then_by_column():
    frame = pd.concat([rows("projects", project_id="Two Words", stage="finished")] * 3)
    found = validate_frame(frame, "projects", check_keys=False)
    assert list(zip(found["row"], found["column"], found["value"], strict=True)) == [
        (row, column, value) for row in range(3) for column, value in (("project_id", "Two Words"), ("stage", "finished"))
    ]


UNLIKE = st.one_of(st.none(), st.text(max_size=2), st.integers(-2, 2), st.sampled_from([0.0, -0.0, 1.5, 2**53, 2**53 + 1]))


@settings(max_examples=60)
@given(st.lists(st.tuples(UNLIKE, st.sampled_from(["a", "b", None])), max_size=12), st.sampled_from(["object", "category", "Float64"]))
def test_repeated_rows_are_those_that_pandas_finds(pairs, dtype):
    first = pd.Series([value for value, _ in pairs], dtype=object)
    if dtype == "Float64":
        first = pd.to_numeric(first, errors="coerce").astype("Float64")
    frame = pd.DataFrame({"first": first.astype(dtype), "second": pd.Series([text for _, text in pairs], dtype="category")})
    expected = frame.duplicated(keep=False) & frame.notna().any(axis=1)
    assert repeated_rows(frame).tolist() == expected.tolist()


def test_an_unknown_table_is_an_error_that_names_the_nearest():
    with pytest.raises(UnknownTableError, match="projects"):
        validate_frame(rjdata.load_projects(), "project")


@st.composite
def changed_rows(draw, table):
    """Cells of a valid record of a table, some of them changed or taken away."""
    record = draw(testing.records(table))
    model = model_for(table)
    names = [column.name for column in columns(model)]
    (cells,) = read_rows(write_rows(names, [text_cells(record, names)]))
    needed = {name for name, field in model.model_fields.items() if not field.is_required()}
    optional = [name for name in cells if name in needed and not next(c for c in columns(model) if c.name == name).is_required]
    for name in draw(st.lists(st.sampled_from(names), max_size=2)):
        cells[name] = draw(st.sampled_from(ODD))
    for name in draw(st.lists(st.sampled_from(optional), max_size=1)) if optional else []:
        cells.pop(name, None)
    return cells


def text_cells(record, names):
    values = {name: getattr(record, name) for name in names}
    return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in values.items() if value is not None}


@pytest.mark.parametrize("table", [table for table in TABLES if table != "tombstones"])
@settings(max_examples=40)
@given(data=st.data())
def test_the_models_agree(table, data):
    cells = data.draw(changed_rows(table))
    try:
        model_for(table).model_validate(cells)
        is_valid = True
    except ValidationError:
        is_valid = False
    found = validate_frame(pd.DataFrame([cells], dtype=object), table, check_keys=False)
    found = found[found["rule"] != "missing_column"]
    assert is_valid == (len(found) == 0), found


@pytest.mark.parametrize("table", ["projects", "trade_volumes", "project_history"])
@settings(max_examples=15)
@given(data=st.data())
def test_rows_of_a_drawn_release_have_no_problem(table, data):
    release = data.draw(testing.releases())
    frame = build_frame(release.read_bytes(table), release.tables[table].columns)
    assert len(validate_frame(frame, table, check_keys=False)) == 0


@pytest.mark.parametrize("column", ["name", "plan_point", "sector_id"])
def test_a_list_in_a_cell_is_of_no_type(column: str) -> None:
    frame = rjdata.load_sectors(version="2026.11.0").astype(object)
    frame.at[2, column] = ["a", "b"]
    found = validate_frame(frame, "sectors", version="2026.11.0")
    assert found[["row", "column", "rule", "value"]].values.tolist() == [[2, column, "type", "['a', 'b']"]]


def test_a_cell_of_a_wrong_type_is_missing_in_what_comes_back():
    column = next(column for column in rjdata.open_release().tables["trade_volumes"].columns if column.name == "period_start")
    days = pd.Series(["2016-12-16T00:00", "2016-12-16T01:00"], dtype="datetime64[us]")
    typed, problems = check_cells(days, cell_rules(model_for("trade_volumes"), column))
    assert typed.isna().tolist() == [False, True]
    assert problems[0][0] == "type"
    assert problems[0][1].tolist() == [False, True]

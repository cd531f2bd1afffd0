"""The strategies that rjdata gives to the tests of others."""

import subprocess
import sys
from collections import Counter
from datetime import date

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import rjdata
from rjdata import testing
from rjdata.errors import UnknownTableError
from rjdata.models import TABLES, model_for
from rjdata.models.base import Claim
from rjdata.models.columns import columns
from rjdata.models.lifecycle import DECIDES
from rjdata.models.name import Name
from rjdata.models.nesting import children, parent_column
from rjdata.rows import read_rows

MAIN = [table for table in TABLES if model_for(table).parent_table is None]
QUIET = settings(database=None, max_examples=2000, phases=[Phase.generate], derandomize=True)
# Only whether there is such a record matters, so none is made small.


def rows_of(release):
    return {table: read_rows(release.read_bytes(table)) for table in TABLES}


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=10)
@given(data=st.data())
def test_records_of_every_table_are_valid_and_frozen(table, data):
    record = data.draw(testing.records(table))
    model = model_for(table)
    assert type(record) is model
    assert record == model.model_validate(record.model_dump())
    with pytest.raises(ValueError, match="frozen"):
        setattr(record, model.key_column, "other")


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=10)
@given(data=st.data())
def test_children_belong_to_their_parent(table, data):
    record = data.draw(testing.records(table))
    for field, child in children(type(record)).items():
        parent_id = getattr(record, record.key_column)
        for row in getattr(record, field):
            assert parent_id == getattr(row, parent_column(child))
            stem, _, number = getattr(row, child.key_column).rpartition("-")
            assert f"{parent_id}.{child.id_kind}" == stem
            assert int(number) >= 1


@pytest.mark.parametrize("table", [table for table in TABLES if table != "tombstones"])
@settings(max_examples=10)
@given(data=st.data())
def test_dates_lie_between_1850_and_2030(table, data):
    record = data.draw(testing.records(table))
    dates = [value for value in record.model_dump().values() if isinstance(value, date)]
    assert all(date(1850, 1, 1) <= value <= date(2030, 12, 31) for value in dates)


@given(testing.projects())
def test_a_project_keeps_the_rules_that_no_row_can_keep(project):
    assert [row.sequence for row in project.history] == sorted(row.sequence for row in project.history)
    assert all(row.stage is None or row.stage in DECIDES[row.kind][0] for row in project.history)
    for rows in (project.sectors, project.places):
        assert bool(rows) == sum(row.is_primary for row in rows)
    for rows in (project.amounts, project.capacities):
        groups = Counter(row.claim_group for row in rows)
        assert groups == Counter({row.claim_group: groups[row.claim_group] for row in rows if row.is_preferred})
        assert sum(row.is_preferred for row in rows) == len(groups)


@given(testing.actors() | testing.people() | testing.places())
def test_a_name_is_the_primary_one(record):
    spoken = [name for name in record.names if name.language == "en"]
    if getattr(record, "claimed_by", None):
        assert not any(name.is_primary for name in record.names)
        assert record.name == " / ".join(sorted(name.name for name in spoken if name.kind == "name"))
    else:
        assert [record.name] == [name.name for name in spoken if name.is_primary]


@pytest.mark.parametrize("table", MAIN)
def test_every_main_table_has_a_strategy_of_its_name(table):
    record = find(getattr(testing, table)(), lambda _: True, settings=QUIET)
    assert type(record) is model_for(table)


def test_exported_names_are_sorted_and_all_there_is():
    public = {
        name
        for name, value in vars(testing).items()
        if callable(value) and getattr(value, "__module__", "") == testing.__name__ and name[0] != "_"
    }
    assert sorted(public) == testing.__all__


@pytest.mark.parametrize("table", [table for table in TABLES if table != "sectors"])
def test_every_optional_column_is_sometimes_there_and_sometimes_not(table):
    model = model_for(table)
    optional = [column.name for column in columns(model) if not column.is_required and column.name not in model.derived_columns]
    seen = {name: set() for name in optional}

    @settings(max_examples=200, database=None, derandomize=True, deadline=None)
    @given(testing.records(table))
    def collect(record):
        for name in optional:
            seen[name].add(getattr(record, name) is None)

    collect()
    assert {name: found for name, found in seen.items() if found != {True, False}} == {}


def test_an_unknown_table_is_refused_with_the_nearest():
    with pytest.raises(UnknownTableError, match="projects"):
        testing.records("project")


@pytest.mark.parametrize(
    "table", ["projects", "project_stakes", "project_history", "actor_names", "agreements", "observations", "trade_volumes", "tombstones"]
)
def test_releases_sometimes_have_rows_of(table):
    release = find(testing.releases(), lambda release: release.tables[table].row_count > 0, settings=QUIET)
    assert release.tables[table].row_count == len(release.load_table(table))


def test_releases_sometimes_have_rivals_and_sometimes_a_stage():
    find(testing.releases(), lambda release: any(not row.is_preferred for p in release.projects for row in p.amounts), settings=QUIET)
    find(testing.releases(), lambda release: any(project.stage != "unknown" for project in release.projects), settings=QUIET)


@given(testing.releases())
def test_references_of_a_release_are_whole(release):
    rows = rows_of(release)
    ids = {table: {row[model_for(table).key_column] for row in rows[table]} for table in TABLES}
    for table in TABLES:
        for column in columns(model_for(table)):
            if column.references:
                assert {row[column.name] for row in rows[table] if column.name in row} <= ids[column.references]


@given(testing.releases())
def test_every_row_of_a_release_has_evidence(release):
    rows = rows_of(release)
    proved = {(row["table"], row["record_id"]) for row in rows["evidence"]}
    unproved = {"sources", "evidence", "tombstones", "tombstone_successors"}
    needed = {(table, row[model_for(table).key_column]) for table in TABLES if table not in unproved for row in rows[table]}
    assert needed == proved


@given(testing.releases())
def test_required_columns_of_a_release_are_full(release):
    for table, rows in rows_of(release).items():
        required = [column.name for column in columns(model_for(table)) if column.is_required]
        assert all(name in row for row in rows for name in required)


@given(testing.releases(version="2029.1.3"))
def test_a_release_says_its_version(release):
    assert (release.version, release.frozen_on.isoformat()) == ("2029.1.3", "2031-01-01")


@given(testing.tables())
def test_tables_hold_records_of_every_main_table(found):
    assert list(found) == MAIN
    assert all(type(record) is model_for(table) for table, records in found.items() for record in records)


def test_names_and_claims_are_what_the_strategies_take_them_for():
    assert {"actor_names", "person_names", "place_names"} == {table for table in TABLES if issubclass(model_for(table), Name)}
    assert all("claim_group" in model_for(table).model_fields for table in TABLES if issubclass(model_for(table), Claim))


def test_without_hypothesis_the_extra_is_named():
    code = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "import rjdata\n"
        "try:\n    rjdata.testing\n"
        "except rjdata.errors.MissingExtraError as error:\n    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "rjdata.testing needs hypothesis. Install it with: pip install 'rjdata[testing]'\n"


def test_the_face_leads_to_it():
    assert rjdata.testing is testing

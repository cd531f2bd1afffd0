"""Every version in the package: each object is the one its manifest names, each manifest the one that was frozen."""

from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

import rjdata
from rjdata.models import TABLES, model_for
from rjdata.models.nesting import children
from rjdata.rows import read_rows
from rjdata.store import DATA, read_manifest
from tools.freeze_release import PACKAGE_DATA, named_objects, read_frozen

VERSIONS = rjdata.list_versions()
MAIN = [table for table in TABLES if model_for(table).parent_table is None]


def test_versions_in_the_package_are_those_listed() -> None:
    assert set(read_frozen()) == set(VERSIONS)


@pytest.mark.parametrize("version", VERSIONS)
def test_digest_is_the_one_listed(version: str) -> None:
    assert rjdata.open_release(version).digest == read_frozen()[version][0]


@pytest.mark.parametrize("version", VERSIONS)
def test_objects_are_those_of_the_manifest(version: str) -> None:
    for name, described in read_manifest(version)["tables"].items():
        data = (Path(DATA) / described["path"]).read_bytes()
        assert (name, sha256(data).hexdigest(), len(read_rows(data))) == (name, described["hash"], described["rows"])


def test_no_object_is_without_a_manifest() -> None:
    named = {path for version in VERSIONS for path in named_objects(read_manifest(version))}
    assert {path.relative_to(DATA).as_posix() for path in (Path(DATA) / "objects").iterdir()} == named


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("table", TABLES)
def test_every_table_loads_as_a_frame(version: str, table: str) -> None:
    frame = rjdata.load_table(table, version=version)  # type: ignore[arg-type] # a name that the test has from the list of all
    described = rjdata.open_release(version).tables[table]
    assert (len(frame), tuple(frame.columns)) == (described.row_count, described.column_names)
    assert frame.attrs["rjdata"] == {"table": table, "version": version, "digest": described.digest}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("table", MAIN)
def test_every_table_loads_as_records(version: str, table: str) -> None:
    assert len(rjdata.open_release(version).records(table)) == rjdata.open_release(version).tables[table].row_count


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("table", [table for table in TABLES if table not in MAIN])
def test_every_child_table_loads_within_its_records(version: str, table: str) -> None:
    release = rjdata.open_release(version)
    parent = model_for(table).parent_table
    assert parent is not None
    (field,) = (field for field, child in children(model_for(parent)).items() if child.table_name == table)
    assert sum(len(getattr(record, field)) for record in release.records(parent)) == release.tables[table].row_count


@pytest.mark.parametrize(("old", "new"), [*pairwise(VERSIONS)])
def test_tables_columns_and_words_are_only_added(old: str, new: str) -> None:
    before, after = rjdata.open_release(old).tables, rjdata.open_release(new).tables
    assert before.keys() <= after.keys()
    for name, table in before.items():
        columns = {column.name: column for column in after[name].columns}
        assert (after[name].key, after[name].parent) == (table.key, table.parent)
        for column in table.columns:
            now = columns[column.name]
            assert (now.type, now.unit, now.references) == (column.type, column.unit, column.references)
            assert {*column.vocabulary} <= {*now.vocabulary}


@pytest.mark.parametrize("version", VERSIONS)
def test_every_row_has_evidence(version: str) -> None:
    release = rjdata.open_release(version)
    proved = {(row.table, row.record_id) for row in release.records("evidence")}
    bare = ("sources", "evidence", "tombstones", "tombstone_successors")
    found = {(table, key) for table in release.tables if table not in bare for key in release.keys(table)}
    assert found - proved == set()


@pytest.mark.parametrize("version", VERSIONS)
def test_at_most_three_of_a_hundred_statements_are_inferred(version: str) -> None:
    rows = rjdata.open_release(version).records("evidence")
    # A name in another script is counted apart: it helps a look-up, and states no fact.
    facts = [row for row in rows if row.table not in ("actor_names", "person_names", "place_names")]
    assert sum(row.is_inferred for row in facts) <= 0.03 * len(rows)


def test_package_data_is_where_releases_are_frozen() -> None:
    assert PACKAGE_DATA.name == Path(DATA).name == "_data"

"""`Release.as_of`: what our sources had made public by a day, without a look ahead."""

import ast
import time
from copy import deepcopy
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rjdata
from rjdata import frames, testing
from rjdata.dates import last_day
from rjdata.derive import derive, project_state
from rjdata.errors import InvalidDateError
from rjdata.models import TABLES, model_for
from rjdata.models.columns import columns
from rjdata.models.nesting import children
from rjdata.release import Release
from rjdata.rows import read_rows, write_rows
from rjdata.schema import Table
from rjdata.testing.linked import FROZEN_ON

MAIN = [table for table in TABLES if model_for(table).parent_table is None]
DAYS = st.dates(date(1850, 1, 1), FROZEN_ON)
RELEASES = testing.releases()
# Rows beside which others must be filled in, and what is computed: neither is monotone.
SHIFTING = {"is_preferred", "is_primary", "outcome_status"}


def rows_of(release):
    return {table: read_rows(release.read_bytes(table)) for table in TABLES}


def keyed(release):
    return {(table, row[model_for(table).key_column]): row for table, rows in rows_of(release).items() for row in rows}


def derived(table):
    return set(model_for(table).derived_columns)


def with_rows(release, **changed):
    """A release with other rows in some tables."""
    data = {table: release.read_bytes(table) for table in TABLES}
    for table, rows in changed.items():
        data[table] = write_rows(release.tables[table].column_names, rows)
    return Release(
        version=release.version,
        digest=release.digest,
        frozen_on=release.frozen_on,
        schema_version=release.schema_version,
        tables=release.tables,
        read=lambda table: data[table.name],
    )


def proved(release, day, place, field=None):
    """Whether evidence of a row, or of one field, was published by a day."""
    latest = {source["source_id"]: source.get("published_not_after", source.get("accessed_on")) for source in rows_of(release)["sources"]}
    found = [row for row in rows_of(release)["evidence"] if (row["table"], row["record_id"]) == place]
    if field is not None:
        found = [row for row in found if row.get("field") == field]
    return any(latest[row["source_id"]] is not None and latest[row["source_id"]] <= day.isoformat() for row in found)


@given(RELEASES, DAYS, DAYS)
def test_what_is_known_stays_known(release, one, other):
    early, late = (keyed(release.as_of(day)) for day in sorted((one, other)))
    assert early.keys() <= late.keys()
    for place, row in early.items():
        fixed = {name: cell for name, cell in row.items() if name not in derived(place[0]) | SHIFTING}
        assert fixed.items() <= late[place].items(), place


@given(RELEASES, DAYS)
def test_nothing_is_known_that_the_release_does_not_say(release, day):
    whole = keyed(release)
    for place, row in keyed(release.as_of(day)).items():
        fixed = {name: cell for name, cell in row.items() if name not in derived(place[0]) | SHIFTING}
        assert fixed.items() <= whole[place].items(), place


@given(RELEASES, DAYS)
def test_a_row_with_public_evidence_is_there(release, day):
    known = keyed(release.as_of(day))
    public = {
        (row["table"], row["record_id"]) for row in rows_of(release)["evidence"] if proved(release, day, (row["table"], row["record_id"]))
    }
    assert public <= known.keys()


@given(RELEASES, DAYS)
def test_a_row_without_public_evidence_is_there_only_for_another(release, day):
    known = keyed(release.as_of(day))
    named = set()
    for (table, _), row in known.items():
        named |= {(column.references, row.get(column.name)) for column in columns(model_for(table)) if column.references}
        named |= {(row.get("linked_table"), row.get("linked_id")), (row.get("subject_table"), row.get("subject_id"))}
    shown = ("sources", "evidence", "tombstones", "tombstone_successors")
    assert all(place[0] in shown or place in named or proved(release, day, place) for place in known)


@given(RELEASES, DAYS)
def test_a_field_whose_own_evidence_is_later_is_missing(release, day):
    identity = {"actor_id", "person_id", "country", "subject_table", "subject_id", "product_code", "formula"}
    identity |= {"iso_3166_2", "administered_by", "claimed_by"}
    own = {(row["table"], row["record_id"], row["field"]) for row in rows_of(release)["evidence"] if "field" in row}
    known = keyed(release.as_of(day))
    for table, record_id, field in own:
        (column,) = (column for column in columns(model_for(table)) if column.name == field)
        if (table, record_id) in known and not column.is_required and field not in identity | derived(table):
            row = known[table, record_id]
            if not proved(release, day, (table, record_id), field):
                assert field not in row
                assert f"{field}_precision" not in row


@given(RELEASES, DAYS)
def test_references_stay_whole(release, day):
    vintage = release.as_of(day)
    rows = rows_of(vintage)
    ids = {table: {row[model_for(table).key_column] for row in rows[table]} for table in TABLES}
    for table in TABLES:
        for column in columns(model_for(table)):
            if column.references and table not in ("tombstones", "tombstone_successors"):
                assert {row[column.name] for row in rows[table] if column.name in row} <= ids[column.references], f"{table}.{column.name}"
    assert all(row["linked_id"] in ids[row["linked_table"]] for row in rows["event_links"])
    assert all(row["subject_id"] in ids[row["subject_table"]] for row in rows["observations"] if "subject_id" in row)
    assert all(row["record_id"] in ids[row["table"]] for row in rows["evidence"])


@given(RELEASES, DAYS)
def test_records_of_a_vintage_are_valid_and_its_frames_load(release, day):
    vintage = release.as_of(day)
    for table in MAIN:
        assert vintage.tables[table].row_count == len(vintage.records(table)) == len(vintage.load_table(table))


@given(RELEASES, DAYS)
def test_derived_columns_are_those_of_the_known_rows(release, day):
    rows = rows_of(release.as_of(day))
    again = deepcopy(rows)
    derive(again)
    for table in ("agreements", "events", "projects"):
        assert again[table] == rows[table]
    for table in ("actors", "people", "places"):
        # A name is always shown: that by which the record is known now, where no spelling of it was public.
        assert [row | {"name": row.get("name", old["name"])} for row, old in zip(again[table], rows[table], strict=True)] == rows[table]


@given(RELEASES, DAYS)
def test_one_of_each_group_of_rivals_is_preferred(release, day):
    vintage = release.as_of(day)
    for table in TABLES:
        model = model_for(table)
        if "claim_group" not in model.model_fields:
            continue
        rows = read_rows(vintage.read_bytes(table))
        parent = f"{model.parent_table or ''}"
        key = model_for(parent).key_column if parent else "claim_group"
        groups = {(row[key], row["claim_group"]) for row in rows}
        assert sorted(groups) == sorted((row[key], row["claim_group"]) for row in rows if row["is_preferred"] == "true")


@given(RELEASES)
def test_on_the_day_of_the_freeze_all_that_has_a_date_is_known(release):
    sources = [row | {"published_not_after": row.get("published_not_after", "2030-12-31")} for row in rows_of(release)["sources"]]
    dated = with_rows(release, sources=[row | {"date_basis": "inferred"} for row in sources])
    vintage = dated.as_of(FROZEN_ON)
    assert {table: dated.read_bytes(table) for table in TABLES} == {table: vintage.read_bytes(table) for table in TABLES}


@given(RELEASES)
def test_on_the_day_of_the_freeze_only_what_rests_on_undated_sources_is_missing(release):
    undated = {source.source_id for source in release.sources if source.published_not_after is None and source.accessed_on is None}
    lost = keyed(release).keys() - keyed(release.as_of(FROZEN_ON)).keys()
    for table, record_id in lost - {("sources", source_id) for source_id in undated}:
        if table == "evidence":
            (source_id,) = (row["source_id"] for row in rows_of(release)["evidence"] if row["evidence_id"] == record_id)
            assert source_id in undated
        else:
            assert not proved(release, FROZEN_ON, (table, record_id))


@given(RELEASES)
def test_what_the_day_of_the_freeze_leaves_out_is_listed_as_undated(release):
    vintage = release.as_of(FROZEN_ON)
    lost = keyed(release).keys() - keyed(vintage).keys()
    assert lost == {(table, record_id) for table, ids in vintage.undated.items() for record_id in ids}
    for table in TABLES:
        assert tuple(vintage.load_table(table).attrs["rjdata"]["undated"].split()) == vintage.undated[table]


@given(RELEASES, DAYS, DAYS)
def test_a_vintage_of_a_vintage_lists_all_that_the_later_one_lists_as_undated(release, one, other):
    early, late = sorted((one, other))
    later = release.as_of(late)
    # It may list more: what the later vintage holds only because a row refers to it has left its evidence behind.
    for table, ids in later.as_of(early).undated.items():
        assert {*later.undated[table]} <= {*ids}


def test_a_row_of_an_undated_source_is_listed_in_the_frame():
    source = {name: cell for name, cell in source_in("2016-05-31").items() if not name.startswith("published")} | {"date_basis": "none"}
    release = release_of(sources=[source], sectors=[SECTOR], evidence=[evidence("sectors", "energy")])
    assert release.as_of("2020-01-01").load_sectors().attrs["rjdata"]["undated"] == "energy"
    assert "undated" not in release.load_sectors().attrs["rjdata"]


@given(RELEASES, DAYS, DAYS)
def test_a_vintage_can_be_seen_as_of_an_earlier_day(release, one, other):
    early, late = sorted((one, other))
    assert keyed(release.as_of(early)).keys() == keyed(release.as_of(late).as_of(early)).keys()


def test_a_vintage_cannot_be_seen_as_of_a_later_day(small_release):
    vintage = small_release.as_of("2018-01-01")
    with pytest.raises(InvalidDateError, match="2018-01-01"):
        vintage.as_of("2018-01-02")


def source_in(last_day):
    return {
        "source_id": "a",
        "publisher": "P",
        "title": "T",
        "title_is_translation": "false",
        "language": "en",
        "kind": "press",
        "published_not_before": f"{last_day[:4]}-01-01",
        "published_not_after": last_day,
        "date_basis": "printed",
    }


def release_of(**rows):
    """A release of these rows, and of a source ``a`` where no sources are given."""
    return with_rows(empty_release(), **{"sources": [source_in("2016-05-31")], **rows})


def empty_release():
    tables = {table: write_rows([column.name for column in columns(model_for(table))], []) for table in TABLES}
    described = {
        table: Table(table, "", "", 0, "", model_for(table).key_column, model_for(table).parent_table, columns(model_for(table)))
        for table in TABLES
    }
    return Release(
        version="2026.1.0",
        digest="",
        frozen_on=date(2026, 1, 31),
        schema_version="1.0.0",
        tables=described,
        read=lambda table: tables[table.name],
    )


def evidence(table, record_id, source_id="a", number=0, **more):
    return {"evidence_id": f"{table}/{record_id}.evidence-{number:08x}", "table": table, "record_id": record_id, "source_id": source_id} | {
        "is_inferred": "false",
        **more,
    }


SECTOR = {"sector_id": "energy", "plan_point": "4", "name": "Energy", "note": "n"}


@pytest.mark.parametrize(("end", "eve"), [("2016-05-31", "2016-05-30"), ("2016-12-31", "2016-12-30"), ("2016-05-14", "2016-05-13")])
def test_a_month_or_a_year_counts_from_its_last_day(end, eve):
    release = release_of(sources=[source_in(end)], sectors=[SECTOR], evidence=[evidence("sectors", "energy")])
    assert (len(release.as_of(eve).sectors), len(release.as_of(end).sectors)) == (0, 1)


def test_a_source_without_a_date_is_never_public():
    source = {name: cell for name, cell in source_in("2016-05-31").items() if not name.startswith("published")} | {"date_basis": "none"}
    release = release_of(sources=[source], sectors=[SECTOR], evidence=[evidence("sectors", "energy")])
    assert () == release.as_of(release.frozen_on).sectors == release.as_of(release.frozen_on).sources


LATER = source_in("2020-12-31") | {"source_id": "b"}


def two_dated(**rows):
    return release_of(sources=[source_in("2016-05-31"), LATER], **rows)


def test_a_field_waits_for_its_own_evidence():
    said = [evidence("sectors", "energy"), evidence("sectors", "energy", "b", 1, field="note")]
    release = two_dated(sectors=[SECTOR], evidence=said)
    assert [release.as_of(day).get_sector("energy").note for day in ("2020-12-30", "2020-12-31")] == [None, "n"]


def test_a_row_with_evidence_of_one_field_only_shows_the_others_with_it():
    release = two_dated(sectors=[SECTOR], evidence=[evidence("sectors", "energy", field="plan_point")])
    assert release.as_of("2016-05-31").get_sector("energy").note == "n"


def test_a_source_that_a_row_is_about_is_there_before_it_is_public_and_proves_nothing():
    figure = {"observation_id": "f", "kind": "other", "subject_table": "sources", "subject_id": "b", "value": "1", "unit": "count"}
    figure |= {"qualifier": "exact", "is_planned": "false", "definition": "d", "period_type": "calendar_year", "period_start": "2016-01-01"}
    figure |= {"period_end": "2016-12-31", "claim_group": "f", "is_preferred": "true"}
    said = [evidence("observations", "f"), evidence("sectors", "energy", "b", 1)]
    early = two_dated(observations=[figure], sectors=[SECTOR], evidence=said).as_of("2016-05-31")
    assert [source.source_id for source in early.sources] == ["a", "b"]
    assert (len(early.observations), early.sectors) == (1, ())


PROJECT = {"project_id": "p", "name": "P", "kind": "study", "summary": "s", "stage": "unknown", "participation": "unknown"} | {
    "independent_source_count": "0"
}


def test_a_record_that_only_an_unknown_field_names_is_not_there():
    rows = [PROJECT | {"parent_project_id": "q"}, PROJECT | {"project_id": "q"}]
    said = [evidence("projects", "p"), evidence("projects", "p", "b", 1, field="parent_project_id"), evidence("projects", "q", "b")]
    release = two_dated(projects=rows, evidence=said)
    assert [[p.project_id for p in release.as_of(day).projects] for day in ("2020-12-30", "2020-12-31")] == [["p"], ["p", "q"]]


def test_stage_and_participation_are_those_of_the_last_row_known():
    rows = [
        {"project_history_id": f"p.history-{n}", "project_id": "p", "sequence": f"{n}", "happened_on": f"20{n}0-01-01"}
        | {"happened_on_precision": "year", "kind": "statement", "is_plan": "false", "summary": "s", **decided}
        for n, decided in ((1, {"stage": "operating", "participation": "active"}), (2, {"participation": "withdrawn"}))
    ]
    said = [evidence("projects", "p"), evidence("project_history", "p.history-1"), evidence("project_history", "p.history-2", "b")]
    release = two_dated(projects=[PROJECT], project_history=rows, evidence=said)
    states = [release.as_of(day).get_project("p") for day in ("2016-05-31", "2020-12-31")]
    assert [(project.stage, project.participation) for project in states] == [("operating", "active"), ("operating", "withdrawn")]
    assert [project.independent_source_count for project in states] == [1, 2]


AGREEMENT = {"agreement_id": "m", "name": "M", "doc_type": "memorandum", "level": "unknown", "signing_state": "signed"} | {
    "outcome_status": "terminated",
    "outcome": "ended",
    "independent_source_count": "0",
}


def test_what_became_of_an_agreement_is_unknown_before_a_source_tells():
    said = [evidence("agreements", "m"), evidence("agreements", "m", "b", 1, field="outcome")]
    release = two_dated(agreements=[AGREEMENT], evidence=said)
    found = [release.as_of(day).get_agreement("m") for day in ("2016-05-31", "2020-12-31")]
    assert [(agreement.outcome_status, agreement.outcome) for agreement in found] == [("unknown", None), ("terminated", "ended")]


def test_an_observation_keeps_the_record_that_it_is_about():
    row = {"observation_id": "o", "kind": "staff", "subject_table": "projects", "subject_id": "p", "period_type": "day", "value": "1"} | {
        "period_start": "2016-01-01",
        "period_end": "2016-01-01",
        "unit": "count",
        "qualifier": "exact",
        "is_planned": "false",
        "definition": "d",
        "claim_group": "o",
        "is_preferred": "true",
    }
    said = [evidence("observations", "o"), evidence("projects", "p", "b")]
    vintage = two_dated(projects=[PROJECT], observations=[row], evidence=said).as_of("2016-05-31")
    assert (vintage.observations[0].subject_id, vintage.projects[0].project_id) == ("p", "p")


PLACE = {"place_id": "c", "name": "C", "kind": "city", "latitude": "43", "longitude": "131", "coordinate_precision": "city"}


def test_a_place_that_only_a_later_row_names_is_not_there():
    row = {"project_place_id": "p.place-1", "project_id": "p", "place_id": "c", "is_primary": "true"}
    said = [evidence("projects", "p"), evidence("project_places", "p.place-1", "b"), evidence("places", "c", "b")]
    rows = {"projects": [PROJECT | {"primary_place_id": "c"}], "project_places": [row], "places": [PLACE]}
    release = two_dated(**rows, evidence=said)
    found = [release.as_of(day) for day in ("2016-05-31", "2020-12-31")]
    assert [(len(vintage.places), vintage.projects[0].primary_place_id) for vintage in found] == [(0, None), (1, "c")]


def test_coordinates_are_there_together_or_not_at_all():
    said = [evidence("places", "c"), evidence("places", "c", "b", 1, field="latitude")]
    release = two_dated(places=[PLACE], evidence=said)
    found = [release.as_of(day).get_place("c") for day in ("2016-05-31", "2020-12-31")]
    assert [(place.latitude, place.longitude) for place in found] == [(None, None), (43, 131)]


def test_the_first_rival_known_stands_for_its_group():
    amounts = [
        {
            "project_amount_id": f"p.amount-{n}",
            "project_id": "p",
            "value": str(n),
            "currency": "JPY",
            "meaning": "loan",
            "qualifier": "exact",
        }
        | {"is_planned": "false", "claim_group": "g", "is_preferred": "true" if n == 2 else "false"}
        for n in (1, 2)
    ]
    said = [evidence("projects", "p"), evidence("project_amounts", "p.amount-1"), evidence("project_amounts", "p.amount-2", "b")]
    release = two_dated(projects=[PROJECT], project_amounts=amounts, evidence=said)
    found = [release.as_of(day).get_project("p").amounts for day in ("2016-05-31", "2020-12-31")]
    assert [[row.is_preferred for row in rows] for rows in found] == [[True], [False, True]]


def test_evidence_of_a_source_that_is_not_public_is_not_there():
    release = two_dated(evidence=[evidence("sources", "b")])
    assert [len(release.as_of(day).records("evidence")) for day in ("2016-05-31", "2020-12-31")] == [0, 1]


@given(RELEASES)
def test_a_day_after_the_freeze_is_refused(release):
    with pytest.raises(InvalidDateError, match=r"2031-01-02. is not a day up to 2031-01-01"):
        release.as_of(FROZEN_ON + timedelta(days=1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2016",
        "2016-05",
        "20160501",
        "2016-5-1",
        "2016-W10-1",
        "2016-02-30",
        "01.05.2016",
        "2016-05-01T00:00",
        " 2016-05-01",
    ],
)
def test_a_text_that_is_no_day_is_refused(small_release, text):
    with pytest.raises(InvalidDateError) as caught:
        small_release.as_of(text)
    assert text == caught.value.value


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_refused(text):
    release = empty_release()
    try:
        vintage = release.as_of(text)
    except InvalidDateError:
        return
    assert text == vintage.known_on.isoformat()


def test_text_date_and_datetime_mean_the_same_day(small_release):
    days = ("2018-03-01", date(2018, 3, 1), datetime(2018, 3, 1, 23, 59))
    assert [date(2018, 3, 1)] * 3 == [small_release.as_of(day).known_on for day in days]
    assert len({small_release.as_of(day).read_bytes("evidence") for day in days}) == 1


def test_no_clock_is_read(small_release, monkeypatch):
    def clock(*_):
        raise AssertionError("a clock was read")

    for name in ("time", "time_ns", "localtime", "gmtime"):
        monkeypatch.setattr(time, name, clock)
    assert small_release.as_of(small_release.frozen_on).known_on == small_release.frozen_on


@pytest.mark.parametrize("name", ["vintage", "handle", "release", "derive", "dates", "rows", "frames/status", "frames/periods"])
def test_no_module_on_the_way_to_a_vintage_asks_for_the_time(name):
    tree = ast.parse((Path(rjdata.__file__).parent / f"{name}.py").read_text(encoding="utf-8"))
    called = {node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)}
    assert called & {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime"} == set()


def status(release, day):
    """Stage and participation of each project on a day, as `frames.status_on` says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rjdata.frames.origin.open_release", lambda _: release)
        found = frames.status_on(release.load_projects(), day)
    return {key: (stage, part) for key, stage, part in zip(found["project_id"], found["stage_on"], found["participation_on"], strict=True)}


@given(RELEASES, DAYS)
def test_status_on_a_day_is_that_of_what_had_surely_happened(release, day):
    happened = [
        row
        for row in read_rows(release.read_bytes("project_history"))
        if last_day(date.fromisoformat(row["happened_on"]), row["happened_on_precision"]) <= day
    ]
    assert status(release, day) == {
        project.project_id: project_state(row for row in happened if row["project_id"] == project.project_id)
        for project in release.projects
    }


@given(RELEASES)
def test_status_after_all_that_happened_is_the_status_of_the_record(release):
    assert status(release, "9999-12-31") == {project.project_id: (project.stage, project.participation) for project in release.projects}


@given(RELEASES, DAYS)
def test_status_of_a_vintage_after_all_that_was_known_is_the_status_known_then(release, day):
    vintage = release.as_of(day)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rjdata.frames.origin.open_release", lambda _: release)
        found = frames.status_on(vintage.load_projects(), "9999-12-31")
    assert found["stage_on"].tolist() == found["stage"].tolist()
    assert found["participation_on"].tolist() == found["participation"].tolist()


def test_the_release_itself_is_not_changed(small_release):
    before = {table: small_release.read_bytes(table) for table in TABLES}
    small_release.as_of("2017-01-01")
    assert before == {table: small_release.read_bytes(table) for table in TABLES}


def test_a_vintage_says_its_day(small_release):
    vintage = small_release.as_of("2018-01-01")
    assert "2018-01-01" in repr(vintage)
    assert vintage.load_projects().attrs["rjdata"]["known_on"] == "2018-01-01"
    assert vintage != small_release
    assert (vintage.version, vintage.digest) == (small_release.version, small_release.digest)


def test_frames_and_records_of_a_vintage_are_the_same_rows(small_release):
    vintage = small_release.as_of("2018-01-01")
    for table in MAIN:
        key = model_for(table).key_column
        assert list(vintage.load_table(table)[key]) == [getattr(record, key) for record in vintage.records(table)]
        for field, child in children(model_for(table)).items():
            assert len(vintage.load_table(child.table_name)) == sum(len(getattr(record, field)) for record in vintage.records(table))

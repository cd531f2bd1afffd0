"""Columns that follow from others."""

from copy import deepcopy
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rjdata import testing
from rjdata.derive import agreement_level, derive, group, main_table, project_state, set_or_clear, witness
from rjdata.models import TABLES, model_for
from rjdata.models.actor import ActorKind
from rjdata.models.agreement import AgreementLevel
from rjdata.models.lifecycle import Participation, Stage
from rjdata.rows import read_rows

RELEASES = testing.releases()


def rows_of(release):
    return {table: read_rows(release.read_bytes(table)) for table in TABLES}


def tables(**rows):
    return {table: rows.get(table, []) for table in TABLES}


@given(RELEASES)
def test_what_is_derived_is_derived_again_from_nothing(release):
    rows = rows_of(release)
    bare = {
        table: [
            {name: cell for name, cell in row.items() if name not in model_for(table).derived_columns or table == "evidence"}
            for row in found
        ]
        for table, found in rows.items()
    }
    derive(bare)
    assert rows == bare


@given(RELEASES)
def test_to_derive_twice_changes_nothing(release):
    rows = rows_of(release)
    again = deepcopy(rows)
    derive(again)
    assert rows == again


@given(RELEASES)
def test_only_derived_columns_change(release):
    rows = rows_of(release)
    spoilt = {
        table: [row | dict.fromkeys(model_for(table).derived_columns, "spoilt") if table != "evidence" else row for row in found]
        for table, found in deepcopy(rows).items()
    }
    derive(spoilt)
    assert rows == spoilt


@given(RELEASES)
def test_records_agree_with_their_children(release):
    evidence = release.records("evidence")
    sources = {source.source_id: source for source in release.sources}
    for project in release.projects:
        assert project.primary_sector_id == next((row.sector_id for row in project.sectors if row.is_primary), None)
        assert project.primary_place_id == next((row.place_id for row in project.places if row.is_primary), None)
        decided = [row for row in project.history if not row.is_plan]
        assert project.stage == next((row.stage for row in reversed(decided) if row.stage), "unknown")
        assert project.participation == next((row.participation for row in reversed(decided) if row.participation), "unknown")
        said = [row for row in evidence if row.table.startswith("project") and f"{row.record_id}.".startswith(f"{project.project_id}.")]
        days = [sources[row.source_id].published_not_before for row in said]
        assert project.last_reported_on == max((day for day in days if day), default=None)
        assert 1 <= project.independent_source_count <= len({row.source_id for row in said})


LEVELS = [
    (["government", "government_body"], "intergovernmental"),
    (["agency", "intergovernmental_body"], "intergovernmental"),
    (["local_government"], "regional"),
    (["local_government", "government"], "regional"),
    (["company", "bank", "university"], "corporate"),
    (["company", "government"], "mixed"),
    (["company", "local_government"], "mixed"),
    (["company", None], "unknown"),
    ([], "unknown"),
]


@pytest.mark.parametrize(("kinds", "expected"), LEVELS)
def test_the_level_follows_from_the_kinds_of_the_signatories(kinds, expected):
    assert expected == agreement_level(kinds)


@given(st.lists(st.sampled_from([kind.value for kind in ActorKind])))
def test_the_level_does_not_depend_on_the_order(kinds):
    assert agreement_level(kinds) == agreement_level(reversed(kinds))
    assert agreement_level(kinds) in set(AgreementLevel)


def test_only_signatories_make_the_level():
    actors = [{"actor_id": "g", "kind": "government"}, {"actor_id": "c", "kind": "company"}]
    parties = [
        {"agreement_id": "m", "actor_id": "g", "role": "signatory"},
        {"agreement_id": "m", "actor_id": "c", "role": "witness"},
    ]
    found = tables(actors=actors, agreements=[{"agreement_id": "m"}], agreement_parties=parties)
    derive(found)
    assert found["agreements"][0]["level"] == "intergovernmental"


def test_a_party_named_only_by_its_country_leaves_the_level_unknown():
    parties = [{"agreement_id": "m", "country": "JP", "role": "signatory"}]
    found = tables(agreements=[{"agreement_id": "m"}], agreement_parties=parties)
    derive(found)
    assert found["agreements"][0]["level"] == "unknown"


def step(number, **decided):
    return {"project_id": "p", "sequence": str(number), **decided}


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([], ("unknown", "unknown")),
        ([step(1, stage="agreed")], ("agreed", "unknown")),
        ([step(2, stage="operating"), step(1, stage="agreed")], ("operating", "unknown")),
        ([step(1, stage="agreed", participation="planned"), step(2, participation="active")], ("agreed", "active")),
        ([step(10, stage="ended"), step(9, stage="operating")], ("ended", "unknown")),
        ([step(1, stage="agreed"), step(2, stage="operating", is_plan="true")], ("agreed", "unknown")),
    ],
)
def test_stage_and_participation_are_the_last_that_history_decides(history, expected):
    assert expected == project_state(history)


@given(
    st.lists(
        st.fixed_dictionaries({}, optional={"stage": st.sampled_from(list(Stage)), "participation": st.sampled_from(list(Participation))}),
        max_size=4,
    ),
    st.randoms(use_true_random=False),
)
def test_the_state_follows_the_sequence_and_not_the_order_of_rows(decided, random):
    history = [step(number, **cells) for number, cells in enumerate(decided, 1)]
    shuffled = random.sample(history, len(history))
    assert project_state(history) == project_state(shuffled)


NAMES = [
    {"actor_id": "a", "name": "Mitsui", "language": "en", "kind": "name", "is_primary": "true"},
    {"actor_id": "a", "name": "Mitsui & Co.", "language": "en", "kind": "legal"},
    {"actor_id": "a", "name": "三井物産", "language": "ja", "kind": "name", "is_primary": "true"},
]


def test_names_are_the_primary_ones():
    found = tables(actors=[{"actor_id": "a", "kind": "company", "name_ru": "old"}], actor_names=NAMES)
    derive(found)
    assert found["actors"][0] == {"actor_id": "a", "kind": "company", "name": "Mitsui", "name_ja": "三井物産"}


def test_a_disputed_place_bears_all_its_names_by_alphabet_each_in_one_case():
    names = [
        {"place_id": "i", "name": name, "language": "en", "kind": kind}
        for name, kind in (("b", "name"), ("A", "name"), ("B", "name"), ("C", "former"))
    ]
    found = tables(places=[{"place_id": "i", "claimed_by": "JP RU"}], place_names=names)
    derive(found)
    assert found["places"][0]["name"] == "A / B"


def sources(**more):
    return {source_id: {"source_id": source_id, **cells} for source_id, cells in more.items()}


@pytest.mark.parametrize(
    ("source_id", "expected"),
    [("original", "original"), ("copy", "original"), ("copy2", "original"), ("lost", "Nikkei"), ("nowhere", "nowhere")],
)
def test_a_copy_is_the_word_of_its_original(source_id, expected):
    known = sources(
        original={}, copy={"derived_from_source_id": "original"}, copy2={"derived_from_source_id": "copy"}, lost={"derived_from": "Nikkei"}
    )
    assert expected == witness(source_id, known)


def test_a_circle_of_copies_ends():
    assert witness("a", sources(a={"derived_from_source_id": "b"}, b={"derived_from_source_id": "a"})) in {"a", "b"}


def test_copies_are_not_counted_and_children_speak_for_their_parent():
    said = [
        {"table": "projects", "record_id": "p", "source_id": "original"},
        {"table": "projects", "record_id": "p", "source_id": "copy"},
        {"table": "project_stakes", "record_id": "p.stake-1", "source_id": "other"},
        {"table": "projects", "record_id": "q", "source_id": "fourth"},
        {"table": "agreements", "record_id": "p", "source_id": "fourth"},
    ]
    known = sources(original={"published_not_before": "2016-01-01"}, other={"published_not_before": "2017-01-01"}, fourth={}) | sources(
        copy={"derived_from_source_id": "original", "published_not_before": "2018-01-01"}
    )
    found = tables(projects=[{"project_id": "p"}], sources=list(known.values()), evidence=said)
    derive(found)
    (project,) = found["projects"]
    assert (project["independent_source_count"], project["last_reported_on"]) == ("2", "2018-01-01")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("projects", "projects"),
        ("project_history", "projects"),
        ("agreement_parties", "agreements"),
        ("event_measures", "events"),
        ("observations", "observations"),
        ("actor_names", "actor_names"),
    ],
)
def test_the_main_table_of_a_child(table, expected):
    assert expected == main_table(table)


def test_every_child_of_a_witnessed_table_leads_to_it():
    for table in TABLES:
        parent = model_for(table).parent_table
        if parent in ("events", "agreements", "projects"):
            assert parent == main_table(table)


def test_rows_are_grouped_in_their_order():
    rows = [{"k": "a", "v": "1"}, {"k": "b", "v": "2"}, {"k": "a", "v": "3"}]
    assert {"a": [rows[0], rows[2]], "b": [rows[1]]} == group(rows, "k")


@pytest.mark.parametrize(("value", "expected"), [("new", {"c": "new"}), (None, {}), ("", {})])
def test_a_cell_is_set_or_emptied(value, expected):
    row = {"c": "old"}
    set_or_clear(row, "c", value)
    assert expected == row


def test_dates_of_records_are_dates(small_release):
    assert all(isinstance(project.last_reported_on, date | None) for project in small_release.projects)

"""One thing is one record, and things that look alike stay apart."""

from collections import defaultdict
from itertools import combinations

import pytest

from rjdata.derive import Row, Tables, group
from tools.compile_data import DATA, gather

ONE_RECORD = {
    ("agreements", "1993-10-denuclearisation-agreement"): [("projects", "nuclear-weapon-dismantling-1993")],
    ("agreements", "1998-safe-fishing-accord"): [("projects", "safe-fishing-agreement-1998")],
    ("agreements", "1963-kaigara-kelp-accord"): [("projects", "kaigara-kelp-accord")],
    ("agreements", "salmon-fishing-accord"): [("projects", "salmon-fishing-accord")],
    ("agreements", "offshore-fishing-accord"): [("projects", "offshore-fishing-accord")],
    ("agreements", "2016-12-novatek-mitsui"): [("projects", "novatek-mitsui-mou")],
    ("agreements", "2021-09-meti-novatek-moc"): [("projects", "novatek-meti-hydrogen")],
    ("agreements", "2021-09-sustainable-energy-statement"): [("projects", "japan-russia-hydrogen-ammonia-2021")],
    ("agreements", "2019-06-digital-economy-plan"): [("projects", "digital-economy-plan-2019")],
    ("agreements", "2019-06-tourism-programme"): [("projects", "tourism-action-programme-2020-2023")],
    ("agreements", "2018-09-skolkovo-iot-letter"): [("projects", "skolkovo-iot-consortium")],
    ("agreements", "2017-09-gazprom-mitsui-small-lng"): [("projects", "gazprom-mitsui-small-lng")],
    ("agreements", "2019-02-hokkaido-sakhalin"): [("projects", "hokkaido-sakhalin-memorandum")],
    ("agreements", "ust-kamchatsk-wind-agreement"): [("agreements", "2015-11-ust-kamchatsk-nedo")],
    ("agreements", "2018-04-prospect-rfp-sha"): [("agreements", "2020-prospect-rfp-sha")],
    ("agreements", "mol-feia-memorandum"): [("agreements", "2018-01-mol-feia")],
    ("projects", "vladivostok-lng"): [("projects", "gazprom-anre-vladivostok-lng-study")],
    ("projects", "jbic-rdif-fund"): [("projects", "russia-japan-investment-fund")],
    ("projects", "evotech-mirai-express-test"): [("projects", "evotech-mirai-genomics")],
    ("projects", "ink-zapad-exploration"): [("projects", "ink-zapad")],
    ("projects", "isuzu-ulyanovsk"): [("projects", "isuzu-rus")],
    ("projects", "japan-centers-programme"): [("projects", "japan-centers-russia")],
    ("projects", "panasonic-sales-russia"): [("projects", "panasonic-russia")],
}
"""The record that stands for a thing, with the names under which it could come in a second time."""

TWO_RECORDS = {
    "agreements": [
        ("2013-04-rosneft-mitsui-mou", "2013-10-rosneft-mitsui"),
        ("2016-09-toshiba-russian-post", "2016-12-toshiba-russian-post", "2016-12-toshiba-mps-contract"),
        ("2016-12-nedo-buryatia", "2017-04-nedo-buryatia", "2017-09-nedo-buryatia"),
        ("2016-12-gazprom-mitsui", "2016-12-gazprom-mitsubishi"),
        ("2016-12-yamal-lng-jbic-loan", "2016-12-yamal-lng-jbic-mou"),
        ("2016-09-gazprom-mitsui-bunkering", "2016-12-gazprom-mitsui", "2017-09-gazprom-mitsui-small-lng"),
        ("2021-09-meti-novatek-moc", "2021-09-jbic-novatek-lowcarbon"),
        ("2013-12-innovation-medical-moc", "2013-12-sme-moc"),
        ("2017-09-mext-education-mou", "2017-09-mext-science-moc"),
        ("2019-09-fourth-industrial-revolution-moc", "2019-09-model-factory-mou"),
    ],
    "projects": [
        ("jbic-sberbank-600m", "jbic-sberbank-vostochny"),
        ("mol-arctic-lng-shipping", "mol-arctic-lng2-carriers"),
        ("iida-primorsklesprom", "iida-rfp-group", "iida-slavyanka-timber"),
        ("sakhalin-2", "sakhalin-2-third-train"),
        ("ammoni-mendeleevsk", "ammonia-2-tatarstan"),
        ("trans-siberian-pilot-trains", "toyo-trans-poznan"),
        ("ust-kamchatsk-wind", "tiksi-wind", "popov-island-wind", "mitsui-rao-wind-farms"),
        ("hokkaido-bank-russia", "hokkaido-sogo-shoji-russia", "sayuri-greenhouse-yakutsk"),
        ("kuril-aquaculture", "kuril-greenhouse", "kuril-tours", "kuril-waste", "kuril-wind"),
        ("ink-zapad-exploration", "jogmec-irkutsk-oil-gas-exploration"),
        ("marubeni-volgograd-methanol", "marubeni-skovorodino-methanol", "marubeni-ust-luga-methanol", "mitsubishi-sakhalin-methanol"),
    ],
}


@pytest.fixture(scope="module")
def curated() -> Tables:
    return gather(DATA)[0]


def ids(curated: Tables, table: str) -> set[str]:
    return {row[f"{table.removesuffix('s')}_id"] for row in curated[table]}


@pytest.mark.parametrize("kept", ONE_RECORD, ids="/".join)
def test_what_is_one_thing_is_one_record(curated: Tables, kept: tuple[str, str]) -> None:
    table, record_id = kept
    assert record_id in ids(curated, table)
    assert [other for other in ONE_RECORD[kept] if other[1] in ids(curated, other[0])] == []


@pytest.mark.parametrize(("table", "alike"), [(table, alike) for table, groups in TWO_RECORDS.items() for alike in groups])
def test_what_looks_alike_stays_apart(curated: Tables, table: str, alike: tuple[str, ...]) -> None:
    assert set(alike) <= ids(curated, table)


def test_two_agreements_of_one_day_have_different_parties_or_are_known_to_be_two(curated: Tables) -> None:
    parties = group(curated["agreement_parties"], "agreement_id")
    same: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for row in curated["agreements"]:
        signed = frozenset(party["actor_id"] for party in parties[row["agreement_id"]] if "actor_id" in party)
        if row.get("signed_on_precision") == "day" and len(signed) > 1:
            same[row["signed_on"], row["doc_type"], signed].append(row["agreement_id"])
    assert [pair for found in same.values() for pair in combinations(found, 2) if not known_apart("agreements", pair)] == []


def test_two_projects_of_one_place_and_one_kind_have_different_participants_or_are_known_to_be_two(curated: Tables) -> None:
    participants, places = group(curated["project_participants"], "project_id"), group(curated["project_places"], "project_id")
    same: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for row in curated["projects"]:
        key = row["project_id"]
        actors = frozenset(item["actor_id"] for item in participants.get(key, ()))
        where = frozenset(item["place_id"] for item in places.get(key, ()))
        if actors and where:
            same[row["kind"], actors, where].append(key)
    assert [pair for found in same.values() for pair in combinations(found, 2) if not known_apart("projects", pair)] == []


def known_apart(table: str, pair: tuple[str, str]) -> bool:
    return any(set(pair) <= set(alike) for alike in TWO_RECORDS[table])


def test_no_two_records_of_a_table_have_one_name(curated: Tables) -> None:
    for table in ("agreements", "projects", "packages"):
        rows: dict[str, list[Row]] = group(({**row, "name": row["name"].casefold()} for row in curated[table]), "name")
        assert {name: len(found) for name, found in rows.items() if len(found) > 1} == {}

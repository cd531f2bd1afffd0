"""A small release of two versions for the tests of frames, and short words for asking it.

Its rows are written out here because each stands for one case of a filter, a join or a vintage.
"""

from datetime import date
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import rjdata
from rjdata import frames
from rjdata.dates import parse_partial
from rjdata.derive import derive
from rjdata.handle import Handle
from rjdata.models import TABLES, model_for
from rjdata.models.columns import columns
from rjdata.release import _open_in
from rjdata.rows import write_rows
from tools.freeze_release import freeze

Row = dict[str, str]
OLD, NEW = "2020.1.0", "2020.2.0"


def child(id_kind: str, number: int, parent: str, **cells: str) -> Row:
    table = next(name for name in TABLES if name.startswith("project_") and model_for(name).id_kind == id_kind)
    return {model_for(table).key_column: f"{parent}.{id_kind}-{number}", "project_id": parent, **cells}


def dated(name: str, text: str) -> Row:
    day, precision = parse_partial(text)
    return {name: day.isoformat(), f"{name}_precision": precision}


def history(number: int, parent: str, when: str, **cells: str) -> Row:
    said = {"sequence": str(number), "kind": "decision", "summary": "It was decided.", **cells}
    return child("history", number, parent, **dated("happened_on", when), **said)


def named(table: str, key: str, **names: str) -> list[Row]:
    name_key = model_for(table).key_column
    english = {"language": "en", "kind": "name", "is_primary": "true", "is_ambiguous": "false"}
    return [{name_key: f"{record_id}.name-1", key: record_id, "name": name, **english} for record_id, name in names.items()]


def amount(number: int, parent: str, group: str, *, preferred: str, value: str) -> Row:
    said = {"currency": "JPY", "meaning": "loan", "qualifier": "exact", "is_planned": "false", "claim_group": group}
    return child("amount", number, parent, is_preferred=preferred, value=value, **said)


def evidence_row(table: str, record_id: str, field: str = "", source_id: str = "early") -> Row:
    said = {"table": table, "record_id": record_id, "source_id": source_id, "locator": "¶1", "is_inferred": "false"}
    digits = sha256(f"{field} {source_id}".encode()).hexdigest()
    return {"evidence_id": f"{table}/{record_id}.evidence-{digits[:8]}", **said, **({"field": field} if field else {})}


def project(project_id: str, name: str, **cells: str) -> Row:
    return {"project_id": project_id, "name": name, "kind": "production_plant", "summary": "A plant.", "note": f"Of {name}.", **cells}


def source(source_id: str, published: str) -> Row:
    said = {"publisher": f"Publisher {source_id}", "title": f"Title {source_id}", "title_is_translation": "false", "language": "en"}
    dates = {"published_not_before": published, "published_not_after": published, "date_basis": "printed"}
    return {"source_id": source_id, "url": f"https://example.org/{source_id}", "kind": "official", **said, **dates}


def agreement(agreement_id: str, **cells: str) -> Row:
    said = {"doc_type": "memorandum", "signing_state": "signed", "outcome_status": "unknown"}
    return {"agreement_id": agreement_id, "name": f"Paper {agreement_id}", **said, **cells}


def written_tables() -> dict[str, list[Row]]:
    """Three projects (plant, bridge, clinic), three actors, places one within another, two agreements, three events."""
    written: dict[str, list[Row]] = {
        "sectors": [{"sector_id": word, "plan_point": str(n), "name": word.title()} for n, word in enumerate(("health", "energy"), 1)],
        "actors": [{"actor_id": word, "kind": "company"} for word in ("alpha", "beta", "gamma", "regulator")],
        "actor_names": named("actor_names", "actor_id", alpha="Alpha Co.", beta="Beta Co.", gamma="Gamma Co.", regulator="Regulator"),
        "actor_relations": [
            {"actor_relation_id": "alpha.relation-1", "actor_id": "alpha", "related_actor_id": "beta", "kind": "parent"},
        ],
        "people": [{"person_id": "ivan"}],
        "person_names": named("person_names", "person_id", ivan="Ivan I."),
        "places": [
            {"place_id": "region", "kind": "region"},
            {"place_id": "district", "kind": "district", "part_of_place_id": "region"},
            {"place_id": "town", "kind": "city", "part_of_place_id": "district"},
            {"place_id": "far", "kind": "city"},
        ],
        "place_names": named("place_names", "place_id", region="Region", district="District", town="Town", far="Far"),
        "projects": [project("plant", "Plant"), project("bridge", "Bridge", kind="infrastructure"), project("clinic", "Clinic")],
        "project_sectors": [
            child("sector", 1, "plant", sector_id="energy", is_primary="true", basis="source"),
            child("sector", 2, "plant", sector_id="health", is_primary="false", basis="thematic"),
            child("sector", 1, "clinic", sector_id="health", is_primary="true", basis="source"),
        ],
        "project_participants": [
            child("participant", 1, "plant", actor_id="alpha", role="investor", is_planned="false"),
            child("participant", 1, "clinic", actor_id="beta", role="operator", is_planned="false"),
        ],
        "project_stakes": [
            child("stake", 1, "plant", holder_actor_id="gamma", held_in="Plant LLC", percent="12.5", is_planned="false", note="First."),
            child("stake", 2, "plant", holder_actor_id="alpha", held_in="Plant LLC", is_planned="false"),
            child("stake", 1, "bridge", holder_actor_id="alpha", held_in="Bridge LLC", is_planned="false"),
        ],
        "project_places": [
            child("place", 1, "plant", place_id="town", is_primary="true"),
            child("place", 1, "bridge", place_id="far", is_primary="true"),
        ],
        "project_amounts": [
            amount(1, "plant", "plant-loan", preferred="false", value="100"),
            amount(2, "plant", "plant-loan", preferred="true", value="110"),
            amount(3, "plant", "plant.amount-3", preferred="true", value="7"),
        ],
        "project_history": [
            history(1, "plant", "2016-12", stage="operating", participation="active"),
            history(2, "plant", "2025", kind="plan", is_plan="true"),
            history(1, "bridge", "2018", stage="suspended", participation="sold", actor_id="regulator"),
            history(2, "bridge", "2024", kind="statement"),
        ],
        "agreements": [
            agreement("accord", sector_id="energy", sector_basis="source", place_id="far", event_id="summit", **dated("signed_on", "2016")),
            agreement("letter", **dated("signed_on", "2018-03-09")),
        ],
        "agreement_parties": [
            {"agreement_party_id": "accord.party-1", "agreement_id": "accord", "actor_id": "alpha", "role": "signatory"},
            {"agreement_party_id": "letter.party-1", "agreement_id": "letter", "country": "JP", "role": "signatory"},
        ],
        "events": [
            {"event_id": "summit", "name": "Summit", "kind": "summit", "is_plan": "false", "place_id": "town"}
            | dated("starts_on", "2016-12-15")
            | dated("ends_on", "2016-12-16"),
            {"event_id": "measure", "name": "Measure", "kind": "sanction", "is_plan": "false", "actor_id": "regulator"}
            | dated("in_force_on", "2018-05-01"),
            {"event_id": "rumour", "name": "Rumour", "kind": "statement", "is_plan": "false"},
        ],
        "event_measures": [
            {"event_measure_id": "measure.measure-1", "event_id": "measure", "measure": "visa"} | dated("in_force_on", "2018-06"),
            {"event_measure_id": "measure.measure-2", "event_id": "measure", "measure": "tariff"},
        ],
        "event_participants": [
            {"event_participant_id": "summit.participant-1", "event_id": "summit", "person_id": "ivan", "actor_id": "beta", "role": "host"}
        ],
        "sources": [source("early", "2017-01-01"), source("late", "2019-01-01")],
        "tombstones": [{"tombstone_id": "alfa", "table": "actors", "kind": "merged", "reason": "A double.", "version": OLD}],
        "tombstone_successors": [{"tombstone_successor_id": "alfa.successor-1", "tombstone_id": "alfa", "successor_id": "alpha"}],
    }
    tables = {name: written.get(name, []) for name in TABLES}
    tables["evidence"] = [
        evidence_row("project_stakes", "plant.stake-1", source_id="late"),
        evidence_row("projects", "clinic"),
        evidence_row("projects", "plant"),
        evidence_row("projects", "plant", "name"),
        evidence_row("projects", "plant", "kind", "late"),
        evidence_row("project_stakes", "bridge.stake-1", source_id="late"),
        evidence_row("actors", "alpha"),
        evidence_row("actor_names", "alpha.name-1"),
    ]
    return tables


def as_bytes(tables: dict[str, list[Row]]) -> dict[str, bytes]:
    derive(tables)
    names = {table: [column.name for column in columns(model_for(table))] for table in TABLES}
    return {table: write_rows(names[table], rows) for table, rows in tables.items()}


@pytest.fixture(scope="module")
def two_versions_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like the package's with the two versions; in the newer an actor has another name."""
    folder = tmp_path_factory.mktemp("data")
    tables = written_tables()
    freeze(OLD, date(2020, 1, 31), as_bytes(tables), folder)
    tables["actor_names"][0]["name"] = "Alpha Renamed"
    freeze(NEW, date(2020, 2, 29), as_bytes(tables), folder)
    return folder


@pytest.fixture(autouse=True)
def two_versions(two_versions_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the two versions stand for those in the package."""
    monkeypatch.setattr("rjdata.versions.RELEASES", str(two_versions_folder / "releases"))
    monkeypatch.setattr("rjdata.release._open", cache(partial(_open_in, str(two_versions_folder))))


def note_tables(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which every table that is read from now on is added."""
    names: list[str] = []
    read_bytes = Handle.read_bytes

    def read_and_note(self: Handle, table: str) -> bytes:
        names.append(table)
        return read_bytes(self, table)

    monkeypatch.setattr(Handle, "read_bytes", read_and_note)
    return names


def load(table: Any, version: str = OLD) -> pd.DataFrame:
    return rjdata.open_release(version).load_table(table)


def keys(frame: pd.DataFrame) -> list[str]:
    return frame.iloc[:, 0].tolist()


def kept(table: str, **filters: Any) -> list[str]:
    return keys(frames.filter_rows(load(table), **filters))

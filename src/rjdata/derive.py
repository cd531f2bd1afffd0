"""Columns that follow from others: names, primary sector and place, stage and participation, level, counts of witnesses.

They are computed here and nowhere else: when data is compiled, and again when a vintage sees less of it. Rows are dicts of text.
"""

from collections import defaultdict
from collections.abc import Iterable

Row = dict[str, str]
Tables = dict[str, list[Row]]

_STATE = {"government", "government_body", "agency", "intergovernmental_body"}
_LOCAL = {"local_government"}
_NAMED = {"actors": ("actor_names", "actor_id"), "people": ("person_names", "person_id"), "places": ("place_names", "place_id")}
_NAME_COLUMNS = {"en": "name", "ja": "name_ja", "ru": "name_ru"}
_WITNESSED = {"events": "event_id", "agreements": "agreement_id", "projects": "project_id"}


def derive(tables: Tables) -> None:
    """Fill the derived columns of all rows, in place."""
    for table, (names, key) in _NAMED.items():
        _derive_names(tables[table], group(tables[names], key), key)
    _derive_levels(tables)
    _derive_projects(tables)
    _derive_witnesses(tables)


def group(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    """Sort rows into lists by the value of a column."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups


def set_or_clear(row: Row, column: str, value: str | None) -> None:
    """Set a cell, or empty it."""
    row.pop(column, None)
    if value:
        row[column] = value


def _derive_names(rows: list[Row], names: dict[str, list[Row]], key: str) -> None:
    for row in rows:
        for language, column in _NAME_COLUMNS.items():
            spoken = [name for name in names.get(row[key], ()) if name["language"] == language]
            if row.get("claimed_by"):
                by_spelling = {name["name"].casefold(): name["name"] for name in spoken if name["kind"] == "name"}
                shown = sorted(by_spelling.values())
            else:
                shown = [name["name"] for name in spoken if name.get("is_primary") == "true"]
            set_or_clear(row, column, " / ".join(shown))


def _derive_levels(tables: Tables) -> None:
    kinds = {row["actor_id"]: row["kind"] for row in tables["actors"]}
    parties = group(tables["agreement_parties"], "agreement_id")
    for row in tables["agreements"]:
        row["level"] = agreement_level(
            kinds.get(party.get("actor_id", "")) for party in parties.get(row["agreement_id"], ()) if party["role"] == "signatory"
        )


def agreement_level(kinds: Iterable[str | None]) -> str:
    """Return between whom an agreement is, from the kinds of its signatories (``None``: not known)."""
    seen = {"state" if kind in _STATE else "local" if kind in _LOCAL else "other" if kind else "" for kind in kinds}
    if not seen or "" in seen:
        return "unknown"
    if "other" in seen:
        return "corporate" if seen == {"other"} else "mixed"
    return "regional" if "local" in seen else "intergovernmental"


def _derive_projects(tables: Tables) -> None:
    history = group(tables["project_history"], "project_id")
    sectors = group(tables["project_sectors"], "project_id")
    places = group(tables["project_places"], "project_id")
    for row in tables["projects"]:
        project_id = row["project_id"]
        row["stage"], row["participation"] = project_state(history.get(project_id, ()))
        set_or_clear(row, "primary_sector_id", _primary(sectors.get(project_id, ()), "sector_id"))
        set_or_clear(row, "primary_place_id", _primary(places.get(project_id, ()), "place_id"))


def project_state(history: Iterable[Row]) -> tuple[str, str]:
    """Return stage and participation: the last that a row of history decides, else ``unknown``."""
    stage = participation = "unknown"
    for row in sorted(history, key=lambda row: int(row["sequence"])):
        if row.get("is_plan") != "true":
            stage, participation = row.get("stage", stage), row.get("participation", participation)
    return stage, participation


def _primary(rows: Iterable[Row], column: str) -> str | None:
    return next((row[column] for row in rows if row["is_primary"] == "true"), None)


def _derive_witnesses(tables: Tables) -> None:
    sources = {row["source_id"]: row for row in tables["sources"]}
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in tables["evidence"]:
        said[main_table(row["table"]), row["record_id"].partition(".")[0]].add(row["source_id"])
    for table, key in _WITNESSED.items():
        for row in tables[table]:
            witnesses = said[table, row[key]]
            row["independent_source_count"] = str(len({witness(source_id, sources) for source_id in witnesses}))
            if table == "projects":
                published = (sources[source_id].get("published_not_before", "") for source_id in witnesses if source_id in sources)
                set_or_clear(row, "last_reported_on", max(published, default=""))


def main_table(table: str) -> str:
    """Return the main table of which `table` is a child, among those whose witnesses are counted.

    Examples
    --------
    >>> main_table("project_stakes"), main_table("observations")
    ('projects', 'observations')
    """
    return next((main for main in _WITNESSED if table.startswith(main.removesuffix("s") + "_")), table)


def witness(source_id: str, sources: dict[str, Row]) -> str:
    """Return whose word a source repeats in the end: a source id, or the name of an original that has no record here."""
    seen: set[str] = set()
    while source_id not in seen:
        seen.add(source_id)
        row = sources.get(source_id, {})
        if "derived_from_source_id" not in row:
            return row.get("derived_from", source_id)
        source_id = row["derived_from_source_id"]
    return source_id

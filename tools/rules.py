"""Rules that no single row can keep: references, natural keys, claim groups, primaries, the order of history, evidence."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from unicodedata import normalize

import attrs

from rjdata.dates import last_day
from rjdata.derive import group
from rjdata.models import TABLES, model_for
from rjdata.models.base import Claim
from rjdata.models.columns import columns
from rjdata.models.lifecycle import DECIDES, HistoryKind, Participation, Stage
from rjdata.models.nesting import parent_column
from tools.problems import Problem

Row = dict[str, str]
Found = Iterator[tuple[str, str, str, str]]
"""Table, record id, column and message of each broken rule."""


@attrs.frozen
class Curated:
    """All rows before derivation, the file of each record, and the ids of records that could not be read whole."""

    tables: dict[str, list[Row]]
    files: dict[tuple[str, str], str]
    unread: dict[str, set[str]] = attrs.field(factory=dict)

    def ids(self, table: str) -> set[str]:
        """Ids of a table's rows, and of records that could not be read: what refers to these is not wrong for that."""
        key = model_for(table).key_column
        return {row[key] for row in self.tables[table]} | self.unread.get(table, set())


RULES: dict[str, Callable[[Curated], Found]] = {}


def rule(name: str) -> Callable[[Callable[[Curated], Found]], Callable[[Curated], Found]]:
    """Enter a rule under its name."""

    def enter(check: Callable[[Curated], Found]) -> Callable[[Curated], Found]:
        RULES[name] = check
        return check

    return enter


def check_rules(curated: Curated) -> list[Problem]:
    """Return what breaks any rule."""
    return [
        Problem(curated.files.get((table, record_id), ""), record_id, f"{table}.{column}" if column else table, name, message)
        for name, check in RULES.items()
        for table, record_id, column, message in check(curated)
    ]


@rule("id-not-unique")
def _ids_are_unique(curated: Curated) -> Found:
    for table in TABLES:
        key = model_for(table).key_column
        for record_id, count in Counter(row[key] for row in curated.tables[table]).items():
            if count > 1:
                yield table, record_id, key, f"the id stands {count} times"


@rule("id-in-two-tables")
def _actors_and_projects_share_no_id(curated: Curated) -> Found:
    for record_id in curated.ids("actors") & curated.ids("projects"):
        yield "projects", record_id, "project_id", "an actor has this id; a project needs another"


@rule("natural-key-not-unique")
def _natural_keys_are_unique(curated: Curated) -> Found:
    for table in TABLES:
        model = model_for(table)
        for names in model.natural_keys:
            seen: dict[tuple[str, ...], str] = {}
            for row in curated.tables[table]:
                value = tuple(row.get(name, "") for name in names)
                first = seen.setdefault(value, row[model.key_column])
                if first != row[model.key_column] and any(value):
                    yield table, row[model.key_column], "", f"{', '.join(names)} are those of {first}"


@rule("reference-unknown")
def _references_are_whole(curated: Curated) -> Found:
    ids: dict[str, set[str]] = {table: curated.ids(table) for table in TABLES}
    for table in TABLES:
        model = model_for(table)
        referring = [column for column in columns(model) if column.references]
        for row in curated.tables[table]:
            for column in referring:
                value = row.get(column.name)
                if value and value not in ids[column.references or ""]:
                    yield table, row[model.key_column], column.name, f"{column.references} has no record {value!r}"


@rule("link-unknown")
def _links_are_whole(curated: Curated) -> Found:
    pairs = (
        ("event_links", "event_link_id", "linked_table", "linked_id"),
        ("observations", "observation_id", "subject_table", "subject_id"),
        ("evidence", "evidence_id", "table", "record_id"),
    )
    ids: dict[str, set[str]] = {table: curated.ids(table) for table in TABLES}
    for table, key, table_column, id_column in pairs:
        for row in curated.tables[table]:
            if table_column in row and id_column in row and row[id_column] not in ids.get(row[table_column], ()):
                yield table, row[key], id_column, f"there is no record {row[table_column]}/{row[id_column]}"


@rule("claim-group")
def _one_claim_of_a_group_is_preferred(curated: Curated) -> Found:
    for table in TABLES:
        model = model_for(table)
        if not issubclass(model, Claim):
            continue
        parent = parent_column(model) if model.parent_table else ""
        groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in curated.tables[table]:
            groups[row.get(parent, ""), row["claim_group"]].append(row)
        for (_, name), rows in groups.items():
            preferred = sum(row.get("is_preferred") == "true" for row in rows)
            if preferred != 1:
                yield (
                    table,
                    rows[0][model.key_column],
                    "is_preferred",
                    f"{preferred} of {len(rows)} rows of group {name!r} are preferred; one must be",
                )


@rule("primary-name")
def _names_have_one_primary(curated: Curated) -> Found:
    families = (("actors", "actor_names", "actor_id"), ("people", "person_names", "person_id"), ("places", "place_names", "place_id"))
    for table, names, key in families:
        spoken = group(curated.tables[names], key)
        for row in curated.tables[table]:
            primary = Counter(name.get("language") for name in spoken.get(row[key], ()) if name.get("is_primary") == "true")
            if row.get("claimed_by"):
                english = [name for name in spoken.get(row[key], ()) if name.get("language") == "en" and name.get("kind") == "name"]
                if primary or not english:
                    yield table, row[key], "names", "a disputed place has its English names, and none of them is primary"
            elif primary["en"] != 1 or max(primary.values()) > 1:
                yield table, row[key], "names", "one English name is primary, and at most one in any other language"


@rule("name-shared")
def _a_shared_name_is_ambiguous(curated: Curated) -> Found:
    bearers: dict[str, set[str]] = defaultdict(set)
    for row in curated.tables["actor_names"]:
        bearers[_folded(row)].add(row["actor_id"])
    for row in curated.tables["actor_names"]:
        others = sorted(bearers[_folded(row)] - {row["actor_id"]})
        if others and row.get("is_ambiguous") != "true":
            yield "actor_names", row["actor_name_id"], "is_ambiguous", f"{', '.join(others)} bears the name {row.get('name')!r} too"


def _folded(row: Row) -> str:
    return normalize("NFKC", row.get("name", "")).casefold()


@rule("parent-circle")
def _parents_lead_to_an_end(curated: Curated) -> Found:
    parents: dict[str, list[str]] = defaultdict(list)
    for row in curated.tables["actor_relations"]:
        if row.get("kind") == "parent":
            parents[row["actor_id"]].append(row.get("related_actor_id", ""))
    for row in curated.tables["actor_relations"]:
        above = [row.get("related_actor_id", "")]
        for actor_id in above:
            above += [parent for parent in parents[actor_id] if row.get("kind") == "parent" and parent not in above]
        if row["actor_id"] in above:
            yield "actor_relations", row["actor_relation_id"], "related_actor_id", "the relation leads back to the actor itself"


@rule("primary-row")
def _children_have_one_primary(curated: Curated) -> Found:
    for table, key in (("project_sectors", "project_sector_id"), ("project_places", "project_place_id")):
        for rows in group(curated.tables[table], "project_id").values():
            if sum(row.get("is_primary") == "true" for row in rows) != 1:
                yield table, rows[0][key], "is_primary", "exactly one row of a project is primary"


@rule("history-kind")
def _kinds_decide_what_they_may(curated: Curated) -> Found:
    for row in curated.tables["project_history"]:
        if row.get("kind") not in set(HistoryKind):
            continue
        stages, participations = DECIDES[HistoryKind(row["kind"])]
        for column, vocabulary, words in (("stage", Stage, stages), ("participation", Participation, participations)):
            if row.get(column) in set(vocabulary) - words:
                yield "project_history", row["project_history_id"], column, f"{row['kind']} does not lead to {row[column]!r}"


@rule("history-order")
def _history_runs_forward(curated: Curated) -> Found:
    for rows in group(curated.tables["project_history"], "project_id").values():
        latest = date.min
        for row in rows:
            if "happened_on" not in row:
                continue
            first = date.fromisoformat(row["happened_on"])
            if last_day(first, row["happened_on_precision"]) < latest:
                yield "project_history", row["project_history_id"], "happened_on", f"lies before a row above it, which is of {latest}"
            latest = max(latest, first)


@rule("evidence-missing")
def _every_row_has_evidence(curated: Curated) -> Found:
    proved = {(row["table"], row["record_id"]) for row in curated.tables["evidence"]}
    for table in TABLES:
        if table in ("sources", "evidence", "tombstones", "tombstone_successors"):
            continue
        key = model_for(table).key_column
        for row in curated.tables[table]:
            if (table, row[key]) not in proved:
                yield table, row[key], "evidence", "the row names no source"


@rule("evidence-field")
def _evidence_names_a_column(curated: Curated) -> Found:
    for row in curated.tables["evidence"]:
        if "field" in row and row["table"] in TABLES:
            names = {column.name for column in columns(model_for(row["table"]))}
            if row["field"] not in names:
                yield "evidence", row["record_id"], "field", f"{row['table']} has no column {row['field']!r}"


@rule("evidence-locator")
def _paragraphs_are_counted(curated: Curated) -> Found:
    paragraphs = {row["source_id"]: int(row["paragraphs"]) for row in curated.tables["sources"] if row.get("paragraphs", "").isdecimal()}
    for row in curated.tables["evidence"]:
        count = paragraphs.get(row.get("source_id", ""))
        number = row.get("locator", "").removeprefix("¶")
        if count and not (row.get("locator", "").startswith("¶") and number.isdecimal() and 1 <= int(number) <= count):
            yield "evidence", row["record_id"], "locator", f"{row.get('locator')!r} is no paragraph from ¶1 to ¶{count}"


@rule("source-circle")
def _copies_lead_to_an_original(curated: Curated) -> Found:
    original = {row["source_id"]: row.get("derived_from_source_id") for row in curated.tables["sources"]}
    for source_id in original:
        seen, step = {source_id}, original[source_id]
        while step:
            if step in seen:
                yield "sources", source_id, "derived_from_source_id", "the copies lead round in a circle"
                break
            seen.add(step)
            step = original.get(step)


@rule("tombstone-alive")
def _what_is_gone_is_gone(curated: Curated) -> Found:
    for row in curated.tables["tombstones"]:
        if "table" not in row:
            continue
        if row["table"] not in TABLES:
            yield "tombstones", row["tombstone_id"], "table", f"there is no table {row['table']!r}"
        elif row["tombstone_id"] in curated.ids(row["table"]):
            yield "tombstones", row["tombstone_id"], "tombstone_id", f"{row['table']} still has the record"


@rule("tombstone-successor")
def _successors_are_there(curated: Curated) -> Found:
    tables = {row["tombstone_id"]: row.get("table", "") for row in curated.tables["tombstones"]}
    for row in curated.tables["tombstone_successors"]:
        table = tables[row["tombstone_id"]]
        if table in TABLES and row.get("successor_id", "") not in {"", *curated.ids(table)}:
            yield "tombstone_successors", row["tombstone_successor_id"], "successor_id", f"{table} has no record {row['successor_id']!r}"

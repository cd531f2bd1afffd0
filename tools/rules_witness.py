"""Rules on who must have said it: money, stakes and the state of a project need a page that was read, or two independent witnesses."""

from rjdata.derive import group, witness
from rjdata.models import model_for
from tools.rules import Curated, Found, Row, rule

WEIGHTY = {
    "agreement_amounts": ("value",),
    "project_amounts": ("value",),
    "project_stakes": ("percent", "holder_actor_id"),
    "project_history": ("stage", "participation"),
}
"""Tables whose rows weigh much, with the columns of which one must be filled for that."""
_LEFT = ("sold", "withdrawn")


def was_read(source: Row | None) -> bool:
    """Whether somebody of us has read a source: we hold its text, or know the day on which it was opened.

    A source without a record is another rule's matter, so it is not held against the row.
    """
    return source is None or "accessed_on" in source or "text_sha256" in source


def witnesses(evidence: list[Row], sources: dict[str, Row]) -> set[str]:
    """Return whose word the evidence is in the end: copies of one text are one witness."""
    return {witness(row["source_id"], sources) for row in evidence if "source_id" in row}


@rule("witness")
def _weighty_facts_were_read(curated: Curated) -> Found:
    sources = {row["source_id"]: row for row in curated.tables["sources"]}
    for table, columns in WEIGHTY.items():
        said = group((row for row in curated.tables["evidence"] if row["table"] == table), "record_id")
        key = model_for(table).key_column
        for row in curated.tables[table]:
            filled = [column for column in columns if column in row]
            evidence = said.get(row[key], [])
            if not filled or not evidence or any(was_read(sources.get(item.get("source_id", ""))) for item in evidence):
                continue
            if len(witnesses(evidence, sources)) < 2:
                yield table, row[key], filled[0], "needs a source that was read, or two independent ones; a copy is no second witness"


@rule("reputation")
def _leaving_has_witnesses(curated: Curated) -> Found:
    sources = {row["source_id"]: row for row in curated.tables["sources"]}
    said = group(curated.tables["evidence"], "record_id")
    for row in curated.tables["project_history"]:
        if row.get("participation") not in _LEFT:
            continue
        evidence = said.get(row["project_history_id"], [])
        kinds = {sources.get(item.get("source_id", ""), {}).get("kind") for item in evidence}
        inferred = any(item["is_inferred"] == "true" for item in evidence)
        if not (kinds & {"official", "company"} or len(witnesses(evidence, sources)) > 1 or inferred):
            yield (
                "project_history",
                row["project_history_id"],
                "participation",
                "that a party left needs an official or company source, two independent ones, or the mark of an inference",
            )

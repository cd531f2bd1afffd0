"""From tables back to curated files: the inverse of :mod:`tools.compile_data`. What follows from other rows is left unsaid again."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from rjdata.dates import format_partial
from rjdata.derive import Row, Tables, group
from rjdata.models import model_for
from rjdata.models.base import Claim, Record
from rjdata.models.nesting import children, parent_column
from rjdata.models.project import ProjectHistory
from rjdata.rows import read_rows
from tools.compile_data import FLAT, MAIN
from tools.expand import EVIDENCE_FIELDS, curated_fields
from tools.lint_data import canonical_csv, canonical_yaml


def write_curated(tables: Mapping[str, bytes], folder: Path) -> None:
    """Write the curated files below `folder` of which these tables would be compiled."""
    rows: Tables = {name: read_rows(data) for name, data in tables.items()}
    said = group(rows["evidence"], "record_id")
    for table in MAIN:
        model = model_for(table)
        if table in FLAT:
            _write_flat(model, rows[table], said, folder)
            continue
        families = {field: (child, group(rows[child.table_name], parent_column(child))) for field, child in children(model).items()}
        for row in rows[table]:
            record_id = row[model.key_column]
            record = {model.key_column: record_id, **_curated(model, row, said)}
            for field, (child, kin) in families.items():
                record[field] = [_child(child, item, said) for item in _in_order(child, kin.get(record_id, []))]
            path = folder / table / f"{record_id}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(canonical_yaml(model, {name: value for name, value in record.items() if value}), encoding="utf-8", newline="\n")


def _in_order(child: type[Record], rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: int(row["sequence"])) if child is ProjectHistory else rows


def _child(child: type[Record], row: Row, said: dict[str, list[Row]]) -> dict[str, Any]:
    return {"n": row[child.key_column].rpartition("-")[2], **_curated(child, row, said)}


def _curated(model: type[Record], row: Row, said: dict[str, list[Row]]) -> dict[str, Any]:
    found: dict[str, Any] = _own(model, row)
    evidence = [
        {name: item[name] for name in EVIDENCE_FIELDS if name in item}
        for item in said.get(row[model.key_column], ())
        if item["table"] == model.table_name
    ]
    return found | ({"evidence": evidence} if evidence else {})


def _own(model: type[Record], row: Row) -> Row:
    found = {name: row[name] for name in curated_fields(model) if name in row}
    for name in found:
        if f"{name}_precision" in row:
            found[name] = format_partial(date.fromisoformat(row[name]), row[f"{name}_precision"])
    if issubclass(model, Claim) and row["claim_group"] == row[model.key_column] and row["is_preferred"] == "true":
        del found["claim_group"], found["is_preferred"]
    return found


def _write_flat(model: type[Record], rows: list[Row], said: dict[str, list[Row]], folder: Path) -> None:
    if not rows:
        return
    key, table = model.key_column, model.table_name
    folder.mkdir(parents=True, exist_ok=True)
    names = [key, *(name for name in curated_fields(model) if name != key)]
    items = [{key: row[key], **item} for row in rows for item in _curated(model, row, said).get("evidence", ())]
    (folder / f"{table}.csv").write_text(
        canonical_csv(names, [{key: row[key], **_own(model, row)} for row in rows]), encoding="utf-8", newline="\n"
    )
    (folder / f"{table}.evidence.csv").write_text(canonical_csv([key, *EVIDENCE_FIELDS], items), encoding="utf-8", newline="\n")

"""JSON Schema of the records of a table, read off its model.

A schema fits a record as :meth:`~pydantic.BaseModel.model_dump_json` writes it, with its children, and a row of ``<table>.jsonl``, without
them. Whatever rule needs more than one field is the model's alone: JSON Schema does not say it.
"""

from typing import Any

from rjdata.models import model_for
from rjdata.schema import Table

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "schemas"


def schema_path(table: Table) -> str:
    """Return the file of a table's schema in the folder of an export."""
    return f"{FOLDER}/{table.name}.json"


def record_schema(table: Table) -> dict[str, Any]:
    """Return the JSON Schema of a table's records.

    Its ``$id`` is the name of its file, so that it is resolved against wherever the folder lies.
    """
    schema = model_for(table.name).model_json_schema()
    return {"$schema": DIALECT, "$id": f"{table.name}.json", **schema}


def bounds(schema: dict[str, Any], column: str, of_type: str) -> dict[str, Any]:
    """Return what a schema asks of the values of a column beyond their type: pattern, length, least and largest."""
    described = schema["properties"][column]
    branches: list[dict[str, Any]] = described.get("anyOf", [described])
    branch = next((branch for branch in branches if branch.get("type") == of_type), {})
    names = ("pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
    return {name: branch[name] for name in names if name in branch}

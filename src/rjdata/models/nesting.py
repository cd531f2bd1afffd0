"""How models nest: which fields hold children, and which column of a child names its parent."""

from functools import cache
from typing import Any, get_args, get_origin

from rjdata.models import model_for
from rjdata.models.base import Record


def child_model(annotation: Any) -> type[Record] | None:
    """Return the model of a field that holds children, ``tuple[Child, ...]``."""
    arguments = get_args(annotation)
    if get_origin(annotation) is tuple and isinstance(arguments[0], type) and issubclass(arguments[0], Record):
        return arguments[0]
    return None


@cache
def children(model: type[Record]) -> dict[str, type[Record]]:
    """Map the fields of `model` that hold children to the models of these."""
    found = {name: child_model(field.annotation) for name, field in model.model_fields.items()}
    return {name: child for name, child in found.items() if child is not None}


def parent_column(model: type[Record]) -> str:
    """Return the column of a child table that holds its parent's id."""
    if model.parent_table is None:
        raise TypeError(f"{model.__name__} has no parent")
    return model_for(model.parent_table).key_column

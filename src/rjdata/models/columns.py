"""Columns read off a model: name, type, unit, vocabulary, reference. The one place where annotations become a table's schema.

Types carry the words of the Data Package standard: string, integer, number, boolean, date.
"""

from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs
from pydantic.fields import FieldInfo

from rjdata.models.base import Record, References, Unit, Vocabulary
from rjdata.models.nesting import child_model, parent_column
from rjdata.schema import Column

_TYPES: dict[type, str] = {bool: "boolean", int: "integer", Decimal: "number", date: "date", str: "string"}


@attrs.frozen
class Annotation:
    """An annotation taken apart."""

    base: Any
    is_optional: bool
    metadata: tuple[Any, ...]


def read_annotation(annotation: Any, metadata: tuple[Any, ...] = ()) -> Annotation:
    """Take ``Annotated`` and ``| None`` off a field's annotation."""
    arguments = get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return read_annotation(arguments[0], (*metadata, *annotation.__metadata__))
    if get_origin(annotation) in (Union, UnionType) and NoneType in arguments:
        (inner,) = (argument for argument in arguments if argument is not NoneType)
        return attrs.evolve(read_annotation(inner, metadata), is_optional=True)
    return Annotation(annotation, is_optional=False, metadata=metadata)


@cache
def columns(model: type[Record]) -> tuple[Column, ...]:
    """Return the columns of a model's table: its key, its parent's key, its own fields, then those it inherits, nearest first."""
    names = [model.key_column, *((parent_column(model),) if model.parent_table else ())]
    for base in model.__mro__:
        if issubclass(base, Record):
            inherited = {name for parent in base.__bases__ if issubclass(parent, Record) for name in parent.model_fields}
            names += [name for name in base.model_fields if name not in inherited and name not in names]
        if base is Record:
            break
    return tuple(_column(name, model.model_fields[name]) for name in names if child_model(model.model_fields[name].annotation) is None)


def _column(name: str, field: FieldInfo) -> Column:
    annotation = read_annotation(field.annotation, tuple(field.metadata))
    vocabulary = annotation.base if issubclass(annotation.base, Vocabulary) else None
    return Column(
        name=name,
        type="string" if vocabulary else _TYPES[annotation.base],
        description=field.description or "",
        is_required=not annotation.is_optional,
        unit=next((m.unit for m in annotation.metadata if isinstance(m, Unit)), None),
        references=next((m.table for m in annotation.metadata if isinstance(m, References)), None),
        vocabulary=tuple(word.value for word in vocabulary) if vocabulary else (),
    )


def vocabularies(model: type[Record]) -> dict[str, type[Vocabulary]]:
    """Map the columns of `model` that hold a word of a closed list to that list."""
    bases = {name: read_annotation(field.annotation).base for name, field in model.model_fields.items()}
    return {name: base for name, base in bases.items() if isinstance(base, type) and issubclass(base, Vocabulary)}

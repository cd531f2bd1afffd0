"""Ids that no longer name a record, and where they lead."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from rjdata.models.base import ChildId, Record, Slug, TableName, Text, Vocabulary
from rjdata.versions import VERSION_PATTERN


class TombstoneKind(Vocabulary):
    """What became of a record."""

    MERGED = "merged", "It was another record's double; that record goes on."
    SPLIT = "split", "It was two or more things; each has its own record now."
    WITHDRAWN = "withdrawn", "It should not have been there."


class TombstoneSuccessor(
    Record, table="tombstone_successors", parent="tombstones", id_kind="successor", unique=(("tombstone_id", "successor_id"),)
):
    """A record that took the place of one that is gone."""

    tombstone_successor_id: ChildId = Field(description="Id of the row.")
    tombstone_id: Slug = Field(description="Id that is gone.")
    successor_id: Slug = Field(description="Id of the record that took its place, in the same table.")


class Tombstone(Record, table="tombstones"):
    """An id that was given once and names no record any more. It is never given again."""

    tombstone_id: Slug = Field(description="The id that is gone.")
    table: TableName = Field(description="Table in which it was.")
    kind: TombstoneKind = Field(description="What became of it.")
    reason: Text = Field(description="Why, in our words.")
    version: Annotated[str, StringConstraints(pattern=VERSION_PATTERN)] = Field(description="First data version without the record.")
    successors: tuple[TombstoneSuccessor, ...] = Field(default=(), description="Records that took its place.")

    @model_validator(mode="after")
    def _successors_fit_the_kind(self) -> Self:
        count = len(self.successors)
        fits = {TombstoneKind.MERGED: count == 1, TombstoneKind.SPLIT: count > 1, TombstoneKind.WITHDRAWN: count == 0}
        if not fits[self.kind]:
            raise PydanticCustomError("tombstone_successors", "merged has one successor, split has several, withdrawn has none")
        return self

"""Sources, and the evidence that each row rests on."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from rjdata.models.base import LanguageTag, Ordinal, Record, Sha256, Slug, SourceId, TableName, Text, Vocabulary


class SourceKind(Vocabulary):
    """What sort of witness a source is."""

    OFFICIAL = "official", "A state body, an international organisation or a public institution on its own acts."
    COMPANY = "company", "A company or association on its own acts."
    AGENCY = "agency", "A news agency."
    PRESS = "press", "A newspaper, magazine, broadcaster, trade press or research institute."
    COPY = "copy", "A page that repeats another text."
    BLOG = "blog", "A blog, forum or encyclopedia."


class DateBasis(Vocabulary):
    """Where the dates of publication come from."""

    PRINTED = "printed", "Printed on the page."
    ADDRESS = "address", "Read from the address."
    INFERRED = "inferred", "Inferred from the contents."
    NONE = "none", "Not known."


class Source(Record, table="sources", unique=(("url",),)):
    """A page or document that says something."""

    source_id: Slug = Field(description="Id of the source.")
    publisher: Text = Field(description="Who published it.")
    title: Text = Field(description="Title, or what it is called.")
    title_is_translation: bool = Field(description="Whether the title is our or somebody's rendering and not the title printed.")
    author: Text | None = Field(default=None, description="Author, or person interviewed, where named.")
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s#]+$")] | None = Field(
        default=None, description="One address, without tracking or fragment; empty where none is known."
    )
    language: LanguageTag = Field(description="BCP 47 language of the text.")
    kind: SourceKind = Field(description="What sort of witness it is.")
    published_not_before: date | None = Field(default=None, description="Earliest day on which it can have been published.")
    published_not_after: date | None = Field(default=None, description="Latest day on which it can have been published.")
    date_basis: DateBasis = Field(description="Where these dates come from.")
    accessed_on: date | None = Field(default=None, description="Day on which we last read it; empty if nobody of us has.")
    licence: Text | None = Field(
        default=None,
        description="SPDX expression or the publisher's own words on reuse; empty where it states none. Facts are taken, not sentences.",
    )
    derived_from_source_id: SourceId | None = Field(default=None, description="Source that it repeats. The two are one witness.")
    derived_from: Text | None = Field(default=None, description="What it repeats, where that is not a source here.")
    text_sha256: Sha256 | None = Field(
        default=None, description="SHA-256 of the text from which paragraphs are counted, for the texts that we hold."
    )
    paragraphs: Ordinal | None = Field(default=None, description="Number of paragraphs: non-empty lines of that text.")
    note: Text | None = Field(default=None, description="What a reader must know, in our words.")

    @property
    def copy_of(self) -> str | None:
        """What it repeats, where that is known: the id of a source, or the name of an original that is none here."""
        return self.derived_from_source_id or self.derived_from

    @property
    def is_copy(self) -> bool:
        """Whether it repeats another text, be it known which or not."""
        return self.kind is SourceKind.COPY or self.copy_of is not None

    @model_validator(mode="after")
    def _dates_have_a_basis(self) -> Self:
        if (self.date_basis is DateBasis.NONE) != (self.published_not_before is None and self.published_not_after is None):
            raise PydanticCustomError("date_basis", "publication dates and `date_basis` do not agree")
        if self.published_not_before and self.published_not_after and self.published_not_after < self.published_not_before:
            raise PydanticCustomError("publication_reversed", "`published_not_after` lies before `published_not_before`")
        return self

    @model_validator(mode="after")
    def _text_is_counted(self) -> Self:
        if (self.text_sha256 is None) != (self.paragraphs is None):
            raise PydanticCustomError("text_uncounted", "`text_sha256` and `paragraphs` come together")
        return self


class Evidence(
    Record, table="evidence", unique=(("table", "record_id", "field", "source_id", "locator"),), derived=("evidence_id", "is_inferred")
):
    """Where a row, or one field of it, is stated."""

    evidence_id: Annotated[str, StringConstraints(pattern=r"^[a-z_]+/[a-z0-9.-]+\.evidence-[0-9a-f]{8}$")] = Field(
        description="Id of the row: table and id of what is stated, and eight digits of the natural key's SHA-256."
    )
    table: TableName = Field(description="Table of the row that is stated.")
    record_id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+$")] = Field(description="Id of the row that is stated.")
    field: Annotated[str, StringConstraints(pattern=r"^[a-z_0-9]+$")] | None = Field(
        default=None, description="Field that is stated; empty for the row as a whole."
    )
    source_id: SourceId = Field(description="Source that states it.")
    locator: Text | None = Field(
        default=None, description="Where in the source: a paragraph as ¶47, a page, a table. Empty where the whole page is meant."
    )
    stated_as: Text | None = Field(default=None, description="The figure, date or name as printed, a few words at most.")
    is_inferred: bool = Field(default=False, description="Whether the source does not say so itself and we concluded it.")
    reasoning: Text | None = Field(default=None, description="How we concluded it.")

    @model_validator(mode="after")
    def _inference_is_explained(self) -> Self:
        if self.is_inferred != (self.reasoning is not None):
            raise PydanticCustomError("inference_unexplained", "an inferred statement has its reasoning, and no other has one")
        return self


class Statement(Evidence):
    """Evidence for people: with its source, and marked where other rows state the same figure otherwise or the source is a copy."""

    source: Source = Field(description="The source that states it.")
    claim_group: Text | None = Field(default=None, description="For a figure, the name that it shares with its rivals.")
    is_preferred: bool | None = Field(default=None, description="For a figure, whether its row stands for the group.")
    rivals: tuple[str, ...] = Field(default=(), description="Ids of the rows that state the same figure otherwise.")
    is_copy: bool = Field(description="Whether the source repeats another, and is no witness of its own.")
    copy_of: Text | None = Field(default=None, description="What the source repeats, where that is known.")

    def __str__(self) -> str:
        """Write it in one line."""
        said = [f"{self.record_id} {self.field or ''}".rstrip() + ":", self.source_id, self.locator]
        said.append(f"“{self.stated_as}”" if self.stated_as else None)
        marks = [f"{'preferred to' if self.is_preferred else 'rival of'} {', '.join(self.rivals)}"] if self.rivals else []
        marks += [f"a copy of {self.copy_of}" if self.copy_of else "a copy"] if self.is_copy else []
        marks += ["inferred"] if self.is_inferred else []
        return " ".join(word for word in (*said, f"({'; '.join(marks)})" if marks else None) if word)

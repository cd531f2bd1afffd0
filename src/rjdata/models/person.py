"""Officials and executives in their public role."""

from datetime import date

from pydantic import Field

from rjdata.models.base import ActorId, ChildId, CountryCode, Period, PersonId, Precision, Record, Slug, Text
from rjdata.models.name import Name


class PersonName(Name, table="person_names", parent="people", id_kind="name", unique=(("person_id", "name", "language"),)):
    """A spelling of a person's name."""

    person_name_id: ChildId = Field(description="Id of the row.")
    person_id: PersonId = Field(description="Person who bears the name.")


class Office(
    Period, table="offices", parent="people", id_kind="office", unique=(("person_id", "title", "actor_id", "from_on", "stated_on"),)
):
    """An office that a source says a person held."""

    office_id: ChildId = Field(description="Id of the row.")
    person_id: PersonId = Field(description="Person who held the office.")
    title: Text = Field(description="Title of the office in English.")
    actor_id: ActorId | None = Field(default=None, description="Organisation in which the office is held.")
    country: CountryCode | None = Field(default=None, description="ISO 3166-1 alpha-2 code of the country served.")
    stated_on: date | None = Field(default=None, description="Day for which a source states that the person held the office.")
    stated_on_precision: Precision | None = Field(default=None, description="Precision of `stated_on`.")
    note: Text | None = Field(default=None, description="What a reader must know, in our words.")


class Person(Record, table="people", derived=("name", "name_ja", "name_ru")):
    """An official or executive, in a public role. Nothing else about a person is kept."""

    person_id: Slug = Field(description="Id of the person.")
    name: Text = Field(description="Name in English: the primary English row of `person_names`.")
    name_ja: Text | None = Field(default=None, description="Name in Japanese: the primary Japanese row of `person_names`.")
    name_ru: Text | None = Field(default=None, description="Name in Russian: the primary Russian row of `person_names`.")
    note: Text | None = Field(default=None, description="What a reader must know, in our words.")
    names: tuple[PersonName, ...] = Field(default=(), description="Every spelling of the name.")
    offices: tuple[Office, ...] = Field(default=(), description="Offices held, with the date a source gives.")

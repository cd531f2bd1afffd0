"""Meetings, forums, ceremonies and policy measures."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from rjdata.models.base import (
    ActorId,
    ChildId,
    CountryCode,
    DatedRecord,
    EventId,
    PersonId,
    PlaceId,
    Precision,
    Record,
    Slug,
    TableName,
    Text,
    Vocabulary,
)


class EventKind(Vocabulary):
    """What sort of event it is."""

    SUMMIT = "summit", "A meeting of heads of state or government."
    VISIT = "visit", "A visit of an official or a delegation."
    MEETING = "meeting", "A meeting of ministers or other officials."
    CALL = "call", "A talk by telephone or video."
    CONSULTATION = "consultation", "Regular consultations between ministries."
    COMMISSION = "commission", "A session of an intergovernmental commission or of its chairs."
    FORUM = "forum", "A forum, conference or business dialogue."
    EXHIBITION = "exhibition", "A fair or exhibition."
    CEREMONY = "ceremony", "A ceremony."
    LAUNCH = "launch", "A start of operation, service or trial."
    DECISION = "decision", "A decision or recommendation of an official body."
    STATEMENT = "statement", "A speech, statement or interview."
    SANCTION = "sanction", "A restrictive measure of one country or group against another."
    COUNTERMEASURE = "countermeasure", "A measure taken in answer to a sanction."
    LEGISLATION = "legislation", "A law, decree or regulation."
    EXEMPTION = "exemption", "A licence or waiver from a measure."
    RULING_ON_ASSETS = "ruling_on_assets", "A decree or ruling on who owns or runs an asset."
    AGREEMENT_SUSPENDED = "agreement_suspended", "A country stops applying an agreement for a time."
    AGREEMENT_TERMINATED = "agreement_terminated", "A country ends an agreement."
    CORPORATE_DECISION = "corporate_decision", "A company's or a bank's decision on its business."
    INSTITUTIONAL = "institutional", "An office, council or programme is founded, closed or renamed."


class MeasureKind(Vocabulary):
    """What a policy measure does."""

    ASSET_FREEZE = "asset_freeze", "Assets are frozen."
    EXPORT_BAN = "export_ban", "Exports are forbidden."
    IMPORT_BAN = "import_ban", "Imports are forbidden."
    SERVICE_BAN = "service_ban", "Services are forbidden."
    ENTRY_BAN = "entry_ban", "Persons are refused entry."
    INVESTMENT_BAN = "investment_ban", "New investment is forbidden."
    PAYMENT_BAN = "payment_ban", "Payments or transfers are forbidden."
    VISA = "visa", "Visa rules change."
    TARIFF = "tariff", "A customs duty changes."
    PRICE_CAP = "price_cap", "A ceiling is put on a price."


class EventRole(Vocabulary):
    """What a participant is at an event."""

    HOST = "host", "Receives the others."
    GUEST = "guest", "Is received."
    CO_CHAIR = "co_chair", "Chairs one side."
    ORGANISER = "organiser", "Arranges the event."
    SPEAKER = "speaker", "Speaks or makes the statement."
    PARTICIPANT = "participant", "Takes part."


class EventRelation(Vocabulary):
    """What an event is to a record."""

    CONCERNS = "concerns", "The event is about it."
    STARTS = "starts", "The event starts or opens it."
    PRODUCES = "produces", "It was signed, adopted or agreed at the event."
    ENDS = "ends", "The event ends it."
    SUSPENDS = "suspends", "The event stops it for a time."


class EventParticipant(
    Record,
    table="event_participants",
    parent="events",
    id_kind="participant",
    unique=(("event_id", "actor_id", "person_id", "country", "role"),),
):
    """Who took part in an event: an actor, a person, or both where a person spoke for an actor."""

    event_participant_id: ChildId = Field(description="Id of the row.")
    event_id: EventId = Field(description="The event.")
    actor_id: ActorId | None = Field(default=None, description="Organisation that took part.")
    person_id: PersonId | None = Field(default=None, description="Person who took part.")
    country: CountryCode | None = Field(default=None, description="ISO 3166-1 alpha-2 code, where a source names only the country.")
    role: EventRole = Field(description="What it was at the event.")

    @model_validator(mode="after")
    def _somebody_took_part(self) -> Self:
        if not (self.actor_id or self.person_id or self.country):
            raise PydanticCustomError("participant_unnamed", "an event participant has an actor, a person or a country")
        return self


class EventMeasure(DatedRecord, table="event_measures", parent="events", id_kind="measure", unique=(("event_id", "measure"),)):
    """One of the things that a policy measure does; a package may do several."""

    event_measure_id: ChildId = Field(description="Id of the row.")
    event_id: EventId = Field(description="The event.")
    measure: MeasureKind = Field(description="What is done.")
    in_force_on: date | None = Field(default=None, description="Day from which this part is in force, where it has a day of its own.")
    in_force_on_precision: Precision | None = Field(default=None, description="Precision of `in_force_on`.")


class EventLink(
    Record, table="event_links", parent="events", id_kind="link", unique=(("event_id", "linked_table", "linked_id", "relation"),)
):
    """A record that an event touches."""

    event_link_id: ChildId = Field(description="Id of the row.")
    event_id: EventId = Field(description="The event.")
    linked_table: TableName = Field(description="Table of the record that is touched.")
    linked_id: Slug = Field(description="Id of the record that is touched.")
    relation: EventRelation = Field(description="What the event is to the record.")


class Event(DatedRecord, table="events", derived=("independent_source_count",)):
    """Something that happened on a day or over some days, or a policy measure."""

    event_id: Slug = Field(description="Id of the event.")
    name: Text = Field(description="Act, actor and date in plain words.")
    kind: EventKind = Field(description="What sort of event it is.")
    actor_id: ActorId | None = Field(default=None, description="Authority or company that acted.")
    country: CountryCode | None = Field(default=None, description="ISO 3166-1 alpha-2 code of the country that acted.")
    place_id: PlaceId | None = Field(default=None, description="Where it took place.")
    starts_on: date | None = Field(default=None, description="First day.")
    starts_on_precision: Precision | None = Field(default=None, description="Precision of `starts_on`.")
    ends_on: date | None = Field(default=None, description="Last day, where it lasted longer than a day.")
    ends_on_precision: Precision | None = Field(default=None, description="Precision of `ends_on`.")
    announced_on: date | None = Field(default=None, description="Day on which a measure was announced.")
    announced_on_precision: Precision | None = Field(default=None, description="Precision of `announced_on`.")
    in_force_on: date | None = Field(default=None, description="Day from which a measure is in force.")
    in_force_on_precision: Precision | None = Field(default=None, description="Precision of `in_force_on`.")
    ended_on: date | None = Field(
        default=None, description="Day on which a measure ended, or to which it was given; an extension is an event of its own."
    )
    ended_on_precision: Precision | None = Field(default=None, description="Precision of `ended_on`.")
    is_plan: bool = Field(default=False, description="Whether the source speaks of it as planned; it may not have happened.")
    summary: Text | None = Field(default=None, description="What happened, in our words.")
    independent_source_count: int = Field(default=0, ge=0, description="Number of sources that speak of it, copies not counted.")
    note: Text | None = Field(default=None, description="What a reader must know, in our words.")
    participants: tuple[EventParticipant, ...] = Field(default=(), description="Who took part.")
    measures: tuple[EventMeasure, ...] = Field(default=(), description="What it does, for a policy measure.")
    links: tuple[EventLink, ...] = Field(default=(), description="Records that the event touches.")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            raise PydanticCustomError("event_reversed", "`ends_on` lies before `starts_on`")
        return self

"""Organisations that take part: companies, banks, ministries, universities and others, with their names and relations."""

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from rjdata.models.base import (
    ActorId,
    ChildId,
    CountryCode,
    Percent,
    Period,
    Record,
    Slug,
    Text,
    Vocabulary,
)
from rjdata.models.identifiers import CHECKS
from rjdata.models.name import Name


class ActorKind(Vocabulary):
    """What sort of organisation an actor is."""

    COMPANY = "company", "A business firm."
    BANK = "bank", "A commercial bank."
    DEVELOPMENT_BANK = "development_bank", "A bank that a state or states own to finance policy."
    FUND = "fund", "An investment or development fund."
    STATE_CORPORATION = "state_corporation", "A corporation founded by a state to run a field of industry."
    JOINT_VENTURE = "joint_venture", "A company held by parties of both countries."
    GOVERNMENT = "government", "A government as a whole."
    GOVERNMENT_BODY = "government_body", "A ministry, service, embassy or commission of a national government."
    AGENCY = "agency", "An agency or corporation with a public task under a ministry."
    INTERGOVERNMENTAL_BODY = "intergovernmental_body", "A commission or council that two governments formed."
    LOCAL_GOVERNMENT = "local_government", "A region, prefecture or city."
    INTERNATIONAL_ORGANISATION = "international_organisation", "An organisation of many states, or a worldwide body."
    ASSOCIATION = "association", "An association, chamber, league or federation."
    UNIVERSITY = "university", "A university or other school."
    RESEARCH_INSTITUTE = "research_institute", "A body that does research."
    HOSPITAL = "hospital", "A hospital or clinic."
    MEDIA = "media", "A news agency, newspaper or broadcaster."


class ActorRelationKind(Vocabulary):
    """What the other actor is to this one."""

    PARENT = "parent", "The other actor owns, controls or oversees this one."
    SUCCESSOR = "successor", "The other actor took over from this one."
    MEMBER = "member", "The other actor is a member or part of this one."
    JOINT_VENTURE = "joint_venture", "The other actor holds part of this joint venture."


class IdentifierScheme(Vocabulary):
    """A register that gives identifiers to organisations."""

    LEI = "lei", "Legal Entity Identifier (ISO 17442)."
    WIKIDATA = "wikidata", "Item of Wikidata."
    CORPORATE_NUMBER_JP = "corporate_number_jp", "Corporate number of Japan's National Tax Agency, 13 digits."
    OGRN = "ogrn", "Primary state registration number of Russia, 13 digits."
    INN = "inn", "Taxpayer number of a Russian organisation, 10 digits."
    TICKER = "ticker", "Exchange and ticker, as EXCHANGE:CODE."
    WEBSITE = "website", "Address of the organisation's own site."


class ActorName(Name, table="actor_names", parent="actors", id_kind="name", unique=(("actor_id", "name", "language"),)):
    """A spelling of an actor's name."""

    actor_name_id: ChildId = Field(description="Id of the row.")
    actor_id: ActorId = Field(description="Actor that bears the name.")


class ActorIdentifier(Record, table="actor_identifiers", parent="actors", id_kind="identifier", unique=(("actor_id", "scheme", "value"),)):
    """An identifier that a register gave to an actor."""

    actor_identifier_id: ChildId = Field(description="Id of the row.")
    actor_id: ActorId = Field(description="Actor that is identified.")
    scheme: IdentifierScheme = Field(description="Register that gave the identifier.")
    value: Text = Field(description="The identifier; check digits are verified where the scheme has them.")

    @model_validator(mode="after")
    def _check_digits_agree(self) -> Self:
        check = CHECKS.get(self.scheme)
        if check and not check(self.value):
            raise PydanticCustomError("check_digit", "{value} is no valid {scheme}", {"value": self.value, "scheme": self.scheme.value})
        return self


class ActorRelation(
    Period,
    table="actor_relations",
    parent="actors",
    id_kind="relation",
    unique=(("actor_id", "related_actor_id", "kind", "from_on"),),
):
    """A tie between two organisations."""

    actor_relation_id: ChildId = Field(description="Id of the row.")
    actor_id: ActorId = Field(description="Actor that has the relation.")
    related_actor_id: ActorId = Field(description="The other actor.")
    kind: ActorRelationKind = Field(description="What the other actor is to this one.")
    percent: Percent | None = Field(default=None, description="Share that the other actor holds in this one.")
    note: Text | None = Field(default=None, description="What a reader must know, in our words.")


class Actor(Record, table="actors", derived=("name", "name_ja", "name_ru")):
    """An organisation that takes part in the cooperation."""

    actor_id: Slug = Field(description="Id of the actor.")
    name: Text = Field(description="Name in English: the primary English row of `actor_names`.")
    name_ja: Text | None = Field(default=None, description="Name in Japanese: the primary Japanese row of `actor_names`.")
    name_ru: Text | None = Field(default=None, description="Name in Russian: the primary Russian row of `actor_names`.")
    kind: ActorKind = Field(description="What sort of organisation it is.")
    country: CountryCode | None = Field(
        default=None, description="ISO 3166-1 alpha-2 code of the country whose law or government it belongs to."
    )
    seat: Text | None = Field(default=None, description="City of its head office.")
    industry: Text | None = Field(default=None, description="Line of business in plain words.")
    note: Text | None = Field(default=None, description="What a reader must know, in our words.")
    names: tuple[ActorName, ...] = Field(default=(), description="Every spelling of its name.")
    identifiers: tuple[ActorIdentifier, ...] = Field(default=(), description="Identifiers given by registers.")
    relations: tuple[ActorRelation, ...] = Field(default=(), description="Ties to other organisations.")

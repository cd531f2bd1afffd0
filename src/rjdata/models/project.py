"""Projects: what they are, who takes part, what they cost and make, and what became of them."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from rjdata.models.base import (
    ActorId,
    AgreementId,
    Amount,
    ChildId,
    Claim,
    DatedRecord,
    Ordinal,
    Percent,
    Period,
    PlaceId,
    Precision,
    ProjectId,
    Qualifier,
    Record,
    SectorBasis,
    SectorId,
    Slug,
    Text,
    Unit,
    Vocabulary,
)
from rjdata.models.lifecycle import HistoryKind, Participation, Stage


class ProjectKind(Vocabulary):
    """What sort of undertaking a project is."""

    PRODUCTION_PLANT = "production_plant", "A factory or farm that makes goods."
    EXTRACTION = "extraction", "Oil, gas, coal or other extraction, with the plant that belongs to it."
    INFRASTRUCTURE = "infrastructure", "A port, airport, grid, cable, hotel, hospital or other building."
    FINANCE = "finance", "A loan, a fund, or a bank's business."
    EQUITY_STAKE = "equity_stake", "A purchase of shares in a going concern."
    SALES_OR_OFFICE = "sales_or_office", "A sales unit, shop, venue or office. Leave out where projects are counted."
    SUPPLY_OR_OFFTAKE = "supply_or_offtake", "A supply of equipment or goods over time."
    STUDY = "study", "A feasibility or other study."
    RESEARCH_PROGRAMME = "research_programme", "Joint research or development."
    EXCHANGE_PROGRAMME = "exchange_programme", "Training, visits or exchange of people."
    TRANSPORT_SERVICE = "transport_service", "A flight, train, ship or postal service."
    DEMONSTRATION = "demonstration", "A demonstration of technology in use."


class ParticipantRole(Vocabulary):
    """What an actor does in a project."""

    INVESTOR = "investor", "Puts in capital."
    OPERATOR = "operator", "Runs it."
    PARTNER = "partner", "Takes part without a narrower role in the sources."
    ORGANISER = "organiser", "Arranges or supervises it."
    CONTRACTOR = "contractor", "Designs or builds."
    CUSTOMER = "customer", "Orders or uses."
    SUPPLIER = "supplier", "Delivers equipment, technology or goods."
    HOST = "host", "Gives the site or the premises."
    LENDER = "lender", "Lends money."
    FUNDER = "funder", "Gives money without return."
    BENEFICIARY = "beneficiary", "Is served by it."
    RESEARCH = "research", "Does the research."
    BUYER = "buyer", "Buys the output or the stake."
    SELLER = "seller", "Sells the stake or the works."
    LICENSOR = "licensor", "Gives a licence, brand or franchise."
    INSURER = "insurer", "Insures loans or trade."
    REGULATOR = "regulator", "Permits or oversees it in law."
    ADVISER = "adviser", "Advises."


class AgreementRelation(Vocabulary):
    """What an agreement is to a project."""

    LED_TO = "led_to", "The agreement came before the project and led to it."
    AMENDS = "amends", "The agreement changes the project's terms."
    FINANCES = "finances", "The agreement brings money to the project."
    IMPLEMENTS = "implements", "The agreement carries the project out."


class ProjectRelationKind(Vocabulary):
    """What the other project is to this one."""

    RELATED = "related", "The two are tied, in another way; `note` may tell which."
    SUCCESSOR_OF = "successor_of", "This project follows the other."
    FINANCED_BY = "financed_by", "The other project brings money to this one."


class ProjectSector(Record, table="project_sectors", parent="projects", id_kind="sector", unique=(("project_id", "sector_id"),)):
    """A point of the plan that a project falls under."""

    project_sector_id: ChildId = Field(description="Id of the row.")
    project_id: ProjectId = Field(description="The project.")
    sector_id: SectorId = Field(description="Point of the plan.")
    is_primary: bool = Field(description="Whether it is the one shown. Exactly one sector of a project is, where it has any.")
    basis: SectorBasis = Field(description="Who put the project under that point.")


class ProjectParticipant(
    Period,
    table="project_participants",
    parent="projects",
    id_kind="participant",
    unique=(("project_id", "actor_id", "role", "from_on"),),
):
    """An actor that takes part in a project, and as what."""

    project_participant_id: ChildId = Field(description="Id of the row.")
    project_id: ProjectId = Field(description="The project.")
    actor_id: ActorId = Field(description="The actor.")
    role: ParticipantRole = Field(description="What it does in the project.")
    is_planned: bool = Field(default=False, description="Whether a source speaks of the part as planned only.")
    note: Text | None = Field(default=None, description="What a reader must know, in our words.")


class ProjectStake(Period, table="project_stakes", parent="projects", id_kind="stake"):
    """A share that an actor holds in a company or venture."""

    project_stake_id: ChildId = Field(description="Id of the row.")
    project_id: ProjectId = Field(description="The project.")
    holder_actor_id: ActorId = Field(description="Actor that holds the stake.")
    held_in: Text = Field(description="Company or venture in which it is held, as named by the source.")
    held_in_actor_id: ActorId | None = Field(default=None, description="The same as an actor, where it has a record.")
    percent: Percent | None = Field(default=None, description="Share held; empty where no source gives it.")
    is_direct: bool | None = Field(default=None, description="Whether it is held without a company between.")
    is_planned: bool = Field(default=False, description="Whether a source speaks of the stake as planned only.")
    confirmed_on: date | None = Field(default=None, description="Latest day for which a source states the stake.")
    confirmed_on_precision: Precision | None = Field(default=None, description="Precision of `confirmed_on`.")
    note: Text | None = Field(default=None, description="What a reader must know, in our words.")


class ProjectPlace(Record, table="project_places", parent="projects", id_kind="place", unique=(("project_id", "place_id"),)):
    """A place where a project is carried out."""

    project_place_id: ChildId = Field(description="Id of the row.")
    project_id: ProjectId = Field(description="The project.")
    place_id: PlaceId = Field(description="The place.")
    is_primary: bool = Field(description="Whether it is the one shown. Exactly one place of a project is, where it has any.")


class ProjectAmount(Amount, table="project_amounts", parent="projects", id_kind="amount"):
    """A sum of money of a project."""

    project_amount_id: ChildId = Field(description="Id of the row.")
    project_id: ProjectId = Field(description="The project.")


class ProjectCapacity(Claim, table="project_capacities", parent="projects", id_kind="capacity"):
    """What a project can make, move or hold."""

    project_capacity_id: ChildId = Field(description="Id of the row.")
    project_id: ProjectId = Field(description="The project.")
    value: Annotated[Decimal, Field(ge=0), Unit("unit")] = Field(description="The figure, written out.")
    unit: Text = Field(description="UCUM unit, such as t/a, MW, m3 or {vehicle}/a.")
    measures: Text = Field(description="What is measured.")
    qualifier: Qualifier = Field(description="How the figure is to be read.")
    is_planned: bool = Field(description="Whether the capacity was a plan when stated.")
    dated_on: date | None = Field(default=None, description="Day for which it is stated.")
    dated_on_precision: Precision | None = Field(default=None, description="Precision of `dated_on`.")
    note: Text | None = Field(default=None, description="What a reader must know, in our words.")


class ProjectAgreement(
    Record, table="project_agreements", parent="projects", id_kind="agreement", unique=(("project_id", "agreement_id", "relation"),)
):
    """An agreement tied to a project."""

    project_agreement_id: ChildId = Field(description="Id of the row.")
    project_id: ProjectId = Field(description="The project.")
    agreement_id: AgreementId = Field(description="The agreement.")
    relation: AgreementRelation = Field(description="What the agreement is to the project.")


class ProjectRelation(
    Record, table="project_relations", parent="projects", id_kind="relation", unique=(("project_id", "related_project_id", "kind"),)
):
    """A tie between two projects other than parent and part."""

    project_relation_id: ChildId = Field(description="Id of the row.")
    project_id: ProjectId = Field(description="The project.")
    related_project_id: ProjectId = Field(description="The other project.")
    kind: ProjectRelationKind = Field(description="What the other project is to this one.")
    note: Text | None = Field(default=None, description="What a reader must know, in our words.")


class ProjectHistory(DatedRecord, table="project_history", parent="projects", id_kind="history", unique=(("project_id", "sequence"),)):
    """One thing that happened in a project, was said of it, or was planned."""

    project_history_id: ChildId = Field(description="Id of the row.")
    project_id: ProjectId = Field(description="The project.")
    sequence: Ordinal = Field(description="Order of the rows of a project, from 1.")
    happened_on: date = Field(description="Day on which it happened, was said, or is planned for.")
    happened_on_precision: Precision = Field(description="Precision of `happened_on`.")
    kind: HistoryKind = Field(description="What sort of thing it is.")
    is_plan: bool = Field(
        default=False, description="Whether the source speaks of it as to come. A plan changes neither stage nor participation."
    )
    stage: Stage | None = Field(default=None, description="Stage of the project from then on, where the row decides it.")
    participation: Participation | None = Field(default=None, description="Japanese participation from then on, where the row decides it.")
    actor_id: ActorId | None = Field(default=None, description="Actor whose act it is.")
    summary: Text = Field(description="What happened, in our words.")

    @model_validator(mode="after")
    def _plan_decides_nothing(self) -> Self:
        if self.is_plan and (self.stage or self.participation):
            raise PydanticCustomError("plan_with_status", "a plan has neither `stage` nor `participation`")
        return self


class Project(
    Record,
    table="projects",
    derived=("primary_sector_id", "primary_place_id", "stage", "participation", "last_reported_on", "independent_source_count"),
):
    """An undertaking of the two countries: a plant, a field, a fund, a service, a study, a programme."""

    project_id: Slug = Field(description="Id of the project.")
    name: Text = Field(description="Name in English.")
    name_ja: Text | None = Field(default=None, description="Name in Japanese.")
    name_ru: Text | None = Field(default=None, description="Name in Russian.")
    kind: ProjectKind = Field(description="What sort of undertaking it is.")
    parent_project_id: ProjectId | None = Field(default=None, description="Project of which it is a part.")
    summary: Text = Field(description="What it is, in our words.")
    industry: Text | None = Field(default=None, description="Line of business in plain words.")
    primary_sector_id: SectorId | None = Field(default=None, description="Primary row of `project_sectors`.")
    primary_place_id: PlaceId | None = Field(default=None, description="Primary row of `project_places`.")
    stage: Stage = Field(default=Stage.UNKNOWN, description="Last stage that the history decides: as of `last_reported_on`.")
    participation: Participation = Field(
        default=Participation.UNKNOWN,
        description="Last Japanese participation that the history decides: as of `last_reported_on`.",
    )
    last_reported_on: date | None = Field(
        default=None, description="Earliest possible day of publication of the newest dated source that speaks of it."
    )
    independent_source_count: int = Field(default=0, ge=0, description="Number of sources that speak of it, copies not counted.")
    note: Text | None = Field(default=None, description="What a reader must know, in our words.")
    sectors: tuple[ProjectSector, ...] = Field(default=(), description="Points of the plan it falls under.")
    participants: tuple[ProjectParticipant, ...] = Field(default=(), description="Who takes part.")
    stakes: tuple[ProjectStake, ...] = Field(default=(), description="Who holds what share of what.")
    places: tuple[ProjectPlace, ...] = Field(default=(), description="Where it is carried out.")
    amounts: tuple[ProjectAmount, ...] = Field(default=(), description="Sums of money.")
    capacities: tuple[ProjectCapacity, ...] = Field(default=(), description="What it can make, move or hold.")
    agreements: tuple[ProjectAgreement, ...] = Field(default=(), description="Agreements tied to it.")
    relations: tuple[ProjectRelation, ...] = Field(default=(), description="Ties to other projects.")
    history: tuple[ProjectHistory, ...] = Field(default=(), description="What happened, in order.")

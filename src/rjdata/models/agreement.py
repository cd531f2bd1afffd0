"""Signed documents, and sets of them that were counted together."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from rjdata.models.base import (
    ActorId,
    AgreementId,
    Amount,
    ChildId,
    Claim,
    CountryCode,
    DatedRecord,
    EventId,
    Ordinal,
    PackageId,
    PersonId,
    PlaceId,
    Precision,
    Qualifier,
    Record,
    SectorBasis,
    SectorId,
    Slug,
    Text,
    Vocabulary,
)


class DocumentType(Vocabulary):
    """What sort of document it is. The words of the source stand in `stated_type`."""

    TREATY = "treaty", "A treaty, convention or agreement between states."
    JOINT_STATEMENT = "joint_statement", "A joint statement or declaration."
    PRESS_STATEMENT = "press_statement", "A statement to the press."
    ACTION_PLAN = "action_plan", "A plan, programme or roadmap."
    PROTOCOL = "protocol", "A protocol."
    MEMORANDUM = "memorandum", "A memorandum of understanding, of cooperation or of intent; sources use the words by turns."
    LETTER_OF_INTENT = "letter_of_intent", "A letter or declaration of intent."
    HEADS_OF_AGREEMENT = "heads_of_agreement", "Heads of agreement, basic terms, a term sheet."
    COOPERATION_AGREEMENT = "cooperation_agreement", "An agreement to cooperate."
    CONTRACT = "contract", "A contract for goods, works or services."
    OFFTAKE_CONTRACT = "offtake_contract", "A contract to take the output of a plant."
    LICENCE = "licence", "A licence of technology or rights."
    LOAN_AGREEMENT = "loan_agreement", "A loan or credit agreement."
    BOND = "bond", "A bond issue."
    SHARE_PURCHASE = "share_purchase", "A purchase of shares."
    SHAREHOLDER_AGREEMENT = "shareholder_agreement", "An agreement among shareholders or on a joint venture."
    INVESTMENT_DECISION = "investment_decision", "A decision to invest that the parties signed."
    OTHER = "other", "Another document; `stated_type` says which."


class AgreementLevel(Vocabulary):
    """Between whom an agreement is, by the kinds of its parties."""

    INTERGOVERNMENTAL = "intergovernmental", "All parties are governments, their bodies or agencies."
    REGIONAL = "regional", "All parties are public, and at least one is a region or city."
    CORPORATE = "corporate", "No party is a government, its body or agency, a region or a city."
    MIXED = "mixed", "Public parties and others together."
    UNKNOWN = "unknown", "Not all kinds of parties are known."


class SigningState(Vocabulary):
    """Whether the document is known to be signed."""

    SIGNED = "signed", "A source says it was signed."
    ANNOUNCED = "announced", "A source says it was agreed or announced; none says it was signed."
    PLANNED = "planned", "A source says it is to be signed."
    UNCONFIRMED = "unconfirmed", "Sources leave open whether it exists."


class Membership(Vocabulary):
    """Whether a document belongs to a package."""

    YES = "yes", "A source says so, or the match is plain."
    UNSURE = "unsure", "It may belong."


class OutcomeStatus(Vocabulary):
    """What became of an agreement."""

    IN_FORCE = "in_force", "It is applied."
    IMPLEMENTED = "implemented", "What it promised was done."
    PARTLY = "partly", "Part of what it promised was done."
    SUPERSEDED = "superseded", "A later document took its place."
    SUSPENDED = "suspended", "It is not applied for the time being."
    LAPSED = "lapsed", "It ran out or was let drop."
    TERMINATED = "terminated", "A party ended it."
    UNKNOWN = "unknown", "No source tells."


class PartyRole(Vocabulary):
    """What a party is to an agreement."""

    SIGNATORY = "signatory", "Signed it, or is a side of it where `signing_state` is not `signed`."
    BENEFICIARY = "beneficiary", "Is bound or favoured by it without signing."
    WITNESS = "witness", "Was present at the signing."


class AgreementParty(
    Record,
    table="agreement_parties",
    parent="agreements",
    id_kind="party",
    unique=(("agreement_id", "actor_id", "person_id", "country", "role"),),
):
    """A party to an agreement, with the person who signed for it where a source says so."""

    agreement_party_id: ChildId = Field(description="Id of the row.")
    agreement_id: AgreementId = Field(description="The agreement.")
    actor_id: ActorId | None = Field(default=None, description="Organisation that is the party; empty where no source names it.")
    country: CountryCode | None = Field(default=None, description="ISO 3166-1 alpha-2 code, where a source names only the country.")
    person_id: PersonId | None = Field(default=None, description="Person who signed for the party.")
    role: PartyRole = Field(description="What the party is to the agreement.")

    @model_validator(mode="after")
    def _party_is_named(self) -> Self:
        if not (self.actor_id or self.country):
            raise PydanticCustomError("party_unnamed", "a party has an actor, or at least a country")
        return self


class AgreementAmount(Amount, table="agreement_amounts", parent="agreements", id_kind="amount"):
    """A sum of money that an agreement speaks of."""

    agreement_amount_id: ChildId = Field(description="Id of the row.")
    agreement_id: AgreementId = Field(description="The agreement.")


class Agreement(DatedRecord, table="agreements", derived=("level", "independent_source_count")):
    """A document signed, announced or planned between parties of the two countries."""

    agreement_id: Slug = Field(description="Id of the agreement.")
    name: Text = Field(description="Title or plain name in English.")
    name_ja: Text | None = Field(default=None, description="Title in Japanese.")
    name_ru: Text | None = Field(default=None, description="Title in Russian.")
    doc_type: DocumentType = Field(description="What sort of document it is.")
    stated_type: Text | None = Field(default=None, description="What the source calls it.")
    level: AgreementLevel = Field(default=AgreementLevel.UNKNOWN, description="Between whom it is, derived from the kinds of the parties.")
    signing_state: SigningState = Field(description="Whether it is known to be signed.")
    is_binding: bool | None = Field(default=None, description="Whether it binds in law, where a source or its kind tells.")
    signed_on: date | None = Field(default=None, description="Day of signing, or of the announcement where only that is known.")
    signed_on_precision: Precision | None = Field(default=None, description="Precision of `signed_on`.")
    event_id: EventId | None = Field(default=None, description="Event at which it was signed.")
    place_id: PlaceId | None = Field(default=None, description="Place that it is about; where it was signed is the place of its event.")
    sector_id: SectorId | None = Field(default=None, description="Point of the plan that it falls under.")
    sector_basis: SectorBasis | None = Field(default=None, description="Who put it under that point.")
    package_id: PackageId | None = Field(default=None, description="Package that it may belong to.")
    package_membership: Membership | None = Field(default=None, description="Whether it belongs to the package.")
    amends_agreement_id: AgreementId | None = Field(default=None, description="Agreement that it changes.")
    subject: Text | None = Field(default=None, description="What it is about, in our words.")
    outcome_status: OutcomeStatus = Field(default=OutcomeStatus.UNKNOWN, description="What became of it.")
    outcome: Text | None = Field(default=None, description="What became of it, in our words.")
    outcome_on: date | None = Field(default=None, description="Day for which the outcome is stated.")
    outcome_on_precision: Precision | None = Field(default=None, description="Precision of `outcome_on`.")
    independent_source_count: int = Field(default=0, ge=0, description="Number of sources that speak of it, copies not counted.")
    note: Text | None = Field(default=None, description="What a reader must know, in our words.")
    parties: tuple[AgreementParty, ...] = Field(default=(), description="Who is party to it.")
    amounts: tuple[AgreementAmount, ...] = Field(default=(), description="Sums of money it speaks of.")

    @model_validator(mode="after")
    def _pairs_come_together(self) -> Self:
        if (self.sector_id is None) != (self.sector_basis is None):
            raise PydanticCustomError("sector_without_basis", "`sector_id` and `sector_basis` come together")
        if (self.package_id is None) != (self.package_membership is None):
            raise PydanticCustomError("package_without_membership", "`package_id` and `package_membership` come together")
        return self


class PackageCount(Claim, table="package_counts", parent="packages", id_kind="count"):
    """How many documents a source counted in a package, in all or under one heading."""

    package_count_id: ChildId = Field(description="Id of the row.")
    package_id: PackageId = Field(description="The package.")
    sector_id: SectorId | None = Field(default=None, description="Point of the plan that was counted; empty for a count over all points.")
    heading: Text = Field(description="What was counted, in our words.")
    printed_count: Ordinal = Field(description="The number printed.")
    qualifier: Qualifier = Field(description="How the figure is to be read.")
    is_planned: bool = Field(default=False, description="Whether it was told in advance.")
    counted_by: Text = Field(description="Who counted.")
    note: Text | None = Field(default=None, description="What a reader must know, in our words.")


class Package(Record, table="packages"):
    """A set of documents that were announced or counted together."""

    package_id: Slug = Field(description="Id of the package.")
    name: Text = Field(description="What the set is called.")
    event_id: EventId | None = Field(default=None, description="Event at which the documents were signed.")
    gap: Text | None = Field(default=None, description="What the printed counts leave open, in our words.")
    note: Text | None = Field(default=None, description="What a reader must know, in our words.")
    counts: tuple[PackageCount, ...] = Field(default=(), description="What was printed.")

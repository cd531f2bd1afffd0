"""What every record shares: identifiers, vocabularies, dates known in part, amounts.

A field is a column of the same name. Three things are read off a model by :mod:`rjdata.models.columns`: the type of each field, its
``description``, and the :class:`Unit` or :class:`References` in its annotation.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from rjdata.dates import first_day


class Vocabulary(StrEnum):
    """A closed list of words. Each member is its own text and says in ``description`` what it means."""

    description: str

    def __new__(cls, value: str, description: str = "") -> Self:
        """Make a member of its text and its description; called with the text alone, the class looks the member up."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member


class Unit(NamedTuple):
    """Annotation: the unit of a number, or the name of the column that holds it."""

    unit: str


class References(NamedTuple):
    """Annotation: the value is the key of a row in this table."""

    table: str


SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CHILD_ID = r"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+-[1-9][0-9]*)+$"

Text = Annotated[str, StringConstraints(min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=SLUG)]
ChildId = Annotated[str, StringConstraints(pattern=CHILD_ID)]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
CountryCodes = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}( [A-Z]{2})*$")]
CurrencyCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?$")]
TableName = Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Percent = Annotated[Decimal, Field(ge=0, le=100), Unit("percent")]
Ordinal = Annotated[int, Field(ge=1)]

SectorId = Annotated[Slug, References("sectors")]
ActorId = Annotated[Slug, References("actors")]
PersonId = Annotated[Slug, References("people")]
PlaceId = Annotated[Slug, References("places")]
EventId = Annotated[Slug, References("events")]
PackageId = Annotated[Slug, References("packages")]
AgreementId = Annotated[Slug, References("agreements")]
ProjectId = Annotated[Slug, References("projects")]
SourceId = Annotated[Slug, References("sources")]


class Precision(Vocabulary):
    """How much of a date is known. The date column always holds the first day of the interval."""

    DAY = "day", "The day is known."
    MONTH = "month", "The month is known; the date is its first day."
    YEAR = "year", "Only the year is known; the date is 1 January."


class Qualifier(Vocabulary):
    """How a figure is to be read."""

    EXACT = "exact", "As printed, with no word that loosens it."
    APPROXIMATE = "approximate", "Printed with about, some, nearly, or plainly rounded."
    AT_LEAST = "at_least", "Printed as more than, over, or at least."
    UP_TO = "up_to", "Printed as up to, less than, or at most."


class SectorBasis(Vocabulary):
    """Who put a record under a point of the plan."""

    SOURCE = "source", "A source names the point."
    THEMATIC = "thematic", "We chose the point by the subject."


class AmountMeaning(Vocabulary):
    """What a sum of money is. Sums of different meanings are never added."""

    LOAN = "loan", "Money lent."
    LOAN_CEILING = "loan_ceiling", "The most that may be drawn under a loan or credit line."
    EQUITY_PRICE = "equity_price", "Price of shares or of a stake."
    CAPITAL = "capital", "Capital of a company or venture."
    PROJECT_COST = "project_cost", "Cost of a project as a whole."
    PLANNED_INVESTMENT = "planned_investment", "Investment that a party means to make."
    CONTRACT_VALUE = "contract_value", "Value of a contract or order."
    FUND_SIZE = "fund_size", "Size of an investment fund or framework."
    BOND = "bond", "Value of bonds issued."
    GRANT = "grant", "Money given without return."
    PAYMENT = "payment", "Money paid for a service, a licence or a right."


class Record(BaseModel):
    """A row with its children: frozen, and closed to unknown fields."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    table_name: ClassVar[str]
    """Table that holds rows of this model."""
    key_column: ClassVar[str]
    """Name of the key column: the name of the model with ``_id``."""
    parent_table: ClassVar[str | None] = None
    """Table of the record that a child belongs to; its key is a column of the child."""
    id_kind: ClassVar[str | None] = None
    """The word before the number in a child's id: ``arctic-lng-2.stake-1``."""
    natural_keys: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """No two rows of the table agree in all these columns."""
    derived_columns: ClassVar[tuple[str, ...]] = ()
    """Columns that compile computes; a curated record must not state them."""

    def __init_subclass__(
        cls,
        *,
        table: str | None = None,
        parent: str | None = None,
        id_kind: str | None = None,
        unique: tuple[tuple[str, ...], ...] = (),
        derived: tuple[str, ...] = (),
    ) -> None:
        super().__init_subclass__()
        if table is not None:
            cls.table_name, cls.parent_table, cls.id_kind = table, parent, id_kind
            cls.natural_keys, cls.derived_columns = unique, derived
            cls.key_column = "".join(f"_{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("_") + "_id"


class DatedRecord(Record):
    """A record with dates known in part: each ``<name>_on`` stands beside ``<name>_on_precision``."""

    partial_dates: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Date columns, each with the column of its precision."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: object) -> None:
        """Note the dates once a class, as every record is checked."""
        super().__pydantic_init_subclass__(**kwargs)
        cls.partial_dates = tuple((name.removesuffix("_precision"), name) for name in cls.model_fields if name.endswith("_precision"))

    @model_validator(mode="after")
    def _dates_fit_their_precision(self) -> Self:
        for name, precision_name in self.partial_dates:
            day: date | None = getattr(self, name)
            precision: Precision | None = getattr(self, precision_name)
            if (day is None) != (precision is None):
                raise PydanticCustomError("date_without_precision", "a date and its precision come together", {"column": precision_name})
            if day is not None and precision is not None and day != first_day(day, precision):
                raise PydanticCustomError(
                    "date_not_first_day",
                    "{day} is not the first day of its {precision}",
                    {"day": day.isoformat(), "precision": precision.value, "column": name},
                )
        return self


class Period(DatedRecord):
    """A record that holds from one date to another, where sources say so."""

    from_on: date | None = Field(default=None, description="First day known to a source.")
    from_on_precision: Precision | None = Field(default=None, description="Precision of `from_on`.")
    to_on: date | None = Field(default=None, description="Last day known to a source.")
    to_on_precision: Precision | None = Field(default=None, description="Precision of `to_on`.")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.from_on and self.to_on and self.to_on_precision is Precision.DAY and self.to_on < self.from_on:
            raise PydanticCustomError("period_reversed", "`to_on` lies before `from_on`")
        return self


class Claim(DatedRecord):
    """A figure that may have rivals. Rows of one `claim_group` state the same thing; exactly one is preferred."""

    claim_group: Text = Field(description="Rows that state the same figure share this name; a figure alone has its own id.")
    is_preferred: bool = Field(description="Whether this row stands for its group. Exactly one row of a group does.")


class Amount(Claim):
    """A sum of money as a source prints it."""

    value: Annotated[Decimal, Field(ge=0), Unit("currency")] = Field(description="The sum, written out in full units of the currency.")
    currency: CurrencyCode = Field(description="ISO 4217 code.")
    meaning: AmountMeaning = Field(description="What the sum is.")
    qualifier: Qualifier = Field(description="How the figure is to be read.")
    covers: Text | None = Field(default=None, description="What the sum covers, where it is not the whole.")
    is_planned: bool = Field(description="Whether the sum was a plan when stated.")
    dated_on: date | None = Field(default=None, description="Day for which the sum is stated.")
    dated_on_precision: Precision | None = Field(default=None, description="Precision of `dated_on`.")
    note: Text | None = Field(default=None, description="What a reader must know, in our words.")

"""Trade volumes, other figures, and exchange rates."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from rjdata.models.base import Claim, CountryCode, CurrencyCode, Qualifier, Record, Slug, TableName, Text, Unit, Vocabulary

FigureId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$")]


class Flow(Vocabulary):
    """Direction of trade, seen from the reporter."""

    EXPORTS = "exports", "Goods that leave the reporter for the partner."
    IMPORTS = "imports", "Goods that reach the reporter from the partner."
    TURNOVER = "turnover", "Exports and imports together."
    BALANCE = "balance", "Exports less imports."


class Statistic(Vocabulary):
    """Whose statistic a trade figure is."""

    JP_MOF = "JP-MOF", "Trade Statistics of Japan (Ministry of Finance), or figures printed from them."
    RU_FCS = "RU-FCS", "Foreign trade statistics of the Federal Customs Service of Russia."
    RU_MEDT = "RU-MEDT", "Figures of Russia's Ministry of Economic Development."
    JETRO_USD = "JETRO-USD", "Japanese customs figures put into US dollars by JETRO."
    IMF_IMTS = "IMF-IMTS", "International Merchandise Trade Statistics of the IMF."
    COW = "COW", "Correlates of War, dyadic trade."
    ECB_EXR = "ECB-EXR", "Euro foreign exchange reference rates of the European Central Bank."
    FRED = "FRED", "H.10 exchange rates of the Federal Reserve, as FRED gives them."
    PWT = "PWT", "Penn World Table."
    OTHER = "other", "Another statistic, or one that the source does not name; see `statistic_note`."


class TradeMeasure(Vocabulary):
    """What a trade figure measures."""

    VALUE = "value", "Money."
    QUANTITY = "quantity", "Amount of goods."


class ProductSystem(Vocabulary):
    """What a product code belongs to."""

    TOTAL = "TOTAL", "All goods; no code."
    HS = "HS", "Harmonized System."
    TEXT = "text", "The source's own words; the code is our slug of them."


class PeriodType(Vocabulary):
    """What sort of period a figure covers."""

    CALENDAR_YEAR = "calendar_year", "January to December."
    FISCAL_YEAR = "fiscal_year", "April to March, as in Japan."
    HALF_YEAR = "half_year", "Six months."
    QUARTER = "quarter", "Three months."
    MONTH = "month", "A month."
    DAY = "day", "One day, or the state on that day."
    CUMULATIVE = "cumulative", "From a beginning to an end that are no whole period."
    INSTANT = "instant", "The state at the date of the source; both bounds are that day."


class ObservationKind(Vocabulary):
    """What a figure counts or measures."""

    MEMBER_COUNT = "member_count", "Members of a body."
    COMPANY_COUNT = "company_count", "Companies."
    DOCUMENT_COUNT = "document_count", "Documents or projects signed or agreed."
    PROJECT_COUNT = "project_count", "Projects."
    EVENT_COUNT = "event_count", "Meetings or other events."
    SHARE = "share", "A share of a whole, in percent."
    RANK = "rank", "A place in an order."
    CHANGE = "change", "A change from one period to another, in percent."
    VISITORS = "visitors", "Visitors, travellers or passengers."
    VISAS = "visas", "Visas issued."
    STUDENTS = "students", "Students, trainees or participants of courses."
    STAFF = "staff", "People employed."
    FDI_STOCK = "fdi_stock", "Stock of direct investment."
    FDI_FLOW = "fdi_flow", "Flow of direct investment."
    INVESTMENT = "investment", "Investment announced or made, as a sum."
    BUDGET = "budget", "State money set aside or spent."
    LOSS = "loss", "Loss, write-down or impairment."
    GAIN = "gain", "Gain or profit."
    SALES = "sales", "Sales or revenue."
    ORDERS = "orders", "Orders received."
    DEBT = "debt", "Debt or exposure."
    OUTPUT = "output", "What was made, caught or dug in a period."
    RESERVES = "reserves", "Reserves or resources in the ground."
    QUOTA = "quota", "An allowed catch, cut or volume."
    DURATION = "duration", "A time that something takes."
    DISTANCE = "distance", "A length or distance."
    AREA = "area", "An area."
    SITE_COUNT = "site_count", "Shops, plants, vehicles, ships or other things counted."
    TRAFFIC = "traffic", "Trains, flights or cargo moved."
    TARGET = "target", "A figure that a government or company set itself."
    OTHER = "other", "Another figure; `definition` says which."


class Periodic(Claim):
    """A figure for a period."""

    period_type: PeriodType = Field(description="What sort of period it is.")
    period_start: date = Field(description="First day of the period.")
    period_end: date = Field(description="Last day of the period.")

    @model_validator(mode="after")
    def _period_runs_forward(self) -> Self:
        if self.period_end < self.period_start:
            raise PydanticCustomError("figure_period_reversed", "`period_end` lies before `period_start`")
        return self


class TradeVolume(
    Periodic,
    table="trade_volumes",
    unique=(("series_id", "period_start", "period_end", "vintage", "value"),),
):
    """Trade between the two countries in a period, as one reporter counts it."""

    trade_volume_id: FigureId = Field(description="Id of the figure.")
    series_id: FigureId = Field(
        description="Figures that may stand in one line: same statistic, reporter, flow, product, measure, unit and conversion."
    )
    statistic: Statistic = Field(description="Whose statistic it is.")
    statistic_note: Text | None = Field(default=None, description="What is known of the statistic beyond its name.")
    reporter: CountryCode = Field(description="ISO 3166-1 alpha-2 code of the country that counts.")
    partner: CountryCode = Field(description="ISO 3166-1 alpha-2 code of the other country.")
    reporter_as_then: CountryCode = Field(description="The country that counts as it then was; SU for the Soviet Union.")
    partner_as_then: CountryCode = Field(description="The other country as it then was; SU for the Soviet Union.")
    flow: Flow = Field(description="Direction, seen from the reporter.")
    measure: TradeMeasure = Field(description="What is measured.")
    product_system: ProductSystem = Field(description="What the product code belongs to.")
    product_code: Text | None = Field(default=None, description="Code of the product; empty for all goods.")
    product_label: Text = Field(description="The product in words.")
    value: Annotated[Decimal, Unit("unit")] = Field(description="The figure, written out in full units.")
    unit: Text = Field(description="ISO 4217 code for money; UCUM unit for quantities.")
    qualifier: Qualifier = Field(description="How the figure is to be read.")
    conversion: Text | None = Field(default=None, description="How money came into this currency, where it was converted by the source.")
    vintage: date | None = Field(default=None, description="Day of the publication that the figure is from, where a later one may differ.")
    is_derived: bool = Field(default=False, description="Whether we computed it.")
    formula: Text | None = Field(default=None, description="How we computed it, over ids of other rows.")
    note: Text | None = Field(default=None, description="What a reader must know, in our words.")

    @model_validator(mode="after")
    def _derived_has_formula(self) -> Self:
        if self.is_derived != (self.formula is not None):
            raise PydanticCustomError("derived_without_formula", "a derived figure has a formula, and no other has one")
        return self

    @model_validator(mode="after")
    def _total_has_no_code(self) -> Self:
        if (self.product_system is ProductSystem.TOTAL) != (self.product_code is None):
            raise PydanticCustomError("product_code", "all goods have no product code, and every other product has one")
        return self


class Observation(
    Periodic, table="observations", unique=(("kind", "subject_table", "subject_id", "period_start", "period_end", "definition", "value"),)
):
    """Any other figure that a source prints."""

    observation_id: FigureId = Field(description="Id of the figure.")
    kind: ObservationKind = Field(description="What it counts or measures.")
    subject_table: TableName | None = Field(default=None, description="Table of the record that it is about; empty where it is about none.")
    subject_id: Slug | None = Field(default=None, description="Id of the record that it is about.")
    value: Annotated[Decimal, Unit("unit")] = Field(description="The figure, written out in full units.")
    unit: Text = Field(description="ISO 4217 code for money; UCUM unit or `count`, `percent`, `rank` otherwise.")
    qualifier: Qualifier = Field(description="How the figure is to be read.")
    is_planned: bool = Field(default=False, description="Whether it was a plan or a goal when stated.")
    counted_by: Text | None = Field(default=None, description="Who counted, where that is not the publisher of the source.")
    definition: Text = Field(description="What exactly is counted, in our words.")
    denominator: Text | None = Field(default=None, description="The whole of which a share is taken, or the base of a change.")
    note: Text | None = Field(default=None, description="What a reader must know, in our words.")

    @model_validator(mode="after")
    def _subject_is_whole(self) -> Self:
        if (self.subject_table is None) != (self.subject_id is None):
            raise PydanticCustomError("subject_incomplete", "`subject_table` and `subject_id` come together")
        return self


class ExchangeRate(Record, table="exchange_rates", unique=(("statistic", "base_currency", "quote_currency", "period_start"),)):
    """Average rate of a calendar year: units of the quote currency for one unit of the base currency."""

    exchange_rate_id: FigureId = Field(description="Id of the rate.")
    statistic: Statistic = Field(description="Whose statistic it is.")
    base_currency: CurrencyCode = Field(description="ISO 4217 code of the currency of which one unit is priced.")
    quote_currency: CurrencyCode = Field(description="ISO 4217 code of the currency in which it is priced.")
    period_start: date = Field(description="First day of the year.")
    period_end: date = Field(description="Last day of the year.")
    rate: Annotated[Decimal, Field(gt=0), Unit("quote_currency/base_currency")] = Field(description="Average rate.")
    formula: Text | None = Field(default=None, description="How we computed it, where no statistic gives this pair.")
    input_count: int | None = Field(default=None, ge=1, description="Number of daily or monthly rates averaged.")
    note: Text | None = Field(default=None, description="What a reader must know, in our words.")

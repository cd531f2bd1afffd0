"""The eight points of the Cooperation Plan, and codes of standard classifications for them."""

from pydantic import Field

from rjdata.models.base import ChildId, Ordinal, Record, SectorId, Slug, Text, Vocabulary


class SectorScheme(Vocabulary):
    """A published classification of activities or goods."""

    ISIC = "ISIC", "International Standard Industrial Classification of All Economic Activities (United Nations)."
    HS = "HS", "Harmonized Commodity Description and Coding System (World Customs Organization)."


class SectorCode(Record, table="sector_codes", parent="sectors", id_kind="code", unique=(("sector_id", "scheme", "edition", "code"),)):
    """A code of a standard classification that falls under a point of the plan."""

    sector_code_id: ChildId = Field(description="Id of the row.")
    sector_id: SectorId = Field(description="Sector that the code belongs to.")
    scheme: SectorScheme = Field(description="Classification that the code is from.")
    edition: Text = Field(description="Edition of the classification, as its publisher names it.")
    code: Text = Field(description="The code, as text.")
    label: Text | None = Field(default=None, description="What the code stands for.")


class Sector(Record, table="sectors", unique=(("plan_point",),)):
    """A point of the eight-point Cooperation Plan of May 2016."""

    sector_id: Slug = Field(description="Id of the sector.")
    plan_point: Ordinal = Field(le=8, description="Number of the point, 1 to 8, in the order of Japan's foreign ministry.")
    name: Text = Field(description="Name in English.")
    name_ja: Text | None = Field(default=None, description="Name in Japanese.")
    name_ru: Text | None = Field(default=None, description="Name in Russian.")
    note: Text | None = Field(default=None, description="What a reader must know, in our words.")
    codes: tuple[SectorCode, ...] = Field(default=(), description="Codes of standard classifications.")

"""Cities, sites, regions, waters and routes."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from rjdata.models.base import ChildId, CountryCode, CountryCodes, PlaceId, Record, Slug, Text, Unit, Vocabulary
from rjdata.models.name import Name


class PlaceKind(Vocabulary):
    """What sort of place it is."""

    COUNTRY = "country", "A country."
    REGION = "region", "A region, prefecture or other first-level part of a country."
    DISTRICT = "district", "A district or other second-level part."
    CITY = "city", "A city or town."
    SETTLEMENT = "settlement", "A village or other settlement."
    SITE = "site", "A plant, park, mall, field or other site."
    AIRPORT = "airport", "An airport."
    PORT = "port", "A seaport."
    ISLAND = "island", "An island."
    ISLAND_GROUP = "island_group", "A group of islands."
    AREA = "area", "An area without a border of its own: a peninsula, a macro-region."
    WATERS = "waters", "A sea, strait, river or fishing ground."
    ROUTE = "route", "A railway, sea route or cable line."


class CoordinatePrecision(Vocabulary):
    """How near a pair of coordinates is to the thing."""

    SITE = "site", "Within about a kilometre of the site."
    CITY = "city", "A point in the city or settlement."
    REGION = "region", "A point somewhere in the region."


class PlaceName(Name, table="place_names", parent="places", id_kind="name", unique=(("place_id", "name", "language"),)):
    """A spelling of a place's name. A disputed place carries every name that a source uses."""

    place_name_id: ChildId = Field(description="Id of the row.")
    place_id: PlaceId = Field(description="Place that bears the name.")


class Place(Record, table="places", derived=("name", "name_ja", "name_ru")):
    """A place that the cooperation touches. No boundary is drawn and no claim is judged."""

    place_id: Slug = Field(description="Id of the place.")
    name: Text = Field(
        description="Name in English: the primary row of `place_names`; for a disputed place, all its English names by alphabet."
    )
    name_ja: Text | None = Field(default=None, description="Name in Japanese: the primary Japanese row of `place_names`.")
    name_ru: Text | None = Field(default=None, description="Name in Russian: the primary Russian row of `place_names`.")
    kind: PlaceKind = Field(description="What sort of place it is.")
    part_of_place_id: PlaceId | None = Field(default=None, description="Place of which it is a part.")
    iso_3166_2: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")] | None = Field(
        default=None, description="ISO 3166-2 code of the region it is or lies in; empty where disputed."
    )
    country: CountryCode | None = Field(default=None, description="ISO 3166-1 alpha-2 code; empty where disputed or in no country.")
    administered_by: CountryCode | None = Field(default=None, description="Country that administers a disputed place.")
    claimed_by: CountryCodes | None = Field(
        default=None, description="Countries that claim a disputed place, in alphabetical order, separated by a space."
    )
    latitude: Annotated[Decimal, Field(ge=-90, le=90), Unit("degree")] | None = Field(default=None, description="Latitude (WGS 84).")
    longitude: Annotated[Decimal, Field(ge=-180, le=180), Unit("degree")] | None = Field(default=None, description="Longitude (WGS 84).")
    coordinate_precision: CoordinatePrecision | None = Field(default=None, description="How near the coordinates are.")
    far_east_from: date | None = Field(
        default=None, description="Day from which it lies in the Far Eastern Federal District; empty if never, or disputed."
    )
    note: Text | None = Field(default=None, description="What a reader must know, in our words.")
    names: tuple[PlaceName, ...] = Field(default=(), description="Every spelling of the name.")

    @model_validator(mode="after")
    def _disputed_place_has_no_country(self) -> Self:
        if self.claimed_by and (self.country or self.iso_3166_2):
            raise PydanticCustomError("disputed_place_country", "a disputed place has neither `country` nor `iso_3166_2`")
        return self

    @model_validator(mode="after")
    def _coordinates_come_together(self) -> Self:
        if len({self.latitude is None, self.longitude is None, self.coordinate_precision is None}) > 1:
            raise PydanticCustomError("coordinates_incomplete", "latitude, longitude and their precision come together")
        return self

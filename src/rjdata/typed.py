"""A handle with typed names: for each main table its records, its getter and its loader."""

from typing import TYPE_CHECKING

import attrs

from rjdata.handle import Handle

if TYPE_CHECKING:
    import pandas as pd

    from rjdata.models import (
        Actor,
        Agreement,
        Event,
        ExchangeRate,
        Observation,
        Package,
        Person,
        Place,
        Project,
        Sector,
        Source,
        TradeVolume,
    )


@attrs.frozen(repr=False)
class TypedHandle(Handle):
    """A handle whose main tables are reached by name, so that type checkers know what comes back."""

    @property
    def sectors(self) -> "tuple[Sector, ...]":
        """All records of the table ``sectors``."""
        return self.records("sectors")

    @property
    def actors(self) -> "tuple[Actor, ...]":
        """All records of the table ``actors``."""
        return self.records("actors")

    @property
    def people(self) -> "tuple[Person, ...]":
        """All records of the table ``people``."""
        return self.records("people")

    @property
    def places(self) -> "tuple[Place, ...]":
        """All records of the table ``places``."""
        return self.records("places")

    @property
    def events(self) -> "tuple[Event, ...]":
        """All records of the table ``events``."""
        return self.records("events")

    @property
    def packages(self) -> "tuple[Package, ...]":
        """All records of the table ``packages``."""
        return self.records("packages")

    @property
    def agreements(self) -> "tuple[Agreement, ...]":
        """All records of the table ``agreements``."""
        return self.records("agreements")

    @property
    def projects(self) -> "tuple[Project, ...]":
        """All records of the table ``projects``."""
        return self.records("projects")

    @property
    def trade_volumes(self) -> "tuple[TradeVolume, ...]":
        """All records of the table ``trade_volumes``."""
        return self.records("trade_volumes")

    @property
    def observations(self) -> "tuple[Observation, ...]":
        """All records of the table ``observations``."""
        return self.records("observations")

    @property
    def exchange_rates(self) -> "tuple[ExchangeRate, ...]":
        """All records of the table ``exchange_rates``."""
        return self.records("exchange_rates")

    @property
    def sources(self) -> "tuple[Source, ...]":
        """All records of the table ``sources``."""
        return self.records("sources")

    def get_sector(self, sector_id: str) -> "Sector":
        """Return a record of ``sectors``. See :func:`rjdata.get_sector`."""
        record: Sector = self.get_record("sectors", sector_id)
        return record

    def get_actor(self, actor_id: str) -> "Actor":
        """Return a record of ``actors``. See :func:`rjdata.get_actor`."""
        record: Actor = self.get_record("actors", actor_id)
        return record

    def get_person(self, person_id: str) -> "Person":
        """Return a record of ``people``. See :func:`rjdata.get_person`."""
        record: Person = self.get_record("people", person_id)
        return record

    def get_place(self, place_id: str) -> "Place":
        """Return a record of ``places``. See :func:`rjdata.get_place`."""
        record: Place = self.get_record("places", place_id)
        return record

    def get_event(self, event_id: str) -> "Event":
        """Return a record of ``events``. See :func:`rjdata.get_event`."""
        record: Event = self.get_record("events", event_id)
        return record

    def get_package(self, package_id: str) -> "Package":
        """Return a record of ``packages``. See :func:`rjdata.get_package`."""
        record: Package = self.get_record("packages", package_id)
        return record

    def get_agreement(self, agreement_id: str) -> "Agreement":
        """Return a record of ``agreements``. See :func:`rjdata.get_agreement`."""
        record: Agreement = self.get_record("agreements", agreement_id)
        return record

    def get_project(self, project_id: str) -> "Project":
        """Return a record of ``projects``. See :func:`rjdata.get_project`."""
        record: Project = self.get_record("projects", project_id)
        return record

    def get_trade_volume(self, trade_volume_id: str) -> "TradeVolume":
        """Return a record of ``trade_volumes``. See :func:`rjdata.get_trade_volume`."""
        record: TradeVolume = self.get_record("trade_volumes", trade_volume_id)
        return record

    def get_observation(self, observation_id: str) -> "Observation":
        """Return a record of ``observations``. See :func:`rjdata.get_observation`."""
        record: Observation = self.get_record("observations", observation_id)
        return record

    def get_exchange_rate(self, exchange_rate_id: str) -> "ExchangeRate":
        """Return a record of ``exchange_rates``. See :func:`rjdata.get_exchange_rate`."""
        record: ExchangeRate = self.get_record("exchange_rates", exchange_rate_id)
        return record

    def get_source(self, source_id: str) -> "Source":
        """Return a record of ``sources``. See :func:`rjdata.get_source`."""
        record: Source = self.get_record("sources", source_id)
        return record

    def load_projects(self) -> "pd.DataFrame":
        """Load ``projects``. See :func:`rjdata.load_projects`."""
        return self.load_table("projects")

    def load_agreements(self) -> "pd.DataFrame":
        """Load ``agreements``. See :func:`rjdata.load_agreements`."""
        return self.load_table("agreements")

    def load_actors(self) -> "pd.DataFrame":
        """Load ``actors``. See :func:`rjdata.load_actors`."""
        return self.load_table("actors")

    def load_people(self) -> "pd.DataFrame":
        """Load ``people``. See :func:`rjdata.load_people`."""
        return self.load_table("people")

    def load_sectors(self) -> "pd.DataFrame":
        """Load ``sectors``. See :func:`rjdata.load_sectors`."""
        return self.load_table("sectors")

    def load_places(self) -> "pd.DataFrame":
        """Load ``places``. See :func:`rjdata.load_places`."""
        return self.load_table("places")

    def load_events(self) -> "pd.DataFrame":
        """Load ``events``. See :func:`rjdata.load_events`."""
        return self.load_table("events")

    def load_trade_volumes(self) -> "pd.DataFrame":
        """Load ``trade_volumes``. See :func:`rjdata.load_trade_volumes`."""
        return self.load_table("trade_volumes")

    def load_observations(self) -> "pd.DataFrame":
        """Load ``observations``. See :func:`rjdata.load_observations`."""
        return self.load_table("observations")

    def load_sources(self) -> "pd.DataFrame":
        """Load ``sources``. See :func:`rjdata.load_sources`."""
        return self.load_table("sources")

    def load_project_history(self) -> "pd.DataFrame":
        """Load ``project_history``. See :func:`rjdata.load_project_history`."""
        return self.load_table("project_history")

    def load_project_participants(self) -> "pd.DataFrame":
        """Load ``project_participants``. See :func:`rjdata.load_project_participants`."""
        return self.load_table("project_participants")

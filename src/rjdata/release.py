"""A release with its typed names, and how one is opened."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from rjdata.errors import DigestMismatchError
from rjdata.handle import Handle
from rjdata.schema import read_table
from rjdata.store import DATA, read_manifest, read_object
from rjdata.versions import choose_version

if TYPE_CHECKING:
    import pandas as pd

    from rjdata.citation import Citation
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
class Release(Handle):
    """Tables that belong together, under one version and one digest. Open one with :func:`rjdata.open_release`.

    ``release.projects`` holds the records of a main table, ``release.get_project(id)`` returns one of them, ``release.load_projects()`` and
    ``release.load_table(name)`` load frames: what the module's functions do, for this release. A release pickles as its version and
    digest.
    """

    def __reduce__(self) -> "tuple[Callable[..., Release], tuple[str, str, date | None]]":
        return _reopen, (self.version, self.digest, self.known_on)

    def as_of(self, day: date | str) -> "Release":
        """Return what our sources had made public by a day.

        A row is there if any of its evidence was public by then, or if a row that is there refers to it. A source counts from the last
        day on which it can have been published; where that is not known, from the day on which we read it; else from no day. A field
        whose own evidence is all later is missing. Stage and participation are those of the last row of history known.

        Parameters
        ----------
        day
            A day, as a date or as ``YYYY-MM-DD``.

        Raises
        ------
        InvalidDateError
            If the text is no day, or the day lies after the release was frozen.

        Examples
        --------
        >>> release = open_release("2026.11.0")
        >>> len(release.as_of("2016-12-01").projects) < len(release.projects)
        True
        """
        from rjdata.vintage import known_by

        return known_by(self, day)

    def cite(self, table: str | None = None, *, records: Iterable[str] = ()) -> "Citation":
        """Cite this release, a table of it, or the sources of some records. See :func:`rjdata.cite`."""
        from rjdata.citation import cite_release

        return cite_release(self, table, records=records)

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


@lru_cache
def _open(version: str) -> Release:
    return _open_in(DATA, version)


def _open_in(folder: str, version: str) -> Release:
    manifest = read_manifest(version, folder)
    tables = {name: read_table(name, described) for name, described in manifest["tables"].items()}
    return Release(
        version=manifest["version"],
        digest=manifest["digest"],
        frozen_on=date.fromisoformat(manifest["frozenOn"]),
        schema_version=manifest["schemaVersion"],
        tables=MappingProxyType(tables),
        read=lambda table: read_object(table.path, table.digest, folder),
    )


def _reopen(version: str, digest: str, known_on: date | None) -> Release:
    release = open_release(version)
    if release.digest != digest:
        raise DigestMismatchError(f"data version {version}", digest, release.digest)
    return release if known_on is None else release.as_of(known_on)


def open_release(version: str | None = None) -> Release:
    """Open a release of the data: tables that belong together, under one digest. Only the manifest is read; tables are when asked for.

    Parameters
    ----------
    version
        Data version as :func:`rjdata.list_versions` lists it; by default ``RJDATA_VERSION`` or the newest in the package.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version. Another is never put in its place.
    DigestMismatchError
        If the manifest was changed after it was frozen.

    Examples
    --------
    >>> import rjdata
    >>> release = rjdata.open_release("2026.11.0")
    >>> release.tables["project_stakes"].key
    'project_stake_id'
    """
    return _open(choose_version(version))


def list_tables(*, version: str | None = None) -> tuple[str, ...]:
    """List the tables of a release, every main table with its children behind it.

    Examples
    --------
    >>> "project_stakes" in list_tables(version="2026.11.0")
    True
    """
    return tuple(open_release(version).tables)

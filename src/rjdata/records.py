"""Records of the newest or a named release: ``iter_`` goes through a table, ``get_`` returns one by its id."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rjdata.release import open_release

if TYPE_CHECKING:
    from rjdata.models import (
        Actor,
        Agreement,
        Event,
        Evidence,
        ExchangeRate,
        Observation,
        Package,
        Person,
        Place,
        Project,
        Sector,
        Source,
        Tombstone,
        TradeVolume,
    )


def iter_sectors(*, version: str | None = None) -> "Iterator[Sector]":
    """Go through the records of ``sectors``: frozen, typed, each with its children. Parsed once a process."""
    return iter(open_release(version).sectors)


def iter_actors(*, version: str | None = None) -> "Iterator[Actor]":
    """Go through the records of ``actors``: frozen, typed, each with its children. Parsed once a process."""
    return iter(open_release(version).actors)


def iter_people(*, version: str | None = None) -> "Iterator[Person]":
    """Go through the records of ``people``: frozen, typed, each with its children. Parsed once a process."""
    return iter(open_release(version).people)


def iter_places(*, version: str | None = None) -> "Iterator[Place]":
    """Go through the records of ``places``: frozen, typed, each with its children. Parsed once a process."""
    return iter(open_release(version).places)


def iter_events(*, version: str | None = None) -> "Iterator[Event]":
    """Go through the records of ``events``: frozen, typed, each with its children. Parsed once a process."""
    return iter(open_release(version).events)


def iter_packages(*, version: str | None = None) -> "Iterator[Package]":
    """Go through the records of ``packages``: frozen, typed, each with its children. Parsed once a process."""
    return iter(open_release(version).packages)


def iter_agreements(*, version: str | None = None) -> "Iterator[Agreement]":
    """Go through the records of ``agreements``: frozen, typed, each with its children. Parsed once a process."""
    return iter(open_release(version).agreements)


def iter_projects(*, version: str | None = None) -> "Iterator[Project]":
    """Go through the records of ``projects``: frozen, typed, each with its children. Parsed once a process."""
    return iter(open_release(version).projects)


def iter_trade_volumes(*, version: str | None = None) -> "Iterator[TradeVolume]":
    """Go through the records of ``trade_volumes``: frozen, typed, each with its children. Parsed once a process."""
    return iter(open_release(version).trade_volumes)


def iter_observations(*, version: str | None = None) -> "Iterator[Observation]":
    """Go through the records of ``observations``: frozen, typed, each with its children. Parsed once a process."""
    return iter(open_release(version).observations)


def iter_exchange_rates(*, version: str | None = None) -> "Iterator[ExchangeRate]":
    """Go through the records of ``exchange_rates``: frozen, typed, each with its children. Parsed once a process."""
    return iter(open_release(version).exchange_rates)


def iter_sources(*, version: str | None = None) -> "Iterator[Source]":
    """Go through the records of ``sources``: frozen, typed, each with its children. Parsed once a process."""
    return iter(open_release(version).sources)


def iter_evidence(*, version: str | None = None) -> "Iterator[Evidence]":
    """Go through the records of ``evidence``: frozen, typed, each with its children. Parsed once a process."""
    return iter(open_release(version).records("evidence"))


def iter_tombstones(*, version: str | None = None) -> "Iterator[Tombstone]":
    """Go through the records of ``tombstones``: frozen, typed, each with its children. Parsed once a process."""
    return iter(open_release(version).tombstones)


def get_sector(sector_id: str, *, version: str | None = None) -> "Sector":
    """Return the record of ``sectors`` with this id, or raise :class:`~rjdata.errors.UnknownRecordError`."""
    return open_release(version).get_sector(sector_id)


def get_actor(actor_id: str, *, version: str | None = None) -> "Actor":
    """Return the record of ``actors`` with this id, or raise :class:`~rjdata.errors.UnknownRecordError`."""
    return open_release(version).get_actor(actor_id)


def get_person(person_id: str, *, version: str | None = None) -> "Person":
    """Return the record of ``people`` with this id, or raise :class:`~rjdata.errors.UnknownRecordError`."""
    return open_release(version).get_person(person_id)


def get_place(place_id: str, *, version: str | None = None) -> "Place":
    """Return the record of ``places`` with this id, or raise :class:`~rjdata.errors.UnknownRecordError`."""
    return open_release(version).get_place(place_id)


def get_event(event_id: str, *, version: str | None = None) -> "Event":
    """Return the record of ``events`` with this id, or raise :class:`~rjdata.errors.UnknownRecordError`."""
    return open_release(version).get_event(event_id)


def get_package(package_id: str, *, version: str | None = None) -> "Package":
    """Return the record of ``packages`` with this id, or raise :class:`~rjdata.errors.UnknownRecordError`."""
    return open_release(version).get_package(package_id)


def get_agreement(agreement_id: str, *, version: str | None = None) -> "Agreement":
    """Return the record of ``agreements`` with this id, or raise :class:`~rjdata.errors.UnknownRecordError`."""
    return open_release(version).get_agreement(agreement_id)


def get_project(project_id: str, *, version: str | None = None) -> "Project":
    """Return the record of ``projects`` with this id, or raise :class:`~rjdata.errors.UnknownRecordError`."""
    return open_release(version).get_project(project_id)


def get_trade_volume(trade_volume_id: str, *, version: str | None = None) -> "TradeVolume":
    """Return the record of ``trade_volumes`` with this id, or raise :class:`~rjdata.errors.UnknownRecordError`."""
    return open_release(version).get_trade_volume(trade_volume_id)


def get_observation(observation_id: str, *, version: str | None = None) -> "Observation":
    """Return the record of ``observations`` with this id, or raise :class:`~rjdata.errors.UnknownRecordError`."""
    return open_release(version).get_observation(observation_id)


def get_exchange_rate(exchange_rate_id: str, *, version: str | None = None) -> "ExchangeRate":
    """Return the record of ``exchange_rates`` with this id, or raise :class:`~rjdata.errors.UnknownRecordError`."""
    return open_release(version).get_exchange_rate(exchange_rate_id)


def get_source(source_id: str, *, version: str | None = None) -> "Source":
    """Return the record of ``sources`` with this id, or raise :class:`~rjdata.errors.UnknownRecordError`."""
    return open_release(version).get_source(source_id)

"""Records of a release, one after another: frozen, typed, each with its children. Parsed once a process; pandas is not imported."""

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
    """Go through the points of the Cooperation Plan, in the order of their ids.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of a table was changed after it was frozen.

    Examples
    --------
    >>> import rjdata
    >>> next(rjdata.iter_sectors(version="2026.11.0")).sector_id
    'cities'
    """
    return open_release(version).iterate("sectors")


def iter_actors(*, version: str | None = None) -> "Iterator[Actor]":
    """Go through organisations with their names and relations, in the order of their ids.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of a table was changed after it was frozen.

    Examples
    --------
    >>> import rjdata
    >>> next(rjdata.iter_actors(version="2026.11.0")).actor_id
    'abbyy'
    """
    return open_release(version).iterate("actors")


def iter_people(*, version: str | None = None) -> "Iterator[Person]":
    """Go through officials and executives with their offices, in the order of their ids.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of a table was changed after it was frozen.

    Examples
    --------
    >>> import rjdata
    >>> next(rjdata.iter_people(version="2026.11.0")).person_id
    'alexey-repik'
    """
    return open_release(version).iterate("people")


def iter_places(*, version: str | None = None) -> "Iterator[Place]":
    """Go through places with their names, in the order of their ids.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of a table was changed after it was frozen.

    Examples
    --------
    >>> import rjdata
    >>> next(rjdata.iter_places(version="2026.11.0")).place_id
    'afghanistan'
    """
    return open_release(version).iterate("places")


def iter_events(*, version: str | None = None) -> "Iterator[Event]":
    """Go through events with participants and links, in the order of their ids.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of a table was changed after it was frozen.

    Examples
    --------
    >>> import rjdata
    >>> next(rjdata.iter_events(version="2026.11.0")).event_id
    '2012-09-domodedovo-courses'
    """
    return open_release(version).iterate("events")


def iter_packages(*, version: str | None = None) -> "Iterator[Package]":
    """Go through sets of documents with what was counted, in the order of their ids.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of a table was changed after it was frozen.

    Examples
    --------
    >>> import rjdata
    >>> next(rjdata.iter_packages(version="2026.11.0")).package_id
    'eighty-documents-2016'
    """
    return open_release(version).iterate("packages")


def iter_agreements(*, version: str | None = None) -> "Iterator[Agreement]":
    """Go through agreements with parties and amounts, in the order of their ids.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of a table was changed after it was frozen.

    Examples
    --------
    >>> import rjdata
    >>> next(rjdata.iter_agreements(version="2026.11.0")).agreement_id
    '2016-05-eight-point-plan'
    """
    return open_release(version).iterate("agreements")


def iter_projects(*, version: str | None = None) -> "Iterator[Project]":
    """Go through projects with all that belongs to them, in the order of their ids.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of a table was changed after it was frozen.

    Examples
    --------
    >>> import rjdata
    >>> next(rjdata.iter_projects(version="2026.11.0")).project_id
    'abbyy-fujitsu'
    """
    return open_release(version).iterate("projects")


def iter_trade_volumes(*, version: str | None = None) -> "Iterator[TradeVolume]":
    """Go through trade figures, in the order of their ids.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of a table was changed after it was frozen.

    Examples
    --------
    >>> import rjdata
    >>> next(rjdata.iter_trade_volumes(version="2026.11.0")).trade_volume_id
    'jp-mof-turnover-total-2013-usd-1'
    """
    return open_release(version).iterate("trade_volumes")


def iter_observations(*, version: str | None = None) -> "Iterator[Observation]":
    """Go through other figures, in the order of their ids.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of a table was changed after it was frozen.

    Examples
    --------
    >>> import rjdata
    >>> next(rjdata.iter_observations(version="2026.11.0")).observation_id
    'afghan-drug-police-trainees-2021-04'
    """
    return open_release(version).iterate("observations")


def iter_exchange_rates(*, version: str | None = None) -> "Iterator[ExchangeRate]":
    """Go through annual average rates, in the order of their ids.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of a table was changed after it was frozen.

    Examples
    --------
    >>> import rjdata
    >>> list(rjdata.iter_exchange_rates(version="2026.11.0"))
    []
    """
    return open_release(version).iterate("exchange_rates")


def iter_sources(*, version: str | None = None) -> "Iterator[Source]":
    """Go through sources, in the order of their ids.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of a table was changed after it was frozen.

    Examples
    --------
    >>> import rjdata
    >>> next(rjdata.iter_sources(version="2026.11.0")).source_id
    '1prime-2018-02-28-nedo-tiksi'
    """
    return open_release(version).iterate("sources")


def iter_evidence(*, version: str | None = None) -> "Iterator[Evidence]":
    """Go through statements of sources, in the order of their ids.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of a table was changed after it was frozen.

    Examples
    --------
    >>> import rjdata
    >>> next(rjdata.iter_evidence(version="2026.11.0")).table
    'actor_names'
    """
    return open_release(version).iterate("evidence")


def iter_tombstones(*, version: str | None = None) -> "Iterator[Tombstone]":
    """Go through ids that name no record any more, with their successors, in the order of their ids.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of a table was changed after it was frozen.

    Examples
    --------
    >>> import rjdata
    >>> list(rjdata.iter_tombstones(version="2026.11.0"))
    []
    """
    return open_release(version).iterate("tombstones")

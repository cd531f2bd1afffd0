"""One record of a release by its id. An id that is gone leads to its successor, or to an error that says why."""

from typing import TYPE_CHECKING

from rjdata.release import open_release

if TYPE_CHECKING:
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


def get_sector(sector_id: str, *, version: str | None = None) -> "Sector":
    """Return the record of ``sectors`` with this id.

    An id that was merged warns with :class:`~rjdata.errors.RecordMovedWarning` and gives the record that it went into.

    Raises
    ------
    UnknownRecordError
        If no record has the id, or it was split or withdrawn; then with the reason and the successors.
    UnknownVersionError
        If this package does not hold the version.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.get_sector("energy", version="2026.11.0").sector_id
    'energy'
    """
    return open_release(version).get_sector(sector_id)


def get_actor(actor_id: str, *, version: str | None = None) -> "Actor":
    """Return the record of ``actors`` with this id.

    An id that was merged warns with :class:`~rjdata.errors.RecordMovedWarning` and gives the record that it went into.

    Raises
    ------
    UnknownRecordError
        If no record has the id, or it was split or withdrawn; then with the reason and the successors.
    UnknownVersionError
        If this package does not hold the version.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.get_actor("mitsui", version="2026.11.0").actor_id
    'mitsui'
    """
    return open_release(version).get_actor(actor_id)


def get_person(person_id: str, *, version: str | None = None) -> "Person":
    """Return the record of ``people`` with this id.

    An id that was merged warns with :class:`~rjdata.errors.RecordMovedWarning` and gives the record that it went into.

    Raises
    ------
    UnknownRecordError
        If no record has the id, or it was split or withdrawn; then with the reason and the successors.
    UnknownVersionError
        If this package does not hold the version.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.get_person("toyohisa-kozuki", version="2026.11.0").person_id
    'toyohisa-kozuki'
    """
    return open_release(version).get_person(person_id)


def get_place(place_id: str, *, version: str | None = None) -> "Place":
    """Return the record of ``places`` with this id.

    An id that was merged warns with :class:`~rjdata.errors.RecordMovedWarning` and gives the record that it went into.

    Raises
    ------
    UnknownRecordError
        If no record has the id, or it was split or withdrawn; then with the reason and the successors.
    UnknownVersionError
        If this package does not hold the version.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.get_place("tiksi", version="2026.11.0").place_id
    'tiksi'
    """
    return open_release(version).get_place(place_id)


def get_event(event_id: str, *, version: str | None = None) -> "Event":
    """Return the record of ``events`` with this id.

    An id that was merged warns with :class:`~rjdata.errors.RecordMovedWarning` and gives the record that it went into.

    Raises
    ------
    UnknownRecordError
        If no record has the id, or it was split or withdrawn; then with the reason and the successors.
    UnknownVersionError
        If this package does not hold the version.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.get_event("2018-meeting-singapore", version="2026.11.0").event_id
    '2018-meeting-singapore'
    """
    return open_release(version).get_event(event_id)


def get_package(package_id: str, *, version: str | None = None) -> "Package":
    """Return the record of ``packages`` with this id.

    An id that was merged warns with :class:`~rjdata.errors.RecordMovedWarning` and gives the record that it went into.

    Raises
    ------
    UnknownRecordError
        If no record has the id, or it was split or withdrawn; then with the reason and the successors.
    UnknownVersionError
        If this package does not hold the version.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.get_package("no-such-id", version="2026.11.0")
    Traceback (most recent call last):
    ...
    rjdata.errors.UnknownRecordError: packages has no record 'no-such-id'; the nearest ids: none
    """
    return open_release(version).get_package(package_id)


def get_agreement(agreement_id: str, *, version: str | None = None) -> "Agreement":
    """Return the record of ``agreements`` with this id.

    An id that was merged warns with :class:`~rjdata.errors.RecordMovedWarning` and gives the record that it went into.

    Raises
    ------
    UnknownRecordError
        If no record has the id, or it was split or withdrawn; then with the reason and the successors.
    UnknownVersionError
        If this package does not hold the version.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.get_agreement("2020-01-agri-fish-moc", version="2026.11.0").agreement_id
    '2020-01-agri-fish-moc'
    """
    return open_release(version).get_agreement(agreement_id)


def get_project(project_id: str, *, version: str | None = None) -> "Project":
    """Return the record of ``projects`` with this id.

    An id that was merged warns with :class:`~rjdata.errors.RecordMovedWarning` and gives the record that it went into.

    Raises
    ------
    UnknownRecordError
        If no record has the id, or it was split or withdrawn; then with the reason and the successors.
    UnknownVersionError
        If this package does not hold the version.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.get_project("tiksi-wind", version="2026.11.0").project_id
    'tiksi-wind'
    """
    return open_release(version).get_project(project_id)


def get_trade_volume(trade_volume_id: str, *, version: str | None = None) -> "TradeVolume":
    """Return the record of ``trade_volumes`` with this id.

    An id that was merged warns with :class:`~rjdata.errors.RecordMovedWarning` and gives the record that it went into.

    Raises
    ------
    UnknownRecordError
        If no record has the id, or it was split or withdrawn; then with the reason and the successors.
    UnknownVersionError
        If this package does not hold the version.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.get_trade_volume("no-such-id", version="2026.11.0")
    Traceback (most recent call last):
    ...
    rjdata.errors.UnknownRecordError: trade_volumes has no record 'no-such-id'; the nearest ids: none
    """
    return open_release(version).get_trade_volume(trade_volume_id)


def get_observation(observation_id: str, *, version: str | None = None) -> "Observation":
    """Return the record of ``observations`` with this id.

    An id that was merged warns with :class:`~rjdata.errors.RecordMovedWarning` and gives the record that it went into.

    Raises
    ------
    UnknownRecordError
        If no record has the id, or it was split or withdrawn; then with the reason and the successors.
    UnknownVersionError
        If this package does not hold the version.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.get_observation("flight-tokyo-vladivostok", version="2026.11.0").observation_id
    'flight-tokyo-vladivostok'
    """
    return open_release(version).get_observation(observation_id)


def get_exchange_rate(exchange_rate_id: str, *, version: str | None = None) -> "ExchangeRate":
    """Return the record of ``exchange_rates`` with this id.

    An id that was merged warns with :class:`~rjdata.errors.RecordMovedWarning` and gives the record that it went into.

    Raises
    ------
    UnknownRecordError
        If no record has the id, or it was split or withdrawn; then with the reason and the successors.
    UnknownVersionError
        If this package does not hold the version.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.get_exchange_rate("no-such-id", version="2026.11.0")
    Traceback (most recent call last):
    ...
    rjdata.errors.UnknownRecordError: exchange_rates has no record 'no-such-id'; the nearest ids: none
    """
    return open_release(version).get_exchange_rate(exchange_rate_id)


def get_source(source_id: str, *, version: str | None = None) -> "Source":
    """Return the record of ``sources`` with this id.

    An id that was merged warns with :class:`~rjdata.errors.RecordMovedWarning` and gives the record that it went into.

    Raises
    ------
    UnknownRecordError
        If no record has the id, or it was split or withdrawn; then with the reason and the successors.
    UnknownVersionError
        If this package does not hold the version.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.get_source("interfax-2021-05-14-kozuki-interview", version="2026.11.0").source_id
    'interfax-2021-05-14-kozuki-interview'
    """
    return open_release(version).get_source(source_id)

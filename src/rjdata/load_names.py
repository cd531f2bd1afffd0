"""Frames of who, where and by whose word: actors, people, places, sectors, sources. A fresh frame at every call, never the network."""

from typing import TYPE_CHECKING

from rjdata.release import open_release

if TYPE_CHECKING:
    import pandas as pd


def load_actors(*, version: str | None = None) -> "pd.DataFrame":
    """Load the actors: companies, banks, ministries, universities and other organisations.

    Parameters
    ----------
    version
        Data version; by default ``RJDATA_VERSION`` or the newest in the package.

    Returns
    -------
    pandas.DataFrame
        One row a record; the key is ``actor_id``.

        - ``actor_id`` (string): Id of the actor.
        - ``name`` (string): Name in English: the primary English row of `actor_names`.
        - ``name_ja`` (string): Name in Japanese: the primary Japanese row of `actor_names`.
        - ``name_ru`` (string): Name in Russian: the primary Russian row of `actor_names`.
        - ``kind`` (string): What sort of organisation it is.
        - ``country`` (string): ISO 3166-1 alpha-2 code of the country whose law or government it belongs to.
        - ``seat`` (string): City of its head office.
        - ``industry`` (string): Line of business in plain words.
        - ``note`` (string): What a reader must know, in our words.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of the table was changed after it was frozen.

    Notes
    -----
    Every spelling of a name is in `actor_names`. A listed status is never an attribute of an actor; it is a dated event.
    Source: the pages that `evidence` names for each row. Licence: CC BY 4.0 for the compilation; terms of single sources in `sources`.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.load_actors(version="2026.11.0")["actor_id"].is_unique
    True
    """
    return open_release(version).load_actors()


def load_people(*, version: str | None = None) -> "pd.DataFrame":
    """Load the people: officials and executives in their public role.

    Parameters
    ----------
    version
        Data version; by default ``RJDATA_VERSION`` or the newest in the package.

    Returns
    -------
    pandas.DataFrame
        One row a record; the key is ``person_id``.

        - ``person_id`` (string): Id of the person.
        - ``name`` (string): Name in English: the primary English row of `person_names`.
        - ``name_ja`` (string): Name in Japanese: the primary Japanese row of `person_names`.
        - ``name_ru`` (string): Name in Russian: the primary Russian row of `person_names`.
        - ``note`` (string): What a reader must know, in our words.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of the table was changed after it was frozen.

    Notes
    -----
    What they held is in `offices`. Nothing else about a person is kept.
    Source: the pages that `evidence` names for each row. Licence: CC BY 4.0 for the compilation; terms of single sources in `sources`.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.load_people(version="2026.11.0")["person_id"].is_unique
    True
    """
    return open_release(version).load_people()


def load_places(*, version: str | None = None) -> "pd.DataFrame":
    """Load the places: cities, sites, regions, waters and routes.

    Parameters
    ----------
    version
        Data version; by default ``RJDATA_VERSION`` or the newest in the package.

    Returns
    -------
    pandas.DataFrame
        One row a record; the key is ``place_id``.

        - ``place_id`` (string): Id of the place.
        - ``name`` (string): Name in English: the primary row of `place_names`; for a disputed place, all its English names by alphabet.
        - ``name_ja`` (string): Name in Japanese: the primary Japanese row of `place_names`.
        - ``name_ru`` (string): Name in Russian: the primary Russian row of `place_names`.
        - ``kind`` (string): What sort of place it is.
        - ``part_of_place_id`` (string, id in places): Place of which it is a part.
        - ``iso_3166_2`` (string): ISO 3166-2 code of the region it is or lies in; empty where disputed.
        - ``country`` (string): ISO 3166-1 alpha-2 code; empty where disputed or in no country.
        - ``administered_by`` (string): Country that administers a disputed place.
        - ``claimed_by`` (string): Countries that claim a disputed place, in alphabetical order, separated by a space.
        - ``latitude`` (number, unit: degree): Latitude (WGS 84).
        - ``longitude`` (number, unit: degree): Longitude (WGS 84).
        - ``coordinate_precision`` (string): How near the coordinates are.
        - ``far_east_from`` (date): Day from which it lies in the Far Eastern Federal District; empty if never, or disputed.
        - ``note`` (string): What a reader must know, in our words.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of the table was changed after it was frozen.

    Notes
    -----
    A disputed place has no ``country``; ``administered_by`` and ``claimed_by`` say who does, and its names stand in a fixed order.
    Source: the pages that `evidence` names for each row. Licence: CC BY 4.0 for the compilation; terms of single sources in `sources`.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.load_places(version="2026.11.0")["place_id"].is_unique
    True
    """
    return open_release(version).load_places()


def load_sectors(*, version: str | None = None) -> "pd.DataFrame":
    """Load the sectors: the eight points of the Cooperation Plan of May 2016, in the order of Japan's foreign ministry.

    Parameters
    ----------
    version
        Data version; by default ``RJDATA_VERSION`` or the newest in the package.

    Returns
    -------
    pandas.DataFrame
        One row a record; the key is ``sector_id``.

        - ``sector_id`` (string): Id of the sector.
        - ``plan_point`` (integer): Number of the point, 1 to 8, in the order of Japan's foreign ministry.
        - ``name`` (string): Name in English.
        - ``name_ja`` (string): Name in Japanese.
        - ``name_ru`` (string): Name in Russian.
        - ``note`` (string): What a reader must know, in our words.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of the table was changed after it was frozen.

    Notes
    -----
    Source: the pages that `evidence` names for each row. Licence: CC BY 4.0 for the compilation; terms of single sources in `sources`.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.load_sectors(version="2026.11.0")["plan_point"].sort_values().tolist()
    [1, 2, 3, 4, 5, 6, 7, 8]
    """
    return open_release(version).load_sectors()


def load_sources(*, version: str | None = None) -> "pd.DataFrame":
    """Load the sources: pages and documents that the record rests on.

    Parameters
    ----------
    version
        Data version; by default ``RJDATA_VERSION`` or the newest in the package.

    Returns
    -------
    pandas.DataFrame
        One row a record; the key is ``source_id``.

        - ``source_id`` (string): Id of the source.
        - ``publisher`` (string): Who published it.
        - ``title`` (string): Title, or what it is called.
        - ``title_is_translation`` (boolean): Whether the title is our or somebody's rendering and not the title printed.
        - ``author`` (string): Author, or person interviewed, where named.
        - ``url`` (string): One address, without tracking or fragment; empty where none is known.
        - ``language`` (string): BCP 47 language of the text.
        - ``kind`` (string): What sort of witness it is.
        - ``published_not_before`` (date): Earliest day on which it can have been published.
        - ``published_not_after`` (date): Latest day on which it can have been published.
        - ``date_basis`` (string): Where these dates come from.
        - ``accessed_on`` (date): Day on which we last read it; empty if nobody of us has.
        - ``licence`` (string): SPDX expression or the publisher's own words on reuse; empty where it states none. Facts are taken, not
          sentences.
        - ``derived_from_source_id`` (string, id in sources): Source that it repeats. The two are one witness.
        - ``derived_from`` (string): What it repeats, where that is not a source here.
        - ``text_sha256`` (string): SHA-256 of the text from which paragraphs are counted, for the texts that we hold.
        - ``paragraphs`` (integer): Number of paragraphs: non-empty lines of that text.
        - ``note`` (string): What a reader must know, in our words.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of the table was changed after it was frozen.

    Notes
    -----
    What each states, and where, is in `evidence`. A source with ``derived_from_source_id`` repeats another and is no second witness.
    Source: the pages that `evidence` names for each row. Licence: CC BY 4.0 for the compilation; terms of single sources in `sources`.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.load_sources(version="2026.11.0")["source_id"].is_unique
    True
    """
    return open_release(version).load_sources()

"""One name at a time."""

from rjdata.release import open_release
from rjdata.resolve.index import index_names
from rjdata.resolve.match import Match


def resolve_actor(text: str, *, country: str | None = None, version: str | None = None) -> Match:
    """Say which organisation a name means.

    Parameters
    ----------
    text
        A name in English, Japanese, Russian, or as somebody wrote it.
    country
        ISO 3166-1 alpha-2 code: only organisations of that country, and those of none, are meant.
    version
        Data version, as :func:`rjdata.open_release` takes it.

    Returns
    -------
    Match
        With ``actor_id``, or ``None`` where the name means nothing in the data or may mean several things.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    RecordError
        If `country` is no code of two capital letters.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.resolve_actor("NOVATEK", version="2026.11.0").actor_id
    'novatek'
    >>> rjdata.resolve_actor("Mitsubishi", version="2026.11.0").method
    'ambiguous'
    """
    return index_names(open_release(version), "actors", country).match(text)


def resolve_place(text: str, *, country: str | None = None, version: str | None = None) -> Match:
    """Say which place a name means. A disputed place is found by every name that a source uses.

    Parameters
    ----------
    text
        A name in English, Japanese, Russian, or as somebody wrote it.
    country
        ISO 3166-1 alpha-2 code: only places of that country, and those of none, are meant.
    version
        Data version, as :func:`rjdata.open_release` takes it.

    Returns
    -------
    Match
        With ``place_id``, or ``None`` where the name means nothing in the data or may mean several things.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    RecordError
        If `country` is no code of two capital letters.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.resolve_place("YAKUTSK", version="2026.11.0").place_id
    'yakutsk'
    """
    return index_names(open_release(version), "places", country).match(text)


def resolve_sector(text: str, *, version: str | None = None) -> Match:
    """Say which of the eight points of the Cooperation Plan a name means.

    Parameters
    ----------
    text
        A name as the table ``sectors`` has it, in English or Japanese, or the id of a point. No source names the points in Russian.
    version
        Data version, as :func:`rjdata.open_release` takes it.

    Returns
    -------
    Match
        With ``sector_id``, or ``None`` where the name means none of them.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.resolve_sector("Energy", version="2026.11.0").sector_id
    'energy'
    """
    return index_names(open_release(version), "sectors", None).match(text)

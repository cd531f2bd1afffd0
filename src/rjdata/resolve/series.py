"""A column of names at a time: every distinct name is looked up once, the same way as one name alone."""

from typing import TYPE_CHECKING, Any

from rjdata.release import open_release
from rjdata.resolve.index import index_names
from rjdata.resolve.match import Match

if TYPE_CHECKING:
    import pandas as pd

_FIRST = 50_000
"""Rows of a long column that are looked through first: they hold nearly all of its distinct names."""


def resolve_actors(names: "pd.Series[Any]", *, country: "str | pd.Series[Any] | None" = None, version: str | None = None) -> "pd.DataFrame":
    """Say which organisations the names of a column mean.

    Parameters
    ----------
    names
        Names, as :func:`rjdata.resolve_actor` takes one. A missing one matches nothing.
    country
        ISO 3166-1 alpha-2 code for all of them, or a column of codes with the same index; where it is missing, no country is asked for.
    version
        Data version, as :func:`rjdata.open_release` takes it.

    Returns
    -------
    pandas.DataFrame
        With the index of `names`: ``actor_id`` (text, missing where nothing matched), ``matched_name`` (text), ``score``
        (``Float64``, from 0 to 1), ``method`` (text, see :class:`~rjdata.resolve.Match`), ``candidates`` (text: ids, parted by a space).

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    RecordError
        If a country is no code of two capital letters.
    ValueError
        If the index of `country` is not that of `names`.

    Examples
    --------
    >>> import pandas as pd
    >>> import rjdata
    >>> partners = pd.Series(["Novatek", "Мицуи", "Mitsubishi Pencil"])
    >>> rjdata.resolve_actors(partners, version="2026.11.0")[["actor_id", "method"]].fillna("-").values.tolist()
    [['novatek', 'exact'], ['-', 'ambiguous'], ['-', 'none']]
    """
    return _resolve(names, "actors", country, version)


def resolve_places(names: "pd.Series[Any]", *, country: "str | pd.Series[Any] | None" = None, version: str | None = None) -> "pd.DataFrame":
    """Say which places the names of a column mean: as :func:`resolve_actors` does, with ``place_id``.

    Examples
    --------
    >>> import pandas as pd
    >>> import rjdata
    >>> rjdata.resolve.resolve_places(pd.Series(["Якутск"]), version="2026.11.0")["place_id"].tolist()
    ['yakutsk']
    """
    return _resolve(names, "places", country, version)


def resolve_sectors(names: "pd.Series[Any]", *, version: str | None = None) -> "pd.DataFrame":
    """Say which points of the plan the names of a column mean: as :func:`resolve_actors` does, with ``sector_id``.

    Examples
    --------
    >>> import pandas as pd
    >>> import rjdata
    >>> rjdata.resolve.resolve_sectors(pd.Series(["energy"]), version="2026.11.0")["sector_id"].tolist()
    ['energy']
    """
    return _resolve(names, "sectors", None, version)


def _resolve(names: "pd.Series[Any]", table: str, country: "str | pd.Series[Any] | None", version: str | None) -> "pd.DataFrame":
    import pandas as pd

    if not isinstance(names, pd.Series):
        raise TypeError(f"names are a column, a pandas.Series, and not a {type(names).__name__}: wrap them as pandas.Series(names)")
    if not isinstance(country, str | pd.Series | None):
        raise TypeError(f"countries are one code or a column, and not a {type(country).__name__}: wrap them as pandas.Series(country)")
    release = open_release(version)
    places, distinct = _distinct(names, country)
    # Of many countries index_names does not keep all, and would make the same again and again.
    asked = {None if pd.isna(where) else str(where) for _, where in distinct}
    indexes = {where: index_names(release, table, where) for where in asked}
    found = [
        Match("", table) if pd.isna(text) else indexes[None if pd.isna(where) else str(where)].match(str(text)) for text, where in distinct
    ]
    frame = _tabulate(found, release.tables[table].key).take(places)
    frame.index = names.index
    return frame


def _distinct(names: "pd.Series[Any]", country: "str | pd.Series[Any] | None") -> tuple[Any, list[tuple[Any, Any]]]:
    """Return for each row which of the distinct pairs of name and country it is, and these."""
    import numpy as np
    import pandas as pd

    name_codes, texts = _factorize(names)
    if not isinstance(country, pd.Series):
        return name_codes, [(text, country) for text in texts]
    if not country.index.equals(names.index):
        raise ValueError("the index of `country` is not that of the names: align the two first, for example with reindex")
    country_codes, codes = _factorize(country)
    pairs, places = np.unique(name_codes * len(codes) + country_codes, return_inverse=True)
    return places, [(texts[pair // len(codes)], codes[pair % len(codes)]) for pair in pairs]


def _factorize(column: "pd.Series[Any]") -> tuple[Any, list[Any]]:
    """Do as :func:`pandas.factorize` does, which hashes Python's text anew where Python has done so: this is some ten times as fast."""
    import pandas as pd

    if not isinstance(column.array, pd.arrays.NumpyExtensionArray | pd.arrays.StringArray):
        codes, texts = pd.factorize(column, use_na_sentinel=False)
        return codes, list(texts)
    values = pd.Index(column.to_numpy(dtype=object), dtype=object)
    distinct = _unique(values[:_FIRST])
    codes = distinct.get_indexer(values)
    unseen = codes < 0
    if unseen.any():
        others = _unique(values[unseen])
        codes[unseen] = others.get_indexer(values[unseen]) + len(distinct)
        distinct = distinct.append(others)
    return codes, list(distinct)


def _unique(values: "pd.Index[Any]") -> "pd.Index[Any]":
    import pandas as pd

    # A dictionary is quick and tells one NaN from another, which an index does not.
    found: pd.Index[Any] = pd.Index(list(dict.fromkeys(values.tolist())), dtype=object)
    return found.drop_duplicates()


def _tabulate(found: list[Match], key: str) -> "pd.DataFrame":
    import pandas as pd

    from rjdata.frame import DTYPES

    columns = {
        key: pd.Series([match.record_id for match in found], dtype=DTYPES["string"]),
        "matched_name": pd.Series([match.name for match in found], dtype=DTYPES["string"]),
        "score": pd.Series([match.score for match in found], dtype=DTYPES["number"]),
        "method": pd.Series([match.method for match in found], dtype=DTYPES["string"]),
        "candidates": pd.Series([" ".join(c.record_id for c in match.candidates) or None for match in found], dtype=DTYPES["string"]),
    }
    return pd.DataFrame(columns)

"""What happened, in order; who took part; and where, as points."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pandas as pd

from rjdata.errors import MissingColumnError
from rjdata.frames.origin import column_names, find_origin, load, require_columns, require_records

_DATES = {"agreements": "signed_on", "events": "starts_on"}
_TAKING_PART = {"projects": "project_participants", "agreements": "agreement_parties", "events": "event_participants"}
_PLACE = ("primary_place_id", "place_id")


def timeline(frame: pd.DataFrame, *, version: str | None = None) -> pd.DataFrame:
    """Put in order of time what happened to the rows of a frame.

    Parameters
    ----------
    frame
        Rows of ``projects``, ``agreements`` or ``events``, with their key.
    version
        Data version, where not that of the frame.

    Returns
    -------
    pandas.DataFrame
        One row a happening, oldest first: for projects the rows of their history; for agreements, their signing; for events, their
        first day. Columns: ``date`` (``datetime64``, the first day it can be), ``date_precision``, ``is_plan`` (``boolean``), ``kind``,
        ``record`` (``projects/<id>``), ``name`` (of the project, agreement or event), ``summary`` (missing for agreements and events).
        Rows without a date come last; the index counts from 0.

    Raises
    ------
    MissingColumnError
        If the frame has no key column, or is of a table whose rows do not happen.
    UnknownRecordError
        If an id is that of no record.

    Examples
    --------
    >>> import rjdata
    >>> projects = rjdata.load_projects(version="2026.11.0")
    >>> story = rjdata.frames.timeline(projects[projects["project_id"] == "arctic-lng-2"])
    >>> story["kind"].tolist()[:2]
    ['decision', 'statement']
    """
    origin = find_origin(frame, needed_by="timeline", version=version)
    table, key = origin.table.name, origin.table.key
    if table != "projects" and table not in _DATES:
        raise MissingColumnError("project_id, agreement_id or event_id", "timeline", column_names(frame))
    require_records(origin, frame[key])
    records = origin.load(table).set_index(key)
    if table == "projects":
        rows = origin.load("project_history")
        rows = rows[rows[key].isin(frame[key])]
        dates, kind, plan, summary = "happened_on", "kind", rows["is_plan"], rows["summary"]
        names = records["name"].reindex(pd.Index(rows[key])).array
    else:
        rows = records.loc[records.index.isin(frame[key])].reset_index()
        dates = _DATES[table]
        kind, names = ("doc_type" if table == "agreements" else "kind"), rows["name" if "name" in rows else "title"].array
        plan = pd.Series(pd.NA, index=rows.index, dtype="boolean")
        summary = pd.Series(None, index=rows.index, dtype=rows[kind].dtype)
    story = pd.DataFrame(
        {
            "date": rows[dates],
            "date_precision": rows[f"{dates}_precision"],
            "is_plan": plan,
            "kind": rows[kind],
            "record": table + "/" + rows[key],
            "name": pd.Series(names, index=rows.index),
            "summary": summary,
        }
    )
    order = rows["sequence"] if "sequence" in rows else pd.Series(0, index=rows.index)
    sorted_rows = story.assign(_order=order).sort_values(["date", "record", "_order"], na_position="last", kind="stable")
    return sorted_rows.drop(columns="_order").reset_index(drop=True)


def with_participants(frame: pd.DataFrame, *, version: str | None = None) -> pd.DataFrame:
    """Add who takes part: the names of organisations, those of Japan, of Russia and of elsewhere apart.

    Parameters
    ----------
    frame
        Rows of ``projects`` (their participants), ``agreements`` (their parties) or ``events``, with their key.
    version
        Data version, where not that of the frame.

    Returns
    -------
    pandas.DataFrame
        The same rows on the same index, with attrs, and three text columns more: ``participants_jp``, ``participants_ru``,
        ``participants_other``, each the names parted by ``"; "``, in the order of the record, each once; missing where there are none.

    Raises
    ------
    MissingColumnError
        If the frame has no key column, or is of a table without participants.

    Examples
    --------
    >>> import rjdata
    >>> projects = rjdata.load_projects(version="2026.11.0")
    >>> rows = rjdata.frames.with_participants(projects[projects["project_id"] == "arctic-lng-2"])
    >>> rows["participants_jp"].item()
    'JOGMEC; Mitsui & Co., Ltd.'
    """
    origin = find_origin(frame, needed_by="with_participants", version=version)
    if origin.table.name not in _TAKING_PART:
        raise MissingColumnError("project_id, agreement_id or event_id", "with_participants", column_names(frame))
    rows = origin.load(_TAKING_PART[origin.table.name])
    actors = origin.load("actors").set_index("actor_id")
    rows = rows[rows["actor_id"].notna() & rows[origin.table.key].isin(frame[origin.table.key])]
    country = actors["country"].reindex(pd.Index(rows["actor_id"])).array
    side = pd.Series(country, index=rows.index).map({"JP": "jp", "RU": "ru"}).fillna("other")
    named = rows.assign(_name=pd.Series(actors["name"].reindex(pd.Index(rows["actor_id"])).array, index=rows.index), _side=side)
    result = frame.copy()
    for name in ("jp", "ru", "other"):
        of_side = named[named["_side"] == name].drop_duplicates([origin.table.key, "_name"])
        joined = of_side.groupby(origin.table.key)["_name"].agg("; ".join)
        found = joined.reindex(pd.Index(frame[origin.table.key].to_numpy(dtype=object)))
        result[f"participants_{name}"] = pd.Series(found.to_numpy(dtype=object), index=frame.index, dtype=actors["name"].dtype)
    return result


def to_geojson(frame: pd.DataFrame, *, version: str | None = None) -> dict[str, Any]:
    """Return the rows as GeoJSON points (RFC 7946). No boundary is drawn.

    Parameters
    ----------
    frame
        Rows of ``places``, or of a table with ``primary_place_id`` or ``place_id``, with their key.
    version
        Data version, where not that of the frame.

    Returns
    -------
    dict
        A ``FeatureCollection``, ready for ``json.dump``. Every row is a feature, in order: its ``id`` is the key, if it has one; its
        ``properties`` all columns but those of the coordinates, ``None`` where missing; its geometry a point (longitude, latitude, WGS 84)
        at its place, or ``None`` where the place has no coordinates. ``coordinate_precision`` says how near the point is.

    Raises
    ------
    MissingColumnError
        If the frame has no key column, or no column of a place.

    Examples
    --------
    >>> import rjdata
    >>> places = rjdata.load_places(version="2026.11.0")
    >>> points = rjdata.frames.to_geojson(places)
    >>> points["type"], len(points["features"]) == len(places)
    ('FeatureCollection', True)
    """
    origin = find_origin(frame, needed_by="to_geojson", version=version)
    is_places = origin.table.name == "places"
    column = "place_id" if is_places else next((name for name in _PLACE if name in frame.columns), _PLACE[0])
    require_columns(frame, [column], needed_by="to_geojson")
    places = load(origin.release, "places").set_index("place_id")[["latitude", "longitude", "coordinate_precision"]]
    where = places.reindex(pd.Index(frame[column].to_numpy(dtype=object)))
    shown = frame.drop(columns=[name for name in places.columns if name in frame.columns])
    rows = zip(frame[origin.table.key], shown.to_dict("records"), where.itertuples(index=False), strict=True)
    features = [
        {
            "type": "Feature",
            **({} if pd.isna(key) else {"id": key}),
            "geometry": _point(latitude, longitude),
            "properties": {str(name): _plain(value) for name, value in row.items()} | {"coordinate_precision": _plain(precision)},
        }
        for key, row, (latitude, longitude, precision) in rows
    ]
    return {"type": "FeatureCollection", "features": features}


def _point(latitude: Any, longitude: Any) -> dict[str, Any] | None:
    if pd.isna(latitude) or pd.isna(longitude):
        return None
    return {"type": "Point", "coordinates": [float(longitude), float(latitude)]}


def _plain(value: Any) -> Any:
    if pd.api.types.is_list_like(value):
        return [_plain(item) for item in value] if isinstance(value, Iterable) else value
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value.item() if hasattr(value, "item") else value

"""Rows counted by point of the plan and by region."""

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from rjdata.dates import read_day
from rjdata.frames.origin import find_origin, require_columns

if TYPE_CHECKING:
    from rjdata.frames.origin import Origin

_SECTORS = ("primary_sector_id", "sector_id")
_PLACES = ("primary_place_id", "place_id")


def by_sector(frame: pd.DataFrame, *, version: str | None = None) -> pd.DataFrame:
    """Count rows by point of the Cooperation Plan, each row under the one it is filed under.

    Parameters
    ----------
    frame
        Rows of ``projects`` or ``agreements``, with their key and ``primary_sector_id`` or ``sector_id``.
    version
        Data version, where not that of the frame.

    Returns
    -------
    pandas.DataFrame
        A row a point, in the order of the plan, and one, with a missing id, for rows under none: ``sector_id``, ``sector_name``,
        ``plan_point`` (``Int64``) and ``<record>_count`` (``Int64``), as in ``project_count``. The counts add up to the rows given.

    Raises
    ------
    MissingColumnError
        If the frame lacks its key or the column of the sector.

    Examples
    --------
    >>> import rjdata
    >>> projects = rjdata.load_projects(version="2026.11.0")
    >>> counts = rjdata.frames.by_sector(projects)
    >>> int(counts["project_count"].sum()) == len(projects)
    True
    """
    origin, column = _choose(frame, _SECTORS, "by_sector", version)
    sectors = origin.load("sectors").sort_values("plan_point")[["sector_id", "name", "plan_point"]]
    sectors = sectors.rename(columns={"name": "sector_name"})
    return _counted(sectors, frame[column], "sector_id", origin)


def by_region(frame: pd.DataFrame, *, far_east_on: str | date = "2018-11-03", version: str | None = None) -> pd.DataFrame:
    """Count rows by region, each row where its primary place lies.

    Parameters
    ----------
    frame
        Rows of ``projects``, ``agreements`` or ``events``, with their key and ``primary_place_id`` or ``place_id``.
    far_east_on
        Day by whose borders a region belongs to Russia's Far Eastern Federal District. It grew on 3 November 2018.
    version
        Data version, where not that of the frame.

    Returns
    -------
    pandas.DataFrame
        A row a region that occurs, by code, and one, with a missing code, for rows without a region (no place, a whole country, a
        disputed place): ``iso_3166_2``, ``country``, ``is_far_east`` (``boolean``, missing without a region) and ``<record>_count``
        (``Int64``). The counts add up to the rows given.

    Raises
    ------
    MissingColumnError
        If the frame lacks its key or the column of the place.
    InvalidDateError
        If `far_east_on` is no day.

    Examples
    --------
    >>> import rjdata
    >>> projects = rjdata.load_projects(version="2026.11.0")
    >>> regions = rjdata.frames.by_region(projects, far_east_on="2017-01-01")
    >>> int(regions["project_count"].sum()) == len(projects)
    True
    """
    origin, column = _choose(frame, _PLACES, "by_region", version)
    day = read_day(far_east_on)
    places = origin.load("places").set_index("place_id")
    in_district = places["far_east_from"].notna() & (places["far_east_from"] <= pd.Timestamp(day))
    regions = places[["iso_3166_2", "country"]].assign(is_far_east=in_district.astype("boolean"))
    regions = regions.dropna(subset=["iso_3166_2"]).groupby("iso_3166_2", as_index=False).agg({"country": "first", "is_far_east": "max"})
    codes = places["iso_3166_2"].reindex(pd.Index(frame[column].to_numpy(dtype=object), dtype=object))
    counted = _counted(regions, codes, "iso_3166_2", origin)
    return counted[counted.iloc[:, -1] > 0].reset_index(drop=True)


def _choose(frame: pd.DataFrame, columns: tuple[str, ...], needed_by: str, version: str | None) -> "tuple[Origin, str]":
    origin = find_origin(frame, needed_by=needed_by, version=version)
    column = next((name for name in columns if name in frame.columns), columns[0])
    require_columns(frame, [column], needed_by=needed_by)
    return origin, column


def _counted(groups: pd.DataFrame, values: "pd.Series[str]", key: str, origin: "Origin") -> pd.DataFrame:
    none = pd.DataFrame({key: pd.Series([np.nan], dtype=groups[key].dtype)})
    rows = pd.concat([groups, none], ignore_index=True)
    known = {str(value): int(count) for value, count in values.value_counts().items()}
    numbers = [known.get(str(value), 0) for value in groups[key]]
    missing = len(values) - sum(numbers)
    name = f"{origin.table.key.removesuffix('_id')}_count"
    rows[name] = pd.array([*numbers, missing], dtype="Int64")
    return rows

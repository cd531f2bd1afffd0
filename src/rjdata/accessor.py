"""``df.rj`` and ``series.rj``: the functions of :mod:`rjdata.frames` as methods. Importing this module registers them; so does any load.

Type checkers do not see what is registered on pandas. Write ``RjAccessor(df).evidence()`` or ``rjdata.frames.evidence(df)`` where types
matter: it is the same.
"""

import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

# Not rjdata.frames, which this way is imported by the first method that is used and not by every load.
import rjdata
from rjdata.errors import AccessorError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rjdata.citation import Citation
    from rjdata.models import Record
    from rjdata.pictures.fonts import Language
    from rjdata.pictures.projects import Status
    from rjdata.tables import TableName

_NAME = "rj"


class RjAccessor:
    """What rjdata can do with a frame. pandas makes one for ``df.rj``, and may keep it.

    Raises
    ------
    AccessorError
        If no column's name ends in ``_id``.

    Examples
    --------
    >>> import rjdata
    >>> amounts = rjdata.load_table("project_amounts", version="2026.11.0")
    >>> len(amounts.rj.preferred()) <= len(amounts)
    True
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        if not any(str(column).endswith("_id") for column in frame.columns):
            raise AccessorError(tuple(str(column) for column in frame.columns))
        self._frame = frame

    def to_records(self, *, version: str | None = None) -> "tuple[Record, ...]":
        """Return the rows as typed records. See :func:`rjdata.frames.to_records`."""
        return rjdata.frames.to_records(self._frame, version=version)

    def evidence(self, *, field: str | None = None, version: str | None = None) -> pd.DataFrame:
        """Return the evidence that the rows rest on. See :func:`rjdata.frames.evidence`."""
        return rjdata.frames.evidence(self._frame, field=field, version=version)

    def cite(self, *, version: str | None = None) -> "Citation":
        """Cite the sources that the rows rest on. See :func:`rjdata.frames.cite`."""
        return rjdata.frames.cite(self._frame, version=version)

    def join_child(self, table: "TableName", *, version: str | None = None) -> pd.DataFrame:
        """Put the rows of a child table beside their parents. See :func:`rjdata.frames.join_child`."""
        return rjdata.frames.join_child(self._frame, table, version=version)

    def filter_rows(
        self,
        *,
        sector: str | Iterable[str] | None = None,
        actor: str | Iterable[str] | None = None,
        place: str | Iterable[str] | None = None,
        stage: str | Iterable[str] | None = None,
        participation: str | Iterable[str] | None = None,
        kind: str | Iterable[str] | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        version: str | None = None,
    ) -> pd.DataFrame:
        """Keep the rows that answer to all filters. See :func:`rjdata.frames.filter_rows`."""
        return rjdata.frames.filter_rows(
            self._frame,
            sector=sector,
            actor=actor,
            place=place,
            stage=stage,
            participation=participation,
            kind=kind,
            since=since,
            until=until,
            version=version,
        )

    def preferred(self) -> pd.DataFrame:
        """Keep one row of each group of rival figures. See :func:`rjdata.frames.preferred`."""
        return rjdata.frames.preferred(self._frame)

    def status_on(self, day: str | date, *, version: str | None = None) -> pd.DataFrame:
        """Add stage and participation on a day, as we know now. See :func:`rjdata.frames.status_on`."""
        return rjdata.frames.status_on(self._frame, day, version=version)

    def sum_amounts(self, *, by: str | Sequence[str] = ()) -> pd.DataFrame:
        """Add up sums of money, each group of rival figures once. See :func:`rjdata.frames.sum_amounts`."""
        return rjdata.frames.sum_amounts(self._frame, by=by)

    def convert_money(self, *, to: str = "USD", version: str | None = None) -> pd.DataFrame:
        """Put sums of money into one currency, in new columns. See :func:`rjdata.frames.convert_money`."""
        return rjdata.frames.convert_money(self._frame, to=to, version=version)

    def trade_series(self) -> "pd.Series[Any]":
        """Return the values of one series of trade. See :func:`rjdata.frames.trade_series`."""
        return rjdata.frames.trade_series(self._frame)

    def trade_balance(self) -> pd.DataFrame:
        """Put what both sides report of their trade side by side. See :func:`rjdata.frames.trade_balance`."""
        return rjdata.frames.trade_balance(self._frame)

    def by_sector(self, *, version: str | None = None) -> pd.DataFrame:
        """Count the rows by point of the plan. See :func:`rjdata.frames.by_sector`."""
        return rjdata.frames.by_sector(self._frame, version=version)

    def by_region(self, *, far_east_on: str | date = "2018-11-03", version: str | None = None) -> pd.DataFrame:
        """Count the rows by region. See :func:`rjdata.frames.by_region`."""
        return rjdata.frames.by_region(self._frame, far_east_on=far_east_on, version=version)

    def timeline(self, *, version: str | None = None) -> pd.DataFrame:
        """Put in order of time what happened to the rows. See :func:`rjdata.frames.timeline`."""
        return rjdata.frames.timeline(self._frame, version=version)

    def to_geojson(self, *, version: str | None = None) -> dict[str, Any]:
        """Return the rows as GeoJSON points. See :func:`rjdata.frames.to_geojson`."""
        return rjdata.frames.to_geojson(self._frame, version=version)

    def to_parquet(self, folder: str | os.PathLike[str]) -> Path:
        """Write the rows as a Parquet file that any engine reads. See :func:`rjdata.frames.to_parquet`."""
        return rjdata.frames.to_parquet(self._frame, folder)

    def validate_frame(self, table: "TableName", *, check_keys: bool = True, version: str | None = None) -> pd.DataFrame:
        """Check the rows against the rules of a table, all problems at once. See :func:`rjdata.frames.validate_frame`."""
        return rjdata.frames.validate_frame(self._frame, table, check_keys=check_keys, version=version)

    def with_participants(self, *, version: str | None = None) -> pd.DataFrame:
        """Add who takes part. See :func:`rjdata.frames.with_participants`."""
        return rjdata.frames.with_participants(self._frame, version=version)

    def with_names(self, *, version: str | None = None) -> pd.DataFrame:
        """Add names beside ids. See :func:`rjdata.frames.with_names`."""
        return rjdata.frames.with_names(self._frame, version=version)

    @property
    def plot(self) -> "RjPlots":
        """Pictures of the rows, as ``df.rj.plot.trade()``."""
        return RjPlots(self._frame)


class RjPlots:
    """Pictures of a frame: the functions of :mod:`rjdata.pictures` as methods, without the ``plot_`` in front.

    Examples
    --------
    >>> import rjdata
    >>> projects = rjdata.load_projects(version="2026.11.1")
    >>> ax = projects.rj.plot.projects(by="stage", since="2016")  # doctest: +MATPLOTLIB
    >>> ax.get_title(loc="left")  # doctest: +MATPLOTLIB
    'Projects by stage'
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def trade(self, *, ax: "Axes | None" = None) -> "Axes":
        """Draw trade over time, a line a series. See :func:`rjdata.pictures.plot_trade`."""
        return rjdata.pictures.plot_trade(self._frame, ax=ax)

    def projects(
        self,
        *,
        by: "Status" = "stage",
        since: str | date | None = None,
        until: str | date | None = None,
        version: str | None = None,
        ax: "Axes | None" = None,
    ) -> "Axes":
        """Draw projects by stage or participation, a bar a year. See :func:`rjdata.pictures.plot_projects`."""
        return rjdata.pictures.plot_projects(self._frame, by=by, since=since, until=until, version=version, ax=ax)

    def timeline(self, *, language: "Language" = "en", version: str | None = None, ax: "Axes | None" = None) -> "Axes":
        """Draw what happened to one project. See :func:`rjdata.pictures.plot_timeline`."""
        return rjdata.pictures.plot_timeline(self._frame, language=language, version=version, ax=ax)

    def places(self, *, language: "Language" = "en", version: str | None = None, ax: "Axes | None" = None) -> "Axes":
        """Draw where the rows are, as points. See :func:`rjdata.pictures.plot_places`."""
        return rjdata.pictures.plot_places(self._frame, language=language, version=version, ax=ax)


class RjSeriesAccessor:
    """What rjdata can do with a column of ids or of names. pandas makes one for ``series.rj``, and may keep it.

    Examples
    --------
    >>> import rjdata
    >>> stakes = rjdata.load_table("project_stakes", version="2026.11.0")
    >>> stakes["holder_actor_id"].rj.names().name
    'holder_actor_name'
    """

    def __init__(self, series: "pd.Series[Any]") -> None:
        self._series = series

    def names(self, *, version: str | None = None) -> "pd.Series[Any]":
        """Return the names of the records that the ids refer to. See :func:`rjdata.frames.names`."""
        return rjdata.frames.names(self._series, version=version)

    def resolve_actors(self, *, country: "str | pd.Series[Any] | None" = None, version: str | None = None) -> pd.DataFrame:
        """Say which organisations the names mean. See :func:`rjdata.resolve_actors`."""
        return rjdata.resolve.resolve_actors(self._series, country=country, version=version)

    def resolve_places(self, *, country: "str | pd.Series[Any] | None" = None, version: str | None = None) -> pd.DataFrame:
        """Say which places the names mean. See :func:`rjdata.resolve.resolve_places`."""
        return rjdata.resolve.resolve_places(self._series, country=country, version=version)

    def resolve_sectors(self, *, version: str | None = None) -> pd.DataFrame:
        """Say which points of the plan the names mean. See :func:`rjdata.resolve.resolve_sectors`."""
        return rjdata.resolve.resolve_sectors(self._series, version=version)


def _register() -> None:
    for owner in (pd.DataFrame, pd.Series):
        if getattr(getattr(owner, _NAME, None), "__module__", None) == __name__:
            # When this module is imported again, pandas would warn of the accessor that it put there itself.
            delattr(owner, _NAME)
    pd.api.extensions.register_dataframe_accessor(_NAME)(RjAccessor)
    pd.api.extensions.register_series_accessor(_NAME)(RjSeriesAccessor)


_register()

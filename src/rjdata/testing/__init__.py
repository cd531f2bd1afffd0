"""Strategies for hypothesis: valid records of every table, and whole releases, for the tests of those who depend on rjdata.

Every strategy gives what a curated file could hold and a release could carry: records that keep all rules of their models, with their
children, and texts that careless readers mistake for numbers, dates or nothing (``NA``, ``true``, ``1e5``, ``007``). Dates lie between
1850 and 2030. A record of a single table names others by ids that lead nowhere; in :func:`releases` and :func:`tables` every reference
leads to a record and every row has evidence. Needs hypothesis: ``pip install 'rjdata[testing]'``.

Examples
--------
>>> from hypothesis import given, settings
>>> from rjdata.testing import projects
>>> @settings(max_examples=10, database=None)
... @given(projects())
... def children_belong_to_their_project(project):
...     assert all(stake.project_id == project.project_id for stake in project.stakes)
>>> children_belong_to_their_project()
"""

from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from rjdata.errors import MissingExtraError, UnknownTableError

if TYPE_CHECKING:
    import pandas as pd

try:
    from hypothesis import Phase, find, settings
    from hypothesis.strategies import SearchStrategy
except ImportError as _error:
    raise MissingExtraError("hypothesis", "testing", "rjdata.testing") from _error

from rjdata.models import (
    TABLES,
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
    model_for,
)
from rjdata.models.base import Record
from rjdata.release import Release
from rjdata.tables import TableName
from rjdata.testing.family import alone
from rjdata.testing.linked import linked_releases

__all__ = [
    "actors",
    "agreements",
    "events",
    "evidence",
    "exchange_rates",
    "frames",
    "observations",
    "packages",
    "people",
    "places",
    "projects",
    "records",
    "releases",
    "sectors",
    "small_release",
    "sources",
    "tables",
    "tombstones",
    "trade_volumes",
]


def records(table: TableName) -> SearchStrategy[Record]:
    """Give records of any table, of a main table with their children, of a child table alone.

    Parameters
    ----------
    table
        Name of the table, as in :data:`rjdata.models.TABLES`.

    Returns
    -------
    SearchStrategy
        Frozen records, each valid in itself.

    Raises
    ------
    UnknownTableError
        If there is no such table.

    Examples
    --------
    >>> from hypothesis import find, settings
    >>> stake = find(records("project_stakes"), lambda stake: stake.percent is not None, settings=settings(database=None))
    >>> stake.project_stake_id.startswith(f"{stake.project_id}.stake-")
    True
    """
    if table not in TABLES:
        raise UnknownTableError(table, "of this package", tuple(get_close_matches(table, TABLES, n=3, cutoff=0)))
    return alone(model_for(table))


def actors() -> SearchStrategy[Actor]:
    """Give records of ``actors``. See :func:`records`."""
    return alone(Actor)


def agreements() -> SearchStrategy[Agreement]:
    """Give records of ``agreements``. See :func:`records`."""
    return alone(Agreement)


def events() -> SearchStrategy[Event]:
    """Give records of ``events``. See :func:`records`."""
    return alone(Event)


def evidence() -> SearchStrategy[Evidence]:
    """Give records of ``evidence``. See :func:`records`."""
    return alone(Evidence)


def exchange_rates() -> SearchStrategy[ExchangeRate]:
    """Give records of ``exchange_rates``. See :func:`records`."""
    return alone(ExchangeRate)


def observations() -> SearchStrategy[Observation]:
    """Give records of ``observations``. See :func:`records`."""
    return alone(Observation)


def packages() -> SearchStrategy[Package]:
    """Give records of ``packages``. See :func:`records`."""
    return alone(Package)


def people() -> SearchStrategy[Person]:
    """Give records of ``people``. See :func:`records`."""
    return alone(Person)


def places() -> SearchStrategy[Place]:
    """Give records of ``places``. See :func:`records`."""
    return alone(Place)


def projects() -> SearchStrategy[Project]:
    """Give records of ``projects``. See :func:`records`."""
    return alone(Project)


def sectors() -> SearchStrategy[Sector]:
    """Give records of ``sectors``. See :func:`records`."""
    return alone(Sector)


def sources() -> SearchStrategy[Source]:
    """Give records of ``sources``. See :func:`records`."""
    return alone(Source)


def tombstones() -> SearchStrategy[Tombstone]:
    """Give records of ``tombstones``. See :func:`records`."""
    return alone(Tombstone)


def trade_volumes() -> SearchStrategy[TradeVolume]:
    """Give records of ``trade_volumes``. See :func:`records`."""
    return alone(TradeVolume)


def releases(*, version: str = "2031.1.0") -> SearchStrategy[Release]:
    """Give small releases that lie in memory: every reference leads to a record, every row has evidence, derived columns are derived.

    What compile and freeze would accept and write, byte by byte, under the day after the last of its dates.

    Parameters
    ----------
    version
        Data version that the releases say they are.

    Examples
    --------
    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, database=None)
    ... @given(releases())
    ... def frames_and_records_have_as_many_rows(release):
    ...     assert len(release.load_projects()) == len(release.projects)
    >>> frames_and_records_have_as_many_rows()
    """
    return linked_releases(version)


def tables() -> SearchStrategy[dict[str, tuple[Record, ...]]]:
    """Give records of all main tables that belong together: those of a release of :func:`releases`.

    Examples
    --------
    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, database=None)
    ... @given(tables())
    ... def evidence_leads_to_a_source(found):
    ...     assert {row.source_id for row in found["evidence"]} <= {source.source_id for source in found["sources"]}
    >>> evidence_leads_to_a_source()
    """
    mains = tuple(table for table in TABLES if model_for(table).parent_table is None)
    return releases().map(lambda release: {table: release.records(table) for table in mains})


def frames(table: TableName) -> "SearchStrategy[pd.DataFrame]":
    """Give frames as :func:`rjdata.load_table` returns them: typed, keys unique, rows that keep all rules of the table.

    They are tables of releases of :func:`releases`, without the rows they refer to, and carry no label: no package holds the version.

    Parameters
    ----------
    table
        Name of the table, as in :data:`rjdata.models.TABLES`.

    Raises
    ------
    UnknownTableError
        If there is no such table.

    Examples
    --------
    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, database=None)
    ... @given(frames("trade_volumes"))
    ... def keys_are_unique(frame):
    ...     assert frame["trade_volume_id"].is_unique
    >>> keys_are_unique()
    """
    if table not in TABLES:
        raise UnknownTableError(table, "of this package", tuple(get_close_matches(table, TABLES, n=3, cutoff=0)))
    return releases().map(lambda release: _unlabelled(release, table))


def _unlabelled(release: Release, table: TableName) -> "pd.DataFrame":
    frame = release.load_table(table)
    frame.attrs.clear()
    return frame


@cache
def small_release() -> Release:
    """Return one small release with a project, an agreement, an actor, a figure of trade and sources; the same in every run.

    Its records are drawn, not real. With one version of hypothesis it does not change; take no id from it for granted across versions.
    Its version is none that is installed, so what finds the release of a frame by its label, such as :func:`rjdata.frames.with_names` or
    :func:`rjdata.frames.cite`, raises :class:`~rjdata.errors.UnknownVersionError` on its frames.

    Examples
    --------
    >>> release = small_release()
    >>> min(len(release.load_projects()), len(release.load_actors()), len(release.load_trade_volumes())) > 0
    True
    """
    held = ("projects", "agreements", "actors", "trade_volumes", "sources")
    settled = settings(database=None, derandomize=True, deadline=None, max_examples=10_000, phases=[Phase.generate])
    return find(releases(), lambda release: all(release.tables[table].row_count for table in held), settings=settled)

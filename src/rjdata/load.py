"""Frames of the newest or a named release: a fresh one at every call, with dtypes that never change. Nothing here uses the network."""

from typing import TYPE_CHECKING

from rjdata.release import open_release

if TYPE_CHECKING:
    import pandas as pd

    from rjdata.tables import TableName


def load_table(name: "TableName", *, version: str | None = None) -> "pd.DataFrame":
    """Load any table of a release.

    Returns
    -------
    pandas.DataFrame
        A fresh frame. Text is ``StringDtype("python", na_value=nan)``, whole numbers ``Int64``, numbers ``Float64``, flags
        ``boolean``, dates ``datetime64[us]``. ``df.attrs["rjdata"]`` says table, version and digest.

    Raises
    ------
    UnknownTableError
        If the release has no such table.
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of the table was changed after it was frozen.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.load_table("project_stakes", version="2026.11.0").attrs["rjdata"]["version"]
    '2026.11.0'
    """
    return open_release(version).load_table(name)


def load_projects(*, version: str | None = None) -> "pd.DataFrame":
    """Load ``projects``."""
    return open_release(version).load_projects()


def load_agreements(*, version: str | None = None) -> "pd.DataFrame":
    """Load ``agreements``."""
    return open_release(version).load_agreements()


def load_actors(*, version: str | None = None) -> "pd.DataFrame":
    """Load ``actors``."""
    return open_release(version).load_actors()


def load_people(*, version: str | None = None) -> "pd.DataFrame":
    """Load ``people``."""
    return open_release(version).load_people()


def load_sectors(*, version: str | None = None) -> "pd.DataFrame":
    """Load ``sectors``."""
    return open_release(version).load_sectors()


def load_places(*, version: str | None = None) -> "pd.DataFrame":
    """Load ``places``."""
    return open_release(version).load_places()


def load_events(*, version: str | None = None) -> "pd.DataFrame":
    """Load ``events``."""
    return open_release(version).load_events()


def load_trade_volumes(*, version: str | None = None) -> "pd.DataFrame":
    """Load ``trade_volumes``."""
    return open_release(version).load_trade_volumes()


def load_observations(*, version: str | None = None) -> "pd.DataFrame":
    """Load ``observations``."""
    return open_release(version).load_observations()


def load_sources(*, version: str | None = None) -> "pd.DataFrame":
    """Load ``sources``."""
    return open_release(version).load_sources()


def load_project_history(*, version: str | None = None) -> "pd.DataFrame":
    """Load ``project_history``."""
    return open_release(version).load_project_history()


def load_project_participants(*, version: str | None = None) -> "pd.DataFrame":
    """Load ``project_participants``."""
    return open_release(version).load_project_participants()

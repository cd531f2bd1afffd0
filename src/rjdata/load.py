"""Frames of undertakings: projects with their children, agreements, events. A fresh frame at every call, never the network."""

from typing import TYPE_CHECKING

from rjdata.release import open_release

if TYPE_CHECKING:
    import pandas as pd

    from rjdata.tables import TableName


def load_table(name: "TableName", *, version: str | None = None) -> "pd.DataFrame":
    """Load any table of a release. Source: what `evidence` names for each row. Licence: CC BY 4.0; terms of single sources in `sources`.

    Parameters
    ----------
    name, version
        Table, as :func:`rjdata.list_tables` lists it, and data version; by default ``RJDATA_VERSION`` or the newest in the package.

    Returns
    -------
    pandas.DataFrame
        A fresh frame; ``rjdata.open_release(version).tables[name].columns`` has its columns and units. Text is ``StringDtype("python",
        na_value=nan)``, numbers ``Int64`` or ``Float64``, flags ``boolean``, dates ``datetime64[us]``; its attrs say where it is from.

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
    """Load the projects: plants, fields, funds, services, studies and programmes of the two countries.

    Parameters
    ----------
    version
        Data version; by default ``RJDATA_VERSION`` or the newest in the package.

    Returns
    -------
    pandas.DataFrame
        One row a record; the key is ``project_id``.

        - ``project_id`` (string): Id of the project.
        - ``name`` (string): Name in English.
        - ``name_ja`` (string): Name in Japanese.
        - ``name_ru`` (string): Name in Russian.
        - ``kind`` (string): What sort of undertaking it is.
        - ``parent_project_id`` (string, id in projects): Project of which it is a part.
        - ``summary`` (string): What it is, in our words.
        - ``industry`` (string): Line of business in plain words.
        - ``primary_sector_id`` (string, id in sectors): Primary row of `project_sectors`.
        - ``primary_place_id`` (string, id in places): Primary row of `project_places`.
        - ``stage`` (string): Last stage that the history decides: as of `last_reported_on`.
        - ``participation`` (string): Last Japanese participation that the history decides: as of `last_reported_on`.
        - ``last_reported_on`` (date): Earliest possible day of publication of the newest dated source that speaks of it.
        - ``independent_source_count`` (integer): Number of sources that speak of it, copies not counted.
        - ``note`` (string): What a reader must know, in our words.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of the table was changed after it was frozen.

    Notes
    -----
    Stage and participation are those that the last deciding row of `project_history` gives. Leave out ``sales_or_office`` where you
    count projects. A missing value means that no source here tells.
    Source: the pages that `evidence` names for each row. Licence: CC BY 4.0 for the compilation; terms of single sources in `sources`.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.load_projects(version="2026.11.0")["project_id"].is_unique
    True
    """
    return open_release(version).load_projects()


def load_project_history(*, version: str | None = None) -> "pd.DataFrame":
    """Load what happened in the projects, one row an event, in the order of `sequence` within a project.

    Parameters
    ----------
    version
        Data version; by default ``RJDATA_VERSION`` or the newest in the package.

    Returns
    -------
    pandas.DataFrame
        One row a child row; the key is ``project_history_id``.

        - ``project_history_id`` (string): Id of the row.
        - ``project_id`` (string, id in projects): The project.
        - ``sequence`` (integer): Order of the rows of a project, from 1.
        - ``happened_on`` (date): Day on which it happened, was said, or is planned for.
        - ``happened_on_precision`` (string): Precision of `happened_on`.
        - ``kind`` (string): What sort of thing it is.
        - ``is_plan`` (boolean): Whether the source speaks of it as to come. A plan changes neither stage nor participation.
        - ``stage`` (string): Stage of the project from then on, where the row decides it.
        - ``participation`` (string): Japanese participation from then on, where the row decides it.
        - ``actor_id`` (string, id in actors): Actor whose act it is.
        - ``summary`` (string): What happened, in our words.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of the table was changed after it was frozen.

    Notes
    -----
    A row with ``is_plan`` tells what was planned, not what happened.
    Source: the pages that `evidence` names for each row. Licence: CC BY 4.0 for the compilation; terms of single sources in `sources`.

    Examples
    --------
    >>> import rjdata
    >>> bool(rjdata.load_project_history(version="2026.11.0")["happened_on"].isna().any())
    False
    """
    return open_release(version).load_project_history()


def load_project_participants(*, version: str | None = None) -> "pd.DataFrame":
    """Load who takes part in which project, and as what.

    Parameters
    ----------
    version
        Data version; by default ``RJDATA_VERSION`` or the newest in the package.

    Returns
    -------
    pandas.DataFrame
        One row a child row; the key is ``project_participant_id``.

        - ``project_participant_id`` (string): Id of the row.
        - ``project_id`` (string, id in projects): The project.
        - ``actor_id`` (string, id in actors): The actor.
        - ``role`` (string): What it does in the project.
        - ``is_planned`` (boolean): Whether a source speaks of the part as planned only.
        - ``note`` (string): What a reader must know, in our words.
        - ``from_on`` (date): First day known to a source.
        - ``from_on_precision`` (string): Precision of `from_on`.
        - ``to_on`` (date): Last day known to a source.
        - ``to_on_precision`` (string): Precision of `to_on`.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of the table was changed after it was frozen.

    Notes
    -----
    A missing ``from_on`` or ``to_on`` means that no source here gives the day.
    Source: the pages that `evidence` names for each row. Licence: CC BY 4.0 for the compilation; terms of single sources in `sources`.

    Examples
    --------
    >>> import rjdata
    >>> "role" in rjdata.load_project_participants(version="2026.11.0")
    True
    """
    return open_release(version).load_project_participants()


def load_agreements(*, version: str | None = None) -> "pd.DataFrame":
    """Load the agreements: documents signed, announced or planned between parties of the two countries.

    Parameters
    ----------
    version
        Data version; by default ``RJDATA_VERSION`` or the newest in the package.

    Returns
    -------
    pandas.DataFrame
        One row a record; the key is ``agreement_id``.

        - ``agreement_id`` (string): Id of the agreement.
        - ``name`` (string): Title or plain name in English.
        - ``name_ja`` (string): Title in Japanese.
        - ``name_ru`` (string): Title in Russian.
        - ``doc_type`` (string): What sort of document it is.
        - ``stated_type`` (string): What the source calls it.
        - ``level`` (string): Between whom it is, derived from the kinds of the parties.
        - ``signing_state`` (string): Whether it is known to be signed.
        - ``is_binding`` (boolean): Whether it binds in law, where a source or its kind tells.
        - ``signed_on`` (date): Day of signing, or of the announcement where only that is known.
        - ``signed_on_precision`` (string): Precision of `signed_on`.
        - ``event_id`` (string, id in events): Event at which it was signed.
        - ``place_id`` (string, id in places): Place that it is about; where it was signed is the place of its event.
        - ``sector_id`` (string, id in sectors): Point of the plan that it falls under.
        - ``sector_basis`` (string): Who put it under that point.
        - ``package_id`` (string, id in packages): Package that it may belong to.
        - ``package_membership`` (string): Whether it belongs to the package.
        - ``amends_agreement_id`` (string, id in agreements): Agreement that it changes.
        - ``subject`` (string): What it is about, in our words.
        - ``outcome_status`` (string): What became of it.
        - ``outcome`` (string): What became of it, in our words.
        - ``outcome_on`` (date): Day for which the outcome is stated.
        - ``outcome_on_precision`` (string): Precision of `outcome_on`.
        - ``independent_source_count`` (integer): Number of sources that speak of it, copies not counted.
        - ``note`` (string): What a reader must know, in our words.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of the table was changed after it was frozen.

    Notes
    -----
    Parties are in `agreement_parties`, sums in `agreement_amounts`. An announced or planned document may never have been signed.
    Source: the pages that `evidence` names for each row. Licence: CC BY 4.0 for the compilation; terms of single sources in `sources`.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.load_agreements(version="2026.11.0")["agreement_id"].is_unique
    True
    """
    return open_release(version).load_agreements()


def load_events(*, version: str | None = None) -> "pd.DataFrame":
    """Load the events: meetings, forums, ceremonies, launches, and policy measures.

    Parameters
    ----------
    version
        Data version; by default ``RJDATA_VERSION`` or the newest in the package.

    Returns
    -------
    pandas.DataFrame
        One row a record; the key is ``event_id``.

        - ``event_id`` (string): Id of the event.
        - ``name`` (string): Act, actor and date in plain words.
        - ``kind`` (string): What sort of event it is.
        - ``actor_id`` (string, id in actors): Authority or company that acted.
        - ``country`` (string): ISO 3166-1 alpha-2 code of the country that acted.
        - ``place_id`` (string, id in places): Where it took place.
        - ``starts_on`` (date): First day.
        - ``starts_on_precision`` (string): Precision of `starts_on`.
        - ``ends_on`` (date): Last day, where it lasted longer than a day.
        - ``ends_on_precision`` (string): Precision of `ends_on`.
        - ``announced_on`` (date): Day on which a measure was announced.
        - ``announced_on_precision`` (string): Precision of `announced_on`.
        - ``in_force_on`` (date): Day from which a measure is in force.
        - ``in_force_on_precision`` (string): Precision of `in_force_on`.
        - ``ended_on`` (date): Day on which a measure ended, or to which it was given; an extension is an event of its own.
        - ``ended_on_precision`` (string): Precision of `ended_on`.
        - ``is_plan`` (boolean): Whether the source speaks of it as planned; it may not have happened.
        - ``summary`` (string): What happened, in our words.
        - ``independent_source_count`` (integer): Number of sources that speak of it, copies not counted.
        - ``note`` (string): What a reader must know, in our words.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of the table was changed after it was frozen.

    Notes
    -----
    Who took part is in `event_participants`, what an event touches in `event_links`.
    Source: the pages that `evidence` names for each row. Licence: CC BY 4.0 for the compilation; terms of single sources in `sources`.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.load_events(version="2026.11.0")["event_id"].is_unique
    True
    """
    return open_release(version).load_events()

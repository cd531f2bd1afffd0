"""Versioned, validated, traceable records of Japan–Russia economic cooperation.

Importing this package imports nothing else; every name below is fetched when it is first used.
"""

__version__ = "0.1.0"

# Not typing.TYPE_CHECKING: importing typing costs thirty times as much as this whole module.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from rjdata import accessor as accessor
    from rjdata import errors as errors
    from rjdata import fetch as fetch
    from rjdata import frames as frames
    from rjdata import models as models
    from rjdata import pictures as pictures
    from rjdata import remote as remote
    from rjdata import resolve as resolve
    from rjdata import testing as testing
    from rjdata.citation import Citation as Citation
    from rjdata.citation import cite as cite
    from rjdata.compare import diff as diff
    from rjdata.compare import history as history
    from rjdata.fetch.assets import fetch_energy_assets as fetch_energy_assets
    from rjdata.fetch.codes import fetch_hs_codes as fetch_hs_codes
    from rjdata.fetch.entities import fetch_listed_entities as fetch_listed_entities
    from rjdata.fetch.fuels import fetch_fuel_trade as fetch_fuel_trade
    from rjdata.fetch.rates import fetch_daily_rates as fetch_daily_rates
    from rjdata.fetch.rates import fetch_monthly_rates as fetch_monthly_rates
    from rjdata.fetch.sectors import fetch_sector_trade as fetch_sector_trade
    from rjdata.fetch.trade import fetch_dyadic_trade as fetch_dyadic_trade
    from rjdata.fetch.trade import fetch_partner_trade as fetch_partner_trade
    from rjdata.load import load_agreements as load_agreements
    from rjdata.load import load_events as load_events
    from rjdata.load import load_project_history as load_project_history
    from rjdata.load import load_project_participants as load_project_participants
    from rjdata.load import load_projects as load_projects
    from rjdata.load import load_table as load_table
    from rjdata.load_figures import load_observations as load_observations
    from rjdata.load_figures import load_trade_volumes as load_trade_volumes
    from rjdata.load_names import load_actors as load_actors
    from rjdata.load_names import load_people as load_people
    from rjdata.load_names import load_places as load_places
    from rjdata.load_names import load_sectors as load_sectors
    from rjdata.load_names import load_sources as load_sources
    from rjdata.lock import open_locked as open_locked
    from rjdata.lock import write_lock as write_lock
    from rjdata.lookup import get_actor as get_actor
    from rjdata.lookup import get_agreement as get_agreement
    from rjdata.lookup import get_event as get_event
    from rjdata.lookup import get_exchange_rate as get_exchange_rate
    from rjdata.lookup import get_observation as get_observation
    from rjdata.lookup import get_package as get_package
    from rjdata.lookup import get_person as get_person
    from rjdata.lookup import get_place as get_place
    from rjdata.lookup import get_project as get_project
    from rjdata.lookup import get_sector as get_sector
    from rjdata.lookup import get_source as get_source
    from rjdata.lookup import get_trade_volume as get_trade_volume
    from rjdata.records import iter_actors as iter_actors
    from rjdata.records import iter_agreements as iter_agreements
    from rjdata.records import iter_events as iter_events
    from rjdata.records import iter_evidence as iter_evidence
    from rjdata.records import iter_exchange_rates as iter_exchange_rates
    from rjdata.records import iter_observations as iter_observations
    from rjdata.records import iter_packages as iter_packages
    from rjdata.records import iter_people as iter_people
    from rjdata.records import iter_places as iter_places
    from rjdata.records import iter_projects as iter_projects
    from rjdata.records import iter_sectors as iter_sectors
    from rjdata.records import iter_sources as iter_sources
    from rjdata.records import iter_tombstones as iter_tombstones
    from rjdata.records import iter_trade_volumes as iter_trade_volumes
    from rjdata.release import Release as Release
    from rjdata.release import list_tables as list_tables
    from rjdata.release import open_release as open_release
    from rjdata.remote.fetch import fetch_file as fetch_file
    from rjdata.remote.registry import RemoteFile as RemoteFile
    from rjdata.remote.registry import list_files as list_files
    from rjdata.resolve.names import resolve_actor as resolve_actor
    from rjdata.resolve.names import resolve_place as resolve_place
    from rjdata.resolve.names import resolve_sector as resolve_sector
    from rjdata.resolve.series import resolve_actors as resolve_actors
    from rjdata.versions import list_versions as list_versions

_HOMES = {
    "citation": ("Citation", "cite"),
    "compare": (
        "diff",
        "history",
    ),
    "load": (
        "load_agreements",
        "load_events",
        "load_project_history",
        "load_project_participants",
        "load_projects",
        "load_table",
    ),
    "load_names": (
        "load_actors",
        "load_people",
        "load_places",
        "load_sectors",
        "load_sources",
    ),
    "load_figures": (
        "load_observations",
        "load_trade_volumes",
    ),
    "lock": (
        "open_locked",
        "write_lock",
    ),
    "lookup": (
        "get_actor",
        "get_agreement",
        "get_event",
        "get_exchange_rate",
        "get_observation",
        "get_package",
        "get_person",
        "get_place",
        "get_project",
        "get_sector",
        "get_source",
        "get_trade_volume",
    ),
    "records": (
        "iter_actors",
        "iter_agreements",
        "iter_events",
        "iter_evidence",
        "iter_exchange_rates",
        "iter_observations",
        "iter_packages",
        "iter_people",
        "iter_places",
        "iter_projects",
        "iter_sectors",
        "iter_sources",
        "iter_tombstones",
        "iter_trade_volumes",
    ),
    "release": (
        "Release",
        "list_tables",
        "open_release",
    ),
    "fetch.assets": ("fetch_energy_assets",),
    "fetch.codes": ("fetch_hs_codes",),
    "fetch.entities": ("fetch_listed_entities",),
    "fetch.fuels": ("fetch_fuel_trade",),
    "fetch.rates": (
        "fetch_daily_rates",
        "fetch_monthly_rates",
    ),
    "fetch.sectors": ("fetch_sector_trade",),
    "fetch.trade": (
        "fetch_dyadic_trade",
        "fetch_partner_trade",
    ),
    "remote.fetch": ("fetch_file",),
    "remote.registry": ("RemoteFile", "list_files"),
    "resolve.names": (
        "resolve_actor",
        "resolve_place",
        "resolve_sector",
    ),
    "resolve.series": ("resolve_actors",),
    "versions": ("list_versions",),
}
_MODULES = {name: module for module, names in _HOMES.items() for name in names}
_SUBMODULES = {"accessor", "errors", "fetch", "frames", "models", "pictures", "remote", "resolve", "testing"}

# `testing` is reached by its name, but not listed: it needs an extra, and a star import or help() must not.
__all__ = [
    "Citation",
    "Release",
    "RemoteFile",
    "__version__",
    "accessor",
    "cite",
    "diff",
    "errors",
    "fetch",
    "fetch_daily_rates",
    "fetch_dyadic_trade",
    "fetch_energy_assets",
    "fetch_file",
    "fetch_fuel_trade",
    "fetch_hs_codes",
    "fetch_listed_entities",
    "fetch_monthly_rates",
    "fetch_partner_trade",
    "fetch_sector_trade",
    "frames",
    "get_actor",
    "get_agreement",
    "get_event",
    "get_exchange_rate",
    "get_observation",
    "get_package",
    "get_person",
    "get_place",
    "get_project",
    "get_sector",
    "get_source",
    "get_trade_volume",
    "history",
    "iter_actors",
    "iter_agreements",
    "iter_events",
    "iter_evidence",
    "iter_exchange_rates",
    "iter_observations",
    "iter_packages",
    "iter_people",
    "iter_places",
    "iter_projects",
    "iter_sectors",
    "iter_sources",
    "iter_tombstones",
    "iter_trade_volumes",
    "list_files",
    "list_tables",
    "list_versions",
    "load_actors",
    "load_agreements",
    "load_events",
    "load_observations",
    "load_people",
    "load_places",
    "load_project_history",
    "load_project_participants",
    "load_projects",
    "load_sectors",
    "load_sources",
    "load_table",
    "load_trade_volumes",
    "models",
    "open_locked",
    "open_release",
    "pictures",
    "remote",
    "resolve",
    "resolve_actor",
    "resolve_actors",
    "resolve_place",
    "resolve_sector",
    "write_lock",
]


def __getattr__(name: str) -> object:
    if name in _SUBMODULES:
        return __import__(f"rjdata.{name}", fromlist=[name])
    if name in _MODULES:
        value: object = getattr(__import__(f"rjdata.{_MODULES[name]}", fromlist=[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'rjdata' has no attribute {name!r}")


def __dir__() -> list[str]:
    return list(__all__)

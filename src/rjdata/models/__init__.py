"""Typed records, one small module a family. Importing this package builds none of them.

:data:`TABLES` is the list of all tables, in the order in which they are shown: every main table with its children behind it. To add a
table, write its model and add a line here.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rjdata.models.actor import Actor as Actor
    from rjdata.models.actor import ActorIdentifier as ActorIdentifier
    from rjdata.models.actor import ActorName as ActorName
    from rjdata.models.actor import ActorRelation as ActorRelation
    from rjdata.models.agreement import Agreement as Agreement
    from rjdata.models.agreement import AgreementAmount as AgreementAmount
    from rjdata.models.agreement import AgreementParty as AgreementParty
    from rjdata.models.agreement import Package as Package
    from rjdata.models.agreement import PackageCount as PackageCount
    from rjdata.models.base import Record as Record
    from rjdata.models.event import Event as Event
    from rjdata.models.event import EventLink as EventLink
    from rjdata.models.event import EventMeasure as EventMeasure
    from rjdata.models.event import EventParticipant as EventParticipant
    from rjdata.models.figure import ExchangeRate as ExchangeRate
    from rjdata.models.figure import Observation as Observation
    from rjdata.models.figure import TradeVolume as TradeVolume
    from rjdata.models.person import Office as Office
    from rjdata.models.person import Person as Person
    from rjdata.models.person import PersonName as PersonName
    from rjdata.models.place import Place as Place
    from rjdata.models.place import PlaceName as PlaceName
    from rjdata.models.project import Project as Project
    from rjdata.models.project import ProjectAgreement as ProjectAgreement
    from rjdata.models.project import ProjectAmount as ProjectAmount
    from rjdata.models.project import ProjectCapacity as ProjectCapacity
    from rjdata.models.project import ProjectHistory as ProjectHistory
    from rjdata.models.project import ProjectParticipant as ProjectParticipant
    from rjdata.models.project import ProjectPlace as ProjectPlace
    from rjdata.models.project import ProjectRelation as ProjectRelation
    from rjdata.models.project import ProjectSector as ProjectSector
    from rjdata.models.project import ProjectStake as ProjectStake
    from rjdata.models.sector import Sector as Sector
    from rjdata.models.sector import SectorCode as SectorCode
    from rjdata.models.source import Evidence as Evidence
    from rjdata.models.source import Source as Source
    from rjdata.models.source import Statement as Statement
    from rjdata.models.tombstone import Tombstone as Tombstone
    from rjdata.models.tombstone import TombstoneSuccessor as TombstoneSuccessor
    from rjdata.tables import TableName

TABLES: "dict[TableName, str]" = {
    "sectors": "sector.Sector",
    "sector_codes": "sector.SectorCode",
    "actors": "actor.Actor",
    "actor_names": "actor.ActorName",
    "actor_identifiers": "actor.ActorIdentifier",
    "actor_relations": "actor.ActorRelation",
    "people": "person.Person",
    "person_names": "person.PersonName",
    "offices": "person.Office",
    "places": "place.Place",
    "place_names": "place.PlaceName",
    "events": "event.Event",
    "event_participants": "event.EventParticipant",
    "event_measures": "event.EventMeasure",
    "event_links": "event.EventLink",
    "packages": "agreement.Package",
    "package_counts": "agreement.PackageCount",
    "agreements": "agreement.Agreement",
    "agreement_parties": "agreement.AgreementParty",
    "agreement_amounts": "agreement.AgreementAmount",
    "projects": "project.Project",
    "project_sectors": "project.ProjectSector",
    "project_participants": "project.ProjectParticipant",
    "project_stakes": "project.ProjectStake",
    "project_places": "project.ProjectPlace",
    "project_amounts": "project.ProjectAmount",
    "project_capacities": "project.ProjectCapacity",
    "project_agreements": "project.ProjectAgreement",
    "project_relations": "project.ProjectRelation",
    "project_history": "project.ProjectHistory",
    "trade_volumes": "figure.TradeVolume",
    "observations": "figure.Observation",
    "exchange_rates": "figure.ExchangeRate",
    "sources": "source.Source",
    "evidence": "source.Evidence",
    "tombstones": "tombstone.Tombstone",
    "tombstone_successors": "tombstone.TombstoneSuccessor",
}

_MODULES = {path.partition(".")[2]: path.partition(".")[0] for path in TABLES.values()} | {"Record": "base", "Statement": "source"}


def model_for(table: str) -> "type[Record]":
    """Return the model of a row of `table`, importing its family only.

    Examples
    --------
    >>> model_for("project_stakes").key_column
    'project_stake_id'
    """
    path = TABLES[table]  # type: ignore[index] # a name that may come from a file; an unknown one is a KeyError
    return __getattr__(path.partition(".")[2])


def __getattr__(name: str) -> "type[Record]":
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = __import__(f"{__name__}.{_MODULES[name]}", fromlist=[name])
    model: type[Record] = getattr(module, name)
    return model


def __dir__() -> list[str]:
    return sorted([*_MODULES, "TABLES", "model_for"])

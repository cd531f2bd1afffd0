"""What a dependent project writes. Read by mypy and pyright against the installed wheel, never run."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import assert_type

import pandas as pd
from matplotlib.axes import Axes

import rjdata
from rjdata.accessor import RjAccessor
from rjdata.models import Actor, Evidence, Observation, Project, ProjectStake, Source, Statement
from rjdata.models.lifecycle import Participation, Stage
from rjdata.schema import Licence, Table

assert_type(rjdata.__version__, str)
assert_type(rjdata.list_versions(), tuple[str, ...])
assert_type(rjdata.list_tables(version="2026.11.0"), tuple[str, ...])
assert_type(rjdata.load_table("project_stakes"), pd.DataFrame)
assert_type(rjdata.load_projects(version="2026.11.0"), pd.DataFrame)
assert_type(rjdata.fetch_sector_trade(countries=None), pd.DataFrame)
assert_type(rjdata.iter_projects(), Iterator[Project])
assert_type(rjdata.iter_evidence(), Iterator[Evidence])

project = rjdata.get_project("arctic-lng-2", version="2026.11.0")
assert_type(project, Project)
assert_type(project.name_ja, str | None)
assert_type(project.stage, Stage)
assert_type(project.participation, Participation)
assert_type(project.last_reported_on, date | None)
assert_type(project.stakes, tuple[ProjectStake, ...])
assert_type(project.participants[0].actor_id, str)
assert_type(project.stakes[0].percent, Decimal | None)
assert_type(rjdata.get_actor("novatek"), Actor)
assert_type(rjdata.get_source("a-source"), Source)

release = rjdata.open_release("2026.11.0")
assert_type(release, rjdata.Release)
assert_type(release.digest, str)
assert_type(release.frozen_on, date)
assert_type(release.tables["projects"], Table)
assert_type(release.projects, tuple[Project, ...])
assert_type(release.observations, tuple[Observation, ...])
assert_type(release.load_projects(), pd.DataFrame)
assert_type(release.as_of("2021-05-14"), rjdata.Release)
assert_type(release.as_of(date(2021, 5, 14)).get_project("arctic-lng-2"), Project)
assert_type(release.evidence("projects/arctic-lng-2"), tuple[Statement, ...])
assert_type(release.evidence(project, "name"), tuple[Statement, ...])
assert_type(release.evidence(project)[0].source, Source)
assert_type(rjdata.frames.cite(release.load_projects()), rjdata.Citation)

assert_type(rjdata.frames.validate_frame(release.load_projects(), "projects"), pd.DataFrame)
assert_type(rjdata.frames.validate_file("projects.parquet", "projects", check_keys=False), pd.DataFrame)
assert_type(RjAccessor(release.load_projects()).validate_frame("projects"), pd.DataFrame)
assert_type(rjdata.pictures.plot_projects(release.load_projects(), by="participation"), Axes)
assert_type(RjAccessor(release.load_projects()).plot.timeline(language="ja"), Axes)
assert_type(release.licences, tuple[Licence, ...])
assert_type(release.export("release", format="jsonl", tables=["projects", "project_stakes"]), Path)

try:
    rjdata.open_release("1999.1.0")
except rjdata.errors.UnknownVersionError as error:
    assert_type(error.nearest, tuple[str, ...])

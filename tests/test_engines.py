"""Other engines read what ``to_parquet`` writes, and add up alike: the blocks of ``docs/recipes.md``, run as they stand there."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import rjdata
from benchmarks.dyads import ROWS, find_true, keep_generated, keep_true

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")
polars = pytest.importorskip("polars")
distributed = pytest.importorskip("distributed")
psutil = pytest.importorskip("psutil")

PAGE = Path(__file__).parent.parent / "docs" / "recipes.md"
VERSION = "2026.11.0"
GENERATED = 200_000
Rows = list[tuple[int, int, float]]


def blocks(heading: str) -> list[str]:
    """Return the Python blocks that stand on the page under a heading."""
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return re.findall(r"^```python\n(.*?)^```", section.group(1) if section else "", re.MULTILINE | re.DOTALL)


def run(code: str) -> dict[str, Any]:
    """Run a block of the page; return the names that it gave."""
    names: dict[str, Any] = {"rjdata": rjdata, "__name__": "recipe"}
    exec(compile(code, str(PAGE), "exec"), names)  # noqa: S102 - the page is ours
    return names


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the first block of the page was run: it holds the folder ``release``."""
    folder = tmp_path_factory.mktemp("release")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run(blocks("Write a folder")[0])["folder"] == Path("release")
    return folder


@pytest.fixture(scope="module", params=["generated", "true"])
def trade(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the second block of the page was run, with invented trade or with the true one: it holds ``trade``."""
    folder = tmp_path_factory.mktemp("trade")
    true = find_true(version=VERSION) if request.param == "true" else None
    if request.param == "true":
        pytest.importorskip("rdata")
        if not true:
            pytest.skip("the true file is not beside this checkout")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("RJDATA_CACHE_DIR", str(folder / "cache"))
        patch.setenv("RJDATA_OFFLINE", "1")
        if true:
            keep_true(true, version=VERSION)
        else:
            keep_generated(GENERATED, version=VERSION)
        assert len(run(blocks("Write a folder")[1])["flows"]) == (ROWS if true else GENERATED)
    shutil.rmtree(folder / "cache")
    return folder


@pytest.fixture
def yearly(trade: Path, monkeypatch: pytest.MonkeyPatch) -> Rows:
    """What pandas finds, with the folder of trade as working directory."""
    monkeypatch.chdir(trade)
    return rows_of(run(blocks("pandas")[0])["yearly"])


def rows_of(frame: pd.DataFrame) -> Rows:
    return list(frame[["year", "figures", "total"]].itertuples(index=False, name=None))


def assert_alike(found: Rows, expected: Rows) -> None:
    """Years and counts are equal, and sums differ by rounding alone."""
    assert [row[:2] for row in found] == [row[:2] for row in expected]
    assert [row[2] for row in found] == pytest.approx([row[2] for row in expected], rel=1e-12, abs=0)


def test_pandas_adds_up_every_figure(trade: Path, yearly: Rows) -> None:
    frame = pd.read_parquet(trade / "trade" / "dyadic_trade.parquet")
    figures = frame[["imports_1_from_2", "imports_2_from_1"]].to_numpy("float64", na_value=float("nan"))
    years = frame["year"].to_numpy("int64")
    by_hand = {}
    for year in sorted(set(years.tolist())):
        of_year = figures[years == year]
        known = of_year[~pd.isna(of_year)]
        by_hand[year] = (len(known), known.sum())
    assert_alike(yearly, [(year, *found) for year, found in by_hand.items()])


def test_polars_adds_up_alike(yearly: Rows) -> None:
    assert_alike(run(blocks("polars")[0])["yearly"].rows(), yearly)


def test_duckdb_adds_up_alike(yearly: Rows) -> None:
    assert_alike(rows_of(run(blocks("DuckDB")[0])["yearly"]), yearly)


def test_duckdb_joins_the_tables_of_a_release(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(release)
    participants = rjdata.load_project_participants(version=VERSION).merge(rjdata.load_actors(version=VERSION), on="actor_id")
    ids = participants[participants["country"] == "JP"]["project_id"]
    projects = rjdata.load_projects(version=VERSION)
    expected = projects[projects["project_id"].isin(ids)].groupby("stage").size()
    found = run(blocks("DuckDB")[1])["japanese"].set_index("stage")["projects"]
    assert found.to_dict() == expected.to_dict()


def test_duckdb_reads_what_a_file_is_from(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(release)
    found = run(blocks("DuckDB")[2])["label"].set_index("key")["value"]
    label = rjdata.load_projects(version=VERSION).attrs["rjdata"]
    assert found.to_dict() == {f"rjdata.{name}": value for name, value in label.items()}


def test_polars_reads_what_a_file_is_from(release: Path) -> None:
    found = polars.read_parquet_metadata(release / "release" / "projects.parquet")
    label = rjdata.load_projects(version=VERSION).attrs["rjdata"]
    assert {name: found[f"rjdata.{name}"] for name in label} == label


def test_a_fetched_table_says_which_file_it_is_from(trade: Path) -> None:
    found = polars.read_parquet_metadata(trade / "trade" / "dyadic_trade.parquet")
    file = next(file for file in rjdata.list_files(version=VERSION) if file.key == found["rjdata.file"])
    assert (found["rjdata.table"], found["rjdata.version"], found["rjdata.digest"]) == ("dyadic_trade", VERSION, file.sha256)


def test_polars_reads_every_table_of_a_release(release: Path) -> None:
    for name, table in rjdata.open_release(VERSION).tables.items():
        frame = polars.read_parquet(release / "release" / f"{name}.parquet")
        assert (frame.height, tuple(frame.columns)) == (table.row_count, table.column_names)


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Addresses on which a cluster listens while its client is there. It has two processes of its own, of which none is left."""
    addresses: set[str] = set()
    workers: set[Any] = set()
    start = distributed.Client.__init__

    def note(self: Any, *arguments: Any, **options: Any) -> None:
        start(self, *arguments, **options)
        workers.update(psutil.Process(process) for process in self.run(os.getpid).values())
        for process in (psutil.Process(), *workers):
            addresses.update(found.laddr.ip for found in process.net_connections("inet") if found.status == psutil.CONN_LISTEN)

    monkeypatch.setattr(distributed.Client, "__init__", note)
    yield addresses
    assert len(workers - {psutil.Process()}) == 2
    assert not any(process.is_running() for process in workers)


@pytest.mark.loopback
@pytest.mark.filterwarnings("ignore:Port 8787 is already in use")
def test_two_workers_of_dask_add_up_alike(yearly: Rows, listening: set[str]) -> None:
    assert_alike(rows_of(run(blocks("Dask")[0])["yearly"]), yearly)
    assert listening == {"127.0.0.1"}


@pytest.mark.skipif(find_spec("pyspark") is None or shutil.which("java") is None, reason="Spark takes pyspark and Java")
def test_spark_adds_up_alike(yearly: Rows) -> None:
    # In a process of its own, with which the Java machine ends that Spark starts.
    code = blocks("Spark")[0] + "import json\nprint(json.dumps([tuple(row) for row in yearly.collect()]))\n"
    own = {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_SUBMIT_ARGS": "--conf spark.ui.enabled=false pyspark-shell"}
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env={**os.environ, **own})
    assert_alike([tuple(row) for row in json.loads(done.stdout)], yearly)


def test_a_workbook_keeps_text_as_text_and_dates_as_dates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("openpyxl")
    monkeypatch.chdir(tmp_path)
    run(blocks("Excel")[0])
    projects = rjdata.load_projects(version=VERSION)
    back = pd.read_excel("projects.xlsx", keep_default_na=False, na_values=[""]).astype(projects.dtypes)
    pd.testing.assert_frame_equal(back, projects)


def test_a_csv_file_for_excel_begins_with_the_mark_of_utf8(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run(blocks("Excel")[1])
    projects = rjdata.load_projects(version=VERSION)
    assert Path("projects.csv").read_bytes().startswith(b"\xef\xbb\xbfproject_id,")
    back = pd.read_csv("projects.csv", encoding="utf-8-sig", keep_default_na=False, na_values=[""], dtype=str).astype(projects.dtypes)
    pd.testing.assert_frame_equal(back, projects)


def test_every_block_of_the_page_is_run_by_a_test() -> None:
    everything = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    code = Path(__file__).read_text(encoding="utf-8")
    asked = re.findall(r'blocks\("(.+?)"\)\[(\d)\]', code)
    assert sorted(everything) == sorted(blocks(heading)[int(number)] for heading, number in {*asked})

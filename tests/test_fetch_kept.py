"""The Parquet files that loaders keep of what they parsed."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import rjdata
from rjdata.fetch import FetchedTable
from rjdata.remote import RemoteFile
from tests import stand_ins
from tests.fetched import TABLES, VERSION, fetch, fetch_all

parquet = pytest.importorskip("pyarrow.parquet")
pytestmark = pytest.mark.usefixtures("small_files")


def kept_of(name: str) -> Path:
    """The Parquet file that a loader keeps."""
    fetch_all(name)
    (kept,) = rjdata.remote.find_cache().glob(f"*/{TABLES[name].name}-*.parquet")
    return kept


@pytest.mark.parametrize("name", TABLES)
def test_the_table_kept_gives_what_the_files_give(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_of(name)
    with monkeypatch.context() as patched:
        patched.setattr(FetchedTable, "_build", lambda *_: pytest.fail("it was parsed again"))
        whole, chosen = fetch_all(name), fetch(name)
    monkeypatch.setattr("rjdata.fetch.table.find_spec", lambda _: None)
    pd.testing.assert_frame_equal(whole, fetch_all(name))
    pd.testing.assert_frame_equal(chosen, fetch(name))


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flip_in_page(data: bytes) -> bytes:
    return data[:60] + bytes([data[60] ^ 0xFF]) + data[61:]


def flip_in_footer(data: bytes) -> bytes:
    return data[:-20] + bytes([data[-20] ^ 0xFF]) + data[-19:]


def empty(_: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("damage", [cut, flip_in_page, flip_in_footer, empty])
@pytest.mark.parametrize("name", ["fetch_dyadic_trade", "fetch_hs_codes", "fetch_sector_trade"])
def test_a_damaged_table_is_built_again_from_the_files(name: str, damage: Callable[[bytes], bytes]) -> None:
    kept = kept_of(name)
    whole, right = fetch_all(name), kept.read_bytes()
    kept.write_bytes(damage(right))
    pd.testing.assert_frame_equal(fetch_all(name), whole)
    assert kept.read_bytes() == right


def test_a_kept_table_with_other_columns_is_built_again() -> None:
    kept = kept_of("fetch_hs_codes")
    whole = fetch_all("fetch_hs_codes")
    whole.drop(columns="section").to_parquet(kept)
    pd.testing.assert_frame_equal(fetch_all("fetch_hs_codes"), whole)


def test_a_table_of_several_files_is_kept_by_all_their_digests(small_files: dict[str, RemoteFile], monkeypatch: pytest.MonkeyPatch) -> None:
    kept = kept_of("fetch_hs_codes")
    data = "\ufeffsection,name\nI,Animals\n".encode()
    other = stand_ins.describe("hs_sections", data)
    stand_ins.lay({"hs_sections": (other, data)}, rjdata.remote.find_cache())
    monkeypatch.setattr("rjdata.remote.registry._chosen", lambda _: {**small_files, "hs_sections": other})
    assert fetch_all("fetch_hs_codes").set_index("code").loc["01", "section_name"] == "Animals"
    assert len(list(kept.parent.glob("hs_codes-*.parquet"))) == 2


def test_a_cache_that_is_full_keeps_no_table_and_no_half_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def fill_up(_: object, path: Path, **__: object) -> None:
        path.write_bytes(b"PAR1")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(parquet, "write_table", fill_up)
    assert len(fetch_all("fetch_hs_codes")) == 3
    assert [path for path in rjdata.remote.find_cache().glob("*/*") if path.suffix == ".parquet" or path.name.startswith("tmp")] == []


def test_a_kept_table_is_read_without_the_package_that_read_its_files(monkeypatch: pytest.MonkeyPatch) -> None:
    kept_of("fetch_dyadic_trade")
    monkeypatch.setitem(sys.modules, "rdata", None)
    assert len(rjdata.fetch_dyadic_trade(version=VERSION)) == 3

"""The list of files, the cache and the mirror, without a download."""

import errno
import json
import os
from datetime import date
from hashlib import sha256
from pathlib import Path

import attrs
import pytest

import rjdata
from rjdata.errors import ExportError, UnknownRecordError, UnknownVersionError
from rjdata.remote import RemoteFile, find_cache, list_cache, prune_cache, verify_cache, write_mirror
from rjdata.remote.cache import cached_path, holds
from rjdata.remote.registry import find_file, registry
from rjdata.store import read_manifest, read_object
from tests.loopback import body, serve
from tests.true_files import MIRROR, RESEARCH, true_path
from tools.compile_data import DATA
from tools.compile_remote import gather_remote, write_remote
from tools.freeze_release import freeze

VERSION = "2026.11.0"
NEWEST = rjdata.list_versions()[-1]
pytestmark = pytest.mark.usefixtures("cache")
BYTES = {"hs_sections": b"section,name\n", "country_codes": b"code,name\n"}


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> dict[str, RemoteFile]:
    """Two files of the release, as if their bytes were a line."""
    files = {
        key: attrs.evolve(find_file(key, VERSION), size=len(data), sha256=sha256(data).hexdigest(), address="http://127.0.0.1:1/none")
        for key, data in BYTES.items()
    }
    for module in ("registry", "cache"):
        monkeypatch.setattr(f"rjdata.remote.{module}.registry", lambda *_: files)
    for module in ("fetch", "mirror"):
        monkeypatch.setattr(f"rjdata.remote.{module}.find_file", lambda key, *_: files[key])
    return files


def put(file: RemoteFile, data: bytes) -> Path:
    path = Path(cached_path(file))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_files_are_those_of_the_data_folder() -> None:
    files, problems = gather_remote(DATA)
    assert problems == []
    assert [attrs.asdict(file, filter=lambda _, value: value is not None) for file in rjdata.list_files(version=NEWEST)] == [
        file.model_dump(exclude_none=True) for file in files
    ]


def test_frozen_files_are_what_is_compiled() -> None:
    files, _ = gather_remote(DATA)
    described = read_manifest(NEWEST)["remote"]
    assert read_object(described["path"], described["hash"]) == write_remote(files)


def test_files_are_in_the_order_of_their_keys() -> None:
    keys = [file.key for file in rjdata.list_files(version=VERSION)]
    assert keys == sorted(keys)


@pytest.mark.parametrize("file", rjdata.list_files(version=VERSION), ids=lambda file: file.key)
def test_a_file_says_what_it_is_and_may_be_used_for(file: RemoteFile) -> None:
    assert all((file.title, file.publisher, file.licence, file.licence_evidence, file.citation, file.format, file.period))
    assert (file.size > 0, file.row_count > 0, len(file.sha256)) == (True, True, 64)


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(UnknownVersionError):
        rjdata.list_files(version="2020.1.0")


def test_an_unknown_key_names_the_nearest() -> None:
    with pytest.raises(UnknownRecordError, match="cow_dyadic_trade_v4"):
        find_file("cow_dyadic_trade", VERSION)


def test_a_release_without_a_list_has_no_files(release_folder: Path) -> None:
    assert dict(registry("2026.1.0", str(release_folder))) == {}


def test_a_later_release_may_say_more_of_a_file(release_folder: Path, small_tables: dict[str, bytes]) -> None:
    described = json.loads(write_remote(gather_remote(DATA)[0]))
    for file in described["files"]:
        file["colour"] = "blue"
    freeze("2026.2.0", date(2026, 2, 1), small_tables, release_folder, remote=json.dumps(described).encode())
    assert tuple(registry("2026.2.0", str(release_folder)).values()) == rjdata.list_files(version=NEWEST)


def test_the_cache_is_where_the_variable_says(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_cache() == cache
    monkeypatch.chdir(cache.parent)
    monkeypatch.setenv("RJDATA_CACHE_DIR", "here")
    assert find_cache() == cache.parent / "here"
    monkeypatch.setenv("RJDATA_CACHE_DIR", "~/there")
    assert find_cache() == Path.home() / "there"


def test_the_cache_is_the_system_s_where_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RJDATA_CACHE_DIR", "")
    assert find_cache().name == "rjdata"


def test_no_cache_holds_no_files(cache: Path) -> None:
    assert (list_cache(), verify_cache(), prune_cache(), cache.exists()) == ((), (), (), False)


def test_the_cache_lists_what_it_holds(small: dict[str, RemoteFile]) -> None:
    right, other = small["hs_sections"], small["country_codes"]
    put(right, BYTES["hs_sections"])
    put(other, b"cut")
    assert holds(cached_path(right), right)
    listed = {file.key: (file.path, file.size, file.is_right) for file in list_cache()}
    assert listed == {"hs_sections": (Path(cached_path(right)), 13, True), "country_codes": (Path(cached_path(other)), 3, False)}
    assert (right.is_cached, other.is_cached) == (True, False)


def test_verification_finds_damage_that_no_stamp_shows(small: dict[str, RemoteFile]) -> None:
    file = small["hs_sections"]
    path = put(file, BYTES["hs_sections"])
    holds(str(path), file)
    state = path.stat()
    path.write_bytes(BYTES["hs_sections"].upper())
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert [entry.is_right for entry in list_cache()] == [True]
    assert [entry.is_right for entry in verify_cache()] == [False]


def test_pruning_keeps_what_is_right_and_removes_the_rest(small: dict[str, RemoteFile], cache: Path) -> None:
    right, damaged = small["hs_sections"], small["country_codes"]
    kept = put(right, BYTES["hs_sections"])
    made_of_it = kept.with_name("sections.parquet")
    made_of_it.touch()
    gone = [put(damaged, b"cut"), kept.with_name("tmpabc"), cache / ("0" * 64)]
    gone[1].touch()
    (Path(cached_path(damaged)).parent / "made of it").mkdir()
    gone.append(Path(cached_path(damaged)).parent / "made of it")
    gone[2].mkdir()
    (gone[2] / "old.csv").touch()
    others = [cache / "notes.txt", cache / "a folder of the user"]
    others[0].touch()
    others[1].mkdir()
    assert [entry.key for entry in list_cache()] == [None, *sorted(small, key=lambda key: small[key].sha256)]
    removed = prune_cache()
    assert set(removed) == set(gone)
    assert [path.exists() for path in (*gone, kept, made_of_it, *others)] == [False] * 4 + [True] * 4
    assert prune_cache() == ()


def test_a_link_that_leads_nowhere_is_no_file_and_is_pruned(small: dict[str, RemoteFile], tmp_path: Path) -> None:
    path = put(small["hs_sections"], b"")
    path.unlink()
    path.symlink_to(tmp_path / "nowhere")
    assert (list_cache(), verify_cache()) == ((), ())
    assert prune_cache() == (path,)
    assert not path.is_symlink()


def test_pruning_takes_a_link_away_and_not_what_it_leads_to(small: dict[str, RemoteFile], cache: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "notes.txt").touch()
    cache.mkdir()
    link = cache / ("0" * 64)
    link.symlink_to(elsewhere, target_is_directory=True)
    assert prune_cache() == (link,)
    assert (link.is_symlink(), (elsewhere / "notes.txt").exists()) == (False, True)


@pytest.mark.loopback
def test_a_mirror_is_written_once_and_completed(small: dict[str, RemoteFile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve() as server:
        for key, file in small.items():
            server.answer(f"/{file.sha256}/{file.name}", body(BYTES[key]))
        monkeypatch.setenv("RJDATA_MIRROR", server.url)
        (first,) = write_mirror(tmp_path / "mirror", keys=["hs_sections"], version=VERSION)
        both = write_mirror(tmp_path / "mirror", version=VERSION)
        assert len(server.asked) == 2
    assert both == tuple(tmp_path / "mirror" / file.sha256 / file.name for file in small.values())
    assert both[0] == first
    assert [path.read_bytes() for path in both] == list(BYTES.values())
    # No stamps, locks or halves: what it holds can be served as it is.
    assert {path for path in (tmp_path / "mirror").rglob("*") if path.is_file()} == set(both)


def test_a_mirror_serves_a_machine_without_a_network(small: dict[str, RemoteFile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for key, file in small.items():
        put(file, BYTES[key])
    write_mirror(tmp_path / "mirror", version=VERSION)
    monkeypatch.setenv("RJDATA_CACHE_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("RJDATA_OFFLINE", "1")
    monkeypatch.setenv("RJDATA_MIRROR", (tmp_path / "mirror").as_uri())
    assert rjdata.fetch_file("hs_sections", version=VERSION).read_bytes() == BYTES["hs_sections"]


def test_a_mirror_can_be_the_cache(small: dict[str, RemoteFile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(small["hs_sections"], BYTES["hs_sections"])
    (path,) = write_mirror(tmp_path / "mirror", keys=["hs_sections"], version=VERSION)
    monkeypatch.setenv("RJDATA_CACHE_DIR", str(tmp_path / "mirror"))
    monkeypatch.setenv("RJDATA_OFFLINE", "1")
    assert rjdata.fetch_file("hs_sections", version=VERSION) == path


def test_a_mirror_that_cannot_be_written_keeps_no_half(
    small: dict[str, RemoteFile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    put(small["hs_sections"], BYTES["hs_sections"])
    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(ExportError, match=r"mirror: .*No space left.* Name a folder"):
        write_mirror(tmp_path / "mirror", keys=["hs_sections"], version=VERSION)
    assert [path for path in (tmp_path / "mirror").rglob("*") if path.is_file()] == []


def test_a_damaged_mirror_is_mended(small: dict[str, RemoteFile], tmp_path: Path) -> None:
    put(small["hs_sections"], BYTES["hs_sections"])
    (path,) = write_mirror(tmp_path / "mirror", keys=["hs_sections"], version=VERSION)
    path.write_bytes(b"cut")
    write_mirror(tmp_path / "mirror", keys=["hs_sections"], version=VERSION)
    assert path.read_bytes() == BYTES["hs_sections"]


def test_a_mirror_with_an_unknown_key_fetches_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnknownRecordError):
        write_mirror(tmp_path / "mirror", keys=["hs_sections", "hs_section"], version=VERSION)
    assert not (tmp_path / "mirror").exists()


@pytest.mark.loopback
@pytest.mark.skipif(not MIRROR.is_dir(), reason="the true bytes lie beside some checkouts only")
def test_true_bytes_come_from_a_mirror_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    there = [file for file in rjdata.list_files(version=VERSION) if true_path(file).exists()]
    with serve() as server:
        for file in there:
            server.answer(f"/{file.sha256}/{file.name}", body(true_path(file).read_bytes()))
        monkeypatch.setenv("RJDATA_MIRROR", server.url)
        paths = [rjdata.fetch_file(file.key, version=VERSION) for file in there]
    assert [path.read_bytes() for path in paths] == [true_path(file).read_bytes() for file in there]
    assert len(there) == 32


@pytest.mark.skipif(not RESEARCH.is_file(), reason="the research lies beside some checkouts only")
def test_files_agree_with_the_research() -> None:
    found = json.loads(RESEARCH.read_text(encoding="utf-8"))
    assert {(file["key"], file["url"], file["bytes"], file["sha256"], file["rows"]) for file in found} == {
        (file.key, file.address, file.size, file.sha256, file.row_count) for file in rjdata.list_files(version=VERSION)
    }

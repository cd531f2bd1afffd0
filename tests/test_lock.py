"""A lock opens the data it was made of, and nothing else."""

import json
import pickle
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

import rjdata
from rjdata.errors import DigestMismatchError, LockMismatchError
from rjdata.handle import Handle
from rjdata.lock import compare_lock, read_lock, write_lock
from rjdata.store import canonical_json

FILE = rjdata.list_files(version="2026.11.0")[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_lock(tmp_path / "rjdata.lock", version="2026.11.0", files=[FILE.key])
    return tmp_path / "rjdata.lock"


def rewrite(path: Path, *, sign: bool = True, **words: Any) -> None:
    """Change what a lock says; signed, as if another rjdata had written it so."""
    from rjdata.lock import _digest

    said = json.loads(path.read_text(encoding="utf-8")) | words
    if sign:
        said["lockDigest"] = _digest({name: value for name, value in said.items() if name != "lockDigest"})
    path.write_text(json.dumps(said), encoding="utf-8")


def test_a_lock_opens_its_release(path: Path) -> None:
    release = rjdata.open_locked(path)
    assert release == rjdata.open_release("2026.11.0")
    assert compare_lock(path) == ()


def test_a_lock_says_all_that_it_pins(path: Path) -> None:
    lock = read_lock(path)
    release = rjdata.open_release("2026.11.0")
    assert (lock.version, lock.digest, lock.schema_version) == (release.version, release.digest, release.schema_version)
    assert dict(lock.tables) == {name: table.digest for name, table in release.tables.items()}
    assert dict(lock.files) == {FILE.key: FILE.sha256}


def test_a_lock_is_copied_and_pickled_whole_and_prints_in_a_line(path: Path) -> None:
    lock = read_lock(path)
    for copy in (pickle.loads(pickle.dumps(lock)), deepcopy(lock)):  # noqa: S301 - our own bytes
        assert (copy, hash(copy)) == (lock, hash(lock))
    assert repr(lock) == f"<rjdata lock on 2026.11.0, {len(lock.tables)} tables, 1 remote files, digest {lock.digest[:12]}>"
    with pytest.raises(TypeError, match="assignment"):
        lock.tables["projects"] = ""  # type: ignore[index] # as a reader might try


def test_locks_are_the_same_bytes_every_time(path: Path, tmp_path: Path) -> None:
    write_lock(tmp_path / "again.lock", version="2026.11.0", files=[FILE.key])
    assert path.read_bytes() == (tmp_path / "again.lock").read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"digest": "0" * 64}, "digest of data version 2026.11.0"),
        ({"schemaVersion": "9.0.0"}, "shape: locked 9.0.0"),
        ({"tables": {"projects": "0" * 64}}, "table projects: locked 000"),
        ({"files": {FILE.key: "0" * 64}}, f"remote file {FILE.key}: locked 000"),
        ({"files": {"gone": "0" * 64}}, "remote file gone: data version 2026.11.0 lists none"),
        ({"version": "2031.1.0"}, "data version 2031.1.0 is not in this package"),
        ({"lockFormat": 2}, "newer rjdata"),
        ({"lockFormat": 0}, "another rjdata"),
        ({"lockFormat": True}, "newer rjdata|another rjdata"),
        ({"version": None}, "`version` is no text"),
        ({"tables": None}, "`tables` are no digests"),
        ({"files": {"a": 1}}, "`files` are no digests"),
    ],
)
def test_other_data_is_refused_and_the_difference_told(path: Path, words: dict[str, Any], said: str) -> None:
    rewrite(path, **words)
    with pytest.raises(LockMismatchError, match=said):
        rjdata.open_locked(path)


def test_an_edited_lock_is_refused(path: Path) -> None:
    rewrite(path, sign=False, digest="0" * 64)
    with pytest.raises(LockMismatchError, match="edited"):
        rjdata.open_locked(path)


@pytest.mark.parametrize("length", [0, 1, 40, -2])
def test_a_lock_cut_short_is_refused(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(LockMismatchError, match="cut short"):
        rjdata.open_locked(path)


@pytest.mark.parametrize("text", ["[]", "{}", '"x"', "1"])
def test_what_is_no_lock_is_refused(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LockMismatchError, match="no lock of rjdata"):
        rjdata.open_locked(path)


def test_no_lock_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        rjdata.open_locked(tmp_path / "rjdata.lock")


def test_a_version_from_outside_does_not_move_a_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RJDATA_VERSION", "1999.1.0")
    assert rjdata.open_locked(path).version == "2026.11.0"


def test_the_digest_of_a_lock_is_of_all_it_says(path: Path) -> None:
    said = json.loads(path.read_text(encoding="utf-8"))
    del said["lockDigest"]
    assert canonical_json(said) == canonical_json(json.loads(json.dumps(said)))
    assert set(said) == {"lockFormat", "version", "digest", "schemaVersion", "tables", "files"}


def test_verifying_reads_every_table(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    whole = Handle.read_bytes

    def refuse_projects(self: Handle, table: str) -> bytes:
        read.append(table)
        if table == "projects":
            raise DigestMismatchError("objects/projects.csv", "0" * 64, "1" * 64)
        return whole(self, table)

    monkeypatch.setattr(Handle, "read_bytes", refuse_projects)
    (difference,) = compare_lock(path)
    assert difference.startswith("table projects: objects/projects.csv is not what was frozen")
    assert set(read) == set(rjdata.list_tables(version="2026.11.0"))

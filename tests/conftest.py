"""What all tests share: no network, hypothesis profiles, and a small release of invented records."""

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from rjdata.release import Release, _open_in
from rjdata.remote import registry
from rjdata.remote.download import Patience
from rjdata.remote.registry import RemoteFile
from tests.loopback import Loopback, serve
from tools.compile_data import compile_data
from tools.freeze_release import freeze

VALID = Path(__file__).parent / "data" / "valid"
SMALL_VERSION = "2026.1.0"
SMALL_FROZEN_ON = date(2026, 1, 31)

settings.register_profile("fast", max_examples=25, deadline=None, database=None, derandomize=True)
settings.register_profile("ci", max_examples=250, deadline=None, database=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


class BlockedConnectionError(RuntimeError):
    """A test reached for the network. No OSError, so that no code under test takes it for a failed download and goes on."""


_ADDRESS_AT = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
}
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_guard_state = {"installed": False, "loopback": False}


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in _ADDRESS_AT:
        return
    address = arguments[_ADDRESS_AT[event]]
    host = address[0] if isinstance(address, tuple) else address
    if not (_guard_state["loopback"] and host in _LOOPBACK):
        raise BlockedConnectionError(f"{event} to {address!r} in a test; mark it `loopback` where it serves itself")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "loopback: the test may open connections to this machine")
    # An audit hook sees every library's sockets, and cannot be patched over; it can only be added once.
    if not _guard_state["installed"]:
        sys.addaudithook(_guard)
        _guard_state["installed"] = True


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Fail a run with a skipped test that ``expected_skips.txt`` does not name: a test that quietly does nothing is a hole."""
    expected = {line.split(" – ")[0] for line in (Path(__file__).parent / "expected_skips.txt").read_text(encoding="utf-8").splitlines()}
    odd = sorted({report.nodeid for report in terminalreporter.stats.get("skipped", [])} - expected)
    if odd:
        terminalreporter.write_sep("=", "skipped, and not named in tests/expected_skips.txt", red=True)
        terminalreporter.write_line("\n".join(odd))
        terminalreporter._session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _network(request: pytest.FixtureRequest) -> Iterator[None]:
    _guard_state["loopback"] = request.node.get_closest_marker("loopback") is not None
    yield
    _guard_state["loopback"] = False


@pytest.fixture(autouse=True)
def _no_version_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RJDATA_VERSION", raising=False)


@pytest.fixture
def server() -> Iterator[Loopback]:
    """A server on this machine; the test must be marked ``loopback``."""
    with serve() as loopback:
        yield loopback


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an empty cache, with no mirror beside it, and not switched off."""
    for name in ("RJDATA_MIRROR", "RJDATA_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RJDATA_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def pauses() -> list[float]:
    """The pauses that a patience made."""
    return []


@pytest.fixture
def patience(pauses: list[float]) -> Patience:
    """Patience whose clock stands, and that only notes its pauses."""
    return Patience(clock=lambda: 0.0, wait=pauses.append, chance=lambda: 1.0)


@pytest.fixture
def valid_folder(tmp_path: Path) -> Path:
    """A copy of the valid data folder; ``docs`` and ``texts`` stand beside it."""
    shutil.copytree(VALID, tmp_path / "valid")
    return tmp_path / "valid" / "data"


@pytest.fixture(scope="session")
def small_tables() -> dict[str, bytes]:
    """The bytes of every table of the valid data folder."""
    return compile_data(VALID / "data")


@pytest.fixture
def release_folder(tmp_path: Path, small_tables: dict[str, bytes]) -> Path:
    """A folder like the package's, with the valid data frozen in it as ``2026.1.0``."""
    freeze(SMALL_VERSION, SMALL_FROZEN_ON, small_tables, tmp_path / "frozen")
    return tmp_path / "frozen"


@pytest.fixture
def small_release(release_folder: Path) -> Release:
    """The valid data, frozen and opened."""
    return _open_in(str(release_folder), SMALL_VERSION)


@pytest.fixture(scope="session")
def described_stand_ins() -> dict[str, tuple[RemoteFile, bytes]]:
    """The stand-ins of large files, by key, with what the registry would say of them."""
    # Only where they are needed: rdata is slow to import.
    from tests.stand_ins import describe, stand_ins

    return {key: (describe(key, data), data) for key, data in stand_ins().items()}


@pytest.fixture
def small_files(
    described_stand_ins: dict[str, tuple[RemoteFile, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, RemoteFile]:
    """Small files in place of the large ones, in a cache of their own, and no network."""
    from tests.stand_ins import lay

    small = {key: file for key, (file, _) in described_stand_ins.items()}
    find = registry._chosen
    # Only what is fetched is small: the list of files stays that of the release.
    monkeypatch.setattr(registry, "_chosen", lambda version: {**find(version), **small})
    lay(described_stand_ins, tmp_path / "cache")
    monkeypatch.setenv("RJDATA_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("RJDATA_OFFLINE", "1")
    monkeypatch.delenv("RJDATA_MIRROR", raising=False)
    return small

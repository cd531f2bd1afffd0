"""Fetching on machines as they are: many processes, killed processes, folders that are full or cannot be written."""

import errno
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs
import pytest

from rjdata.errors import CacheNotWritableError
from rjdata.remote import RemoteFile
from rjdata.remote import lock as lock_module
from rjdata.remote.cache import STAMP, cached_path, holds, is_stamped
from rjdata.remote.download import Patience
from rjdata.remote.fetch import fetch
from rjdata.remote.lock import lock
from tests.loopback import BODY, Loopback, body, hold, remote_file

pytestmark = [pytest.mark.loopback, pytest.mark.usefixtures("cache")]
CHILD = """
import json, sys
from rjdata.remote import RemoteFile
from rjdata.remote.fetch import fetch
file = RemoteFile(**json.loads(sys.argv[1]))
{before}
print("ready", flush=True)
print(fetch(file))
"""


def child(file: RemoteFile, before: str = "") -> subprocess.Popen[str]:
    """Start a process that says when it is ready, fetches a file and prints its path."""
    code = CHILD.format(before=before)
    command = [sys.executable, "-c", code, json.dumps(attrs.asdict(file))]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".lock"}


def test_eight_processes_make_one_download(server: Loopback) -> None:
    told = threading.Event()
    file = remote_file(server.answer("/f", hold(told)))
    children = [child(file) for _ in range(8)]
    for process in children:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    told.set()
    printed = [process.communicate()[0] for process in children]
    assert {text.strip() for text in printed} == {cached_path(file)}
    assert server.asked == ["/f"]
    assert holds(cached_path(file), file)
    assert names_in(Path(cached_path(file)).parent) == {file.name, file.name + STAMP}


def test_what_a_killed_download_left_is_swept_by_the_next(server: Loopback, patience: Patience) -> None:
    told, reached = threading.Event(), threading.Event()
    file = remote_file(server.answer("/f", hold(told, sent=3000, reached=reached), body()))
    process = child(file)
    assert reached.wait(60)
    process.kill()
    process.communicate()
    folder = Path(cached_path(file)).parent
    assert [name[:3] for name in names_in(folder)] == ["tmp"]
    assert fetch(file, patience=patience).read_bytes() == BODY
    told.set()
    assert names_in(folder) == {file.name, file.name + STAMP}


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Hold a lock in this process; another descriptor of the same process has to wait for it as another process would."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with lock(path, until=0.0, clock=lambda: 0.0, wait=lambda _: None) as is_held:
        assert is_held
        yield


def test_a_lock_that_is_never_let_go_delays_and_does_not_stop(server: Loopback) -> None:
    now, pauses = [0.0], []

    def wait(seconds: float) -> None:
        pauses.append(seconds)
        now[0] += 100

    file = remote_file(server.answer("/f", body()))
    with _held(Path(cached_path(file)).parent / ".lock"):
        path = fetch(file, patience=Patience(total_seconds=600, clock=lambda: now[0], wait=wait))
    assert path.read_bytes() == BODY
    assert pauses == [0.05] * 3


def test_without_locks_files_are_fetched_all_the_same(server: Loopback, patience: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(_: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock_module, "_try", unsupported)
    file = remote_file(server.answer("/f", body()))
    Path(cached_path(file)).parent.mkdir(parents=True)
    other = Path(cached_path(file)).parent / "tmpother"
    other.touch()
    assert fetch(file, patience=patience).read_bytes() == BODY
    # It may be the file of a process that is at work: without the lock nobody knows.
    assert other.exists()


_read_only: list[str] = []


def _refuse_writing(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what a read-only file system refuses, below one folder; chmod would not stop a test that root runs."""
    if not _read_only or event not in ("open", "os.mkdir", "os.rename", "os.remove"):
        return
    path = str(arguments[0])
    writes = event != "open" or arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if path.startswith(_read_only[0]) and writes:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)


sys.addaudithook(_refuse_writing)


@pytest.fixture
def make_read_only() -> Iterator[Callable[[Path], None]]:
    yield lambda folder: _read_only.append(str(folder))
    _read_only.clear()


def test_a_read_only_cache_serves_what_it_holds(server: Loopback, make_read_only: Callable[[Path], None], cache: Path) -> None:
    file = remote_file(server.url + "/never-asked")
    path = Path(cached_path(file))
    path.parent.mkdir(parents=True)
    path.write_bytes(BODY)
    make_read_only(cache)
    assert fetch(file).read_bytes() == BODY
    assert (server.asked, is_stamped(str(path)), names_in(path.parent)) == ([], False, {file.name})


@pytest.mark.parametrize("has_folder", [True, False])
def test_a_read_only_cache_takes_no_new_file(
    has_folder: bool, server: Loopback, patience: Patience, make_read_only: Callable[[Path], None], cache: Path
) -> None:
    file = remote_file(server.answer("/f", body()))
    (Path(cached_path(file)).parent if has_folder else cache).mkdir(parents=True)
    make_read_only(cache)
    with pytest.raises(CacheNotWritableError, match=r"Read-only file system .* Set RJDATA_CACHE_DIR"):
        fetch(file, patience=patience)
    assert server.asked == []


def test_a_cache_below_a_file_cannot_be_written(server: Loopback, patience: Patience, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.write_text("no folder")
    with pytest.raises(CacheNotWritableError, match="Set RJDATA_CACHE_DIR"):
        fetch(remote_file(server.answer("/f", body())), patience=patience)


def test_a_full_disk_is_named_and_no_mirror_is_asked_in_vain(server: Loopback, patience: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    file = remote_file(server.answer("/f", body()))
    server.answer(f"/{file.sha256}/{file.name}", body())
    monkeypatch.setenv("RJDATA_MIRROR", server.url)
    ordinary = Path.open

    class Full:
        def __init__(self, path: Path) -> None:
            self.file = ordinary(path, "xb")

        def __enter__(self) -> "Full":
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, _: bytes) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "open", lambda path, mode="r", *more: Full(path) if mode == "xb" else ordinary(path, mode, *more))
    with pytest.raises(CacheNotWritableError, match="No space left on device"):
        fetch(file, patience=patience)
    assert (len(server.asked), names_in(Path(cached_path(file)).parent)) == (1, set())


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are POSIX")
def test_a_limit_on_the_size_of_files_is_named(server: Loopback) -> None:
    file = remote_file(server.answer("/f", body()))
    process = child(file, "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))")
    _, told = process.communicate()
    assert "CacheNotWritableError" in told
    assert "File too large" in told
    assert names_in(Path(cached_path(file)).parent) == set()


NO_SOCKETS = """
import sys
def hook(event, arguments):
    if event.startswith("socket."):
        sys.stdout.write(event); sys.stdout.flush()
        import os; os._exit(3)
sys.addaudithook(hook)
import rjdata
try:
    rjdata.fetch_file("hs_sections")
except rjdata.errors.OfflineError as error:
    print(type(error).__name__, "requests" in sys.modules)
"""


def test_offline_makes_no_socket(cache: Path) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "RJDATA_OFFLINE": "1"}
    done = subprocess.run([sys.executable, "-c", NO_SOCKETS], capture_output=True, text=True, env=environment)
    assert (done.stdout, done.returncode) == ("OfflineError False\n", 0)
    assert not cache.exists()


def test_a_cached_file_needs_neither_pooch_nor_requests(server: Loopback, patience: Patience) -> None:
    file = remote_file(server.answer("/f", body()))
    fetch(file, patience=patience)
    process = child(file, "import atexit; atexit.register(lambda: print(sorted({'pooch', 'requests'} & set(sys.modules))))")
    assert process.communicate()[0].splitlines() == ["ready", cached_path(file), "[]"]

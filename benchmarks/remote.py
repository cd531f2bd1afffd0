"""The budgets on files that are fetched: from the cache, over loopback, by many processes at once."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import perf_counter
from urllib.request import urlopen

import attrs
import pooch

import rjdata
from benchmarks.measure import Budget, calls, environment
from rjdata.remote import RemoteFile
from rjdata.remote.cache import cached_path, holds
from rjdata.remote.fetch import fetch
from rjdata.remote.registry import find_file

CHUNK = 1 << 20
DOWNLOADED = 50_000_000
KEY = "hs_sections"
PROCESSES = 8


def budgets(rounds: int) -> Iterator[Budget]:
    """Yield the budgets on fetching; the cache that they use is one of their own, and so is the mirror."""
    pooch.get_logger().setLevel("WARNING")
    with tempfile.TemporaryDirectory() as folder, environment(RJDATA_CACHE_DIR=folder, RJDATA_MIRROR="", RJDATA_OFFLINE=""):
        yield from _cached(Path(folder), rounds)
        yield from _downloaded(Path(folder), rounds)


def _cached(folder: Path, rounds: int) -> Iterator[Budget]:
    """Yield a cached file of three sizes, through the public function; a stamp stands in for the digest in the release."""
    path = Path(cached_path(find_file(KEY)))
    name = str(path)
    path.parent.mkdir(parents=True)

    def open_it() -> None:
        open(name, "rb").close()  # noqa: PTH123 - the least that anybody could do

    for size in (1_000, 10_000_000, 100_000_000):
        data = os.urandom(1000) * (size // 1000)
        path.write_bytes(data)
        if not holds(str(path), attrs.evolve(find_file(KEY), sha256=sha256(data).hexdigest())):
            raise RuntimeError(f"{path} was not stamped")
        yield Budget(
            f"a cached file of {size:,} bytes",
            "open",
            5.0,
            calls(_fetch_cached, 1000),
            calls(open_it, 1000),
            rounds * 2,
        )
    if folder not in rjdata.fetch_file(KEY).parents:
        raise RuntimeError("another cache was measured")


def _fetch_cached() -> None:
    rjdata.fetch_file(KEY)


def _downloaded(folder: Path, rounds: int) -> Iterator[Budget]:
    data = os.urandom(DOWNLOADED)
    with _serve(data) as (address, count):
        file = attrs.evolve(find_file(KEY), address=address, size=len(data), sha256=sha256(data).hexdigest())

        def ours() -> float:
            Path(cached_path(file)).unlink(missing_ok=True)
            start = perf_counter()
            fetch(file)
            return perf_counter() - start

        def urllib() -> float:
            target, digest = folder / "by-urllib", sha256()
            start = perf_counter()
            with urlopen(address) as response, target.open("wb") as stream:  # noqa: S310 - our own server
                while chunk := response.read(CHUNK):
                    digest.update(chunk)
                    stream.write(chunk)
            return perf_counter() - start

        yield Budget(f"a download of {DOWNLOADED:,} bytes", "urllib and a digest", 1.3, ours, urllib, rounds * 2)

        def downloads_of_eight() -> float:
            Path(cached_path(file)).unlink(missing_ok=True)
            before = count()
            _run_together(file)
            return float(count() - before)

        yield Budget(f"downloads, {PROCESSES} processes at once", "one", 1.0, downloads_of_eight, lambda: 1.0, min(rounds, 3))


def _run_together(file: RemoteFile) -> None:
    code = (
        "import sys, json, pooch; from rjdata.remote import RemoteFile, download; from rjdata.remote.fetch import fetch\n"
        "pooch.get_logger().setLevel('WARNING'); file = RemoteFile(**json.loads(sys.argv[1]))\n"
        "print('ready', flush=True); sys.stdin.read(); fetch(file)"
    )
    command = [sys.executable, "-c", code, json.dumps(attrs.asdict(file))]
    processes = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(PROCESSES)]
    for process in processes:
        if process.stdout is None or process.stdout.readline() != b"ready\n":
            raise RuntimeError("a process did not start")
    for process in processes:
        if process.stdin:
            process.stdin.close()
    codes = [process.wait() for process in processes]
    if any(codes):
        raise RuntimeError("a process did not fetch the file")


@contextmanager
def _serve(data: bytes) -> Iterator[tuple[str, Callable[[], int]]]:
    """Serve bytes on this machine; yield the address, and what counts the answers."""
    answered: list[None] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answered.append(None)
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that it has in the base
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/file", lambda: len(answered)
        server.shutdown()

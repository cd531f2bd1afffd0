"""A server on this machine that answers as it is told: rightly, wrongly, late, in pieces, or not at all."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import attrs

from rjdata.remote import RemoteFile

BODY = b"year,value\n" + b"2016,1\n" * 1000
WRONG = BODY.replace(b"2016", b"2017")
"""As many bytes, and not the same."""
WAIT = 60
"""Seconds after which a server that nobody tells to go on gives up; no test that passes comes near."""

Answer = Callable[[BaseHTTPRequestHandler], None]


def body(data: bytes = BODY, **headers: str) -> Answer:
    """Answer 200 with these bytes and their length."""
    return status(200, data, **headers)


def status(code: int, data: bytes = b"<html>no</html>", **headers: str) -> Answer:
    """Answer with a status; underscores in names of headers stand for hyphens."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        _head(handler, code, {"Content_Length": str(len(data)), **headers})
        handler.wfile.write(data)

    return answer


def cut(sent: int, *, length: int | None = len(BODY)) -> Answer:
    """Announce a length, or none, and send fewer bytes."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        _head(handler, 200, {} if length is None else {"Content_Length": str(length)})
        handler.wfile.write(BODY[:sent])

    return answer


def reset(sent: int) -> Answer:
    """Send some bytes and reset the connection."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        cut(sent)(handler)
        handler.wfile.flush()
        # Without lingering, close sends a reset and no end.
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()

    return answer


def hold(until: threading.Event, *, sent: int = 0, reached: threading.Event | None = None) -> Answer:
    """Send some bytes, say so, and the rest only when told."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        _head(handler, 200, {"Content_Length": str(len(BODY))})
        handler.wfile.write(BODY[:sent])
        handler.wfile.flush()
        if reached:
            reached.set()
        until.wait(WAIT)
        handler.wfile.write(BODY[sent:])

    return answer


def drip(steps: threading.Semaphore) -> Answer:
    """Send a byte a step."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        _head(handler, 200, {"Content_Length": str(len(BODY))})
        for byte in BODY:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            if not steps.acquire(timeout=WAIT):
                return

    return answer


def _head(handler: BaseHTTPRequestHandler, code: int, headers: dict[str, str]) -> None:
    handler.send_response(code)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()


@attrs.define
class Loopback:
    """A running server: what it answers by path, one answer a request and the last again, and what it was asked."""

    url: str
    answers: dict[str, list[Answer]] = attrs.field(factory=dict)
    asked: list[str] = attrs.field(factory=list)

    def answer(self, path: str, *answers: Answer) -> str:
        """Answer so at this path; return the address."""
        self.answers[path] = [*answers]
        return self.url + path

    def take(self, path: str) -> Answer:
        """Return the next answer and note that it was asked for."""
        self.asked.append(path)
        answers = self.answers.get(path, [status(404)])
        return answers.pop(0) if len(answers) > 1 else answers[0]


@contextmanager
def serve() -> Iterator[Loopback]:
    """Run a server until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.close_connection = True
            try:
                loopback.take(unquote(self.path))(self)
            except (BrokenPipeError, ConnectionResetError, ValueError):
                # The client had enough, or the answer closed the connection itself.
                return

        def log_message(self, *_: object) -> None:
            return

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: object) -> None:
            return

    with Server(("127.0.0.1", 0), Handler) as server:
        loopback = Loopback(f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield loopback
        server.shutdown()


def remote_file(address: str, data: bytes = BODY, name: str = "example file.csv") -> RemoteFile:
    """Describe a file of these bytes at this address."""
    return RemoteFile(
        key="example",
        name=name,
        title="Example",
        publisher="Example",
        address=address,
        size=len(data),
        sha256=sha256(data).hexdigest(),
        row_count=1,
        format="CSV",
        period="2016",
        licence="none",
        licence_evidence="none",
        citation="Example",
    )

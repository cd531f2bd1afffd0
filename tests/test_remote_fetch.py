"""Fetching, and every way in which it can fail: the right bytes or a clear error, and nothing left behind."""

import os
import sys
import threading
from http.server import BaseHTTPRequestHandler
from itertools import count
from pathlib import Path
from types import ModuleType

import attrs
import pytest

import rjdata
from rjdata.errors import (
    FetchError,
    IntegrityError,
    MirrorWarning,
    MissingExtraError,
    OfflineError,
    RemoteFileNotFoundError,
    UnknownRecordError,
)
from rjdata.remote import RemoteFile
from rjdata.remote.cache import STAMP, cached_path
from rjdata.remote.download import Patience
from rjdata.remote.fetch import fetch
from tests.loopback import BODY, WAIT, WRONG, Answer, Loopback, body, cut, drip, hold, remote_file, reset, serve, status

pytestmark = [pytest.mark.loopback, pytest.mark.usefixtures("cache")]


def left_in(file: RemoteFile) -> set[str]:
    """Names of what lies in the folder of a file, but for its lock."""
    return {path.name for path in Path(cached_path(file)).parent.iterdir()} - {".lock"}


def test_a_file_is_fetched_once_and_stamped(server: Loopback, patience: Patience) -> None:
    file = remote_file(server.answer("/f", body()))
    assert not file.is_cached
    path = fetch(file, patience=patience)
    assert (path.read_bytes(), fetch(file, patience=patience), server.asked) == (BODY, path, ["/f"])
    assert file.is_cached
    assert left_in(file) == {file.name, file.name + STAMP}


def test_a_file_lies_under_its_digest(server: Loopback, patience: Patience, cache: Path) -> None:
    file = remote_file(server.answer("/f", body()))
    assert fetch(file, patience=patience) == cache / file.sha256 / file.name


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_a_file_has_the_mode_that_the_umask_gives(server: Loopback, patience: Patience) -> None:
    file = remote_file(server.answer("/f", body()))
    before = os.umask(0o027)
    try:
        assert fetch(file, patience=patience).stat().st_mode & 0o777 == 0o640
    finally:
        os.umask(before)


# What is expected: class of the error, words of its text, requests that reach the server.
FAULTS: dict[str, tuple[Answer, type[FetchError], str, int]] = {
    "wrong bytes": (body(WRONG), IntegrityError, "other bytes came", 1),
    "empty": (body(b""), IntegrityError, "announced 0 bytes", 1),
    "a portal page": (body(b"<html>Log in</html>"), IntegrityError, "announced 19 bytes", 1),
    "too long, announced": (body(BODY + b"x"), IntegrityError, "announced 7012 bytes", 1),
    "too long, unannounced": (status(200, BODY + b"x", Content_Length=""), IntegrityError, "more bytes came", 1),
    "cut short of its length": (cut(500), FetchError, "the connection broke", 3),
    "cut short, no length": (cut(500, length=None), FetchError, "ended after 500 of 7011 bytes, 3 times", 3),
    "reset midway": (reset(500), FetchError, "3 times", 3),
    "403 with a page": (status(403), FetchError, "answered 403", 1),
    "404": (status(404), RemoteFileNotFoundError, "answered 404", 1),
    "410": (status(410), RemoteFileNotFoundError, "answered 410", 1),
    "503 for good": (status(503), FetchError, "answered 503 Service Unavailable, 3 times", 3),
    "redirects without end": (status(302, b"", Location="/f"), FetchError, "redirects without end", 31),
    "a redirect off this machine": (status(302, b"", Location="http://192.0.2.1/f"), FetchError, "neither https nor on this", 1),
    "a redirect to a file": (status(302, b"", Location="file:///etc/hostname"), FetchError, "neither https nor on this", 1),
}


@pytest.mark.parametrize(("answer", "kind", "words", "asked"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_and_leaves_nothing(
    answer: Answer, kind: type[FetchError], words: str, asked: int, server: Loopback, patience: Patience
) -> None:
    file = remote_file(server.answer("/f", answer))
    with pytest.raises(kind) as caught:
        fetch(file, patience=patience)
    assert type(caught.value) is kind
    text = str(caught.value)
    assert all(part in text for part in (words, file.key, file.address, cached_path(file), caught.value.remedy))
    assert (left_in(file), len(server.asked)) == (set(), asked)


BUSY = {
    "408": status(408),
    "429": status(429),
    "500": status(500),
    "503": status(503),
    "cut": cut(100),
    "reset": reset(100),
    "closed at once": lambda handler: handler.connection.close(),
}


@pytest.mark.parametrize("busy", BUSY.values(), ids=BUSY.keys())
def test_what_may_pass_is_tried_again(busy: Answer, server: Loopback, patience: Patience, pauses: list[float]) -> None:
    file = remote_file(server.answer("/f", busy, busy, body()))
    assert fetch(file, patience=patience).read_bytes() == BODY
    assert (len(server.asked), pauses) == (3, [1.0, 2.0])


def test_pauses_follow_retry_after(server: Loopback, patience: Patience, pauses: list[float]) -> None:
    busy = status(429, Retry_After="7")
    fetch(remote_file(server.answer("/f", busy, status(503, Retry_After="Thu, 01 Jan 2015 00:00:00 GMT"), body())), patience=patience)
    assert pauses == [7.0, 0.0]


def test_a_retry_after_that_cannot_be_read_is_no_pause_of_its_own(server: Loopback, patience: Patience, pauses: list[float]) -> None:
    fetch(remote_file(server.answer("/f", status(429, Retry_After="soon"), body())), patience=patience)
    assert pauses == [1.0]


def test_a_pause_past_the_time_allowed_is_not_waited_for(server: Loopback, patience: Patience, pauses: list[float]) -> None:
    file = remote_file(server.answer("/f", status(503, Retry_After="3600"), body()))
    with pytest.raises(FetchError, match="later than the time allowed"):
        fetch(file, patience=patience)
    assert (pauses, server.asked) == ([], ["/f"])


def test_a_server_that_stalls_is_left(server: Loopback, pauses: list[float]) -> None:
    told = threading.Event()
    file = remote_file(server.answer("/f", hold(told, sent=500)))
    with pytest.raises(FetchError, match="timed out"):
        fetch(file, patience=Patience(read_seconds=0.05, tries=1, wait=pauses.append))
    told.set()
    assert left_in(file) == set()


def test_a_server_that_drips_is_left_at_the_time_allowed(server: Loopback) -> None:
    steps, clock = threading.Semaphore(0), count(step=10.0)

    def tick() -> float:
        steps.release()
        return next(clock)

    file = remote_file(server.answer("/f", drip(steps)))
    with pytest.raises(FetchError, match=r"the time allowed ended after \d+ of 7011 bytes"):
        fetch(file, patience=Patience(total_seconds=300, clock=tick))
    assert left_in(file) == set()


def test_a_drip_leaves_time_for_the_next_address(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    steps, clock = threading.Semaphore(0), count(step=10.0)

    def tick() -> float:
        steps.release()
        return next(clock)

    file = remote_file(server.answer("/f", body()))
    server.answer(f"/slow/{file.sha256}/{file.name}", drip(steps))
    monkeypatch.setenv("RJDATA_MIRROR", f"{server.url}/slow")
    with pytest.warns(MirrorWarning, match="the time allowed ended"):
        assert fetch(file, patience=Patience(total_seconds=600, clock=tick)).read_bytes() == BODY


def test_nobody_listening_is_an_error_of_ours(patience: Patience) -> None:
    with serve() as gone:
        address = gone.url + "/f"
    with pytest.raises(FetchError, match="no answer"):
        fetch(remote_file(address), patience=patience)


def test_a_redirect_on_this_machine_is_followed_and_its_page_not_read(server: Loopback, patience: Patience) -> None:
    steps = threading.Semaphore(0)

    def redirect(handler: BaseHTTPRequestHandler) -> None:
        status(302, b"", Location="/there", Content_Length="1000")(handler)
        handler.wfile.flush()
        # A page that never ends, unless the client goes on without it.
        steps.acquire(timeout=WAIT)

    server.answer("/there", body())
    file = remote_file(server.answer("/f", redirect))
    path = fetch(file, patience=attrs.evolve(patience, read_seconds=5))
    steps.release()
    assert (path.read_bytes(), server.asked) == (BODY, ["/f", "/there"])


@pytest.mark.parametrize("address", ["http://192.0.2.1/f", "ftp://127.0.0.1/f", "file://server/f", "/etc/hostname"])
def test_other_addresses_are_refused_before_a_connection(address: str, patience: Patience) -> None:
    with pytest.raises(FetchError, match="neither https nor on this machine"):
        fetch(remote_file(address), patience=patience)


@pytest.mark.parametrize("address", ["https://[::1/f", "https://one..two/f", "file:///mirror%00/f"])
def test_what_is_no_address_is_not_taken_for_wrong_bytes(address: str, patience: Patience) -> None:
    with pytest.raises(FetchError, match="address") as caught:
        fetch(remote_file(address), patience=patience)
    assert type(caught.value) is FetchError


def test_certificates_that_are_not_there_are_not_taken_for_a_full_disk(patience: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/no/such/bundle.pem")
    with pytest.raises(FetchError, match=r"bundle\.pem.* Check RJDATA_MIRROR, proxy and certificates") as caught:
        fetch(remote_file("https://127.0.0.1:1/f"), patience=patience)
    assert type(caught.value) is FetchError


def test_a_damaged_file_is_fetched_again(server: Loopback, patience: Patience) -> None:
    file = remote_file(server.answer("/f", body()))
    path = fetch(file, patience=patience)
    path.write_bytes(WRONG)
    assert fetch(file, patience=patience).read_bytes() == BODY
    assert server.asked == ["/f", "/f"]


def test_a_damaged_file_with_the_server_down_is_told_and_not_used(server: Loopback, patience: Patience) -> None:
    file = remote_file(server.answer("/f", body(), status(503)))
    path = fetch(file, patience=patience)
    path.write_bytes(WRONG)
    with pytest.raises(FetchError, match="damaged and was not used"):
        fetch(file, patience=patience)


def test_a_damaged_file_offline_is_told_and_not_used(server: Loopback, patience: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    file = remote_file(server.answer("/f", body()))
    fetch(file, patience=patience).write_bytes(WRONG)
    monkeypatch.setenv("RJDATA_OFFLINE", "1")
    with pytest.raises(OfflineError, match="damaged and was not used"):
        fetch(file, patience=patience)


def test_fetch_file_takes_the_stamp_or_the_digest(server: Loopback, patience: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    file = remote_file(server.answer("/f", body()))
    monkeypatch.setattr("rjdata.remote.fetch.find_file", lambda *_: file)
    path = rjdata.fetch_file("example")
    state = path.stat()
    path.write_bytes(WRONG)
    # Damage that size and time do not show: only the digest finds it.
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert rjdata.fetch_file("example", verify="stamp").read_bytes() == WRONG
    assert rjdata.fetch_file("example", verify="full").read_bytes() == BODY


def test_an_unknown_check_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="'none'; it is 'stamp' or 'full'"):
        rjdata.fetch_file("hs_sections", verify="none")  # type: ignore[arg-type] # what is tested


def test_an_unknown_key_names_the_nearest() -> None:
    with pytest.raises(UnknownRecordError, match="hs_sections"):
        rjdata.fetch_file("hs_section")


def test_a_progress_bar_shows_on_request(server: Loopback, patience: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[dict[str, object]] = []

    class Bar:
        def __init__(self, **options: object) -> None:
            shown.append(options)

        def update(self, done: int) -> None:
            shown.append({"done": done})

        def close(self) -> None:
            shown.append({"closed": True})

    module = ModuleType("tqdm.auto")
    module.tqdm = Bar  # type: ignore[attr-defined] # a stand-in for the extra
    monkeypatch.setitem(sys.modules, "tqdm", ModuleType("tqdm"))
    monkeypatch.setitem(sys.modules, "tqdm.auto", module)
    fetch(remote_file(server.answer("/f", body())), patience=patience, with_progress=True)
    assert shown[0]["total"] == sum(int(str(step["done"])) for step in shown[1:-1]) == len(BODY)
    assert shown[-1] == {"closed": True}


def test_a_progress_bar_without_its_extra_says_how_to_get_it(server: Loopback, patience: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    with pytest.raises(MissingExtraError, match=r"rjdata\[progress\]"):
        fetch(remote_file(server.answer("/f", body())), patience=patience, with_progress=True)

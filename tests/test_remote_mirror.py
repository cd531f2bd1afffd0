"""Mirrors, which are asked first and need not be trusted, and no network at all."""

import pickle
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from rjdata.errors import FetchError, IntegrityError, MirrorWarning, OfflineError
from rjdata.remote.download import Patience
from rjdata.remote.fetch import addresses_of, fetch
from tests.loopback import BODY, WRONG, Answer, Loopback, body, remote_file, status

pytestmark = [pytest.mark.loopback, pytest.mark.usefixtures("cache")]


def test_the_password_of_a_mirror_is_told_to_nobody_else(
    server: Loopback, patience: Patience, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    asked_with = []

    def refuse(handler: BaseHTTPRequestHandler) -> None:
        asked_with.append(handler.headers["Authorization"])
        status(403)(handler)

    file = remote_file(server.answer("/f", body(), status(404)))
    server.answer(f"/{file.sha256}/{file.name}", refuse)
    mirror = server.url.replace("//", "//me:secret@")
    monkeypatch.setenv("RJDATA_MIRROR", mirror)
    with pytest.warns(MirrorWarning, match=r"//\*\*\*@127") as warned:
        path = fetch(file, patience=patience)
    path.unlink()
    with pytest.raises(FetchError) as caught:
        fetch(file, patience=patience)
    assert asked_with == ["Basic bWU6c2VjcmV0"] * 2
    told = [str(warned[0].message), str(caught.value), capfd.readouterr().err]
    assert [text for text in told if "secret" in text] == []


def test_mirrors_are_asked_first_and_in_order(server: Loopback, patience: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    file = remote_file(server.url + "/origin")
    paths = [f"/{name}/{file.sha256}/{file.name}" for name in ("one", "two")]
    for path in paths:
        server.answer(path, body())
    monkeypatch.setenv("RJDATA_MIRROR", f"{server.url}/one/ {server.url}/two")
    assert fetch(file, patience=patience).read_bytes() == BODY
    assert server.asked == paths[:1]
    assert [address.endswith("/example%20file.csv") for address in addresses_of(file)] == [True, True, False]


@pytest.mark.parametrize("lie", [body(WRONG), status(404), status(403), body(b"<html>")], ids=["wrong bytes", "404", "403", "page"])
def test_a_bad_mirror_is_passed_over_and_named(lie: Answer, server: Loopback, patience: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    file = remote_file(server.answer("/origin", body()))
    server.answer(f"/liar/{file.sha256}/{file.name}", lie)
    monkeypatch.setenv("RJDATA_MIRROR", f"{server.url}/liar")
    with pytest.warns(MirrorWarning, match=f"{server.url}/liar/") as caught:
        assert fetch(file, patience=patience).read_bytes() == BODY
    # The line of the caller, and what it says survives pickling.
    assert Path(caught[0].filename) == Path(__file__)
    copy = pickle.loads(pickle.dumps(caught[0].message))  # noqa: S301 - our own bytes
    assert (type(copy), str(copy)) == (MirrorWarning, str(caught[0].message))


def test_an_error_names_every_address_that_failed(server: Loopback, patience: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    file = remote_file(server.url + "/origin")
    server.answer(f"/liar/{file.sha256}/{file.name}", body(WRONG))
    monkeypatch.setenv("RJDATA_MIRROR", f"{server.url}/liar {server.url}/empty")
    with pytest.raises(IntegrityError) as caught:
        fetch(file, patience=patience)
    assert all(part in str(caught.value) for part in ("/liar/", "/empty/", "/origin", "other bytes came", "answered 404"))


def test_a_mirror_can_be_a_folder(tmp_path: Path, patience: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    file = remote_file("http://127.0.0.1:1/never-asked")
    target = tmp_path / "a mirror" / file.sha256 / file.name
    target.parent.mkdir(parents=True)
    target.write_bytes(BODY)
    monkeypatch.setenv("RJDATA_MIRROR", (tmp_path / "a mirror").as_uri())
    monkeypatch.setenv("RJDATA_OFFLINE", "1")
    assert fetch(file, patience=patience).read_bytes() == BODY


def test_offline_asks_nobody(server: Loopback, patience: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    file = remote_file(server.answer("/f", body()))
    monkeypatch.setenv("RJDATA_OFFLINE", "1")
    monkeypatch.setenv("RJDATA_MIRROR", server.url)
    with pytest.raises(OfflineError, match="not in the cache"):
        fetch(file, patience=patience)
    assert server.asked == []


@pytest.mark.parametrize("off", ["", "0"])
def test_offline_is_off_when_it_says_so(off: str, server: Loopback, patience: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RJDATA_OFFLINE", off)
    assert fetch(remote_file(server.answer("/f", body())), patience=patience).read_bytes() == BODY

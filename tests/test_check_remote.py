"""The check of remote files: right, gone and changed files told apart, from the publisher's address alone."""

from pathlib import Path

import attrs
import pytest

import tools.check_remote
from rjdata.remote.download import Patience
from tests.loopback import BODY, WRONG, Loopback, body, remote_file, status
from tools.check_remote import Finding, all_files, check_files, main

pytestmark = pytest.mark.loopback
PATIENCE = Patience(clock=lambda: 0.0, wait=lambda _: None, chance=lambda: 1.0)


def test_each_file_is_told_right_gone_or_changed(server: Loopback) -> None:
    right = remote_file(server.answer("/right", body()))
    gone = attrs.evolve(right, address=f"{server.url}/gone", key="gone", sha256="0" * 64)
    changed = attrs.evolve(right, address=server.answer("/changed", body(WRONG)), key="changed", sha256="1" * 64)
    found = list(check_files([right, gone, changed], PATIENCE))
    assert found[0] == Finding(right)
    assert [finding.problem for finding in found[1:]] == [
        "the server answered 404 Not Found",
        f"other bytes came than those meant, whose SHA-256 is {'1' * 64}",
    ]


def test_neither_a_mirror_nor_the_cache_is_asked(server: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = remote_file(server.answer("/gone", status(410)))
    held = tmp_path / file.sha256 / file.name
    held.parent.mkdir()
    held.write_bytes(BODY)
    monkeypatch.setenv("RJDATA_CACHE_DIR", str(tmp_path))
    monkeypatch.setenv("RJDATA_MIRROR", tmp_path.as_uri())
    assert [finding.problem for finding in check_files([file], PATIENCE)] == ["the server answered 410 Gone"]


def test_a_file_that_is_not_right_fails_the_command(
    server: Loopback, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    right = remote_file(server.answer("/right", body()))
    gone = attrs.evolve(right, address=f"{server.url}/gone", key="gone", sha256="0" * 64)
    monkeypatch.delenv("RJDATA_OFFLINE", raising=False)
    for files, code in (((right,), 0), ((right, gone), 1)):
        monkeypatch.setattr(tools.check_remote, "all_files", lambda files=files: files)
        assert main([]) == code
    assert capsys.readouterr().out.splitlines() == [
        "example: right",
        "0 of 1 files are not as they were frozen",
        "example: right",
        "gone: the server answered 404 Not Found",
        f"    {server.url}/gone",
        "1 of 2 files are not as they were frozen",
    ]


def test_offline_nothing_is_asked_and_that_is_no_success(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RJDATA_OFFLINE", "1")
    assert main([]) == 2


def test_every_version_s_files_are_checked_once() -> None:
    files = all_files()
    assert len({file.sha256 for file in files}) == len(files) >= 33

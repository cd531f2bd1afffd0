"""Which data version is meant: argument, environment, newest; never another in its place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rjdata
from rjdata.errors import UnknownVersionError
from rjdata.versions import VERSION_PATTERN, choose_version, version_order

VERSIONS = st.builds("{}.{}.{}".format, st.integers(1000, 9999), st.integers(1, 12), st.integers(0, 999))


def test_versions_are_listed_oldest_first() -> None:
    assert list(rjdata.list_versions()) == sorted(rjdata.list_versions(), key=version_order)


def test_newest_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RJDATA_VERSION", raising=False)
    assert rjdata.open_release().version == rjdata.list_versions()[-1]


def test_environment_chooses_where_no_argument_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RJDATA_VERSION", "2000.1.0")
    with pytest.raises(UnknownVersionError, match=r"2000\.1\.0"):
        choose_version(None)


def test_argument_goes_before_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RJDATA_VERSION", "2000.1.0")
    assert choose_version("2026.11.0") == "2026.11.0"


@pytest.mark.parametrize("version", ["", "2026.11", "2026.11.00", "latest", "../2026.11.0", "2026.11.0 "])
def test_nothing_is_put_in_the_place_of_an_unknown_version(version: str) -> None:
    with pytest.raises(UnknownVersionError) as caught:
        rjdata.open_release(version)
    assert caught.value.version == version
    assert "2026.11.0" in caught.value.nearest


@given(VERSIONS, VERSIONS)
def test_order_is_total_and_by_number(one: str, other: str) -> None:
    assert (version_order(one) == version_order(other)) == (one == other)
    assert version_order("2026.2.0") < version_order("2026.11.0")


@given(VERSIONS)
def test_pattern_takes_every_version(version: str) -> None:
    assert re.fullmatch(VERSION_PATTERN, version)


@pytest.mark.parametrize("text", ["2026.01.0", "2026.13.0", "2026.11.01", "26.1.0", "2026.11.0\n"])
def test_pattern_refuses_padding_and_nonsense(text: str) -> None:
    assert not re.fullmatch(VERSION_PATTERN, text)

"""Citations: what they name, each source once, terms repeated, dates only as far as known."""

import json
from datetime import date

import attrs
import pytest

import rjdata
from rjdata import frames
from rjdata.citation import _common_date, _escape, _line, _source_item, cite
from rjdata.cli import main
from rjdata.errors import UnknownRecordError, UnknownTableError

VERSION = "2026.11.0"


def test_a_release_is_cited_by_version_and_digest() -> None:
    release = rjdata.open_release(VERSION)
    for text in (release.cite().text, release.cite().bibtex, release.cite().csl_json):
        assert VERSION in text
        assert release.digest in text


def test_a_table_is_cited_by_its_own_digest() -> None:
    release = rjdata.open_release(VERSION)
    assert release.tables["projects"].digest in cite("projects", version=VERSION).text
    assert release.digest not in cite("projects", version=VERSION).text


def test_a_vintage_says_its_day() -> None:
    assert "as of 2018-01-01" in rjdata.open_release(VERSION).as_of("2018-01-01").cite().text


def test_every_source_of_a_record_is_cited_once() -> None:
    release = rjdata.open_release(VERSION)
    wanted = {row.source_id for row in release.evidence("projects/tiksi-wind")}
    items = json.loads(release.cite(records=["projects/tiksi-wind", "tiksi-wind.history-1"]).csl_json)
    assert wanted
    assert sorted(item["id"] for item in items[1:]) == sorted(wanted)
    bibtex = release.cite(records=["projects/tiksi-wind"]).bibtex
    assert all(bibtex.count(f"@misc{{{source_id},") == 1 for source_id in wanted)


def test_terms_of_a_source_stand_in_its_line() -> None:
    source = rjdata.open_release(VERSION).sources[0].model_copy(update={"licence": "CC BY 4.0, name the ministry"})
    assert _line(_source_item(source)).endswith("[Terms: CC BY 4.0, name the ministry]")


def test_a_licence_gets_the_attribution_that_it_asks_for() -> None:
    source = rjdata.get_source("gem-2024-10-08-lng-terminals", version="2026.11.1")
    assert source.licence == "CC-BY-4.0"
    line = _line(_source_item(source))
    assert line.startswith("Global Energy Monitor (2024). Global Gas Infrastructure Tracker")
    assert line.endswith("[Terms: CC-BY-4.0, https://creativecommons.org/licenses/by/4.0/; facts were taken and arranged anew]")
    ministry = _line(_source_item(source.model_copy(update={"licence": "Public Data License (Version 1.0)"})))
    assert "public_data_license_v1.0; facts were taken and arranged anew]" in ministry
    assert "creativecommons" in rjdata.cite(records=["sources/gem-2024-10-08-lng-terminals"], version="2026.11.1").bibtex


def cited(citation: rjdata.Citation) -> list[str]:
    return [item["id"] for item in json.loads(citation.csl_json)]


def test_the_sources_of_a_frame_are_those_of_its_rows_and_their_children() -> None:
    projects = rjdata.load_projects(version=VERSION).head(5)
    release = rjdata.open_release(VERSION)
    by_record = release.cite("projects", records=[f"projects/{project_id}" for project_id in projects["project_id"]])
    assert projects.rj.cite() == frames.cite(projects) == by_record
    assert sorted(cited(by_record)[1:]) == sorted(frames.evidence(projects)["source_id"].unique())


def test_rivals_of_a_row_are_not_what_it_rests_on() -> None:
    release = rjdata.open_release("2026.11.1")
    (figure,) = [row for row in release.observations if row.observation_id == "visitors-japanese-to-russia-2018-1"]
    assert {row.source_id for row in release.evidence(figure)} == {"jp24h-undated-51098", "2nn-2019-03-23-1553352215"}
    assert cited(release.cite(records=[figure]))[1:] == ["jp24h-undated-51098"]


def test_rows_of_sources_and_of_evidence_are_cited_by_their_sources() -> None:
    release = rjdata.open_release(VERSION)
    sources = release.load_sources().head(2)
    assert cited(sources.rj.cite())[1:] == sources["source_id"].tolist()
    stated = release.load_projects().head(1).rj.evidence(field="name")
    assert sorted(cited(stated.rj.cite())[1:]) == sorted(stated["source_id"].unique())


def test_a_frame_of_a_vintage_is_cited_by_what_was_public_then() -> None:
    vintage = rjdata.open_release("2026.11.1").as_of("2018-01-01")
    citation = vintage.load_projects().head(3).rj.cite()
    assert "as of 2018-01-01" in citation.text
    assert {*cited(citation)[1:]} <= vintage.keys("sources")


def test_a_row_that_is_not_there_is_not_left_out_in_silence() -> None:
    rows = rjdata.load_projects(version=VERSION).head(1).assign(project_id="tiksi-wnd")
    with pytest.raises(UnknownRecordError, match="tiksi-wind"):
        rows.rj.cite()


@pytest.mark.parametrize(
    ("first", "last", "parts"),
    [
        (date(2018, 2, 28), date(2018, 2, 28), [2018, 2, 28]),
        (date(2018, 2, 1), date(2018, 2, 28), [2018, 2]),
        (date(2018, 1, 1), date(2018, 12, 31), [2018]),
        (date(2017, 1, 1), date(2018, 1, 1), []),
        (None, date(2018, 1, 1), []),
    ],
)
def test_a_date_is_cited_as_far_as_it_is_known(first: date | None, last: date | None, parts: list[int]) -> None:
    assert _common_date(first, last) == parts


def test_letters_that_bibtex_reads_are_escaped() -> None:
    assert _escape("50 % of A&B_{c}") == r"50 \% of A\&B\_\{c\}"


def test_what_is_not_there_is_an_error() -> None:
    with pytest.raises(UnknownTableError):
        cite("ships", version=VERSION)
    with pytest.raises(UnknownRecordError):
        cite(records=["projects/no-such-project"], version=VERSION)


def test_a_citation_does_not_change() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        cite(version=VERSION).text = ""  # type: ignore[misc]


@pytest.mark.parametrize(("form", "start"), [("text", "The rjdata"), ("bibtex", "@misc{rjdata-"), ("csl", "[")])
def test_the_command_prints_each_form(form: str, start: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", "--format", form, "--version", VERSION]) == 0
    assert capsys.readouterr().out.startswith(start)


def test_the_function_stays_a_function_after_a_release_was_cited() -> None:
    rjdata.open_release(VERSION).cite()
    assert callable(rjdata.cite)

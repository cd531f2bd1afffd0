from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest

from rjdata.derive import Row, Tables
from tools.check_evidence import describe, main
from tools.compile_data import DATA, gather
from tools.evidence.dating import Published, mentions
from tools.evidence.figures import figures
from tools.evidence.names import Names
from tools.evidence.proof import Failure, Report, prove
from tools.evidence.wording import Texts, plain, read_texts, stands

FOLDER = Path(__file__).parent / "data" / "evidence"
DOCUMENTS = Path(__file__).parents[2] / "shared" / "sources"
MAY_2021 = Published(date(2021, 5, 14), date(2021, 5, 14))


@pytest.fixture
def tables() -> Tables:
    found, problems = gather(FOLDER / "data")
    assert problems == []
    return found


@pytest.fixture(scope="module")
def texts() -> Texts:
    return read_texts(FOLDER / "texts")


@pytest.fixture(scope="module")
def documents() -> Texts:
    if not DOCUMENTS.is_dir():
        pytest.skip(f"no texts of documents in {DOCUMENTS}")
    return read_texts(DOCUMENTS)


def _evidence(tables: Tables, table: str, record_id: str, field: str | None = None) -> Row:
    return next(row for row in tables["evidence"] if (row["table"], row["record_id"], row.get("field")) == (table, record_id, field))


def _row(tables: Tables, table: str, row_id: str) -> Row:
    return next(row for row in tables[table] if row_id in row.values())


def _shift(tables: Tables, texts: Texts, by: int) -> Tables:
    """Move every locator by some paragraphs, round the ends of its text."""
    digests = {row["source_id"]: row.get("text_sha256", "") for row in tables["sources"]}
    evidence = []
    for row in tables["evidence"]:
        count = len(texts.get(digests[row["source_id"]], ()))
        evidence.append({**row, "locator": f"¶{(int(row['locator'][1:]) - 1 + by) % count + 1}"} if count else row)
    return {**tables, "evidence": evidence}


def _failures(tables: Tables, texts: Texts) -> list[str]:
    return [str(failure) for failure in prove(tables, texts).failures]


def test_what_the_text_says_holds(tables: Tables, texts: Texts) -> None:
    report = prove(tables, texts)
    assert report.failures == ()
    assert (len(report.evidence), len(report.checked), len(report.inferred)) == (63, 61, 1)
    assert (report.unchecked, report.without_text) == ({"official": 1}, ("sample-register",))


@pytest.mark.parametrize("by", [1, -1])
def test_most_rows_fail_when_every_locator_is_shifted(tables: Tables, texts: Texts, by: int) -> None:
    report = prove(_shift(tables, texts, by), texts)
    assert len(report.failed & report.checked) >= 0.9 * len(report.checked)


def test_the_data_holds_against_the_texts_of_documents(documents: Texts) -> None:
    assert _failures(gather(DATA)[0], documents) == []


@pytest.mark.parametrize("by", [1, -1])
def test_most_of_the_data_fails_when_every_locator_is_shifted(documents: Texts, by: int) -> None:
    tables, _ = gather(DATA)
    # A row counts once: what it names may truly stand in a run of paragraphs, and it may cite them all.
    first = {(row["table"], row["record_id"], row.get("field"), row["source_id"]): row for row in reversed(tables["evidence"])}
    once = {row["evidence_id"] for row in first.values()}
    report = prove(_shift(tables, documents, by), documents)
    checked = report.checked & once
    assert len(report.failed & checked) >= 0.9 * len(checked) > 0


def _set(table: str, row_id: str, column: str, value: str) -> Callable[[Tables], None]:
    return lambda tables: _row(tables, table, row_id).update({column: value})


def _cite(table: str, row_id: str, column: str, value: str, field: str | None = None) -> Callable[[Tables], None]:
    return lambda tables: _evidence(tables, table, row_id, field).update({column: value})


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (
            _cite("observations", "interns", "locator", "¶15"),
            "observations/interns: ¶15: the text has no such paragraph",
        ),
        (
            _cite("observations", "interns", "locator", "¶0"),
            "observations/interns: ¶0: the text has no such paragraph",
        ),
        (
            _cite("observations", "interns", "locator", "page 3"),
            "observations/interns: page 3: the text has no such paragraph",
        ),
        (
            _cite("observations", "interns", "stated_as", "since October 2012"),
            "observations/interns: ¶12: period_end 2019-01 does not stand there",
        ),
        (
            _set("observations", "bank-share", "value", "3000000000"),
            "observations/bank-share: ¶6: value 3000000000 does not stand there",
        ),
        (
            _set("project_history", "primersk-greenhouses.history-2", "happened_on_precision", "year"),
            "project_history/primersk-greenhouses.history-2: ¶7: happened_on 2019 does not stand there",
        ),
        (
            _cite("observations", "ferry-hours", "stated_as", "23 hours"),
            "observations/ferry-hours: ¶10: '23 hours' does not stand there",
        ),
        (
            _cite("actor_names", "mihon-bank.name-1", "stated_as", "mihon bank"),
            "actor_names/mihon-bank.name-1: ¶6: 'mihon bank' does not stand there",
        ),
        (
            _set("project_amounts", "primersk-greenhouses.amount-1", "value", "300000000"),
            "project_amounts/primersk-greenhouses.amount-1: ¶6: nothing of the row stands there: value 300000000",
        ),
        (
            _set("project_stakes", "primersk-greenhouses.stake-1", "percent", "12"),
            "project_stakes/primersk-greenhouses.stake-1: ¶7: percent 12 does not stand there",
        ),
        (
            _set("project_stakes", "primersk-greenhouses.stake-1", "held_in", "the Primersk venture"),
            "project_stakes/primersk-greenhouses.stake-1: ¶7: held_in 'the Primersk venture' does not stand there",
        ),
        (
            _set("project_history", "primersk-greenhouses.history-1", "happened_on", "2017-07-01"),
            "project_history/primersk-greenhouses.history-1: ¶6: happened_on 2017-07 does not stand there",
        ),
        (
            _set("events", "2018-11-talks", "starts_on", "2017-11-01"),
            "events/2018-11-talks starts_on: ¶5: starts_on 2017-11 does not stand there",
        ),
        (
            _set("observations", "interns", "period_start", "2013-10-01"),
            "observations/interns: ¶12: period_start 2013-10 does not stand there",
        ),
        (
            _set("observations", "talks-round", "period_end", "2021-12-31"),
            "observations/talks-round: ¶13: period_end 2021 does not stand there",
        ),
        (
            _set("project_participants", "officers-training.participant-2", "actor_id", "mihon-bank"),
            "project_participants/officers-training.participant-2: ¶12: nothing of the row stands there: actor_id actors/mihon-bank",
        ),
        (
            _set("event_participants", "2019-02-visit.participant-1", "person_id", "ivan-primerov"),
            "event_participants/2019-02-visit.participant-1: ¶8: person_id people/ivan-primerov does not stand there",
        ),
        (
            _cite("event_participants", "2018-11-talks.participant-2", "stated_as", "took part"),
            "event_participants/2018-11-talks.participant-2: ¶5: nothing of the row stands there: person_id people/ivan-primerov",
        ),
        (
            _set("project_places", "obraztsovo-ferry.place-2", "place_id", "primersk"),
            "project_places/obraztsovo-ferry.place-2: ¶10: nothing of the row stands there: place_id places/primersk",
        ),
        (
            _set("actor_names", "agricultural-fund.name-1", "name", "Fund of Agriculture"),
            "actor_names/agricultural-fund.name-1: ¶12: nothing of the row stands there: name 'Fund of Agriculture'",
        ),
        (
            _set("agreements", "greenhouse-memorandum", "stated_type", "contract"),
            "agreements/greenhouse-memorandum: ¶5: stated_type 'contract' does not stand there",
        ),
        (
            _cite("projects", "officers-training", "locator", "¶13"),
            "projects/officers-training: ¶13: nothing of the row stands there: anything on projects/officers-training",
        ),
        (
            _set("sources", "sample-courier-2019", "paragraphs", "13"),
            "sources/sample-courier-2019 paragraphs: ¶14: the text has 14 paragraphs, the record says 13",
        ),
    ],
)
def test_what_the_text_does_not_say_is_found(tables: Tables, texts: Texts, spoil: Callable[[Tables], None], expected: str) -> None:
    spoil(tables)
    assert expected in _failures(tables, texts)


def test_an_inference_is_not_compared(tables: Tables, texts: Texts) -> None:
    evidence = _evidence(tables, "offices", "ivan-primerov.office-1")
    evidence["locator"] = "¶14"
    assert _failures(tables, texts) == []
    evidence["is_inferred"] = "false"
    missing = "people/ivan-primerov, country RU"
    assert _failures(tables, texts) == [f"offices/ivan-primerov.office-1: ¶14: nothing of the row stands there: {missing}"]


def test_the_phrase_of_an_inference_must_stand(tables: Tables, texts: Texts) -> None:
    _evidence(tables, "offices", "ivan-primerov.office-1")["stated_as"] = "envoy of Russia"
    assert _failures(tables, texts) == ["offices/ivan-primerov.office-1: ¶3: 'envoy of Russia' does not stand there"]


def test_an_organisation_is_found_by_the_person_who_holds_an_office_in_it(tables: Tables, texts: Texts) -> None:
    _row(tables, "actor_names", "primersk-region.name-1")["name"] = "Region of Primersk"
    visit = "event_participants/2019-02-visit.participant-1: ¶8: actor_id actors/primersk-region does not stand there"
    assert visit not in _failures(tables, texts)
    tables["offices"] = [row for row in tables["offices"] if row["person_id"] != "anna-obraztsova"]
    assert visit in _failures(tables, texts)


def test_a_government_is_found_by_its_country(tables: Tables, texts: Texts) -> None:
    fund = "project_participants/officers-training.participant-2: ¶12: nothing of the row stands there: actor_id actors/agricultural-fund"
    _row(tables, "actor_names", "agricultural-fund.name-1")["name"] = "Government"
    assert fund in _failures(tables, texts)
    _row(tables, "actors", "agricultural-fund").update(kind="government", country="JP")
    assert fund not in _failures(tables, texts)


def test_a_country_is_found_by_its_name_or_its_adjective(tables: Tables) -> None:
    assert Names(tables).country_stands("JP", "A Japanese firm")
    assert not Names(tables).country_stands("RU", "A firm in Primersk")
    _row(tables, "places", "primersk")["kind"] = "country"
    assert Names(tables).country_stands("RU", "A firm in Primersk")


def test_a_record_is_spoken_of_by_what_it_is_tied_to_but_not_by_its_country(tables: Tables) -> None:
    greenhouses = ("projects", "primersk-greenhouses")
    assert Names(tables).is_spoken_of(("events", "2018-11-talks"), "A director of the Verkhny Grain Company")
    assert Names(tables).is_spoken_of(greenhouses, "A firm in Primersk")
    _row(tables, "places", "primersk")["kind"] = "country"
    assert not Names(tables).is_spoken_of(greenhouses, "A firm in Primersk")


@pytest.mark.parametrize(("basis", "expected"), [("thematic", False), ("source", True)])
def test_a_point_of_the_plan_is_looked_for_where_a_source_names_it(tables: Tables, texts: Texts, basis: str, expected: bool) -> None:
    row = {
        "project_sector_id": "primersk-greenhouses.sector-1",
        "project_id": "primersk-greenhouses",
        "sector_id": "energy",
        "basis": basis,
    }
    tables["project_sectors"].append(row)
    place = _evidence(tables, "project_places", "primersk-greenhouses.place-1")
    place = {name: value for name, value in place.items() if name != "stated_as"}
    tables["evidence"].append({**place, "evidence_id": "new", "table": "project_sectors", "record_id": "primersk-greenhouses.sector-1"})
    assert (_failures(tables, texts) != []) is expected


def test_how_we_order_things_is_not_looked_for(tables: Tables, texts: Texts) -> None:
    _row(tables, "places", "primersk").update(part_of_place_id="mihonmachi", latitude="1.5", longitude="2.5")
    _row(tables, "observations", "talks-round").update(period_type="fiscal_year", period_start="2020-04-01", period_end="2021-03-31")
    assert _failures(tables, texts) == []


def test_what_another_source_may_say_is_not_asked_of_this_text(tables: Tables, texts: Texts) -> None:
    _row(tables, "project_stakes", "primersk-greenhouses.stake-1")["percent"] = "12"
    other = {**_evidence(tables, "project_stakes", "primersk-greenhouses.stake-1"), "source_id": "sample-register", "evidence_id": "other"}
    tables["evidence"].append(other)
    assert _failures(tables, texts) == []


def test_an_inferred_name_is_counted_apart(tables: Tables) -> None:
    before = prove(tables, read_texts(FOLDER / "texts"))
    row = next(row for row in tables["evidence"] if row["table"] == "actor_names" and row["is_inferred"] == "false")
    row |= {"is_inferred": "true", "reasoning": "The usual name in this language."}
    after = prove(tables, read_texts(FOLDER / "texts"))
    assert (before.inferred_names, after.inferred_names) == (0, 1)
    assert after.inferred_share == before.inferred_share


def test_a_text_belongs_to_the_source_with_its_digest(tables: Tables, tmp_path: Path) -> None:
    text = (FOLDER / "texts" / "interview.txt").read_bytes()
    (tmp_path / "renamed").write_bytes(text)
    (tmp_path / "picture").write_bytes(b"\xff\xd8")
    assert len(prove(tables, read_texts(tmp_path)).checked) == 61
    (tmp_path / "renamed").write_bytes(text + b"\n")
    assert len(prove(tables, read_texts(tmp_path)).checked) == 0


def test_a_run_tells_how_many_rows_it_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(FOLDER / "texts"), "--data", str(FOLDER / "data")]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "inferred: offices/ivan-primerov.office-1: ¶3: The text does not say whom the envoy serves; he answers for Russia.",
        "rows of evidence: 63",
        "checked: 61",
        "not checked: 1 (official 1)",
        "sources without a text: 1",
        "inferred: 1, 1.59% of all (at most 3%), and 0 names",
        "failed: 0 rows of evidence, 0 findings",
    ]


def test_a_row_that_fails_fails_the_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copytree(FOLDER, tmp_path / "copy")
    path = tmp_path / "copy" / "data" / "observations" / "villages.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 4", "value: 5"), encoding="utf-8")
    assert main([str(FOLDER / "texts"), "--data", str(tmp_path / "copy" / "data")]) == 1
    assert capsys.readouterr().out.startswith("observations/villages: ¶7: value 5 does not stand there\n")


def test_more_inferences_than_allowed_fail_the_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copytree(FOLDER, tmp_path / "copy")
    path = tmp_path / "copy" / "data" / "events" / "2018-11-talks.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("locator: ¶5", "locator: ¶5, reasoning: It follows"), encoding="utf-8")
    assert main([str(FOLDER / "texts"), "--data", str(tmp_path / "copy" / "data")]) == 1
    assert "failed: 0 rows of evidence" in capsys.readouterr().out


def test_data_that_cannot_be_read_fails_the_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copytree(FOLDER, tmp_path / "copy")
    path = tmp_path / "copy" / "data" / "observations" / "villages.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 4", "value: four"), encoding="utf-8")
    assert main([str(FOLDER / "texts"), "--data", str(tmp_path / "copy" / "data")]) == 1
    assert capsys.readouterr().err.startswith("1 problems in the data")


def test_a_run_without_a_text_to_compare_has_a_code_of_its_own(tmp_path: Path) -> None:
    assert main([str(tmp_path), "--data", str(FOLDER / "data")]) == 2
    assert main([str(tmp_path / "none"), "--data", str(FOLDER / "data")]) == 2


def test_the_report_lists_failures_first() -> None:
    failure = Failure("actors/a", "¶1", "nothing")
    report = Report((), frozenset(), frozenset({"a"}), (failure,), (), {}, ())
    assert next(describe(report)) == "actors/a: ¶1: nothing"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, "1000000000") for text in ("1,000,000,000", "1 billion", "$1bn", "1 млрд", "10億円", "1 000 000 000 руб.", "1-billion")),
        ("12,5%", "12.5"),
        ("12.5 per cent", "12.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("half a year", "0.5"),
        ("by half", "50"),
        ("doubled", "2"),
        ("Twelve documents", "12"),
        ("the fourth round", "4"),
        ("eight-point plan", "8"),
        ("two million tonnes", "2000000"),
        ("1兆2000億円", "1200000000000"),
        ("25万人", "250000"),
        ("150 тыс. тонн", "150000"),
        ("¥300bn.", "300000000000"),
        ("2+2", "2"),
        ("every Thursday", "1"),
    ],
)
def test_a_figure_is_read_as_printed(text: str, expected: str) -> None:
    assert Decimal(expected) in figures(plain(text))


@pytest.mark.parametrize(
    ("text", "unexpected"),
    [
        ("K9 center", "9"),
        ("1,200", "200"),
        ("3 billion", "3"),
        ("10億", "10"),
        ("12,5%", "5"),
        ("seventy", "7"),
        ("300 metres", "300000000"),
    ],
)
def test_a_part_of_a_figure_is_no_figure(text: str, unexpected: str) -> None:
    assert Decimal(unexpected) not in figures(plain(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on May 30, 2019, and", (2019, 5, 30)),
        ("14 May 2021", (2021, 5, 14)),
        ("the 3rd of June, 2016", (2016, 6, 3)),
        ("15-16 December 2016", (2016, 12, 16)),
        ("Dec. 16, 2016", (2016, 12, 16)),
        ("16 декабря 2016 года", (2016, 12, 16)),
        ("в мае прошлого года", (2020, 5, None)),
        ("2016年12月16日", (2016, 12, 16)),
        ("06.02.2017", (2017, 2, 6)),
        ("2017-02-06", (2017, 2, 6)),
        ("since September 2012", (2012, 9, None)),
        ("This January", (2021, 1, None)),
        ("Last September", (2020, 9, None)),
        ("Last March", (2020, 3, None)),
        ("Last March", (2021, 3, None)),
        ("In December", (2020, 12, None)),
        ("On April 28", (2021, 4, 28)),
        ("in August of last year", (2020, 8, None)),
        ("on March 30 this year", (2021, 3, 30)),
        ("next June", (2021, 6, None)),
        ("the second half of this year", (2021, None, None)),
        ("this spring", (2021, None, None)),
        ("by 2050", (2050, None, None)),
        ("in 2018, and again in March", (2018, 3, None)),
    ],
)
def test_a_date_is_read_by_its_parts(text: str, expected: tuple[int, int | None, int | None]) -> None:
    assert expected in mentions(plain(text), plain(text), MAY_2021)


@pytest.mark.parametrize(
    ("text", "unexpected"),
    [
        ("September 2012", (2020, 9, None)),
        ("Last September", (2021, 9, None)),
        ("This January", (2020, 1, None)),
        ("in August of last year", (2021, 8, None)),
        ("May 2016", (2016, 5, 20)),
        ("Marching", (2021, 3, None)),
        ("2,016 visitors", (2016, None, None)),
    ],
)
def test_no_date_is_read_that_was_not_meant(text: str, unexpected: tuple[int, int | None, int | None]) -> None:
    assert unexpected not in mentions(plain(text), plain(text), MAY_2021)


def test_a_date_without_a_year_is_not_read_where_nothing_gives_the_year() -> None:
    assert mentions("Last September", "Last September", Published()) == set()


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("Japan's LNG", "of Japan’s\u00a0LNG plant"),
        ('the "Line"', "the «Line» and"),
        ("Tokyo-Moscow", "Tokyo–Moscow flights"),
        ("Toshimitsu Motegi", "Minister [Toshimitsu] Motegi"),
        ("[Toshimitsu] Motegi", "Minister [Toshimitsu] Motegi"),
        ("Eidos-Medicine", "and theEidos-Medicine venture"),
        ("日本航空", "先月日本航空は"),
        ("2019", "in 2019."),
    ],
)
def test_a_phrase_stands_where_only_signs_and_spaces_differ(phrase: str, text: str) -> None:
    assert stands(plain(phrase), plain(text))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("Aero", "Aeroflot"),
        ("10", "10,000"),
        ("10", "10.5"),
        ("0%", "50%"),
        ("mitsui", "Mitsui"),
        ("Moscow City", "Moscow  city"),
        ("Tokyo", ""),
    ],
)
def test_a_phrase_does_not_stand_in_other_words(phrase: str, text: str) -> None:
    assert not stands(plain(phrase), plain(text))

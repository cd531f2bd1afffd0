"""The explorer as a reader meets it: in a browser, from disk, without a server."""

import csv
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import rjdata
from rjdata.release import _open_in
from tools.build_explorer import build_explorer
from tools.freeze_release import freeze

from .conftest import SMALL_FROZEN_ON, SMALL_VERSION

BROWSER = os.environ.get("RJDATA_BROWSER") or shutil.which("chromium")
try:
    from playwright.sync_api import Browser, Page, expect, sync_playwright
except ImportError:
    pytest.skip("playwright is not installed", allow_module_level=True)
if not BROWSER:
    pytest.skip("no browser; set RJDATA_BROWSER or install chromium", allow_module_level=True)

# A machine without a network: the browser is not to look for updates while it is tested.
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS.split())
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, small_tables: dict[str, bytes]) -> str:
    """The address of an explorer of the invented records."""
    folder = tmp_path_factory.mktemp("small")
    freeze(SMALL_VERSION, SMALL_FROZEN_ON, small_tables, folder / "frozen")
    build_explorer(folder / "explorer", _open_in(str(folder / "frozen"), SMALL_VERSION))
    return (folder / "explorer" / "index.html").as_uri()


@pytest.fixture(scope="module")
def newest(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an explorer of the newest release."""
    folder = tmp_path_factory.mktemp("newest") / "explorer"
    build_explorer(folder)
    return (folder / "index.html").as_uri()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that may ask for files of its own folder and nothing else, and may complain of nothing."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    odd: list[str] = []
    opened.on("console", lambda message: odd.append(message.text))
    opened.on("pageerror", lambda error: odd.append(str(error)))
    opened.on("request", lambda request: None if request.url.startswith(("file://", "blob:")) else odd.append(request.url))
    yield opened
    context.close()
    assert odd == []


def _titles(page: Page) -> list[str]:
    return page.locator(".records tbody th a").all_inner_texts()


@pytest.mark.parametrize("query", ["example plant", "EXAMPLE PLANT", "見本工場", "本工", "Завод Пример", "завод", "ЗАВОД"])
def test_a_project_is_found_in_three_scripts(page: Page, small: str, query: str) -> None:
    page.goto(small)
    page.get_by_role("searchbox").fill(query)
    expect(page.get_by_role("link", name="Example plant", exact=True)).to_be_visible()
    assert _titles(page)[0] == "Example plant"


def test_an_actor_brings_its_projects(page: Page, small: str) -> None:
    page.goto(small)
    page.get_by_role("searchbox").fill("見本製作所")
    expect(page.get_by_role("link", name="Example plant", exact=True)).to_be_visible()


def test_io_and_case_make_no_difference(page: Page, small: str) -> None:
    page.goto(small)
    expect(page.locator("#count")).not_to_be_empty()
    assert page.evaluate("explorer.search.fold('ЕЩЁ Ｌｎｇ Ōsaka') === explorer.search.fold('еще LNG osaka')")
    assert not page.evaluate("explorer.search.fold('й') === explorer.search.fold('и')")
    assert not page.evaluate("explorer.search.fold('が') === explorer.search.fold('か')")


def test_nothing_found_is_said(page: Page, small: str) -> None:
    page.goto(small)
    page.get_by_role("searchbox").fill("zzzz")
    expect(page.get_by_role("status")).to_have_text("0 of 3 projects")
    expect(page.get_by_text("Nothing found")).to_be_visible()


@pytest.mark.parametrize("facet", ["sector", "kind", "stage", "participation", "actor", "region", "year"])
def test_a_filter_leaves_as_many_as_it_promises(page: Page, small: str, facet: str) -> None:
    page.goto(small)
    option = page.locator(f"#filter-{facet} option").nth(1)
    promised = option.inner_text().rpartition("(")[2].rstrip(")")
    page.locator(f"#filter-{facet}").select_option(index=1)
    expect(page.get_by_role("status")).to_have_text(f"{promised} of 3 projects")
    assert f"{facet}=" in page.url
    assert page.locator(".records tbody tr").count() == int(promised)
    page.reload()
    expect(page.get_by_role("status")).to_have_text(f"{promised} of 3 projects")


def test_a_column_sorts_both_ways(page: Page, small: str) -> None:
    page.goto(small)
    page.get_by_role("button", name="Project", exact=True).click()
    upward = _titles(page)
    assert upward == sorted(upward, key=str.casefold)
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Project")
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Project")
    assert _titles(page) == upward[::-1]


def test_a_permalink_shows_each_stake_with_its_sources(page: Page, small: str) -> None:
    page.goto(f"{small}#projects/example-plant")
    expect(page.get_by_role("heading", level=1)).to_have_text("Example plant")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    stake = page.locator("[id='fact-example-plant.stake-1']")
    expect(stake.locator(".lead")).to_contain_text("51 % held by Example Works")
    expect(stake.locator(".lead")).to_contain_text("from 2017-03 until 2023-03")
    expect(stake.locator(".citation")).to_have_count(2)
    expect(stake).to_contain_text("¶4 prints")
    expect(stake).to_contain_text("51%")
    stake.get_by_role("link", name="Example Works").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Example Works")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Example plant")


def test_every_record_opens_and_shows_all_its_evidence(page: Page, small: str) -> None:
    page.goto(small)
    expect(page.locator("#count")).not_to_be_empty()
    names = page.evaluate("explorer.load('index').then((i) => explorer.tables.flatMap((t) => i[t].map((e) => `${t}/${e.id}`)))")
    assert len(names) == 10
    for name in names:
        page.goto(f"{small}#{name}")
        expect(page.locator("#record .permalink code")).to_have_text(f"#{name}")
        held = page.evaluate("(name) => explorer.load(name).then((r) => Object.values(r.evidence).flat().length)", name)
        assert page.locator("#record .citation").count() == held


def test_every_record_of_the_newest_release_shows_all_its_evidence(page: Page, newest: str) -> None:
    page.goto(newest)
    expect(page.locator("#count")).not_to_be_empty()
    found = page.evaluate("""async () => {
        const index = await explorer.load('index');
        const names = explorer.tables.flatMap((table) => index[table].map((entry) => [table, entry.id]));
        const wrong = [];
        for (const [table, id] of names) {
            const [node, record] = [document.createElement('article'), await explorer.load(`${table}/${id}`)];
            explorer.record.render(node, table, id, record, index, '#projects');
            const held = Object.values(record.evidence).flat().length;
            if (node.querySelectorAll('.citation').length !== held || /undefined|NaN|\\[object/.test(node.textContent)) wrong.push(id);
        }
        return { count: names.length, wrong };
    }""")
    tables = rjdata.open_release().tables
    assert found == {"count": sum(tables[table].row_count for table in ("projects", "agreements", "actors")), "wrong": []}


def test_rivals_copies_and_what_is_inferred_are_marked(page: Page, small: str) -> None:
    page.goto(small)
    expect(page.locator("#count")).not_to_be_empty()
    marks = set()
    for name in page.evaluate("explorer.load('index').then((i) => explorer.tables.flatMap((t) => i[t].map((e) => `${t}/${e.id}`)))"):
        page.goto(f"{small}#{name}")
        expect(page.locator("#record .permalink code")).to_have_text(f"#{name}")
        marks |= set(page.locator("#record .badge").all_inner_texts())
    assert {"rival figures", "copy", "inferred", "derived"} <= marks


def test_an_unknown_permalink_says_so(page: Page, small: str) -> None:
    page.goto(f"{small}#projects/nowhere")
    expect(page.get_by_role("heading", level=1)).to_have_text("No such record")


@pytest.mark.parametrize("address", ["#projects?q=%E0%A4%A", "#projects?q=100%", "#%"])
def test_a_broken_escape_in_an_address_stops_nothing(page: Page, small: str, address: str) -> None:
    page.goto(f"{small}{address}")
    expect(page.get_by_role("status")).to_contain_text("of 3 projects")


def test_what_is_typed_survives_a_reload(page: Page, small: str) -> None:
    page.goto(small)
    page.get_by_role("searchbox").fill("100%41 + ёж")
    page.reload()
    expect(page.get_by_role("searchbox")).to_have_value("100%41 + ёж")


def test_a_section_has_an_address_and_takes_the_focus(page: Page, small: str) -> None:
    page.goto(f"{small}#projects/example-plant")
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Stakes").click()
    expect(page.get_by_role("heading", name="Stakes")).to_be_focused()
    assert page.url.endswith("#projects/example-plant/project_stakes")
    page.reload()
    expect(page.get_by_role("heading", name="Stakes")).to_be_focused()


def test_a_holder_s_page_says_what_it_holds(page: Page, small: str) -> None:
    page.goto(f"{small}#actors/example-works")
    lead = page.locator("[id='fact-example-plant.stake-1'] .lead")
    expect(lead).to_have_text(re.compile("^51 % in .+ from 2017-03 until 2023-03 – Example plant"))


def test_an_identifier_is_shown_as_it_is_written(page: Page, small: str) -> None:
    page.goto(small)
    expect(page.locator("#count")).not_to_be_empty()
    shown = """(text) => explorer.load('index').then((index) => document.createElement('p').textContent =
        explorer.facts.value({}, index.columns.actor_identifiers, 'value', text, {}))"""
    for text in ("http://www.example.co.jp", "7010001008844"):
        assert page.evaluate(shown, text) == text


def test_a_table_without_a_heading_is_shown_under_its_name(page: Page, small: str) -> None:
    page.goto(f"{small}#projects/example-plant")
    expect(page.locator("#record h1")).to_have_text("Example plant")
    page.evaluate("""async () => {
        const [index, record] = [await explorer.load('index'), await explorer.load('projects/example-plant')];
        const more = { ...record, rows: { ...record.rows, packages: [{ package_id: 'a-set', note: 'What it says' }] } };
        explorer.record.render(document.getElementById('record'), 'projects', 'example-plant', more, index, '#projects');
    }""")
    expect(page.get_by_role("region", name="packages")).to_contain_text("What it says")


def test_what_is_shown_is_downloaded(page: Page, small: str, tmp_path: Path) -> None:
    page.goto(f"{small}#projects?q=見本工場")
    expect(page.get_by_role("status")).to_contain_text("of 3 projects")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    assert download.value.suggested_filename == f"rjdata-{SMALL_VERSION}-projects.csv"
    download.value.save_as(tmp_path / "shown.csv")
    rows = list(csv.DictReader((tmp_path / "shown.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["name"] for row in rows] == _titles(page)
    assert rows[0]["id"] == "example-plant"
    assert rows[0]["name_ja"] == "見本工場"


def test_the_map_opens_a_place_by_keyboard(page: Page, small: str) -> None:
    page.goto(f"{small}#projects?view=map")
    mark = page.locator("[data-place=example-town]")
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".place-detail h2").first).to_contain_text("Exampletown")
    expect(page.locator(".place-detail").get_by_role("link", name="Example plant", exact=True)).to_be_visible()


def test_every_place_can_be_reached_with_a_mouse(page: Page, newest: str) -> None:
    page.goto(f"{newest}#projects?view=map")
    marks = page.locator("[data-place]")
    labels = {mark.get_attribute("aria-label").rpartition(":")[0] for mark in marks.all()}
    reached: set[str] = set()
    for mark in marks.all():
        box = mark.locator("circle").first.bounding_box()
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        # The heading ends with the number of records.
        reached |= {text.rpartition(" ")[0] for text in page.locator(".place-detail h2").all_inner_texts()}
    assert labels - reached == set()


def test_the_timeline_links_each_record_with_a_year(page: Page, small: str) -> None:
    page.goto(f"{small}#projects?view=timeline")
    expect(page.locator(".timeline li a", has_text="Example plant")).to_have_attribute("href", "#projects/example-plant")
    assert page.locator(".timeline li circle").count() > 0


def test_the_keyboard_reaches_the_content_and_the_search(page: Page, small: str) -> None:
    page.goto(small)
    page.keyboard.press("Tab")
    expect(page.locator("#skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is where `selector` leads, as somebody without a mouse does."""
    wanted = page.locator(selector).first
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"60 Tabs do not reach {selector}")


def test_a_sourced_answer_is_found_by_keyboard_alone(page: Page, newest: str) -> None:
    page.goto(newest)
    expect(page.locator("#count")).not_to_be_empty()
    _tab_to(page, "#query")
    page.keyboard.type("arctic lng 2")
    expect(page.locator(".records tbody tr").first).to_contain_text("Arctic LNG 2")
    _tab_to(page, ".records a[href='#projects/arctic-lng-2']")
    page.keyboard.press("Enter")
    expect(page.locator("#record-title")).to_be_focused()
    _tab_to(page, ".contents a[href$='/project_stakes']")
    page.keyboard.press("Enter")
    expect(page.locator("#heading-project_stakes")).to_be_focused()
    _tab_to(page, ".project_stakes .citation a")
    expect(page.locator(".project_stakes .citation a").first).to_be_in_viewport()


def test_every_control_has_a_name(page: Page, small: str) -> None:
    page.goto(small)
    expect(page.locator("#count")).not_to_be_empty()
    for role in ("searchbox", "combobox", "button", "link"):
        controls = page.get_by_role(role)
        assert controls.count() > 0
        assert page.get_by_role(role, name="", exact=True).count() == 0
    for landmark in ("banner", "navigation", "main", "search", "contentinfo"):
        assert page.get_by_role(landmark).count() == 1


@pytest.mark.parametrize(
    "view",
    ["#projects", "#projects?view=map", "#projects?view=timeline", "#agreements", "#actors", "#projects/arctic-lng-2", "#actors/mitsui"],
)
def test_a_phone_scrolls_only_downwards(page: Page, newest: str, view: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{newest}{view}")
    expect(page.locator("h1:visible")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_who_holds_a_stake_since_when_and_who_says_so_takes_three_steps(page: Page, newest: str) -> None:
    page.goto(newest)
    page.get_by_role("searchbox").fill("arctic lng 2")
    page.locator(".records a[href='#projects/arctic-lng-2']").click()
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Stakes").click()
    stake = page.locator(".project_stakes .fact", has_text="held by Japan Arctic LNG").first
    expect(stake).to_be_in_viewport()
    expect(stake.locator(".lead")).to_contain_text("10 % held by Japan Arctic LNG B.V. in Arctic LNG 2 LLC from 2019")
    expect(stake.locator(".citation a").first).to_have_attribute("href", re.compile("^https?://"))

"""The scan of the built site: whatever would load from another host is found, and links are let be."""

from pathlib import Path

import pytest

from tools.build_explorer import ASSETS
from tools.check_site import check_site, main

LOADED = {
    "script": '<script src="https://example.org/a.js"></script>',
    "script without a scheme": '<script src="//example.org/a.js"></script>',
    "style": '<link rel="stylesheet" href="https://example.org/a.css">',
    "preconnect": '<link rel="preconnect" href="https://example.org">',
    "icon": '<link rel="icon" href="https://example.org/a.ico">',
    "picture": '<img src="HTTPS://example.org/a.png">',
    "picture among several": '<img srcset="a.png 1x, https://example.org/b.png 2x">',
    "picture in a drawing": '<svg><image href="https://example.org/a.png"/></svg>',
    "frame": '<iframe src="https://example.org/"></iframe>',
    "form": '<form action="https://example.org/"></form>',
    "style of an element": '<p style="background: url(https://example.org/a.png)">a</p>',
    "style of a page": "<style>@import 'https://example.org/a.css';</style>",
    "call of a page": '<script>fetch("https://example.org/a.json")</script>',
}
KEPT = {
    "link": '<a href="https://example.org/">a</a>',
    "address of the page": '<link rel="canonical" href="https://example.org/">',
    "namespace": '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    "own files": '<script src="a.js"></script><img src="../b.png"><link rel="stylesheet" href="c.css?v=1">',
    "embedded": '<img src="data:image/png;base64,AA==">',
    "words": "<p>It was read at https://example.org/a.js and fetch was not called.</p>",
}


def _found(folder: Path, name: str, text: str) -> list[tuple[Path, str]]:
    (folder / name).write_text(text, encoding="utf-8")
    return list(check_site(folder))


@pytest.mark.parametrize("text", LOADED.values(), ids=LOADED)
def test_what_a_page_loads_from_another_host_is_found(text: str, tmp_path: Path) -> None:
    ((path, address),) = _found(tmp_path, "a.html", text)
    assert (path, "example.org" in address) == (Path("a.html"), True)


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_loads_nothing_from_another_host_is_let_be(text: str, tmp_path: Path) -> None:
    assert _found(tmp_path, "a.html", text) == []


@pytest.mark.parametrize(
    "text",
    [
        'fetch("https://example.org")',
        "import('https://example.org/a.js')",
        'new WebSocket("wss://example.org")',
        'r.open("GET", "//example.org")',
    ],
)
def test_a_call_in_a_script_is_found(text: str, tmp_path: Path) -> None:
    assert [path.name for path, _ in _found(tmp_path, "a.js", text)] == ["a.js"]


@pytest.mark.parametrize("text", ["/* https://example.org */", 'const link = "https://example.org";', 'fetch("data/a.json")'])
def test_an_address_in_a_script_is_no_call(text: str, tmp_path: Path) -> None:
    assert _found(tmp_path, "a.js", text) == []


def test_an_import_of_a_style_is_found(tmp_path: Path) -> None:
    assert _found(tmp_path, "a.css", "@font-face { src: url( 'https://example.org/a.woff2' ) }") == [
        (Path("a.css"), "https://example.org/a.woff2")
    ]


def test_the_explorer_keeps_to_itself() -> None:
    assert list(check_site(ASSETS)) == []


def test_the_command_tells_a_clean_site_a_leaking_one_and_none(tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 2
    (tmp_path / "a.html").write_text(KEPT["link"], encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    (tmp_path / "b.html").write_text(LOADED["script"], encoding="utf-8")
    assert main([str(tmp_path)]) == 1

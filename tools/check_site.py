"""Whether a built site asks another host for anything: ``python -m tools.check_site FOLDER`` reads every page, style and script in it.

A link is followed by the reader and may lead anywhere. What a page loads by itself (scripts, styles, fonts, images, frames) must lie in
the folder, as must what a style imports. A script may name an address in a comment, but not open a connection: it holds no call that could.

Exit codes: 0, the site keeps to itself; 1, it does not, and each place is named; 2, there is no page in the folder.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

LOADING = {
    ("audio", "src"),
    ("embed", "src"),
    ("form", "action"),
    ("iframe", "src"),
    ("image", "href"),
    ("image", "xlink:href"),
    ("img", "src"),
    ("img", "srcset"),
    ("input", "src"),
    ("link", "href"),
    ("object", "data"),
    ("script", "src"),
    ("source", "src"),
    ("source", "srcset"),
    ("track", "src"),
    ("use", "href"),
    ("video", "poster"),
    ("video", "src"),
}
"""Attributes by which a page loads or sends something without being asked to."""
POINTING = {"author", "bookmark", "canonical", "help", "license", "next", "prev", "search"}
"""Kinds of ``<link>`` that only point somewhere."""
ELSEWHERE = re.compile(r"^\s*(https?:)?//", re.IGNORECASE)
IN_STYLE = re.compile(r"""(?:url\(\s*|@import\s+)['"]?\s*((?:https?:)?//[^'")\s;]+)""", re.IGNORECASE)
IN_SCRIPT = re.compile(
    r"""(?:\bfetch|\bimport|\bimportScripts|\bsendBeacon|\.open|new\s+(?:WebSocket|EventSource|Worker|Image))\s*\([^)]*?['"`]((?:https?:|wss?:)?//[^'"`]+)"""
)


class _Page(HTMLParser):
    """Gathers what a page loads, and the text of its inline styles and scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.inside = tag
        points = tag == "link" and set(given.get("rel", "").lower().split()) <= POINTING
        for name, value in given.items():
            if (tag, name) in LOADING and not points:
                # A srcset lists several, each with its width behind it.
                parts = value.split(",") if name == "srcset" else [value]
                self.found += [part.strip() for part in parts if ELSEWHERE.match(part)]
            if name == "style":
                self.found += IN_STYLE.findall(value)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's signature
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "style":
            self.found += IN_STYLE.findall(data)
        if self.inside == "script":
            self.found += IN_SCRIPT.findall(data)


def outgoing(path: Path) -> list[str]:
    """Return the addresses of other hosts that a file loads by itself."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".css":
        return IN_STYLE.findall(text)
    if path.suffix == ".js":
        return IN_SCRIPT.findall(text)
    page = _Page()
    page.feed(text)
    return page.found


def check_site(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file below a folder that loads something from another host, and what."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".html", ".svg", ".css", ".js"):
            for address in outgoing(path):
                yield path.relative_to(folder), address


def main(arguments: list[str] | None = None) -> int:
    """Read a built site and name what it would load from another host."""
    parser = argparse.ArgumentParser(prog="python -m tools.check_site", description=main.__doc__)
    parser.add_argument("folder", type=Path, help="what Sphinx built")
    options = parser.parse_args(arguments)
    if not any(options.folder.rglob("*.html")):
        print(f"there is no page in {options.folder}", file=sys.stderr)
        return 2
    found = list(check_site(options.folder))
    for path, address in found:
        print(f"{path}: {address}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

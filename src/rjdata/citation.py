"""How to cite a release, a table, or the sources that some records rest on: as text, BibTeX and CSL-JSON."""

import json
from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from rjdata.errors import UnknownRecordError, nearest
from rjdata.statements import rests_on

if TYPE_CHECKING:
    from rjdata.models import Record, Source
    from rjdata.release import Release

AUTHOR = "The rjdata maintainers"
_LICENCE = "CC BY 4.0"
_ATTRIBUTION = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "Public Data License (Version 1.0)": "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0",
}
"""Licences that ask, beyond author, title and address, for a link to their text and for a word on what was changed."""
_LETTERS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{letter: f"\\{letter}" for letter in "&%$#_"},
}


@attrs.frozen
class Citation:
    """What to cite, in three forms.

    Attributes
    ----------
    text
        One line a work, for people; a source that states terms of its own has them in its line.
    bibtex
        One ``@misc`` entry a work.
    csl_json
        A JSON list with one CSL item a work.
    """

    text: str
    bibtex: str
    csl_json: str

    def __str__(self) -> str:
        return self.text


def cite(table: str | None = None, *, records: "Iterable[str | Record]" = (), version: str | None = None) -> Citation:
    """Cite a release, one of its tables, or the release with the sources that some records rest on.

    Parameters
    ----------
    table
        Name of a table; by default the release as a whole.
    records
        Records or child rows, named as :meth:`rjdata.Release.evidence` takes them. Each source that they and their children rest on is
        cited once, with the terms that it states and the attribution that its licence asks for. For the rows of a frame there is
        :func:`rjdata.frames.cite`.
    version
        Data version, as :func:`rjdata.open_release` takes it.

    Raises
    ------
    UnknownTableError
        If the release has no such table.
    UnknownRecordError
        If nothing has an id.
    AmbiguousIdError
        If a bare id names rows of several tables.

    Examples
    --------
    >>> print(cite("projects", version="2026.11.0"))  # doctest: +ELLIPSIS
    The rjdata maintainers (2026). rjdata, table projects, data version 2026.11.0, sha256 ... CC BY 4.0.
    """
    from rjdata.release import open_release

    return cite_release(open_release(version), table, records=records)


def cite_release(release: "Release", table: str | None = None, *, records: "Iterable[str | Record]" = ()) -> Citation:
    """Cite what :func:`cite` says of an opened release, which may be a vintage."""
    if isinstance(records, str):
        records = (records,)
    wanted: dict[str, set[str]] = {}
    for record in records:
        name, record_id = release.locate(record)
        wanted.setdefault(name, set()).add(record_id)
    return _cite(release, table, {source for name, ids in wanted.items() for source in _sources_of(release, name, ids)})


def cite_rows(release: "Release", table: str, ids: Iterable[str]) -> Citation:
    """Cite a table and the sources that its rows with these ids rest on. See :func:`rjdata.frames.cite`."""
    wanted = {*ids}
    for record_id in sorted(wanted - release.keys(table)):
        raise UnknownRecordError(table, record_id, nearest(record_id, release.keys(table), cutoff=0.6))
    return _cite(release, table, _sources_of(release, table, wanted))


def _cite(release: "Release", table: str | None, wanted: Iterable[str]) -> Citation:
    """Cite a release, or a table of it, and the sources with these ids."""
    ids = {*wanted}
    sources = [source for source in release.sources if source.source_id in ids] if ids else []
    items = [_release_item(release, table), *(_source_item(source) for source in sources)]
    return Citation(
        text="\n".join(_line(item) for item in items),
        bibtex="\n\n".join(_entry(item) for item in items),
        csl_json=json.dumps(items, ensure_ascii=False, indent=2),
    )


def _sources_of(release: "Release", table: str, ids: Collection[str]) -> set[str]:
    if table == "sources":
        return {*ids}
    if table == "evidence":
        return {row.source_id for row in release.records("evidence") if row.evidence_id in ids}
    return {row.source_id for row in rests_on(release, table, ids)}


def _release_item(release: "Release", table: str | None) -> dict[str, Any]:
    digest = release.find_table(table).digest if table else release.digest
    vintage = f", as of {release.known_on}" if release.known_on else ""
    key = "-".join(part for part in ("rjdata", release.version, table, str(release.known_on or "")) if part)
    return {
        "id": key,
        "type": "dataset",
        "title": f"rjdata, table {table}" if table else "rjdata",
        "author": [{"literal": AUTHOR}],
        "issued": {"date-parts": [[*release.frozen_on.timetuple()[:3]]]},
        "version": release.version,
        "note": f"data version {release.version}{vintage}, sha256 {digest}. {_LICENCE}",
    }


def _source_item(source: "Source") -> dict[str, Any]:
    issued = _common_date(source.published_not_before, source.published_not_after)
    found = {
        "id": source.source_id,
        "type": "webpage" if source.url else "document",
        "title": source.title,
        "author": [{"literal": source.author}] if source.author else None,
        "publisher": source.publisher,
        "issued": {"date-parts": [issued]} if issued else None,
        "accessed": {"date-parts": [[*source.accessed_on.timetuple()[:3]]]} if source.accessed_on else None,
        "language": source.language,
        "URL": source.url,
        "note": _terms(source.licence) if source.licence else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _terms(licence: str) -> str:
    asked = f", {_ATTRIBUTION[licence]}; facts were taken and arranged anew" if licence in _ATTRIBUTION else ""
    return f"Terms: {licence}{asked}"


def _common_date(first: date | None, last: date | None) -> list[int]:
    """Return what two days agree in: year, month and day, as far as it is known."""
    if first is None or last is None:
        return []
    parts: list[int] = []
    for one, other in zip(first.timetuple()[:3], last.timetuple()[:3], strict=True):
        if one != other:
            break
        parts.append(one)
    return parts


def _author(item: dict[str, Any]) -> str:
    author: str = item["author"][0]["literal"] if "author" in item else item["publisher"]
    return author


def _line(item: dict[str, Any]) -> str:
    year = item["issued"]["date-parts"][0][0] if "issued" in item else "n.d."
    publisher = f" {item['publisher']}." if "author" in item and "publisher" in item else ""
    if item["type"] == "dataset":
        return f"{_author(item)} ({year}). {item['title']}, {item['note']}."
    address = f" {item['URL']}" if "URL" in item else ""
    terms = f" [{item['note']}]" if "note" in item else ""
    return f"{_author(item)} ({year}). {item['title']}.{publisher}{address}{terms}"


def _entry(item: dict[str, Any]) -> str:
    issued: list[int] = item["issued"]["date-parts"][0] if "issued" in item else []
    fields = {
        "author": f"{{{_escape(_author(item))}}}",
        "title": f"{{{_escape(item['title'])}}}",
        "year": str(issued[0]) if issued else "",
        "month": str(issued[1]) if len(issued) > 1 else "",
        "version": item.get("version", ""),
        "publisher": _escape(item.get("publisher", "")),
        "url": item.get("URL", ""),
        "note": _escape(item.get("note", "")),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{item['id']},", *lines, "}"])


def _escape(text: str) -> str:
    return "".join(_LETTERS.get(letter, letter) for letter in text)

"""Organisations of Russia to which Japan bans exports: the list of its Ministry of Economy, Trade and Industry, read from its text."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import pandas as pd

from rjdata.errors import RecordError
from rjdata.fetch.table import FetchedTable
from rjdata.frame import DTYPES
from rjdata.release import open_release
from rjdata.resolve.series import resolve_actors
from rjdata.schema import Column

_JAPANESE = "[ぁ-んァ-ヺー一-龥々」）。]"
REVIEWED = {
    "Ruselectronics JSC": "roselectronics",
    "KAMAZ Publicly Traded Company": "kamaz",
    "Public Joint Stock Company Megafon": "megafon",
}
"""Actors whose names the list writes otherwise than we do. Each pair was reviewed with its names and aliases in both languages."""

_ADDRESS = re.compile(r"所\s*在\s*地\s*[：:]")
_AS_OF = re.compile(r"最終更新日：\s*(\d+)\s*年\s*(\d+)\s*月\s*(\d+)\s*日")


def _parse(source: Path) -> pd.DataFrame:
    text = source.read_text(encoding="utf-8")
    head = _AS_OF.search(text)
    if head is None:
        raise RecordError("listed_entities", source.name, ("its head has no day of the last update (最終更新日)",))
    rows = [{"number": number, **_read_entry(number, block)} for number, block in _split(text, head.end())]
    year, month, day = map(int, head.groups())
    return pd.DataFrame(rows).assign(as_of=datetime(year, month, day))


def _split(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Part the text at its numbers. The first nine are of full width; at the end of a page one is glued to the address before it."""
    spans: list[tuple[int, int]] = []
    while True:
        number = len(spans) + 1
        label = str(number) if number > 9 else chr(ord("０") + number)
        match = re.compile(rf"(?:^|(?<=[.a-zA-Z])){label}\s(?=[^\n]*{_JAPANESE})", re.MULTILINE).search(text, start)
        if match is None:
            break
        spans.append(match.span())
        start = match.end()
    ends = [begin for begin, _ in spans[1:]] + [len(text)]
    for number, ((_, begin), end) in enumerate(zip(spans, ends, strict=True), start=1):
        yield number, text[begin:end]


def _read_entry(number: int, block: str) -> dict[str, str | None]:
    names, *addresses = _ADDRESS.split(block)
    if len(addresses) != 1:
        raise RecordError("listed_entities", str(number), (f"it has {len(addresses)} addresses (所在地), not one",))
    # The newest entries name their aliases in a line of their own, of both languages.
    names, *own_line = re.split(r"^別称[：:]", names.strip(), flags=re.MULTILINE)
    japanese, english = _part(names.strip())
    name_ja, *aliases_ja = re.split(r"\s*[（(]別称[、､]", _join_japanese(japanese), maxsplit=1)
    name_en, *aliases_en = re.split(r",?\s*a\.k\.a\.?,?[^:]*:?", english, maxsplit=1)
    more = [part for line in own_line for part in re.split(r"[;\n]", line)]
    return {
        "name_ja": name_ja,
        "name_en": _join(name_en),
        "aliases_ja": aliases_ja[0][:-1] if aliases_ja else _list(part for part in more if re.search(_JAPANESE, part)),
        "aliases_en": _list((*aliases_en, *(part for part in more if not re.search(_JAPANESE, part)))),
        "address": _join(addresses[0]),
    }


def _part(names: str) -> tuple[str, str]:
    """Part the Japanese name from the English after it: at the end of the last line with Japanese, unless the English begins in it."""
    end = [match.end() for match in re.finditer(_JAPANESE, names)][-1]
    line, newline, below = names[end:].partition("\n")
    begins_here = names[end - 1] in "」）" or "a.k.a." in line or not newline
    return (names[:end], names[end:]) if begins_here else (names[:end] + line, below)


def _join(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"(?<=\w-)\n", "", text)).strip()


def _join_japanese(text: str) -> str:
    """Join lines as Japanese is set: without a space, unless two words of Latin letters meet."""
    return re.sub(r"\n", "", re.sub(r"(?<=[!-~])\n(?=[!-~])", " ", text)).strip()


def _list(parts: Iterable[str]) -> str | None:
    """Join aliases as ``first; second``. In the text each begins with a dash, the last has "and" before it, and a full stop ends them."""
    split = [part for text in parts for part in re.split(r"[;；]|\n\s*[–—]", text)]
    aliases = [re.sub(r"^(?:and\b)?[-–—,\s]*|[.,]$", "", _join(part)) for part in split]
    return "; ".join(alias for alias in aliases if alias) or None


LISTED_ENTITIES = FetchedTable(
    "listed_entities",
    ("meti_russia_specified_entities_2025_09",),
    ("number",),
    (
        Column("number", "integer", "Number in the list.", is_required=True),
        Column("name_ja", "string", "Name in Japanese.", is_required=True),
        Column("name_en", "string", "Name in English.", is_required=True),
        Column("aliases_ja", "string", "Other names in Japanese, parted as the list parts them.", is_required=False),
        Column("aliases_en", "string", "Other names in Latin letters, parted by a semicolon.", is_required=False),
        Column("address", "string", "Address, or several, as the list writes it.", is_required=True),
        Column("as_of", "date", "Day on which the list was last changed.", is_required=True),
    ),
    _parse,
)


def fetch_listed_entities(*, version: str | None = None) -> pd.DataFrame:
    """Fetch the organisations of Russia to which Japan banned exports, as the list stood on 2025-09-12. Not for compliance.

    The list changes, and this copy of it was read from text by rules: whoever must obey it reads the ministry's own, of the day.

    Parameters
    ----------
    version
        Data version; the newest in the package by default. Its actors are linked to.

    Returns
    -------
    pandas.DataFrame
        One row an entry of the list; the key is ``number``, by which it is sorted.

        - ``number`` (integer): Number in the list.
        - ``name_ja`` (string): Name in Japanese.
        - ``name_en`` (string): Name in English.
        - ``aliases_ja`` (string): Other names in Japanese, parted as the list parts them.
        - ``aliases_en`` (string): Other names in Latin letters, parted by a semicolon.
        - ``address`` (string): Address, or several, as the list writes it.
        - ``as_of`` (date): Day on which the list was last changed.
        - ``actor_id`` (string, id in actors): Actor of the release that an entry names; missing for nearly all.

    Raises
    ------
    RecordError
        If an entry of the list cannot be read.
    FetchError
        If the file could not be fetched.

    Notes
    -----
    An entry is linked to an actor where its name in English is, letter by letter, a listed name of one actor alone, of Russia or of no
    country, or where the pair was reviewed (:data:`~rjdata.fetch.entities.REVIEWED`); never by likeness. To be listed is a dated event and
    no attribute of an actor; the list does not say when an entry joined it. An entry may be a person. Source: Ministry of Economy, Trade
    and Industry of Japan, list to notice 82 of 2022 of the Ministry of Foreign Affairs, as text at OpenSanctions. Licence: free reuse with
    the source cited (Government of Japan Standard Terms of Use 2.0); the repository that carries the text claims and grants nothing on it.

    Examples
    --------
    >>> import rjdata
    >>> entities = rjdata.fetch_listed_entities(version="2026.11.1")
    >>> entities.set_index("name_en").loc["Skolkovo Foundation", "actor_id"]
    'skolkovo'
    """
    entities = LISTED_ENTITIES.load(version=version)
    found = resolve_actors(entities["name_en"], country="RU", version=version)
    exact = found["actor_id"].where(found["method"].isin(["exact", "alias"]))
    # A release has the actors that it has: an older one may not know all that were reviewed.
    actors = set(open_release(version).load_actors()["actor_id"])
    reviewed = {name: actor_id for name, actor_id in REVIEWED.items() if actor_id in actors}
    return entities.assign(actor_id=exact.fillna(entities["name_en"].map(reviewed).astype(DTYPES["string"])))

"""Words as printed: texts as paragraphs, and whether a phrase stands in one."""

import re
import unicodedata
from hashlib import sha256
from pathlib import Path

_QUOTES = dict.fromkeys(map(ord, "‘’‚‛`´ʼ′"), "'") | dict.fromkeys(map(ord, "“”„‟«»″"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
# An editor's brackets: what stands in them is part of the sentence, as in “[Toshimitsu] Motegi”.
_BRACKETS = dict.fromkeys(map(ord, "[]"))
_CHARACTERS = _QUOTES | _DASHES | _UNSEEN | _BRACKETS

Texts = dict[str, tuple[str, ...]]
"""Paragraphs of texts by the SHA-256 of their bytes."""


def plain(text: str) -> str:
    """Write quotes, apostrophes, dashes, spaces and full-width characters one way.

    Examples
    --------
    >>> print(plain("Japan’s  “LNG” – [now] １０％"))
    Japan's "LNG" - now 10%
    """
    # The quotes go first: NFKC would break the spacing accents among them into two characters.
    return " ".join(unicodedata.normalize("NFKC", text.translate(_CHARACTERS)).split())


def stands(phrase: str, text: str) -> bool:
    """Tell whether `phrase` stands in `text` as whole words, letter by letter; both in :func:`plain` form.

    Words that print has run together, as in “theEidos-Medicine”, are taken apart at the capital; Japanese has no spaces to go by.

    Examples
    --------
    >>> stands("Eidos-Medicine", "and theEidos-Medicine venture"), stands("Aero", "Aeroflot"), stands("10", "10,000")
    (True, False, False)
    """
    return bool(phrase) and any(_is_whole(text, match.start(), match.end()) for match in re.finditer(re.escape(phrase), text))


def _is_whole(text: str, start: int, end: int) -> bool:
    before, first, last, after = text[start - 1 : start], text[start], text[end - 1], text[end : end + 1]
    begins = not (_is_spaced(before) and _is_spaced(first)) or (before.islower() and first.isupper())
    ends = not (_is_spaced(last) and _is_spaced(after)) and not (last.isdecimal() and re.match(r"[.,]\d", text[end : end + 2]))
    return begins and ends


def _is_spaced(character: str) -> bool:
    return character.isalnum() and character < "\u2e80"


def read_texts(folder: Path) -> Texts:
    """Read the files of a folder as texts: paragraphs are the lines that are not empty, in plain form.

    What is no UTF-8 text is left out; a source that wants it will be among those without a text.
    """
    texts: Texts = {}
    for path in sorted(folder.iterdir()):
        if path.is_file():
            data = path.read_bytes()
            try:
                lines = data.decode("utf-8").splitlines()
            except UnicodeDecodeError:
                continue
            texts[sha256(data).hexdigest()] = tuple(plain(line) for line in lines if line.strip())
    return texts

"""Fonts for names in Japanese and Russian: the usual one, one more that is installed, or the English name with a hint."""

import warnings
from functools import cache
from typing import Literal, get_args

from rjdata.errors import MissingFontWarning

Language = Literal["en", "ja", "ru"]

_OTHERS = (
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Source Han Sans JP",
    "Hiragino Sans",
    "Yu Gothic",
    "Meiryo",
    "MS Gothic",
    "IPAexGothic",
    "IPAGothic",
    "TakaoGothic",
    "VL Gothic",
    "Noto Serif CJK JP",
    "DejaVu Sans",
)
"""Families with Japanese or Russian letters that systems and matplotlib bring, in order of preference."""
_HINTED: set[str] = set()
"""The name of which the hint was given; a map may have hundreds, and one hint tells all."""


def name_column(language: Language) -> str:
    """Return the column that has a record's name in a language.

    Raises
    ------
    ValueError
        If it is another language.
    """
    if language not in get_args(Language):
        raise ValueError(f"language is {language!r}; it is 'en', 'ja' or 'ru'")
    return "name" if language == "en" else f"name_{language}"


def choose_text(wanted: object, english: str) -> tuple[str, list[str]]:
    """Return a name with the font families that draw it: the one wanted, or the English one where it is missing or cannot be drawn.

    Warns
    -----
    MissingFontWarning
        If no installed font can draw the name. Said once in a process.
    """
    from matplotlib import rcParams

    usual = list(rcParams["font.family"])
    if not isinstance(wanted, str):
        return english, usual
    families = find_families(wanted, usual)
    if families is None:
        _hint(wanted)
        return english, usual
    return wanted, families


def find_families(text: str, usual: list[str]) -> list[str] | None:
    """Return the usual families, with one more behind them where they lack a letter; None where no installed one has the letters."""
    wanted = {ord(letter) for letter in text if not letter.isspace()}
    lacking = wanted.difference(*(_letters(family) for family in usual))
    if not lacking:
        return usual
    other = next((family for family in _OTHERS if lacking <= _letters(family)), None)
    return None if other is None else [*usual, other]


@cache
def _letters(family: str) -> frozenset[int]:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    try:
        path = findfont(FontProperties(family=[family]), fallback_to_default=False)
    except ValueError:
        return frozenset()
    return frozenset(get_font(path).get_charmap())


def _hint(text: str) -> None:
    if not _HINTED:
        warnings.warn(MissingFontWarning(text, _OTHERS[0]), stacklevel=4)
        _HINTED.add(text)

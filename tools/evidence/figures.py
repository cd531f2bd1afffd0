"""Figures as printed: digits with separators and multipliers, number words, ordinals, parts and multiples."""

import re
from decimal import Decimal

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS: dict[str, tuple[str, ...]] = {
    **{word: (str(value),) for value, word in enumerate(_UNITS.split())},
    **{word: (str(value),) for value, word in enumerate(_ORDINALS.split())},
    **{word: (str(value),) for value, word in zip(range(20, 100, 10), _TENS.split(), strict=True)},
    # A part may be written down as a number, or in percent.
    "half": ("0.5", "50"),
    "double": ("2", "200", "100"),
    "doubled": ("2", "200", "100"),
    "twice": ("2", "200"),
    "both": ("2",),
    "dozen": ("12",),
    # A service that leaves every Thursday leaves once a week.
    "every": ("1",),
    "once": ("1",),
}
_MULTIPLIERS = {
    10**2: "hundred",
    10**3: "thousand|тыс|k",
    10**6: "million|millions|mln|mn|m|млн|миллион[а-я]*",
    10**9: "billion|billions|bln|bn|b|млрд|миллиард[а-я]*",
    10**12: "trillion|trillions|trn|tn|трлн|триллион[а-я]*",
}
_MYRIADS = {"": 1, "千": 10**3, "万": 10**4, "億": 10**8, "억": 10**8, "兆": 10**12, "조": 10**12}
_MULTIPLIER = re.compile(r"[ -]?(?:" + "|".join(f"(?P<e{value}>{names})" for value, names in _MULTIPLIERS.items()) + r")(?![^\W\d_])")
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+(?:[.,]\d+)?"
_DIGITS = re.compile(rf"(?<![^\W\u2e80-\U0010ffff])(?<!\d[.,])(?:{_NUMBER})")
# Russian print groups digits by spaces; whether it is one number or several cannot be told, so that both readings count.
_SPACED = re.compile(r"(?<![\w.,])\d{1,3}(?: \d{3})+(?![\d.])")
_EASTERN = re.compile(r"(?<![\d.,])(?:\d[\d,.]*[千万億兆억조])+(?:\d[\d,]*)?")
_EASTERN_PART = re.compile(r"(\d[\d,.]*)([千万億兆억조]?)")
_WORD = re.compile(r"[A-Za-z]+")


def figures(text: str) -> set[Decimal]:
    """Return every figure that a text in plain form may be read to print, signs aside.

    Examples
    --------
    >>> sorted(int(figure) for figure in figures("1,200 t, $1.5bn, 3 млрд руб., 10億円, one fifth"))
    [1, 5, 1200, 1000000000, 1500000000, 3000000000]
    """
    found = {Decimal(match[0].replace(" ", "")) for match in _SPACED.finditer(text)}
    found |= {_eastern(match[0]) for match in _EASTERN.finditer(text)}
    for match in _DIGITS.finditer(text):
        if text[match.end() : match.end() + 1] not in tuple(_MYRIADS)[1:]:
            found.add(_value(match[0]) * _multiplier(text, match.end()))
    for match in _WORD.finditer(text):
        found |= {Decimal(value) * _multiplier(text, match.end()) for value in _WORDS.get(match[0].lower(), ())}
    return found


def _multiplier(text: str, position: int) -> int:
    match = _MULTIPLIER.match(text, position)
    return int((match.lastgroup or "")[1:]) if match else 1


def _value(digits: str) -> Decimal:
    """Read one number: a comma before exactly three digits groups them, any other is a decimal comma."""
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", digits):
        return Decimal(digits.replace(",", ""))
    if digits.count(".") > 1:
        return Decimal(digits.replace(".", ""))
    return Decimal(digits.replace(",", "."))


def _eastern(printed: str) -> Decimal:
    return sum((_value(number.rstrip(",.")) * _MYRIADS[unit] for number, unit in _EASTERN_PART.findall(printed)), Decimal())

"""Names that say the same in other words: the country named before or behind, words in another order, the government of a region.

"Russian Energy Ministry" and "Ministry of Energy of the Russian Federation" are one name so. Nothing is left out but the country, which
must then be that of the record, the word government beside a region, and small words; so a name of which a listed one is only a part is
never taken for it. Names that stand beside one another in a cell are told apart here too.
"""

import re

from rjdata.resolve.keys import bare_key

_COUNTRIES = {
    "RU": re.compile(r"\b(?:russian federations?|russia[ns]?|rf|российской федерации|россии|рф|российск\w+)\b|^(?:ロシア連邦|ロシア)の?"),
    "JP": re.compile(r"\b(?:japans?|japanese|японии|японск\w+)\b|^日本国?の"),
}
_SMALL_WORDS = frozenset(
    ["a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "with", "и", "в", "во", "на", "о", "об", "по", "при", "с", "для"]
)
# Keys have no soft sign.
_GOVERNMENT = frozenset(["administration", "government", "правителство", "администрация"])
_REGIONS = {
    **dict.fromkeys(["oblast", "province", "region"], "region"),
    **dict.fromkeys(["kray", "krai", "territory"], "krai"),
    **dict.fromkeys(["обл", "област", "области"], "област"),
    **dict.fromkeys(["край", "края"], "край"),
    **dict.fromkeys(["респ", "республика", "республики"], "республика"),
    **dict.fromkeys(["г", "город", "города"], "город"),
    **{word: word for word in ("city", "island", "okrug", "prefecture", "republic", "остров")},
}
"""Words for the region of a state, each with the one that stands for it here."""
_DESIGNATIONS = {"city": ("{} City", "г. {}", "{}市"), "island": ("{} Island", "остров {}", "{}島")}
_ADJECTIVE = re.compile(r"ск(?:ий|ого|ая|ой|ое|ую|ому|им|ом)$")
_BELONGING = {
    "RU": re.compile(
        r"^(?:russian|russias|российск\w+)\b|\b(?:of (?:the )?(?:russian federation|russia|rf)|российской федерации|россии|рф)$"
        r"|^ロシア(?:連邦)?(?:国営|の)?|^露(?=[ァ-ヺa-z])"
    ),
    "JP": re.compile(r"^(?:japanese|japans|японск\w+)\b|\b(?:of japan|японии)$|^日本国?の?"),
}
"""What says of which country something is. A bare Japan or Russia may say where a firm of another country has its daughter."""
_STATED = r"(?:(?P<RU>russia|russian federation|rf|россия|рф|ロシア(?:連邦)?)|(?P<JP>japan|япония|日本))"
_COUNTRY = re.compile(_STATED, re.IGNORECASE)
_COUNTRY_BEHIND = re.compile(rf"(?:,|\s[-–—]|[(（])\s*{_STATED}\s*[)）]?\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+[/|]\s+|[／｜]|\n")
_BRACKETS = re.compile(r"^(?P<before>[^()（）]+)[(（](?P<inside>[^()（）]+)[)）](?P<after>[^()（）]*)$")
_APPOSED = re.compile(r"\s+[-–—]\s+|,\s+")
_INITIALS = re.compile(r"[^\W\d_]{3,}")


def word_key(text: str, country: str | None = None) -> str:
    """Return the words of a name in the order of the alphabet, behind the countries that it states; empty where they say too little.

    Parameters
    ----------
    text
        The name.
    country
        ISO 3166-1 alpha-2 code to take where the name states none.

    Examples
    --------
    >>> word_key("Russian Energy Ministry") == word_key("Ministry of Energy of the Russian Federation")
    True
    >>> word_key("Government of Voronezh Region") == word_key("Voronezh Oblast")
    True
    >>> word_key("Bank of Japan")
    ''
    """
    rest = bare_key(text)
    stated = [code for code, pattern in _COUNTRIES.items() if pattern.search(rest)]
    for code in stated:
        rest = _COUNTRIES[code].sub(" ", rest)
    words = {_REGIONS.get(word, _ADJECTIVE.sub("ск", word)) for word in rest.split()} - _SMALL_WORDS
    is_region = not words.isdisjoint(_REGIONS.values())
    if is_region:
        words -= _GOVERNMENT
    states = " ".join(stated) or country or ""
    # Two words in any order are too few to be sure of a firm: Mitsui Sumitomo is not Sumitomo Mitsui.
    enough = 2 if states or is_region else 3
    return f"{states}: {' '.join(sorted(words))}" if len(words) >= enough else ""


def designated(name: str, kind: str) -> tuple[str, ...]:
    """Return the name of a place with what sort of place it is, which people add; nothing where the sort is part of its names.

    Examples
    --------
    >>> designated("Rowan", "city"), designated("Rowan Krai", "region")
    (('Rowan City', 'г. Rowan', 'Rowan市'), ())
    """
    return tuple(form.format(name) for form in _DESIGNATIONS.get(kind, ()))


def without_country(text: str) -> tuple[str, str] | None:
    """Return what is left of a name without the country that it is said to be of, and that; nothing where none is said.

    What is left is the name as it is written where the country stands apart behind it, else its bare key.

    Examples
    --------
    >>> without_country("Минпромторг РФ"), without_country("日本経済産業省"), without_country("Rowan Japan")
    (('минпромторг', 'RU'), ('経済産業省', 'JP'), None)
    >>> without_country("Rowan Corp., Japan"), without_country("Rowan Corp. (Japan)")
    (('Rowan Corp.', 'JP'), ('Rowan Corp.', 'JP'))
    """
    behind = _COUNTRY_BEHIND.search(text)
    if behind and behind.lastgroup:
        return text[: behind.start()].strip(), behind.lastgroup
    key = bare_key(text)
    for country, pattern in _BELONGING.items():
        rest = pattern.sub("", key).strip()
        if rest and rest != key:
            return rest, country
    return None


def parts_of(text: str) -> tuple[str, ...]:
    """Return the names that a cell holds beside one another: parted by a stroke, or with the initials in brackets; nothing for one name.

    What else stands in brackets behind a name says something of it and is left out. But a country there may be that of a daughter of
    the firm, and what stands in brackets amid a name belongs to it: Rowan (China) Co.

    Examples
    --------
    >>> parts_of("Rowan Steel (RSC)"), parts_of("Rowan Steel (of Tokyo)"), parts_of("Rowan Steel / Роуэн Стил"), parts_of("Rowan Steel")
    (('Rowan Steel', 'RSC'), ('Rowan Steel',), ('Rowan Steel', 'Роуэн Стил'), ())
    >>> parts_of("Rowan Steel (Russia)"), parts_of("Rowan Steel (China) Ltd."), parts_of("Rowan Steel (RSC) Ltd.")
    ((), (), ('Rowan Steel Ltd.', 'RSC'))
    """
    beside = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    if len(beside) > 1:
        return tuple(beside)
    found = _BRACKETS.match(text.strip())
    if not found:
        return ()
    inside = found["inside"].strip()
    if _INITIALS.fullmatch(inside) and inside.isupper():
        return f"{found['before'].strip()} {found['after'].strip()}".strip(), inside
    is_amid = bool(found["after"].strip())
    return () if is_amid or _COUNTRY.fullmatch(inside) else (found["before"].strip(),)


def appositions_of(text: str) -> tuple[str, ...]:
    """Return the parts around a dash or comma, which are names of one thing only if each of them is known; nothing where there is none.

    A country behind is no name of the thing.

    Examples
    --------
    >>> appositions_of("RSC – Rowan Steel"), appositions_of("Rowan-Steel"), appositions_of("Rowan Steel, Russia")
    (('RSC', 'Rowan Steel'), (), ())
    """
    if _COUNTRY_BEHIND.search(text):
        return ()
    parts = tuple(part.strip() for part in _APPOSED.split(text) if part.strip())
    return parts if len(parts) > 1 else ()

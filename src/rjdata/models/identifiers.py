"""Check digits and forms of identifiers."""

import re
from collections.abc import Callable


def is_lei(value: str) -> bool:
    """Check a Legal Entity Identifier: 20 characters, ISO 7064 mod 97-10."""
    return bool(re.fullmatch(r"[0-9A-Z]{18}[0-9]{2}", value)) and int("".join(str(int(c, 36)) for c in value)) % 97 == 1


def is_corporate_number_jp(value: str) -> bool:
    """Check a Japanese corporate number: the first of 13 digits follows from the other twelve."""
    if not re.fullmatch(r"[1-9][0-9]{12}", value):
        return False
    weighted = sum(int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(value[1:])))
    return int(value[0]) == 9 - weighted % 9


def is_ogrn(value: str) -> bool:
    """Check a Russian registration number: the last of 13 digits is the rest of the others by 11, modulo 10."""
    return bool(re.fullmatch(r"[0-9]{13}", value)) and int(value[:12]) % 11 % 10 == int(value[12])


def is_inn(value: str) -> bool:
    """Check the taxpayer number of a Russian organisation: 10 digits, the last a weighted sum."""
    if not re.fullmatch(r"[0-9]{10}", value):
        return False
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    return sum(w * int(d) for w, d in zip(weights, value, strict=False)) % 11 % 10 == int(value[9])


def is_wikidata(value: str) -> bool:
    """Check the form of a Wikidata item."""
    return bool(re.fullmatch(r"Q[1-9][0-9]*", value))


def is_ticker(value: str) -> bool:
    """Check the form EXCHANGE:CODE."""
    return bool(re.fullmatch(r"[A-Z]+:[0-9A-Z.]+", value))


def is_website(value: str) -> bool:
    """Check that an address begins with http."""
    return bool(re.fullmatch(r"https?://[^\s/]+(/\S*)?", value))


CHECKS: dict[str, Callable[[str], bool]] = {
    "lei": is_lei,
    "corporate_number_jp": is_corporate_number_jp,
    "ogrn": is_ogrn,
    "inn": is_inn,
    "wikidata": is_wikidata,
    "ticker": is_ticker,
    "website": is_website,
}

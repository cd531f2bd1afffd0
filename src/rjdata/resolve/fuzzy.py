"""Names that are near: a slip of a letter or two, never another word.

A look-alike shares a word with a listed name (Mitsubishi Pencil, Mitsui Sumitomo Insurance) and differs by many letters; a slip differs by
one or two. So nearness counts edits (a letter more, less, other, or two changed about), and the more may differ the longer the name is.
"""

import re
from collections.abc import Callable, Collection, Iterable
from functools import cache

Search = Callable[[str, Collection[str], int], Iterable[tuple[str, int]]]

_SHORTEST = 8
"""Among shorter names a letter makes another one: NovAtel, Toyoda, Sellers."""
_PER_EDIT = 7
_SHOWN = 5
_SHORTEST_WORD = 4
_KANJI = re.compile("[\u4e00-\u9fff]")


def allowed_edits(length: int) -> int:
    """Return how many letters may be wrong in a name of `length` letters.

    Examples
    --------
    >>> [allowed_edits(length) for length in (7, 8, 13, 14, 40)]
    [0, 1, 1, 2, 2]
    """
    return 0 if length < _SHORTEST else min(2, max(1, length // _PER_EDIT))


def nearest(key: str, keys: Collection[str]) -> list[tuple[str, float]]:
    """Return the keys that differ from `key` by no more than a slip, the nearest first, each with its nearness from 0 to 1.

    The numbers in the two must be the same: Arctic LNG 1 is no slip for Arctic LNG 2. A kanji is a word by itself, and a word of a few
    letters another word if one of them changes: SBS is no slip for SBI.
    """
    most = allowed_edits(len(key))
    if not most or _KANJI.search(key):
        return []
    found = _search()(key, keys, most)
    near = [(other, round(1 - edits / max(len(key), len(other)), 4)) for other, edits in found if _is_slip(key, other)]
    return sorted(near, key=lambda pair: (-pair[1], pair[0]))[:_SHOWN]


def _is_slip(key: str, other: str) -> bool:
    if [letter for letter in key if letter.isdigit()] != [letter for letter in other if letter.isdigit()]:
        return False
    here, there = key.split(), other.split()
    if len(here) != len(there):
        return True
    return all(one == two or min(len(one), len(two)) >= _SHORTEST_WORD for one, two in zip(here, there, strict=True))


@cache
def _search() -> Search:
    """Return rapidfuzz where the extra ``match`` is installed, else the same in plain Python: the verdicts are equal, the speed is not."""
    try:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract
    except ImportError:
        return compare

    def search(key: str, keys: Collection[str], most: int) -> Iterable[tuple[str, int]]:
        found = extract(key, keys, scorer=OSA.distance, score_cutoff=most, limit=None)
        return [(other, int(edits)) for other, edits, _ in found]

    return search


def compare(key: str, keys: Collection[str], most: int) -> Iterable[tuple[str, int]]:
    """Yield the keys that differ from `key` by at most `most` edits, with their number."""
    for other in keys:
        if abs(len(other) - len(key)) <= most:
            edits = edit_distance(key, other)
            if edits <= most:
                yield other, edits


def edit_distance(one: str, other: str) -> int:
    """Return the number of edits between two texts (optimal string alignment).

    Examples
    --------
    >>> edit_distance("mitsui osk lines", "mitsiu osk line")
    2
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, letter_there in enumerate(other, 1):
            edits = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != letter_there))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == letter_there:
                edits = min(edits, earlier[j - 2] + 1)
            row.append(edits)
    return row[-1]

"""The names of a table, laid out for look-ups: letter by letter, by their keys, and by nearness."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

import attrs

from rjdata.errors import RecordError
from rjdata.release import Release
from rjdata.resolve.fuzzy import nearest
from rjdata.resolve.keys import bare_key, loan_key, name_key, sound_key, spelt_key
from rjdata.resolve.match import Candidate, Match
from rjdata.resolve.wording import appositions_of, designated, parts_of, without_country, word_key
from rjdata.rows import read_rows

_KEY_SCORES = (0.98, 0.98, 0.95, 0.9)
"""Score of a name that agrees by its key, with its legal form written out, without it, or by its sound."""
_WORDING_SCORE = 0.85
"""Score of a name that says the same in other words, or holds one beside another."""
_COUNTRY_CODE = re.compile("[A-Z]{2}")
_SHORTEST_SOUND = 5
"""A shorter sound is shared by too many names to say anything."""


def _telling_sound_key(text: str) -> str:
    sound = sound_key(text)
    return sound if len(sound) >= _SHORTEST_SOUND else ""


def _telling_loan_key(text: str) -> str:
    loan = loan_key(text)
    return loan if len(loan) >= _SHORTEST_SOUND else ""


_KANA = re.compile("[ァ-ヺ]")
_KEYS = (name_key, spelt_key, bare_key, _telling_sound_key)
_BARE = _KEYS.index(bare_key)
_PUBLIC_KINDS = frozenset(["agency", "government", "government_body"])


@attrs.frozen
class ListedName:
    """A name of a record, as a release lists it."""

    record_id: str
    name: str
    is_primary: bool = attrs.field(kw_only=True)
    is_ambiguous: bool = attrs.field(kw_only=True)
    country: str | None = attrs.field(kw_only=True, default=None)
    claimed_by: tuple[str, ...] = attrs.field(kw_only=True, default=())
    is_public_body: bool = attrs.field(kw_only=True, default=False)
    kind: str = attrs.field(kw_only=True, default="")

    @property
    def of_its_country(self) -> "ListedName":
        """The name with its country said, which is clear for a public body: two states have a health ministry each, and none has two."""
        return attrs.evolve(self, is_ambiguous=self.is_ambiguous and not self.is_public_body)


class NameIndex:
    """Names of one table of one release, all of them or those of one country.

    Every look-up goes the same way: letter by letter, by the keys of :mod:`rjdata.resolve.keys` in their order, by the words of
    :mod:`rjdata.resolve.wording`, by the names that it holds beside one another, then by nearness. The first form of the name that any
    record has decides; a later, looser one is not asked.
    """

    def __init__(self, table: str, names: Iterable[ListedName]) -> None:
        self._table = table
        self._exact: dict[str, list[ListedName]] = defaultdict(list)
        self._keys: tuple[dict[str, list[ListedName]], ...] = tuple(defaultdict(list) for _ in _KEYS)
        self._wordings: dict[str, list[ListedName]] = defaultdict(list)
        self._loans: dict[str, list[ListedName]] = defaultdict(list)
        for name in names:
            self._exact[name.name].append(name)
            for index, key_of in zip(self._keys, _KEYS, strict=True):
                if key := key_of(name.name):
                    index[key].append(name)
            if loan := _telling_loan_key(name.name):
                self._loans[loan].append(name)
            as_said, with_country = word_key(name.name), word_key(name.name, name.country)
            if as_said:
                self._wordings[as_said].append(name)
            if with_country not in ("", as_said):
                self._wordings[with_country].append(name.of_its_country)
            for said in designated(name.name, name.kind):
                self._keys[_BARE][bare_key(said)].append(name)
                if wording := word_key(said):
                    self._wordings[wording].append(name)
        self._choices = tuple(self._keys[_BARE])
        # A pipeline asks for the same names column after column.
        self._remembered = lru_cache(maxsize=65_536)(self._find)

    def match(self, text: str) -> Match:
        """Return what a name means."""
        return self._remembered(text)

    def _find(self, text: str) -> Match:
        if not isinstance(text, str):
            raise TypeError(f"a name is a text, and {text!r} is none; a column, which may have missing ones, is resolved as a whole")
        return self._find_whole(text) or self._find_parts(text) or self._guess(text)

    def _find_parts(self, text: str) -> Match | None:
        beside = [self._find_whole(part) for part in parts_of(text)]
        alike = [self._find_whole(part) for part in appositions_of(text)]
        found = [match for match in beside if match] or [match for match in alike if match and all(alike)]
        if found and all(match.record_id == found[0].record_id is not None for match in found):
            return attrs.evolve(found[0], text=text, score=_WORDING_SCORE, method="normalised")
        named = {candidate.record_id: candidate for match in found for candidate in match.candidates}
        for match in found:
            if match.record_id and match.name:
                named[match.record_id] = Candidate(match.record_id, match.name, _WORDING_SCORE)
        return Match(text, self._table, method="ambiguous", candidates=tuple(named[key] for key in sorted(named))) if named else None

    def _find_whole(self, text: str) -> Match | None:
        if text in self._exact:
            names = self._exact[text]
            return self._decide(text, names, 1.0, "exact" if any(name.is_primary for name in names) else "alias")
        for index, key_of, score in zip(self._keys, _KEYS, _KEY_SCORES, strict=True):
            key = key_of(text)
            if key and key in index:
                return self._decide(text, index[key], score, "normalised")
        names = self._wordings.get(word_key(text)) or self._names_of_country(text)
        if not names and _KANA.search(text):
            names = self._loans.get(_telling_loan_key(text), [])
        return self._decide(text, names, _WORDING_SCORE, "normalised") if names else None

    def _names_of_country(self, text: str) -> list[ListedName]:
        rest, country = without_country(text) or ("", "")
        keyed = zip(self._keys[: _BARE + 1], _KEYS, strict=False)
        names = next((index[key] for index, key_of in keyed if (key := key_of(rest)) and key in index), [])
        return [name.of_its_country for name in names if country in (name.country, *name.claimed_by)]

    def _decide(self, text: str, names: list[ListedName], score: float, method: str) -> Match:
        clear = {name.record_id: name for name in reversed(names) if not name.is_ambiguous}
        if method == "normalised" and any(name.is_ambiguous for name in names):
            # Without its legal form or its letters, a name may have become one that means several things.
            clear = {}
        if len(clear) == 1:
            ((record_id, name),) = clear.items()
            return Match(text, self._table, record_id, name.name, score, method)
        return Match(text, self._table, method="ambiguous", candidates=_candidates(names, score))

    def _guess(self, text: str) -> Match:
        names = self._keys[_BARE]
        near = nearest(bare_key(text), self._choices)
        if not near:
            return Match(text, self._table)
        best, score = near[0]
        candidates = tuple(candidate for key, nearness in near for candidate in _candidates(names[key], nearness))
        owners = {name.record_id for key, nearness in near if nearness == score for name in names[key]}
        if len(owners) > 1 or any(name.is_ambiguous for name in names[best]):
            return Match(text, self._table, method="ambiguous", candidates=candidates)
        return Match(text, self._table, owners.pop(), names[best][0].name, score, "fuzzy", candidates)


def _candidates(names: Iterable[ListedName], score: float) -> tuple[Candidate, ...]:
    first = {name.record_id: name.name for name in reversed([*names])}
    return tuple(Candidate(record_id, first[record_id], score) for record_id in sorted(first))


@lru_cache(maxsize=32)
def index_names(release: Release, table: str, country: str | None) -> NameIndex:
    """Return the names of a table of a release; with `country`, those of records of that country and of none.

    Raises
    ------
    RecordError
        If `country` is no code: under a slip such as ``jp`` every name would look like one that is not listed.
    """
    if country is not None and not (isinstance(country, str) and _COUNTRY_CODE.fullmatch(country)):
        problem = f"{country!r} is no ISO 3166-1 alpha-2 code: two capital letters, such as JP"
        raise RecordError(table, "country", (problem,))
    return NameIndex(table, sorted(_listed(release, table, country), key=lambda name: (not name.is_primary, name.record_id, name.name)))


def _listed(release: Release, table: str, country: str | None) -> Iterable[ListedName]:
    key = release.tables[table].key
    rows = {row[key]: row for row in read_rows(release.read_bytes(table))}
    if table == "sectors":
        for row in rows.values():
            yield from (
                ListedName(row[key], row[column], is_primary=True, is_ambiguous=False)
                for column in ("name", "name_ja", "name_ru", key)
                if column in row
            )
        return
    for row in read_rows(release.read_bytes(f"{table.removesuffix('s')}_names")):
        record = rows[row[key]]
        its_country = record.get("country")
        if country is None or its_country in (None, country):
            listed = ListedName(
                row[key],
                row["name"],
                is_primary=row.get("is_primary") == "true",
                is_ambiguous=row.get("is_ambiguous") == "true",
                country=its_country,
                claimed_by=tuple(record.get("claimed_by", "").split()),
                is_public_body=record.get("kind") in _PUBLIC_KINDS,
                kind=record["kind"],
            )
            yield listed.of_its_country if country is not None and country == its_country else listed

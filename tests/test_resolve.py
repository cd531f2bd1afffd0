"""Names → records: what matches, what must not, and that a column goes the way of one name."""

import subprocess
import sys
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

import rjdata
from rjdata.errors import RecordError
from rjdata.release import Release
from rjdata.resolve import Match
from rjdata.resolve.fuzzy import allowed_edits, compare, edit_distance, nearest
from rjdata.resolve.index import ListedName, NameIndex, index_names
from rjdata.resolve.keys import bare_key, name_key, sound_key, spelt_key

NAMES = [
    ListedName("rowan-steel", "Rowan Steel", is_primary=True, is_ambiguous=False),
    ListedName("rowan-steel", "Rowan", is_primary=False, is_ambiguous=True),
    ListedName("rowan-steel", "株式会社ローワン製鋼", is_primary=False, is_ambiguous=False),
    ListedName("rowan-oil", "PJSC Rowan Oil", is_primary=True, is_ambiguous=False),
    ListedName("rowan-oil", "Rowan", is_primary=False, is_ambiguous=True),
    ListedName("hanamura", "Hanamura & Co., Ltd.", is_primary=True, is_ambiguous=False),
    ListedName("hanamura", "Hanamura", is_primary=False, is_ambiguous=True),
    ListedName("isihara", "Ishihara Shoji", is_primary=True, is_ambiguous=False),
    ListedName("block-1", "Block 1 Field", is_primary=True, is_ambiguous=False),
    ListedName("block-2", "Block 2 Field", is_primary=True, is_ambiguous=False),
    ListedName("volga", "Волжский завод", is_primary=True, is_ambiguous=False),
    ListedName("lone", "LGX", is_primary=True, is_ambiguous=True),
    ListedName("harbours", "Ministry of Harbours", is_primary=True, is_ambiguous=False, country="RU"),
    ListedName("harbours", "Министерство гаваней Российской Федерации", is_primary=False, is_ambiguous=False, country="RU"),
    ListedName("lake-krai", "Ozersky Krai", is_primary=True, is_ambiguous=False, country="RU"),
    ListedName("lake-krai", "Озерский край", is_primary=False, is_ambiguous=False, country="RU"),
    ListedName("ports", "Institute of Ports and Canals", is_primary=True, is_ambiguous=False, country="JP"),
    ListedName("ports", "IPCX", is_primary=False, is_ambiguous=False, country="JP"),
    ListedName("hill-lake", "Hill Lake", is_primary=True, is_ambiguous=False, country="JP"),
    ListedName("kazan-oil", "Казаньнефт", is_primary=True, is_ambiguous=False, country="RU"),
    ListedName("abc", "ABC Holdings Kanazawa", is_primary=True, is_ambiguous=False),
    ListedName("linden", "Linden Corporation", is_primary=True, is_ambiguous=False, country="JP"),
    ListedName("linden", "Linden", is_primary=False, is_ambiguous=True, country="JP"),
    ListedName("linden", "リンデン商会ホールディングス", is_primary=False, is_ambiguous=False, country="JP"),
    ListedName("sedov", "Sedov", is_primary=True, is_ambiguous=False, country="RU"),
    ListedName("sedov", "セドフ", is_primary=False, is_ambiguous=False, country="RU"),
    ListedName("tides-ru", "Ministry of Tides", is_primary=True, is_ambiguous=True, country="RU", is_public_body=True),
    ListedName("tides-ru", "Министерство приливов", is_primary=False, is_ambiguous=True, country="RU", is_public_body=True),
    ListedName("tides-jp", "Ministry of Tides", is_primary=True, is_ambiguous=True, country="JP", is_public_body=True),
    ListedName("lake-shu", "オゼロ州", is_primary=True, is_ambiguous=False, country="RU"),
    ListedName("lake-rail", "オゼロ鉄道", is_primary=True, is_ambiguous=False, country="RU"),
    ListedName("state-jp", "Japan", is_primary=True, is_ambiguous=True, country="JP", is_public_body=True),
    ListedName("reef", "Far Reef", is_primary=True, is_ambiguous=False, claimed_by=("JP", "RU")),
]
INDEX = NameIndex("actors", NAMES)


@pytest.mark.parametrize(
    ("text", "record_id", "method"),
    [
        ("Rowan Steel", "rowan-steel", "exact"),
        ("株式会社ローワン製鋼", "rowan-steel", "alias"),
        ("ＲＯＷＡＮ　ＳＴＥＥＬ", "rowan-steel", "normalised"),
        ("rowan-steel", "rowan-steel", "normalised"),
        ("Rowan Steel Co., Ltd.", "rowan-steel", "normalised"),
        ("ローワン製鋼", "rowan-steel", "normalised"),
        ("㈱ローワン製鋼", "rowan-steel", "normalised"),
        ("Rowan Oil", "rowan-oil", "normalised"),
        ("Hanamura and Co Ltd", "hanamura", "normalised"),
        ("Исихара Сёдзи", "isihara", "normalised"),
        ("イシハラショウジ", "isihara", "normalised"),
        ("ООО «Волжский завод»", "volga", "normalised"),
        ("Volzhsky zavod", "volga", "normalised"),
        ("Ishihara Shoij", "isihara", "fuzzy"),
        ("Rowan Steek", "rowan-steel", "fuzzy"),
        ("Волжский зовод", "volga", "fuzzy"),
        ("Russian Ministry of Harbours", "harbours", "normalised"),
        ("Harbours Ministry of the Russian Federation", "harbours", "normalised"),
        ("Министерство гаваней России", "harbours", "normalised"),
        ("Japanese Ministry of Harbours", None, "none"),
        ("Harbours Ministry", None, "none"),
        ("Government of Ozersky Territory", "lake-krai", "normalised"),
        ("Правительство Озерского края", "lake-krai", "normalised"),
        ("Ports and Canals Institute", "ports", "normalised"),
        ("Lake Hill", None, "none"),
        ("Japan's Hill Lake Company", "hill-lake", "normalised"),
        ("Rowan Oil (RO)", "rowan-oil", "normalised"),
        ("Rowan Oil (of Kazan)", "rowan-oil", "normalised"),
        ("Harbour and Port Institute (IPCX)", "ports", "normalised"),
        ("Rowan Oil (IPCX)", None, "ambiguous"),
        ("Rowan Oil / Роуэн Ойл", "rowan-oil", "normalised"),
        ("Rowan Oil / Rowan Steel", None, "ambiguous"),
        ("Inst. of Ports & Canals", "ports", "normalised"),
        ("Hanamura (Tokyo)", None, "ambiguous"),
        ("カザンネフト", "kazan-oil", "normalised"),
        ("Kazuanefuto", None, "none"),
        ("IPCX of Japan", "ports", "normalised"),
        ("日本のIPCX", "ports", "normalised"),
        ("Russia's IPCX", None, "none"),
        ("IPCX Japan", None, "none"),
        ("Linden Corp.", "linden", "normalised"),
        ("Linden Inc.", None, "ambiguous"),
        ("Japan's Linden", None, "ambiguous"),
        ("リンデン商会HD", "linden", "normalised"),
        ("Linden Corp., Japan", "linden", "normalised"),
        ("Linden, Japan", None, "ambiguous"),
        ("Sedov, Russia", "sedov", "normalised"),
        ("Sedov - Russia", "sedov", "normalised"),
        ("Sedov, Japan", None, "none"),
        ("Sedov (Russia)", "sedov", "normalised"),
        ("Sedov (Japan)", None, "none"),
        ("セドフ（日本）", None, "none"),
        ("Sedov (Japan) Ltd.", None, "none"),
        ("Rowan Oil (China) Ltd.", None, "none"),
        ("Institute of Ports and Canals (IPCX) Ltd.", "ports", "normalised"),
        ("Far Reef (Russia)", "reef", "normalised"),
        ("Far Reef, Japan", "reef", "normalised"),
        ("Far Reef (China)", "reef", "normalised"),
        ("Волжский завод энд Ко", "volga", "normalised"),
        ("Волжский завод корп.", "volga", "normalised"),
        ("Российский Sedov", "sedov", "normalised"),
        ("Sedov Public Joint Stock Co.", "sedov", "normalised"),
        ("State Corporation Sedov", "sedov", "normalised"),
        ("露セドフ", "sedov", "normalised"),
        ("ロシア国営セドフ", "sedov", "normalised"),
        ("セドフ社", "sedov", "normalised"),
        ("セドフ商社", None, "none"),
        ("Ministry of Tides", None, "ambiguous"),
        ("Ministry of Tides of the RF", "tides-ru", "normalised"),
        ("Japan's Tides Ministry", "tides-jp", "normalised"),
        ("Мин-во приливов РФ", "tides-ru", "normalised"),
        ("オゼロ州政府", "lake-shu", "normalised"),
        ("オゼロ鉄道社", "lake-rail", "normalised"),
        ("オゼロ鉄道庁", None, "none"),
        ("IPCX – Institute of Ports and Canals", "ports", "normalised"),
        ("Rowan Oil, Rowan Steel", None, "ambiguous"),
        ("Rowan Oil - Pencils", None, "none"),
        ("Rowan Rubber (Tokyo)", None, "none"),
        ("株式会社ローワン製銅", None, "none"),
        ("ABD Holdings Kanazawa", None, "none"),
        ("ABC Holdings Kanasawa", "abc", "fuzzy"),
        ("Rowan", None, "ambiguous"),
        ("ROWAN", None, "ambiguous"),
        ("Rowan Corp.", None, "ambiguous"),
        ("Hanamura", None, "ambiguous"),
        ("Hanamura Inc.", None, "ambiguous"),
        ("LGX", None, "ambiguous"),
        ("Block 3 Field", None, "none"),
        ("Rowan Steel Pencil", None, "none"),
        ("Rowan Rubber", None, "none"),
        ("Rowen", None, "none"),
        ("", None, "none"),
        ("   ", None, "none"),
        ("株式会社", None, "none"),
        ("Co., Ltd.", None, "none"),
    ],
)
def test_a_name_means(text: str, record_id: str | None, method: str) -> None:
    found = INDEX.match(text)
    assert (record_id, method) == (found.record_id, found.method)
    assert (found.record_id is None) == (found.name is None) == (found.score == 0)


def test_an_ambiguous_name_says_what_it_may_mean() -> None:
    assert [candidate.record_id for candidate in INDEX.match("Rowan").candidates] == ["rowan-oil", "rowan-steel"]


def test_a_name_that_only_one_record_has_clear_is_that_records() -> None:
    index = NameIndex(
        "actors",
        [ListedName("a", "Aster", is_primary=True, is_ambiguous=False), ListedName("b", "Aster", is_primary=False, is_ambiguous=True)],
    )
    assert index.match("Aster").record_id == "a"


def test_surer_ways_score_higher() -> None:
    texts = ["Rowan Steel", "ROWAN STEEL", "Rowan Steel Ltd", "Rowan Steal"]
    scores = [INDEX.match(text).score for text in texts]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 4


def test_a_match_of_actors_has_no_place() -> None:
    found = Match("x", "actors", "a", "A", 1.0, "exact")
    assert found.actor_id == "a"
    with pytest.raises(AttributeError, match="record_id"):
        _ = found.place_id


def test_a_country_settles_which_ministry_is_meant() -> None:
    assert rjdata.resolve_actor("Foreign Ministry", version="2026.11.1").method == "ambiguous"
    of_both = [rjdata.resolve_actor("Foreign Ministry", country=code, version="2026.11.1").actor_id for code in ("JP", "RU")]
    assert of_both == ["mofa-japan", "mid-russia"]
    assert rjdata.resolve_actor("Mitsui", country="JP", version="2026.11.1").method == "ambiguous"


@pytest.mark.parametrize("country", ["jp", "JPN", "Japan", ""])
def test_a_country_that_is_no_code_is_refused(country: str) -> None:
    with pytest.raises(RecordError, match=f"'{country}' is no ISO 3166-1"):
        rjdata.resolve_actor("Mitsui", country=country)
    with pytest.raises(RecordError, match="such as JP"):
        rjdata.resolve_actors(pd.Series(["Mitsui", "Mitsui"]), country=pd.Series(["JP", country]))


def test_what_is_no_name_is_refused_with_the_way_out() -> None:
    with pytest.raises(TypeError, match="None is none; a column"):
        rjdata.resolve_actor(None)  # type: ignore[arg-type] # as a reader might try
    with pytest.raises(TypeError, match=r"not a list: wrap them as pandas.Series"):
        rjdata.resolve_actors(["Mitsui"])  # type: ignore[arg-type] # as a reader might try
    with pytest.raises(TypeError, match=r"not a list: wrap them as pandas.Series"):
        rjdata.resolve_actors(pd.Series(["Mitsui"]), country=["JP"])  # type: ignore[arg-type] # as a reader might try
    with pytest.raises(RecordError, match="nan is no ISO 3166-1"):
        rjdata.resolve_actor("Mitsui", country=float("nan"))  # type: ignore[arg-type] # as a reader might try


def test_an_index_is_made_once_however_many_countries_there_are() -> None:
    codes = [first + second for first in "ABCDEF" for second in "ABCDEFGH"]
    names, countries = pd.Series(["one", "other"] * len(codes)), pd.Series([code for code in codes for _ in "ab"])
    index_names.cache_clear()
    rjdata.resolve_actors(names, country=countries)
    assert index_names.cache_info().misses == len(codes)


def test_a_country_leaves_out_the_records_of_others(small_release: Release) -> None:
    of_japan, of_russia = (index_names(small_release, "actors", country) for country in ("JP", "RU"))
    countries = {actor.actor_id: actor.country for actor in small_release.actors}
    for actor in small_release.actors:
        for name in actor.names:
            found = of_japan.match(name.name)
            assert found.record_id is None or countries[found.record_id] in ("JP", None)
            found = of_russia.match(name.name)
            assert found.record_id is None or countries[found.record_id] in ("RU", None)


def test_every_clear_name_of_every_version_means_its_record() -> None:
    for version in rjdata.list_versions():
        for actor in rjdata.iter_actors(version=version):
            for name in actor.names:
                found = rjdata.resolve_actor(name.name, version=version)
                assert name.is_ambiguous or found.actor_id == actor.actor_id, (name.name, found)


def test_a_disputed_place_is_found_by_every_name() -> None:
    disputed = [place for place in rjdata.iter_places() if place.claimed_by]
    assert disputed
    for place in disputed:
        for name in place.names:
            assert name.is_ambiguous or rjdata.resolve_place(name.name).place_id == place.place_id


@pytest.mark.parametrize(
    ("text", "place_id"),
    [("г. Москва", "moscow"), ("City of Moscow", "moscow"), ("札幌市", "sapporo"), ("Shikotan Island", "shikotan"),
     ("サハリン島", "sakhalin"), ("Moscow Island", None), ("Hokkaido City", None), ("北海道島", None), ("Sakhalin City", None)],
)  # fmt: skip
def test_a_place_is_found_with_the_sort_of_place_that_it_is(text: str, place_id: str | None) -> None:
    found = rjdata.resolve_place(text, version="2026.11.1")
    assert (found.place_id, found.candidates) == (place_id, ())


SPELT = st.one_of(st.sampled_from([name.name for name in NAMES]), st.text(max_size=12), st.text("rowan stelh ", max_size=14))


@given(st.lists(st.one_of(st.none(), SPELT), max_size=12))
def test_a_column_goes_the_way_of_one_name(texts: list[str | None]) -> None:
    names = pd.Series(texts, index=range(5, 5 + len(texts)), dtype=object)
    frame = rjdata.resolve_actors(names)
    assert frame.index.equals(names.index)
    for text, row in zip(texts, frame.itertuples(index=False), strict=True):
        found = Match("", "actors") if text is None else rjdata.resolve_actor(text)
        got: tuple[Any, ...] = tuple(None if pd.isna(cell) else cell for cell in row)
        candidates = " ".join(candidate.record_id for candidate in found.candidates) or None
        assert (found.actor_id, found.name, found.score, found.method, candidates) == got


@given(st.lists(st.tuples(SPELT, st.sampled_from(["JP", "RU", None])), min_size=1, max_size=8))
def test_a_column_of_countries_goes_row_by_row(pairs: list[tuple[str, str | None]]) -> None:
    texts, countries = pd.Series([text for text, _ in pairs], dtype=object), pd.Series([country for _, country in pairs], dtype=object)
    expected = [rjdata.resolve_actor(text, country=country).method for text, country in pairs]
    assert expected == rjdata.resolve_actors(texts, country=countries)["method"].tolist()


def test_countries_of_other_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="align"):
        rjdata.resolve_actors(pd.Series(["x", "y"]), country=pd.Series(["JP", "RU"], index=[1, 2]))


def test_dtypes_do_not_depend_on_what_matched() -> None:
    empty, full = rjdata.resolve_actors(pd.Series([], dtype=object)), rjdata.resolve_actors(pd.Series(["Novatek", "Mitsui", None]))
    assert empty.dtypes.astype(str).to_dict() == full.dtypes.astype(str).to_dict()


@given(st.text(max_size=20))
def test_keys_are_their_own_keys(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)
    assert spelt_key(spelt_key(text)) == spelt_key(text)
    assert bare_key(bare_key(text)) == bare_key(text)


WORDS = ["The", "and", "энд", "Public", "JSC", "Joint Stock", "Co.", "корп.", "ООО", "社", "グループ", "政府", "мин", "во", "Rowan"]


@given(st.lists(st.sampled_from(WORDS), max_size=5), st.sampled_from([" ", "", "-"]))
def test_keys_of_legal_forms_are_their_own_keys(words: list[str], between: str) -> None:
    text = between.join(words)
    assert spelt_key(spelt_key(text)) == spelt_key(text)
    assert bare_key(bare_key(text)) == bare_key(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Мицуи", "Mitsui"), ("ミツイ", "Mitsui"), ("みつい", "Mitsui"), ("Тосиба", "Toshiba"), ("Фудзицу", "Fujitsu"), ("Якутск", "Yakutsk"),
     ("Итотю", "Itochu"), ("Хоккайдо", "Hokkaido"), ("Роснефть", "Rosneft"), ("ショウヘイ", "Shohei"), ("Симбаси", "Shimbashi")],
)  # fmt: skip
def test_one_sound_in_two_scripts_is_one_key(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other) != ""


def test_kanji_have_no_sound() -> None:
    assert sound_key("三井物産") == ""


@given(st.text("abcd", max_size=9), st.text("abcd", max_size=9))
def test_edits_are_those_of_rapidfuzz(one: str, other: str) -> None:
    assert edit_distance(one, other) == OSA.distance(one, other)


@given(st.text("abc ", min_size=6, max_size=16), st.sets(st.text("abc ", min_size=5, max_size=16), max_size=8))
def test_what_is_near_does_not_depend_on_rapidfuzz(key: str, keys: set[str]) -> None:
    most = allowed_edits(len(key))
    plain = sorted(
        (other for other, _ in compare(key, keys, most)), key=lambda other: (OSA.distance(key, other) / max(len(key), len(other)), other)
    )
    assert {other for other, _ in nearest(key, sorted(keys))} <= set(plain)
    assert len(nearest(key, sorted(keys))) == min(5, len(plain))


def test_names_are_matched_without_rapidfuzz_too() -> None:
    code = (
        "import sys; sys.modules['rapidfuzz'] = None\nimport rjdata\n"
        "print(rjdata.resolve_actor('Mitsubshi Heavy Industries', version='2026.11.0').actor_id)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    assert found == "mitsubishi-heavy-industries"


@pytest.mark.parametrize("text", ["NovAtel", "Toyoda", "Sellers", "Megaton", "Rusatom"])
def test_a_letter_makes_another_of_a_short_name(text: str) -> None:
    assert rjdata.resolve_actor(text, version="2026.11.1").method == "none"

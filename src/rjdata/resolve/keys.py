"""Forms of a name under which different spellings of it are the same. Each step loses a little more."""

import re
import unicodedata
from collections.abc import Mapping

_LATIN_FORMS = (
    "co company corp corporation inc incorporated ltd limited llc llp plc pte gmbh ag sa bv nv kk gk "
    "jsc jsco pjsc ojsc cjsc ao oao zao pao ooo nk fgup fgbu fsue npo ano se group"
)
_RUSSIAN_FORMS = (
    "ао оао зао пао ооо фгуп фгбу нпо ано фгау фгаоу фгбоу нао гк нк ук акб ко лтд лимитед корпорейшн корпорация "
    "госкорпорация компания группа"
)
_JAPANESE_WORDS = (
    "株式会社 有限会社 合同会社 一般社団法人 公益社団法人 一般財団法人 公益財団法人 独立行政法人 国立研究開発法人 国立大学法人 学校法人"
)
LEGAL_FORMS = frozenset(f"{_LATIN_FORMS} {_RUSSIAN_FORMS} {_JAPANESE_WORDS} 株 有 独 グループ".split())
"""Words that say what sort of legal person a name belongs to, and nothing of whose name it is."""

_LONG_FORMS = re.compile(
    r"\b(?:kabushiki ?(?:kaisha|gaisha)|(?:public |open |closed )?joint stock company|(?:public|open|closed) jsc"
    r"|limited liability company|state corporation|(?:публичное |открытое |закрытое )?акционерное общество"
    r"|общество с ограниченной ответственностью|государственная корпорация)\b"
)
_JAPANESE_FORMS = re.compile(rf"(?:{_JAPANESE_WORDS.replace(' ', '|')}|\((?:株|有|独|国研)\))")
_JAPANESE_ENDINGS = re.compile(r"(?:グループ|(?<![会公商本支])社|(?<=[州県府都市])(?:行政府|政府|役所|庁)|(?<=地方|和国)(?:行政府|政府))+$")
"""What stands behind the name of a firm or a region and says only that it is one, or its government."""
_JAPANESE_HOLDINGS = re.compile(r"(?<=[ぁ-ヶー一-龥])hd$")
_SPELT_FORMS = {
    "co": "company",
    "corp": "corporation",
    "inc": "incorporated",
    "ltd": "limited",
    "корп": "корпорация",
    "лтд": "лимитед",
    "энд": "and",
}
"""Words of a legal form, and the "and" before it, as they are written short or in Cyrillic, each with the one that stands for it here."""
_WRITTEN_SHORT = {
    "assoc": "association",
    "chem": "chemical",
    "dept": "department",
    "dev": "development",
    "elec": "electric",
    "eng": "engineering",
    "fed": "federal",
    "govt": "government",
    "hldgs": "holdings",
    "hosp": "hospital",
    "ind": "industries",
    "inds": "industries",
    "inst": "institute",
    "intl": "international",
    "mfg": "manufacturing",
    "min": "ministry",
    "natl": "national",
    "pharma": "pharmaceutical",
    "tech": "technology",
    "univ": "university",
    "centre": "center",
    "defence": "defense",
    "labour": "labor",
    "organisation": "organization",
}
"""Abbreviations and British spellings, each with the word that stands for it here."""
_HYPHENED_SHORT = {"мин во": "министерство", "ун т": "университет", "ин т": "институт"}
_HYPHENED = re.compile(rf"\b(?:{'|'.join(_HYPHENED_SHORT)})\b")
_ACCENTED = re.compile("[À-ɏ]")
_APART = re.compile(r"[\W_]+")
_OTHER_LATIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
_JAPAN_RUSSIA = re.compile("日ロ|露日")
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
_MARKS = str.maketrans("", "", "'’`´ʼ\"“”„«»ь")

_CYRILLIC_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыэюяіїєґ"
_CYRILLIC_SOUNDS = "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y e yu ya i i e g"
_CYRILLIC = dict(zip(_CYRILLIC_LETTERS, _CYRILLIC_SOUNDS.split(), strict=True))
_KANA_LETTERS = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
    "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴー・"
)
_KANA_SOUNDS = (
    "a i u e o ka ki ku ke ko sa si su se so ta ti tu te to na ni nu ne no ha hi hu he ho ma mi mu me mo ya yu yo ra ri ru re ro wa o n "
    "ga gi gu ge go za zi zu ze zo da di du de do ba bi bu be bo pa pi pu pe po vu _ _"
)
_KANA = dict(zip(_KANA_LETTERS, _KANA_SOUNDS.split(), strict=True))
_SMALL_KANA = re.compile(r"i(?=[ャュョ])|[aeiou](?=[ァィゥェォ])|ッ")
_SMALL_SOUNDS = str.maketrans({"ャ": "ya", "ュ": "yu", "ョ": "yo", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"})
_SOUNDS = (
    "shch>s tch>t sh>s ch>t ts>t dz>z zh>z kh>h dj>z j>z f>h ya>ia yu>iu yo>io y>i x>ks w>v m(?=[bpm])>n "
    "tio>to sio>so zio>zo tiu>tu siu>su ziu>zu tia>ta sia>sa zia>za ou>o"
)
"""Hepburn, Polivanov's and the usual ways from Cyrillic, brought to one: sounds that these write in different letters."""
_SOUND_STEPS = tuple((re.compile(pattern), sound) for pattern, _, sound in (step.partition(">") for step in _SOUNDS.split()))
_LOAN_VOWELS = re.compile("u|(?<=[td])o")
_TWICE = re.compile(r"(.)\1+")


def name_key(text: str) -> str:
    """Return `text` without what differs between spellings of one name: case, width, accents, punctuation, quotes.

    Examples
    --------
    >>> name_key("ＭＩＴＳＵＩ & Co., Ltd.") == name_key("Mitsui and Co Ltd")
    True
    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").replace("&", " and ")
    # Accents go from Latin letters only: the dakuten of kana and the breve of й are letters of their own.
    plain = _ACCENTED.sub(_without_accent, folded).translate(_OTHER_LATIN)
    joined = _DOTTED.sub(lambda initials: initials.group().replace(".", ""), plain.translate(_MARKS))
    return _JAPAN_RUSSIA.sub("日露", _APART.sub(" ", joined).strip())


def _without_accent(letter: re.Match[str]) -> str:
    return unicodedata.normalize("NFD", letter.group())[0]


def spelt_key(text: str) -> str:
    """Return the key of a name with its legal form written out, and the "and" before it.

    Examples
    --------
    >>> spelt_key("Rowan Corp."), spelt_key("Rowan & Co., Ltd."), spelt_key("Роуэн энд Ко")
    ('rowan corporation', 'rowan and company limited', 'роуэн and ко')
    """
    return _replaced(name_key(text), _SPELT_FORMS)


def _replaced(key: str, words: Mapping[str, str]) -> str:
    return " ".join(words.get(word, word) for word in key.split())


def bare_key(text: str) -> str:
    """Return the key of a name without its legal form, which registers add and people leave out, and with abbreviations written out.

    Examples
    --------
    >>> bare_key("ПАО «Новатэк»"), bare_key("三井物産株式会社"), bare_key("Rowan Univ."), bare_key("ローワンHD")
    ('новатэк', '三井物産', 'rowan university', 'ローワンホールディングス')
    """
    apart = _JAPANESE_FORMS.sub(" ", unicodedata.normalize("NFKC", text))
    plain = " ".join(_without_ending(word) for word in name_key(apart).split())
    words = _LONG_FORMS.sub(" ", _replaced(plain, _SPELT_FORMS)).split()
    kept = [word for word in words if word not in LEGAL_FORMS]
    while kept and kept[0] == "the":
        del kept[0]
    while kept and kept[-1] == "and":
        del kept[-1]
    whole = _HYPHENED.sub(lambda short: _HYPHENED_SHORT[short.group()], " ".join(kept or words))
    return _replaced(whole, _WRITTEN_SHORT)


def _without_ending(word: str) -> str:
    return _JAPANESE_HOLDINGS.sub("ホールディングス", _JAPANESE_ENDINGS.sub("", word) or word)


def sound_key(text: str) -> str:
    """Return how a name sounds, roughly, whichever script it is written in; empty for what no alphabet spells, such as kanji.

    Examples
    --------
    >>> sound_key("Мицуи") == sound_key("ミツイ") == sound_key("Mitsui")
    True
    """
    words = bare_key(text.replace("ё", "йо").replace("Ё", "йо"))
    kana = "".join(chr(ord(letter) + 96) if "ぁ" <= letter <= "ゖ" else letter for letter in words.upper())
    if any(_unspelt(letter) for letter in kana):
        return ""
    spelt = "".join(_KANA.get(letter, letter) for letter in kana)
    spelt = _SMALL_KANA.sub("", spelt).translate(_SMALL_SOUNDS).lower()
    spelt = "".join(_CYRILLIC.get(letter, letter) for letter in spelt).replace("_", "")
    for pattern, sound in _SOUND_STEPS:
        spelt = pattern.sub(sound, spelt)
    return _TWICE.sub(r"\1", spelt).replace(" ", "")


def loan_key(text: str) -> str:
    """Return how a foreign name sounds without the vowels that kana puts between consonants.

    Examples
    --------
    >>> loan_key("ロスアトム") == loan_key("Rosatom"), loan_key("ガズプロム") == loan_key("Газпром")
    (True, True)
    """
    return _LOAN_VOWELS.sub("", sound_key(text))


def _unspelt(letter: str) -> bool:
    return (
        letter.isalpha() and ord(letter) > 0x24F and letter not in _KANA and letter.lower() not in _CYRILLIC and not "ァ" <= letter <= "ヶ"
    )

"""Dates as printed: in full, in part, or told from the day of publication, as “last December”."""

import re
from datetime import date

import attrs

_ENGLISH = "January February March April May June July August September October November December"
_RUSSIAN = "январ феврал март апрел ма(?=[йяе]) июн июл август сентябр октябр ноябр декабр"
_NAMES = [f"{english}|{english[:3]}|{russian}[а-я]*" for english, russian in zip(_ENGLISH.split(), _RUSSIAN.split(), strict=True)]
_MONTH = r"(?<![^\W\d_])(?:" + "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(_NAMES, 1)) + r")(?![^\W_])\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = rf"(?<!\d){_DAY}(?:(?: ?- ?| and | to | и ){_DAY})?(?!\d)"
_THAT = r"[Ll]ast|[Tt]his|[Nn]ext|[Пп]рошл[а-я]+|[Ээ]т[а-я]+|[Сс]ледующ[а-я]+"
_YEAR = rf"(?:(?P<year>(?:1[6-9]|2[01])\d\d)(?!\d)|(?P<of>{_THAT}) (?:year|год[а-я]*))"
_MONTH_DATE = re.compile(
    rf"(?:(?P<before>{_DAYS}) (?:of )?)?(?:(?P<that>{_THAT}) )?{_MONTH}(?: (?P<after>{_DAYS}))?(?:,? (?:of |in )?{_YEAR})?"
)
_NUMERIC = (
    re.compile(r"(?<!\d)(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<day>\d{1,2})[-./](?P<month>\d{1,2})[-./](?P<year>\d{4})(?!\d)"),
    # Americans put the month first; which order was meant cannot be told, so that both readings count.
    re.compile(r"(?<!\d)(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>\d{4})年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?"),
)
_PRINTED_YEAR = re.compile(r"(?<![\w.,])(?:1[6-9]|2[01])\d\d(?![.,]?\d|[^\W\u2e80-\U0010ffff])")
_TOLD_YEAR = re.compile(rf"(?<!\w)(?P<of>{_THAT}) (?:year|spring|summer|autumn|fall|winter|год|весн|лет|осен|зим)")
_SHIFTS = {"l": -1, "п": -1, "t": 0, "э": 0, "n": 1, "с": 1}

Mention = tuple[int, int | None, int | None]
"""A date that a text may be read to name: year, month, day."""


@attrs.frozen
class Published:
    """The days between which a text was published; dates such as “last year” are told from these."""

    not_before: date | None = None
    not_after: date | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """The bounds that are known."""
        return tuple(day for day in (self.not_before, self.not_after) if day)

    def lies_in(self, first: date, last: date) -> bool:
        """Tell whether the day of publication, as far as known, lies between two days."""
        return bool(self.days) and all(first <= day <= last for day in self.days)


def mentions(scope: str, paragraph: str, published: Published) -> set[Mention]:
    """Return the dates that `scope` may be read to name: a phrase of `paragraph`, or all of it; both in plain form.

    A month without a year may be of any year printed in the paragraph, or the nearest before or after publication.

    Examples
    --------
    >>> sorted(mentions("Last December", "Last December", Published(date(2021, 5, 14))))
    [(2020, 12, None)]
    """
    printed = _printed_years(paragraph)
    found: set[Mention] = {(year, None, None) for year in _printed_years(scope)}
    for match in _TOLD_YEAR.finditer(scope):
        found |= {(year, None, None) for year in _told_years(match["of"], published)}
    for match in (match for pattern in _NUMERIC for match in pattern.finditer(scope)):
        year, month, day = (int(match[part]) if match[part] else None for part in ("year", "month", "day"))
        found.add((year or 0, month, day))
    for match in _MONTH_DATE.finditer(scope):
        month = next(number for number in range(1, 13) if match[f"m{number}"])
        days: list[int | None] = [int(day) for text in (match["before"], match["after"]) if text for day in re.findall(r"\d+", text)]
        found |= {(year, month, day) for year in _years(match, month, printed, published) for day in days or [None]}
    return found


def _printed_years(text: str) -> set[int]:
    return {int(match[0]) for match in _PRINTED_YEAR.finditer(text)}


def _told_years(word: str, published: Published) -> set[int]:
    return {day.year + _SHIFTS[word[0].lower()] for day in published.days}


def _years(match: re.Match[str], month: int, printed: set[int], published: Published) -> set[int]:
    """Return the years that the month of a match may lie in, by what is printed next to it."""
    if match["year"]:
        return {int(match["year"])}
    if match["of"]:
        return _told_years(match["of"], published)
    before = {day.year - (month > day.month) for day in published.days}
    after = {day.year + (month < day.month) for day in published.days}
    if match["that"]:
        # “Last March” is said in May both of this year's March and of last year's.
        near = {-1: before, 0: set[int](), 1: after}[_SHIFTS[match["that"][0].lower()]]
        return near | _told_years(match["that"], published)
    return before | after | printed

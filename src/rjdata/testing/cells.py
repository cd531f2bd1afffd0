"""Strategies for the text of one cell, read off the annotation of its field."""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from pydantic.fields import FieldInfo

from rjdata.models import TABLES, model_for
from rjdata.models.base import CHILD_ID, SLUG, Record
from rjdata.models.columns import columns, read_annotation
from rjdata.schema import Column
from rjdata.versions import VERSION_PATTERN

FIGURE_ID = r"^[a-z0-9]+([.-][a-z0-9]+)*$"
FIRST_DAY, LAST_DAY = date(1850, 1, 1), date(2030, 12, 31)
LINKS = {"linked_id": "linked_table", "subject_id": "subject_table", "successor_id": ""}
"""Columns that hold an id of whatever table another column names; a successor lies in the table of its tombstone."""

_MISTAKABLE = (
    *("name", "NA", "NULL", "nan", "None", "null", "~", "-", "true", "no", "1e5", "007", "0.10", "1_000", "2016", "2016-12", "<NA>"),
    *("a: b", "# a", "'", '"', 'a "b", c', "a,b", "{a}", "[a]", "*a", "&a", "!a", "|", ">", "?", "\\n", "=1+1", "- a", "%", "@"),
    *("日ロ経済協力", "Российская Федерация", "𠮷野家", "Île", "two words"),
)
_SYLLABLES = ("amur", "arctic", "baikal", "kobe", "lng", "port", "yamal", "2", "007", "na", "null", "true", "1e5")


def _address(number: int) -> str:
    return f"https://example.org/{number}"


def texts() -> SearchStrategy[str]:
    """Give text as a curated file may hold it, among it what readers like to take for something else."""
    # No space and no invisible character; normal form C: the reader of curated files refuses the rest.
    letters = st.characters(codec="utf-8", exclude_categories=("C", "Z"))
    return st.sampled_from(_MISTAKABLE) | st.text(letters, min_size=1, max_size=6).map(lambda text: unicodedata.normalize("NFC", text))


def slugs() -> SearchStrategy[str]:
    """Give ids of main records."""
    return st.sampled_from((*_SYLLABLES, *("-".join(pair) for pair in product(_SYLLABLES, repeat=2))))


def figure_ids() -> SearchStrategy[str]:
    """Give ids of figures, which may have dots."""
    return st.lists(slugs(), min_size=1, max_size=2).map(".".join)


def linkable_tables() -> tuple[str, ...]:
    """Return the main tables to whose records others may refer: those whose ids are slugs."""
    mains = (model_for(table) for table in TABLES if table != "tombstones" and model_for(table).parent_table is None)
    return tuple(model.table_name for model in mains if key_pattern(model) == SLUG)


def key_pattern(model: type[Record]) -> str:
    """Return the pattern of the ids of `model`."""
    return _pattern(_constraints(model, model.key_column)) or SLUG


def record_ids(model: type[Record]) -> SearchStrategy[str]:
    """Give ids of the records of `model`."""
    return _patterns().get(key_pattern(model), slugs())


@cache
def _patterns() -> dict[str, SearchStrategy[str]]:
    """Strategies for the patterns that have a meaning; any other pattern is searched letter by letter."""
    return {
        SLUG: slugs(),
        FIGURE_ID: figure_ids(),
        CHILD_ID: st.builds("{}.row-{}".format, slugs(), st.integers(1, 9)),
        r"^[A-Z]{2}$": st.sampled_from(("JP", "RU", "SU", "KZ", "NA", "NO")),
        r"^[A-Z]{2}( [A-Z]{2})*$": st.sampled_from(("JP RU", "CN JP")),
        r"^[A-Z]{3}$": st.sampled_from(("JPY", "RUB", "USD", "EUR")),
        r"^[a-z]{2,3}(-[A-Z][a-z]{3})?$": st.sampled_from(("en", "ja", "ru", "no", "ja-Latn")),
        r"^[a-z_]+$": st.sampled_from(linkable_tables()),
        r"^[0-9a-f]{64}$": st.integers(0, 15).map(lambda number: f"{number:x}" * 64),
        r"^https?://[^\s#]+$": st.integers(1, 99).map(_address),
        VERSION_PATTERN: st.sampled_from(("2026.11.0", "2027.2.1")),
    }


@cache
def cells(model: type[Record], column: Column, *, is_linked: bool) -> SearchStrategy[str]:
    """Give texts that a column of `model` may hold; in linked records a reference is the place of a record in its list."""
    if is_linked and (column.references or column.name in LINKS):
        return st.integers(0, 9).map(str)
    if column.vocabulary:
        return st.sampled_from(column.vocabulary)
    return _by_type(model, column)


def _by_type(model: type[Record], column: Column) -> SearchStrategy[str]:
    constraints = tuple(_constraints(model, column.name))
    if column.type == "boolean":
        return st.sampled_from(("false", "true"))
    if column.type == "date":
        return st.integers(0, (LAST_DAY - FIRST_DAY).days).map(_day)
    if column.type == "integer":
        return st.integers(int(_bound(constraints, "ge", 0)), int(_bound(constraints, "le", 10**6))).map(str)
    if column.type == "number":
        smallest = 1 if _bound(constraints, "gt", -1) >= 0 else int(_bound(constraints, "ge", -(10**9))) * 100
        largest = int(_bound(constraints, "le", 10**13)) * 100
        return st.builds(_decimal, st.integers(smallest, largest), st.booleans())
    pattern = _pattern(constraints)
    if pattern is None:
        return texts()
    known = _patterns()
    return known[pattern] if pattern in known else st.from_regex(pattern, fullmatch=True)


def _day(number: int) -> str:
    # One draw, where st.dates() takes three: most cells of a release are days.
    return (FIRST_DAY + timedelta(days=number)).isoformat()


def _decimal(hundredths: int, is_short: bool) -> str:  # noqa: FBT001 - drawn by position
    if is_short and hundredths % 100 == 0:
        return str(hundredths // 100)
    return f"{Decimal(hundredths).scaleb(-2):f}"


def _pattern(constraints: Iterable[Any]) -> str | None:
    return next((found.pattern for found in constraints if getattr(found, "pattern", None)), None)


def _constraints(model: type[Record], name: str) -> Iterator[Any]:
    field = model.model_fields[name]
    for found in read_annotation(field.annotation, tuple(field.metadata)).metadata:
        # Behind `| None` a Field() stays as it was written; elsewhere pydantic has taken it apart.
        yield from found.metadata if isinstance(found, FieldInfo) else (found,)


def _bound(constraints: tuple[Any, ...], name: str, otherwise: int) -> int:
    return next((getattr(found, name) for found in constraints if getattr(found, name, None) is not None), otherwise)


def cell_strategies(model: type[Record], *, is_linked: bool) -> tuple[dict[str, SearchStrategy[str]], dict[str, SearchStrategy[str]]]:
    """Return strategies of the columns that every row has, and of those that it may have."""
    required: dict[str, SearchStrategy[str]] = {}
    optional: dict[str, SearchStrategy[str]] = {}
    for column in columns(model):
        (required if column.is_required else optional)[column.name] = cells(model, column, is_linked=is_linked)
    return required, optional


@st.composite
def row_cells(draw: DrawFn, required: dict[str, SearchStrategy[str]], optional: dict[str, SearchStrategy[str]]) -> dict[str, str]:
    """Draw the cells of a row: all that are required, any of the others."""
    # One number for what is there: st.fixed_dictionaries() draws twice a key, and takes twice as long.
    there = draw(st.integers(0, 2 ** len(optional) - 1))
    some = {name: strategy for place, (name, strategy) in enumerate(optional.items()) if there >> place & 1}
    return {name: draw(strategy) for name, strategy in (required | some).items()}

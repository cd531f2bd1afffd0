"""Rules that take several cells of a row, as the models state them, over whole columns. A test holds the two against each other.

A rule bears the code of the model's error. The rule on the successors of a tombstone takes rows of another table and is not here.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
import pandas as pd

from rjdata.models.base import DatedRecord, Period, Record
from rjdata.models.figure import Periodic
from rjdata.models.identifiers import CHECKS

if TYPE_CHECKING:
    import numpy.typing as npt

    Mask = npt.NDArray[np.bool_]


@attrs.frozen
class Cells:
    """Columns of a frame, each in the type of its table; a column that is not there has no value in any row."""

    columns: "Mapping[str, pd.Series[Any]]"
    size: int

    def has(self, name: str) -> "Mask":
        """Return the rows with a value."""
        return self.columns[name].notna().to_numpy(dtype=bool) if name in self.columns else np.zeros(self.size, dtype=bool)

    def equals(self, name: str, word: object) -> "Mask":
        """Return the rows whose value is `word`."""
        if name not in self.columns:
            return np.zeros(self.size, dtype=bool)
        return (self.columns[name] == word).to_numpy(dtype=bool, na_value=False)

    def days(self, name: str) -> "npt.NDArray[np.datetime64]":
        """Return a column of dates; no comparison with a missing one is true."""
        if name not in self.columns:
            return np.full(self.size, np.datetime64("NaT", "us"))
        days: npt.NDArray[np.datetime64] = self.columns[name].to_numpy(dtype="datetime64[us]")
        return days

    def texts(self, name: str) -> list[str]:
        """Return a column as texts, empty where missing."""
        if name not in self.columns:
            return [""] * self.size
        return ["" if pd.isna(cell) else str(cell) for cell in self.columns[name].to_numpy(dtype=object)]


@attrs.frozen
class RowRule:
    """A rule, the column under which it is reported, and the rows that break it."""

    name: str
    column: str
    broken: Callable[[Cells], "Mask"]


def row_rules(model: type[Record]) -> Iterator[RowRule]:
    """Yield the rules of a table that take several cells."""
    if issubclass(model, DatedRecord):
        for name in [name for name in model.model_fields if name.endswith("_precision")]:
            day = name.removesuffix("_precision")
            yield RowRule("date_without_precision", name, _apart(day, name))
            yield RowRule("date_not_first_day", day, _not_first_day(day, name))
    if issubclass(model, Period):
        yield RowRule("period_reversed", "to_on", _period_reversed)
    if issubclass(model, Periodic):
        yield RowRule("figure_period_reversed", "period_end", _reversed("period_start", "period_end"))
    yield from _OF_TABLE.get(model.table_name, ())


def _apart(first: str, second: str) -> Callable[[Cells], "Mask"]:
    return lambda cells: cells.has(first) != cells.has(second)


def _marked_apart(marked: str, other: str) -> Callable[[Cells], "Mask"]:
    return lambda cells: cells.equals(marked, word=True) != cells.has(other)


def _nobody(*columns: str) -> Callable[[Cells], "Mask"]:
    def broken(cells: Cells) -> "Mask":
        nobody: Mask = ~np.logical_or.reduce([cells.has(name) for name in columns])
        return nobody

    return broken


def _reversed(start: str, end: str) -> Callable[[Cells], "Mask"]:
    return lambda cells: cells.days(end) < cells.days(start)


def _period_reversed(cells: Cells) -> "Mask":
    return _reversed("from_on", "to_on")(cells) & cells.equals("to_on_precision", "day")


def _not_first_day(day: str, precision: str) -> Callable[[Cells], "Mask"]:
    def broken(cells: Cells) -> "Mask":
        days = cells.days(day)
        in_month = cells.equals(precision, "month") & (days != days.astype("datetime64[M]").astype("datetime64[D]"))
        in_year = cells.equals(precision, "year") & (days != days.astype("datetime64[Y]").astype("datetime64[D]"))
        wrong: Mask = (in_month | in_year) & cells.has(day)
        return wrong

    return broken


def _check_digit(cells: Cells) -> "Mask":
    pairs = zip(cells.texts("scheme"), cells.texts("value"), strict=True)
    return np.fromiter((scheme in CHECKS and not CHECKS[scheme](value) for scheme, value in pairs), dtype=bool, count=cells.size)


def _coordinates(cells: Cells) -> "Mask":
    count = cells.has("latitude").astype(int) + cells.has("longitude") + cells.has("coordinate_precision")
    partial: Mask = (count > 0) & (count < 3)
    return partial


_OF_TABLE: dict[str, tuple[RowRule, ...]] = {
    "actor_identifiers": (RowRule("check_digit", "value", _check_digit),),
    "agreement_parties": (RowRule("party_unnamed", "actor_id", _nobody("actor_id", "country")),),
    "agreements": (
        RowRule("sector_without_basis", "sector_basis", _apart("sector_id", "sector_basis")),
        RowRule("package_without_membership", "package_membership", _apart("package_id", "package_membership")),
    ),
    "event_participants": (RowRule("participant_unnamed", "actor_id", _nobody("actor_id", "person_id", "country")),),
    "events": (RowRule("event_reversed", "ends_on", _reversed("starts_on", "ends_on")),),
    "evidence": (RowRule("inference_unexplained", "reasoning", _marked_apart("is_inferred", "reasoning")),),
    "observations": (RowRule("subject_incomplete", "subject_id", _apart("subject_table", "subject_id")),),
    "places": (
        RowRule(
            "disputed_place_country",
            "country",
            lambda cells: cells.has("claimed_by") & (cells.has("country") | cells.has("iso_3166_2")),
        ),
        RowRule("coordinates_incomplete", "coordinate_precision", _coordinates),
    ),
    "project_history": (
        RowRule(
            "plan_with_status",
            "is_plan",
            lambda cells: cells.equals("is_plan", word=True) & (cells.has("stage") | cells.has("participation")),
        ),
    ),
    "sources": (
        RowRule(
            "date_basis",
            "date_basis",
            lambda cells: cells.equals("date_basis", "none") == (cells.has("published_not_before") | cells.has("published_not_after")),
        ),
        RowRule("publication_reversed", "published_not_after", _reversed("published_not_before", "published_not_after")),
        RowRule("text_uncounted", "paragraphs", _apart("text_sha256", "paragraphs")),
    ),
    "trade_volumes": (
        RowRule("derived_without_formula", "formula", _marked_apart("is_derived", "formula")),
        RowRule("product_code", "product_code", lambda cells: cells.equals("product_system", "TOTAL") == cells.has("product_code")),
    ),
}

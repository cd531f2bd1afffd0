"""Drawn cells of one row → cells that keep every rule of their model. What is drawn is kept wherever a rule leaves it free."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256

from rjdata.dates import first_day, last_day
from rjdata.models import model_for
from rjdata.models.base import Record
from rjdata.models.columns import columns
from rjdata.models.lifecycle import DECIDES, HistoryKind
from rjdata.store import canonical_json

Row = dict[str, str]

FOLLOWERS: dict[str, tuple[str, ...]] = {
    "sector_id": ("sector_basis",),
    "package_id": ("package_membership",),
    "latitude": ("longitude", "coordinate_precision"),
    "subject_id": ("subject_table",),
    "text_sha256": ("paragraphs",),
}
"""Columns that come together: the others are there where the first is."""
_FORWARD = (("from_on", "to_on"), ("starts_on", "ends_on"), ("period_start", "period_end"))
_WHO = ("actor_id", "person_id", "country")


def settle(model: type[Record], row: Row) -> Row:
    """Return the row with what its model asks for."""
    settled = dict(row)
    for leader, followers in FOLLOWERS.items():
        if leader not in settled:
            for name in followers:
                settled.pop(name, None)
    _fit_dates(settled)
    special = _SPECIAL.get(model.table_name)
    if special:
        special(settled)
    return {name: settled[name] for name in model.model_fields if name in settled}


def _fit_dates(row: Row) -> None:
    for name in [name for name in row if name.endswith("_on_precision")]:
        day = row.get(name.removesuffix("_precision"))
        if day is None:
            del row[name]
        else:
            row[name.removesuffix("_precision")] = first_day(date.fromisoformat(day), row[name]).isoformat()
    for start, end in _FORWARD:
        if start in row and end in row and row[end] < row[start]:
            for suffix in ("", "_precision"):
                if start + suffix in row:
                    row[start + suffix], row[end + suffix] = row[end + suffix], row[start + suffix]


def _place(row: Row) -> None:
    if "claimed_by" in row:
        row.pop("country", None)
        row.pop("iso_3166_2", None)


def _identifier(row: Row) -> None:
    row["value"] = IDENTIFIERS[row["scheme"]](int(row["value"]))


def _somebody(row: Row) -> None:
    if not any(name in row for name in _WHO):
        row["country"] = "JP"


def _party(row: Row) -> None:
    if "actor_id" not in row:
        row.setdefault("country", "JP")


def _history(row: Row) -> None:
    for name, words in zip(("stage", "participation"), DECIDES[HistoryKind(row["kind"])], strict=True):
        allowed = sorted(words)
        if row["is_plan"] == "true" or not allowed:
            row.pop(name, None)
        elif name in row and row[name] not in allowed:
            # Most kinds allow few words: to drop the others would leave hardly any row that decides.
            row[name] = allowed[len(row[name]) % len(allowed)]


def _source(row: Row) -> None:
    day = row.pop("published_not_before", None)
    row.pop("published_not_after", None)
    known = row.pop("known")
    if day is None:
        row["date_basis"] = "none"
        return
    row["date_basis"] = row["date_basis"] if row["date_basis"] != "none" else "printed"
    precision = known if known in ("month", "year") else "day"
    if known != "latest":
        row["published_not_before"] = first_day(date.fromisoformat(day), precision).isoformat()
    if known != "earliest":
        row["published_not_after"] = last_day(date.fromisoformat(day), precision).isoformat()


def _evidence(row: Row) -> None:
    row["is_inferred"] = "true" if "reasoning" in row else "false"
    if "field" in row:
        names = [column.name for column in columns(model_for(row["table"]))]
        row["field"] = row["field"] if row["field"] in names else names[int(row["field"]) % len(names)]
    natural = [row.get(name, "") for name in ("table", "record_id", "field", "source_id", "locator")]
    row["evidence_id"] = f"{row['table']}/{row['record_id']}.evidence-{sha256(canonical_json(natural)).hexdigest()[:8]}"


def _trade(row: Row) -> None:
    row["is_derived"] = "true" if "formula" in row else "false"
    if row["product_system"] == "TOTAL":
        row.pop("product_code", None)
    elif "product_code" not in row:
        row["product_system"] = "TOTAL"


def _rate(row: Row) -> None:
    year = date.fromisoformat(row["period_start"])
    row["period_start"], row["period_end"] = first_day(year, "year").isoformat(), last_day(year, "year").isoformat()


_SPECIAL: dict[str, Callable[[Row], None]] = {
    "actor_identifiers": _identifier,
    "agreement_parties": _party,
    "event_participants": _somebody,
    "evidence": _evidence,
    "exchange_rates": _rate,
    "places": _place,
    "project_history": _history,
    "sources": _source,
    "trade_volumes": _trade,
}


def _lei(number: int) -> str:
    stem = f"RJDATA{number:012d}"
    return f"{stem}{98 - int(''.join(str(int(c, 36)) for c in f'{stem}00')) % 97:02d}"


def _corporate_number(number: int) -> str:
    rest = f"{number:012d}"
    weighted = sum(int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(rest)))
    return f"{9 - weighted % 9}{rest}"


def _ogrn(number: int) -> str:
    return f"{number:012d}{number % 11 % 10}"


def _inn(number: int) -> str:
    stem = f"{number:09d}"
    return stem + str(sum(w * int(d) for w, d in zip((2, 4, 10, 3, 5, 9, 4, 6, 8), stem, strict=True)) % 11 % 10)


IDENTIFIERS: dict[str, Callable[[int], str]] = {
    "lei": _lei,
    "wikidata": "Q{}".format,
    "corporate_number_jp": _corporate_number,
    "ogrn": _ogrn,
    "inn": _inn,
    "ticker": "TSE:{}".format,
    "website": "https://example.org/{}".format,
}
"""Scheme → a valid identifier of a number from 1 to 999,999,999."""

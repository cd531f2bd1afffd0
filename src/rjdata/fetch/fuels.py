"""Monthly trade in fuels from Russia, by the Centre for Research on Energy and Clean Air."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from rjdata.fetch.table import FetchedTable, Selection, read_r, read_values
from rjdata.schema import Column

HS_CODES = {
    "coal": "2701",
    "coke": "2704",
    "coal_gas": "2705",
    "tar": "2706",
    "oil": "2709",
    "oil_products": "2710",
    "lng": "271111",
    "natural_gas": "271121",
}
"""Codes of the Harmonized System that the publisher puts together under each word."""


def _parse(source: Path) -> pd.DataFrame:
    names = {"country": "importer", "partner": "exporter", "commodity": "fuel"}
    frame: pd.DataFrame = read_r(source, needed_by="fetch_fuel_trade").rename(columns=names)
    # R keeps a day as the days since 1970.
    months = pd.Timestamp("1970-01-01") + pd.to_timedelta(frame["date"], unit="D")
    return frame.assign(month=months, hs_code=frame["fuel"].map(HS_CODES))


FUEL_TRADE = FetchedTable(
    "fuel_trade",
    ("crea_comtrade_fossil_monthly",),
    ("importer", "exporter", "month", "hs_code", "unit"),
    (
        Column("importer", "string", "Country or group that imports, as the source names it.", is_required=True),
        Column("exporter", "string", "Country that exports, as the source names it.", is_required=True),
        Column("month", "date", "First day of the month.", is_required=True),
        Column("hs_code", "string", "Code of the Harmonized System.", is_required=True),
        Column("fuel", "string", "The fuel, in the word of the source.", is_required=True, vocabulary=tuple(HS_CODES)),
        Column("unit", "string", "Unit of the value: eur or tonne.", is_required=True, vocabulary=("eur", "tonne")),
        Column("value", "number", "The figure.", is_required=False, unit="unit"),
    ),
    _parse,
)


def fetch_fuel_trade(*, countries: Sequence[str] | None = ("Japan", "Russia"), version: str | None = None) -> pd.DataFrame:
    """Fetch monthly imports of fuels from Russia by code of the Harmonized System, 2016-01 to 2022-11; those of Japan to 2022-09.

    Parameters
    ----------
    countries
        Names, as the source writes them, both importer and exporter must be among; ``None`` for every row.
    version
        Data version; the newest in the package by default.

    Returns
    -------
    pandas.DataFrame
        One row an importer, exporter, month, fuel and unit, sorted by these.

        - ``importer`` (string): Country or group that imports, as the source names it.
        - ``exporter`` (string): Country that exports, as the source names it: Russia.
        - ``month`` (date): First day of the month.
        - ``hs_code`` (string): Code of the Harmonized System.
        - ``fuel`` (string): The fuel, in the word of the source; ``oil`` is crude.
        - ``unit`` (string): ``eur`` or ``tonne``; the two are rows of their own.
        - ``value`` (number, unit: ``unit``): The figure; missing where the source has none.

    Raises
    ------
    UnknownRecordError
        If no row has one of the names.
    TypeError
        If `countries` is one text.
    MissingExtraError
        If the R file must be read and ``rdata`` is not installed (extra ``r``).
    FetchError
        If the file could not be fetched.

    Notes
    -----
    Imports less re-exports; the publisher turned US dollars into euro. China, Austria, Denmark, Ireland and Malta are twelfths of a
    year's estimate. The importer ``EU`` is a group beside its members: do not add importers up. Japan's crude oil ends in 2022-08. Source:
    Centre for Research on Energy and Clean Air, from UN Comtrade and Eurostat. Licence: the repository says MIT in one file and GPL 3.0 in
    another; the terms of UN Comtrade apply to the data below.

    Examples
    --------
    >>> import rjdata
    >>> trade = rjdata.fetch_fuel_trade(version="2026.11.0")
    >>> coal = trade[(trade["hs_code"] == "2701") & (trade["unit"] == "tonne")].set_index("month")
    >>> coal.loc["2016-01-01", "value"].item()
    952955.0
    """
    if countries is None:
        return FUEL_TRADE.load(version=version)
    argument = "fetch_fuel_trade(countries=)"
    selection = Selection(argument, ("importer", "exporter"), read_values(argument, countries))
    return FUEL_TRADE.load(version=version, selection=selection)

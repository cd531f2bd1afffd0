"""Trade between states: yearly, 1870–2014 by Correlates of War, and 2016–2024 of Russia by the IMF."""

from collections.abc import Sequence
from numbers import Integral
from pathlib import Path

import pandas as pd

from rjdata.errors import UnknownRecordError, nearest
from rjdata.fetch.table import FetchedTable, Selection, read_r, read_text_table, read_values
from rjdata.schema import Column

STATES = {"RUS": 365, "JPN": 740}
"""Numbers of the states in Correlates of War. Russia and the Soviet Union share one."""

_YEARS = [str(year) for year in range(2016, 2025)]
_MILLION = "million USD"


def _parse_dyads(source: Path) -> pd.DataFrame:
    names = {
        "ccode1": "state_1",
        "ccode2": "state_2",
        "flow1": "imports_1_from_2",
        "flow2": "imports_2_from_1",
        "smoothflow1": "smoothed_1_from_2",
        "smoothflow2": "smoothed_2_from_1",
    }
    frame: pd.DataFrame = read_r(source, needed_by="fetch_dyadic_trade")
    return frame.rename(columns=names)


def _parse_partners(source: Path) -> pd.DataFrame:
    frame = read_text_table(source)
    names = {
        "COUNTRY.ID": "reporter",
        "COUNTERPART_COUNTRY.ID": "partner",
        "COUNTERPART_COUNTRY": "partner_name",
        "INDICATOR.ID": "indicator",
    }
    long = frame.rename(columns=names).melt([*names.values()], _YEARS, "year", "value").dropna(subset=["value"])
    return long.assign(year=pd.to_numeric(long["year"]), value=pd.to_numeric(long["value"]))


DYADIC_TRADE = FetchedTable(
    "dyadic_trade",
    ("cow_dyadic_trade_v4",),
    ("state_1", "state_2", "year"),
    (
        Column("state_1", "integer", "Number of the first state in Correlates of War.", is_required=True),
        Column("state_2", "integer", "Number of the second state.", is_required=True),
        Column("year", "integer", "Year.", is_required=True),
        Column("imports_1_from_2", "number", "What the first state imports from the second.", is_required=False, unit=_MILLION),
        Column("imports_2_from_1", "number", "What the second state imports from the first.", is_required=False, unit=_MILLION),
        Column("smoothed_1_from_2", "number", "The first of the two, gaps filled by the source.", is_required=False, unit=_MILLION),
        Column("smoothed_2_from_1", "number", "The second of the two, gaps filled by the source.", is_required=False, unit=_MILLION),
    ),
    _parse_dyads,
)

PARTNER_TRADE = FetchedTable(
    "partner_trade",
    ("imf_imts_russia_partners_2016_2024",),
    ("partner", "indicator", "year"),
    (
        Column("reporter", "string", "Country that the figures are of, as the IMF codes it.", is_required=True),
        Column("partner", "string", "The other country or group, as the IMF codes it.", is_required=True),
        Column("partner_name", "string", "Its name.", is_required=True),
        Column(
            "indicator", "string", "XG_FOB_USD: exports, free on board; MG_CIF_USD: imports with insurance and freight.", is_required=True
        ),
        Column("year", "integer", "Year.", is_required=True),
        Column("value", "number", "The figure.", is_required=True, unit=_MILLION),
    ),
    _parse_partners,
)


def fetch_dyadic_trade(*, countries: Sequence[str | int] | None = ("JPN", "RUS"), version: str | None = None) -> pd.DataFrame:
    """Fetch yearly trade between pairs of states, 1870–2014.

    Parameters
    ----------
    countries
        States both of which a pair must be among: ``JPN``, ``RUS``, or numbers of states in Correlates of War; ``None`` for every pair.
    version
        Data version; the newest in the package by default.

    Returns
    -------
    pandas.DataFrame
        One row a pair and year; the key is ``state_1``, ``state_2``, ``year``, by which it is sorted.

        - ``state_1`` (integer): Number of the first state in Correlates of War; 365 is Russia or the Soviet Union.
        - ``state_2`` (integer): Number of the second state; 740 is Japan.
        - ``year`` (integer): Year.
        - ``imports_1_from_2`` (number, unit: million USD): What the first state imports from the second.
        - ``imports_2_from_1`` (number, unit: million USD): What the second state imports from the first.
        - ``smoothed_1_from_2`` (number, unit: million USD): The first of the two, gaps filled by the source.
        - ``smoothed_2_from_1`` (number, unit: million USD): The second of the two, gaps filled by the source.

    Raises
    ------
    UnknownRecordError
        If a code of a country is not known here, or no state has the number.
    TypeError
        If `countries` is one text.
    MissingExtraError
        If the R file must be read and ``rdata`` is not installed (extra ``r``).
    FetchError
        If the file could not be fetched.

    Notes
    -----
    Current US dollars, rounded to whole millions by the packager; small values before the war are unreliable. Source: Correlates of War
    Trade Data Set 4.0 (Barbieri and Keshk) in the R package peacesciencer. Licence: no open one is stated for the data, whose users
    are asked to cite version and article; GPL-2 for the package.

    Examples
    --------
    >>> import rjdata
    >>> trade = rjdata.fetch_dyadic_trade(version="2026.11.0")
    >>> trade.set_index("year").loc[2013:, ["imports_1_from_2", "imports_2_from_1"]]
          imports_1_from_2  imports_2_from_1
    year
    2013           13560.0           23591.0
    2014           10925.0           24733.0
    """
    if countries is None:
        return DYADIC_TRADE.load(version=version)
    argument = "fetch_dyadic_trade(countries=)"
    states = tuple(_state(country, argument) for country in read_values(argument, countries))
    return DYADIC_TRADE.load(version=version, selection=Selection(argument, ("state_1", "state_2"), states, is_ascending=True))


def _state(country: str | int, argument: str) -> int:
    # What stands in a frame is an integer of numpy, and no `int`.
    if isinstance(country, int | Integral):
        return int(country)
    if country not in STATES:
        raise UnknownRecordError(argument, country, nearest(country, STATES))
    return STATES[country]


def fetch_partner_trade(*, countries: Sequence[str] | None = ("JPN", "RUS"), version: str | None = None) -> pd.DataFrame:
    """Fetch yearly trade of Russia by partner, 2016–2024.

    Parameters
    ----------
    countries
        Codes both reporter and partner must be among; ``None`` for every row.
    version
        Data version; the newest in the package by default.

    Returns
    -------
    pandas.DataFrame
        One row a partner, indicator and year that has a figure, sorted by these.

        - ``reporter`` (string): Country that the figures are of, as the IMF codes it.
        - ``partner`` (string): The other country or group, as the IMF codes it.
        - ``partner_name`` (string): Its name.
        - ``indicator`` (string): ``XG_FOB_USD``: exports, free on board; ``MG_CIF_USD``: imports with insurance and freight.
        - ``year`` (integer): Year.
        - ``value`` (number, unit: million USD): The figure.

    Raises
    ------
    UnknownRecordError
        If no row has one of the codes.
    TypeError
        If `countries` is one text.
    FetchError
        If the file could not be fetched.

    Notes
    -----
    From 2022 on figures may be estimates that the IMF makes of what partners report. Groups of countries are partners too: do not add
    partners up. Source: IMF, International Trade in Goods, in an extract of P. Kasetiene. Licence: the terms of the IMF for data, which
    allow copying, derivation and redistribution with attribution, under conditions; the repository of the extract states none.

    Examples
    --------
    >>> import rjdata
    >>> trade = rjdata.fetch_partner_trade(version="2026.11.0")
    >>> trade[trade["year"] == 2016].set_index("indicator")["value"].to_dict()
    {'MG_CIF_USD': 6680.399915, 'XG_FOB_USD': 9380.594157}
    """
    if countries is None:
        return PARTNER_TRADE.load(version=version)
    argument = "fetch_partner_trade(countries=)"
    selection = Selection(argument, ("reporter", "partner"), read_values(argument, countries))
    return PARTNER_TRADE.load(version=version, selection=selection)

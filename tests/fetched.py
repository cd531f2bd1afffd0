"""The loaders of large files, and what is to be known of each to test all of them alike."""

from collections.abc import Callable
from typing import Any

import pandas as pd

import rjdata
from rjdata.fetch import assets, codes, entities, fuels, rates, sectors, trade

VERSION = "2026.11.0"
TABLES = {
    "fetch_daily_rates": rates.DAILY_RATES,
    "fetch_dyadic_trade": trade.DYADIC_TRADE,
    "fetch_energy_assets": assets.ENERGY_ASSETS,
    "fetch_fuel_trade": fuels.FUEL_TRADE,
    "fetch_hs_codes": codes.HS_CODES,
    "fetch_listed_entities": entities.LISTED_ENTITIES,
    "fetch_monthly_rates": rates.MONTHLY_RATES,
    "fetch_partner_trade": trade.PARTNER_TRADE,
    "fetch_sector_trade": sectors.SECTOR_TRADE,
}
CHOSEN = {
    "fetch_daily_rates": ("currencies", ("JPY", "JPX"), "JPY"),
    "fetch_dyadic_trade": ("countries", ("JPN", "RUX"), "RUS"),
    "fetch_energy_assets": ("countries", ("Russia", "Rusia"), "Russia"),
    "fetch_fuel_trade": ("countries", ("Japan", "Rusia"), "Russia"),
    "fetch_monthly_rates": ("countries", ("Japan", "Austria"), "Australia"),
    "fetch_partner_trade": ("countries", ("JPN", "RUX"), "RUS"),
    "fetch_sector_trade": ("countries", ("JPN", "RUX"), "RUS"),
}
"""Of each loader that chooses: its argument, a value that is known and one that is not, and what lies nearest to this."""


def fetch(name: str, **arguments: Any) -> pd.DataFrame:
    loader: Callable[..., pd.DataFrame] = getattr(rjdata, name)
    return loader(version=VERSION, **arguments)


def fetch_all(name: str) -> pd.DataFrame:
    return fetch(name, **({CHOSEN[name][0]: None} if name in CHOSEN else {}))

"""Large source files as frames: fetched, verified, parsed once, with declared types and units. Layers: table, then one module a subject."""

from rjdata.fetch.assets import fetch_energy_assets
from rjdata.fetch.codes import fetch_hs_codes
from rjdata.fetch.entities import fetch_listed_entities
from rjdata.fetch.fuels import fetch_fuel_trade
from rjdata.fetch.rates import fetch_daily_rates, fetch_monthly_rates
from rjdata.fetch.sectors import fetch_sector_trade
from rjdata.fetch.table import FetchedTable, Selection
from rjdata.fetch.trade import fetch_dyadic_trade, fetch_partner_trade

__all__ = [
    "FetchedTable",
    "Selection",
    "fetch_daily_rates",
    "fetch_dyadic_trade",
    "fetch_energy_assets",
    "fetch_fuel_trade",
    "fetch_hs_codes",
    "fetch_listed_entities",
    "fetch_monthly_rates",
    "fetch_partner_trade",
    "fetch_sector_trade",
]

"""Large source files as frames: fetched, verified, parsed once, with declared types and units. Layers: table, then one module a subject."""

from rjdata.fetch.codes import fetch_hs_codes
from rjdata.fetch.rates import fetch_daily_rates, fetch_monthly_rates
from rjdata.fetch.table import FetchedTable
from rjdata.fetch.trade import fetch_dyadic_trade, fetch_partner_trade

__all__ = [
    "FetchedTable",
    "fetch_daily_rates",
    "fetch_dyadic_trade",
    "fetch_hs_codes",
    "fetch_monthly_rates",
    "fetch_partner_trade",
]

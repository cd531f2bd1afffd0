"""Functions on frames: records and evidence of rows, children beside their parents, names beside ids, rows of a sector, place or period.

The first argument is a frame that holds at least the key column of its table, as :func:`rjdata.load_table` returns it or as you cut it
down. What it holds is read from ``frame.attrs["rjdata"]``; a frame that has lost it is taken for rows of the table whose key column
stands leftmost. What a function looks up comes from the version that the frame says it is from, in the same vintage; ``version=`` asks
another, and a frame that says nothing gets the newest. Every function returns something new; the frame given is never changed.

``df.rj`` has the same functions as methods, see :class:`rjdata.accessor.RjAccessor`.
"""

from rjdata.frames.amounts import convert_money, sum_amounts
from rjdata.frames.counts import by_region, by_sector
from rjdata.frames.filters import filter_rows, preferred
from rjdata.frames.naming import names, with_names
from rjdata.frames.related import cite, evidence, join_child, to_records
from rjdata.frames.status import status_on
from rjdata.frames.stories import timeline, to_geojson, with_participants
from rjdata.frames.trade import trade_balance, trade_series
from rjdata.frames.validation import validate_file, validate_frame
from rjdata.parquet import to_parquet

__all__ = [
    "by_region",
    "by_sector",
    "cite",
    "convert_money",
    "evidence",
    "filter_rows",
    "join_child",
    "names",
    "preferred",
    "status_on",
    "sum_amounts",
    "timeline",
    "to_geojson",
    "to_parquet",
    "to_records",
    "trade_balance",
    "trade_series",
    "validate_file",
    "validate_frame",
    "with_names",
    "with_participants",
]

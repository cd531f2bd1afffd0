"""The large table in the cache: yearly trade of all pairs of states, true where its file lies beside the checkout, or generated."""

from hashlib import sha256
from itertools import combinations
from pathlib import Path

import attrs
import numpy as np
import pandas as pd

from rjdata.fetch.trade import DYADIC_TRADE
from rjdata.remote.cache import cached_path, write_stamp
from rjdata.remote.registry import find_file

MIRROR = Path(__file__).parents[2] / "shared" / "mirror"
ROWS = 673_654
"""Rows of the true file."""
_STATES = range(5, 1005, 5)
"""As many as the true file has, Russia's 365 and Japan's 740 among them."""
_FIRST_YEAR, _MISSING = 1870, 0.2


def generate_dyads(rows: int) -> pd.DataFrame:
    """Return invented trade in the form of the true one: each pair of states in the same years, with gaps."""
    random = np.random.default_rng(0)
    pairs = np.array(list(combinations(_STATES, 2)))
    years = -(-rows // len(pairs))
    frame = pd.DataFrame(np.repeat(pairs, years, axis=0)[:rows], columns=["state_1", "state_2"])
    frame["year"] = _FIRST_YEAR + np.arange(rows) % years
    for column in DYADIC_TRADE.columns[len(frame.columns) :]:
        frame[column.name] = np.where(random.random(rows) < _MISSING, np.nan, random.exponential(300, rows).round(1))
    return frame


def keep_generated(rows: int, *, version: str | None = None) -> None:
    """Keep an invented table in the cache, beside an empty file in place of the one that the true table is parsed from."""
    path = _source(version)
    path.write_bytes(b"")
    write_stamp(str(path))
    attrs.evolve(DYADIC_TRADE, parse=lambda _: generate_dyads(rows)).load(version=version)


def find_true(*, version: str | None = None) -> Path | None:
    """Find the true file beside this checkout."""
    file = find_file(DYADIC_TRADE.keys[0], version)
    found = (path for path in MIRROR.rglob("*") if path.is_file() and path.stat().st_size == file.size)
    return next((path for path in found if sha256(path.read_bytes()).hexdigest() == file.sha256), None)


def keep_true(true: Path, *, version: str | None = None) -> None:
    """Lay the true file into the cache, and keep the table that is parsed from it."""
    _source(version).write_bytes(true.read_bytes())
    DYADIC_TRADE.load(version=version)


def _source(version: str | None) -> Path:
    path = Path(cached_path(find_file(DYADIC_TRADE.keys[0], version)))
    path.parent.mkdir(parents=True, exist_ok=True)
    return path

"""The budgets on matching names."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

import rjdata
from benchmarks.measure import Budget, calls
from rjdata.resolve.fuzzy import nearest
from rjdata.resolve.keys import bare_key


def budgets(rounds: int) -> Iterator[Budget]:
    """Yield the budgets on matching names, one and a million."""
    listed = sorted({name.name for actor in rjdata.iter_actors() for name in actor.names if not name.is_ambiguous})
    exact = dict.fromkeys(listed, "")
    text = listed[0]
    yield Budget(
        "one exact name",
        "a dict look-up",
        150,
        calls(lambda: rjdata.resolve_actor(text), 20_000),
        calls(lambda: exact[text], 20_000),
        rounds,
    )
    distinct = [f"{listed[n % len(listed)]}{' Ltd' * (n // len(listed))}" for n in range(5_000)]
    names = pd.Series(np.random.default_rng(0).choice(np.array(distinct, dtype=object), 1_000_000))
    known = dict.fromkeys(distinct, "x")

    def resolve_all() -> None:
        rjdata.resolve_actors(names)

    def map_all() -> None:
        names.map(known)

    yield Budget("a million names, 5,000 distinct", "Series.map(dict)", 3.0, calls(resolve_all, 1), calls(map_all, 1), rounds)
    keys = sorted({bare_key(name) for name in listed})
    slips = [key[:-1] + "q" for key in keys if len(key) > 8][:50]

    def near_all() -> None:
        for slip in slips:
            nearest(slip, keys)

    def extract_all() -> None:
        for slip in slips:
            extract(slip, keys, scorer=OSA.distance, score_cutoff=2, limit=None)

    yield Budget("near names", "rapidfuzz, same scorer and choices", 1.3, calls(near_all, 3), calls(extract_all, 3), rounds)

"""The budgets on checking rows: a million of trade, from a Parquet file to the verdict."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import pandera.pandas as pandera  # pyright: ignore[reportMissingImports] - of the extra benchmarks

import rjdata
from benchmarks.measure import Budget, calls
from rjdata.frames import validate_file
from rjdata.frames.cell_rules import cell_rules
from rjdata.models import model_for

ROWS = 1_000_000
TABLE: Final = "trade_volumes"


def budgets(rounds: int) -> Iterator[Budget]:
    """Yield the budgets on checking a file; the last stands beside pandera with the rules on single cells only."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trade.parquet"
        _million_rows().to_parquet(path)
        schema = _same_rules_for_pandera()

        def read() -> None:
            pd.read_parquet(path)

        def check(*, check_keys: bool) -> None:
            if len(validate_file(path, TABLE, check_keys=check_keys)):
                raise RuntimeError("sound rows were found to have problems")

        def check_by_pandera() -> None:
            schema.validate(pd.read_parquet(path), lazy=True)

        def check_cells() -> None:
            check(check_keys=False)

        def check_all() -> None:
            check(check_keys=True)

        yield Budget("a million rows checked, no keys", "pandas.read_parquet", 1.0, calls(check_cells, 1), calls(read, 1), rounds)
        yield Budget("a million rows checked, with keys", "pandas.read_parquet", 2.6, calls(check_all, 1), calls(read, 1), rounds)
        yield Budget(
            "a million rows checked, no keys", "pandera, cells only", 1.0, calls(check_cells, 1), calls(check_by_pandera, 1), rounds
        )


def _million_rows() -> pd.DataFrame:
    """Return rows of the release many times over, each with an id and a value of its own."""
    rows = rjdata.load_trade_volumes()
    rows = rows[rows["period_type"] == "calendar_year"]
    random = np.random.default_rng(0)
    frame = rows.iloc[random.integers(0, len(rows), ROWS)].reset_index(drop=True)
    ids = pd.Series([f"figure-{number}" for number in range(ROWS)], dtype=rows["trade_volume_id"].dtype)
    values = pd.Series(random.integers(1, 10**12, ROWS)).astype("Float64")
    return frame.assign(trade_volume_id=ids, claim_group=ids, value=values)


def _same_rules_for_pandera() -> "pandera.DataFrameSchema":
    columns = {}
    for column in rjdata.open_release().tables[TABLE].columns:
        rules = cell_rules(model_for(TABLE), column)
        checks = [pandera.Check.isin(column.vocabulary)] if column.vocabulary else []
        if rules.pattern is not None:
            checks.append(pandera.Check.str_matches(rules.pattern))
        elif rules.min_length and not column.vocabulary:
            checks.append(pandera.Check.ne(""))
        columns[column.name] = pandera.Column(checks=checks, nullable=not column.is_required)
    return pandera.DataFrameSchema(columns)

"""``python -m benchmarks`` prints the budgets; with ``--check`` it exits with 1 where one is not met.

``python -m benchmarks large validation`` prints those on a large table and, beside pandera, on checking rows; they take the extra
``benchmarks``.
"""

import argparse
import importlib
import platform
import sys

import pandas as pd
import pydantic

from benchmarks.measure import measure, table

# Apart, because the presence of pyarrow changes what importing pandas takes, which is the floor of others.
GROUPS = ("cases", "names", "remote", "large", "validation")


def main() -> int:
    """Measure the speed budgets, as ratios of paired rounds in one run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=main.__doc__)
    parser.add_argument("groups", nargs="*", default=GROUPS[:3], metavar="group", help=f"groups of budgets, of {', '.join(GROUPS)}")
    parser.add_argument("--check", action="store_true", help="exit with 1 where the lower quartile is over the limit")
    parser.add_argument("--rounds", type=int, default=9, help="paired rounds of the slowest cases (default: 9)")
    options = parser.parse_args()
    if unknown := set(options.groups) - set(GROUPS):
        parser.error(f"no group {', '.join(sorted(unknown))}; there are: {', '.join(GROUPS)}")
    modules = [importlib.import_module(f"benchmarks.{group}") for group in options.groups]
    results = [measure(budget) for module in modules for budget in module.budgets(options.rounds)]
    print(f"Python {platform.python_version()}, pandas {pd.__version__}, pydantic {pydantic.VERSION}; ratios, case over floor\n")
    print("\n".join(table(results)))
    return 1 if options.check and not all(result.is_met for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())

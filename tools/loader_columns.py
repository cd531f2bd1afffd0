"""Columns in the docstrings of the loaders, written from the models.

Run ``python -m tools.loader_columns --fix`` after a model has changed.
"""

import argparse
import re
import sys
import textwrap
from pathlib import Path

from rjdata.models import model_for
from rjdata.models.columns import columns

PACKAGE = Path(__file__).parent.parent / "src" / "rjdata"
LOADERS = ("load.py", "load_names.py", "load_figures.py")
_RETURNS = re.compile(r"(def load_(?!table)(\w+)\(.*?Returns\n    -------\n    pandas\.DataFrame\n)(.*?)(\n    Raises\n)", re.DOTALL)


def column_lines(table: str) -> str:
    """Write the columns of a table as lines of a docstring: name, type, unit, key and reference, what it holds."""
    model = model_for(table)
    lines = ["One row a " + ("child row" if model.parent_table else "record") + f"; the key is ``{model.key_column}``.", ""]
    for column in columns(model):
        facts = [
            column.type,
            *([f"unit: {column.unit}"] if column.unit else []),
            *([f"id in {column.references}"] if column.references else []),
        ]
        text = f"- ``{column.name}`` ({', '.join(facts)}): {column.description}"
        lines += textwrap.wrap(text, 128, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    return "".join(f"        {line}\n" if line else "\n" for line in lines)


def with_columns(source: str) -> str:
    """Return the source of a module of loaders with the columns of today."""
    return _RETURNS.sub(lambda found: found[1] + column_lines(found[2]) + found[4], source)


def main(arguments: list[str] | None = None) -> int:
    """Check that the loaders' docstrings list the columns of today; with --fix, write them."""
    parser = argparse.ArgumentParser(prog="python -m tools.loader_columns", description=main.__doc__)
    parser.add_argument("--fix", action="store_true", help="rewrite the docstrings")
    options = parser.parse_args(arguments)
    odd = [
        path for name in LOADERS if with_columns((path := PACKAGE / name).read_text(encoding="utf-8")) != path.read_text(encoding="utf-8")
    ]
    for path in odd:
        if options.fix:
            path.write_text(with_columns(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    print(f"{len(odd)} modules {'rewritten' if options.fix else 'list other columns than the models'}")
    return 0 if options.fix or not odd else 1


if __name__ == "__main__":
    sys.exit(main())

"""Curated data → tables. All that is wrong is gathered and raised at once; what comes out is the bytes of every table.

Run ``python -m tools.compile_data`` to check the data folder.
"""

import argparse
import sys
from pathlib import Path

import tools.rules_witness  # noqa: F401 - its rules are entered when it is read
from rjdata.derive import Tables, derive
from rjdata.models import TABLES, model_for
from rjdata.models.columns import columns
from rjdata.rows import read_rows, row_order, write_rows
from tools.compile_remote import REMOTE, gather_remote
from tools.coverage import check_coverage
from tools.expand import EVIDENCE_FIELDS, Expanded, complete, curated_fields, evidence_row, expand
from tools.expectations import EXPECTATIONS, check_expectations
from tools.problems import DataError, Problem
from tools.reader import read_csv, read_yaml
from tools.rules import Curated, check_rules
from tools.validate import validate

DATA = Path(__file__).parent.parent / "data"
FLAT = ("trade_volumes", "exchange_rates")
"""Tables of long series, kept as one CSV file each with its evidence beside it; all others are a file a record."""
MAIN = tuple(table for table in TABLES if model_for(table).parent_table is None and table != "evidence")
KNOWN = {
    *(set(MAIN) - set(FLAT)),
    *(f"{table}{ending}" for table in FLAT for ending in (".csv", ".evidence.csv")),
    REMOTE,
    "README.md",
    "CHANGES.md",
    "LICENSE",
    EXPECTATIONS,
}
"""What a data folder may hold."""


def compile_data(folder: Path = DATA) -> dict[str, bytes]:
    """Return the bytes of every table.

    Raises
    ------
    DataError
        With every problem found, each naming file, record, field and rule.
    """
    tables, problems = gather(folder)
    if problems:
        raise DataError(problems)
    derive(tables)
    return {name: write_table(name, rows) for name, rows in tables.items()}


def write_table(name: str, rows: list[dict[str, str]]) -> bytes:
    """Write the rows of a table in their order: by id, children by number, history by its sequence."""
    model = model_for(name)
    names = [column.name for column in columns(model)]
    return write_rows(names, sorted(rows, key=lambda row: row_order(row, model.key_column)))


def gather(folder: Path) -> tuple[Tables, list[Problem]]:
    """Read, expand and check a data folder and the coverage lists beside it; return rows before derivation, and problems."""
    tables: Tables = {table: [] for table in TABLES}
    files: dict[tuple[str, str], str] = {}
    unread: dict[str, set[str]] = {table: set() for table in MAIN}
    problems = [
        Problem(path.name, "", "", "file-unknown", f"no table is kept here; the tables are {', '.join(MAIN)}")
        for path in sorted(folder.iterdir())
        if path.name not in KNOWN
    ]
    for table in MAIN:
        found = _read_flat(table, folder) if table in FLAT else _read_records(table, folder)
        for expanded in found:
            problems += expanded.problems
            if not expanded.rows:
                unread[table].add(expanded.record_id)
                continue
            (model, row), *kin = expanded.rows
            problems += validate(model, row, kin, expanded.file)
            for kind, cells in expanded.rows:
                tables[kind.table_name].append(cells)
                files[kind.table_name, cells[kind.key_column]] = expanded.file
            for cells in expanded.evidence:
                problems += validate(model_for("evidence"), cells, [], expanded.file)
                tables["evidence"].append(cells)
                files["evidence", cells["evidence_id"]] = files["evidence", cells["record_id"]] = expanded.file
    curated = Curated(tables, files, unread)
    return tables, [
        *problems,
        *check_rules(curated),
        *check_coverage(folder, curated),
        *check_expectations(folder, curated),
        *gather_remote(folder)[1],
    ]


def _read_records(table: str, folder: Path) -> list[Expanded]:
    found = []
    for path in sorted((folder / table).glob("*")):
        file = path.relative_to(folder).as_posix()
        if path.suffix != ".yaml":
            found.append(Expanded(file, path.name, problems=[Problem(file, "", "", "file-unknown", "only .yaml files live here")]))
            continue
        value, problems = read_yaml(path, folder)
        expanded = Expanded(file, path.stem) if value is None else expand(model_for(table), value, file, path.stem)
        expanded.problems += problems
        found.append(expanded)
    return found


def _read_flat(table: str, folder: Path) -> list[Expanded]:
    model, path, beside = model_for(table), folder / f"{table}.csv", folder / f"{table}.evidence.csv"
    if not path.exists():
        return []
    rows, problems = read_csv(path, folder)
    evidence, more = read_csv(beside, folder)
    head = Expanded(path.name, "", problems=[*problems, *more])
    if rows is None or evidence is None:
        return [head]
    key = model.key_column
    head.problems += _take_unknown(rows, {*curated_fields(model), key}, path.name, table)
    head.problems += _take_unknown(evidence, {*EVIDENCE_FIELDS, key}, beside.name, "evidence")
    found = [Expanded(path.name, row[key], rows=[(model, complete(model, row))]) for row in rows if key in row]
    if len(found) < len(rows):
        head.report(f"{table}.{key}", "missing", f"{len(rows) - len(found)} rows have no id")
    owners = {expanded.record_id: expanded for expanded in found}
    for item in evidence:
        owner = owners.get(item.pop(key, ""))
        if owner:
            owner.evidence.append(evidence_row(table, owner.record_id, item))
        else:
            head.report("evidence", "link-unknown", f"{beside.name} speaks of a row that is not there")
    return [head, *found]


def _take_unknown(rows: list[dict[str, str]], known: set[str], file: str, table: str) -> list[Problem]:
    """Take out the cells of columns that do not exist, so that each column is reported once and not for every row."""
    unknown = sorted({name for row in rows for name in row} - known)
    for row in rows:
        for name in unknown:
            row.pop(name, None)
    return [Problem(file, "", f"{table}.{name}", "field-unknown", f"no column {name!r}") for name in unknown]


def main(arguments: list[str] | None = None) -> int:
    """Compile a folder and print what is wrong, or how many rows each table has."""
    parser = argparse.ArgumentParser(prog="python -m tools.compile_data", description=main.__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DATA)
    options = parser.parse_args(arguments)
    try:
        tables = compile_data(options.folder)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    for name, data in tables.items():
        print(f"{name:24}{len(read_rows(data)):7}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

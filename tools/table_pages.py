"""The data dictionary: one page a table, from the models and the newest release, with the caveats that people wrote."""

from collections.abc import Iterator
from pathlib import Path

import rjdata
from rjdata.models import TABLES, model_for
from rjdata.models.base import Record
from rjdata.models.columns import columns, vocabularies
from rjdata.models.nesting import children

CAVEATS = Path(__file__).parent.parent / "docs" / "caveats"


def write_table_pages(folder: Path) -> None:
    """Write a page for each table and an index of all."""
    folder.mkdir(exist_ok=True)
    release = rjdata.open_release()
    for table in TABLES:
        frame = release.load_table(table)
        fill = {str(name): float(share) for name, share in frame.notna().mean().items()} if len(frame) else {}
        (folder / f"{table}.md").write_text(
            "\n".join(_page(model_for(table), release.version, len(frame), fill)) + "\n", encoding="utf-8", newline="\n"
        )
    (folder / "index.md").write_text("\n".join(_index(release)) + "\n", encoding="utf-8", newline="\n")


def _index(release: rjdata.Release) -> Iterator[str]:
    yield f"# Tables\n\nData version {release.version}, digest `{release.digest}`.\n\n| table | rows | a row is |\n|---|--:|---|"
    for name, table in release.tables.items():
        yield f"| [{name}]({name}.md) | {table.row_count} | {table.description} |"
    yield "\n```{toctree}\n:hidden:\n"
    yield from TABLES
    yield "```"


def _page(model: type[Record], version: str, rows: int, fill: dict[str, float]) -> Iterator[str]:
    yield f"# {model.table_name}\n\n{(model.__doc__ or '').splitlines()[0]}\n"
    parent = f" A child of [{model.parent_table}]({model.parent_table}.md)." if model.parent_table else ""
    yield f"{rows} rows in data version {version}. Key: `{model.key_column}`.{parent}"
    for names in model.natural_keys:
        yield f"No two rows agree in {', '.join(f'`{name}`' for name in names)}."
    kin = [f"[{child.table_name}]({child.table_name}.md)" for child in children(model).values()]
    if kin:
        yield f"Children: {', '.join(kin)}."
    caveat = CAVEATS / f"{model.table_name}.md"
    if caveat.exists():
        yield f"\n:::{{admonition}} Before you use it\n{caveat.read_text(encoding='utf-8').strip()}\n:::"
    yield "\n*Filled* is the share of these rows in which the column has a value."
    yield "\n| column | type | filled | what it holds |\n|---|---|--:|---|"
    words = vocabularies(model)
    for column in columns(model):
        kind = column.type + (f" ({column.unit})" if column.unit else "")
        text = column.description + (f" Id in [{column.references}]({column.references}.md)." if column.references else "")
        text += f" A word of [{words[column.name].__name__}](#{words[column.name].__name__.lower()})." if column.name in words else ""
        text += " Derived." if column.name in model.derived_columns else ""
        yield f"| `{column.name}` | {kind} | {f'{fill[column.name]:.0%}' if fill else ''} | {text} |"
    for vocabulary in dict.fromkeys(words.values()):
        yield f"\n## {vocabulary.__name__}\n\n{(vocabulary.__doc__ or '').splitlines()[0]}\n"
        for word in vocabulary:
            yield f"- `{word.value}`: {word.description}"

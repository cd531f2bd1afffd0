"""The key-by-key part of ``data/README.md``, written from the models."""

from collections.abc import Iterator
from pathlib import Path

from rjdata.models import TABLES, model_for
from rjdata.models.columns import columns, vocabularies
from rjdata.models.nesting import children
from tools.expand import curated_fields

README = "README.md"
_MARK = "<!-- Below this line: written by `python -m tools.lint_data --fix` from the models. -->\n"


def readme_text(path: Path) -> str:
    """Return what the file should hold: its own words above the mark, the fields below."""
    above, mark, _ = path.read_text(encoding="utf-8").partition(_MARK)
    return above + mark + "\n".join(_field_list()) + "\n" if mark else above


def _field_list() -> Iterator[str]:
    words: dict[str, list[str]] = {}
    for table in TABLES:
        model = model_for(table)
        named = {c.name: c for c in columns(model)}
        yield f"\n### `{table}`\n\n{(model.__doc__ or '').splitlines()[0]}\n"
        for name in curated_fields(model):
            column = named[name]
            partial = f"{name}_precision" in named
            kind = "date in part" if partial else column.type
            vocabulary = vocabularies(model).get(name)
            if vocabulary:
                kind = f"word of [{vocabulary.__name__}](#{vocabulary.__name__.lower()})"
                words[vocabulary.__name__] = [f"- `{word.value}`: {word.description}" for word in vocabulary]
            facts = [kind, *(["required"] if column.is_required and model.model_fields[name].is_required() else [])]
            facts += [f"id in `{column.references}`"] if column.references else []
            facts += [f"unit: {column.unit}"] if column.unit else []
            yield f"- `{name}` ({', '.join(facts)}): {column.description}"
        for field, child in children(model).items():
            yield f"- `{field}`: list of rows of [`{child.table_name}`](#{child.table_name}), each with its number `n`."
    yield "\n## Words\n"
    for name in sorted(words):
        yield f"\n### {name}\n"
        yield from words[name]

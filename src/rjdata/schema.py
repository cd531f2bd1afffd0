"""How a manifest describes its tables."""

from typing import Any

import attrs


@attrs.frozen
class Licence:
    """A licence under which a release is given.

    Attributes
    ----------
    name
        Its short name in the SPDX list.
    title
        Its name in words.
    """

    name: str
    title: str


@attrs.frozen
class Column:
    """A column of a table, as its manifest describes it.

    Attributes
    ----------
    name
        Name of the column.
    type
        ``string``, ``integer``, ``number``, ``boolean`` or ``date``.
    description
        What it holds.
    is_required
        Whether every row has a value.
    unit
        Unit of a number, or the column that names it.
    references
        Table whose key the value is.
    vocabulary
        The words it may hold, where these are a closed list.
    """

    name: str
    type: str
    description: str
    is_required: bool
    unit: str | None = None
    references: str | None = None
    vocabulary: tuple[str, ...] = ()


@attrs.frozen
class Table:
    """A table of a release.

    Attributes
    ----------
    name
        Name of the table.
    path
        File of its rows below the package's data folder.
    digest
        SHA-256 of that file.
    row_count
        Number of rows.
    description
        What a row is.
    key
        Column that names a row.
    parent
        Table of the record that a row belongs to, for a child table.
    columns
        Its columns, in order.
    """

    name: str
    path: str
    digest: str
    row_count: int
    description: str
    key: str
    parent: str | None
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def read_licences(manifest: dict[str, Any]) -> tuple[Licence, ...]:
    """Make a :class:`Licence` of each that a manifest names."""
    return tuple(Licence(name=described["name"], title=described["title"]) for described in manifest["licenses"])


def read_table(name: str, described: dict[str, Any]) -> Table:
    """Make a :class:`Table` of what a manifest says of it."""
    columns = tuple(
        Column(
            name=column["name"],
            type=column["type"],
            description=column["description"],
            is_required=column["required"],
            unit=column.get("unit"),
            references=column.get("references"),
            vocabulary=tuple(column.get("vocabulary", ())),
        )
        for column in described["columns"]
    )
    return Table(
        name=name,
        path=described["path"],
        digest=described["hash"],
        row_count=described["rows"],
        description=described["description"],
        key=described["primaryKey"],
        parent=described.get("parent"),
        columns=columns,
    )


def describe_table(table: Table) -> dict[str, Any]:
    """Write a :class:`Table` as a manifest says it; empty facts are left out."""
    columns = [
        {
            "name": column.name,
            "type": column.type,
            "description": column.description,
            "required": column.is_required,
            **({"unit": column.unit} if column.unit else {}),
            **({"references": column.references} if column.references else {}),
            **({"vocabulary": list(column.vocabulary)} if column.vocabulary else {}),
        }
        for column in table.columns
    ]
    return {
        "path": table.path,
        "hash": table.digest,
        "rows": table.row_count,
        "description": table.description,
        "primaryKey": table.key,
        **({"parent": table.parent} if table.parent else {}),
        "columns": columns,
    }

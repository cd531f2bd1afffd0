"""By which names a record may stand in a text: its own, or those of the actors, people and places that it is tied to."""

import re
from collections import defaultdict
from collections.abc import Iterator

from rjdata.derive import Row, Tables, group
from rjdata.models import TABLES, model_for
from rjdata.models.columns import columns
from rjdata.models.nesting import parent_column
from tools.evidence.wording import plain, stands

_NAMED = {"actors": ("actor_names", "actor_id"), "people": ("person_names", "person_id"), "places": ("place_names", "place_id")}
_OWN_NAMES = ("name", "name_ja", "name_ru")
# Where words on a country begin: the name, the adjective, the people.
_COUNTRY_STEMS = {"JP": ("Japan", "Япони", "японск", "日本"), "RU": ("Russia", "Росси", "российск", "русск", "ロシア"), "AF": ("Afghan",)}
_LINKS = {"event_links": ("linked_table", "linked_id"), "observations": ("subject_table", "subject_id")}

Key = tuple[str, str]
"""Table and id of a row."""


class Names:
    """The names in a set of tables, and what ties its records to one another."""

    def __init__(self, tables: Tables) -> None:
        self._rows: dict[Key, Row] = {(table, row[model_for(table).key_column]): row for table in TABLES for row in tables[table]}
        self._listed: dict[Key, list[str]] = defaultdict(list)
        for table, (names, key) in _NAMED.items():
            for record_id, rows in group(tables[names], key).items():
                self._listed[table, record_id] = [plain(row["name"]) for row in rows]
        self._ties: dict[Key, set[Key]] = defaultdict(set)
        for (table, row_id), row in self._rows.items():
            self._ties[self.main(table, row_id)].update(tie for _, tie in references(table, row))
        self._lands = [key for key, row in self._rows.items() if key[0] == "places" and row.get("kind") == "country"]
        self._offices = {(row["person_id"], row.get("actor_id")) for row in tables["offices"]}

    def row(self, key: Key) -> Row | None:
        """Return the row of a key, if there is one."""
        return self._rows.get(key)

    def main(self, table: str, row_id: str) -> Key:
        """Return the main record that a row belongs to."""
        parent = model_for(table).parent_table
        return (parent, self._rows[table, row_id][parent_column(model_for(table))]) if parent else (table, row_id)

    def stands(self, key: Key, text: str) -> bool:
        """Tell whether an actor, a person or a place stands in a text under a listed name; a government also by its country."""
        row = self._rows.get(key, {})
        if key[0] == "actors" and row.get("kind") == "government" and self.country_stands(row.get("country", ""), text):
            return True
        return any(stands(name, text) for name in self._listed[key])

    def country_stands(self, country: str, text: str) -> bool:
        """Tell whether a text speaks of a country: a word that begins as its name does, or the name of a place that is that country."""
        if any(re.search(rf"(?<![^\W\u2e80-\U0010ffff]){stem}", text) for stem in _COUNTRY_STEMS.get(country, ())):
            return True
        return any(self._rows[key].get("country") == country and self.stands(key, text) for key in self._lands)

    def holds_office(self, person_id: str, actor_id: str) -> bool:
        """Tell whether a person has held an office in an organisation."""
        return (person_id, actor_id) in self._offices

    def is_spoken_of(self, key: Key, text: str) -> bool:
        """Tell whether a text names a record, or an actor, a person or a place that it is tied to; a country is too wide to count."""
        if key[0] in _NAMED:
            return self.stands(key, text)
        return any(self._stands_for(tie, text) for tie in self._reach(key))

    def _reach(self, key: Key) -> Iterator[Key]:
        """Yield a record, what it refers to, and what the projects, events and agreements among these refer to."""
        yield key
        for tie in self._ties[key]:
            yield tie
            if tie[0] not in _NAMED:
                yield from self._ties[tie]

    def _stands_for(self, key: Key, text: str) -> bool:
        row = self._rows.get(key, {})
        if key[0] not in _NAMED:
            return any(stands(plain(row[name]), text) for name in _OWN_NAMES if name in row)
        if row.get("kind") in ("country", "government"):
            return False
        return self.stands(key, text)


def references(table: str, row: Row) -> Iterator[tuple[str, Key]]:
    """Yield what a row refers to, each with the column that does; its parent and its sources are not among them."""
    model = model_for(table)
    apart = {model.key_column, parent_column(model) if model.parent_table else ""}
    for column in columns(model):
        if column.references and column.references != "sources" and column.name not in apart and column.name in row:
            yield column.name, (column.references, row[column.name])
    if table in _LINKS:
        table_column, id_column = _LINKS[table]
        if row.get(table_column) in TABLES and id_column in row:
            yield id_column, (row[table_column], row[id_column])

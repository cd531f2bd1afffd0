"""Write the explorer: a folder of static files that opens from disk, with the newest release as scripts that are loaded when needed.

Run ``python -m tools.build_explorer FOLDER``; the documentation does so before each build.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import rjdata
from rjdata.models import TABLES, model_for
from rjdata.models.columns import columns, vocabularies
from rjdata.release import Release
from tools.explorer_tables import EXPLORED, ExplorerTables, Row, drop_empty, years

ASSETS = Path(__file__).parent.parent / "docs" / "explorer"


def build_explorer(folder: Path, release: Release | None = None) -> None:
    """Write page, style, scripts and data below `folder`, in the place of an explorer that was there.

    One script a record, so that a permalink loads what it shows and no more; `index.js` holds what the lists, filters, map and
    timeline need of all records.

    Raises
    ------
    FileExistsError
        If the folder holds something else; it stays as it was.
    """
    if folder.exists() and not (folder / "explorer.css").is_file() and (folder.is_file() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} holds something else than an explorer; name a new folder, or one that holds an older explorer")
    tables = ExplorerTables(release or rjdata.open_release())
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ASSETS, folder)
    _write(folder / "data" / "index.js", "index", explorer_index(tables))
    for table in EXPLORED:
        for key in tables.rows[table]:
            _write(folder / "data" / table / f"{key}.js", f"{table}/{key}", explorer_record(tables, table, key))


def _write(path: Path, name: str, value: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # U+2028 and U+2029 end a line in older scripts; nothing here stands inside HTML.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    path.write_text(f"explorer.receive({json.dumps(name)},{text});\n", encoding="utf-8", newline="\n")


def explorer_index(tables: ExplorerTables) -> dict[str, Any]:
    """Return what lists, filters, map and timeline need: a short entry a record, the sectors, the places, the meaning of each column."""
    places = {key: _place(tables, key) for key in tables.rows["places"]}
    return {
        "version": tables.release.version,
        "digest": tables.release.digest,
        "frozen_on": tables.release.frozen_on.isoformat(),
        "sectors": {
            key: drop_empty({"label": row["name"], "names": tables.names("sectors", key)}) for key, row in tables.rows["sectors"].items()
        },
        "places": places,
        "regions": dict(
            sorted({place["region"]: tables.region(key)[1] for key, place in places.items()}.items(), key=lambda item: item[1])
        ),
        "columns": {table: _columns(table) for table in TABLES},
        "projects": sorted((_project(tables, key) for key in tables.rows["projects"]), key=_by_name),
        "agreements": sorted((_agreement(tables, key) for key in tables.rows["agreements"]), key=_by_day),
        "actors": sorted((_actor(tables, key) for key in tables.rows["actors"]), key=_by_name),
    }


def _by_name(entry: dict[str, Any]) -> str:
    return str(entry.get("name", entry["id"])).casefold()


def _by_day(entry: dict[str, Any]) -> tuple[str, str]:
    # What has no day stands last.
    return entry.get("last", "9999"), _by_name(entry)


def _place(tables: ExplorerTables, key: str) -> dict[str, Any]:
    row = tables.rows["places"][key]
    place: dict[str, Any] = {"label": tables.label("places", key), "names": tables.names("places", key), "region": tables.region(key)[0]}
    if "latitude" in row and "longitude" in row:
        place |= {"at": [float(row["longitude"]), float(row["latitude"])], "precision": row.get("coordinate_precision", "")}
    return place


def _columns(table: str) -> dict[str, Any]:
    model = model_for(table)
    words = {name: {word.value: word.description for word in vocabulary} for name, vocabulary in vocabularies(model).items()}
    return {
        column.name: drop_empty(
            {
                "about": column.description,
                "references": column.references,
                "unit": column.unit,
                "words": words.get(column.name),
                "number": column.type in ("integer", "number") or None,
                "derived": column.name in model.derived_columns or None,
            }
        )
        for column in columns(model)
    }


def _entry(tables: ExplorerTables, table: str, key: str, **facets: Any) -> dict[str, Any]:
    row = tables.rows[table][key]
    names = [row[name] for name in ("name", "name_ja", "name_ru") if name in row]
    also = [name for name in dict.fromkeys(tables.names(table, key)) if name not in names]
    sources = {evidence["source_id"] for child in _own_rows(tables, table, key) for evidence in tables.evidence[child]}
    shown = (
        "name",
        "name_ja",
        "name_ru",
        "kind",
        "stage",
        "participation",
        "doc_type",
        "level",
        "signing_state",
        "outcome_status",
        "country",
    )
    return drop_empty({"id": key, **{name: row.get(name) for name in shown}, "also": also, "sources": len(sources), **facets})


def _own_rows(tables: ExplorerTables, table: str, key: str) -> list[tuple[str, str]]:
    children = [
        (other, child) for other in TABLES if model_for(other).parent_table == table for child in tables.children(other, table, key)
    ]
    return [(table, key), *children]


def _children(tables: ExplorerTables, child_table: str, table: str, key: str) -> list[Row]:
    return [tables.rows[child_table][child] for child in tables.children(child_table, table, key)]


def _project(tables: ExplorerTables, key: str) -> dict[str, Any]:
    def of(child_table: str) -> list[Row]:
        return _children(tables, child_table, "projects", key)

    row = tables.rows["projects"][key]
    actors = [child["actor_id"] for child in of("project_participants")] + [child["holder_actor_id"] for child in of("project_stakes")]
    spoken = years(of("project_history"), "happened_on")
    return _entry(
        tables,
        "projects",
        key,
        text=row.get("summary"),
        sectors=list(dict.fromkeys(child["sector_id"] for child in of("project_sectors"))),
        actors=list(dict.fromkeys(actors)),
        places=list(dict.fromkeys(child["place_id"] for child in of("project_places"))),
        years=spoken,
        last=row.get("last_reported_on"),
    )


def _agreement(tables: ExplorerTables, key: str) -> dict[str, Any]:
    row = tables.rows["agreements"][key]
    parties = _children(tables, "agreement_parties", "agreements", key)
    return _entry(
        tables,
        "agreements",
        key,
        text=row.get("subject"),
        sectors=[row["sector_id"]] if "sector_id" in row else [],
        actors=list(dict.fromkeys(party["actor_id"] for party in parties if "actor_id" in party)),
        places=[row["place_id"]] if "place_id" in row else [],
        years=years([row], "signed_on"),
        last=row.get("signed_on"),
    )


def _actor(tables: ExplorerTables, key: str) -> dict[str, Any]:
    """Return an actor's entry; its sectors, places and years are those of the projects and agreements that it takes part in."""
    taking_part = {
        (parent, tables.rows[table][child][f"{parent.removesuffix('s')}_id"])
        for table, column, child in tables.referring["actors", key]
        for parent in ("projects", "agreements")
        if model_for(table).parent_table == parent and column in ("actor_id", "holder_actor_id") and table != "project_history"
    }
    entries = [_project(tables, name) if parent == "projects" else _agreement(tables, name) for parent, name in sorted(taking_part)]
    gathered = {name: sorted({value for entry in entries for value in entry.get(name, [])}) for name in ("sectors", "places", "years")}
    counts = {name: sum(parent == name for parent, _ in taking_part) for name in ("projects", "agreements")}
    return _entry(tables, "actors", key, actors=[key], text=tables.rows["actors"][key].get("industry"), counts=counts, **gathered)


def explorer_record(tables: ExplorerTables, table: str, key: str) -> dict[str, Any]:
    """Return all that a record's page shows: its rows, the rows that name it, the evidence of each, and the sources of these."""
    shown = [(other, child) for other, _, child in tables.referring[table, key]]
    rows: dict[str, list[Row]] = {}
    for other, child in dict.fromkeys(shown):
        rows.setdefault(other, []).append(tables.rows[other][child])
    all_rows = [(table, key), *dict.fromkeys(shown)]
    evidence = {f"{other}/{child}": [_cited(row) for row in tables.evidence[other, child]] for other, child in all_rows}
    sources = {row["source_id"] for other, child in all_rows for row in tables.evidence[other, child]}
    sources |= {
        tables.rows["sources"][name]["derived_from_source_id"]
        for name in sources
        if "derived_from_source_id" in tables.rows["sources"][name]
    }
    labels = {
        f"{at}/{of}": tables.label(at, of) for other, child in all_rows for _, (at, of) in tables.targets(other, tables.rows[other][child])
    }
    return {
        "row": tables.rows[table][key],
        "rows": {other: rows[other] for other in TABLES if other in rows},
        "evidence": {name: cited for name, cited in evidence.items() if cited},
        "sources": {name: tables.rows["sources"][name] for name in sorted(sources)},
        "labels": labels,
    }


def _cited(row: Row) -> Row:
    return {
        name: cell
        for name, cell in row.items()
        if name not in ("evidence_id", "table", "record_id") and (name, cell) != ("is_inferred", "false")
    }


def main(arguments: list[str] | None = None) -> int:
    """Write the explorer of the newest release, or of the version named."""
    parser = argparse.ArgumentParser(prog="python -m tools.build_explorer", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--version", default=None)
    options = parser.parse_args(arguments)
    try:
        build_explorer(options.folder, rjdata.open_release(options.version))
    except FileExistsError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"open {options.folder / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

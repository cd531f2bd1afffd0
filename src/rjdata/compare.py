"""Compare data versions with one another.

Not named ``diff``: a module of that name would take the place of the function :func:`rjdata.diff` as soon as anybody imported it.
"""

from collections.abc import Iterable, Mapping

from rjdata.changes import Change, Diff, FieldChange, Tables
from rjdata.errors import UnknownRecordError
from rjdata.release import Release, open_release
from rjdata.rows import read_rows
from rjdata.versions import list_versions


def diff(old: str | Release, new: str | Release) -> Diff:
    """Say what changed from one data version to another.

    Parameters
    ----------
    old, new
        Data versions, or releases.

    Returns
    -------
    Diff
        The changes; empty for two equal releases.

    Raises
    ------
    UnknownVersionError
        If this package does not hold a version.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.diff("2026.11.0", "2026.11.0")
    <rjdata diff 2026.11.0 → 2026.11.0: nothing changed>
    """
    before, after = (release if isinstance(release, Release) else open_release(release) for release in (old, new))
    return _compare(before.version, read_tables(before), after)


def history(record: str) -> tuple[Diff, ...]:
    """Say what each data version in this package changed in one record, oldest first.

    Parameters
    ----------
    record
        ``projects/arctic-lng-2``, or a bare id where it is unique in the newest version that has it; a row of a child table too.

    Returns
    -------
    tuple of Diff
        One a version, the first against nothing; only changes to the record, its children and its evidence are in it.

    Raises
    ------
    UnknownRecordError
        If no version has the record.

    Examples
    --------
    >>> import rjdata
    >>> first = rjdata.history("projects/arctic-lng-2")[0]
    >>> first.new, first.changes[0].kind
    ('2026.11.0', 'added')
    """
    releases = [open_release(version) for version in list_versions()]
    name = locate(record, reversed(releases))
    diffs, version, tables = [], "", Tables()
    for release in releases:
        diffs.append(_compare(version, tables, release).of(name))
        version, tables = release.version, read_tables(release)
    return tuple(diffs)


def locate(record: str, releases: Iterable[Release]) -> str:
    """Return the name, as ``projects/arctic-lng-2``, of a record in the first of some releases that has it.

    Raises
    ------
    UnknownRecordError
        If none has it.
    """
    first, *others = releases
    try:
        return "/".join(first.locate(record))
    except UnknownRecordError:
        if not others:
            raise
        return locate(record, others)


def read_tables(release: Release) -> Tables:
    """Read all tables of a release as text, by id."""
    return {name: {row[table.key]: row for row in read_rows(release.read_bytes(name))} for name, table in release.tables.items()}


def _compare(version: str, before: Tables, release: Release) -> Diff:
    after = read_tables(release)
    gone = _tombstones(after)
    changes: list[Change] = []
    for table in [*release.tables, *(name for name in before if name not in release.tables)]:
        then, now = before.get(table, {}), after.get(table, {})
        order = [column.name for column in release.tables[table].columns] if table in release.tables else []
        for record_id in sorted({*then, *now}):
            fields = _fields(then.get(record_id, {}), now.get(record_id, {}), order)
            if fields:
                kind = "changed" if record_id in then and record_id in now else "added" if record_id in now else "dropped"
                moved = gone.get((table, record_id), ("dropped", None, ())) if kind == "dropped" else (kind, None, ())
                changes.append(Change(table, record_id, moved[0], fields, *moved[1:]))
    return Diff(version, release.version, tuple(changes))


def _fields(then: Mapping[str, str], now: Mapping[str, str], order: list[str]) -> tuple[FieldChange, ...]:
    ranks = {name: rank for rank, name in enumerate(order)}
    names = sorted({*then, *now}, key=lambda name: (ranks.get(name, len(ranks)), name))
    return tuple(FieldChange(name, then.get(name), now.get(name)) for name in names if then.get(name) != now.get(name))


def _tombstones(tables: Tables) -> dict[tuple[str, str], tuple[str, str | None, tuple[str, ...]]]:
    successors: dict[str, list[str]] = {}
    for row in tables.get("tombstone_successors", {}).values():
        successors.setdefault(row["tombstone_id"], []).append(row["successor_id"])
    return {
        (row["table"], row["tombstone_id"]): (row["kind"], row.get("reason"), tuple(successors.get(row["tombstone_id"], ())))
        for row in tables.get("tombstones", {}).values()
    }

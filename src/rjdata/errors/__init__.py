"""What can go wrong, and what to do about it.

::

    RjdataError
    ├── UnknownVersionError       (LookupError)     a data version that this package does not hold
    ├── UnknownTableError         (LookupError)     a table that a release does not have
    ├── UnknownRecordError        (LookupError)     an id that names no record
    ├── AmbiguousIdError          (LookupError)     a bare id that names records in several tables
    ├── MissingColumnError        (LookupError)     a frame without a column that a function needs
    ├── MissingLabelError         (LookupError)     a frame that does not say what it is from
    ├── DigestMismatchError       (ValueError)      bytes that are not those that were sealed
    ├── LockMismatchError         (ValueError)      an installation that is not the one locked
    ├── RecordError               (ValueError)      a record that breaks a rule
    ├── InvalidDateError          (ValueError)      a text that is no date, or a day out of range
    ├── MixedSeriesError          (ValueError)      figures that must not be added or lined up
    ├── MissingExtraError         (ImportError)     an optional dependency that is not installed
    ├── AccessorError             (AttributeError)  a frame on which ``.rj`` cannot work
    ├── ExportError               (OSError)         a folder into which nothing is exported
    └── FetchError                (OSError)         a file that could not be fetched
        ├── OfflineError                            fetching is switched off
        ├── IntegrityError                          the bytes fetched are not the bytes meant
        ├── RemoteFileNotFoundError                 no address has the file
        └── CacheNotWritableError                   the cache cannot be written

Each carries its facts as attributes and builds its text from them, so that it survives pickling. :class:`RecordMovedWarning`,
:class:`MirrorWarning` and :class:`MissingFontWarning` are the only warnings of our own.
"""

from collections.abc import Iterable

from rjdata.errors.files import CacheNotWritableError as CacheNotWritableError
from rjdata.errors.files import ExportError as ExportError
from rjdata.errors.files import FetchError as FetchError
from rjdata.errors.files import IntegrityError as IntegrityError
from rjdata.errors.files import MirrorWarning as MirrorWarning
from rjdata.errors.files import OfflineError as OfflineError
from rjdata.errors.files import RemoteFileNotFoundError as RemoteFileNotFoundError
from rjdata.errors.root import RjdataError as RjdataError


def nearest(word: object, words: Iterable[str], *, cutoff: float = 0) -> tuple[str, ...]:
    """Return up to three of `words` that look most like `word`, for the text of an error."""
    # On the path of no error, so that difflib costs nothing where nothing goes wrong.
    from difflib import get_close_matches

    return tuple(get_close_matches(str(word), list(words), n=3, cutoff=cutoff))


def _listed(values: Iterable[str]) -> str:
    return ", ".join(values) or "none"


class UnknownVersionError(RjdataError, LookupError):
    """A data version that this package does not hold. Another is never put in its place."""

    version: str
    nearest: tuple[str, ...]

    def __init__(self, version: str, nearest: tuple[str, ...]) -> None:
        super().__init__(version, nearest)
        self.version, self.nearest = version, nearest

    def __str__(self) -> str:
        return (
            f"no data version {self.version!r} in this package; the nearest it holds: {_listed(self.nearest)}. "
            "rjdata.list_versions() lists all; a newer version needs a newer rjdata"
        )


class UnknownTableError(RjdataError, LookupError):
    """A table that a release does not have."""

    table: str
    version: str
    nearest: tuple[str, ...]

    def __init__(self, table: str, version: str, nearest: tuple[str, ...]) -> None:
        super().__init__(table, version, nearest)
        self.table, self.version, self.nearest = table, version, nearest

    def __str__(self) -> str:
        return (
            f"data version {self.version} has no table {self.table!r}; the nearest: {_listed(self.nearest)}. rjdata.list_tables() lists all"
        )


class UnknownRecordError(RjdataError, LookupError):
    """An id that names no record, with the reason and the successors where the record is gone."""

    table: str
    record_id: str
    nearest: tuple[str, ...]
    reason: str
    successors: tuple[str, ...]

    def __init__(
        self, table: str, record_id: str, nearest: tuple[str, ...] = (), reason: str = "", successors: tuple[str, ...] = ()
    ) -> None:
        super().__init__(table, record_id, nearest, reason, successors)
        self.table, self.record_id, self.nearest, self.reason, self.successors = table, record_id, nearest, reason, successors

    def __str__(self) -> str:
        if self.reason:
            text = f"{self.table} has no record {self.record_id!r} any more: {self.reason}"
            return f"{text}. It became: {_listed(self.successors)}" if self.successors else text
        return f"{self.table} has no record {self.record_id!r}; the nearest ids: {_listed(self.nearest)}"


class AmbiguousIdError(RjdataError, LookupError):
    """A bare id that names records in several tables."""

    record_id: str
    tables: tuple[str, ...]

    def __init__(self, record_id: str, tables: tuple[str, ...]) -> None:
        super().__init__(record_id, tables)
        self.record_id, self.tables = record_id, tables

    def __str__(self) -> str:
        return f"{self.record_id!r} names records in several tables; say which: {_listed(f'{t}/{self.record_id}' for t in self.tables)}"


class MissingColumnError(RjdataError, LookupError):
    """A frame without a column that a function needs."""

    column: str
    needed_by: str
    columns: tuple[str, ...]

    def __init__(self, column: str, needed_by: str, columns: tuple[str, ...]) -> None:
        super().__init__(column, needed_by, columns)
        self.column, self.needed_by, self.columns = column, needed_by, columns

    def __str__(self) -> str:
        return f"{self.needed_by} needs the column {self.column!r}; there are: {_listed(self.columns)}"


class MissingLabelError(RjdataError, LookupError):
    """A frame that does not say which table it is from."""

    needed_by: str

    def __init__(self, needed_by: str) -> None:
        super().__init__(needed_by)
        self.needed_by = needed_by

    def __str__(self) -> str:
        return (
            f"{self.needed_by} needs a frame whose attrs['rjdata'] say which table it is from; pandas drops them from some results. "
            "Copy them from the frame that was loaded, or write a result of your own with pandas"
        )


class DigestMismatchError(RjdataError, ValueError):
    """Bytes that are not those that were sealed."""

    path: str
    expected: str
    got: str
    remedy: str

    def __init__(self, path: str, expected: str, got: str, remedy: str = "Install rjdata again") -> None:
        super().__init__(path, expected, got, remedy)
        self.path, self.expected, self.got, self.remedy = path, expected, got, remedy

    def __str__(self) -> str:
        return f"{self.path} is not what was frozen: expected sha256 {self.expected}, got {self.got}. {self.remedy}"


class LockMismatchError(RjdataError, ValueError):
    """An installation that is not the one locked."""

    path: str
    differences: tuple[str, ...]

    def __init__(self, path: str, differences: tuple[str, ...]) -> None:
        super().__init__(path, differences)
        self.path, self.differences = path, differences

    def __str__(self) -> str:
        return f"{self.path} does not hold: {'; '.join(self.differences)}"


class RecordError(RjdataError, ValueError):
    """A record that breaks a rule."""

    table: str
    record_id: str
    problems: tuple[str, ...]

    def __init__(self, table: str, record_id: str, problems: tuple[str, ...]) -> None:
        super().__init__(table, record_id, problems)
        self.table, self.record_id, self.problems = table, record_id, problems

    def __str__(self) -> str:
        return f"{self.table}/{self.record_id} breaks a rule: {'; '.join(self.problems)}"


class InvalidDateError(RjdataError, ValueError):
    """A text that is no date, or a day on which the question cannot be answered."""

    value: str
    expected: str

    def __init__(self, value: str, expected: str = "a day of the calendar as 2016, 2016-12 or 2016-12-16") -> None:
        super().__init__(value, expected)
        self.value, self.expected = value, expected

    def __str__(self) -> str:
        return f"{self.value!r} is not {self.expected}"


class MixedSeriesError(RjdataError, ValueError):
    """Figures that must not be added or lined up."""

    column: str
    values: tuple[str, ...]

    def __init__(self, column: str, values: tuple[str, ...]) -> None:
        super().__init__(column, values)
        self.column, self.values = column, values

    def __str__(self) -> str:
        return f"the rows differ in {self.column!r}: {self._shown()}. Keep the rows of one, or group by the column first"

    def _shown(self) -> str:
        more = len(self.values) - 6
        return _listed(self.values) if more <= 0 else f"{_listed(self.values[:6])} and {more} more"


class MissingExtraError(RjdataError, ImportError):
    """An optional dependency that is not installed."""

    package: str
    extra: str
    needed_by: str

    def __init__(self, package: str, extra: str, needed_by: str) -> None:
        super().__init__(package, extra, needed_by)
        self.package, self.extra, self.needed_by = package, extra, needed_by

    def __str__(self) -> str:
        return f"{self.needed_by} needs {self.package}. Install it with: pip install 'rjdata[{self.extra}]'"


class AccessorError(RjdataError, AttributeError):
    """A frame on which ``.rj`` cannot work."""

    columns: tuple[str, ...]

    def __init__(self, columns: tuple[str, ...]) -> None:
        super().__init__(columns)
        self.columns = columns

    def __str__(self) -> str:
        return f".rj needs a column whose name ends in '_id'; the frame has: {_listed(self.columns)}. Load a table with rjdata.load_table()"


class RecordMovedWarning(UserWarning):
    """An id that was merged into another; the other record is returned."""


class MissingFontWarning(UserWarning):
    """A name that no installed font can draw; the English name stands in the picture."""

    text: str
    family: str

    def __init__(self, text: str, family: str) -> None:
        super().__init__(text, family)
        self.text, self.family = text, family

    def __str__(self) -> str:
        return f"no installed font can draw {self.text!r}, so English names stand in its place. Install a font such as {self.family}"

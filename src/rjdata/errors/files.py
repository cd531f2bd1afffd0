"""What can go wrong with files: one that is fetched, and a folder that is written."""

from rjdata.errors.root import RjdataError


class ExportError(RjdataError, OSError):
    """A folder into which nothing is exported."""

    folder: str
    problem: str
    remedy: str

    def __init__(self, folder: str, problem: str, remedy: str) -> None:
        super().__init__(folder, problem, remedy)
        self.folder, self.problem, self.remedy = folder, problem, remedy

    def __reduce__(self) -> tuple[type["ExportError"], tuple[str, ...]]:
        # OSError keeps its first arguments for itself, so what was given is handed on by name.
        return type(self), (self.folder, self.problem, self.remedy)

    def __str__(self) -> str:
        return f"{self.folder}: {self.problem}. {self.remedy}"


class FetchError(RjdataError, OSError):
    """A file that could not be fetched."""

    key: str
    address: str
    path: str
    problem: str
    remedy: str

    def __init__(self, key: str, address: str, path: str, problem: str, remedy: str) -> None:
        super().__init__(key, address, path, problem, remedy)
        self.key, self.address, self.path, self.problem, self.remedy = key, address, path, problem, remedy

    def __reduce__(self) -> tuple[type["FetchError"], tuple[str, ...]]:
        # OSError keeps two of five arguments for itself, so what was given is handed on by name.
        return type(self), (self.key, self.address, self.path, self.problem, self.remedy)

    def __str__(self) -> str:
        return f"{self.key}: {self.problem} (address {self.address}, cache {self.path}). {self.remedy}"


class OfflineError(FetchError):
    """Fetching is switched off."""


class IntegrityError(FetchError):
    """The bytes fetched are not the bytes meant."""


class RemoteFileNotFoundError(FetchError):
    """No address has the file."""


class CacheNotWritableError(FetchError):
    """The cache cannot be written."""


class MirrorWarning(UserWarning):
    """A mirror that did not give a file; it came from the next address."""

    key: str
    failures: tuple[tuple[str, str], ...]

    def __init__(self, key: str, failures: tuple[tuple[str, str], ...]) -> None:
        super().__init__(key, failures)
        self.key, self.failures = key, failures

    def __str__(self) -> str:
        told = "; ".join(f"{address}: {problem}" for address, problem in self.failures)
        return f"{self.key} came from another address, because of {told}. Mend the mirror, or take it out of RJDATA_MIRROR"

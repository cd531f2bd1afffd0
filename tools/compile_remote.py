"""``data/remote.yaml`` → the list of files that a release can fetch, as bytes that it freezes."""

from pathlib import Path
from typing import Annotated, Any, ClassVar
from urllib.parse import unquote

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, computed_field, field_validator

from rjdata.models.base import Sha256, Text
from rjdata.store import canonical_json
from tools.problems import Problem
from tools.reader import read_yaml

REMOTE = "remote.yaml"
_PINNED = r"^https://[^ ?#]+/[0-9a-f]{40}/([A-Za-z0-9._%-]+/)*[A-Za-z0-9][A-Za-z0-9._%-]*$"
"""An address with a commit in it: what a branch holds changes, and with it the digest."""


class RemoteFileRecord(BaseModel):
    """A file that is fetched where it is needed, as a curator describes it."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="forbid")

    key: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]
    title: Text
    publisher: Text
    address: Annotated[str, StringConstraints(pattern=_PINNED)]
    size: Annotated[int, Field(gt=0)]
    sha256: Sha256
    row_count: Annotated[int, Field(gt=0)]
    format: Text
    period: Text
    licence: Text
    licence_evidence: Text
    citation: Text
    note: Text | None = None

    @field_validator("address")
    @classmethod
    def _ends_in_a_name(cls, address: str) -> str:
        name = _name_at(address)
        if set(name) & set('/\\:*?"<>|') or not name.isprintable():
            raise ValueError(f"it ends in {name!r}, which is no name of a file on every system; take the file from another address")
        return address

    @computed_field  # type: ignore[prop-decorator] # mypy knows no decorator on top of property
    @property
    def name(self) -> str:
        """Name of the file: the end of its address."""
        return _name_at(self.address)


def _name_at(address: str) -> str:
    return unquote(address.rpartition("/")[2])


def gather_remote(folder: Path) -> tuple[list[RemoteFileRecord], list[Problem]]:
    """Read the files of a data folder, by key, and what is wrong with them. A folder without the list has none."""
    path = folder / REMOTE
    if not path.exists():
        return [], []
    value, problems = read_yaml(path, folder)
    files = []
    for key, described in sorted((value or {}).items()):
        try:
            files.append(RemoteFileRecord.model_validate({**described, "key": key} if isinstance(described, dict) else {"key": key}))
        except ValidationError as error:
            problems += [_problem(key, detail) for detail in error.errors(include_url=False)]
    return files, [*problems, *_repeated(files)]


def _problem(key: str, detail: Any) -> Problem:
    got = f", got {detail['input']!r}" if isinstance(detail["input"], str) else ""
    return Problem(REMOTE, key, f"remote.{detail['loc'][0]}", detail["type"], detail["msg"] + got)


def _repeated(files: list[RemoteFileRecord]) -> list[Problem]:
    seen: dict[str, str] = {}
    problems = []
    for file in files:
        if file.sha256 in seen:
            problems.append(Problem(REMOTE, file.key, "remote.sha256", "remote-file-twice", f"{seen[file.sha256]} is the same file"))
        seen[file.sha256] = file.key
    return problems


def write_remote(files: list[RemoteFileRecord]) -> bytes:
    """Write the files as a release freezes them; what is not known is left out."""
    return canonical_json({"files": [file.model_dump(exclude_none=True) for file in files]}) + b"\n"

"""What is wrong with curated data: one :class:`Problem` each, gathered, never only the first."""

from collections.abc import Iterable

import attrs


@attrs.frozen(order=True)
class Problem:
    """One broken rule.

    Attributes
    ----------
    file
        File below the data folder.
    record
        Id of the record or row.
    column
        ``<table>.<column>``, or empty where the whole file or row is meant.
    rule
        Name of the rule.
    message
        What was found and what was expected.
    """

    file: str
    record: str
    column: str
    rule: str
    message: str

    def __str__(self) -> str:
        where = ": ".join(part for part in (self.file, self.record, self.column) if part)
        return f"{where}: {self.message} [{self.rule}]"


class DataError(Exception):
    """Curated data breaks rules; all of them are in ``problems``."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join([*(str(problem) for problem in self.problems), f"{len(self.problems)} problems"])

"""Paired rounds: floor and case in turn, a ratio a round. Times differ between machines and hours; ratios much less."""

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import quantiles
from time import perf_counter

import attrs


@attrs.frozen
class Budget:
    """A case, what it is measured against, and how many times as long it may take.

    Attributes
    ----------
    name
        What is measured.
    floor
        What it is measured against.
    limit
        Largest ratio allowed.
    case_run, floor_run
        Callables that return seconds.
    rounds
        Number of paired rounds.
    """

    name: str
    floor: str
    limit: float
    case_run: Callable[[], float]
    floor_run: Callable[[], float]
    rounds: int


@attrs.frozen
class Result:
    """Quartiles of the ratios of a budget's rounds."""

    budget: Budget
    lower: float
    median: float
    upper: float

    @property
    def is_met(self) -> bool:
        """Whether the lower quartile is within the limit: a ratio that noise cannot explain fails."""
        return self.lower <= self.budget.limit


def measure(budget: Budget, seed: int = 0) -> Result:
    """Run the rounds of a budget, the order of each pair shuffled, after one round that is not counted."""
    shuffle = random.Random(seed)  # noqa: S311 - order, not a secret
    ratios = []
    for number in range(budget.rounds + 1):
        runs: list[tuple[str, Callable[[], float]]] = [("case", budget.case_run), ("floor", budget.floor_run)]
        shuffle.shuffle(runs)
        times = {name: run() for name, run in runs}
        if number:
            ratios.append(times["case"] / times["floor"])
    lower, median, upper = quantiles(ratios, n=4)
    return Result(budget, lower, median, upper)


def process(code: str) -> Callable[[], float]:
    """Time a new interpreter that runs `code`."""

    def run() -> float:
        start = perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
        return perf_counter() - start

    return run


def calls(function: Callable[[], object], times: int) -> Callable[[], float]:
    """Time `times` calls of a function in this process."""

    def run() -> float:
        start = perf_counter()
        for _ in range(times):
            function()
        return perf_counter() - start

    return run


@contextmanager
def environment(**variables: str) -> Iterator[None]:
    """Set variables of the environment while the block runs."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def table(results: list[Result]) -> Iterator[str]:
    """Write results as lines of a Markdown table."""
    yield "| what | over | limit | lower quartile | median | upper quartile | |"
    yield "|---|---|--:|--:|--:|--:|---|"
    for result in results:
        budget, word = result.budget, "met" if result.is_met else "OVER"
        figures = f"{budget.limit:.2f} | {result.lower:.2f} | {result.median:.2f} | {result.upper:.2f}"
        yield f"| {budget.name} | {budget.floor} | {figures} | {word} |"

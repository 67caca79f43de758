"""Times two things by turns, so that a busy machine slows both alike, and tells their ratio."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

Piece = Callable[[], float]
"""Does a piece of work once and returns the seconds of the part that counts."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, against what, how often, and how it came out, in seconds or in MB."""

    what: str
    against: str
    goal: float
    ours: tuple[float, ...]
    bare: tuple[float, ...]
    unit: Literal["s", "MB"] = "s"

    @property
    def ratio(self) -> float:
        """Return the median of ours over the median of the baseline."""
        return statistics.median(self.ours) / statistics.median(self.bare)

    @property
    def spread(self) -> tuple[float, float]:
        """Return the lower and upper quartile of the ratios of the pairs."""
        lower, _, upper = statistics.quantiles([a / b for a, b in zip(self.ours, self.bare, strict=True)], n=4)
        return lower, upper

    @property
    def meets(self) -> bool:
        """Say whether the ratio is within its goal."""
        return self.ratio <= self.goal


def measure(what: str, against: str, goal: float, *, ours: Piece, bare: Piece, repeats: int) -> Row:
    """Return a row of so many repeats by turns, after one round of each that does not count."""
    ours()
    bare()
    first: list[float] = []
    second: list[float] = []
    for number in range(repeats):
        gc.collect()
        # Whoever goes second finds the disk busier: they take turns at that too.
        if number % 2:
            second.append(bare())
            first.append(ours())
        else:
            first.append(ours())
            second.append(bare())
    return Row(what, against, goal, tuple(first), tuple(second))


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_words(found: Sequence[float], unit: Literal["s", "MB"] = "s") -> str:
    """Return the median of some times or sizes, with three digits that count."""
    middle = statistics.median(found)
    if unit == "MB":
        return f"{middle:.0f} MB"
    if middle >= 1:
        return f"{middle:.2f} s"
    return f"{middle * 1000:.3g} ms" if middle >= 0.0001 else f"{middle * 1_000_000:.3g} us"

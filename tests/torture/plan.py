"""How many kills there are in a run, and how they are shared out among all that is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.torture.deeds import DEEDS

WRITERS = ("typing", "sealing")
KINDS = (*WRITERS, *DEEDS)
EVERY_STEP = 10_000
# Whoever types and seals does so all day long; the deeds, of which there are many, happen once in a while.
_WRITERS_WEIGH = 6
# Of the kills of a deed, so many in a hundred come at a moment by chance, wherever the program is then.
_AT_A_MOMENT = 20


@dataclass(frozen=True)
class Plan:
    """How often each kind is killed, by which chance, whether each gets a Python of its own, and how many run at once.

    ``each`` is how often each deed is cut off, instead of its share of the ``kills``.
    """

    kills: int
    seed: int = 1
    cold: bool = False
    each: int = 0
    only: tuple[str, ...] = KINDS
    jobs: int = 1

    def share(self, kind: str) -> int:
        """Return how often a kind is killed."""
        if self.each and kind in DEEDS:
            return self.each
        return shares(self.kills, self.only)[kind]


def shares(kills: int, kinds: Sequence[str]) -> dict[str, int]:
    """Return how many of the kills each kind gets; together they are all of them."""
    weights = {kind: 1 if kind in DEEDS else _WRITERS_WEIGH for kind in kinds}
    whole, given, passed = sum(weights.values()), 0, 0
    found: dict[str, int] = {}
    for kind, weight in weights.items():
        passed += weight
        found[kind] = kills * passed // whole - given
        given += found[kind]
    return found


def at_steps_and_moments(kills: int, steps: int) -> tuple[int, int]:
    """Return how many kills of a deed come at one of its steps, and how many at a moment by chance.

    A deed of few steps is killed at moments instead, so that there are as many kills as were asked for.
    """
    if kills >= EVERY_STEP:
        return steps, 0
    at_steps = min(kills - kills * _AT_A_MOMENT // 100, steps)
    return at_steps, kills - at_steps

"""Chance that can be repeated: the same seed draws the same, in whatever order things are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

_T = TypeVar("_T")


def chance(seed: int, *about: object) -> Random:
    """Return a source of chance for one thing in a story, such as one incident; nothing secret comes of it."""
    return Random("/".join(str(part) for part in (seed, *about)))  # noqa: S311


def one_of(rng: Random, among: Sequence[_T], weights: Mapping[_T, float] | None = None) -> _T:
    """Return one of some things; one that is not weighted counts 1."""
    if not weights:
        return among[int(rng.random() * len(among))]
    return rng.choices(among, [weights.get(one, 1.0) for one in among])[0]


def some_of(rng: Random, among: Sequence[_T], count: int, weights: Mapping[_T, float] | None = None) -> tuple[_T, ...]:
    """Return up to so many different things, in the order in which they were given."""
    chosen: list[_T] = []
    left = list(among)
    while left and len(chosen) < count:
        weighed = [1.0 if weights is None else weights.get(one, 1.0) for one in left]
        if not any(weighed):
            break
        chosen.append(rng.choices(left, weighed)[0])
        left.remove(chosen[-1])
    return tuple(one for one in among if one in chosen)

"""Deeds cut off at one step after another: looked at by a lead, done again to the end, and looked at once more."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from rrn_desktop.services import verifying
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_numbers
from tests.torture.counts import Count
from tests.torture.deed import Deed, Facts, Stages, rows
from tests.torture.place import NEXT_DAY, Place
from tests.torture.victims import start_deed


@dataclass(frozen=True)
class Seen:
    """What a lead finds who signs in: the stages of the deed, and what does not hold."""

    stages: Stages
    broken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """What a deed said before it ended: the stages that it acknowledged, and its steps if it came to its end."""

    stages: tuple[str, ...]
    steps: int | None


@dataclass(frozen=True)
class Cutting:
    """One deed that is cut off again and again, each time in a new copy of the same prepared place."""

    deed: Deed
    prepared: Place
    count: Count
    folder: Path
    cold: bool = False
    said: Path = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "said", self.folder / "said")

    def steps(self) -> int:
        """Return how many steps there are when nothing cuts it off."""
        return self._run(self._copy("whole"), None).steps or 0

    def cut_at(self, step: int) -> None:
        """Cut it off at a step, look, do it again to its end, look again, and count what was wrong."""
        place = self._copy(f"step-{step}")
        told = self._run(place, step)
        seen = look(self.deed, place)
        self.count.kills += 1
        self.count.in_mid_write += bool(set(seen.stages) - set(told.stages))
        self.count.acknowledged += len(told.stages)
        self.count.not_told += sum(
            stage not in told.stages and min(facts.values()) > 0 for stage, facts in seen.stages.items()
        )
        self._compare(seen, told.stages, f"cut off at step {step}")
        self._run(place, None)
        again = look(self.deed, place)
        self._compare(again, again.stages, f"cut off at step {step} and done again")
        shutil.rmtree(place.folder)

    def _compare(self, seen: Seen, expected: Iterable[str], where: str) -> None:
        for stage in expected:
            self.count.lost += [f"{where}: {stage}: {part}" for part in missing(seen.stages.get(stage, {stage: 0}))]
        for stage, facts in seen.stages.items():
            self.count.twice += [f"{where}: {stage}: {part}" for part in doubled(facts)]
            self.count.broken += [f"{where}: {stage} is half done: {dict(facts)}"] if is_half_done(facts) else []
        self.count.broken += [f"{where}: {one}" for one in seen.broken]

    def _copy(self, name: str) -> Place:
        return replace(self.prepared, folder=Path(shutil.copytree(self.prepared.folder, self.folder / name)))

    def _run(self, place: Place, last: int | None) -> Told:
        cut_off = start_deed(place.folder, self.deed.name, last, self.said, cold=self.cold).wait()
        lines = self.said.read_text("utf-8").splitlines()
        told = Told(
            tuple(line.removeprefix("kept ") for line in lines if line.startswith("kept ")),
            next((int(line.split()[1]) for line in lines if line.startswith("steps ")), None),
        )
        if not cut_off and told.steps is None:
            self.count.fell_over.append(self.said.with_suffix(".err").read_text("utf-8"))
        return told


def cut(cutting: Cutting, rounds: int, chance: random.Random) -> None:
    """Cut a deed off so many times, spread over all its steps; at each of them, when there are fewer."""
    for step in spread(cutting.steps(), rounds, chance):
        cutting.cut_at(step)


def spread(steps: int, rounds: int, chance: random.Random) -> tuple[int, ...]:
    """Return so many different steps, one by chance from each stretch of equal length."""
    if rounds >= steps:
        return tuple(range(1, steps + 1))
    ends = [steps * part // rounds for part in range(rounds + 1)]
    return tuple(chance.randint(start + 1, end) for start, end in pairwise(ends))


def look(deed: Deed, place: Place) -> Seen:
    """Sign a lead in, count what is there, and prove all that was sealed."""
    with place.quiet().entered("lead", NEXT_DAY) as session:
        broken = [f"{one.code}: {one.says}" for one in verifying.verify_store(session).findings]
        return Seen(deed.stages(place, session), (*broken, *_numbers(session)))


def missing(facts: Facts) -> list[str]:
    """Return the parts that are not there."""
    return [part for part, count in facts.items() if count < 1]


def doubled(facts: Facts) -> list[str]:
    """Return the parts that are there more than once."""
    return [part for part, count in facts.items() if count > 1]


def is_half_done(facts: Facts) -> bool:
    """Say whether some parts of what stands or falls together are there, and others are not."""
    return len({count > 0 for count in facts.values()}) > 1


def _numbers(session: Session) -> Iterator[str]:
    numbers = Counter(row.number for row in rows(session, "notice"))
    yield from (f"number {number} was given out {count} times" for number, count in numbers.items() if count > 1)
    counts = {found.count for number in numbers if (found := desk_numbers.parse_number(number or ""))}
    yield from (f"number {one} is missing" for one in range(1, max(counts, default=0)) if one not in counts)

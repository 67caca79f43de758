"""Deeds cut off at one step after another: looked at by a lead, done again to the end, and looked at once more."""

from __future__ import annotations

import random
import shutil
import time
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
from tests.torture.plan import at_steps_and_moments
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
    begun: bool = True


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

    def whole(self) -> tuple[int, float]:
        """Return how many steps there are when nothing cuts it off, and how many seconds it takes."""
        if not self.cold:
            # In this process, so that all that it imports late is there for each copy of this process.
            self.deed.do(self._copy("rehearsed").quiet())
        place, began = self._copy("whole"), time.perf_counter()
        steps = self._run(place, None).steps or 0
        return steps, time.perf_counter() - began

    def cut_at(self, step: int) -> None:
        """Cut it off at a step, look, do it again to its end, look again, and count what was wrong."""
        place = self._copy(f"step-{step}")
        self._judge(place, self._run(place, step), f"cut off at step {step}")

    def cut_after(self, seconds: float) -> bool:
        """Do the same at a moment, wherever it is then; say whether it was not yet at its end."""
        place = self._copy("moment")
        told = self._killed(place, seconds)
        if told.steps is None:
            self.count.at_the_start += not told.begun
            self._judge(place, told, f"killed after {seconds:.3f} seconds")
            return True
        shutil.rmtree(place.folder)
        return False

    def _judge(self, place: Place, told: Told, where: str) -> None:
        seen = look(self.deed, place)
        self.count.kills += 1
        self.count.in_mid_write += bool(set(seen.stages) - set(told.stages))
        self.count.acknowledged += len(told.stages)
        self.count.not_told += sum(
            stage not in told.stages and min(facts.values()) > 0 for stage, facts in seen.stages.items()
        )
        self._compare(seen, told.stages, where)
        self._run(place, None)
        again = look(self.deed, place)
        self._compare(again, again.stages, f"{where} and done again")
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
        return self._told(start_deed(place.folder, self.deed.name, last, self.said, cold=self.cold).wait())

    def _killed(self, place: Place, seconds: float) -> Told:
        # What the one before said is not what this one says, if it does not come to its first word.
        self.said.unlink(missing_ok=True)
        victim = start_deed(place.folder, self.deed.name, None, self.said, cold=self.cold)
        time.sleep(seconds)
        return self._told(victim.kill())

    def _told(self, cut_off: bool) -> Told:
        # A kill may come before the first word, or even before the file for it.
        lines = self.said.read_text("utf-8").splitlines() if self.said.exists() else []
        told = Told(
            tuple(line.removeprefix("kept ") for line in lines if line.startswith("kept ")),
            next((int(line.split()[1]) for line in lines if line.startswith("steps ")), None),
            begun="begun" in lines,
        )
        if not cut_off and told.steps is None:
            self.count.fell_over.append(self.said.with_suffix(".err").read_text("utf-8"))
        return told


def cut(cutting: Cutting, kills: int, chance: random.Random) -> None:
    """Cut a deed off so many times: most of them spread over all its steps, the rest at moments by chance."""
    steps, seconds = cutting.whole()
    at_steps, at_moments = at_steps_and_moments(kills, steps)
    for step in spread(steps, at_steps, chance):
        cutting.cut_at(step)
    for _ in range(at_moments):
        # On a machine that is busy now and quiet later it may be at its end already: then sooner.
        longest = seconds
        while not cutting.cut_after(chance.uniform(0.0, longest)):
            longest *= 0.7


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

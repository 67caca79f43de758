"""Kills in batches, each in a store of its own, and the counted table of what they did."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rrn_desktop.services.signing_in import sign_in
from tests.journeys.site import AUTHOR, PASSPHRASES, copy_of, make_site
from tests.torture.accounts import Told, look
from tests.torture.victims import start

KINDS = ("typing", "sealing")
_KILLS_IN_A_STORE = 10
_LONGEST_WAIT = 1.2
# A quarter of the kills fall on signing in, which is short.
_AT_THE_START = 0.25


@dataclass
class Count:
    """What the kills of one kind of writer did."""

    kind: str
    kills: int = 0
    at_the_start: int = 0
    in_mid_write: int = 0
    acknowledged: int = 0
    not_told: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    fell_over: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def clean(self) -> bool:
        """Say whether nothing was lost, doubled or broken, and each writer lived until its kill."""
        return not (self.lost or self.twice or self.broken or self.fell_over)


@dataclass(frozen=True)
class Plan:
    """How often, by which chance, and whether each writer gets a Python of its own."""

    rounds: int
    seed: int
    cold: bool = False


def run(plan: Plan) -> Iterator[Count]:
    """Kill so many writers of each kind."""
    chance = random.Random(plan.seed)
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        site = Path(folder) / "site"
        site.mkdir()
        fresh = make_site(site)
        sign_in_takes = _seconds_to_sign_in(fresh)
        for kind in KINDS:
            count = Count(kind)
            began = time.perf_counter()
            while count.kills < plan.rounds:
                batch = Path(folder) / f"{kind}-{count.kills}"
                batch.mkdir()
                kills = min(_KILLS_IN_A_STORE, plan.rounds - count.kills)
                waits = [_wait(chance, sign_in_takes, cold=plan.cold) for _ in range(kills)]
                _batch(copy_of(fresh, batch), count, waits, cold=plan.cold)
            count.seconds = time.perf_counter() - began
            yield count


def _batch(store: Path, count: Count, waits: list[float], *, cold: bool) -> None:
    told = Told(count.kind)
    for number, wait in enumerate(waits):
        said = store.parent / f"said-{number}"
        victim = start(store, count.kind, said, cold=cold)
        time.sleep(wait)
        ran = victim.kill()
        lines = said.read_text("utf-8").splitlines() if said.exists() else []
        told.take(lines)
        found = look(store, told)
        count.kills += 1
        count.at_the_start += "in" not in lines
        count.in_mid_write += bool(lines) and lines[-1].startswith("try")
        count.lost += found.lost
        count.twice += found.twice
        count.broken += found.broken
        count.not_told += found.not_told
        if not ran:
            count.fell_over.append(said.with_suffix(".err").read_text("utf-8"))
    count.acknowledged += told.acknowledged


def _wait(chance: random.Random, sign_in_takes: float, *, cold: bool) -> float:
    python = 1.0 if cold else 0.0
    if chance.random() < _AT_THE_START:
        return chance.uniform(0.0, sign_in_takes + python)
    return python + sign_in_takes + chance.uniform(0.0, _LONGEST_WAIT)


def _seconds_to_sign_in(store: Path) -> float:
    began = time.perf_counter()
    sign_in(store, AUTHOR, PASSPHRASES[AUTHOR]).close()
    return time.perf_counter() - began

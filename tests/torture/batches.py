"""Kills in batches, each in a store of its own, and what they did, counted."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rrn_desktop.services.signing_in import sign_in
from tests.journeys.site import AUTHOR, PASSPHRASES, copy_of, make_site
from tests.torture.accounts import Told, look
from tests.torture.counts import Count
from tests.torture.cutting import Cutting, cut
from tests.torture.deeds import DEEDS, prepared
from tests.torture.place import Place, make_place
from tests.torture.plan import Plan
from tests.torture.victims import start

_KILLS_IN_A_STORE = 10
_LONGEST_WAIT = 1.2
# A quarter of the kills fall on signing in, which is short.
_AT_THE_START = 0.25


@dataclass(frozen=True)
class _Ground:
    """Where all kinds begin: a fresh site, a fresh place, and a folder for what becomes of their copies."""

    site: Path
    place: Place
    folder: Path


def run(plan: Plan) -> Iterator[Count]:
    """Kill so many writers of each kind, and cut each deed off; the counts come in the order of the plan."""
    with tempfile.TemporaryDirectory(prefix="torture-") as name:
        folder = Path(name)
        ground = _Ground(make_site(_made(folder / "site")), make_place(_made(folder / "place")), folder)
        one = partial(_one, plan, ground)
        if plan.jobs == 1:
            yield from map(one, plan.only)
            return
        # Each process takes kind after kind, and forks or starts those who are killed by itself.
        with multiprocessing.get_context("spawn").Pool(plan.jobs) as pool:
            yield from pool.imap(one, plan.only)


def _one(plan: Plan, ground: _Ground, kind: str) -> Count:
    """Kill one kind as often as is planned; its chance is its own, whatever else runs."""
    count, began = Count(kind), time.perf_counter()
    chance = random.Random(f"{plan.seed} {kind}")
    folder = _made(ground.folder / kind)
    try:
        if kind in DEEDS:
            _cut(ground.place, count, plan, chance, folder)
        else:
            _kill(ground.site, count, plan, chance, folder)
    except Exception:  # noqa: BLE001 - whatever it is counts, and keeps none of the other kinds from being killed
        count.fell_over.append(traceback.format_exc())
    shutil.rmtree(folder)
    count.seconds = time.perf_counter() - began
    return count


def _cut(fresh: Place, count: Count, plan: Plan, chance: random.Random, folder: Path) -> None:
    place = prepared(fresh, Path(shutil.copytree(fresh.folder, folder / "prepared")), count.kind)
    cut(Cutting(DEEDS[count.kind], place, count, folder, plan.cold), plan.share(count.kind), chance)


def _kill(fresh: Path, count: Count, plan: Plan, chance: random.Random, folder: Path) -> None:
    # In a store of its own: another kind may begin from the fresh one at this very moment.
    sign_in_takes, wanted = _seconds_to_sign_in(copy_of(fresh, _made(folder / "measured"))), plan.share(count.kind)
    while count.kills < wanted:
        batch = _made(folder / str(count.kills))
        kills = min(_KILLS_IN_A_STORE, wanted - count.kills)
        waits = [_wait(chance, sign_in_takes, cold=plan.cold) for _ in range(kills)]
        _batch(copy_of(fresh, batch), count, waits, cold=plan.cold)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


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

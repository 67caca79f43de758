"""``python -m tests.torture``: kill the program again and again in all that it writes, and count what is lost."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from tests.torture.batches import run
from tests.torture.counts import Count
from tests.torture.plan import EVERY_STEP, KINDS, Plan

_COLUMNS: dict[str, Callable[[Count], object]] = {
    "killed while": lambda count: count.kind,
    "kills": lambda count: count.kills,
    "signing in": lambda count: count.at_the_start,
    "in mid-write": lambda count: count.in_mid_write,
    "acknowledged": lambda count: count.acknowledged,
    "kept, not told": lambda count: count.not_told,
    "lost": lambda count: len(count.lost),
    "twice": lambda count: len(count.twice),
    "broken": lambda count: len(count.broken),
    "fell over": lambda count: len(count.fell_over),
    "seconds": lambda count: round(count.seconds),
}
_WHOLE = "all"
_USUAL, _SHORT, _JOBS = 1000, 90, 2


def main(words: Sequence[str] | None = None) -> int:
    """Run as the command line says; 0 when nothing was lost, doubled or broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=(__doc__ or "").strip())
    kills = f"how many kills, shared out among all that is written ({_USUAL})"
    parser.add_argument("--kills", type=int, default=_USUAL, help=kills)
    parser.add_argument("--short", action="store_true", help=f"{_SHORT} kills, so that each kind has a few")
    parser.add_argument("--every-step", action="store_true", help="a kill at every single step of what follows")
    parser.add_argument("--only", nargs="+", choices=KINDS, default=KINDS, metavar="KIND", help="only these rows")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other moments")
    parser.add_argument("--jobs", type=int, default=_JOBS, help=f"how many kinds at the same time ({_JOBS})")
    parser.add_argument("--cold", action="store_true", help="start a new Python for each kill, so its start is hit too")
    parser.add_argument("--json", action="store_true", help="print the counts as one JSON object")
    chosen = parser.parse_args(words)
    each = EVERY_STEP if chosen.every_step else 0
    wanted = _SHORT if chosen.short else chosen.kills
    plan = Plan(wanted, chosen.seed, chosen.cold, each, tuple(chosen.only), chosen.jobs)
    began = time.perf_counter()
    counts = list(_seen(run(plan)))
    counts.append(_summed(counts, time.perf_counter() - began))
    sys.stdout.write(_as_json(counts) if chosen.json else _as_table(counts))
    for count in counts[:-1]:
        for what in (*count.lost, *count.twice, *count.broken, *count.fell_over):
            sys.stderr.write(f"{count.kind}: {what}\n")
    return 0 if all(count.clean for count in counts) else 1


def _seen(counts: Iterable[Count]) -> Iterator[Count]:
    """Pass the counts on, and say on standard error how far the run has come: it takes a while."""
    for count in counts:
        said = "clean" if count.clean else "NOT CLEAN"
        sys.stderr.write(f"{count.kind}: {count.kills} kills, {said}, {count.seconds:.0f} seconds\n")
        yield count


def _summed(counts: Sequence[Count], seconds: float) -> Count:
    whole = Count(_WHOLE, seconds=seconds)
    for count in counts:
        whole.add(count)
    return whole


def _as_json(counts: Sequence[Count]) -> str:
    return json.dumps({count.kind: {name: read(count) for name, read in _COLUMNS.items()} for count in counts}) + "\n"


def _as_table(counts: Sequence[Count]) -> str:
    rows = [list(_COLUMNS), *([str(read(count)) for read in _COLUMNS.values()] for count in counts)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_COLUMNS))]
    return "".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) + "\n" for row in rows)


if __name__ == "__main__":
    sys.exit(main())

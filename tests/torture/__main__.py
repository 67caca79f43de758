"""``python -m tests.torture``: kill the program again and again in all that it writes, and count what is lost."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence

from tests.torture.batches import KINDS, Plan, run
from tests.torture.counts import Count

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
_USUAL, _SHORT, _EVERY = 50, 6, 10_000


def main(words: Sequence[str] | None = None) -> int:
    """Run as the command line says; 0 when nothing was lost, doubled or broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=(__doc__ or "").strip())
    rounds = f"kills while typing and while sealing ({_USUAL}); a tenth of it in each thing that follows an incident"
    parser.add_argument("--rounds", type=int, default=_USUAL, help=rounds)
    parser.add_argument("--short", action="store_true", help=f"{_SHORT} kills while typing and while sealing")
    parser.add_argument("--every-step", action="store_true", help="a kill at every single step of what follows")
    parser.add_argument("--only", nargs="+", choices=KINDS, default=KINDS, metavar="KIND", help="only these rows")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other moments")
    parser.add_argument("--cold", action="store_true", help="start a new Python for each kill, so its start is hit too")
    parser.add_argument("--json", action="store_true", help="print the counts as one JSON object")
    chosen = parser.parse_args(words)
    each = _EVERY if chosen.every_step else 0
    plan = Plan(_SHORT if chosen.short else chosen.rounds, chosen.seed, chosen.cold, each, tuple(chosen.only))
    counts = list(run(plan))
    sys.stdout.write(_as_json(counts) if chosen.json else _as_table(counts))
    for count in counts:
        for what in (*count.lost, *count.twice, *count.broken, *count.fell_over):
            sys.stderr.write(f"{count.kind}: {what}\n")
    return 0 if all(count.clean for count in counts) else 1


def _as_json(counts: Sequence[Count]) -> str:
    return json.dumps({count.kind: {name: read(count) for name, read in _COLUMNS.items()} for count in counts}) + "\n"


def _as_table(counts: Sequence[Count]) -> str:
    rows = [list(_COLUMNS), *([str(read(count)) for read in _COLUMNS.values()] for count in counts)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_COLUMNS))]
    return "".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) + "\n" for row in rows)


if __name__ == "__main__":
    sys.exit(main())

"""``python -m tests.torture``: kill the program again and again while it types and seals, and count what is lost."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence

from tests.torture.batches import Count, Plan, run

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
_SHORT = 6


def main(words: Sequence[str] | None = None) -> int:
    """Run as the command line says; 0 when nothing was lost, doubled or broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=(__doc__ or "").strip())
    parser.add_argument("--rounds", type=int, default=100, help="kills of each kind of writer (100)")
    parser.add_argument("--short", action="store_true", help=f"{_SHORT} kills of each kind")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other moments")
    parser.add_argument("--cold", action="store_true", help="start a new Python for each kill, so its start is hit too")
    parser.add_argument("--json", action="store_true", help="print the counts as one JSON object")
    chosen = parser.parse_args(words)
    plan = Plan(_SHORT if chosen.short else chosen.rounds, chosen.seed, chosen.cold)
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

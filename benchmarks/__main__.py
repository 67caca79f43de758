"""`python -m benchmarks` measures everything and prints one table."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import demo_store, desk, ledger, memory, neighbour, package, paper, register, start
from benchmarks.measuring import Row, in_words
from benchmarks.site import make_site


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of everything is measured."""

    records: int
    entries: int
    starts: int
    quick_things: int
    slow_things: int
    windows: int = 0
    neighbour: int = 0
    demo: bool = False


QUICK = Sizes(records=5_000, entries=500, starts=5, quick_things=20, slow_things=3, windows=2, demo=True)
USUAL = Sizes(records=100_000, entries=2_000, starts=15, quick_things=60, slow_things=7, windows=3, neighbour=9)
FULL = Sizes(records=100_000, entries=100_000, starts=30, quick_things=200, slow_things=3, windows=3, neighbour=9)


def main(words: Sequence[str] | None = None) -> int:
    """Measure in the size that was asked for, and say how it came out; a missed goal is no failure of the run."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="Speed, as ratios to bare baselines.")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", dest="sizes", action="store_const", const=QUICK, help="small sizes, in a minute")
    size.add_argument("--full", dest="sizes", action="store_const", const=FULL, help="a ledger of 100,000 entries too")
    size.add_argument("--store", type=Path, metavar="D", help="a store that 'rrn demo' made, measured where it is")
    parser.set_defaults(sizes=USUAL)
    chosen = parser.parse_args(words)
    rows, remarks = demo_store.measured(chosen.store) if chosen.store else run(chosen.sizes)
    console = Console(width=None if sys.stdout.isatty() else 150)
    console.print(table(rows))
    for remark in remarks:
        console.print(remark, highlight=False)
    return 0


def run(sizes: Sizes) -> tuple[list[Row], list[str]]:
    """Return all rows, and what there is to say beside them; everything made for it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="rrn-bench-") as made:
        folder = Path(made)
        store = make_site(folder, demo=sizes.demo)
        started, loaded = start.cold_start(store, sizes.starts)
        beside = [neighbour.told(store, folder, sizes.neighbour)] if sizes.neighbour else []
        rows = [started, desk.autosave(store, folder, sizes.quick_things)]
        sealed, passphrase = desk.seal(store, folder, sizes.quick_things)
        rows += sealed
        rows += register.measured(store, sizes.records, sizes.quick_things)
        held = _windows(store, folder, sizes)
        rows += ledger.measured(store, sizes.entries, sizes.slow_things)
        rows.append(paper.measured(store, sizes.quick_things))
        of_packages = folder / "of-packages"
        packed, of_package = package.measured(
            make_site(of_packages, demo=sizes.demo), of_packages, sizes.records, sizes.slow_things
        )
    windows, of_windows = [row for row, _said in held], [said for _row, said in held]
    return [*rows, *windows, packed], [loaded, *beside, passphrase, of_package, *of_windows]


def _windows(store: Path, folder: Path, sizes: Sizes) -> list[tuple[Row, str]]:
    """Return how much memory a window takes, where that is asked for."""
    if not sizes.windows:
        return []
    empty = make_site(folder / "of-windows", demo=sizes.demo)
    return [memory.measured(store, empty, sizes.records, sizes.windows)]


def table(rows: Sequence[Row]) -> Table:
    """Return the rows as a table."""
    drawn = Table(title="Speed: medians of repeats by turns; the spread is the middle half of the pairs' ratios")
    for name in ("what", "against", "ours", "bare", "ratio", "spread", "goal", "verdict"):
        drawn.add_column(name, justify="left" if name in {"what", "against", "verdict"} else "right")
    for row in rows:
        lower, upper = row.spread
        times = in_words(row.ours, row.unit), in_words(row.bare, row.unit)
        verdict = "meets its goal" if row.meets else "misses its goal"
        drawn.add_row(
            row.what,
            row.against,
            *times,
            f"{row.ratio:.2f}",
            f"{lower:.2f} to {upper:.2f}",
            f"<= {row.goal:g}",
            verdict,
        )
    return drawn


if __name__ == "__main__":
    sys.exit(main())

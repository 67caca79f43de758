"""Memory: what a lead's window holds with a full register open, against the same window with an empty one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.measuring import Row

ROOT = Path(__file__).resolve().parent.parent


def measured(full: Path, empty: Path, records: int, repeats: int) -> tuple[Row, str]:
    """Open both registers in a new process each time, and use them alike; tell what stood in memory on the way."""
    ours, bare = [used(full) for _ in range(repeats)], [used(empty) for _ in range(repeats)]
    row = Row(
        f"{records:,} records: memory of the window",
        "the same window, empty register",
        1.5,
        tuple(one[-1] for one in ours),
        tuple(one[-1] for one in bare),
        unit="MB",
    )
    today, opened, after = ours[0]
    return row, (
        f"The window of a lead holds {today:.0f} MB with Today, {opened:.0f} MB with the register of {records:,} "
        f"records open, and {after:.0f} MB after it was gone through, searched and sorted."
    )


def used(store: Path) -> tuple[float, ...]:
    """Return the megabytes that a window holds with Today, with the register open, and after it was used."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.open_register", str(store)],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        check=True,
        text=True,
    )
    return tuple(float(one) for one in done.stdout.split())

"""Cold start: from starting the process to the painted sign-in."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.first_paint import PAINTED
from benchmarks.measuring import Row, measure

ROOT = Path(__file__).resolve().parent.parent
PLATFORM = os.environ.get("QT_QPA_PLATFORM", "offscreen")


def cold_start(store: Path, repeats: int) -> tuple[Row, str]:
    """Measure a whole new process each time, and tell what of the store was loaded before the sign-in was painted.

    The files themselves are in the memory of the system from the first round on.
    """
    loaded: set[str] = set()

    def ours() -> float:
        taken, names = until_painted("ours", str(store))
        loaded.update(names)
        return taken

    row = measure(
        "cold start to painted sign-in", "empty PySide6 main window", 1.5,
        ours=ours, bare=lambda: until_painted("bare")[0], repeats=repeats,
    )  # fmt: skip
    return (
        row,
        f"Loaded before the sign-in was painted, of what only the store needs: {', '.join(loaded) or 'nothing'}.",
    )


def until_painted(*words: str) -> tuple[float, list[str]]:
    """Return the seconds from starting a process to its painted window, and what it had loaded too early."""
    command = [sys.executable, "-m", "benchmarks.first_paint", *words]
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": PLATFORM}, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        said = (process.stdout.readline() if process.stdout else "").split()
        taken = time.perf_counter() - start
    if said[:1] != [PAINTED] or process.returncode:
        raise RuntimeError("no window was painted")
    return taken, said[1:]

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


def cold_start(store: Path, repeats: int) -> tuple[Row, str]:
    """Measure a whole new process each time, and tell what of the store was loaded before the sign-in was painted.

    From the first round on the files are in the memory of the system, and compiled as an installation has them.
    """
    loaded: set[str] = set()
    compiled = store.parent / "compiled"

    def ours() -> float:
        taken, names = until_painted(compiled, "ours", str(store))
        loaded.update(names)
        return taken

    def bare() -> float:
        return until_painted(compiled, "bare")[0]

    against = "empty PySide6 main window"
    row = measure("cold start to painted sign-in", against, 1.5, ours=ours, bare=bare, repeats=repeats)
    early = ", ".join(sorted(loaded)) or "nothing"
    return row, f"Loaded before the sign-in was painted, of what only the store needs: {early}."


def until_painted(compiled: Path, *words: str) -> tuple[float, list[str]]:
    """Return the seconds from starting a process to its painted window, and what it had loaded too early."""
    command = [sys.executable, "-m", "benchmarks.first_paint", *words]
    surroundings = {
        **os.environ,
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "PYTHONPYCACHEPREFIX": str(compiled),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    quiet = subprocess.DEVNULL
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, stderr=quiet, text=True
    ) as process:
        said = (process.stdout.readline() if process.stdout else "").split()
        taken = time.perf_counter() - start
    if said[:1] != [PAINTED] or process.returncode:
        raise RuntimeError("no window was painted")
    return taken, said[1:]

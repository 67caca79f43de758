"""How long it takes until a window is on the screen, beside KeePassXC, where the system has it; never part of a test.

A screen of its own is made by Xvfb, and xdotool says when the window is there: a few milliseconds late, for each alike.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.start import ROOT

_NEEDED = ("keepassxc", "Xvfb", "xdotool")
_PATIENCE = 60.0


def told(store: Path, folder: Path, repeats: int) -> str:
    """Return in words what each took, by turns; or that KeePassXC is not here."""
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing:
        return f"KeePassXC was not measured: {', '.join(missing)} is not installed."
    settings = folder / "keepassxc.ini"
    settings.write_text("[General]\nUpdateCheckMessageShown=true\n[GUI]\nCheckForUpdates=false\n", encoding="ascii")
    own = [sys.executable, "-c", "import sys; from ui.app import main; sys.exit(main())", "--store", str(store)]
    other = ["keepassxc", "--config", str(settings), "--localconfig", str(folder / "local.ini")]
    ours: list[float] = []
    theirs: list[float] = []
    with _screen() as display:
        surroundings = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": str(folder)}
        # The first round of each fills the system's memory, and does not count.
        for _ in range(repeats + 1):
            ours.append(_until_shown(own, "RRN", surroundings))
            theirs.append(_until_shown(other, "KeePassXC", surroundings))
    here, there = (statistics.median(one[1:]) for one in (ours, theirs))
    said = f"On a screen: the sign-in after {here * 1000:.0f} ms, KeePassXC's first window after {there * 1000:.0f} ms"
    return f"{said}, {here / there:.2f} times as long."


@contextmanager
def _screen() -> Iterator[str]:
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as screen:
        os.close(writing)
        try:
            with os.fdopen(reading, encoding="ascii") as said:
                yield f":{said.readline().strip()}"
        finally:
            screen.terminate()


def _until_shown(command: Sequence[str], name: str, surroundings: dict[str, str]) -> float:
    """Return the seconds from starting a program until a window of its name is on the screen, and end it."""
    quiet = subprocess.DEVNULL
    search = ["xdotool", "search", "--onlyvisible", "--name", name]
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=quiet, stderr=quiet) as program:
        try:
            while time.perf_counter() - start < _PATIENCE:
                if subprocess.run(search, env=surroundings, stdout=quiet, stderr=quiet, check=False).returncode == 0:
                    return time.perf_counter() - start
            raise RuntimeError("no window came up")
        finally:
            program.terminate()

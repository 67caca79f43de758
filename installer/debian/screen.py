"""A display without a screen, to see the window of the installed program on and to type into it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer.failing import BuildFailed, must

_GRAB = """
import sys
from PySide6.QtWidgets import QApplication
app = QApplication([])
image = app.primaryScreen().grabWindow(0).toImage()
image.save(sys.argv[1])
colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
print(len(colours))
"""
_A_WINDOW_HAS = 24
"""Colours that letters with smooth edges have at the least; an empty display has one or two."""
_WAITS = 120


class Screen:
    """What is on the display, by its name such as ``:7``."""

    def __init__(self, display: str) -> None:
        self.display = display
        self._environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}

    def picture(self, out: Path) -> int:
        """Save what is shown and return how many colours it has."""
        return int(must(sys.executable, "-c", _GRAB, out, environment=self._environment))

    def wait_for(self, title: str, out: Path) -> None:
        """Save a picture of the window of this title once it is painted; raises BuildFailed if that does not come."""
        ends = time.monotonic() + _WAITS
        while time.monotonic() < ends:
            found = subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--name", title], check=False, capture_output=True,
                env=self._environment,
            )  # fmt: skip
            if found.returncode == 0 and self.picture(out) >= _A_WINDOW_HAS:
                return
            time.sleep(1)
        raise BuildFailed(f"No window with the title {title} was painted within {_WAITS} s.")

    def type(self, *texts: str) -> None:
        """Type each of these and the key Return after it, as a person would."""
        for text in texts:
            must("xdotool", "type", "--delay", "30", text, environment=self._environment)
            time.sleep(0.5)
            must("xdotool", "key", "Return", environment=self._environment)
            time.sleep(0.5)

    def press(self, title: str, key: str) -> None:
        """Press a key, such as ``ctrl+l``, in the window of a title, which is given the focus as nobody else does."""
        must("xdotool", "search", "--onlyvisible", "--name", title, "windowfocus", environment=self._environment)
        time.sleep(1)
        must("xdotool", "key", key, environment=self._environment)
        time.sleep(0.5)


@contextmanager
def screen() -> Iterator[Screen]:
    """Have a display as long as it is needed; the server chooses a number that is free."""
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert server.stdout is not None
        number = server.stdout.readline().strip()
        if not number:
            raise BuildFailed("Xvfb did not start.")
        yield Screen(f":{number}")
    finally:
        server.terminate()
        server.wait()

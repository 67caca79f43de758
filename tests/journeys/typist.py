"""A program that opens a store in the window and types on and on, saying how far it is, until it is killed."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from tests.journeys import case_one as case
from tests.journeys.hands import Hands
from tests.journeys.site import AUTHOR, CLOCK
from ui.app import dress, open_window
from ui.arguments import Arguments

_EVERY = 40
"""Milliseconds between two keys: faster than anyone types, so that it never falls quiet."""


def main() -> None:
    """Type numbered words into the first long box; each line printed is ``monotonic-time words-typed``."""
    arguments = Arguments(Path(sys.argv[1]), (1000, 700), 1.0, None)
    app = dress(arguments)
    hands = Hands(open_window(app, arguments, CLOCK))
    hands.window.show()
    hands.window.activateWindow()
    case.sign_in(hands, AUTHOR)
    hands.press("Record an incident")
    case.write_who_and_where(hands)
    case.write_notice(hands)
    box = hands.tab_to("What was happening, and what did you see and hear?")
    assert isinstance(box, QPlainTextEdit)
    count = 0

    def type_on() -> None:
        nonlocal count
        count += 1
        QTest.keyClicks(box, f"w{count} ")
        sys.stdout.write(f"{time.monotonic()} {count}\n")
        sys.stdout.flush()

    timer = QTimer()
    timer.timeout.connect(type_on)
    timer.start(_EVERY)
    app.exec()


if __name__ == "__main__":
    main()

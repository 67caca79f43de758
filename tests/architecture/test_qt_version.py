"""PySide6 6.12.0 loses references to None, True and False on Python 3.11; it must not come in unseen."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys

_VOID_CALLS = 20_000
_COUNT = f"""
import sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel
class Thing(QObject):
    happened = Signal()

def counts():
    return [sys.getrefcount(value) for value in (None, True, False)]

app = QApplication([])
label, thing = QLabel(), Thing()
thing.happened.connect(label.clear)
before = counts()
for number in range({_VOID_CALLS}):
    label.setText("x")
    thing.happened.emit()
print(max(abs(now - then) for now, then in zip(counts(), before)))
"""


def test_the_installed_pyside_is_not_of_the_6_12_series() -> None:
    version = importlib.metadata.version("PySide6-Essentials")

    assert version.startswith("6.11.")


def test_twenty_thousand_calls_and_signals_lose_no_reference_to_none_true_or_false() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    counted = subprocess.run(
        [sys.executable, "-c", _COUNT], check=False, capture_output=True, text=True, env=environment
    )

    assert counted.returncode == 0, counted.stderr
    assert int(counted.stdout) < 100

"""PySide6 6.12.0 loses references to None on Python 3.11; it must not come in unseen."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys

_VOID_CALLS = 20_000
_COUNT = f"""
import sys
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label, thing = QLabel(), QObject()
before = sys.getrefcount(None)
for number in range({_VOID_CALLS}):
    label.setText("x")
    thing.setObjectName("y")
print(before - sys.getrefcount(None))
"""


def test_the_installed_pyside_is_not_of_the_6_12_series() -> None:
    version = importlib.metadata.version("PySide6-Essentials")

    assert version.startswith("6.11.")


def test_twenty_thousand_void_calls_lose_no_reference_to_none() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    counted = subprocess.run(
        [sys.executable, "-c", _COUNT], check=False, capture_output=True, text=True, env=environment
    )

    assert counted.returncode == 0, counted.stderr
    assert abs(int(counted.stdout)) < 100

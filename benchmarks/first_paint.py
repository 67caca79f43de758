"""Run as its own process: shows a window, says so once it is painted, and ends.

``python -m benchmarks.first_paint ours STORE`` shows the sign-in of the product, built by the product's own
functions; ``python -m benchmarks.first_paint bare`` an empty main window of PySide6.
"""

from __future__ import annotations

import sys

PAINTED = "painted"


def ours(store: str) -> None:
    """Show the sign-in of a store."""
    from ui.app import first_window
    from ui.arguments import read_arguments

    app, window = first_window(read_arguments(["--store", store]))
    app.processEvents()
    _say_painted(window.screen_shown())


def bare() -> None:
    """Show an empty main window."""
    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    middle = QWidget()
    window.setCentralWidget(middle)
    window.resize(1180, 800)
    window.show()
    app.processEvents()
    _say_painted(middle)


def _say_painted(widget: object) -> None:
    from PySide6.QtWidgets import QWidget

    if isinstance(widget, QWidget) and widget.isVisible() and not widget.visibleRegion().isEmpty():
        print(PAINTED, *(name for name in HEAVY if name in sys.modules), flush=True)


HEAVY = ("sqlalchemy", "sqlcipher3", "cryptography", "typer", "reportlab", "zxcvbn", "shamir_mnemonic")
"""What nobody needs before they sign in."""

if __name__ == "__main__":
    ours(sys.argv[2]) if sys.argv[1] == "ours" else bare()

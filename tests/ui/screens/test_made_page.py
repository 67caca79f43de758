"""The page for what was made says what is not in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from ui.screens.parts.made_page import MadePage
from ui.widgets.banner import Banner


def test_records_that_were_left_out_are_named_one_by_one(dressed: QApplication, tmp_path: Path) -> None:
    page = MadePage("It is ready", tmp_path, left_out=("2026-A-003: It was changed.", "2026-A-009: It was changed."))
    whole = MadePage("It is ready", tmp_path)

    said = [banner.accessibleName() for banner in page.findChildren(Banner)]

    assert any("2026-A-003: It was changed." in words and "2026-A-009" in words for words in said)
    assert len(said) == len(whole.findChildren(Banner)) + 1

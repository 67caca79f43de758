"""The names that scripts and screen readers' settings rely on stand in the window as the interface page lists them."""

from __future__ import annotations

import re
from pathlib import Path

from rrn_desktop.forms import registry
from ui import text
from ui.screens.parts import words

PAGE = Path(__file__).parents[2] / "docs" / "INTERFACE.md"
FROM_THE_START = {
    "Sign in", "Name", "Passphrase", "I can't sign in: write it now", "Today", "Record an incident",
    "Save and continue", "Back", "Still to do", "Check your answers", "Sign and submit", "Lock now", "Switch user",
    "Register", "Support", "Learning review", "Add", "Export",
}  # fmt: skip


def _promised() -> set[str]:
    [listed] = re.findall(r"^Names that stay, to the letter: (.+?)\. The alert", PAGE.read_text("utf-8"), re.MULTILINE)
    names = re.split(r", |; where a place is set up ", listed)
    return {name.strip() for name in names}


def test_every_name_that_stays_is_said_in_the_window_to_the_letter() -> None:
    said = {*text._ENGLISH.values(), *words._ENGLISH.values(), *(form.title for form in registry.released())}

    promised = _promised()

    assert promised >= FROM_THE_START
    assert promised - said == set()

"""The help, as it is read before anyone has signed in; it ends when another screen comes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.pictures.after_scenes import Scene
from ui.screens.help.topics import ACCESSIBILITY, IT, LEAD, RECORDER, Part
from ui.screens.help.view import HelpScreen

if TYPE_CHECKING:
    from tests.pictures.scenes import Stage


def helping(stage: Stage) -> Iterator[Scene]:
    """Yield its pages, each at a part that looks different."""
    yield Scene("help", stage.window._open_help)
    yield Scene("help-record-an-incident", lambda: _page(stage, Part(RECORDER, "Record an incident")))
    yield Scene("help-lead", lambda: _page(stage, Part(LEAD, "")))
    yield Scene("help-accessibility", lambda: _page(stage, Part(ACCESSIBILITY, "What was measured")))
    yield Scene("help-it", lambda: _page(stage, Part(IT, "Where things lie")))


def _page(stage: Stage, part: Part) -> None:
    page = stage.window._help.page()
    assert isinstance(page, HelpScreen)
    page.open(part)

"""The page of one person, its file being changed, and the way off the list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.pictures.after_scenes import Scene
from ui.screens.person_page.file_page import FilePage
from ui.screens.person_page.view import PersonScreen

if TYPE_CHECKING:
    from tests.pictures.scenes import Stage


def one_person(stage: Stage) -> Iterator[Scene]:
    """Yield what a lead does on the page of a person, which is shown."""
    yield Scene("person-page-below", lambda: _below(stage))
    yield Scene("person-file", lambda: _person(stage)._change_file())
    yield Scene("person-told-problems", lambda: _told(stage))
    yield Scene("person-off-the-list", lambda: _leave(stage))


def _person(stage: Stage) -> PersonScreen:
    screen = stage.window.screen_shown()
    assert isinstance(screen, PersonScreen)
    return screen


def _below(stage: Stage) -> None:
    bar = _person(stage)._page.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)


def _told(stage: Stage) -> None:
    screen = _person(stage)
    screen._close()
    screen._change_told()
    page = screen._over
    assert isinstance(page, FilePage)
    page._add_row("not_to_tell")
    page._try()


def _leave(stage: Stage) -> None:
    _person(stage)._close()
    _person(stage)._ask_day()

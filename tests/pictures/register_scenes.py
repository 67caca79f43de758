"""The register's own screens: what narrows it, searches that are saved, columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rrn_desktop.services import register_views
from rrn_desktop.services.register_views import Search
from tests.pictures.after_scenes import Scene
from ui.screens.register.view import RegisterScreen
from ui.screens.register.view_line import ViewLine

if TYPE_CHECKING:
    from tests.pictures.scenes import Stage


def registering(stage: Stage) -> Iterator[Scene]:
    """Yield what a lead sees who looks through the register, which is shown."""
    yield Scene("register-columns", lambda: register_of(stage)._open_columns())
    yield Scene("register-searches", lambda: _searches(stage))
    yield Scene("register-search-renamed", lambda: _rename(stage))
    yield Scene("register-searched", lambda: _search(stage))


def register_of(stage: Stage) -> RegisterScreen:
    """Return the register that is shown."""
    screen = stage.window.screen_shown()
    assert isinstance(screen, RegisterScreen)
    return screen


def _searches(stage: Stage) -> None:
    session = stage.window.session
    assert session is not None
    register_views.keep(session, "First records of this month", Search(status="first", days="this_month"))
    register_views.keep(session, "Words about drills", Search(text="drill", start="2026-05-01"))
    screen = register_of(stage)
    screen._close_over()
    screen._offer_views()
    screen._open_views()


def _rename(stage: Stage) -> None:
    next(one for one in stage.window.findChildren(ViewLine) if one.isVisible())._begin()


def _search(stage: Stage) -> None:
    line = next(one for one in stage.window.findChildren(ViewLine) if one.view.name.startswith("Words"))
    line.wanted.emit()

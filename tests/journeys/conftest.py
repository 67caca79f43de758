"""Journeys use a real store, made once and copied for each, and the real window without a display."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from rrn_desktop.clock import Clock
from tests.journeys import case_one
from tests.journeys.hands import Hands
from tests.journeys.site import AUTHOR, CLOCK, copy_of, make_site
from ui.app import open_window
from ui.arguments import Arguments
from ui.dialogs import scripted
from ui.theme import Look, apply_look, current_look
from ui.widgets.accessible import install_roles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

OpenWindow = Callable[..., Hands]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Overlook what the platform without a display says about itself."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(scope="session")
def furnished_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store that no test changes."""
    return make_site(tmp_path_factory.mktemp("site"))


@pytest.fixture
def store(furnished_site: Path, tmp_path: Path) -> Path:
    """Return a store of this test's own."""
    return copy_of(furnished_site, tmp_path)


@pytest.fixture(scope="session")
def typed_site(qapp: QApplication, furnished_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store in which case 1 was typed by keyboard alone, once for all that is asked of it; nobody changes it.

    Whoever uses it belongs to the group ``case_one``, so that one worker types it.
    """
    store = copy_of(furnished_site, tmp_path_factory.mktemp("typed"))
    hands = _opened(qapp, store, CLOCK)
    case_one.record(hands, AUTHOR)
    hands.press("Done")
    _closed(qapp, [hands])
    return store


@pytest.fixture
def open_hands(qapp: QApplication, store: Path) -> Iterator[OpenWindow]:
    """Return a function that opens the window and gives it to a pair of hands."""
    opened: list[Hands] = []

    def open_one(clock: Clock = CLOCK) -> Hands:
        opened.append(_opened(qapp, store, clock))
        return opened[-1]

    yield open_one
    _closed(qapp, opened)


def _opened(app: QApplication, store: Path, clock: Clock) -> Hands:
    install_roles()
    if not app.styleSheet() or current_look() != Look():
        apply_look(app, Look())
    hands = Hands(open_window(app, Arguments(store, (1000, 700), 1.0, None), clock))
    hands.window.show()
    hands.window.activateWindow()
    hands.settle()
    return hands


def _closed(app: QApplication, opened: list[Hands]) -> None:
    for hands in opened:
        # What a journey leaves typed and not saved is asked about, and not wanted here.
        with scripted(True):
            hands.window.close()
        hands.window.deleteLater()
    app.processEvents()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

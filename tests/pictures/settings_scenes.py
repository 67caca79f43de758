"""The settings, for a lead who is signed in: before a folder is chosen, with backups in it, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from rrn_desktop.services import backup_keeping, backup_settings
from tests.journeys.site import CLOCK
from tests.pictures.after_scenes import Scene
from ui.screens.settings.member_page import ChangePage, InvitePage
from ui.screens.settings.view import SettingsScreen

if TYPE_CHECKING:
    from rrn_desktop.services.session import Session
    from tests.pictures.scenes import Stage


def settings(stage: Stage) -> Iterator[Scene]:
    """Yield what a lead meets there."""
    yield Scene("settings", lambda: _open(stage))
    yield Scene("settings-backups", lambda: _choose(stage))
    yield Scene("settings-backup-being-made", lambda: _being_made(stage))
    yield Scene("settings-backup-not-made", lambda: _take_away(stage))
    yield Scene("settings-reading-here", lambda: _save(stage))
    yield Scene("settings-colleagues", lambda: _to_end(stage))
    yield Scene("colleague-let-in", _screen(stage)._way.ask_new)
    yield Scene("colleague-let-in-problems", lambda: _try_nothing(stage))
    yield Scene("colleague-changed", lambda: _change(stage))
    yield Scene("colleague-lead-until", lambda: _dayless(stage))


def _open(stage: Stage) -> None:
    stage.rooms._doors.open_settings()
    _wait(stage)


def _screen(stage: Stage) -> SettingsScreen:
    screen = stage.window.screen_shown()
    assert isinstance(screen, SettingsScreen)
    return screen


def _session(stage: Stage) -> Session:
    session = stage.window.session
    assert session is not None
    return session


def _folder(stage: Stage) -> Path:
    return stage.store.parent / f"{stage.store.name}-stick"


def _choose(stage: Stage) -> None:
    folder, session = _folder(stage), _session(stage)
    folder.mkdir()
    roll = session.held.roll
    for days in (1, 2, 5):
        name = backup_keeping.name_of(roll.site_id, roll.desk.code, CLOCK.now() - timedelta(days=days))
        (folder / name).write_bytes(bytes(300_000 - 40_000 * days))
    card = _screen(stage)._backup
    card._set(folder)
    _wait(stage)
    card._make.start(card._presenter.back_up)
    _wait(stage)


def _being_made(stage: Stage) -> None:
    card = _screen(stage)._backup
    card._begin()
    card._make.button.hide()
    card._make._line.begin("Making the files. This can take some minutes.")
    card._make._line.show_moved(37, 100)


def _take_away(stage: Stage) -> None:
    card = _screen(stage)._backup
    card._make._end()
    _folder(stage).rename(_folder(stage).with_name(f"{stage.store.name}-drawer"))
    session = _session(stage)
    away = backup_settings.BackupFolderMissing(
        "The folder for backups is not there.", "", "Put the stick in, or ask IT whether the network works."
    )
    backup_settings.keep_failure(session, away)
    card.look()
    _wait(stage)


def _save(stage: Stage) -> None:
    screen = _screen(stage)
    screen._register._save.click()
    screen._page.verticalScrollBar().setValue(screen._page.verticalScrollBar().maximum())
    # Nothing of this is to be met in what comes after.
    backup_settings.set_folder(_session(stage), None)


def _to_end(stage: Stage) -> None:
    screen = _screen(stage)
    screen._members.show_members(
        "Mr Lewis is now: Recorder, In charge of shifts. It counts from their next sign-in on."
    )
    stage.settle()
    screen._page.verticalScrollBar().setValue(screen._page.verticalScrollBar().maximum())


def _try_nothing(stage: Stage) -> None:
    page = _screen(stage)._way.page
    assert isinstance(page, InvitePage)
    page._roles.tick(())
    page._try()


def _change(stage: Stage) -> None:
    screen = _screen(stage)
    screen._way._close()
    screen._way.ask_change(next(one.key for one in screen._members._presenter.lines() if one.changeable))
    page = screen._way.page
    assert isinstance(page, ChangePage)
    page._roles.tick(("recorder", "lead"))
    page._lead._choice.tick(("until",))
    page._lead._show()
    page._show_lead()


def _dayless(stage: Stage) -> None:
    page = _screen(stage)._way.page
    assert isinstance(page, ChangePage)
    page._try()
    stage.settle()
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())


def _wait(stage: Stage) -> None:
    """Wait until the folder was looked at."""
    card = _screen(stage)._backup
    for _ in range(4000):
        if not card._looking.isVisible() and card._make._progress is None:
            break
        QTest.qWait(5)
    stage.settle()

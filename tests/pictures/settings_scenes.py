"""The settings, for a lead who is signed in: before a folder is chosen, with backups in it, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from rrn_desktop.services import backup_keeping, backup_settings, calendar, places
from tests.journeys.site import CLOCK
from tests.pictures.after_scenes import Scene
from ui.screens.settings.calendar_page import CalendarPage
from ui.screens.settings.member_page import ChangePage, InvitePage
from ui.screens.settings.place_card import CALENDAR, KEEPING, PLACES, WORDS
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
    yield Scene("settings-place", lambda: _this_place(stage))
    yield Scene("settings-look", lambda: _screen(stage)._page.show_whole(_screen(stage)._look))
    yield Scene("places", lambda: _screen(stage)._place_way.open_page(PLACES))
    yield Scene("place-renamed", lambda: _rename(stage))
    yield Scene("own-words", lambda: _screen(stage)._place_way.open_page(WORDS))
    yield Scene("calendar-problems", lambda: _add_no_days(stage))
    yield Scene("calendar-list", lambda: _page_down(stage))
    yield Scene("keeping", lambda: _screen(stage)._place_way.open_page(KEEPING))


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
    stage.settle()
    screen._page.show_whole(screen._register)
    # Nothing of this is to be met in what comes after.
    backup_settings.set_folder(_session(stage), None)


def _to_end(stage: Stage) -> None:
    screen = _screen(stage)
    screen._members.show_members("Mr Lewis is now: Recorder, In charge of shifts. It counts from their next sign-in.")
    stage.settle()
    screen._page.show_whole(screen._members)


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


def _this_place(stage: Stage) -> None:
    screen, session = _screen(stage), _session(stage)
    screen._way._close()
    places.add(session, "team", "Maple class")
    places.retire(session, places.add(session, "place", "Old hall").id)
    calendar.add_term(session, date(2026, 4, 13), date(2026, 7, 22), "Summer term")
    calendar.add_closure(session, date(2026, 5, 18), date(2026, 5, 18), "Training day")
    screen._place.read_again("These words are used from now on.")
    stage.settle()
    screen._page.show_whole(screen._place)


def _page_down(stage: Stage) -> None:
    page = _screen(stage)._place_way.page
    assert page is not None
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum() - 120)


def _rename(stage: Stage) -> None:
    way = _screen(stage)._place_way
    way._open_rename(next(one.key for one in way._presenter.lines()))


def _add_no_days(stage: Stage) -> None:
    _screen(stage)._place_way.open_page(CALENDAR)
    page = _screen(stage)._place_way.page
    assert isinstance(page, CalendarPage)
    page._new._try()


def _wait(stage: Stage) -> None:
    """Wait until the folder was looked at."""
    card = _screen(stage)._backup
    for _ in range(4000):
        if not card._looking.isVisible() and card._make._progress is None:
            break
        QTest.qWait(5)
    stage.settle()

"""Every screen of the window, opened by hand of the program, one after another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.forms.values import StatedDuration
from rrn_desktop.services import drafts, notices, records, sealing
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.session import Session
from tests.journeys.site import AUTHOR, CLOCK, LEAD, PASSPHRASES, enter, make_site
from tests.pictures.after import follow
from tests.pictures.after_scenes import Scene, for_a_lead, for_anyone
from tests.pictures.desk_scenes import WithoutSigningIn, of_the_desk
from tests.pictures.help_scenes import helping
from tests.pictures.joining_scenes import joining, people
from tests.pictures.paper_scenes import checking, figures, printing
from tests.pictures.person_scenes import one_person
from tests.pictures.register_scenes import register_of, registering
from tests.pictures.set_up_scenes import setting_up
from tests.pictures.settings_scenes import settings
from ui.app import open_window
from ui.arguments import Arguments
from ui.dialogs import scripted
from ui.main_window import MainWindow
from ui.rooms import Rooms
from ui.screens.record.view import RecordScreen
from ui.screens.record.way import SIGN
from ui.screens.records.view import RecordsScreen
from ui.screens.sign_in.store_problem import StoreProblem
from ui.screens.writing.way import CHECK, NOTICE, STILL_TO_DO

CASE_ONE = Path(__file__).parents[1] / "data" / "cases" / "case1.json"
SIZE = (1000, 700)


def case_one() -> Answers:
    """Return the answers of case 1."""
    return read_answers(registry.definition("incident"), json.loads(CASE_ONE.read_text("utf-8"))["answers"])


def numbered(session: Session, answers: Answers) -> Draft:
    """Return a draft of these answers whose notice stands."""
    draft = drafts.save(session, replace(drafts.begin(session), answers=answers))
    notice = notices.proposed(session, draft)
    assert notice is not None
    return notices.stand(session, draft, replace(notice, watching="How he is at the next fire drill"))


def furnished(folder: Path) -> Path:
    """Return a store with a sealed, an amended and a first record, and a draft."""
    store = make_site(folder)
    session = enter(store, AUTHOR)
    answers, passphrase = case_one(), PASSPHRASES[AUTHOR]
    sealed = sealing.seal(session, numbered(session, answers), passphrase)
    assert sealed.number is not None
    amendment = records.begin_amendment(session, sealed.number, "Mr Lewis remembers that it was shorter")
    shorter = amendment.answers.with_answer("practices[0].duration", StatedDuration("about 20 seconds", 20))
    sealing.seal(session, replace(amendment, answers=shorter), passphrase)
    gaps = answers.with_answer("why_needed", None).with_answer("own_words", None).with_answer("impact", None)
    sealing.seal(session, numbered(session, gaps), passphrase, first=True)
    numbered(session, gaps.with_answer("told", None))
    session.close()
    follow(store)
    return store


class Stage:
    """One window in the look at hand, and the ways to each scene."""

    def __init__(self, store: Path) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.app, self.store = app, store
        self.window: MainWindow = open_window(app, Arguments(store, SIZE, 1.0, None), CLOCK)
        self.rooms = self.window.findChildren(Rooms)[0]
        self.window.show()
        self.window.activateWindow()

    def settle(self) -> None:
        """Let the window do what it has to do."""
        for _ in range(5):
            self.app.processEvents()
        # What was thrown away goes only now: outside the program's own loop nobody else sees to it.
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def close(self) -> None:
        """Close the window and let go of the store."""
        with scripted(True):
            self.window.close()
        self.window.deleteLater()
        self.settle()

    def scenes(self) -> Iterator[Scene]:
        """Yield every scene in the order in which it can be played."""
        yield from self._at_the_door()
        yield Scene("today", lambda: self.rooms.enter(enter(self.store, AUTHOR)))
        yield Scene("person", self.rooms.begin_incident)
        yield Scene("when-and-where", lambda: self._page("when_where"))
        yield Scene("problems", self._problems)
        yield Scene("notice", self._notice)
        yield Scene("what-was-done", lambda: self._draft_at("practices"))
        for step in ("before", "impact", "why", "told", "own_words"):
            yield Scene(step.replace("_", "-"), partial(self._page, step))
        yield Scene("all-sections", self._sections)
        yield Scene("still-to-do", lambda: self._page(STILL_TO_DO))
        yield Scene("check-your-answers", lambda: self._page(CHECK))
        yield Scene("sign-and-submit", lambda: self._page(SIGN))
        yield Scene("sign-after-another-sitting", self._type_after_lock)
        yield Scene("signed", self._seal)
        yield Scene("record", lambda: self.rooms.open_record("2026-A-002"))
        yield Scene("record-amended", lambda: self.rooms.open_record("2026-A-001"))
        yield Scene("record-versions", self._to_end)
        yield Scene("amend-reason", lambda: self._records()._ask("amend"))
        yield from for_anyone(self)
        yield from checking(self)
        yield from printing(self)
        yield Scene("locked", self.window.lock)
        yield Scene("locked-with-a-code", self._lock_with_code)
        yield Scene("register", self._register)
        yield from registering(self)
        yield Scene("one-person", self._one_person)
        yield from one_person(self)
        yield from figures(self)
        yield Scene("today-of-a-lead", self.rooms.open_today)
        for part in (for_a_lead, people, settings, joining, of_the_desk):
            yield from part(self)
        yield Scene("store-problem", self._no_keyring)
        yield from setting_up(self)

    def _at_the_door(self) -> Iterator[Scene]:
        yield Scene("sign-in", self._nothing)
        yield Scene("sign-in-problem", self._wrong_sign_in)
        yield from helping(self)
        yield Scene("check-a-document", self.rooms._open_check)
        yield from WithoutSigningIn(self, case_one()).scenes()

    def _nothing(self) -> None:
        """The window opens on it."""

    def _wrong_sign_in(self) -> None:
        next(one for one in self.window.findChildren(QPushButton) if one.accessibleName() == "Sign in").click()

    def _record(self) -> RecordScreen:
        screen = self.window.screen_shown()
        assert isinstance(screen, RecordScreen)
        return screen

    def _records(self) -> RecordsScreen:
        screen = self.window.screen_shown()
        assert isinstance(screen, RecordsScreen)
        return screen

    def _page(self, page_id: str) -> None:
        self._record()._open(page_id)

    def _problems(self) -> None:
        for box in self.window.findChildren(QLineEdit):
            if box.isVisible() and box.accessibleName() in {"Day", "Month", "Year", "Time"}:
                box.setText({"Day": "31", "Month": "2", "Year": "2026", "Time": "25:70"}[box.accessibleName()])
        self._record()._go_on()

    def _notice(self) -> None:
        session = self.window.session
        assert session is not None
        # A day that there is not stands on the page before.
        with scripted(True):
            self.rooms.write(replace(drafts.begin(session), answers=case_one(), at_question="place"))
        self._record()._go_on()
        assert self._record()._here == NOTICE

    def _draft_at(self, page_id: str) -> None:
        session = self.window.session
        assert session is not None
        self.rooms.open_draft(next(row.id for row in drafts.mine(session) if row.number == "2026-A-003"))
        self._page(page_id)

    def _sections(self) -> None:
        self._record().open_sections()

    def _seal(self) -> None:
        session = self.window.session
        assert session is not None
        screen = self._record()
        screen._show_done(sealing.seal(session, screen._presenter.draft, PASSPHRASES[AUTHOR], first=True))

    def _to_end(self) -> None:
        bar = self._records()._page.verticalScrollBar()
        self.settle()
        bar.setValue(bar.maximum())

    def _type_after_lock(self) -> None:
        screen = self._record()
        screen._presenter._take(screen._presenter.draft)
        self.rooms._sittings.opened_again()
        screen._presenter._take(screen._presenter.draft)
        screen.save_now()
        self._page(CHECK)
        self._page(SIGN)

    def _lock_with_code(self) -> None:
        lock = self.window._lock
        assert lock is not None
        assert lock._code is not None
        lock._code.choose("47k1")
        lock.unlocked.emit()
        self.window.lock_with_system()
        QTest.keyClicks(lock._asked.box, "9999")
        lock._unlock.click()

    def _register(self) -> None:
        session = self.window.session
        assert session is not None
        session.close()
        self.window._session = None
        self.rooms.open_sign_in()
        self.rooms.enter(enter(self.store, LEAD))
        self.rooms.open_register()

    def _one_person(self) -> None:
        register_of(self)._filters.show_all()
        register_of(self)._open_person()

    def _no_keyring(self) -> None:
        session = self.window.session
        assert session is not None
        session.close()
        self.window._session = None
        self.rooms._store = self.store / "slots"
        self.rooms.open_sign_in()
        # The store is looked at away from the window, once the window is there.
        for _ in range(2000):
            if any(shut.isVisible() for shut in self.window.findChildren(StoreProblem)):
                break
            QTest.qWait(5)

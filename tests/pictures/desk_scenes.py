"""The screens of the desk, one after another: writing without signing in, then what a lead finds days later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rrn_desktop.clock import FixedClock
from rrn_desktop.services import drafts, inbox, notices
from rrn_desktop.services.signing_in import sign_in
from tests.journeys.site import AUTHOR, CLOCK, COLLEAGUE, LEAD, PASSPHRASES, enter
from tests.pictures.after_scenes import Scene
from ui.screens.confirming.view import ConfirmScreen
from ui.screens.giving_up.view import GiveUpScreen
from ui.screens.guests.view import GuestsScreen
from ui.screens.inbox.view import InboxScreen
from ui.screens.inbox.way import SUBMIT
from ui.screens.inbox.writing import InboxWriting
from ui.screens.left_behind.view import LeftBehindScreen
from ui.screens.parts.ask_page import Given
from ui.screens.writing.way import CHECK

if TYPE_CHECKING:
    from rrn_desktop.forms.answers import Answers
    from tests.pictures.scenes import Stage

LATER = FixedClock(datetime(2026, 5, 18, 9, 12, tzinfo=UTC))
"""Four days on: a draft was left behind, and no lead was here."""
_WORDS = "velvet harbour seven kettles"


class WithoutSigningIn:
    """Someone without an account, from their name until it is kept."""

    def __init__(self, stage: Stage, answers: Answers) -> None:
        self._stage, self._answers = stage, answers

    def scenes(self) -> Iterator[Scene]:
        """Yield them in order."""
        yield Scene("write-it-now", self._stage.rooms._open_inbox)
        yield Scene("write-it-now-problems", self._begin_too_soon)
        yield Scene("four-words", self._begin)
        yield Scene("written-without-signing-in", lambda: self._screen()._write_begun())
        yield Scene("its-notice", self._notice)
        yield Scene("check-without-signing-in", lambda: self._writing()._open(CHECK))
        yield Scene("submit-without-signing", lambda: self._writing()._open(SUBMIT))
        yield Scene("locked-to-four-words", self._stage.window.lock)
        yield Scene("kept", self._submit)
        yield Scene("sign-in-again", self._leave_a_draft)

    def _screen(self) -> InboxScreen:
        screen = self._stage.window.screen_shown()
        assert isinstance(screen, InboxScreen)
        return screen

    def _writing(self) -> InboxWriting:
        writing = self._screen()._writing
        assert writing is not None
        return writing

    def _begin_too_soon(self) -> None:
        self._screen()._start._try_begin()

    def _begin(self) -> None:
        draft = inbox.save(inbox.begin(self._stage.store, "A. Mensah", "Agency nurse", clock=CLOCK))
        self._screen()._came_in(replace(draft, phrase=_WORDS))

    def _notice(self) -> None:
        writing = self._writing()
        for path, value in self._answers.items():
            if path not in {"why_needed", "own_words"}:
                writing.presenter.answer(path, value)
        writing._open("when_where")
        writing._go_on()

    def _submit(self) -> None:
        writing = self._writing()
        notice = writing.presenter.proposed_notice()
        assert notice is not None
        writing.presenter.let_stand(notice, notice.next_shift, "")
        self._screen()._show_writing()
        writing._submitted(writing.presenter.submit(first=True))

    def _leave_a_draft(self) -> None:
        """Let a colleague begin a record in the meantime, which is still unfinished days later."""
        session = enter(self._stage.store, COLLEAGUE)
        draft = drafts.save(session, replace(drafts.begin(session), answers=self._answers))
        notice = notices.proposed(session, draft)
        assert notice is not None
        notices.stand(session, draft, notice)
        session.close()
        self._stage.rooms.open_sign_in()


def of_the_desk(stage: Stage) -> Iterator[Scene]:
    """Yield what a lead finds who was away for days, and what someone is told then."""
    yield Scene("today-without-a-lead", lambda: _enter(stage, AUTHOR))
    yield Scene("give-up", stage.rooms._doors.open_giving_up)
    yield Scene("give-up-why", lambda: _giving_up(stage)._ask(_giving_up(stage)._presenter.lines()[0][0]))
    yield Scene("today-after-days", lambda: _enter(stage, LEAD))
    yield Scene("left-behind", stage.rooms._doors.open_left_behind)
    yield Scene("left-behind-why", lambda: _left(stage)._ask_why(_incident_left(stage)))
    yield Scene("left-behind-opened", lambda: _left(stage)._open_draft(_why()))
    yield Scene("left-behind-submit", lambda: _left(stage)._ask_seal())
    yield Scene("unconfirmed", stage.rooms._doors.open_unconfirmed)
    yield Scene("confirm", lambda: _confirming(stage)._ask(_confirming(stage)._presenter.lines()[0].number))
    yield Scene("guests", stage.rooms._doors.open_guests)
    yield Scene("guest-let-in", lambda: _let_in(stage))
    yield Scene("today-with-news", lambda: _enter(stage, COLLEAGUE))


def _enter(stage: Stage, name: str) -> None:
    session = stage.window.session
    if session is not None:
        session.close()
        stage.window._session = None
    stage.rooms.open_sign_in()
    stage.rooms.enter(sign_in(stage.store, name, PASSPHRASES[name], clock=LATER))


def _why() -> Given:
    return Given("", "Mr Lewis is away for two weeks, and the parents are waiting", "")


def _left(stage: Stage) -> LeftBehindScreen:
    screen = stage.window.screen_shown()
    assert isinstance(screen, LeftBehindScreen)
    return screen


def _giving_up(stage: Stage) -> GiveUpScreen:
    screen = stage.window.screen_shown()
    assert isinstance(screen, GiveUpScreen)
    return screen


def _incident_left(stage: Stage) -> str:
    return next(key for key, title, _detail in _left(stage)._presenter.lines() if title.startswith("Incident 2026"))


def _confirming(stage: Stage) -> ConfirmScreen:
    screen = stage.window.screen_shown()
    assert isinstance(screen, ConfirmScreen)
    return screen


def _let_in(stage: Stage) -> None:
    screen = stage.window.screen_shown()
    assert isinstance(screen, GuestsScreen)
    screen._came(screen._presenter.let_in("A. Mensah", "Agency nurse", "", stage.store.parent / "sheets"))

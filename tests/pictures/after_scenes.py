"""The screens of what follows an incident, one after another: for anyone first, then for a lead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QPushButton

from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import sealing
from tests.journeys.site import AUTHOR, PASSPHRASES
from tests.pictures.after import DYLAN, NUMBER, TOLD
from ui.screens.record.view import RecordScreen
from ui.screens.record.way import SIGN
from ui.screens.writing.way import CHECK
from ui.widgets.pages import Page

if TYPE_CHECKING:
    from tests.pictures.scenes import Stage


class Scene(NamedTuple):
    """A name for a picture, and how to come to what it shows."""

    name: str
    act: Callable[[], None]


def for_anyone(stage: Stage) -> Iterator[Scene]:
    """Yield what a member of staff sees after an incident; they are signed in."""
    rooms = stage.rooms
    yield Scene("incident-at-hand", lambda: rooms.open_incident(NUMBER))
    yield Scene("incident-at-hand-end", lambda: _scroll(stage))
    yield Scene("add", lambda: _press(stage, "Add"))
    yield Scene("add-told", lambda: rooms.open_form("told", NUMBER))
    yield Scene("add-told-sign", lambda: _scroll(stage))
    yield Scene("add-told-problems", lambda: _screen(stage)._go_on())
    yield Scene("added", lambda: _sealed(stage))
    yield Scene("support", lambda: rooms.open_form("support", NUMBER))
    yield Scene("support-others", partial(_step, stage, "others"))
    yield Scene("what-helps-first", lambda: _begin_for_dylan(stage))
    yield Scene("staff-support", lambda: rooms.open_form("staff_support", NUMBER))
    yield Scene("good-day", lambda: rooms.open_form("good_day", ""))
    yield Scene("what-helps", lambda: rooms.open_card(DYLAN))


def for_a_lead(stage: Stage) -> Iterator[Scene]:
    """Yield what a lead sees after an incident; they are signed in."""
    rooms = stage.rooms
    yield Scene("record-of-a-lead", lambda: rooms.open_record(NUMBER))
    yield Scene("record-in-order-of-time", lambda: _show_timeline(stage))
    for name, words in (
        ("countersign", "Countersign"),
        ("move-review", "Move the learning review"),
        ("void", "Mark as entered in error"),
    ):
        yield Scene(name, partial(_ask, stage, words))
    yield Scene("review", lambda: _begin_review(stage))
    for step in ("person", "why", "five", "next", "told_back"):
        yield Scene(f"review-{step.replace('_', '-')}", partial(_step, stage, step))
    yield Scene("review-check", partial(_step, stage, CHECK))
    yield Scene("review-sign", partial(_step, stage, SIGN))
    yield Scene("card-change", lambda: _change_card(stage))


def _screen(stage: Stage) -> RecordScreen:
    screen = stage.window.screen_shown()
    assert isinstance(screen, RecordScreen)
    return screen


def _step(stage: Stage, step: str) -> None:
    pages = {state.step.id for state in _screen(stage)._presenter.way.pages()}
    assert step in pages | {CHECK, SIGN}, f"no page {step} among {pages}"
    _screen(stage)._open(step)


def _press(stage: Stage, words: str) -> None:
    found = [one for one in stage.window.findChildren(QPushButton) if one.isVisible() and one.accessibleName() == words]
    assert found, f"nothing is called {words}"
    found[0].click()


def _ask(stage: Stage, words: str) -> None:
    stage.rooms.open_record(NUMBER)
    stage.settle()
    _press(stage, words)


def _scroll(stage: Stage) -> None:
    stage.settle()
    page = next(one for one in stage.window.findChildren(Page) if one.isVisible())
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())


def _show_timeline(stage: Stage) -> None:
    from ui.screens.records.timeline_card import TimelineCard

    stage.settle()
    card = stage.window.findChildren(TimelineCard)[-1]
    page = next(one for one in stage.window.findChildren(Page) if one.isVisible())
    page.show_whole(card)


def _sealed(stage: Stage) -> None:
    screen, session = _screen(stage), stage.window.session
    assert session is not None
    for path, value in TOLD.items():
        screen._presenter.answer(path, value)
    screen._show_done(sealing.seal(session, screen._presenter.draft, PASSPHRASES[AUTHOR]))


def _begin_for_dylan(stage: Stage) -> None:
    stage.rooms.begin_incident()
    _screen(stage)._presenter.answer("person", PersonRef(DYLAN))
    _screen(stage)._open("when_where")


def _begin_review(stage: Stage) -> None:
    stage.rooms.open_form("review", NUMBER)
    _screen(stage)._answered("held", "held")


def _change_card(stage: Stage) -> None:
    stage.rooms.open_card(DYLAN)
    stage.settle()
    _press(stage, "Change this card")

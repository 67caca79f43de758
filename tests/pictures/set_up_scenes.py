"""The screens of setting a site up, on a PC where there is none yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from tests.journeys.site import LEAD
from tests.pictures.after_scenes import Scene
from ui.screens.set_up.presenter import CARDS, PROVE
from ui.screens.set_up.view import SetUpScreen
from ui.widgets.choice_cards import ChoiceCards

if TYPE_CHECKING:
    from tests.pictures.scenes import Stage

_PAPERS = "papers"


def setting_up(stage: Stage) -> Iterator[Scene]:
    """Yield them in order; nobody is signed in."""
    yield Scene("set-up", lambda: _begin(stage))
    yield Scene("set-up-place", lambda: _screen(stage)._begin())
    yield Scene("set-up-place-problems", lambda: _screen(stage)._go_on())
    yield Scene("set-up-you", lambda: _place(stage))
    yield Scene("set-up-words", lambda: _to_words(stage))
    yield Scene("set-up-you-problems", lambda: _mistyped(stage))
    yield Scene("set-up-administrator", lambda: _you(stage))
    yield Scene("set-up-one-person", lambda: _choose(stage, "administrator", "same"))
    yield Scene("set-up-two-people", lambda: _choose(stage, "administrator", "other"))
    yield Scene("set-up-colleagues", lambda: _colleagues(stage))
    yield Scene("set-up-colleagues-problem", lambda: _wrong_line(stage))
    yield Scene("set-up-rooms", lambda: _rooms(stage))
    yield Scene("set-up-terms", lambda: _terms(stage))
    yield Scene("set-up-register", lambda: _register(stage))
    yield Scene("set-up-cards", lambda: _screen(stage)._go_on())
    yield Scene("set-up-cards-saved", lambda: _save(stage))
    yield Scene("set-up-prove", lambda: _screen(stage)._open(PROVE))
    yield Scene("set-up-prove-problems", lambda: _prove(stage))
    yield Scene("set-up-sections", lambda: _screen(stage).open_sections())
    yield Scene("set-up-done", lambda: _done(stage))


def _screen(stage: Stage) -> SetUpScreen:
    screen = stage.window.screen_shown()
    assert isinstance(screen, SetUpScreen)
    return screen


def _begin(stage: Stage) -> None:
    stage.rooms._store = stage.store.parent / "set-up" / "store"
    stage.rooms._open_set_up()


def _write(stage: Stage, key: str, words: str) -> None:
    for line in stage.window.findChildren(QLineEdit, f"set_up:{key}"):
        line.setText(words)
    for box in stage.window.findChildren(QPlainTextEdit, f"set_up:{key}"):
        box.setPlainText(words)


def _choose(stage: Stage, field: str, code: str) -> None:
    (cards,) = stage.window.findChildren(ChoiceCards, f"set_up:{field}")
    cards.cards[code].click()


def _place(stage: Stage) -> None:
    _write(stage, "site_name", "Hafod Lane Primary")
    _choose(stage, "profile", "eng_school")
    _screen(stage)._go_on()


def _to_words(stage: Stage) -> None:
    you = _screen(stage)._you
    you._words.setFocus()
    stage.settle()
    you.show_whole(you._words)


def _mistyped(stage: Stage) -> None:
    words = _screen(stage)._you._offered.split(" ")
    words[2] = words[2].upper()
    for key, typed in (("name", LEAD), ("passphrase", " ".join(words)), ("again", words[0])):
        _write(stage, key, typed)
    _screen(stage)._go_on()


def _you(stage: Stage) -> None:
    for key in ("passphrase", "again"):
        _write(stage, key, _screen(stage)._you._offered)
    _screen(stage)._go_on()


def _colleagues(stage: Stage) -> None:
    _choose(stage, "administrator", "same")
    _screen(stage)._go_on()
    lines = "Ama Okafor, Teaching assistant\nJoe Lewis, Teacher, in charge\nNia Rees, Head, lead"
    _screen(stage)._colleagues.show_taken(lines, 3)


def _wrong_line(stage: Stage) -> None:
    _write(stage, "colleagues", "Ama Okafor, Teaching assistant\nJoe Lewis, Teacher, manager")
    _screen(stage)._go_on()


def _terms(stage: Stage) -> None:
    _screen(stage)._go_on()
    _write(stage, "terms", "Autumn term, 2 September 2026 to 18 December 2026\nSpring term, 5 January to 26 March")
    _screen(stage)._go_on()


def _register(stage: Stage) -> None:
    _write(stage, "terms", "Autumn term, 2 September 2026 to 18 December 2026")
    _screen(stage)._go_on()


def _rooms(stage: Stage) -> None:
    _write(stage, "colleagues", "Ama Okafor, Teaching assistant\nJoe Lewis, Teacher, in charge\nNia Rees, Head, lead")
    _screen(stage)._go_on()
    _write(stage, "rooms", "Hall\nLibrary\nPlayground\nQuiet room")


def _save(stage: Stage) -> None:
    screen = _screen(stage)
    screen._presenter.save_cards(stage.store.parent / _PAPERS)
    screen._open(CARDS)


def _prove(stage: Stage) -> None:
    site = _screen(stage)._presenter._site
    assert site is not None
    words = site.shares[0].split()
    _write(stage, "card_one", " ".join([*words[:6], "kettle", *words[7:]]))
    _write(stage, "card_two", " ".join(site.shares[1].split()[:-1]))
    _screen(stage)._go_on()


def _done(stage: Stage) -> None:
    """Show the end of it, without making a store."""
    screen = _screen(stage)
    screen._frame.close_sections()
    screen._made(None)

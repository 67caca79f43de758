"""An own passphrase, and the people of a place: one after another, for a lead who is signed in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from rrn_desktop.errors import WrongUsage
from tests.pictures.after_scenes import Scene
from ui.screens.joining.view import JoiningScreen
from ui.screens.people.add_page import AddPersonPage
from ui.screens.people.view import PeopleScreen

if TYPE_CHECKING:
    from tests.pictures.scenes import Stage

_WORDS = "granite willow trumpet salary lantern meadow kettle harbor"
_LIST = """All pupils on 14 May 2026
Adno,Preferred Forename,Preferred Surname,DOB,Reg Group,Gender,Ethnicity,House
00117,Dylan Ŵyn,Pryce,03/02/2018,3C,M,White - British,Red
00118,Aminata,Sow,30/11/2015,6B,F,Black African,Blue
00119,Mair,Ó Briain,31/02/2016,4A,F,White - Irish,Red
00120,Kacper,Wiśniewski,12/07/2016,4A,M,WEEU,Green
00120,Zofia,Lis,02/09/2017,3C,F,Refused,Green
"""


def joining(stage: Stage) -> Iterator[Scene]:
    """Yield what a new member is asked first, and how anyone changes their words."""
    yield Scene("own-passphrase", lambda: _open(stage, first=True))
    yield Scene("own-passphrase-problems", lambda: _type_nothing(stage))
    yield Scene("own-passphrase-changed", lambda: _joining(stage)._changed(None))
    yield Scene("change-passphrase", lambda: _open(stage, first=False))


def people(stage: Stage) -> Iterator[Scene]:
    """Yield the people, one more, and a list from its columns to what it would change."""
    yield Scene("people", stage.rooms.open_people)
    yield Scene("add-a-person", lambda: _people(stage)._ask_one())
    yield Scene("add-a-person-problems", lambda: _add(stage))
    yield Scene("list-columns", lambda: _columns(stage))
    yield Scene("list-columns-problem", lambda: _people(stage)._failed(_problem(stage)))
    yield Scene("list-plan", lambda: _plan(stage))
    yield Scene("list-done", lambda: _people(stage)._done(_people(stage)._presenter.carry_out()))


def _open(stage: Stage, *, first: bool) -> None:
    doors = stage.rooms._doors
    doors._open(doors._first_passphrase if first else doors._own_passphrase)
    _joining(stage)._choose._words.show_words(_WORDS)


def _type_nothing(stage: Stage) -> None:
    _joining(stage)._choose._try()


def _joining(stage: Stage) -> JoiningScreen:
    screen = stage.window.screen_shown()
    assert isinstance(screen, JoiningScreen)
    return screen


def _people(stage: Stage) -> PeopleScreen:
    screen = stage.window.screen_shown()
    assert isinstance(screen, PeopleScreen)
    return screen


def _add(stage: Stage) -> None:
    page = _people(stage)._over
    assert isinstance(page, AddPersonPage)
    page._boxes["name"].setText("Mair Jones")
    page._boxes["born"].setText("31 2 2016")
    page._try()


def _columns(stage: Stage) -> None:
    file = stage.store.parent / f"{stage.store.name} pupils.csv"
    file.write_bytes(_LIST.encode("utf-16"))
    _people(stage)._presenter.open(file)
    _people(stage)._ask_columns()


def _problem(stage: Stage) -> Exception:
    presenter = _people(stage)._presenter
    mapping = presenter.mapping
    with pytest.raises(WrongUsage) as refused:
        presenter.look({})
    presenter.mapping = mapping
    return refused.value


def _plan(stage: Stage) -> None:
    presenter = _people(stage)._presenter
    presenter.look(presenter.mapping)
    _people(stage)._show_plan()

"""Whatever goes wrong in what follows an incident, no problem and no printed object holds a word of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from rrn_desktop.clock import FixedClock
from rrn_desktop.services import (
    additions,
    drafts,
    guests,
    inbox,
    left_behind,
    messages,
    notices,
    staff_support,
    taking_in,
    today,
    what_helps,
)
from rrn_desktop.services.inbox_items import paths
from rrn_desktop.services.session import Session
from tests.bad_days.deeds_in_secret import MARK, NAMES
from tests.bad_days.test_no_word_leaks import all_text
from tests.torture.deeds import DEEDS, SLOW, prepared
from tests.torture.place import DAY, NUMBER, Place, begun_in_inbox, make_place

_BROKEN = """
    CREATE TRIGGER no BEFORE INSERT ON ledger WHEN NEW.kind NOT IN ('sign_in', 'view', 'clock_back')
    BEGIN SELECT RAISE(ABORT, 'no'); END
"""
# What writes files alone, into a store that it makes itself, or into the register.
_NOT_HERE = {
    "inbox written", "inbox handed in", "inbox corrected", "inbox taken in", "restore", "salvage", "register built",
    "register behind",
}  # fmt: skip
_EACH = [pytest.param(name, marks=pytest.mark.long if name in SLOW else ()) for name in DEEDS]
_LOGGED = [one for one in _EACH if one.values[0] not in _NOT_HERE]


@pytest.fixture(scope="module")
def fresh_place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return make_place(tmp_path_factory.mktemp("fresh"), NAMES)


def own(fresh: Place, folder: Path, name: str) -> Place:
    return prepared(fresh, Path(shutil.copytree(fresh.folder, folder / "own")), name)


def break_ledger(place: Place) -> None:
    with place.entered("author") as session, session.held.desk.write() as connection:
        connection.exec_driver_sql(_BROKEN)


@pytest.mark.parametrize("name", _LOGGED)
def test_a_ledger_that_fails_in_an_unknown_way_names_no_word_of_what_was_to_be_sealed(
    fresh_place: Place, tmp_path: Path, name: str
) -> None:
    place = own(fresh_place, tmp_path, name)
    break_ledger(place)

    with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever it is, it must hold no word
        DEEDS[name].do(place)

    shown = "".join(all_text(caught.value))
    assert MARK.findall(shown) == []
    assert [place.passphrase(who) for who in ("author", "lead") if place.passphrase(who) in shown] == []


def test_taking_in_that_fails_in_an_unknown_way_names_no_word_and_leaves_the_files(
    fresh_place: Place, tmp_path: Path
) -> None:
    place = replace(fresh_place, folder=Path(shutil.copytree(fresh_place.folder, tmp_path / "own")))
    break_ledger(place)
    DEEDS["inbox taken in"].prepare(place)
    before = {path.name: path.read_bytes() for path in paths(place.store)}

    with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever it is, it must hold no word
        DEEDS["inbox taken in"].do(place)

    assert MARK.findall("".join(all_text(caught.value))) == []
    assert {path.name: path.read_bytes() for path in paths(place.store)} == before


def test_words_that_are_refused_are_not_in_the_refusal(fresh_place: Place, tmp_path: Path) -> None:
    place = own(fresh_place, tmp_path, "inbox handed in")
    typed = place.phrase.replace(" ", " x", 1)
    draft = inbox.carry_on(place.store, place.phrase, clock=FixedClock(DAY))
    problems = []

    for action in (
        lambda: inbox.carry_on(place.store, typed, clock=FixedClock(DAY)),
        lambda: inbox.add_to(place.store, place.phrase, clock=FixedClock(DAY)),
        lambda: inbox.seal(draft),
        lambda: inbox.save(replace(draft, revision=9)),
    ):
        with pytest.raises(Exception) as caught:  # noqa: PT011 - each is another one
            action()
        problems.append(caught.value)

    shown = "".join(text for problem in problems for text in all_text(problem))
    assert MARK.findall(shown) == []
    assert [words for words in (typed, place.phrase) if words in shown] == []


def printed(things: Iterable[object]) -> str:
    return "".join(repr(thing) for thing in things)


def of_session(session: Session) -> list[object]:
    """Return what the services give to a member who looks at everything."""
    shown = today.today(session)
    return [
        session, *notices.listing(session), *drafts.mine(session), *messages.waiting(session),
        *additions.of_number(session, NUMBER), *staff_support.mine(session), *guests.listing(session),
        *taking_in.unconfirmed(session), what_helps.card(session, NAMES.person), *shown.messages, *shown.left_behind,
    ]  # fmt: skip


@pytest.mark.parametrize("name", _EACH)
def test_nothing_that_could_be_printed_by_mistake_holds_a_word(fresh_place: Place, tmp_path: Path, name: str) -> None:
    place = own(fresh_place, tmp_path, name)
    DEEDS[name].do(place)

    with place.entered("author") as session:
        shown = printed(of_session(session))
    with place.entered("lead") as session:
        shown += printed((*of_session(session), *left_behind.listing(session)))

    assert MARK.findall(shown) == []


def test_what_is_written_without_an_account_prints_no_word_of_it(fresh_place: Place, tmp_path: Path) -> None:
    place = own(fresh_place, tmp_path, "inbox written")

    draft = begun_in_inbox(place)
    shown = printed((draft, draft.held, draft.notice, inbox.proposed(draft)))

    assert MARK.findall(shown) == []
    assert place.phrase not in shown

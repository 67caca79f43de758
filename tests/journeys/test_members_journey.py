from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from rrn_desktop.clock import FixedClock
from rrn_desktop.errors import WrongPassphrase
from rrn_desktop.services import changing_keys, guests, membership
from rrn_desktop.services.accounts import find
from rrn_desktop.services.deputies import LeadTime, own_time
from rrn_desktop.services.directory import members
from rrn_desktop.services.setup_sheets import words_on
from rrn_desktop.services.signing_in import sign_in
from rrn_desktop.services.today import today
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.site import AUTHOR, CLOCK, COLLEAGUE, LEAD, OFFICE, enter
from ui.dialogs import scripted
from ui.screens.today.standing import standing_words
from ui.tasks import Tasks

NEW = "Ffion Rees"
OVER = (
    "A lead's time ends today at the earliest, and within a year. Choose another day. You can give more time later, "
    "as often as it takes."
)


def open_settings(hands: Hands, name: str) -> None:
    case.sign_in(hands, name)
    hands.press("Settings")
    hands.wait(lambda: not hands.sees("Looking at the folder"))


def make_lead_until_a_day(hands: Hands) -> bool:
    """Make the new colleague a lead to the end of a day; return whether no day and one that is over led to its box."""
    hands.press(NEW)
    hands.press("Lead", within="roles")
    hands.press("Until a day")
    hands.press("Save")
    dayless = hands.sees("Error: Write the last day")
    write_day(hands, "29", "4", "26")
    hands.wait(lambda: hands.named(OVER) != [])
    hands.press(OVER)
    led = hands.focus().accessibleName() == "Day"
    write_day(hands, "29", "5", "26")
    hands.wait(lambda: hands.sees(f"{NEW} is now: Recorder, Lead until Friday 29 May 2026."))
    return dayless and led


def write_day(hands: Hands, *parts: str) -> None:
    for box, part in zip(("Day", "Month", "Year"), parts, strict=True):
        hands.fill(box, part)
    hands.press("Save")


def test_a_colleague_is_let_in_made_a_lead_until_a_day_given_a_new_passphrase_and_another_let_out(
    open_hands: OpenWindow, store: Path, tmp_path: Path
) -> None:
    hands = open_hands()
    open_settings(hands, LEAD)

    hands.press("Let a colleague in")
    hands.press("Let in")
    nameless = hands.sees("Write the name of the colleague")
    hands.fill("Name of the colleague", NEW)
    hands.fill("Job (optional)", "Teacher")
    with scripted(tmp_path / "sheets"):
        hands.press("Let in")
        hands.wait(lambda: hands.sees(f"{NEW} can sign in."))
    dayless = make_lead_until_a_day(hands)
    hands.press(NEW)
    with scripted(True, tmp_path / "again"):
        hands.press("Give a new passphrase")
        hands.wait(lambda: hands.sees(f"{NEW} has a new passphrase."))
    hands.press(COLLEAGUE)
    with scripted(True) as script:
        hands.press("Close the account")
        hands.wait(lambda: hands.sees(f"The account of {COLLEAGUE} is closed. The key is changed."))
    hands.window.close()
    old, words = (words_on(next((tmp_path / one).glob("*.txt")).read_text("utf-8")) for one in ("sheets", "again"))
    with pytest.raises(WrongPassphrase):
        sign_in(store, NEW, old, clock=CLOCK)
    session = sign_in(store, NEW, words, clock=CLOCK)

    assert (nameless, dayless) == (True, True)
    assert script.asked == [f"Close the account of {COLLEAGUE}?"]
    assert session.is_lead
    assert session.member.job_title == "Teacher"
    assert own_time(session) == LeadTime("2026-05-29", over=False)
    assert standing_words(today(session)) == "You are a lead until Friday 29 May 2026."
    assert (find(session, COLLEAGUE).active, session.held.desk_number) == (False, 2)
    session.close()
    session = sign_in(store, NEW, words, clock=FixedClock(CLOCK.now() + timedelta(days=16)))
    assert standing_words(today(session)).startswith("Your time as a lead ended after Friday 29 May 2026.")
    session.close()


def test_the_office_is_told_what_only_a_lead_may_do_and_nothing_is_changed(open_hands: OpenWindow, store: Path) -> None:
    hands = open_hands()
    open_settings(hands, OFFICE)
    own = hands.sees("This is you, and you can’t change your own account.")

    hands.press(AUTHOR)
    gives_keys = bool(hands.named("Give a new passphrase"))
    hands.press("Lead", within="roles")
    hands.press("Save")
    hands.wait(lambda: hands.sees("There is a problem"))
    hands.press("Cancel")
    back = hands.heading()
    hands.window.close()
    session = enter(store, LEAD)

    assert (own, gives_keys, back) == (True, False, "Settings")
    assert {one.name: one.roles for one in members(session)}[AUTHOR] == ("recorder",)
    session.close()


def a_guest_left(store: Path, folder: Path) -> None:
    """Let a guest in and out again, by a colleague in charge of the shift."""
    session = enter(store, LEAD)
    membership.set_roles(session, COLLEAGUE, ("recorder", "in_charge"))
    session.close()
    session = enter(store, COLLEAGUE)
    guests.let_in(session, "Sunita Rao", "", out_dir=folder)
    guests.close(session, "Sunita Rao")
    session.close()


def test_today_and_the_settings_say_that_a_key_is_to_be_changed_until_it_is(
    open_hands: OpenWindow, store: Path, tmp_path: Path
) -> None:
    a_guest_left(store, tmp_path / "sheets")
    hands = open_hands()
    case.sign_in(hands, OFFICE)
    on_today = hands.sees("Someone has left who held a key to these records. The key is changed when you lock")
    hands.press("Settings")
    hands.wait(lambda: not hands.sees("Looking at the folder"))

    owed = hands.sees("Someone has left who held a key to these records, and it has not changed since.")
    hands.press("Change the key now")
    hands.wait(lambda: hands.sees("The key is changed."))
    still = hands.sees("and it has not changed since.")
    hands.window.close()
    session = enter(store, LEAD)

    assert (on_today, owed, still) == (True, True, False)
    assert hands.named("Change the key now") == []
    assert session.held.desk_number == 2
    assert today(session).keys_owed is None
    session.close()


@pytest.mark.parametrize("quick", [True, False])
def test_a_change_of_keys_on_a_large_store_stops_when_the_settings_are_left_and_a_short_one_is_finished(
    open_hands: OpenWindow, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, quick: bool
) -> None:
    a_guest_left(store, tmp_path / "sheets")
    hands = open_hands()
    open_settings(hands, OFFICE)
    gate, tasks = Event(), hands.window.findChildren(Tasks)[0]
    monkeypatch.setattr(changing_keys, "QUICK", changing_keys.QUICK if quick else 0)

    tasks.run(hands.window, gate.wait, lambda _done: None, lambda _error: None)
    hands.press("Change the key now")
    hands.press("Back")
    gate.set()
    hands.wait(lambda: not tasks.busy)
    session = hands.window.session

    assert session is not None
    assert session.held.desk_number == (2 if quick else 1)
    assert changing_keys.owed(session).any is not quick

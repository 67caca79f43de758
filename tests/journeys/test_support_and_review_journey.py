"""Support from the notice, the learning review on another day, and a lead's second signature, by keyboard alone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from rrn_desktop.clock import FixedClock
from rrn_desktop.forms.values import PersonRef, WallTime
from rrn_desktop.services import additions, messages, records, staff_support
from rrn_desktop.services import today as todays
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.sealed import NUMBER, begun, sealed, signed_in
from tests.journeys.site import AUTHOR, COLLEAGUE, LEAD, PASSPHRASES
from tests.pictures.after import ACCOUNT, follow_with

NEXT_WEEK = FixedClock(datetime(2026, 5, 20, 9, 0, tzinfo=UTC))


def _at_the_incident(hands: Hands, name: str) -> None:
    case.sign_in(hands, name)
    hands.press(f"Open {NUMBER}")


def _sign(hands: Hands, name: str) -> None:
    hands.fill("Passphrase", PASSPHRASES[name])
    hands.press("Sign and submit")
    hands.wait(lambda: bool(hands.named("Done")))


def _write_support(hands: Hands) -> None:
    hands.fill("Time", "11:00", within="checked_at")
    for label, number in (("Day", "14"), ("Month", "5"), ("Year", "2026")):
        hands.fill(label, number, within="checked_at")
    hands.fill("How are they now?", "He draws and is calm.")
    hands.press("Yes", within="body_checked")
    hands.press("Add offer")
    hands.press("A quiet place")
    hands.press("Yes", within="offers[0].answer")
    hands.press(case.GO_ON)
    hands.press("They say they are all right", within="staff[0].how")
    hands.press("No one", within="others")
    hands.press(case.GO_ON)


def test_support_is_done_from_the_notice_while_the_record_is_still_being_written(
    open_hands: OpenWindow, store: Path
) -> None:
    begun(store)
    hands = open_hands()
    _at_the_incident(hands, COLLEAGUE)
    hands.press("Support")

    _write_support(hands)
    hands.press(case.GO_ON)
    _sign(hands, COLLEAGUE)

    assert hands.heading() == "Support: signed"
    assert any("(done late)" in text for text in hands.texts())
    hands.window.close()
    session = signed_in(store, COLLEAGUE)
    shown = records.show(session, NUMBER, form="support")
    due = [one.kind for one in todays.today(session).due if one.state != "done_late"]
    session.close()
    assert shown.answers.get("person_now") == "He draws and is calm."
    assert "support" not in due
    assert "support_later" in due


def test_two_people_at_the_same_support_are_told_of_each_other(open_hands: OpenWindow, store: Path) -> None:
    sealed(store)
    hands = open_hands()
    _at_the_incident(hands, COLLEAGUE)
    hands.press("Support")
    hands.fill("How are they now?", "He draws and is calm.")
    hands.press("Switch user")

    _at_the_incident(hands, AUTHOR)
    on_the_incident = hands.sees(f"Support: {COLLEAGUE} is writing this too")
    hands.press("Support")

    assert on_the_incident
    assert hands.sees(f"{COLLEAGUE} is writing this too")


def test_what_concerns_a_member_of_staff_is_theirs_and_no_lead_reads_it(open_hands: OpenWindow, store: Path) -> None:
    sealed(store)
    hands = open_hands()
    _at_the_incident(hands, AUTHOR)
    hands.press("Support for a member of staff")
    said_who_reads = hands.sees("Leads can’t.")

    hands.fill("How are things now?", "I did not sleep well.")
    hands.press("Nothing was offered")
    _sign(hands, AUTHOR)
    hands.press("Done")

    assert said_who_reads
    assert "Support for staff that you may read" in hands.headings()
    hands.press("Switch user")
    _at_the_incident(hands, LEAD)
    assert "Support for staff that you may read" not in hands.headings()
    hands.window.close()
    session = signed_in(store, LEAD)
    read_by_the_lead = staff_support.mine(session)
    session.close()
    assert read_by_the_lead == ()


def test_a_review_is_moved_with_a_reason_and_not_to_the_day_of_the_incident(
    open_hands: OpenWindow, store: Path
) -> None:
    sealed(store)
    hands = open_hands()
    _at_the_incident(hands, LEAD)
    hands.press("Read the record")
    hands.press("Move the learning review")

    hands.press("Move the learning review")
    missing = hands.sees("There are 2 problems")
    for label, number in (("Day", "14"), ("Month", "5"), ("Year", "2026")):
        hands.fill(label, number)
    hands.fill("Why it is moved", "His advocate can come then")
    hands.press("Move the learning review")
    refused = hands.sees("There is a problem")
    hands.fill("Day", "26")
    hands.press("Move the learning review")

    assert missing
    assert refused
    assert hands.sees(f"The learning review of {NUMBER} has a new day.")
    hands.window.close()
    session = signed_in(store, LEAD)
    (review,) = [one for one in todays.today(session).due if one.kind == "review"]
    session.close()
    assert review.booked is not None
    assert "2026-05-26" in review.booked or "26 May" in review.booked


@pytest.fixture
def told_wish(store: Path) -> None:
    sealed(store)
    follow_with(store, AUTHOR, "account", ACCOUNT)


@pytest.mark.usefixtures("told_wish")
def test_a_review_begins_with_what_the_person_wants_and_tells_those_who_recorded_it(
    open_hands: OpenWindow, store: Path
) -> None:
    hands = open_hands(NEXT_WEEK)
    _at_the_incident(hands, LEAD)
    hands.press("Learning review")
    day_shown = hands.sees("Thursday 14 May 2026")

    places = [hands.sees("Section 1 of 2")]
    hands.press("Yes", within="held")
    places.append(hands.sees("Section 1 of 6"))
    for label, number in (("Day", "19"), ("Month", "5"), ("Year", "2026"), ("Time", "10:00")):
        hands.fill(label, number, within="held_on")
    hands.press("No one else")
    hands.press("Next time")
    wish = hands.tab_to("What will be done?", within="actions[0]")
    said = wish.property("text")
    hands.press("Telling people")
    hands.fill("What do you want to tell those who recorded it? (optional)", "We ring the bell by hand now.")
    hands.press("Check your answers")
    hands.press(case.GO_ON)
    must_wait = hands.sees("Some answers are still to come")
    hands.press("Sign and submit")

    assert day_shown
    assert places == [True, True]
    assert "Tell me before the bell" in said
    assert must_wait
    assert "Still to do" in hands.headings()


def test_a_lead_countersigns_and_it_stands_among_the_signatures(open_hands: OpenWindow, store: Path) -> None:
    sealed(store)
    hands = open_hands()
    _at_the_incident(hands, LEAD)
    hands.press("Read the record")
    hands.press("Countersign")

    hands.fill("Passphrase", "wrong words here today")
    hands.press("Countersign")
    hands.wait(lambda: hands.sees("There is a problem"))
    wrong = hands.sees("Error: This is not your passphrase")
    hands.fill("Passphrase", PASSPHRASES[LEAD])
    hands.key(Qt.Key.Key_Return)
    hands.wait(lambda: hands.sees(f"Record {NUMBER} is countersigned."))

    assert wrong
    assert hands.sees(f"Holds, countersigned: {LEAD}")
    assert hands.named("Countersign") == []


def test_a_record_entered_in_error_is_kept_and_asks_for_nothing_more(open_hands: OpenWindow, store: Path) -> None:
    sealed(store)
    hands = open_hands()
    _at_the_incident(hands, LEAD)
    hands.press("Read the record")
    hands.press("Mark as entered in error")

    hands.fill("Why it is an error", "It is written twice")
    hands.fill("Passphrase", PASSPHRASES[LEAD])
    hands.press("Mark as entered in error")
    hands.wait(lambda: hands.sees(f"Record {NUMBER} is marked as entered in error."))

    for gone in ("Add", "Support", "Learning review", "Countersign", "Amend", "Mark as entered in error"):
        assert hands.named(gone) == [], gone
    hands.window.close()
    session = signed_in(store, LEAD)
    shown, due = records.show(session, NUMBER), todays.today(session).due
    added = additions.of_number(session, NUMBER)
    waiting = messages.waiting(session)
    session.close()
    assert (shown.status, shown.versions[-1].reason) == ("void", "It is written twice")
    assert (due, added, waiting) == ((), (), ())


def test_one_like_this_takes_over_who_and_where_but_no_time_and_no_words(open_hands: OpenWindow, store: Path) -> None:
    sealed(store)
    hands = open_hands()
    _at_the_incident(hands, AUTHOR)

    hands.press("Begin one like this")

    draft = hands.window.screen_shown()._presenter.draft  # type: ignore[union-attr]
    person = draft.answers.get("person")
    assert isinstance(person, PersonRef)
    assert (person.name, draft.answers.get("place")) == (case.PERSON, case.PLACE)
    assert not any(isinstance(value, WallTime) for _path, value in draft.answers.leaves())
    assert draft.answers.get("own_words") is None

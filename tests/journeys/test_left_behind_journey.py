from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from rrn_desktop.clock import FixedClock
from rrn_desktop.services import records
from rrn_desktop.services.signing_in import sign_in
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.site import AUTHOR, CLOCK, LEAD, PASSPHRASES, enter
from tests.pictures.scenes import case_one, numbered

NUMBER, WHY = "2026-A-001", "They are away for two weeks, and the parents are waiting"
LATER = FixedClock(CLOCK.now() + timedelta(days=2))


def _leave_a_draft(store: Path) -> None:
    session = enter(store, AUTHOR)
    numbered(session, case_one().with_answer("why_needed", None))
    session.close()


def _open_it(hands: Hands) -> None:
    case.sign_in(hands, LEAD)
    hands.press("1 draft of somebody else was left unfinished for more than a day")
    hands.press(f"Incident {NUMBER}")
    hands.fill("Why you open it", WHY)
    hands.press("Open this draft")


def test_a_lead_opens_what_was_left_only_after_saying_why(open_hands: OpenWindow, store: Path) -> None:
    _leave_a_draft(store)
    hands = open_hands(LATER)
    case.sign_in(hands, LEAD)
    hands.press("1 draft of somebody else was left unfinished for more than a day")
    hands.press(f"Incident {NUMBER}")

    hands.press("Open this draft")
    asked = (hands.sees("Say why you open it"), hands.sees(case.BEFORE))
    hands.fill("Why you open it", WHY)
    hands.press("Open this draft")

    assert asked == (True, False)
    assert hands.heading() == f"Draft left behind: {NUMBER}"
    assert hands.sees(case.BEFORE)
    assert hands.sees(f"Written by {AUTHOR}. Not finished and not signed by them.")


def test_it_is_kept_as_it_was_left_and_not_signed_by_its_author(open_hands: OpenWindow, store: Path) -> None:
    _leave_a_draft(store)
    hands = open_hands(LATER)
    _open_it(hands)

    hands.press("Submit as unfinished")
    hands.fill("Passphrase", "not my passphrase at all")
    hands.press("Submit as unfinished")
    hands.wait(lambda: hands.sees("This is not your passphrase"))
    hands.fill("Passphrase", PASSPHRASES[LEAD])
    hands.press("Submit as unfinished")
    hands.wait(lambda: hands.sees(f"{NUMBER} is kept as {AUTHOR} left it"))
    nothing_left = hands.sees("No draft was left behind.")
    hands.window.close()
    session = sign_in(store, LEAD, PASSPHRASES[LEAD], clock=LATER)
    shown = records.show(session, NUMBER)
    session.close()

    assert nothing_left
    assert shown.status == "first"
    assert shown.written_by is not None
    assert (shown.written_by.name, shown.written_by.how) == (AUTHOR, "left_behind")


def test_the_author_is_told_at_the_next_sign_in_and_once_it_is_read_no_more(
    open_hands: OpenWindow, store: Path
) -> None:
    _leave_a_draft(store)
    hands = open_hands(LATER)
    _open_it(hands)
    hands.press("Switch user")
    case.sign_in(hands, AUTHOR)
    told = (hands.sees("Your draft was opened"), hands.sees(WHY))

    hands.press("I have read this")
    hands.press("Switch user")
    case.sign_in(hands, AUTHOR)

    assert told == (True, True)
    assert not hands.sees("Your draft was opened")


def test_nobody_but_a_lead_is_shown_what_others_left(open_hands: OpenWindow, store: Path) -> None:
    _leave_a_draft(store)
    hands = open_hands(LATER)

    case.sign_in(hands, "Mr Lewis")

    assert not hands.sees("was left unfinished")

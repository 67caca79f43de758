from __future__ import annotations

from pathlib import Path

from rrn_desktop.services import drafts, notices
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.site import AUTHOR, enter
from tests.pictures.scenes import case_one, numbered

NUMBER, WHY = "2026-A-001", "Begun twice by mistake"


def _two_drafts(store: Path) -> None:
    session = enter(store, AUTHOR)
    numbered(session, case_one())
    drafts.save(session, drafts.begin(session))
    session.close()


def test_a_draft_is_given_up_with_a_reason_and_the_other_one_stays(open_hands: OpenWindow, store: Path) -> None:
    _two_drafts(store)
    hands = open_hands()
    case.sign_in(hands, AUTHOR)

    hands.press("Give up a draft")
    hands.press(f"Incident {NUMBER}")
    hands.press("Give up this draft")
    asked = hands.sees("Say why the draft is not needed.")
    hands.fill("Why is it not needed?", WHY)
    hands.press("Give up this draft")
    said = hands.sees(f"The draft of {NUMBER} was given up. Its number is not given out again.")
    hands.press("Back")
    heading = hands.heading()
    hands.window.close()
    session = enter(store, AUTHOR)
    left, board = drafts.mine(session), notices.listing(session)
    session.close()

    assert asked
    assert said
    assert heading == "Today"
    assert [row.number for row in left] == [None]
    assert [(one.number, one.status) for one in board] == [(NUMBER, "given_up")]


def test_cancelling_gives_nothing_up(open_hands: OpenWindow, store: Path) -> None:
    _two_drafts(store)
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    hands.press("Give up a draft")
    hands.press(f"Incident {NUMBER}")

    hands.press("Cancel")

    hands.window.close()
    session = enter(store, AUTHOR)
    left = drafts.mine(session)
    session.close()
    assert len(left) == 2

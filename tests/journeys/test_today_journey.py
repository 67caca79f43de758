from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from rrn_desktop.clock import FixedClock
from rrn_desktop.services import sealing
from rrn_desktop.services import today as todays
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.site import AUTHOR, CLOCK, COLLEAGUE, LEAD, PASSPHRASES, enter
from tests.pictures.scenes import case_one, numbered
from ui.screens.parts.due_list import DueItem
from ui.screens.parts.entry import Entry

NUMBER = "2026-A-001"


def _seal(store: Path, *, first: bool = False) -> None:
    session = enter(store, AUTHOR)
    answers = case_one()
    left_out = answers.with_answer("told", None).with_answer("why_needed", None) if first else answers
    sealing.seal(session, numbered(session, left_out), PASSPHRASES[AUTHOR], first=first)
    session.close()


def test_a_desk_without_incidents_says_that_nothing_is_due(open_hands: OpenWindow) -> None:
    hands = open_hands()

    case.sign_in(hands, AUTHOR)

    assert hands.sees("Nothing is due.")
    assert hands.headings()[:1] == ["Today"]


def test_each_line_that_is_due_says_by_when_and_by_which_rule_and_one_press_does_it(
    open_hands: OpenWindow, store: Path
) -> None:
    _seal(store)
    hands = open_hands()
    case.sign_in(hands, COLLEAGUE)
    item = next(one for one in hands.window.findChildren(DueItem) if "offer support" in one.accessibleName())

    hands.press("Support", within=item.objectName())

    assert item.accessibleName().startswith(NUMBER)
    assert any(text.startswith("Late: ") for text in _texts_of(item))
    assert any(text.startswith("Guidance: ") for text in _texts_of(item))
    assert "Support" in hands.window.windowTitle()


def _texts_of(item: DueItem) -> list[str]:
    return [label.text() for label in item.findChildren(QLabel)]


def test_who_was_told_is_one_press_away_and_closes_its_lines(open_hands: OpenWindow, store: Path) -> None:
    _seal(store, first=True)
    hands = open_hands()
    case.sign_in(hands, COLLEAGUE)
    before = {one.accessibleName() for one in hands.window.findChildren(DueItem)}

    hands.press("Say who was told")
    hands.press("Parent", within="whom")
    hands.press("By phone", within="how")
    case.fill_when(hands, "when", "14 5 2026", "15:20")
    hands.fill("Who told them?", "Mrs Shah", within="block:by")

    hands.fill("Passphrase", PASSPHRASES[COLLEAGUE])
    hands.press("Sign and submit")
    hands.wait(lambda: bool(hands.named("Done")))
    hands.press("Done")
    hands.press("Switch user")
    case.sign_in(hands, COLLEAGUE)
    after = {one.accessibleName() for one in hands.window.findChildren(DueItem)}

    assert before - after == {f"{NUMBER}: Tell each parent what happened"}


def test_a_notice_leads_to_the_incident_at_hand(open_hands: OpenWindow, store: Path) -> None:
    _seal(store)
    hands = open_hands()
    case.sign_in(hands, COLLEAGUE)

    hands.press(f"Open {NUMBER}")

    assert NUMBER in hands.heading()
    assert hands.sees(case.NEXT_SHIFT)
    assert not hands.sees(case.BEFORE)


def test_only_those_who_may_are_offered_guests_and_the_register(open_hands: OpenWindow) -> None:
    hands = open_hands()

    case.sign_in(hands, AUTHOR)
    recorder = (bool(hands.named("Guests")), bool(hands.named("Register")))
    hands.press("Switch user")
    case.sign_in(hands, LEAD)
    lead = (bool(hands.named("Guests")), bool(hands.named("Register")))

    assert (recorder, lead) == ((False, False), (True, True))


def test_while_no_lead_is_here_for_days_everyone_sees_how_many_of_their_duties_are_late(
    open_hands: OpenWindow, store: Path
) -> None:
    _seal(store)
    hands = open_hands(FixedClock(CLOCK.now() + timedelta(days=12)))

    case.sign_in(hands, AUTHOR)

    assert hands.sees("No lead has signed in for three days.")
    assert not any("learning review" in one.accessibleName() for one in hands.window.findChildren(DueItem))


def test_a_day_that_went_well_is_one_press_away(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)

    hands.press("Record a day that went well")

    assert hands.named("Sign and submit")


def test_older_records_of_ones_own_are_one_press_away(
    open_hands: OpenWindow, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(todays, "AT_ONCE", 1)
    _seal(store, first=True)
    _seal(store, first=True)
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    at_once = _own(hands)

    hands.press("Show 1 older record")

    focus = QApplication.focusWidget()
    assert at_once == ["my_records:2026-A-002"]
    assert _own(hands) == ["my_records:2026-A-002", "my_records:2026-A-001"]
    assert focus is not None
    assert focus.objectName() == "my_records:2026-A-001"
    assert not hands.sees("Show 1 older record")


def _own(hands: Hands) -> list[str]:
    return [one.objectName() for one in hands.window.findChildren(Entry) if one.objectName().startswith("my_records:")]

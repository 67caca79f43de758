"""What helps a person: written by a lead, fed by days that went well, met first when a record is begun, and printed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from rrn_desktop.services import what_helps
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.sealed import NUMBER, PERSON, sealed, signed_in
from tests.journeys.site import AUTHOR, COLLEAGUE, LEAD, PASSPHRASES
from tests.pictures.after import publish_card
from ui.dialogs import scripted

HELPED = "Ms Okafor told him ten minutes before the bell."
HELPS = "Ear defenders. Walk beside him."


def _record_a_day(hands: Hands, name: str) -> None:
    case.sign_in(hands, name)
    hands.press("Record a day that went well")
    hands.fill("Name of the person", PERSON)
    hands.fill("Time", "09:15", within="when")
    hands.fill("What helped?", HELPED)
    hands.fill("Passphrase", PASSPHRASES[name])
    hands.press("Sign and submit")
    hands.wait(lambda: bool(hands.named("Done")))


def _begin_for_the_person(hands: Hands) -> None:
    hands.press("Record an incident")
    hands.fill("Name of the person", PERSON)
    hands.press(case.GO_ON)


def test_what_helped_on_a_good_day_is_met_first_by_the_next_one_who_begins_a_record(
    open_hands: OpenWindow, store: Path
) -> None:
    hands = open_hands()
    _record_a_day(hands, AUTHOR)
    said = hands.heading()
    hands.press("Done")
    hands.press("Switch user")
    case.sign_in(hands, COLLEAGUE)

    _begin_for_the_person(hands)

    assert said == "The day is recorded"
    assert hands.focus().accessibleDescription().startswith("Days that went well: Thursday 14 May 2026")
    assert hands.sees(HELPED)
    hands.key(Qt.Key.Key_Tab)
    assert hands.focus().accessibleName() == "Day"


def test_a_person_of_whom_nobody_said_anything_has_no_card(open_hands: OpenWindow, store: Path) -> None:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)

    _begin_for_the_person(hands)

    assert not hands.has("what_helps")
    assert hands.focus().accessibleName() == "Day"


def test_a_lead_writes_the_card_and_brings_it_up_to_date(open_hands: OpenWindow, store: Path) -> None:
    sealed(store)
    hands = open_hands()
    case.sign_in(hands, LEAD)
    hands.press(f"Open {NUMBER}")
    hands.press("What helps")
    nothing = hands.sees(f"Nobody has said yet what helps {PERSON}.")

    for button, words in (("Write the card", HELPS), ("Change this card", f"{HELPS} Tell him first.")):
        hands.press(button)
        hands.fill("What helps", words, within="block:helps")
        hands.fill("Passphrase", PASSPHRASES[LEAD])
        hands.press("Sign and submit")
        hands.wait(lambda: bool(hands.named("Done")))
        hands.press("Done")

    assert nothing
    assert hands.heading() == f"What helps {PERSON}"
    assert hands.sees("Version 2, published by Mrs Shah")
    hands.window.close()
    session = signed_in(store, COLLEAGUE)
    card = what_helps.card(session, PERSON)
    session.close()
    assert card is not None
    assert (card.helps, card.version) == (f"{HELPS} Tell him first.", 2)


def test_who_is_no_lead_reads_and_prints_the_card_and_cant_change_it(
    open_hands: OpenWindow, store: Path, tmp_path: Path
) -> None:
    sealed(store)
    publish_card(store)
    out = tmp_path / "prints"
    out.mkdir()
    hands = open_hands()
    case.sign_in(hands, COLLEAGUE)
    hands.press(f"Open {NUMBER}")
    hands.press("What helps")

    with scripted(out):
        hands.press("Print on one page")

    assert hands.named("Change this card") == []
    assert [one.suffix for one in sorted(out.iterdir())] == [".pdf", ".txt"]
    assert hands.sees("The page is in prints:")
    assert not any("Dylan" in one.name for one in out.iterdir())

"""Case 1, as a teaching assistant would enter it with the keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.journeys.hands import Hands
from tests.journeys.site import PASSPHRASES

PERSON = "Dylan Ŵyn Pryce"
BEFORE = "Fire drill at 10:40. Dylan covered his ears and ran towards the car park gate. He pushed past Ms Okafor."
HOW = "She held his upper arm with one hand and walked him back."
STATED = "maybe half a minute"
IMPACT = "Dylan cried, then sat in the library with Ms Okafor. No marks."
NEEDED = (
    "He was running towards the car park gate. Ms Okafor called him, offered his ear defenders and stepped in front "
    "of the gate first."
)
NEXT_SHIFT = "Fire drills are too loud for him: have his ear defenders ready."
OWN_WORDS = "it was too loud, I was going to my nan's"
PLACE = "Corridor, on the way to the car park gate"
GO_ON = "Save and continue"


def sign_in(hands: Hands, name: str) -> None:
    """Sign in at the sign-in screen."""
    hands.fill("Name", name)
    hands.fill("Passphrase", PASSPHRASES[name])
    hands.key(Qt.Key.Key_Return)
    hands.wait(lambda: hands.window.session is not None)


def fill_when(hands: Hands, path: str, day: str, time: str) -> None:
    """Fill a day like ``14 5 2026`` and a time in."""
    for label, words in zip(("Day", "Month", "Year"), day.split(), strict=True):
        hands.fill(label, words, within=path)
    hands.fill("Time", time, within=path)


def write_who_and_where(hands: Hands) -> None:
    """Answer the first two pages and let the notice stand; the notice page is left with Save and continue."""
    hands.fill("Name of the person", PERSON)
    hands.press(GO_ON)
    fill_when(hands, "started", "14 5 2026", "10:40")
    hands.fill("Where was it?", PLACE)
    hands.press(GO_ON)


def write_notice(hands: Hands) -> None:
    """Word the notice and let it stand."""
    hands.fill("What the next shift must know to keep people safe", NEXT_SHIFT)
    hands.fill("What is being watched", "How he is at the next drill")
    hands.press(GO_ON)


def write_before(hands: Hands) -> None:
    """Say what was happening."""
    hands.fill("What was happening, and what did you see and hear?", BEFORE)
    hands.press("Noise or a crowd")
    for tried in (
        "Calm talking or listening",
        "Ear defenders, or less noise or light",
        "Standing in the way, no touch",
    ):
        hands.press(tried)
    hands.press(GO_ON)


def write_practice(hands: Hands) -> None:
    """Add the one hold."""
    hands.press("Add hold or restriction")
    hands.press("Held and walked")
    fill_when(hands, "practices[0].start", "14 5 2026", "10:43")
    hands.fill("In words, as it was said", STATED, within="practices[0].duration")
    hands.fill("Seconds", "30", within="practices[0].duration")
    hands.press("Add member of staff")
    hands.fill("Name", "Ms Okafor", within="practices[0].people[0].who")
    hands.press("Held the person", within="practices[0].people[0].part")
    hands.press("Add another member of staff")
    hands.fill("Name", "Mr Lewis", within="practices[0].people[1].who")
    hands.press("Saw it", within="practices[0].people[1].part")
    hands.press("No, it was not planned")
    hands.press("I don’t know", within="block:practices[0].agreed")
    hands.fill("How was it done, and how did it end?", HOW)
    hands.press(GO_ON)


def write_afterwards_and_why(hands: Hands) -> None:
    """Say how everyone was, and why it was needed."""
    hands.fill("How was the person afterwards?", IMPACT)
    hands.press("No one")
    hands.press("I don’t know", within="block:damaged")
    hands.press(GO_ON)
    hands.press("To stop them being hurt by accident")
    hands.press("To stop them leaving")
    hands.fill("Why was it needed, and what else was thought of?", NEEDED)
    hands.press("I don’t know", within="block:plan")
    hands.press(GO_ON)


def write_told_and_words(hands: Hands) -> None:
    """Say who was told, twice, and what the child said."""
    hands.press("Add person told")
    hands.press("Parent", within="told[0].whom")
    hands.fill("Their name (optional)", "Mum", within="told[0]")
    hands.press("By phone", within="told[0].how")
    fill_when(hands, "told[0].when", "14 5 2026", "15:20")
    hands.fill("Who told them?", "Mrs Shah", within="told[0]")
    hands.press("Add another person told")
    hands.press("Parent", within="told[1].whom")
    hands.fill("Their name (optional)", "Mum", within="told[1]")
    hands.press("In writing, on paper", within="told[1].how")
    hands.press("I don’t know", within="block:told[1].when")
    hands.press("I don’t know", within="block:told[1].by")
    hands.fill("What must the next shift know to keep people safe?", NEXT_SHIFT)
    hands.press(GO_ON)
    hands.fill("The person's own words", OWN_WORDS)
    hands.press(GO_ON)


def write_all(hands: Hands) -> None:
    """Write the whole case, up to the check page."""
    write_who_and_where(hands)
    write_notice(hands)
    write_before(hands)
    write_practice(hands)
    write_afterwards_and_why(hands)
    write_told_and_words(hands)


def sign(hands: Hands, name: str) -> None:
    """Go from the check page to the seal."""
    hands.press(GO_ON)
    hands.fill("Passphrase", PASSPHRASES[name])
    hands.press("Sign and submit")
    hands.wait(lambda: bool(hands.named("Done")))


def record(hands: Hands, name: str) -> None:
    """Sign in, write the whole case and seal it."""
    sign_in(hands, name)
    hands.press("Record an incident")
    write_all(hands)
    sign(hands, name)

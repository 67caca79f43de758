"""Case 9: a night without a lead, somebody without an account, the wrong arm, and those who come in the morning."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from rrn_desktop.clock import FixedClock
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.forms.values import Unknown
from rrn_desktop.services import additions, records
from rrn_desktop.services.signing_in import sign_in
from rrn_desktop.services.site_setup import setup_site
from tests.journeys.any_case import Typist
from tests.journeys.case_one import GO_ON
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands

CASES = Path(__file__).parents[1] / "data" / "cases"
DAY_NURSE, LEAD, NUMBER = "Nia Evans", "R. Moyo", "2026-A-001"
PASSPHRASES = {
    DAY_NURSE: "velvet harbour seven kettles",
    LEAD: "granite willow four trumpets",
    "Tom Reed": "paper saddle eleven rivers",
}
_JOBS = {DAY_NURSE: ("recorder", "Nurse"), LEAD: ("lead", "Ward manager"), "Tom Reed": ("administrator", "Office")}


def _at(moment: str) -> FixedClock:
    return FixedClock(datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Europe/London")))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    answers = {
        "site_name": "Larch Ward", "profile": "eng_ward", "desk_code": "A", "demo": True,
        "members": [
            {"name": name, "roles": [role], "job_title": job, "passphrase": PASSPHRASES[name]}
            for name, (role, job) in _JOBS.items()
        ],
        "people": [{"name": "Mr T.", "details": {}}],
        "places": ["Larch Ward"],
    }  # fmt: skip
    setup_site(tmp_path / "store", answers, tmp_path / "out", clock=_at("2026-05-01T09:00"))
    return tmp_path / "store"


def _told(form: str, name: str) -> Answers:
    return read_answers(registry.definition(form), json.loads((CASES / name).read_text("utf-8"))["answers"])


def _enter(hands: Hands, name: str) -> None:
    hands.fill("Name", name)
    hands.fill("Passphrase", PASSPHRASES[name])
    hands.key(Qt.Key.Key_Return)
    hands.wait(lambda: hands.window.session is not None)


def _begin_and_be_called_away(hands: Hands) -> str:
    hands.press("I can't sign in: write it now")
    hands.fill("Your name", "A. Mensah")
    hands.fill("Your job or role", "Agency nurse")
    hands.press("Begin")
    hands.wait(lambda: bool(hands.window.findChildren(QWidget, "inbox:phrase")))
    words = hands.window.findChildren(QWidget, "inbox:phrase")[-1].accessibleName().partition(": ")[2]
    hands.press("I have written it down")
    hands.fill("Name of the person", "Mr T.")
    hands.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert hands.heading() == "Locked"
    hands.window.close()
    return words


def _with_words(hands: Hands, words: str, button: str) -> None:
    hands.press("I can't sign in: write it now")
    hands.fill("Your four words", words)
    hands.press(button)
    hands.wait(lambda: bool(hands.named("Lock now")))


def _hand_in(hands: Hands) -> None:
    hands.press("Submit")
    hands.wait(lambda: hands.heading() == "It is kept")
    hands.window.close()


def _night(open_hands: OpenWindow) -> None:
    """Write at 02:25, be called away, carry on at 02:50, submit with gaps, and correct at 04:10."""
    words = _begin_and_be_called_away(open_hands(_at("2026-05-03T02:25")))
    hands = open_hands(_at("2026-05-03T02:50"))
    _with_words(hands, words, "Carry on")
    hands.press("Person")
    Typist(hands, registry.definition("incident"), _told("incident", "case9.json")).write()
    hands.press(GO_ON)
    hands.press("Submit as a first record: some answers still to come")
    _hand_in(hands)
    later = open_hands(_at("2026-05-03T04:10"))
    _with_words(later, words, "Write a correction")
    _answer(later, "correction", "case9_correction.json")
    later.press(GO_ON)
    _hand_in(later)


def _answer(hands: Hands, form: str, name: str) -> None:
    definition, answers = registry.definition(form), _told(form, name)
    typist = Typist(hands, definition, answers)
    for question in definition.steps[0].questions:
        typist._answer(question, question.id, answers.get(question.id))


def _sign(hands: Hands, name: str) -> None:
    hands.fill("Passphrase", PASSPHRASES[name])
    hands.press("Sign and submit")
    hands.wait(lambda: bool(hands.named("Done")))
    hands.press("Done")


def _add(hands: Hands, form: str, name: str) -> None:
    hands.press("Add")
    hands.press(registry.definition(form).title)
    _answer(hands, form, name)
    _sign(hands, DAY_NURSE)


def test_the_day_nurse_sees_what_happened_and_what_to_watch_and_not_a_word_more(open_hands: OpenWindow) -> None:
    _night(open_hands)
    hands = open_hands(_at("2026-05-03T07:15"))

    _enter(hands, DAY_NURSE)

    for words in (f"Notice {NUMBER}", "Mr T.", "A. Mensah (no account)", "Watch him, and watch the drip."):
        assert hands.sees(words), words
    assert not hands.sees("His right arm was held")


def test_what_the_night_wrote_stands_with_its_gaps_and_the_correction_beside_it(
    open_hands: OpenWindow, store: Path
) -> None:
    _night(open_hands)

    session = sign_in(store, LEAD, PASSPHRASES[LEAD], clock=_at("2026-05-05T10:00"))
    shown = records.show(session, NUMBER)
    added = additions.of_number(session, NUMBER)
    session.close()

    assert (shown.status, shown.author_name) == ("first", "A. Mensah")
    stated = [path for path, value in shown.answers.leaves() if isinstance(value, Unknown)]
    assert sorted(stated) == ["impact", "injured", "plan"]
    assert shown.answers.get("practices[0].how") == _told("incident", "case9.json").get("practices[0].how")
    assert [(one.form, one.author_name) for one in added] == [("correction", "A. Mensah")]
    assert added[0].answers.get("right") == "It was his left arm."


def test_the_morning_adds_what_it_found_supports_and_tells_the_brother(open_hands: OpenWindow, store: Path) -> None:
    _night(open_hands)
    hands = open_hands(_at("2026-05-03T09:30"))
    _enter(hands, DAY_NURSE)
    hands.press(f"Open {NUMBER}")

    _add(hands, "check", "case9_check.json")
    _add(hands, "told", "case9_told.json")
    hands.press("Support")
    Typist(hands, registry.definition("support"), _told("support", "case9_support.json")).write()
    hands.press(GO_ON)
    _sign(hands, DAY_NURSE)
    hands.window.close()
    session = sign_in(store, LEAD, PASSPHRASES[LEAD], clock=_at("2026-05-05T10:00"))
    added = {one.form: one for one in additions.of_number(session, NUMBER)}
    support = records.show(session, NUMBER, form="support")
    session.close()

    assert support.answers.get("person_now") == "He sat with us. He wants his brother to know."
    assert set(added) == {"correction", "check", "told"}
    assert added["check"].answers.get("result") == "missed"
    assert added["told"].answers.get("name") == "His brother"


def test_the_lead_confirms_on_tuesday_who_wrote_it_and_late_is_shown_as_late(
    open_hands: OpenWindow, store: Path
) -> None:
    _night(open_hands)
    hands = open_hands(_at("2026-05-05T10:00"))
    _enter(hands, LEAD)

    hands.press("1 record was written without signing in, and nobody has confirmed who wrote it")
    late = any(text.startswith("Late: ") for text in hands.texts())
    hands.press("I know who wrote it")
    hands.fill("Passphrase", PASSPHRASES[LEAD])
    hands.press("Confirm")
    hands.wait(lambda: hands.sees(f"It is confirmed who wrote {NUMBER}"))
    hands.window.close()
    session = sign_in(store, LEAD, PASSPHRASES[LEAD], clock=_at("2026-05-05T10:05"))
    signatures = records.show(session, NUMBER).signatures
    session.close()

    confirmed = next(one for one in signatures if one.kind == "confirmed")

    assert late
    assert (confirmed.by, confirmed.late) == (LEAD, True)
    assert any(one.kind == "not_signed" for one in signatures)

"""Case 9 from the window: no lead, no account, the wrong arm, two PCs, and a confirmation that comes late."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from rrn_desktop.forms.values import Unknown
from rrn_desktop.services import additions, records
from tests.journeys.any_form import Writer, bare, raw, told
from tests.journeys.case_one import GO_ON
from tests.journeys.days import FIRST, Days, Seen, do, seen, write
from tests.journeys.hands import Hands
from tests.rrn_desktop.cli.place import make_place, utc

# Played once: what is asked of it is asked where it was played.
pytestmark = pytest.mark.xdist_group("case_nine")

SILVA, NURSE, LEAD, NUMBER = "D. Silva", "The day nurse", "R. Moyo", "2026-A-001"
DOOR = "I can't sign in: write it now"
LATE, SOON, DONE_LATE = "Late", "Due soon", "Done late in the last seven days"
SUPPORT, TELL, REVIEW = "Check that the person and the staff", "Tell those whom", "Hold the learning review"
ASK_AGAIN, CONFIRM = "Ask again how the person", "Confirm who wrote it"
HOW = "His right arm was held as he tried to pull a drip from another patient's arm."
BEFORE_THE_CALL, AFTER_THE_CALL = (
    ("person", "when_where", "before"),
    ("practices", "impact", "why", "told", "own_words"),
)


@dataclass
class Night:
    """What was seen, at which time, and the four words."""

    seen: dict[str, Seen] = field(default_factory=dict)
    phrase: str = field(default="", repr=False)


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder, staff = tmp_path_factory.mktemp("larch"), (SILVA, NURSE)
    return folder, make_place(folder, "eng_ward", "Larch Ward", staff, LEAD, utc("2026-05-02T12:00:00+01:00"))


@pytest.fixture(scope="module")
def days(qapp: QApplication, ward: tuple[Path, dict[str, str]]) -> Iterator[Days]:
    found = Days(qapp, Path(shutil.copytree(ward[0] / "store", ward[0] / "first")), ward[1])
    yield found
    found.leave()


@pytest.fixture(scope="module")
def dark(days: Days) -> Night:
    """From 02:25 to 04:10: begun, called away, carried on, handed in with gaps, and corrected."""
    night = Night()
    hands = days.open(_at("02:25"))
    night.phrase = _begin(hands)
    _pages(hands, BEFORE_THE_CALL)
    days.later(_at("02:31"))
    hands.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    night.seen["02:31"] = seen(hands)
    days.later(_at("02:50"))
    _unlock(hands, "one two three four", lambda: hands.sees("do not lead to anything"))
    night.seen["02:50, wrong words"] = seen(hands)
    _unlock(hands, night.phrase, lambda: hands.heading() != "Locked")
    _pages(hands, AFTER_THE_CALL)
    days.later(_at("03:05"))
    night.seen["03:05"] = _hand_in(hands, first=True)
    days.later(_at("04:10"))
    hands.press(DOOR)
    hands.fill("Your four words", night.phrase)
    hands.press("Write a correction")
    hands.wait(lambda: bool(hands.named("Lock now")))
    write(hands, Writer(hands, "correction", told("correction", "case9_correction")))
    night.seen["04:10"] = _hand_in(hands)
    return night


@pytest.fixture(scope="module")
def morning(days: Days, dark: Night) -> Night:
    """From 07:15: the day nurse at the other PC adds what she found, does the support, and tells his brother."""
    hands = days.at(_at("07:15"), NURSE, beside=True)
    dark.seen["07:15"] = seen(hands)
    hands.press(f"Open {NUMBER}")
    hands.press("Add")
    hands.press("A check of breathing and health")
    write(hands, Writer(hands, "check", told("check", "case9_check")))
    days.sign(hands, NURSE)
    dark.seen["at hand"] = seen(hands)
    days.later(_at("08:10"))
    hands.press("Support")
    write(hands, Writer(hands, "support", told("support", "case9_support")))
    days.sign(hands, NURSE)
    hands.press("Back")
    dark.seen["08:10"] = seen(hands)
    days.later(_at("09:15"))
    do(hands, TELL)
    write(hands, Writer(hands, "told", told("told", "case9_told")))
    dark.seen["told"] = days.sign(hands, NURSE)
    dark.seen["09:15"] = seen(hands)
    return dark


@pytest.fixture(scope="module")
def tuesday(days: Days, morning: Night) -> Night:
    """The lead is back, confirms who wrote it, and countersigns."""
    hands = days.at("2026-05-05T09:00+01:00", LEAD)
    morning.seen["tuesday"] = seen(hands)
    do(hands, CONFIRM)
    morning.seen["waiting"] = seen(hands)
    hands.press("I know who wrote it")
    days.confirm(hands, LEAD, "Confirm", lambda: hands.sees(f"It is confirmed who wrote {NUMBER}"))
    hands.press("Back")
    morning.seen["confirmed"] = seen(hands)
    hands.press(f"Open {NUMBER}")
    hands.press("Read the record")
    hands.press("Countersign")
    days.confirm(hands, LEAD, "Countersign", lambda: hands.sees(f"Record {NUMBER} is countersigned."))
    morning.seen["record"] = seen(hands)
    return morning


def test_having_no_account_is_no_reason_for_having_no_record(dark: Night) -> None:
    kept = dark.seen["03:05"]

    assert kept.headings[0] == "It is kept"
    assert kept.says("Some answers are still to come. A lead completes it with you.")
    assert len(dark.phrase.split()) == 4


def test_called_away_the_screen_hides_every_word_and_wrong_words_open_nothing(dark: Night) -> None:
    for moment in ("02:31", "02:50, wrong words"):
        locked = dark.seen[moment]
        assert locked.headings == ("Locked",)
        assert not any(locked.says(words) for words in ("Mr T.", "drip", "Larch Ward"))
    assert dark.seen["02:50, wrong words"].says("Check each word on your note")


def test_at_a_quarter_past_seven_the_other_pc_says_what_happened_and_what_to_watch_and_no_more(morning: Night) -> None:
    found = morning.seen["07:15"]

    for words in (
        f"Notice {NUMBER}", "Mr T.", "Sunday 3 May 2026, 02:06", "Larch Ward", "Held in another way",
        "A. Mensah (no account)", "Watch him, and watch the drip.", "Him, and the drip",
    ):  # fmt: skip
        assert found.says(words), words
    assert not found.says(HOW)
    assert not found.says("left arm")


def test_what_is_due_at_a_quarter_past_seven_counts_from_the_incident_and_not_from_the_morning(morning: Night) -> None:
    found = morning.seen["07:15"]

    assert [(line.manner, line.button, line.when) for line in found.lines] == [
        (LATE, "Support", "Late: Sunday 3 May 2026, 02:06"),
        (SOON, "Say who was told", "Due Monday 4 May 2026, 02:06"),
        (SOON, "Complete the record", "Due Monday 4 May 2026, 03:05"),
        ("Due later", "Support", "Due Sunday 17 May 2026, 02:06"),
    ]  # fmt: skip
    assert {line.number for line in found.lines} == {NUMBER}


def test_the_nurse_adds_and_supports_without_ever_reading_the_record(morning: Night) -> None:
    at_hand, after = morning.seen["at hand"], morning.seen["08:10"]

    assert at_hand.headings[0] == f"Incident {NUMBER}"
    assert at_hand.says("One observation in the night was missed. Seen at 07:15.")
    assert not at_hand.says(HOW)
    assert after.manner(SUPPORT) == DONE_LATE
    assert after.line(SUPPORT).when == "Done 3 May 2026, 08:00. It was due Sunday 3 May 2026, 02:06"
    assert after.line(ASK_AGAIN).when.startswith("Booked for Sunday 17 May 2026.")


def test_told_after_sealing_closes_what_was_due_and_stands_on_the_notice(morning: Night) -> None:
    before, after = morning.seen["08:10"], morning.seen["09:15"]

    assert (before.manner(TELL), after.manner(TELL)) == (SOON, "")
    assert morning.seen["told"].says("Tell those whom the care plan names")
    assert not morning.seen["told"].says("(done late)")
    assert (_after(before, "Told"), _after(after, "Told")) == ("Not yet", "Yes")
    assert [line.what for line in after.lines if line.manner == SOON] == ["Complete the first record"]


def test_on_tuesday_the_lead_sees_that_it_is_late_to_say_who_wrote_it(tuesday: Night) -> None:
    found, waiting = tuesday.seen["tuesday"], tuesday.seen["waiting"]

    assert (found.manner(CONFIRM), found.manner(REVIEW)) == (LATE, SOON)
    assert found.line(CONFIRM).when == "Late: Monday 4 May 2026, 03:05"
    assert waiting.says("It says that it was written by A. Mensah, Agency nurse.")
    assert waiting.says("Taken in 3 May 2026, 07:15")


def test_a_late_confirmation_is_done_and_shown_as_late(tuesday: Night) -> None:
    done, record = tuesday.seen["confirmed"].line(CONFIRM), tuesday.seen["record"]

    assert (done.manner, done.when) == (DONE_LATE, "Done 5 May 2026, 09:00. It was due Monday 4 May 2026, 03:05")
    assert record.says("Holds, confirmed who wrote it: R. Moyo, 5 May 2026, 09:00 (late)")
    assert record.says("Not signed by its writer: A. Mensah, Agency nurse, 3 May 2026, 03:05")
    assert record.says("Holds, countersigned: R. Moyo, 5 May 2026, 09:00")


def test_the_record_never_calls_it_signed_and_says_how_long_nobody_else_knew(tuesday: Night) -> None:
    record = tuesday.seen["record"]

    written, taken_in = "Written by A. Mensah without signing in, 3 May 2026, 03:05", "Taken in 3 May 2026, 07:15"
    assert record.says(f"First record. {written}. {taken_in}.")
    assert not record.says("Signed by A. Mensah")


def test_the_wrong_arm_stays_as_it_was_written_and_its_correction_stands_beside_it(tuesday: Night) -> None:
    texts = tuesday.seen["record"].texts
    line = texts[texts.index("In order of time") :]

    added = [text for text in line if text in {"A correction", "A check of breathing and health", "Someone was told"}]

    assert added == ["A correction", "A check of breathing and health", "Someone was told"]
    assert HOW in texts
    assert line[line.index("What is right?") + 1] == "It was his left arm."
    assert line.index("3 May 2026, 04:10") < line.index("A correction")


def test_all_of_it_reads_back_word_for_word_with_its_three_stated_unknowns(days: Days, tuesday: Night) -> None:
    with days.reading("2026-05-06T09:00+01:00", LEAD) as session:
        record, support = (records.show(session, NUMBER, form=form) for form in ("incident", "support"))
        added = additions.of_number(session, NUMBER)

    assert (record.status, record.author_name) == ("first", "A. Mensah")
    assert bare(record.body["answers"]) == raw("case9")
    assert sorted(path for path, value in record.answers.leaves() if isinstance(value, Unknown)) == [
        "impact", "injured", "plan",
    ]  # fmt: skip
    assert [(one.form, one.author_name) for one in added] == [
        ("correction", "A. Mensah"), ("check", NURSE), ("told", NURSE),
    ]  # fmt: skip
    assert [one.answers for one in added] == [told(one.form, f"case9_{one.form}") for one in added]
    assert bare(json.loads(support.body_text)["answers"]) == raw("case9_support")


def test_whoever_signs_in_at_the_other_pc_while_it_is_still_being_written_sees_the_notice_at_once(
    qapp: QApplication, ward: tuple[Path, dict[str, str]]
) -> None:
    days = Days(qapp, Path(shutil.copytree(ward[0] / "store", ward[0] / "second")), ward[1])
    first_pc = days.open(_at("02:25"))
    phrase = _begin(first_pc)
    _pages(first_pc, BEFORE_THE_CALL)
    first_pc.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    second_pc = days.at(_at("02:40"), SILVA, beside=True)
    while_away = seen(second_pc)
    days.later(_at("02:50"))
    first_pc.settle()
    _unlock(first_pc, phrase, lambda: first_pc.heading() != "Locked")
    _pages(first_pc, AFTER_THE_CALL)
    _hand_in(first_pc, first=True)
    second_pc.settle()
    second_pc.press("Switch user")
    days.later(_at("07:15"))
    days.sign_in(second_pc, NURSE)
    in_the_morning = seen(second_pc)
    days.leave()

    assert _after(while_away, "Record") == "Being written"
    assert while_away.says("Mr T.")
    assert while_away.says("Him, and the drip")
    assert not while_away.says("He tried to pull a drip")
    assert _after(in_the_morning, "Record") == "Signed"
    assert in_the_morning.says("Watch him, and watch the drip.")
    assert sum(text.startswith("Notice ") for text in in_the_morning.texts) == 1


def _at(time: str) -> str:
    return f"2026-05-03T{time}+01:00"


def _begin(hands: Hands) -> str:
    """Begin without an account, and return the four words that are shown once."""
    hands.press(DOOR)
    hands.fill("Your name", "A. Mensah")
    hands.fill("Your job or role", "Agency nurse")
    hands.press("Begin")
    hands.wait(lambda: hands.heading() == "Write these four words down")
    shown = hands.window.findChildren(QWidget, "inbox:phrase")[-1].accessibleName()
    hands.press("I have written them down")
    return shown.removeprefix("Your four words: ")


def _pages(hands: Hands, steps: tuple[str, ...]) -> None:
    """Write some pages; where the notice is shown, say what is being watched."""
    writer = Writer(hands, "incident", told("incident", "case9"))
    for step in steps:
        writer.write_step(step)
        hands.press(GO_ON)
        if "What colleagues will see" in hands.headings():
            hands.fill("What is being watched", "Him, and the drip")
            hands.press(GO_ON)


def _unlock(hands: Hands, words: str, until: Callable[[], bool]) -> None:
    hands.fill("Your four words", words)
    hands.key(Qt.Key.Key_Return)
    hands.wait(until)


def _hand_in(hands: Hands, *, first: bool = False) -> Seen:
    hands.press(GO_ON)
    if first:
        hands.press(FIRST)
    hands.press("Submit")
    hands.wait(lambda: hands.heading() == "It is kept")
    kept = seen(hands)
    hands.press("Done")
    return kept


def _after(screen: Seen, name: str) -> str:
    return screen.texts[screen.texts.index(name) + 1]

"""Case 4 from the window: recorded late, an aid broken, and what Kian said must come of."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from rrn_desktop.services import additions, records
from tests.journeys.any_form import Writer, bare, raw, told
from tests.journeys.days import Days, Seen, do, seen, write
from tests.rrn_desktop.cli.place import make_place, utc

# Played once: what is asked of it is asked where it was played.
pytestmark = pytest.mark.xdist_group("case_four")

PAUL, NIGHT, MANAGER, NUMBER = "Paul Street", "Jo Bevan", "The registered manager", "2026-A-001"
LATE, SOON, TODAY, DONE_LATE = "Late", "Due soon", "Due today", "Done late in the last seven days"
RECORD, SUPPORT, AID = "Make the record", "Check that the person and the staff", "Mend or replace the aid"
STAFF_SPOKEN, SIGNED, CHILD_SPOKEN = (
    f"Registered person: {what}" for what in ("speak to the member of staff", "sign the record", "speak to the child")
)
REVIEW, ASK_AGAIN, TELL = "Hold the learning review", "Ask again how the person", "Tell the family"
IDEA, WHOLE = "He should've taken the key out.", "He was scared I'd fall. He should've taken the key out."
SUNDAY, TUESDAY, WEDNESDAY, FRIDAY = "2026-02-08", "2026-02-10", "2026-02-11", "2026-02-13"
Diary = dict[str, Seen]


@pytest.fixture(scope="module")
def days(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Days]:
    folder = tmp_path_factory.mktemp("sycamore")
    staff, made_at = (PAUL, NIGHT), utc("2026-02-01T12:00:00+00:00")
    passphrases = make_place(folder, "eng_home", "12 Sycamore Way", staff, MANAGER, made_at)
    found = Days(qapp, folder / "store", passphrases)
    yield found
    found.leave()


@pytest.fixture(scope="module")
def recorded(days: Days) -> Diary:
    """Sunday: Paul records what happened on Friday, and does the support."""
    diary: Diary = {}
    hands = days.at(f"{SUNDAY}T08:55+00:00", PAUL)
    diary["before"] = seen(hands)
    hands.press("Record an incident")
    days.later(f"{SUNDAY}T09:00+00:00")
    write(hands, Writer(hands, "incident", told("incident", "case4")))
    diary["signed"] = days.sign(hands, PAUL)
    diary["recorded"] = seen(hands)
    days.later(f"{SUNDAY}T10:00+00:00")
    do(hands, SUPPORT)
    write(hands, Writer(hands, "support", told("support", "case4_support")))
    diary["support signed"] = days.sign(hands, PAUL)
    diary["supported"] = seen(hands)
    diary["for the others"] = seen(days.at(f"{SUNDAY}T20:00+00:00", NIGHT))
    return diary


@pytest.fixture(scope="module")
def spoken(days: Days, recorded: Diary) -> Diary:
    """Tuesday and Wednesday: the manager speaks to Paul, signs, moves the review, and speaks to Kian."""
    diary: Diary = {}
    hands = days.at(f"{TUESDAY}T10:30+00:00", MANAGER)
    diary["tuesday"] = seen(hands)
    do(hands, STAFF_SPOKEN)
    write(hands, Writer(hands, "conversation", told("conversation", "case4_conversation_staff")))
    diary["spoken to Paul"] = days.sign(hands, MANAGER)
    do(hands, SIGNED)
    hands.press("Countersign")
    days.confirm(hands, MANAGER, "Countersign", lambda: hands.sees(f"Record {NUMBER} is countersigned."))
    diary["countersigned"] = seen(hands)
    hands.press("Move the learning review")
    for label, words in (("Day", "13"), ("Month", "2"), ("Year", "2026"), ("Why it is moved", "Kian is asked first.")):
        hands.fill(label, words)
    hands.press("Move the learning review")
    hands.wait(lambda: hands.sees(f"The learning review of {NUMBER} has a new day."))
    hands.press("Back")
    diary["tuesday, after"] = seen(hands)
    diary["wednesday"], diary["account signed"], diary["wednesday, after"] = _hear_kian(days)
    return diary


def _hear_kian(days: Days) -> tuple[Seen, Seen, Seen]:
    hands = days.at(f"{WEDNESDAY}T17:00+00:00", MANAGER)
    before = seen(hands)
    do(hands, CHILD_SPOKEN)
    write(hands, Writer(hands, "conversation", told("conversation", "case4_conversation_person")))
    days.sign(hands, MANAGER)
    days.later(f"{WEDNESDAY}T17:10+00:00")
    hands.press(f"Open {NUMBER}")
    hands.press("Add")
    hands.press("The person's own account")
    write(hands, Writer(hands, "account", told("account", "case4_account")))
    signed = days.sign(hands, MANAGER)
    hands.press("Back")
    return before, signed, seen(hands)


@pytest.fixture(scope="module")
def reviewed(days: Days, spoken: Diary) -> Diary:
    """Friday: the review, in which what Kian wants stands already; then those who recorded hear of it."""
    diary: Diary = {}
    hands = days.at(f"{FRIDAY}T11:00+00:00", MANAGER)
    diary["friday"] = seen(hands)
    do(hands, REVIEW)
    own = told("review", "case4_review")
    for there_already in ("what", "idea_from"):
        own = own.with_answer(f"actions[0].{there_already}", None)
    write(hands, Writer(hands, "review", own))
    diary["checked"] = seen(hands)
    diary["review signed"] = days.sign(hands, MANAGER)
    diary["friday, after"] = seen(hands)
    hands.press(f"Open {NUMBER}")
    hands.press("Read the record")
    diary["record"] = seen(hands)
    paul = days.at("2026-02-14T20:00+00:00", PAUL)
    diary["Paul hears"] = seen(paul)
    paul.press("I have read this")
    diary["Paul has read it"] = seen(paul)
    diary["Jo"] = seen(days.at("2026-02-14T20:30+00:00", NIGHT))
    return diary


def test_before_anyone_writes_nothing_is_due_and_no_one_knows(recorded: Diary) -> None:
    before = recorded["before"]

    assert before.lines == ()
    assert before.says("Nothing is due.")
    assert before.says("There are no notices.")


def test_a_late_record_is_not_refused_and_what_was_late_is_shown_with_both_times_and_the_law(recorded: Diary) -> None:
    line = recorded["recorded"].line(RECORD)

    assert recorded["signed"].headings[0] == f"Record {NUMBER} is signed"
    assert (line.manner, line.button) == (DONE_LATE, "")
    assert line.when == "Done 8 February 2026, 09:00. It was due Saturday 7 February 2026, 21:30"
    assert line.rule.startswith("Law: Children's Homes (England) Regulations 2015, regulation 35: within 24 hours")


def test_after_the_record_the_first_screen_says_what_is_late_and_what_comes_later(recorded: Diary) -> None:
    after = recorded["recorded"]

    assert {line.what: line.button for line in after.lines if line.manner == LATE} == {
        _whole(after, AID): "Add damage", _whole(after, SUPPORT): "Support", _whole(after, TELL): "Say who was told",
    }  # fmt: skip
    assert after.manner(ASK_AGAIN) == "Due later"
    assert after.line(SUPPORT).rule.startswith("Guidance: ")
    assert after.line(AID).rule.endswith("(check locally)")


def test_what_only_the_manager_can_do_is_not_asked_of_paul(recorded: Diary) -> None:
    due = [line.what for line in recorded["recorded"].lines]

    assert not [what for what in due if what.startswith(("Registered person", REVIEW))]


def test_the_support_is_done_late_and_the_day_it_names_is_the_day_to_ask_again(recorded: Diary) -> None:
    supported = recorded["supported"]

    assert recorded["support signed"].says(f"{_whole(supported, SUPPORT)} (done late)")
    assert supported.manner(SUPPORT) == DONE_LATE
    assert (supported.line(ASK_AGAIN).manner, supported.line(ASK_AGAIN).when) == (
        SOON, "Booked for Wednesday 11 February 2026. By the rule due Friday 20 February 2026, 21:30",
    )  # fmt: skip


def test_the_broken_aid_is_known_to_everyone_and_stays_due_until_there_is_another(
    recorded: Diary, reviewed: Diary
) -> None:
    others = recorded["for the others"]

    assert others.says("His left hearing aid is broken. He has one on each side.")
    assert others.manner(AID) == LATE
    assert reviewed["Jo"].manner(AID) == LATE
    assert reviewed["record"].says("Left hearing aid")
    assert reviewed["record"].says("Yes, for hearing")


def test_a_colleague_reads_the_notice_and_not_a_word_of_the_record(recorded: Diary) -> None:
    others = recorded["for the others"]

    assert others.says(f"Notice {NUMBER}")
    assert not others.says("Held by both wrists")
    assert not others.says("two to three minutes")


def test_the_48_hours_are_late_on_tuesday_and_done_late_afterwards(spoken: Diary) -> None:
    before, after = spoken["tuesday"], spoken["tuesday, after"]

    assert {before.manner(STAFF_SPOKEN), before.manner(SIGNED)} == {LATE}
    assert {after.manner(STAFF_SPOKEN), after.manner(SIGNED)} == {DONE_LATE}
    assert before.line(STAFF_SPOKEN).button == "Record a conversation"
    assert spoken["spoken to Paul"].says("speak to the member of staff who used the measure (done late)")


def test_a_second_signature_after_48_hours_is_shown_as_late(spoken: Diary) -> None:
    signed = spoken["countersigned"]

    assert signed.says(f"Holds, countersigned: {MANAGER}, 10 February 2026, 10:30 (late)")
    assert signed.says("Holds: Paul Street, 8 February 2026, 09:00")


def test_the_five_days_are_kept_and_so_never_shown_as_late(spoken: Diary) -> None:
    assert (spoken["tuesday"].manner(CHILD_SPOKEN), spoken["wednesday"].manner(CHILD_SPOKEN)) == (SOON, TODAY)
    assert spoken["wednesday, after"].manner(CHILD_SPOKEN) == ""


def test_24_hours_48_hours_and_5_days_stand_in_the_record_as_late_late_and_in_time(reviewed: Diary) -> None:
    texts = reviewed["record"].texts

    found = {name: texts[texts.index(_of(texts, name)) + 1].partition(".")[0] for name in (
        RECORD, STAFF_SPOKEN, SIGNED, CHILD_SPOKEN, REVIEW, AID)}  # fmt: skip

    assert found == {
        RECORD: "Late", STAFF_SPOKEN: "Late", SIGNED: "Late", CHILD_SPOKEN: "In time", REVIEW: "In time",
        AID: "Still open",
    }  # fmt: skip


def test_the_review_is_moved_with_its_reason_and_held_on_its_new_day_in_time(spoken: Diary, reviewed: Diary) -> None:
    moved, friday = spoken["tuesday, after"].line(REVIEW), reviewed["friday"].line(REVIEW)

    assert (moved.manner, friday.manner) == (SOON, TODAY)
    assert moved.when.startswith("Booked for Friday 13 February 2026.")
    assert reviewed["review signed"].says("Hold the learning review, on another day")
    assert not reviewed["review signed"].says("(done late)")
    assert reviewed["friday, after"].manner(REVIEW) == ""
    assert reviewed["Paul hears"].says("The reason: Kian is asked first.")


def test_what_kian_said_and_wants_stands_in_the_actions_before_anyone_types(reviewed: Diary) -> None:
    texts = reviewed["checked"].texts
    action = texts[texts.index("Action 1") :]

    assert action[action.index("What will be done?") + 1] == f"“{WHOLE}”"
    assert action[action.index("Whose idea was it?") + 1] == "The person's"


def test_paul_hears_once_what_came_of_it_and_who_recorded_nothing_hears_nothing(reviewed: Diary) -> None:
    words = "The idea came from the one it happened to: take the key out. It is now an action."

    assert reviewed["Paul hears"].headings[:3] == ("Today", "For you", "You said, we did")
    assert reviewed["Paul hears"].says(words)
    assert not reviewed["Paul has read it"].says(words)
    assert not reviewed["Jo"].says(words)


def test_what_was_added_stands_in_the_record_in_order_of_time(reviewed: Diary) -> None:
    texts = reviewed["record"].texts
    line = texts[texts.index("In order of time") :]

    told_of = [text for text in line if text in {"It began", "A talk with someone", "The person's own account"}]

    assert told_of == ["It began", "A talk with someone", "A talk with someone", "The person's own account"]
    assert WHOLE in line


def test_all_of_it_reads_back_word_for_word_when_the_store_is_opened_again(days: Days, reviewed: Diary) -> None:
    with days.reading("2026-02-15T09:00+00:00", MANAGER) as session:
        shown = {form: records.show(session, NUMBER, form=form) for form in ("incident", "support", "review")}
        added = additions.of_number(session, NUMBER)

    words = {form: bare(json.loads(one.body_text)["answers"]) for form, one in shown.items()}
    assert words["incident"] == raw("case4")
    assert words["support"] == raw("case4_support")
    assert _plain(words["review"]) == _plain(raw("case4_review"))
    assert words["review"]["actions"][0]["what"] == f"“{WHOLE}”"
    assert [(one.form, bare(json.loads(one.body_text)["answers"])) for one in added] == [
        ("conversation", raw("case4_conversation_staff")), ("conversation", raw("case4_conversation_person")),
        ("account", raw("case4_account")),
    ]  # fmt: skip
    assert all(signature.holds for one in shown.values() for signature in one.signatures)


def _whole(screen: Seen, what: str) -> str:
    return screen.line(what).what


def _of(texts: tuple[str, ...], beginning: str) -> str:
    return next(text for text in texts if text.startswith(beginning))


def _plain(answers: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in answers.items() if key != "actions"}

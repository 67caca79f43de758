"""Case 8 from the window: six mornings with a hold, one without, and that one comes first the next time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from rrn_desktop.forms import registry
from rrn_desktop.forms.repeating import begun_from
from rrn_desktop.services import drafts, notices, records, sealing, what_helps
from tests.journeys.any_form import Writer, bare, raw, still_to_say, told
from tests.journeys.days import Days, Seen, do, seen, write
from tests.journeys.hands import Hands
from tests.rrn_desktop.cli.place import make_place, utc
from ui import dialogs
from ui.screens.parts.entry import Entry

# Played once: what is asked of it is asked where it was played.
pytestmark = pytest.mark.xdist_group("case_eight")

EFA, SIAN, MANAGER, PERSON = "Efa Morgan", "Siân Rees", "The ward manager", "Mrs E. Rowlands"
MORNINGS = (2, 3, 4, 5, 6, 8)
HURT, LAST = "2026-A-004", "2026-A-006"
LATE, TODAY, DONE_LATE = "Late", "Due today", "Done late in the last seven days"
SUPPORT, TELL, ASK_AGAIN, REVIEW = "Check that the person", "Tell the family", "Ask again", "Hold the learning review"
SAFEGUARDING, INDEPENDENT = "Tell the safeguarding lead", "Ask someone independent"
SANG = "A Welsh-speaking nurse sang with her. No hold was needed."
WHAT_HELPS = f"What helps {PERSON}"


@dataclass
class Week:
    """What was seen on the days of the week, and how many answers each morning's record took."""

    seen: dict[str, Seen] = field(default_factory=dict)
    asked: dict[int, int] = field(default_factory=dict)
    met_first: dict[str, str] = field(default_factory=dict)
    still_to_do: tuple[str, ...] = ()
    printed: Path | None = None


@pytest.fixture(scope="module")
def days(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Days]:
    folder = tmp_path_factory.mktemp("cedar")
    passphrases = make_place(folder, "wal_ward", "Cedar Ward", (EFA, SIAN), MANAGER, utc("2026-11-01T12:00:00+00:00"))
    found = Days(qapp, folder / "store", passphrases)
    yield found
    found.leave()


@pytest.fixture(scope="module")
def began(days: Days) -> Week:
    """The 2nd is written whole, the 3rd is begun like it; the 4th, no different, is sealed without a window."""
    week = Week()
    hands = days.at(_nine(2), SIAN)
    week.seen["before"] = seen(hands)
    hands.press("Record an incident")
    _record(days, hands, week, 2)
    week.seen["the 2nd"] = seen(hands)
    hands = _begin_like(days, 3)
    hands.press("Still to do")
    week.still_to_do = tuple(one.accessibleName() for one in hands.window.findChildren(Entry) if one.isVisible())
    hands.press("Back")
    _record(days, hands, week, 3)
    _record_without_window(days, 4)
    week.seen["the 4th"] = seen(days.at("2026-11-04T10:00+00:00", SIAN))
    return week


@pytest.fixture(scope="module")
def torn(days: Days, began: Week) -> Week:
    """The 5th, on which her hand was torn, its support, and the 6th; both are sealed without a window like the 4th."""
    _record_without_window(days, 5)
    began.seen["the 5th"] = seen(days.at(_nine(5), SIAN))
    hands = days.at("2026-11-05T09:30+00:00", EFA)
    do(hands, SUPPORT, HURT)
    write(hands, Writer(hands, "support", told("support", "case8_support")))
    days.sign(hands, EFA)
    began.seen["supported"] = seen(hands)
    _record_without_window(days, 6)
    return began


@pytest.fixture(scope="module")
def sung(days: Days, torn: Week) -> Week:
    """The 7th, on which a nurse sang, and the 8th, on which that is met first; it is ended without a window."""
    hands = days.at("2026-11-07T08:30+00:00", EFA)
    torn.seen["before the good day"] = seen(hands)
    hands.press("Record a day that went well")
    write(hands, Writer(hands, "good_day", told("good_day", "case8_good_day")))
    torn.seen["good day signed"] = days.sign(hands, EFA)
    torn.seen["after the good day"] = seen(hands)
    hands = _begin_like(days, 8)
    hands.press("Save and continue")
    torn.seen["the 8th begun"], torn.met_first["the 8th"] = seen(hands), hands.focus().accessibleDescription()
    _record_without_window(days, 8)
    torn.seen["the week, for the manager"] = seen(days.at("2026-11-08T10:00+00:00", MANAGER))
    return torn


@pytest.fixture(scope="module")
def learned(days: Days, sung: Week, tmp_path_factory: pytest.TempPathFactory) -> Week:
    """The 10th: one review of all six and the card; the 11th: what those who recorded hear and meet."""
    hands = days.at("2026-11-10T15:00+00:00", MANAGER)
    do(hands, REVIEW, "2026-A-001")
    write(hands, Writer(hands, "review", told("review", "case8_review")))
    days.sign(hands, MANAGER)
    sung.seen["reviewed"] = seen(hands)
    hands.press(f"Open {LAST}")
    hands.press("What helps")
    hands.press("Write the card")
    sung.seen["card before"] = seen(hands)
    write(hands, Writer(hands, "card", told("card", "case8_card")))
    sung.seen["card signed"] = days.sign(hands, MANAGER)
    out = tmp_path_factory.mktemp("prints")
    with dialogs.scripted(out):
        hands.press("Print on one page")
    (pdf,) = out.glob("*.pdf")
    sung.printed = pdf
    hands = days.at("2026-11-11T08:00+00:00", SIAN)
    sung.seen["the 11th"] = seen(hands)
    hands.press("Record an incident")
    hands.fill("Name of the person", PERSON)
    hands.press("Save and continue")
    sung.seen["the next one begun"], sung.met_first["the 11th"] = seen(hands), hands.focus().accessibleDescription()
    return sung


def test_before_the_week_nothing_is_due(began: Week) -> None:
    assert began.seen["before"].lines == ()
    assert began.seen["before"].says("Nothing is due.")


def test_each_morning_sets_its_own_due_lines_under_its_own_number(began: Week) -> None:
    second, fourth = began.seen["the 2nd"], began.seen["the 4th"]

    assert [(line.number, line.manner) for line in second.lines] == [
        ("2026-A-001", LATE), ("2026-A-001", TODAY), ("2026-A-001", "Due later"),
    ]  # fmt: skip
    assert {line.number for line in fourth.lines} == {"2026-A-001", "2026-A-002", "2026-A-003"}
    assert fourth.manner(TELL, "2026-A-001") == LATE
    assert fourth.manner(TELL, "2026-A-003") == TODAY


def test_a_repeat_takes_fewer_answers_than_the_first_morning(sung: Week) -> None:
    first, repeat = sung.asked[2], sung.asked[3]

    assert repeat <= first - 7, sung.asked


def test_a_repeat_is_not_a_blind_copy_what_happened_must_be_said_anew(began: Week) -> None:
    asked = began.still_to_do

    for label in (
        "When did it begin?", "When did it start?", "Did the person agree to it at the time?",
        "How was it done, and how did it end?", "How was the person afterwards?", "Was anyone hurt?",
    ):  # fmt: skip
        assert any(label in one for one in asked), (label, asked)
    for label in ("Name of the person", "Where was it?", "What was it?", "What were the reasons?"):
        assert not any(label in one for one in asked), (label, asked)


def test_only_the_morning_with_the_torn_skin_goes_to_safeguarding_at_once(torn: Week, sung: Week) -> None:
    fifth, week = torn.seen["the 5th"], sung.seen["the week, for the manager"]

    assert [line.number for line in fifth.lines if line.what.startswith(SAFEGUARDING)] == [HURT]
    assert (fifth.line(SAFEGUARDING).manner, fifth.line(SAFEGUARDING).button) == (LATE, "Say who was told")
    assert fifth.line(SAFEGUARDING).rule.startswith("Guidance: ")
    assert [line.number for line in week.lines if line.what.startswith(INDEPENDENT)] == [HURT]
    assert week.line(INDEPENDENT).manner == "Proposed"


def test_its_support_answers_what_was_due_for_that_morning_alone(torn: Week) -> None:
    after = torn.seen["supported"]

    assert after.manner(SUPPORT, HURT) == DONE_LATE
    assert {line.number for line in after.lines if line.what.startswith(SUPPORT) and line.manner == LATE} == {
        "2026-A-001", "2026-A-002", "2026-A-003",
    }  # fmt: skip
    assert after.line(ASK_AGAIN, HURT).when.startswith("Booked for Friday 6 November 2026.")


def test_the_morning_without_a_hold_sets_nothing_due_and_has_no_number(sung: Week) -> None:
    assert sung.seen["good day signed"].headings[0] == "The day is recorded"
    assert sung.seen["after the good day"].lines == sung.seen["before the good day"].lines


def test_what_worked_comes_first_when_the_next_record_for_her_is_begun(sung: Week) -> None:
    assert WHAT_HELPS in sung.seen["the 8th begun"].headings
    assert sung.met_first["the 8th"].startswith(f"Days that went well: Saturday 7 November 2026: {SANG}")


def test_the_manager_has_six_reviews_to_hold_and_one_review_of_all_six_ends_them(sung: Week, learned: Week) -> None:
    before, after = sung.seen["the week, for the manager"], learned.seen["reviewed"]

    assert [line.number for line in before.lines if line.what.startswith(REVIEW)] == [
        f"2026-A-{count:03d}" for count in range(1, 7)
    ]
    ended = [line for line in after.lines if line.what.startswith(REVIEW)]
    assert {line.manner for line in ended} == {DONE_LATE}
    assert {line.when.partition(". ")[0] for line in ended} == {"Done 10 November 2026, 14:00"}


def test_the_good_day_leads_to_the_card_and_the_card_is_met_first_from_then_on(learned: Week) -> None:
    next_one = learned.seen["the next one begun"]

    assert learned.seen["card signed"].headings[0] == "The card is published"
    assert learned.met_first["the 11th"].startswith("What helps: A Welsh-speaking nurse sings with her.")
    for words in raw("case8_card").values():
        assert isinstance(words, dict) or next_one.says(words)


def test_the_card_is_one_page_with_her_words_unharmed(learned: Week) -> None:
    assert learned.printed is not None
    (page,) = PdfReader(learned.printed).pages

    assert "“Na” and pulling away: she does not want it." in " ".join(page.extract_text().split())
    assert "owlands" not in learned.printed.name


def test_sian_who_recorded_hears_what_came_of_it(learned: Week) -> None:
    heard = learned.seen["the 11th"]

    assert "You said, we did" in heard.headings
    assert heard.says("The morning without a hold is what we learn most from.")


def test_six_uses_are_six_records_in_the_plan_and_not_agreed_to_and_read_back_word_for_word(
    days: Days, learned: Week
) -> None:
    with days.reading("2026-11-12T09:00+00:00", MANAGER) as session:
        shown = [records.show(session, f"2026-A-{count:03d}") for count in range(1, 7)]
        review = records.show(session, "2026-A-001", form="review")
        card = what_helps.card(session, PERSON)
        listed = records.mine(session)

    assert [bare(json.loads(one.body_text)["answers"]) for one in shown] == [raw(f"case8_{day}") for day in MORNINGS]
    consent = {(one.answers.get("practices[0].planned"), one.answers.get("practices[0].agreed")) for one in shown}
    assert consent == {("planned", "refused")}
    assert [one.number for one in shown if one.answers.rows("injuries")] == [HURT]
    assert bare(json.loads(review.body_text)["answers"]) == raw("case8_review")
    assert card is not None
    assert (card.version, card.helps) == (1, "A Welsh-speaking nurse sings with her.")
    assert {one.form for one in listed} <= {"incident", "review", "card"}


def _nine(day: int) -> str:
    return f"2026-11-{day:02d}T09:00+00:00"


def _begin_like(days: Days, day: int) -> Hands:
    """Begin a morning's record like the morning before."""
    hands = days.at(_nine(day), SIAN)
    hands.press(f"Open 2026-A-{MORNINGS.index(day):03d}")
    hands.press("Begin one like this")
    return hands


def _record(days: Days, hands: Hands, week: Week, day: int) -> None:
    """Answer what is not there yet, and sign."""
    answers, at = told("incident", f"case8_{day}"), MORNINGS.index(day)
    if at:
        before = told("incident", f"case8_{MORNINGS[at - 1]}")
        answers = still_to_say("incident", answers, begun_from(registry.definition("incident"), before))
    writer = Writer(hands, "incident", answers)
    write(hands, writer)
    week.asked[day] = writer.given
    days.sign(hands, SIAN)


def _record_without_window(days: Days, day: int) -> None:
    """Begin a morning's record like the morning before, and seal it, through the door that the window uses.

    What was begun in the window is carried on.
    """
    with days.reading(_nine(day), SIAN) as session:
        left = [drafts.open_draft(session, row.id) for row in drafts.mine(session)]
        begun = left[0] if left else records.begin_like(session, f"2026-A-{MORNINGS.index(day):03d}")
        draft = drafts.save(session, replace(begun, answers=told("incident", f"case8_{day}")))
        notice = notices.proposed(session, draft)
        assert notice is not None
        sealing.seal(session, notices.stand(session, draft, notice), days.passphrases[SIAN])

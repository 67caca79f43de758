"""Cases 5, 6 and 7 from the window, each in its own kind of place: what was told is typed, signed and read again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from rrn_desktop.services import records
from tests.journeys.any_form import Writer, bare, raw, told
from tests.journeys.days import Days, seen, write
from tests.rrn_desktop.cli.place import make_place, utc
from tests.rrn_desktop.cli.stories import ONE, STORIES
from tests.rrn_desktop.cli.whole_case import Story, answers_of

OpenPlace = Callable[[Story], Days]


@pytest.fixture
def open_place(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenPlace]:
    """Return a function that sets the place of a case up and opens its window."""
    opened: list[Days] = []

    def open_one(story: Story) -> Days:
        folder = tmp_path_factory.mktemp("place")
        people = [{"name": name, "details": answers_of(file)} for name, file in story.people.items()]
        names = make_place(folder, story.profile, story.site, story.staff, story.lead, utc(story.opened), people)
        opened.append(Days(qapp, folder / "store", names))
        return opened[-1]

    yield open_one
    for days in opened:
        days.leave()


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        pytest.param("case5", "case5", marks=pytest.mark.long),
        ("case6", "case6"),
        pytest.param("case7", "case7_1", marks=pytest.mark.long),
        pytest.param("case7", "case7_2", marks=pytest.mark.long),
    ],
)
def test_a_case_is_typed_in_its_own_place_and_reads_back_word_for_word(
    open_place: OpenPlace, name: str, answers: str
) -> None:
    story = STORIES[name]
    days, writer = open_place(story), story.staff[0]
    at = next(step.now for step in story.steps if step.answers == answers)

    hands = days.at(at, writer)
    hands.press("Record an incident")
    write(hands, Writer(hands, "incident", told("incident", answers)))
    said = days.sign(hands, writer)
    today = seen(hands)

    assert said.headings[0] == f"Record {ONE} is signed"
    assert today.says(answers_of(answers)["next_shift"])
    with days.reading(story.after, story.lead) as session:
        shown = records.show(session, ONE)
    assert bare(json.loads(shown.body_text)["answers"]) == raw(answers)
    assert all(signature.holds for signature in shown.signatures)


@pytest.mark.long
@pytest.mark.parametrize("name", ["case5", "case6", "case7"])
def test_what_follows_a_case_is_typed_where_today_asks_for_it(open_place: OpenPlace, name: str) -> None:
    story = STORIES[name]
    days = open_place(story)

    for step in story.steps:
        form = step.words.split()[1]
        hands = days.at(step.now, step.who)
        _go_to(days, form, step.words)
        write(hands, Writer(hands, form, told(form, str(step.answers))))
        days.sign(hands, step.who)

    with days.reading(story.after, story.lead) as session:
        review = records.show(session, ONE, form="review")
        support = records.show(session, "2026-A-002" if name == "case7" else ONE, form="support")
    assert bare(json.loads(support.body_text)["answers"]) == raw(f"{name}_support")
    assert bare(json.loads(review.body_text)["answers"]) == raw(f"{name}_review")


def _go_to(days: Days, form: str, words: str) -> None:
    """Open the form that a step of a story is about, from the first screen."""
    assert days.hands is not None
    if form == "incident":
        days.hands.press("Record an incident")
        return
    days.hands.press(f"Open {words.rsplit(maxsplit=1)[-1]}")
    ways = {"support": "Support", "review": "Learning review"}
    if form in ways:
        days.hands.press(ways[form])
        return
    days.hands.press("Add")
    days.hands.press({"told": "Someone was told", "concern": "A concern"}[form])

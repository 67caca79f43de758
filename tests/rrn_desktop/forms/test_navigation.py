"""Pages, to-do list, shown and hidden questions: all with plain answers and no window."""

from datetime import UTC, datetime
from pathlib import Path

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.navigation import next_step, pages, previous_step, to_do
from rrn_desktop.forms.reading import read_answers, read_answers_file
from rrn_desktop.forms.registry import definition
from rrn_desktop.forms.rules import asked, hidden_answers, without_hidden
from rrn_desktop.forms.validation import Moment, validate
from rrn_desktop.forms.values import PersonRef, StatedDuration, Unknown

INCIDENT = definition("incident")
NOW = Moment(datetime(2026, 11, 22, 12, 0, tzinfo=UTC), "Europe/London")
CASE1 = Path(__file__).parents[2] / "data" / "cases" / "case1.json"


def statuses(answers: Answers) -> dict[str, str]:
    problems = validate(INCIDENT, answers, NOW)
    return {state.step.id: state.status for state in pages(INCIDENT, answers, problems)}


def shown(answers: Answers) -> list[str]:
    return [one.path for one in asked(INCIDENT, answers)]


def test_an_empty_form_is_not_started_anywhere() -> None:
    found = statuses(Answers.empty())

    assert set(found.values()) == {"not_started"}
    assert list(found) == ["person", "when_where", "before", "practices", "impact", "why", "told", "own_words"]


def test_a_page_is_in_progress_then_completed_and_needs_attention_when_wrong() -> None:
    started = Answers({"started": WallTime("2026-05-14T10:40", "+01:00")})
    whole = started.with_answer("place", "Corridor")
    wrong = whole.with_answer("started", WallTime("2026-03-29T01:30", "+00:00"))

    found = [statuses(answers)["when_where"] for answers in (started, whole, wrong)]

    assert found == ["in_progress", "completed", "needs_attention"]


def test_a_whole_case_is_completed_on_every_page_with_nothing_to_do() -> None:
    answers = read_answers(INCIDENT, read_answers_file(CASE1.read_bytes()).answers)

    found = statuses(answers)

    assert set(found.values()) == {"completed"}
    assert to_do(INCIDENT, validate(INCIDENT, answers, NOW)) == ()


def test_next_and_back_walk_the_pages_in_order_and_stop_at_the_ends() -> None:
    states = pages(INCIDENT, Answers.empty(), ())

    after = next_step(states, "person")
    before = previous_step(states, "when_where")

    assert after is not None
    assert after.id == "when_where"
    assert before is not None
    assert before.id == "person"
    assert next_step(states, "own_words") is None
    assert previous_step(states, "person") is None


def test_the_to_do_list_names_the_row_and_leads_to_its_page() -> None:
    answers = Answers.empty().with_row("practices").with_row("practices")

    todo = {one.question: one for one in to_do(INCIDENT, validate(INCIDENT, answers, NOW))}

    assert todo["practices[1].start"].label == "Hold or restriction 2: When did it start?"
    assert todo["practices[1].start"].step_id == "practices"


def test_a_first_record_shows_only_what_it_asks() -> None:
    states = pages(INCIDENT, Answers.empty().with_row("practices"), (), first=True)

    paths = [path for state in states for path in state.questions]

    assert "own_words" not in paths
    assert "practices[0].planned" not in paths
    assert {"person", "started", "practices[0].kind", "practices[0].how", "next_shift"} <= set(paths)


def test_a_known_end_hides_the_question_how_long_and_words_hide_the_end() -> None:
    blank = Answers.empty().with_row("practices")
    ended = blank.with_answer("practices[0].end", WallTime("2026-05-14T10:44", "+01:00"))
    stated = blank.with_answer("practices[0].duration", StatedDuration("a while"))
    goes_on = blank.with_answer("practices[0].end", Unknown("none"))

    found = [
        tuple(key for key in ("end", "duration") if f"practices[0].{key}" in shown(answers))
        for answers in (blank, ended, stated, goes_on)
    ]

    assert found == [("end", "duration"), ("end",), ("duration",), ("end",)]


def test_injuries_are_asked_only_when_someone_was_hurt() -> None:
    no_one, someone = Answers({"injured": ("none",)}), Answers({"injured": ("staff",)})

    found = ["injuries" in shown(answers) for answers in (no_one, someone)]

    assert found == [False, True]


def test_words_already_written_are_never_hidden() -> None:
    answers = Answers({"plan": "followed", "plan_why": "no cushions in the room"})

    found = shown(answers)

    assert "plan_why" in found


def test_what_is_hidden_is_named_and_can_be_left_out() -> None:
    row = Answers({"whom": "parent", "how": "not_told", "by": PersonRef("A"), "withheld": "court"})
    answers = Answers({"told": (row,)})

    left = without_hidden(INCIDENT, answers)

    assert hidden_answers(INCIDENT, answers) == ("told[0].by",)
    assert left.get("told[0].by") is None
    assert left.get("told[0].withheld") == "court"

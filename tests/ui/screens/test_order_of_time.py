from __future__ import annotations

from rrn_desktop.clock import WallTime
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from ui.screens.parts.addition_lines import AdditionLine, entry_facts
from ui.screens.records.timeline import moments

INCIDENT = registry.definition("incident")


def _at(local: str, offset: str = "+01:00") -> WallTime:
    return WallTime(local, offset, "Europe/London")


def _line(at: str, title: str) -> AdditionLine:
    return AdditionLine(title, title, at, at, "", ())


def test_the_record_and_what_was_added_stand_in_one_order_of_time() -> None:
    answers = Answers(
        {
            "started": _at("2026-05-14T10:40"),
            "practices": (
                Answers(
                    {"kind": "physical_standing", "start": _at("2026-05-14T10:43"), "end": _at("2026-05-14T10:45")}
                ),
            ),
            "told": (Answers({"whom": "parent", "name": "Mum", "when": _at("2026-05-14T15:20")}),),
        }
    )
    added = (_line("2026-05-15T08:00:00+01:00", "later"), _line("2026-05-14T10:44:00+01:00", "between"))

    said = [one.words for one in moments(INCIDENT, answers, added)]

    assert said[0] == "It began"
    assert said[1].endswith("began")
    assert said[2] == "between"
    assert said[3].endswith("ended")
    assert said[4:] == ["Person told: Parent, Mum", "later"]


def test_the_night_the_clocks_go_back_is_in_order_by_what_happened_and_not_by_the_wall() -> None:
    answers = Answers({"started": _at("2026-10-25T01:50", "+01:00")})
    added = (_line("2026-10-25T01:10:00+00:00", "twenty minutes later"),)

    said = [one.words for one in moments(INCIDENT, answers, added)]

    assert said == ["It began", "twenty minutes later"]


def test_of_two_things_in_one_minute_the_record_comes_first() -> None:
    answers = Answers({"started": _at("2026-05-14T10:43")})
    added = (_line("2026-05-14T10:43:00+01:00", "added"),)

    said = [one.words for one in moments(INCIDENT, answers, added)]

    assert said == ["It began", "added"]


def test_a_time_that_never_was_stands_nowhere() -> None:
    answers = Answers({"started": _at("2026-05-14T10:43", "")})

    assert moments(INCIDENT, answers, ()) == ()


def test_an_entry_is_read_without_its_time_and_without_what_was_left_out() -> None:
    answers = Answers({"when": _at("2026-05-14T11:10"), "seen": "He draws.", "level": "settled"})

    facts = entry_facts("observation", None, answers)

    assert facts == (("What did you see or hear?", "He draws."), ("How were they then?", "Calm"))

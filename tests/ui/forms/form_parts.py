"""One question of every type, with a value for each."""

from __future__ import annotations

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Choice, Question
from rrn_desktop.forms.values import BodyMark, PersonRef, StatedDuration, Value

CHOICES = (
    Choice(code="one", label="The first"),
    Choice(code="two", label="The second", hint="It is explained"),
    Choice(code="none", label="None of these", alone=True),
)


def question(kind: str, **more: object) -> Question:
    """Return a question of a type."""
    parts: dict[str, object] = {"id": "asked", "type": kind, "label": "What was it?", "hint": "As near as you can."}
    if kind in {"choice", "choices"}:
        parts["choices"] = CHOICES
    if kind == "repeat":
        parts |= {
            "row_name": "Entry",
            "row_add": "Add another entry",
            "questions": (Question(id="what", type="text", label="What"), Question(id="at", type="time", label="When")),
        }
    return Question(**(parts | more))  # type: ignore[arg-type]


VALUES: dict[str, Value] = {
    "text": "Library",
    "long_text": "It was too loud.\nHe cried.",
    "choice": "two",
    "choices": ("one", "two"),
    "yes_no": "yes",
    "date": "2026-05-14",
    "time": "11:58:30",
    "date_time": WallTime("2026-05-14T10:43", "+01:00", "Europe/London"),
    "number": 12,
    "duration": StatedDuration("maybe half a minute", 30),
    "person": PersonRef("Dylan Ŵyn Pryce", "p1"),
    "staff": PersonRef("Ms Okafor", "s1", "Teaching assistant"),
    "body_map": (BodyMark("front", "left_forearm", "bruise", "2 cm"),),
    "repeat": (Answers({"what": "A hand on the arm"}), Answers({"at": "10:43"})),
}

"""Incidents whose record is completed or amended: someone hurt, something broken, another practice, another time."""

from __future__ import annotations

from typing import Any

from rrn_desktop.clock import WallTime
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.services import records
from rrn_desktop.services.follow_ups import FollowUp, of_incident
from rrn_desktop.services.sealing import Sealed
from rrn_desktop.services.session import Session
from tests.rrn_desktop.services.school import case, next_version

INJURY: dict[str, Any] = {
    "who": "person", "what": {"state": "not_known"}, "how_it_happened": {"state": "not_known"},
    "treatment": "first_aid", "treatment_by": {"state": "not_known"},
}  # fmt: skip
HURT: dict[str, Any] = {"injured": ["person"], "injuries": [INJURY]}
BROKEN: dict[str, Any] = {
    "damaged": ["aid"], "damage": [{"what": "Left hearing aid", "aid": "hearing", "until": {"state": "none"}}],
}  # fmt: skip
WHOLE: dict[str, Any] = {
    "injured": ["none"], "injuries": None, "damaged": ["none"], "damage": None, "told": {"state": "none"},
}  # fmt: skip


def at(local: str) -> dict[str, str]:
    """A time on the wall in May, as an answers file says it."""
    return {"local": local, "offset": "+01:00", "zone": "Europe/London"}


def with_said(answers: Answers, **said: Any) -> Answers:
    """The answers with others in their places; None takes one away."""
    read = read_answers(registry.definition("incident"), {key: value for key, value in said.items() if value})
    for key in said:
        answers = answers.with_answer(key, read.get(key))
    return answers


def whole(started: WallTime | None = None, **said: Any) -> Answers:
    """All that is asked, with nobody hurt, nothing broken and nobody told unless it is said."""
    answers = case(1) if started is None else case(1).with_answer("started", started)
    return with_said(answers, **{**WHOLE, **said})


def completed(session: Session, number: str, **said: Any) -> Sealed:
    return next_version(session, records.begin_completion(session, number), lambda _: whole(**said))


def amended(session: Session, number: str, **said: Any) -> Sealed:
    draft = records.begin_amendment(session, number, "It was not right yet")
    return next_version(session, draft, lambda answers: with_said(answers, **said))


def standing(session: Session, record: str, kind: str) -> FollowUp | None:
    """What stands of one kind after an incident, open or not."""
    return next((one for one in of_incident(session, record) if one.kind == kind), None)


def outcome(session: Session, record: str, kind: str) -> str:
    found = standing(session, record, kind)
    return "never asked for" if found is None else found.outcome

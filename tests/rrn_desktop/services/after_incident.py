"""A school's week after an incident: who writes what about it, when, and what is due then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from rrn_desktop.clock import wall_time
from rrn_desktop.forms import registry
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.services import additions, drafts, reviews, sealing, support
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.sealing import Sealed
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_follow_ups
from rrn_desktop.store.desk_follow_ups import FollowUp
from tests.rrn_desktop.services.school import AT, PASSPHRASES

NEXT_DAY = AT + timedelta(days=1)
WEEK_LATER = AT + timedelta(days=7)


def moment(at: datetime, *, minutes: int = -30) -> dict[str, str]:
    """A wall time a little before a moment, as an answers file says it."""
    wall = wall_time((at + timedelta(minutes=minutes)).astimezone(UTC), "Europe/London")
    return {"local": wall.local[:16], "offset": wall.offset, "zone": wall.zone}


def support_answers(at: datetime, **more: Any) -> dict[str, Any]:
    return {
        "checked_at": moment(at),
        "person_now": "He is drawing. He says his arm is fine.",
        "body_checked": "yes",
        "offers": [{"what": "quiet_place", "answer": "accepted"}, {"what": "call_family", "answer": "later"}],
        "staff": {"state": "none"},
        "others": "none",
        **more,
    }


def review_answers(at: datetime, **more: Any) -> dict[str, Any]:
    five = dict.fromkeys(("harm_if_nothing", "best_interest", "not_punish", "least_force_time", "trained"), "yes")
    return {
        "held": "held",
        "held_on": moment(at),
        "took_part": {"state": "none"},
        "person_part": "gave_before",
        "person_view": "Take the key out first.",
        "staff_view": {"state": "not_asked"},
        "factors": ["sensory"],
        "trusted_there": "no",
        "decisions": {"state": "not_known"},
        "worked": "The library.",
        **five,
        "less_next_time": "Ear defenders at the door.",
        "actions": {"state": "none"},
        "plan_change": "changed",
        "plan_change_note": "Ear defenders before a drill.",
        "told_back": {"state": "none"},
        **more,
    }


def filled(draft: Draft, said: dict[str, Any]) -> Draft:
    """The draft with these answers over those that it began with."""
    definition = registry.definition(draft.form, draft.form_version)
    answers = draft.answers
    for key, value in read_answers(definition, said).items():
        answers = answers.with_answer(key, value)
    return replace(draft, answers=answers)


def signed(session: Session, draft: Draft) -> Sealed:
    return sealing.seal(session, drafts.save(session, draft), PASSPHRASES[session.member.name])


def support_signed(session: Session, number: str, **more: Any) -> Sealed:
    at = session.held.clock.now()
    return signed(session, filled(support.begin(session, number), support_answers(at, **more)))


def review_signed(session: Session, *numbers: str, **more: Any) -> Sealed:
    at = session.held.clock.now()
    return signed(session, filled(reviews.begin(session, numbers), review_answers(at, **more)))


def added(session: Session, kind: str, number: str, **said: Any) -> Sealed:
    return signed(session, filled(additions.begin(session, kind, number), said))


def due(session: Session, *kinds: str) -> list[FollowUp]:
    """What is still due of some kinds, or of all, the soonest first."""
    with session.held.desk.read() as connection:
        rows = desk_follow_ups.open_ones(connection)
    return [row for row in rows if not kinds or row.kind in kinds]


def day_of(moment_text: str) -> str:
    return wall_time(datetime.fromisoformat(moment_text), "Europe/London").local[:10]

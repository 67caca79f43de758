"""What follows the incident of case 1, for the pictures: additions, days that went well, a card and support."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from rrn_desktop.clock import WallTime
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.forms.values import PersonRef, Value
from rrn_desktop.services import additions, drafts, good_days, person_files, sealing, support, what_helps
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.session import Session
from tests.journeys.site import AUTHOR, COLLEAGUE, LEAD, PASSPHRASES, enter

NUMBER = "2026-A-001"
DYLAN = "Dylan Ŵyn Pryce"


def at(clock: str) -> WallTime:
    """Return a time of the day of case 1."""
    return WallTime(f"2026-05-14T{clock}", "+01:00", "Europe/London")


TOLD: dict[str, Value] = {
    "whom": "social_worker", "name": "Ms Reid", "how": "phone", "when": at("14:20"),
    "by": PersonRef(LEAD), "said": "She asks for ear defenders to be kept by the door.",
}  # fmt: skip
ACCOUNT: dict[str, Value] = {
    "when": at("14:05"), "way": "with_trusted", "words": "it was too loud, I was going to my nan's",
    "wish": "Tell me before the bell", "with_whom": "Ms Okafor",
}  # fmt: skip
OTHER_ACCOUNT: dict[str, Value] = {
    "when": at("10:43"), "part": "saw",
    "saw": "I came round the corner with my class. Ms Okafor had his arm and they walked back together. He cried.",
}  # fmt: skip
OBSERVATION: dict[str, Value] = {
    "when": at("11:10"), "seen": "He sits in the library and draws. He eats his snack.", "level": "settled",
}  # fmt: skip
GOOD_DAY: dict[str, Value] = {
    "when": at("09:15"),
    "instead_of": "He often runs when the bell rings",
    "helped": "Ms Okafor told him ten minutes before the bell and gave him his ear defenders. He walked out with us.",
}  # fmt: skip
CARD: dict[str, Value] = {
    "helps": "Tell him before it gets loud. Ear defenders. Walk beside him, not in front of him.",
    "please_dont": "Please don't hold his arm or stand in the doorway.",
    "watch": "Hands over his ears: it is too loud for him.",
}  # fmt: skip


WHO_IS_TOLD: dict[str, Any] = {
    "plan_note": "Do not hold. Walk beside him; his ear defenders are in the blue tray.",
    "tell_decides": "others",
    "tell_note": "His mother decides; she wants to be rung first.",
    "not_to_tell": [{"who": "Gareth Pryce, his uncle", "reason": "Court order of March; the copy is in the office."}],
    "to_tell": [
        {"name": "Sioned Pryce", "relation": "mother", "how": "By phone, 01632 960 117", "note": "Welsh first"},
        {"name": "Ms Reid", "relation": "social worker", "how": "In writing"},
    ],
}


def follow(store: Path) -> None:
    """Seal what followed, each by the one who would, and leave a support that a colleague is writing."""
    publish_card(store)
    _as(store, AUTHOR, _of_author)
    _as(store, COLLEAGUE, _of_colleague)
    _as(store, LEAD, _of_lead)


def publish_card(store: Path) -> None:
    """Publish what helps the person of case 1."""
    _as(store, LEAD, lambda session: _sealed(session, LEAD, what_helps.begin(session, DYLAN), CARD))


def follow_with(store: Path, name: str, kind: str, answers: dict[str, Value]) -> None:
    """Add something to the incident of case 1 as a member."""
    _as(store, name, lambda session: _sealed(session, name, additions.begin(session, kind, NUMBER), answers))


def _of_lead(session: Session) -> None:
    _sealed(session, LEAD, additions.begin(session, "told", NUMBER), TOLD)
    answers = person_files.answers_of(person_files.find(session, DYLAN))
    for key, value in read_answers(registry.definition(person_files.FORM), WHO_IS_TOLD).items():
        answers = answers.with_answer(key, value)
    person_files.change(session, DYLAN, answers)


def _of_author(session: Session) -> None:
    _sealed(session, AUTHOR, good_days.begin(session, DYLAN), GOOD_DAY)
    for kind, answers in (("observation", OBSERVATION), ("account", ACCOUNT)):
        _sealed(session, AUTHOR, additions.begin(session, kind, NUMBER), answers)


def _of_colleague(session: Session) -> None:
    _sealed(session, COLLEAGUE, additions.begin(session, "other_account", NUMBER), OTHER_ACCOUNT)
    begun = support.begin(session, NUMBER)
    drafts.save(session, replace(begun, answers=begun.answers.with_answer("checked_at", at("11:00"))))


def _as(store: Path, name: str, act: Callable[[Session], object]) -> None:
    session = enter(store, name)
    try:
        act(session)
    finally:
        session.close()


def _sealed(session: Session, name: str, draft: Draft, answers: dict[str, Value]) -> None:
    whole = {**dict(draft.answers.items()), **answers}
    sealing.seal(session, replace(draft, answers=Answers(whole)), PASSPHRASES[name])

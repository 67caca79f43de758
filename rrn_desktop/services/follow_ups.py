"""What is due after an incident: made at the seal from the clocks of the profile."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.derive import moment_of, span
from rrn_desktop.services.session import Session
from rrn_desktop.standards.clocks import DueClock, clocks_of, due
from rrn_desktop.store import desk_follow_ups

CHECK_LOCALLY = {"second_hand": "as summarised; check", "check_locally": "check locally"}


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing that is due after an incident; ``due`` is an RFC 3339 time."""

    id: str
    kind: str
    what: str
    due: str
    rule: str
    rule_kind: str
    trust: str


def follow_ups_of(profile: str, record: str, definition: Definition, answers: Answers) -> tuple[FollowUp, ...]:
    """Return what the profile's clocks ask for after this incident; each has the same id however often it is made."""
    start, end = _moments(definition, answers)
    if start is None:
        return ()
    return tuple(
        _follow_up(record, clock, start if clock.counted_from == "incident_start" else end or start)
        for clock in clocks_of(profile)
    )


def stored(record: str, follow_up: FollowUp) -> desk_follow_ups.FollowUp:
    """Return a follow-up as it lies on the desk."""
    return desk_follow_ups.FollowUp(
        follow_up.id, record, follow_up.kind, follow_up.what, follow_up.due, follow_up.rule, follow_up.rule_kind,
        follow_up.trust,
    )  # fmt: skip


def answered_by(profile: str, record: str, definition: Definition, answers: Answers) -> tuple[str, ...]:
    """Return the ids of the follow-ups that the answers themselves say are done."""
    facts = definition.facts
    if not facts.told:
        return ()
    told = [row.get(facts.told_how.rpartition(".")[2]) for row in answers.rows(facts.told)]
    return tuple(
        _identity(record, clock) for clock in clocks_of(profile) if any(how in clock.answered_by for how in told)
    )


def open_kinds(session: Session, records: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the kinds of what is still due, by record, of some records."""
    with session.held.desk.read() as connection:
        rows = desk_follow_ups.open_kinds_of(connection, records)
    found: dict[str, tuple[str, ...]] = {}
    for record, kind in rows:
        found[record] = (*found.get(record, ()), kind)
    return found


def _identity(record: str, clock: DueClock) -> str:
    return hashlib.sha256(f"{record}/{clock.id}".encode()).hexdigest()[:26]


def _follow_up(record: str, clock: DueClock, start: WallTime) -> FollowUp:
    when = due(clock, start).rfc3339()
    return FollowUp(_identity(record, clock), clock.kind, clock.what, when, clock.rule, clock.rule_kind, clock.trust)


def _moments(definition: Definition, answers: Answers) -> tuple[WallTime | None, WallTime | None]:
    """Return when the incident started, as stated or else by its first practice, and when its last one ended."""
    found = span(definition, answers)
    happened = answers.get(definition.facts.happened)
    started = happened if isinstance(happened, WallTime) and moment_of(happened) is not None else found.start
    return started, found.end

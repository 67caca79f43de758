"""What is due after an incident: made at the seal from the clocks of the profile."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.derive import moment_of, span
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


def _follow_up(record: str, clock: DueClock, start: WallTime) -> FollowUp:
    identity = hashlib.sha256(f"{record}/{clock.id}".encode()).hexdigest()[:26]
    when = due(clock, start).rfc3339()
    return FollowUp(identity, clock.kind, clock.what, when, clock.rule, clock.rule_kind, clock.trust)


def _moments(definition: Definition, answers: Answers) -> tuple[WallTime | None, WallTime | None]:
    """Return when the incident started, as stated or else by its first practice, and when its last one ended."""
    found = span(definition, answers)
    happened = answers.get(definition.facts.happened)
    started = happened if isinstance(happened, WallTime) and moment_of(happened) is not None else found.start
    return started, found.end

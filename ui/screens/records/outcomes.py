"""How each thing that was due after an incident came out: in time, late, or still open. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rrn_desktop.clock import parse_rfc3339, wall_time
from rrn_desktop.services.follow_ups import FollowUp
from rrn_desktop.standards.clocks import due_words
from ui.screens.parts.times import day_words
from ui.screens.parts.words import tell


def outcome_facts(follow_ups: Sequence[FollowUp], zone: str) -> tuple[tuple[str, str], ...]:
    """Return what was due, each with how it came out, by the clock on the wall of a zone."""
    return tuple((one.what, _words(one, zone)) for one in follow_ups)


def _words(one: FollowUp, zone: str) -> str:
    came_out = "proposed" if one.proposal and one.outcome == "open" else one.outcome
    due = _moment(one.due, zone) if one.due else tell("outcome_no_time")
    if one.booked:
        due = tell("outcome_booked", day=day_words(datetime.fromisoformat(one.booked)), due=due)
    return tell(f"outcome_{came_out}", due=due, done=_moment(one.done_at, zone) if one.done_at else "")


def _moment(time: str, zone: str) -> str:
    return due_words(wall_time(parse_rfc3339(time), zone))

"""How a follow-up was counted: by which number, and from which moment by each form that asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import msgspec

from rrn_desktop.clock import WallTime, parse_rfc3339, read_wall
from rrn_desktop.standards.calendar import Calendar
from rrn_desktop.standards.clocks import DueClock, due_after

INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class Counted:
    """The clock's number as it was then, and since when each form counts, as RFC 3339 moments."""

    amount: int
    since: Mapping[str, str]

    def text(self) -> str:
        """Return it as the desk keeps it."""
        return msgspec.json.encode({"amount": self.amount, "since": dict(sorted(self.since.items()))}).decode("utf-8")

    def with_addition(self, form: str, moment: str) -> Counted:
        """Return it with what an addition asks for; of two additions of one form the earlier moment counts."""
        there = self.since.get(form, moment)
        return replace(self, since={**self.since, form: min(there, moment, key=parse_rfc3339)})

    def with_incident(self, moment: str) -> Counted:
        """Return it with the moment that the newest version of the incident's own record says."""
        return replace(self, since={**self.since, INCIDENT: moment})

    def without_incident(self) -> Counted:
        """Return it as it is when the incident's own record asks for it no more."""
        return replace(self, since={form: moment for form, moment in self.since.items() if form != INCIDENT})

    def due(self, clock: DueClock, calendar: Calendar, zone: str) -> WallTime:
        """Return by when it is due: by the first of the moments."""
        used = msgspec.structs.replace(clock, amount=self.amount)
        times = [due_after(used, read_wall(moment, zone), calendar) for moment in self.since.values()]
        return min(times, key=WallTime.instant)


def counted_of(text: str) -> Counted | None:
    """Return how a follow-up of the desk was counted, or None for one that no clock counted."""
    return msgspec.json.decode(text, type=Counted) if text else None

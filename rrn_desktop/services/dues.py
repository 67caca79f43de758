"""What is due on this desk: for whom, how soon, and by which rule as far as it was checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from rrn_desktop.clock import parse_rfc3339, wall_time
from rrn_desktop.ledger.headers import moment
from rrn_desktop.services.follow_ups import CHECK_LOCALLY, number_of
from rrn_desktop.services.own_records import what_is_due
from rrn_desktop.services.session import Session
from rrn_desktop.standards.clocks import due_words
from rrn_desktop.store import desk_follow_ups, desk_ledger, desk_notices
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_follow_ups import FollowUp

State = Literal["late", "today", "soon", "later", "proposed", "done_late"]
LEAD = "lead"
SOON = timedelta(days=3)
"""How many days ahead something is soon."""
SHOWN_AFTER = timedelta(days=7)
"""How long something that was done late stays to be seen."""
NO_LEAD_FOR = timedelta(days=3)
"""After how long without any lead everyone is told how many of their duties are late."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due, and the rule behind it as far as it was checked.

    - ``due`` is the time by the rule; ``booked`` the end of the day for which it is arranged, which then counts.
    - ``late`` says that this has passed; ``state`` says more; ``done_at`` stands at what was done late, and only there,
      by the clock on the wall.
    - ``form`` is what one press opens for the incident of ``number``.
    """

    id: str
    record: str
    number: str | None
    kind: str
    what: str
    due: str
    due_words: str
    late: bool
    state: State
    rule: str
    rule_kind: str
    trust: str
    by: str
    form: str
    proposal: bool
    booked: str | None
    done_at: str | None


def dues(session: Session) -> tuple[Due, ...]:
    """Return what this member is to see: what is open, the soonest first, then what was done late in the last days.

    What only a lead can do is shown to leads.
    """
    now = session.held.clock.now()
    with session.held.desk.read() as connection:
        done = desk_follow_ups.done_since(connection, moment(now - SHOWN_AFTER))
        late = (row for row in done if _was_late(row))
        found = _for(session, (*desk_follow_ups.open_ones(connection), *late))
        rows = tuple(replace(row, what=what_is_due(connection, session, row)) for row in found)
        numbers = _numbers(connection, rows)
    shown = (_due(session, row, now, numbers) for row in rows)
    return tuple(sorted(shown, key=lambda one: (one.done_at is not None, parse_rfc3339(one.booked or one.due), one.id)))


def lead_overdue(session: Session) -> int | None:
    """Return how many duties of leads are late while no lead has signed in for days, or None when one has."""
    now = session.held.clock.now()
    leads = [one.id for one in session.held.roll.active() if LEAD in one.roles_at(now)]
    with session.held.desk.read() as connection:
        last = desk_ledger.last_sign_in(connection, leads)
        open_ones = desk_follow_ups.open_ones(connection)
    if last is not None and now - parse_rfc3339(last) < NO_LEAD_FOR:
        return None
    return sum(1 for row in open_ones if row.actor == LEAD and not row.proposal and _counts_until(row) < now)


def _for(session: Session, rows: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    return tuple(row for row in rows if row.due is not None and (session.is_lead or row.actor != LEAD))


def _numbers(connection: Connection, rows: Iterable[FollowUp]) -> Mapping[str, str | None]:
    """Return the numbers of incidents; what is only proposed outlives the notice, and keeps its number."""
    standing: dict[str, str | None] = {one.record: one.number for one in desk_notices.notices(connection)}
    without = {row.record for row in rows} - set(standing)
    return standing | {record: number_of(connection, record) for record in without}


def _due(session: Session, row: FollowUp, now: datetime, numbers: Mapping[str, str | None]) -> Due:
    state, by_rule = _state(row, now, session.zone), row.due or ""
    return Due(
        id=row.id,
        record=row.record,
        number=numbers.get(row.record),
        kind=row.kind,
        what=row.what,
        due=by_rule,
        due_words=due_words(wall_time(parse_rfc3339(by_rule), session.zone)),
        late=state == "late",
        state=state,
        rule=_rule_words(row),
        rule_kind=row.rule_kind,
        trust=row.trust,
        by=row.actor,
        form=row.form,
        proposal=row.proposal,
        booked=row.booked,
        done_at=None if row.done_at is None else wall_time(parse_rfc3339(row.done_at), session.zone).rfc3339(),
    )


def _state(row: FollowUp, now: datetime, zone: str) -> State:
    until = _counts_until(row)
    if row.done_at is not None:
        return "done_late"
    if row.proposal:
        return "proposed"
    if until < now:
        return "late"
    days = until.astimezone(ZoneInfo(zone)).date() - now.astimezone(ZoneInfo(zone)).date()
    if not days:
        return "today"
    return "soon" if days <= SOON else "later"


def _was_late(row: FollowUp) -> bool:
    if row.done_at is None or row.due is None or row.proposal:
        return False
    return _counts_until(row) < parse_rfc3339(row.done_at)


def _counts_until(row: FollowUp) -> datetime:
    """Return the moment that counts: the end of the day that was booked, else the time by the rule."""
    return parse_rfc3339(row.booked or row.due or "9999-12-31T00:00:00+00:00")


def _rule_words(row: FollowUp) -> str:
    """Return the rule, with how far it was checked in its source."""
    doubt = CHECK_LOCALLY.get(row.trust)
    return row.rule if doubt is None else f"{row.rule} ({doubt})"

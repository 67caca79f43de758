"""Post-incident support: begun from the notice, for the person, for staff, and for those who saw it."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from msgspec.structs import replace

from rrn_desktop.clock import WallTime, parse_rfc3339, wall_time
from rrn_desktop.errors import NoRight, NotFound
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.forms.wording import moment_words
from rrn_desktop.services import directory, drafts, staff_support
from rrn_desktop.services.consequence import Also, Consequence
from rrn_desktop.services.days import end_of_day
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.incidents import Incident, incident_of
from rrn_desktop.services.reading import versions_of_number
from rrn_desktop.services.session import Session
from rrn_desktop.services.taking_part import staff_of
from rrn_desktop.store import desk_drafts, desk_follow_ups, desk_ledger, desk_notices
from rrn_desktop.store.connection import Connection

SUPPORT, LATER = "support", "support_later"
_EVER = "9999-12-31T23:59:59Z"
_ONE_SHIFT = timedelta(hours=14)
# What the notice adds to the name of one who wrote without signing in.
_NO_ACCOUNT = " (no account)"
_SOMEONE = "A colleague who has left"


def begin(session: Session, number: str) -> Draft:
    """Return the member's own open draft of the support after an incident, else a new one.

    It can be begun while the incident is still being written. Raises what ``incident_of`` does.
    """
    incident = incident_of(session, number)
    there = own_draft(session, SUPPORT, incident.number)
    if there is not None:
        return there
    known = _staff_known(session, incident)
    answers = Answers({"staff": tuple(Answers({"who": who}) for who in known)})
    return drafts.begin(session, SUPPORT, about=incident.record, number=incident.number, answers=answers)


def begin_staff(session: Session, number: str, who: PersonRef | None = None) -> Draft:
    """Return a draft of the support for one member of staff; only they, its author and those chosen can read it."""
    return staff_support.begin(session, number, who)


def own_draft(session: Session, form: str, number: str) -> Draft | None:
    """Return the draft of a form about an incident that this member has open, or None."""
    for row in drafts.mine(session):
        if (row.form, row.number) == (form, number):
            return drafts.open_draft(session, row.id)
    return None


def in_progress(session: Session, number: str) -> tuple[str, ...]:
    """Return a sentence for each colleague who is writing the support after an incident, or has signed one."""
    with session.held.desk.read() as connection:
        writing = [
            (row.author, row.saved_at)
            for row in desk_drafts.all_left(connection, _EVER)
            if (row.form, row.number) == (SUPPORT, number) and row.author != session.member.id
        ]
        signed = [(one.row.member, one.row.at) for one in desk_ledger.by_number(connection, number, SUPPORT)]
    names = {one.id: one.name for one in directory.members(session)}
    return (
        *(f"{names.get(who, _SOMEONE)} is writing this too, since {_at(session, at)}." for who, at in writing),
        *(f"{names.get(who, _SOMEONE)} signed this support on {_at(session, at)}." for who, at in signed),
    )


def _at(session: Session, moment: str) -> str:
    wall = wall_time(parse_rfc3339(moment), session.zone)
    return moment_words(replace(wall, local=wall.local[: len("2026-05-14T10:43")]))


def _staff_known(session: Session, incident: Incident) -> tuple[PersonRef, ...]:
    """Return the staff of an incident as far as this member may read it; from the notice, the one who writes it."""
    mine = drafts.draft_of_record(session, incident.record)
    if mine is not None:
        return staff_of(registry.definition(mine.form, mine.form_version), mine.answers)
    with suppress(NotFound, NoRight):
        body = versions_of_number(session, incident.number)[-1].body
        definition = registry.definition(body.form, body.form_version)
        return staff_of(definition, read_answers(definition, body.answers))
    with session.held.desk.read() as connection:
        notice = desk_notices.notice_of(connection, incident.record)
    return () if notice is None else (PersonRef(notice.writer.removesuffix(_NO_ACCOUNT)),)


def _closes(session: Session, draft: Draft) -> tuple[str, ...]:
    """Return what a support answers: the first one what is due at once, one of another day the later check.

    Two colleagues who did the same support in one shift have not looked again later, so they answer the first alone.
    One who names a day to look again has not ended the matter either: the later check waits for that day.
    """
    due = _due(session, draft)
    now = tuple(one.id for one in due if one.kind == SUPPORT and one.done_at is None)
    first = next((one.done_at for one in due if one.kind == SUPPORT and one.done_at is not None), None)
    if now or first is None or _next_check(draft) is not None:
        return now
    again = _checked(session, draft) - parse_rfc3339(first) > _ONE_SHIFT
    return tuple(one.id for one in due if one.kind == LATER and one.done_at is None) if again else ()


def _also(session: Session, draft: Draft) -> Also | None:
    """Put the later check on the day that this support names."""
    day = _next_check(draft)
    later = [one.id for one in _due(session, draft) if one.kind == LATER and one.done_at is None]
    if day is None or not later:
        return None
    booked = end_of_day(day, session.zone).rfc3339()

    def book(connection: Connection, _entry: str) -> None:
        for identity in later:
            desk_follow_ups.book(connection, identity, booked)

    return book


def _due(session: Session, draft: Draft) -> tuple[desk_follow_ups.FollowUp, ...]:
    if draft.about is None:
        return ()
    with session.held.desk.read() as connection:
        return desk_follow_ups.of_record(connection, draft.about)


def _next_check(draft: Draft) -> str | None:
    day = draft.answers.get("next_check")
    return day if isinstance(day, str) else None


def _checked(session: Session, draft: Draft) -> datetime:
    """Return when the person was seen; when that is not said, now."""
    checked = draft.answers.get("checked_at")
    return checked.instant() if isinstance(checked, WallTime) else session.held.clock.now()


CONSEQUENCE = Consequence(closes=_closes, also=_also)

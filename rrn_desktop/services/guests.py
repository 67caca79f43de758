"""Guests: recorders for a shift, let in by whoever is in charge of it, until a set end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from rrn_desktop.clock import WallTime, offsets_of, parse_rfc3339, wall_time
from rrn_desktop.errors import Refused, WrongUsage
from rrn_desktop.forms.wording import moment_words
from rrn_desktop.ids import new_id
from rrn_desktop.keys.guests import check_guest, end_of, let_in_guest, renew_guest, time_is_up
from rrn_desktop.keys.letting_in import kept_for_recovery, let_out
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.passphrase_key import folded
from rrn_desktop.keys.rights import ADMINISTRATOR, IN_CHARGE, LEAD, RECORDER
from rrn_desktop.keys.roll import LONGEST_STAY, RollMember
from rrn_desktop.keys.statements import read_statement
from rrn_desktop.services.accounts import Invited, NewKeys, find, hand_over, refuse_if_taken, take_effect
from rrn_desktop.services.directory import checked_job_title, checked_name, members
from rrn_desktop.services.session import MemberInfo, Session
from rrn_desktop.store import desk_drafts

USUAL = timedelta(hours=14)
LONGEST = LONGEST_STAY
State = Literal["here", "ended", "closed"]
_ORDER: tuple[State, ...] = ("here", "ended", "closed")
_TYPED = re.compile(r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2})[ T])?([0-9]{2}:[0-9]{2})")


@dataclass(frozen=True, slots=True)
class Guest:
    """A guest as colleagues see them.

    ``here`` may sign in until the end, ``ended`` when it has come, ``closed`` when someone closed the account.
    ``unfinished`` counts the drafts that they left on this desk.
    """

    id: str
    name: str = field(repr=False)
    job_title: str = field(repr=False)
    until: WallTime
    until_words: str
    let_in_by: str = field(repr=False)
    state: State
    unfinished: int


def may_let_in(session: Session) -> bool:
    """Say whether this member lets guests in: whoever is in charge of a shift, a lead or an administrator."""
    return bool({IN_CHARGE, LEAD, ADMINISTRATOR} & set(session.member.roles))


def let_in(session: Session, name: str, job_title: str, *, until: datetime | None = None, out_dir: Path) -> Invited:
    """Let a guest in until a moment, 14 hours from now without one; their passphrase is on a sheet in a folder.

    Raises NoRight for a member who may not, and Refused for a name that is taken or an end that can't be.
    """
    trimmed, title = checked_name(name), checked_job_title(job_title)
    end = _checked_end(session, until)
    _refuse_if_here(session, trimmed)
    member, secrets = MemberInfo(new_id(), trimmed, title, (RECORDER,)), MemberSecrets.new()
    held = session.held
    added = let_in_guest(
        held.keyring, held.roll, session.member.id, held.secrets,
        member=member.id, public=secrets.public(), until=end, at=held.clock.now(),
    )  # fmt: skip
    keyring = kept_for_recovery(added, added.replayed(), member.id, secrets)
    note = f"You can sign in as a guest until {_words(session, end)}."
    files = hand_over(session, keyring, member, NewKeys(secrets), out_dir, note)
    take_effect(session, keyring, [member])
    return Invited(member, files)


def renew(session: Session, name_or_id: str, until: datetime | None = None) -> Guest:
    """Give a guest another end, 14 hours from now without one; their passphrase stays.

    Raises NoRight, and Refused for someone who is no guest or whose account is closed.
    """
    end = _checked_end(session, until)
    held, member = session.held, find(session, name_or_id)
    keyring = renew_guest(
        held.keyring, held.roll, session.member.id, held.secrets, member=member.id, until=end, at=held.clock.now()
    )  # fmt: skip
    take_effect(session, keyring)
    return _guest(session, member)


def close(session: Session, name_or_id: str) -> Guest:
    """Close a guest's account before or after its end; what they wrote stays, and drafts wait for a lead."""
    held, member = session.held, find(session, name_or_id)
    check_guest(held.roll, member.id)
    keyring = let_out(
        held.keyring, held.roll, session.member.id, held.secrets, member=member.id, at=held.clock.now()
    )  # fmt: skip
    closed = MemberInfo(member.id, member.name, member.job_title, member.roles, active=False)
    take_effect(session, keyring, [closed])
    return _guest(session, closed)


def listing(session: Session, *, with_closed: bool = False) -> tuple[Guest, ...]:
    """Return the guests: those who are here first, then those whose time has ended, each by their end."""
    roll = session.held.roll
    found = [_guest(session, one) for one in members(session) if roll.members[one.id].is_guest]
    shown = [one for one in found if with_closed or one.state != "closed"]
    return tuple(sorted(shown, key=lambda one: (_ORDER.index(one.state), one.until.instant(), one.name)))


def ended(session: Session) -> bool:
    """Say whether the time of the guest who is signed in has ended; what is open may still be finished and signed."""
    member = session.held.roll.members.get(session.member.id)
    return member is not None and time_is_up(member, session.held.clock.now())


def until_typed(session: Session, text: str) -> datetime:
    """Return the moment of ``07:30`` (the next one), ``2026-05-15 07:30`` on the wall, or an RFC 3339 time.

    Raises WrongUsage for anything else, and for a time that the clocks jump over.
    """
    typed = _TYPED.fullmatch(text.strip())
    try:
        return parse_rfc3339(text.strip()) if typed is None else _on_the_wall(session, *typed.groups())
    except (ValueError, OverflowError):
        raise WrongUsage(
            "The time until which a guest may sign in can't be read.",
            "Nothing was changed.",
            "Write it like 07:30 or 2026-05-15 07:30.",
        ) from None


def _on_the_wall(session: Session, day: str | None, time: str) -> datetime:
    now = session.wall()
    local = f"{day or now.local[:10]}T{time}"
    if day is None and local <= now.local[:16]:
        local = f"{datetime.fromisoformat(local).date() + timedelta(days=1)}T{time}"
    offsets = offsets_of(local, session.zone)
    if not offsets:
        raise ValueError("the clocks jump over this time")
    # On the night when an hour comes twice, the later one gives the guest no less time than was meant.
    return WallTime(local, offsets[-1], session.zone).instant()


def _checked_end(session: Session, until: datetime | None) -> datetime:
    now = session.held.clock.now()
    end = (until or now + USUAL).astimezone(UTC)
    if not now < end <= now + LONGEST:
        raise Refused(
            "A guest's time ends later than now, and at most seven days from now.",
            "Nothing was changed.",
            "Choose another end. You can give more time later, as often as it takes.",
        )
    return end


def _refuse_if_here(session: Session, name: str) -> None:
    """Raise Refused for a name that is taken; a guest whose time has ended is given more of it instead."""
    taken = [one for one in listing(session) if folded(one.name) == folded(name)]
    if taken and taken[0].state == "ended":
        raise Refused(
            "A guest of that name was here before, and their time has ended.",
            "Nothing was changed.",
            "Give this guest more time. If their passphrase is lost, close that account and let them in again.",
        )
    refuse_if_taken(session, name)


def _guest(session: Session, one: MemberInfo) -> Guest:
    held = session.held
    listed = held.roll.members[one.id]
    end = end_of(listed) or held.clock.now()
    with held.desk.read() as connection:
        unfinished = len(desk_drafts.drafts_of(connection, one.id))
    return Guest(
        id=one.id,
        name=one.name,
        job_title=one.job_title,
        until=wall_time(end, session.zone),
        until_words=_words(session, end),
        let_in_by=_let_in_by(session, listed),
        state=_state(listed, held.clock.now()),
        unfinished=unfinished,
    )


def _state(listed: RollMember, now: datetime) -> State:
    if not listed.active:
        return "closed"
    return "ended" if time_is_up(listed, now) else "here"


def _let_in_by(session: Session, listed: RollMember) -> str:
    """Return the name of the member who signed the statement that let a guest in."""
    by = read_statement(session.held.keyring.roll[listed.since_seq]).by
    return next((one.name for one in members(session) if one.id == by), "")


def _words(session: Session, end: datetime) -> str:
    shown = wall_time(end, session.zone)
    return moment_words(WallTime(shown.local[:16], shown.offset, shown.zone))

"""Today: what is due, one's own drafts and records, what colleagues must know, and what waits for a lead."""

from __future__ import annotations

from dataclasses import dataclass, field

from rrn_desktop.services import (
    changing_keys,
    deputies,
    drafts,
    left_behind,
    messages,
    notices,
    only_lead,
    records,
    register_here,
    taking_in,
)
from rrn_desktop.services.changing_keys import KeysOwed
from rrn_desktop.services.drafts import DraftRow
from rrn_desktop.services.dues import Due, dues, lead_overdue
from rrn_desktop.services.left_behind import LeftRow
from rrn_desktop.services.messages import Message
from rrn_desktop.services.notices import Notice
from rrn_desktop.services.records import MyRecord
from rrn_desktop.services.session import Session
from rrn_desktop.services.taking_in import Unconfirmed

__all__ = ["AT_ONCE", "Due", "Today", "today"]

AT_ONCE = 50
"""How many of one's own records Today holds: each of them is opened, and who wrote a thousand would wait for it."""


@dataclass(frozen=True, slots=True)
class Today:
    """What the first screen after signing in shows.

    - ``due`` also holds what was done late in the last days; ``nothing_due`` says that nothing else is in it.
    - ``lead_overdue`` counts leads' duties that are late while no lead was here for days; None when one was.
    - ``my_records`` are the newest, and ``older_records`` says how many more there are.
    - ``inbox`` is what was written without an account and is still to be confirmed; ``left_behind`` is what others left
      unfinished for more than a day, for leads alone.
    - ``only_lead`` stands until there is a second lead; ``register_elsewhere`` says that this lead reads the records of
      others on another PC, since the register is not opened on this one. ``lead_time`` is the last day of a lead whose
      time has an end, and whether it is over.
    - ``keys_owed`` says to leads and administrators that someone left who held a key which has not changed since.
    """

    greeting_name: str = field(repr=False)
    drafts: tuple[DraftRow, ...]
    due: tuple[Due, ...]
    nothing_due: bool
    lead_overdue: int | None
    notices: tuple[Notice, ...]
    messages: tuple[Message, ...]
    my_records: tuple[MyRecord, ...]
    inbox: tuple[Unconfirmed, ...]
    left_behind: tuple[LeftRow, ...]
    only_lead: bool
    register_elsewhere: bool
    lead_time: deputies.LeadTime | None
    older_records: int = 0
    keys_owed: KeysOwed | None = None


def today(session: Session, most_records: int = AT_ONCE) -> Today:
    """Return what is due and to know for the member who is signed in, with at most so many of their own records."""
    due = dues(session)
    own, own_count = records.newest_of_mine(session, most_records)
    return Today(
        greeting_name=session.member.name,
        drafts=drafts.mine(session),
        due=due,
        nothing_due=all(one.state == "done_late" for one in due),
        lead_overdue=lead_overdue(session),
        notices=notices.listing(session),
        messages=messages.waiting(session),
        my_records=own,
        inbox=taking_in.unconfirmed(session),
        left_behind=left_behind.listing(session) if session.is_lead else (),
        only_lead=only_lead.is_only_lead(session),
        register_elsewhere=register_here.is_elsewhere(session),
        lead_time=deputies.own_time(session),
        older_records=own_count - len(own),
        keys_owed=owed if (owed := changing_keys.owed(session)).any else None,
    )

"""Asking a person again for their own account: on the day that they, or whoever spoke with them, named."""

from __future__ import annotations

import hashlib

from rrn_desktop.services.accounts_given import ACCOUNT, NOT_GIVEN
from rrn_desktop.services.consequence import Also, Consequence
from rrn_desktop.services.days import end_of_day
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_follow_ups
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_follow_ups import FollowUp

KIND = "account_again"
_WHAT = "Ask the person again for their own account"
_RULE = "A day that was agreed on here"


def asked_for(session: Session, draft: Draft) -> tuple[FollowUp, ...]:
    """Return the follow-up that a draft's answers ask for: to ask again, by the end of the day that they name."""
    day = draft.answers.get("ask_again_on")
    if draft.about is None or not isinstance(day, str):
        return ()
    # By the draft's own id, so that sealing it twice after a crash asks once.
    identity = hashlib.sha256(f"{draft.id}/{KIND}".encode()).hexdigest()[:26]
    due = end_of_day(day, session.zone).rfc3339()
    return (FollowUp(identity, draft.about, KIND, _WHAT, due, _RULE, "local", "read", form=ACCOUNT),)


def open_askings(session: Session, record: str | None) -> tuple[str, ...]:
    """Return the ids of what says that the person of an incident is still to be asked again."""
    if record is None:
        return ()
    with session.held.desk.read() as connection:
        return tuple(one.id for one in desk_follow_ups.open_of_kinds(connection, record, (KIND,)))


def _closes(session: Session, draft: Draft) -> tuple[str, ...]:
    """Return the days that were named before: the account was given, or this one says again when to ask."""
    given = draft.answers.get("way") not in NOT_GIVEN
    return open_askings(session, draft.about) if given or asked_for(session, draft) else ()


def _also(session: Session, draft: Draft) -> Also | None:
    again = asked_for(session, draft)
    if not again:
        return None

    def keep(connection: Connection, _entry: str) -> None:
        desk_follow_ups.add(connection, again)

    return keep


CONSEQUENCE = Consequence(closes=_closes, also=_also)

"""What happened besides sealing, as entries of the ledger: sign-ins, notices, views, exports."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from rrn_desktop.errors import UserFacingError
from rrn_desktop.ledger.appending import About, Appended, Recipients, Signer, context_of, recipients_of
from rrn_desktop.ledger.opening import OpenedBody
from rrn_desktop.ledger.sealing import append_note, settle
from rrn_desktop.services.session import Session
from rrn_desktop.store.connection import Connection


def signer(session: Session) -> Signer:
    """Return who signs what is done in this session."""
    return Signer(session.member.id, session.held.secrets)


def signed_as(session: Session) -> dict[str, str]:
    """Return the name and job that a member puts under what they mark, for who reads it without this store."""
    return {"name": session.member.name, "role": session.member.job_title}


def note(
    connection: Connection,
    session: Session,
    about: About,
    details: dict[str, Any] | None = None,
    recipients: Recipients | None = None,
) -> Appended:
    """Append an entry that is no record; details that hold words are sealed: to register and author, or those named."""
    roll = session.held.roll
    # Without details there is nothing to read, and recovery, which is nobody, keeps what it did as well.
    readers: Recipients = ()
    if details is not None:
        readers = recipients_of(roll, session.member.id) if recipients is None else recipients
    return append_note(
        connection,
        context_of(connection, roll),
        signer(session),
        about,
        at=session.held.clock.now(),
        details=details,
        recipients=readers,
    )


def log(session: Session, about: About, details: dict[str, Any] | None = None) -> Appended:
    """Append an entry in a transaction of its own, and write the head outside."""
    with session.held.desk.write() as connection:
        appended = note(connection, session, about, details)
    settled(session)
    return appended


def log_view(session: Session, opened: OpenedBody) -> None:
    """Keep that a sealed record was read, and by whom."""
    body = opened.body
    log(session, About("view", record=body.record, number=body.number, version=body.version))


def settled(session: Session) -> None:
    """Empty the log into the file and write the head outside, after a commit that added an entry.

    The commit stands whatever happens here: to say "not done" now would be untrue, and trying again would do it twice.
    The next entry, and the next sign-in, bring the head up to date; signing in says so when it can't.
    """
    with suppress(UserFacingError):
        settle(session.held.desk, session.store, session.held.roll.site_id)

"""Sealing: one transaction for all that becomes true at once, then the log emptied, then the head outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from rrn_desktop.errors import Refused, UserFacingError
from rrn_desktop.ledger.appending import About, Appended, Recipients, Signer, SiteContext, append
from rrn_desktop.ledger.bodies import Body, Note
from rrn_desktop.ledger.head import write_head
from rrn_desktop.ledger.headers import SEAL
from rrn_desktop.store import desk_drafts, desk_follow_ups, desk_ledger, desk_notices
from rrn_desktop.store.connection import Connection, Database
from rrn_desktop.store.desk_follow_ups import FollowUp


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed entry, and where it stands.

    ``repeated`` when an earlier try had sealed it already; ``warning`` when it is sealed for good, but the head
    outside could not be written yet.
    """

    entry_hash: str
    entry: str
    record: str
    number: str
    version: int
    device: str
    segment: int
    seq: int
    at: str
    repeated: bool = False
    warning: UserFacingError | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """All that becomes true when a record is sealed."""

    body: Body
    recipients: Recipients = field(repr=False)
    draft: str | None = None
    follow_ups: Sequence[FollowUp] = ()
    closes: Sequence[str] = ()


class SealedAlready(Refused):
    """This version of the record was sealed before, from something else."""

    code = "sealed_already"


def submit(
    desk: Database, store: Path, site: SiteContext, signer: Signer, submission: Submission, *, at: datetime
) -> Sealed:
    """Seal a record: entry, body and wraps in, draft freed, notice brought up to date, follow-ups kept and closed.

    All of it in one transaction, or none. Trying again after a crash adds nothing.
    """
    with desk.write() as connection:
        sealed = seal_entry(connection, site, signer, submission.body, recipients=submission.recipients, at=at)
        if not sealed.repeated:
            _follow_through(connection, submission, sealed)
    return _settled(desk, store, site, sealed)


def seal_entry(
    connection: Connection, site: SiteContext, signer: Signer, body: Body, *, recipients: Recipients, at: datetime
) -> Sealed:
    """Append a sealed record in the caller's transaction; the version must be the next one of the record.

    Raises SealedAlready when it is not, and ValueError when the body is out of shape.
    """
    about = About(SEAL, body.entry, body.record, body.number, body.version)
    if desk_ledger.by_entry(connection, body.entry) is None:
        _check_next(connection, body)
    return _sealed(append(connection, site, signer, about, at=at, body=body, recipients=recipients))


def append_note(
    connection: Connection,
    site: SiteContext,
    signer: Signer,
    about: About,
    *,
    at: datetime,
    details: dict[str, Any] | None = None,
    recipients: Recipients = (),
) -> Appended:
    """Append an entry that is no record: sign_in, view, export, roll, notice, draft_given_up and the like.

    Details that hold words are sealed to the recipients; without them the entry is its header alone.
    """
    if about.kind == SEAL:
        raise ValueError("a record is sealed, not noted")
    note = None
    if details is not None:
        note = Note(
            site=site.site,
            entry=about.entry,
            kind=about.kind,
            record=about.record,
            number=about.number,
            version=about.version,
            epoch=site.epoch,
            author=signer.member,
            details=details,
        )
    return append(connection, site, signer, about, at=at, body=note, recipients=recipients)


def settle(desk: Database, store: Path, site: str) -> None:
    """Empty the log into the file, then write the head outside: after each commit that added an entry."""
    desk.checkpoint()
    with desk.read() as connection:
        ends = desk_ledger.ends(connection)
    write_head(store, site, ends)


def _follow_through(connection: Connection, submission: Submission, sealed: Sealed) -> None:
    if submission.draft is not None:
        desk_drafts.free_draft(connection, submission.draft)
    desk_notices.set_status(connection, sealed.record, submission.body.status)
    desk_follow_ups.add(connection, submission.follow_ups)
    desk_follow_ups.close(connection, submission.closes, sealed.at)


def _settled(desk: Database, store: Path, site: SiteContext, sealed: Sealed) -> Sealed:
    # The commit stands whatever happens here: to say "not saved" now would be untrue.
    try:
        settle(desk, store, site.site)
    except UserFacingError as problem:
        return replace(sealed, warning=problem)
    return sealed


def _check_next(connection: Connection, body: Body) -> None:
    sealed = [entry.row for entry in desk_ledger.by_record(connection, body.record)]
    last = sealed[-1] if sealed else None
    expected = (last.version or 0) + 1 if last else 1
    if body.version != expected or body.previous != (last.hash if last else None):
        raise SealedAlready(
            "This record was sealed in the meantime, from another draft.",
            "What was sealed there is safe, and so is what you typed.",
            "Open the record to see what it says now. Then amend it if something is missing.",
        )


def _sealed(appended: Appended) -> Sealed:
    row = appended.row
    if row.record is None or row.number is None or row.version is None:
        raise ValueError("a sealed entry names its record")
    return Sealed(
        row.hash,
        row.entry,
        row.record,
        row.number,
        row.version,
        row.device,
        row.segment,
        row.seq,
        row.at,
        appended.repeated,
    )

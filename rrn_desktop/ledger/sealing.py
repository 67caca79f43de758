"""Sealing: one transaction for all that becomes true at once, then the log emptied, then the head outside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from rrn_desktop.errors import Refused, UserFacingError
from rrn_desktop.ledger.appending import About, Appended, Recipients, Signer, SiteContext, append
from rrn_desktop.ledger.bodies import Attached, Body, Note
from rrn_desktop.ledger.head import write_head
from rrn_desktop.ledger.headers import ATTACHED, INCIDENT, RECORDS, TAKEN_IN, kind_of_form
from rrn_desktop.ledger.succession import next_free
from rrn_desktop.store import desk_drafts, desk_follow_ups, desk_ledger, desk_notices
from rrn_desktop.store.connection import Connection, Database
from rrn_desktop.store.desk_follow_ups import FollowUp

Also: TypeAlias = Callable[[Connection, str], None]
Closes: TypeAlias = tuple[str, str | None]
"""The id of a follow-up that is answered, and when that was done, or None for when it is sealed."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed entry, and where it stands; ``closed`` are the follow-ups that it answered.

    ``repeated`` when an earlier try had sealed it already; ``warning`` when it is sealed for good, but the head
    outside could not be written yet.
    """

    entry_hash: str
    entry: str
    record: str
    number: str | None
    version: int
    device: str
    segment: int
    seq: int
    at: str
    repeated: bool = False
    warning: UserFacingError | None = None
    closed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SealedAttached:
    """An entry attached to an incident, and where it stands; the rest is as for Sealed."""

    entry_hash: str
    entry: str
    record: str
    number: str
    form: str
    device: str
    segment: int
    seq: int
    at: str
    repeated: bool = False
    warning: UserFacingError | None = None
    closed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """All that becomes true when a record is sealed.

    ``also`` is run in the same transaction, with the hash of the new entry. ``not_rightful`` are the hashes of versions
    that do not count: this one does not follow them, and their numbers stay taken.
    """

    body: Body
    recipients: Recipients = field(repr=False)
    draft: str | None = None
    follow_ups: Sequence[FollowUp] = ()
    closes: Sequence[Closes] = ()
    also: Also | None = None
    not_rightful: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """All that becomes true when something is attached to an incident; ``also`` is as for a Submission."""

    body: Attached
    recipients: Recipients = field(repr=False)
    draft: str | None = None
    follow_ups: Sequence[FollowUp] = ()
    closes: Sequence[Closes] = ()
    also: Also | None = None


class SealedAlready(Refused):
    """This version of the record was sealed before, from something else."""

    code = "sealed_already"


class AttachedElsewhere(Refused):
    """The number is not that of the incident to which this was to be attached."""

    code = "attached_elsewhere"


def submit(
    desk: Database, store: Path, site: SiteContext, signer: Signer, submission: Submission, *, at: datetime
) -> Sealed:
    """Seal a record: entry, body and wraps in, draft freed, notice brought up to date, follow-ups kept and closed.

    All of it in one transaction, or none. Trying again after a crash adds nothing.
    """
    body = submission.body
    with desk.write() as connection:
        to, aside = submission.recipients, submission.not_rightful
        sealed = seal_entry(connection, site, signer, body, recipients=to, at=at, not_rightful=aside)
        if not sealed.repeated:
            if body.form == INCIDENT:
                desk_notices.set_status(connection, sealed.record, body.status)
            sealed = replace(sealed, closed=_follow_through(connection, submission, sealed.entry_hash, sealed.at))
    return replace(sealed, warning=_settled(desk, store, site))


def attach(
    desk: Database, store: Path, site: SiteContext, signer: Signer, attachment: Attachment, *, at: datetime
) -> SealedAttached:
    """Seal what is added to an incident: entry, body and wraps in, draft freed, follow-ups kept and closed.

    All of it in one transaction, or none. Trying again after a crash adds nothing.
    """
    body = attachment.body
    about = About(body.kind, body.entry, body.record, body.number)
    with desk.write() as connection:
        _check_number(connection, body)
        appended = append(connection, site, signer, about, at=at, body=body, recipients=attachment.recipients)
        row, repeated = appended.row, appended.repeated
        closed = () if repeated else _follow_through(connection, attachment, row.hash, row.at)
    return SealedAttached(
        row.hash,
        row.entry,
        body.record,
        body.number,
        body.form,
        row.device,
        row.segment,
        row.seq,
        row.at,
        repeated,
        _settled(desk, store, site),
        closed,
    )


def seal_entry(
    connection: Connection,
    site: SiteContext,
    signer: Signer,
    body: Body,
    *,
    recipients: Recipients,
    at: datetime,
    not_rightful: Collection[str] = (),
) -> Sealed:
    """Append a sealed record in the caller's transaction; the version must be the next one of the record.

    Raises SealedAlready when it is not, and ValueError when the body is out of shape.
    """
    about = About(kind_of_form(body.form), body.entry, body.record, body.number, body.version)
    if desk_ledger.by_entry(connection, body.entry) is None:
        _check_next(connection, body, not_rightful)
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
    if about.kind in {*RECORDS, *ATTACHED}:
        raise ValueError("a record is sealed, not noted")
    if about.kind == TAKEN_IN and about.version is not None:
        _check_first(connection, about)
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
    """Empty the log into the file, then write the head outside: after each commit that added an entry.

    Where commits do not wait for the disk, the head must not run ahead of them: it is written once, when they have.
    """
    if not desk.waits:
        return
    desk.checkpoint()
    with desk.read() as connection:
        ends = desk_ledger.ends(connection)
    write_head(store, site, ends)


def _follow_through(connection: Connection, done: Submission | Attachment, entry_hash: str, at: str) -> tuple[str, ...]:
    if done.draft is not None:
        desk_drafts.free_draft(connection, done.draft)
    desk_follow_ups.add(connection, done.follow_ups)
    closed = tuple(
        one for identity, when in done.closes for one in desk_follow_ups.close(connection, (identity,), when or at)
    )
    if done.also is not None:
        done.also(connection, entry_hash)
    return closed


def _settled(desk: Database, store: Path, site: SiteContext) -> UserFacingError | None:
    # The commit stands whatever happens here: to say "not saved" now would be untrue.
    try:
        settle(desk, store, site.site)
    except UserFacingError as problem:
        return problem
    return None


def _check_number(connection: Connection, body: Attached) -> None:
    if desk_ledger.record_of_number(connection, body.number) != body.record:
        raise AttachedElsewhere(
            "This number belongs to another incident, or to none on this desk.",
            "Nothing was added, and what you typed is safe.",
            "Check the number. Then add it to the right incident.",
        )


def _check_next(connection: Connection, body: Body, aside: Collection[str]) -> None:
    rows = [entry.row for entry in desk_ledger.by_record(connection, body.record)]
    last = max((row for row in rows if row.hash not in aside), key=lambda row: row.version or 0, default=None)
    taken = [row.version or 0 for row in rows if row.hash in aside]
    expected = next_free(taken, (last.version or 0) if last else 0)
    if body.version != expected or body.previous != (last.hash if last else None):
        raise _sealed_already()


def _check_first(connection: Connection, about: About) -> None:
    if about.record is None or desk_ledger.by_entry(connection, about.entry) is not None:
        return
    # A file could name a record that is here already, and would then speak in its name.
    if desk_ledger.by_record(connection, about.record):
        raise _sealed_already()


def _sealed_already() -> SealedAlready:
    return SealedAlready(
        "This record was sealed in the meantime, from another draft.",
        "What was sealed there is safe, and so is what you typed.",
        "Open the record to see what it says now. Then amend it if something is missing.",
    )


def _sealed(appended: Appended) -> Sealed:
    row = appended.row
    if row.record is None or row.version is None:
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

"""What others began and left unfinished for more than a day: a lead opens it, says why, and seals it as it was left.

Opening is an entry that its author is told of at the next sign-in. What is sealed then is not signed by its author.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Literal

from rrn_desktop.clock import parse_rfc3339, wall_time
from rrn_desktop.errors import NoRight, NotFound, Refused, UserFacingError
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.ledger.appending import About, recipients_of
from rrn_desktop.ledger.bodies import WrittenBy
from rrn_desktop.ledger.draft_boxes import open_left_draft
from rrn_desktop.ledger.inbox_file import InboxFile
from rrn_desktop.services import directory, left_in_inbox, sealing
from rrn_desktop.services import inbox_items as items
from rrn_desktop.services.drafts import INCIDENT, NEW, Draft, of_row, title_of
from rrn_desktop.services.entries import STAFF_SUPPORT
from rrn_desktop.services.inbox_notices import WRITING
from rrn_desktop.services.journal import note, settled
from rrn_desktop.services.left_notices import stand_for
from rrn_desktop.services.reading import reader
from rrn_desktop.services.reasons import checked_reason
from rrn_desktop.services.rightful import made_by_lead
from rrn_desktop.services.session import MemberInfo, Session
from rrn_desktop.services.signing_in import check_passphrase
from rrn_desktop.store import desk_drafts, desk_inbox, desk_ledger
from rrn_desktop.store.desk_drafts import DraftRow

LEFT_AFTER = timedelta(hours=24)
OPENED = "draft_opened"
_SAFE = "The draft is as it was left."


@dataclass(frozen=True, slots=True)
class LeftRow:
    """Something left unfinished, in a list: a member's draft, or what someone wrote without an account (inbox)."""

    id: str
    kind: Literal["draft", "inbox"]
    author_name: str = field(repr=False)
    form: str
    number: str | None
    saved_at: str
    title: str


@dataclass(frozen=True, slots=True)
class Left:
    """Something left unfinished, opened by a lead."""

    id: str
    author_name: str = field(repr=False)
    form: str
    form_version: int
    number: str | None
    answers: Answers = field(repr=False)

    @property
    def definition(self) -> Definition:
        """Return the form that it is written with."""
        return registry.definition(self.form, self.form_version)


@dataclass(frozen=True, slots=True)
class SealedUnfinished:
    """What was sealed as it was left: its number and its form."""

    number: str
    form: str


def listing(session: Session) -> tuple[LeftRow, ...]:
    """Return what was left unfinished for more than a day, the oldest first; raises NoRight for anyone but a lead."""
    _check_lead(session)
    before = session.held.clock.now() - LEFT_AFTER
    names = {one.id: one.name for one in directory.members(session)}
    with session.held.desk.read() as connection:
        rows = desk_drafts.all_left(connection, before.isoformat())
        seen = {item.id: item.number for item in desk_inbox.all_seen(connection)}
    left = [_row(row, names.get(row.author, "")) for row in rows if _is_for_leads(session, row)]
    for file in _left_files(session):
        with suppress(UserFacingError):
            left.append(_row_of_inbox(session, file, seen.get(file.id)))
    return tuple(sorted(left, key=lambda one: parse_rfc3339(one.saved_at)))


def open_left(session: Session, left_id: str, reason: str) -> Left:
    """Open what someone left, and keep why; its author is told at their next sign-in.

    Raises NoRight for anyone but a lead, and NotFound for what is not there, or is not a day old.
    """
    _check_lead(session)
    why = checked_reason(reason, needed="Opening the draft of someone else needs a reason.", safe=_SAFE)
    found, record, author = _found(session, left_id)
    readers = {session.member.id, *((author.id,) if author else ())}
    with session.held.desk.write() as connection:
        about = About(OPENED, record=record, number=found.number)
        note(connection, session, about, {"reason": why}, recipients_of(session.held.roll, *sorted(readers)))
    settled(session)
    return found


def seal_unfinished(session: Session, left_id: str, passphrase: str) -> SealedUnfinished:
    """Seal what someone left as it is: as a first record, or as an addition, not signed by its author.

    Raises WrongPassphrase, NoRight, NotFound, and Refused before it was opened with a reason, for a new version of a
    record that stands already, and for an incident that does not say who, when or where.
    """
    check_passphrase(session, passphrase)
    _check_lead(session)
    file = next((one for one in _left_files(session) if one.id == left_id), None)
    if file is not None:
        _check_opened(session, file.record)
        taken = left_in_inbox.seal(session, file)
        return SealedUnfinished(taken.number, taken.form)
    row = _draft_row(session, left_id)
    _check_opened(session, row.record)
    draft = _draft_of(session, row)
    author = _member(session, row.author)
    if draft.form == INCIDENT and draft.number is None:
        draft = replace(draft, number=stand_for(session, draft, author.name))
    _check_can_be_sealed(draft)
    whose = WrittenBy(name=author.name, role=author.job_title, member=author.id, how="left_behind")
    sealed = sealing.seal(session, draft, passphrase, first=draft.form == INCIDENT, written_by=whose)
    return SealedUnfinished(sealed.number or "", sealed.form)


def _check_lead(session: Session) -> None:
    if not session.is_lead:
        raise NoRight("Only a lead opens what others left unfinished.", "Nothing was opened.", "Ask your lead.")


def _check_opened(session: Session, record: str) -> None:
    with session.held.desk.read() as connection:
        opened = desk_ledger.by_kinds(connection, record, (OPENED,))
    if not any(made_by_lead(session, entry.row) for entry in opened):
        raise Refused("Nobody has opened this draft yet.", _SAFE, "Open it first, read it, and say why.")


def _check_can_be_sealed(draft: Draft) -> None:
    family = registry.definition(draft.form, draft.form_version).family
    if draft.purpose != NEW:
        raise Refused(
            "This is a change to a record that stands already.",
            _SAFE,
            "Change the record yourself, with what you read here, and say why.",
        )
    if draft.form != INCIDENT and family != "additions":
        raise Refused(
            "Only the record of an incident, or an addition to one, is kept unfinished.",
            _SAFE,
            "Write it anew, with what you read here.",
        )


def _is_for_leads(session: Session, row: DraftRow) -> bool:
    # What concerns a member of staff is theirs, and nobody else's.
    return row.author != session.member.id and row.form != STAFF_SUPPORT


def _draft_row(session: Session, left_id: str) -> DraftRow:
    with session.held.desk.read() as connection:
        row = desk_drafts.open_row(connection, left_id)
    if row is None or not _is_for_leads(session, row):
        raise NotFound(
            "This draft is not here any more.", "Nothing was changed.", "Look again: it may be sealed by now."
        )
    if session.held.clock.now() - parse_rfc3339(row.saved_at) <= LEFT_AFTER:
        raise NotFound(
            "This draft was saved less than a day ago, so it is not left behind.",
            _SAFE,
            "Ask the one who writes it, or wait until a day has gone by.",
        )
    return row


def _draft_of(session: Session, row: DraftRow) -> Draft:
    plain = open_left_draft(row, session.held.roll.site_id, reader(session))
    # Where its author had come to says nothing to the one who opens it.
    return replace(of_row(session, row, plain), at_question=None)


def _found(session: Session, left_id: str) -> tuple[Left, str, MemberInfo | None]:
    """Return what was left, the record it is about, and its author where they have an account."""
    file = next((one for one in _left_files(session) if one.id == left_id), None)
    if file is not None:
        draft = items.open_left(session, file)
        with session.held.desk.read() as connection:
            seen = desk_inbox.seen(connection, file.id)
        number = None if seen is None else seen.number
        left = Left(file.id, draft.name, draft.form, draft.form_version, number, draft.answers)
        return left, file.record, None
    row = _draft_row(session, left_id)
    author, mine = _member(session, row.author), _draft_of(session, row)
    return Left(row.id, author.name, row.form, mine.form_version, row.number, mine.answers), row.record, author


def _left_files(session: Session) -> Iterator[InboxFile]:
    before = session.held.clock.now() - LEFT_AFTER
    for path in items.paths(session.store):
        with suppress(UserFacingError):
            file = items.read(path)
            ours = file.site == session.held.roll.site_id and file.state == WRITING
            if ours and parse_rfc3339(file.saved_at) < before:
                yield file


def _member(session: Session, member_id: str) -> MemberInfo:
    known = next((one for one in directory.members(session) if one.id == member_id), None)
    return known or MemberInfo(member_id, "", "", ())


def _row(row: DraftRow, author: str) -> LeftRow:
    return LeftRow(row.id, "draft", author, row.form, row.number, row.saved_at, title_of(row.form, row.number))


def _row_of_inbox(session: Session, file: InboxFile, number: str | None) -> LeftRow:
    draft = items.open_left(session, file)
    saved = wall_time(parse_rfc3339(file.saved_at), session.zone).rfc3339()
    return LeftRow(file.id, "inbox", draft.name, draft.form, number, saved, title_of(draft.form, number))

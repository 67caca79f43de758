"""Drafts: begun, saved as they are typed, opened again, and given up with a reason."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace

from rrn_desktop.clock import WallTime, read_wall
from rrn_desktop.errors import NotFound
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.ids import new_id
from rrn_desktop.ledger.appending import About, recipients_of
from rrn_desktop.ledger.draft_boxes import DraftKey, DraftName, close_draft, key_for_now, new_draft_key
from rrn_desktop.ledger.headers import STAFF_SUPPORT
from rrn_desktop.services import draft_content as content
from rrn_desktop.services.journal import note, settled
from rrn_desktop.services.keys_again import DraftWaits, open_draft_row
from rrn_desktop.services.notice_board import renew_notice
from rrn_desktop.services.reasons import checked_reason
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_drafts, desk_follow_ups, desk_notices
from rrn_desktop.store.connection import Connection

NEW, COMPLETE, AMEND = "new", "complete", "amend"
INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class Draft:
    """A record being written, as its author sees it.

    ``about`` is the incident's record that support, a review or an addition belongs to.
    """

    id: str
    form: str
    form_version: int
    profile: str
    record: str
    number: str | None
    version: int
    purpose: str
    reason: str | None = field(repr=False)
    previous: str | None
    revision: int
    answers: Answers
    at_question: str | None
    started_at: WallTime
    saved_at: WallTime | None
    about: str | None = None

    @property
    def has_notice(self) -> bool:
        """Say whether colleagues see the notice of this incident while it is being written."""
        return self.form == INCIDENT and self.number is not None and self.purpose == NEW


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft in a list."""

    id: str
    form: str
    number: str | None
    purpose: str
    saved_at: str
    title: str


def begin(
    session: Session,
    form: str = INCIDENT,
    *,
    about: str | None = None,
    number: str | None = None,
    answers: Answers | None = None,
) -> Draft:
    """Return a new draft; nothing is kept of it until it is saved.

    ``about`` and ``number`` are the incident that it belongs to; an incident itself gets its number with its notice.
    """
    definition = registry.definition(form)
    return Draft(
        id=new_id(),
        form=form,
        form_version=definition.version,
        profile=session.profile,
        record=new_id(),
        number=number,
        version=1,
        purpose=NEW,
        reason=None,
        previous=None,
        revision=0,
        answers=Answers.empty() if answers is None else answers,
        at_question=None,
        started_at=session.wall(),
        saved_at=None,
        about=about,
    )


def save(session: Session, draft: Draft) -> Draft:
    """Keep a draft as it is; nothing that was typed is ever refused.

    Raises DraftMoved when it was saved from elsewhere since, and a StoreUnusable when the disk refuses.
    """
    with session.held.desk.write() as connection:
        return save_within(connection, session, draft)


def save_within(connection: Connection, session: Session, draft: Draft) -> Draft:
    """Keep a draft inside a transaction that keeps something else with it."""
    saved = replace(draft, revision=draft.revision + 1, saved_at=session.wall())
    plain = content.to_bytes(
        content.DraftContent(
            form_version=saved.form_version,
            profile=saved.profile,
            version=saved.version,
            reason=saved.reason,
            previous=saved.previous,
            started_at=saved.started_at,
            at_question=saved.at_question,
            answers=content.kept(saved.answers),
            about=saved.about,
        )
    )
    key = _key_of(connection, session, saved)
    box, wrap_author = close_draft(key, _name(session, saved.id), saved.revision, plain, session.held.secrets.draft_key)
    desk_drafts.save_draft(
        connection,
        desk_drafts.DraftRow(
            saved.id, session.member.id, saved.form, saved.number, saved.record, saved.revision, saved.purpose,
            box, wrap_author, key.wrap_register, session.wall().rfc3339(),
        ),
    )  # fmt: skip
    if saved.has_notice:
        renew_notice(connection, saved.record, registry.definition(saved.form, saved.form_version), saved.answers)
    return saved


def mine(session: Session) -> tuple[DraftRow, ...]:
    """Return the drafts of the member who is signed in, the latest first."""
    with session.held.desk.read() as connection:
        rows = desk_drafts.drafts_of(connection, session.member.id)
    return tuple(
        DraftRow(row.id, row.form, row.number, row.purpose, row.saved_at, title_of(row.form, row.number))
        for row in rows
    )


def open_draft(session: Session, draft_id: str) -> Draft:
    """Return a draft as it was left; raises NotFound for one that is not here or is someone else's."""
    with session.held.desk.read() as connection:
        row = desk_drafts.open_row(connection, draft_id)
    if row is None or row.author != session.member.id:
        raise not_here()
    return of_row(session, row, open_draft_row(session, row)[0])


def of_row(session: Session, row: desk_drafts.DraftRow, plain: bytes) -> Draft:
    """Return the draft that a row of the desk holds, whose inside has been opened."""
    inside = content.from_bytes(plain)
    return Draft(
        id=row.id,
        form=row.form,
        form_version=inside.form_version,
        profile=inside.profile,
        record=row.record,
        number=row.number,
        version=inside.version,
        purpose=row.purpose,
        reason=inside.reason,
        previous=inside.previous,
        revision=row.revision,
        answers=content.typed(inside.answers),
        at_question=inside.at_question,
        started_at=inside.started_at,
        saved_at=read_wall(row.saved_at, session.zone),
        about=inside.about,
    )


def draft_of_record(session: Session, record: str) -> Draft | None:
    """Return the member's own open draft of a record, or None."""
    with session.held.desk.read() as connection:
        rows = desk_drafts.drafts_of(connection, session.member.id)
    for row in rows:
        # One that waits for recovery cards stands in nobody's way: what is sealed first is the next version.
        with suppress(DraftWaits):
            if row.record == record:
                return open_draft(session, row.id)
    return None


def give_up(session: Session, draft: Draft, reason: str) -> None:
    """Let a draft go, with a reason; its number stays given out, and the ledger keeps that it was given up.

    Whoever is on this desk sees that; the reason is sealed to the author and the register, and of what concerns a
    member of staff it is not kept.
    """
    why = checked_reason(reason, needed="Giving a draft up needs a reason.", safe="The draft is still there.")
    with session.held.desk.write() as connection:
        row = desk_drafts.open_row(connection, draft.id)
        if row is None or row.author != session.member.id or not desk_drafts.free_draft(connection, draft.id):
            raise not_here()
        if draft.has_notice:
            desk_notices.set_status(connection, draft.record, "given_up")
            desk_follow_ups.forget(connection, draft.record)
        about = About("draft_given_up", record=draft.record, number=draft.number)
        note(connection, session, about, None if draft.form == STAFF_SUPPORT else {"reason": why})
    settled(session)


def not_here() -> NotFound:
    """Return the sentence for a draft that is not on this desk for this member."""
    return NotFound(
        "This draft is not here any more, or it is someone else's.",
        "Nothing was changed.",
        "Look at your drafts on Today. It may have been sealed already.",
    )


def _name(session: Session, draft: str) -> DraftName:
    return DraftName(session.held.roll.site_id, draft, session.member.id)


def _key_of(connection: Connection, session: Session, draft: Draft) -> DraftKey:
    """Return the key that the draft has had since it was first saved, or a new one; a new register epoch asks for one.

    It is wrapped to the register as well; for what concerns a member of staff to its author in its place.
    """
    row = desk_drafts.open_row(connection, draft.id)
    register, author = recipients_of(session.held.roll, session.member.id)
    to = author if draft.form == STAFF_SUPPORT else register
    if row is None:
        return new_draft_key(_name(session, draft.id), to)
    if row.author != session.member.id:
        raise not_here()
    return key_for_now(open_draft_row(session, row)[1], _name(session, draft.id), to)


def title_of(form: str, number: str | None) -> str:
    """Return what a draft is called in a list: what it is, and of which incident."""
    name = registry.definition(form).title
    if form == INCIDENT and number:
        return f"{name} {number}"
    return f"{name}, {number or 'not yet numbered'}"

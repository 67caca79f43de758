"""Sealing: checked, signed with the author's own passphrase, and from then on never changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from rrn_desktop.errors import AnswersRefused, Refused, UserFacingError
from rrn_desktop.forms.derive import moment_of
from rrn_desktop.forms.rules import without_hidden
from rrn_desktop.forms.validation import ERROR, GAP, Problem, validate
from rrn_desktop.ledger import sealing as ledger
from rrn_desktop.ledger.appending import SiteContext, context_of, recipients_of
from rrn_desktop.ledger.bodies import WrittenBy
from rrn_desktop.ledger.headers import moment
from rrn_desktop.services.consequence import Also, Consequence, Recipients
from rrn_desktop.services.consequences import consequence_of
from rrn_desktop.services.drafts import INCIDENT, Draft
from rrn_desktop.services.entries import attached_kind, attached_of, body_of, definition_of
from rrn_desktop.services.follow_ups import Closing, FollowUp, of_incident
from rrn_desktop.services.incidents import refuse_if_void
from rrn_desktop.services.journal import signer
from rrn_desktop.services.people_as_written import with_known_people
from rrn_desktop.services.reading import not_rightful_of
from rrn_desktop.services.renewing import Asking, Renewed, answered_now, due_now
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import check_passphrase
from rrn_desktop.store import desk_follow_ups
from rrn_desktop.store.connection import Connection

ADDED = "added"
"""The status of what is attached to an incident; it has no versions."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the ledger ended when a record was sealed."""

    device: str
    segment: int
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was sealed, what is due now, and what that answered.

    ``number`` is the incident's, or None for what belongs to none. ``warning`` when it is sealed for good but something
    beside it still needs care.
    """

    record_id: str
    form: str
    number: str | None
    version: int
    status: str
    entry_hash: str
    head: Head
    problems: tuple[Problem, ...]
    follow_ups: tuple[FollowUp, ...]
    follow_ups_closed: tuple[FollowUp, ...]
    warning: UserFacingError | None = None


@dataclass(frozen=True, slots=True)
class _Ready:
    """A draft that may be sealed, with all that sealing it does."""

    draft: Draft
    first: bool
    consequence: Consequence
    due: Renewed
    closes: tuple[Closing, ...]
    written_by: WrittenBy | None


def problems(session: Session, draft: Draft) -> tuple[Problem, ...]:
    """Return what is wrong, missing, or worth a second look in a draft."""
    found = validate(definition_of(draft), draft.answers, session.moment())
    return (*found, *consequence_of(draft.form).check(session, draft))


def seal(
    session: Session, draft: Draft, passphrase: str, *, first: bool = False, written_by: WrittenBy | None = None
) -> Sealed:
    """Sign a draft with the author's passphrase and seal it, whatever its form.

    - A first record may have gaps; each stays on the list of what is still to do.
    - ``written_by`` is the one whose words these are, when that is not the member who signs.
    - Raises WrongPassphrase; AnswersRefused with the first question in the way; Refused without a notice.
    - All or nothing: until it returns, the draft is there.
    """
    check_passphrase(session, passphrase)
    if draft.about is not None:
        refuse_if_void(session, draft.about)
    # What the rules hide was not seen on the page that was checked, so it is not signed.
    seen = replace(draft, answers=without_hidden(definition_of(draft), draft.answers))
    known = with_known_people(session, seen)
    found = problems(session, known)
    _refuse_if_not_ready(known, found, first=first, left=_is_left(written_by))
    ready = _ready(session, known, first=first, written_by=written_by)
    sealed = _attached(session, ready) if attached_kind(definition_of(known)) else _submitted(session, ready)
    return replace(sealed, problems=tuple(problem for problem in found if problem.kind != ERROR))


def _ready(session: Session, draft: Draft, *, first: bool, written_by: WrittenBy | None) -> _Ready:
    definition, consequence, incident = definition_of(draft), consequence_of(draft.form), _incident_of(draft)
    asking = Asking(draft.profile, incident, definition, draft.answers, draft.id, first)
    # A lead who seals what someone else left has not done what only a lead can do.
    by_lead = session.is_lead and not _is_left(written_by)
    with session.held.desk.read() as connection:
        due = due_now(connection, session, asking, recorded=session.wall())
        answered = answered_now(connection, asking, by_lead=by_lead)
    # What a form answers beyond its clocks was done when the form says, for a review of many incidents for each alike.
    path = definition.facts.happened
    done = moment_of(draft.answers.get(path)) if path else None
    more = tuple(Closing(one, moment(done) if done else None) for one in consequence.closes(session, draft))
    return _Ready(draft, first, consequence, due, (*answered, *more), written_by)


def _incident_of(draft: Draft) -> str:
    return draft.record if draft.about is None else draft.about


def _is_left(written_by: WrittenBy | None) -> bool:
    """Say whether the words are of someone who left them unfinished: then nobody may change them, only keep them."""
    return written_by is not None and written_by.how == "left_behind"


def _refuse_if_not_ready(draft: Draft, found: tuple[Problem, ...], *, first: bool, left: bool) -> None:
    stops = (ERROR,) if first else (ERROR, GAP)
    in_the_way = [] if left else [problem for problem in found if problem.kind in stops]
    if in_the_way:
        raise AnswersRefused(
            in_the_way[0].message,
            "Your draft is safe, with all that you wrote.",
            "Answer this question, then sign again.",
            question=in_the_way[0].question,
        )
    if draft.form == INCIDENT and draft.number is None:
        raise Refused(
            "This record has no notice and no number yet.",
            "Your draft is safe.",
            "Say who, when and where, and let the notice stand.",
        )
    if first and (draft.form != INCIDENT or draft.version != 1):
        raise Refused(
            "Only the first version of an incident can be a first record.",
            "Your draft is safe.",
            "Answer what is still to do.",
        )


def _submitted(session: Session, ready: _Ready) -> Sealed:
    draft, held = ready.draft, session.held
    body = body_of(session, draft, first=ready.first, written_by=ready.written_by)
    aside = not_rightful_of(session, draft.record)
    submission = ledger.Submission(body=body, not_rightful=aside, **_with_it(session, ready))
    sealed = ledger.submit(held.desk, session.store, _site(session), signer(session), submission, at=held.clock.now())
    return _outcome(session, ready, sealed, sealed.version, body.status)


def _attached(session: Session, ready: _Ready) -> Sealed:
    draft, held = ready.draft, session.held
    attachment = ledger.Attachment(body=attached_of(session, draft, ready.written_by), **_with_it(session, ready))
    added = ledger.attach(held.desk, session.store, _site(session), signer(session), attachment, at=held.clock.now())
    return _outcome(session, ready, added, 1, ADDED)


def _with_it(session: Session, ready: _Ready) -> dict[str, Any]:
    """Return what becomes true in the same transaction, whatever is sealed."""
    draft = ready.draft
    return {
        "recipients": _recipients(session, ready),
        "draft": draft.id,
        "follow_ups": ready.due.rows,
        "closes": tuple((closing.id, closing.at) for closing in ready.closes),
        "also": _also(session, ready),
    }


def _also(session: Session, ready: _Ready) -> Also:
    more = ready.consequence.also(session, ready.draft)

    def also(connection: Connection, entry: str) -> None:
        desk_follow_ups.end(connection, ready.due.ended, "not_asked")
        if more is not None:
            more(connection, entry)

    return also


def _recipients(session: Session, ready: _Ready) -> Recipients:
    """Return who can open it: as its form says, and whoever left the words that are sealed now."""
    found, whose = ready.consequence.recipients(session, ready.draft), ready.written_by
    if whose is None or whose.member is None or not _is_left(whose):
        return found
    return tuple(dict((*found, *recipients_of(session.held.roll, whose.member))).items())


def _outcome(
    session: Session, ready: _Ready, sealed: ledger.Sealed | ledger.SealedAttached, version: int, status: str
) -> Sealed:
    asked = {row.id for row in ready.due.rows}
    present = of_incident(session, _incident_of(ready.draft))
    return Sealed(
        record_id=sealed.record,
        form=ready.draft.form,
        number=sealed.number,
        version=version,
        status=status,
        entry_hash=sealed.entry_hash,
        head=Head(sealed.device, sealed.segment, sealed.seq, sealed.entry_hash),
        problems=(),
        follow_ups=tuple(one for one in present if one.id in asked),
        follow_ups_closed=tuple(one for one in present if one.id in sealed.closed),
        warning=sealed.warning,
    )


def _site(session: Session) -> SiteContext:
    with session.held.desk.read() as connection:
        return context_of(connection, session.held.roll)

"""Sealing: checked, signed with the author's own passphrase, and from then on never changed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rrn_desktop.errors import AnswersRefused, Refused, UserFacingError
from rrn_desktop.forms import registry
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.reading import write_answers
from rrn_desktop.forms.rules import without_hidden
from rrn_desktop.forms.validation import ERROR, GAP, Problem, validate
from rrn_desktop.ledger import sealing as ledger
from rrn_desktop.ledger.appending import context_of, recipients_of
from rrn_desktop.ledger.bodies import Body, Status
from rrn_desktop.services.drafts import AMEND, Draft
from rrn_desktop.services.follow_ups import FollowUp, answered_by, follow_ups_of, stored
from rrn_desktop.services.journal import signer
from rrn_desktop.services.people_as_written import people_as_written, with_known_people
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import check_passphrase


@dataclass(frozen=True, slots=True)
class Head:
    """Where the ledger ended when a record was sealed."""

    device: str
    segment: int
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed record; ``warning`` when it is sealed for good but something beside it still needs care."""

    record_id: str
    number: str
    version: int
    status: str
    entry_hash: str
    head: Head
    problems: tuple[Problem, ...]
    follow_ups: tuple[FollowUp, ...]
    warning: UserFacingError | None = None


def problems(session: Session, draft: Draft) -> tuple[Problem, ...]:
    """Return what is wrong, missing, or worth a second look in a draft."""
    return validate(_definition(draft), draft.answers, session.moment())


def seal(session: Session, draft: Draft, passphrase: str, *, first: bool = False) -> Sealed:
    """Sign a draft with the author's passphrase and seal it.

    - A first record may have gaps; each stays on the list of what is still to do.
    - Raises WrongPassphrase; AnswersRefused with the first question in the way; Refused without a notice.
    - All or nothing: until it returns, the draft is there.
    """
    check_passphrase(session, passphrase)
    # What the rules hide was not seen on the page that was checked, so it is not signed.
    seen = replace(draft, answers=without_hidden(_definition(draft), draft.answers))
    ready = with_known_people(session, seen)
    found = problems(session, ready)
    _refuse_if_not_ready(ready, found, first=first)
    body = _body(session, ready, first=first)
    follow_ups = follow_ups_of(ready.profile, ready.record, _definition(ready), ready.answers)
    sealed = _submit(session, ready, body, follow_ups)
    return Sealed(
        record_id=sealed.record,
        number=sealed.number,
        version=sealed.version,
        status=body.status,
        entry_hash=sealed.entry_hash,
        head=Head(sealed.device, sealed.segment, sealed.seq, sealed.entry_hash),
        problems=tuple(problem for problem in found if problem.kind != ERROR),
        follow_ups=follow_ups,
        warning=sealed.warning,
    )


def _refuse_if_not_ready(draft: Draft, found: tuple[Problem, ...], *, first: bool) -> None:
    stops = (ERROR,) if first else (ERROR, GAP)
    in_the_way = [problem for problem in found if problem.kind in stops]
    if in_the_way:
        raise AnswersRefused(
            in_the_way[0].message,
            "Your draft is safe, with all that you wrote.",
            "Answer this question, then sign again.",
            question=in_the_way[0].question,
        )
    if draft.number is None:
        raise Refused(
            "This record has no notice and no number yet.",
            "Your draft is safe.",
            "Say who, when and where, and let the notice stand.",
        )
    if first and draft.version != 1:
        raise Refused(
            "Only the first version can be a first record.", "Your draft is safe.", "Answer what is still to do."
        )


def _body(session: Session, draft: Draft, *, first: bool) -> Body:
    definition, member, roll = _definition(draft), session.member, session.held.roll
    written = write_answers(definition, draft.answers)
    return Body(
        site=roll.site_id,
        entry=_entry_of(draft),
        record=draft.record,
        number=draft.number or "",
        form=draft.form,
        form_version=draft.form_version,
        profile=draft.profile,
        version=draft.version,
        status=_status(draft, first=first),
        epoch=roll.register.epoch,
        author=member.id,
        author_name=member.name,
        author_role=member.job_title,
        started_at=draft.started_at.rfc3339(),
        written_at=session.wall().rfc3339(),
        zone=session.zone,
        reason=draft.reason,
        previous=draft.previous,
        people=people_as_written(session, definition, draft.answers),
        answers=written,
    )


def _entry_of(draft: Draft) -> str:
    """Return the entry's id: the draft's own, so that trying again after a crash seals nothing twice."""
    return draft.id


def _status(draft: Draft, *, first: bool) -> Status:
    if draft.purpose == AMEND:
        return "amended"
    return "first" if first else "complete"


def _submit(session: Session, draft: Draft, body: Body, follow_ups: tuple[FollowUp, ...]) -> ledger.Sealed:
    roll, desk = session.held.roll, session.held.desk
    with desk.read() as connection:
        site = context_of(connection, roll)
    submission = ledger.Submission(
        body=body,
        recipients=recipients_of(roll, session.member.id),
        draft=draft.id,
        follow_ups=tuple(stored(draft.record, one) for one in follow_ups),
        closes=answered_by(draft.profile, draft.record, _definition(draft), draft.answers),
    )
    return ledger.submit(desk, session.store, site, signer(session), submission, at=session.held.clock.now())


def _definition(draft: Draft) -> Definition:
    return registry.definition(draft.form, draft.form_version)

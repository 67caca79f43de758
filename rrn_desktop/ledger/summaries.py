"""What of a sealed record the register's list shows, worked out from its body by the definition it names."""

from __future__ import annotations

from datetime import UTC

from msgspec import UNSET

from rrn_desktop.clock import WallTime
from rrn_desktop.errors import AnswersRefused
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.derive import NoticeFacts, moment_of, notice_facts
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.forms.registry import definition
from rrn_desktop.ledger.bodies import Attached, Body
from rrn_desktop.ledger.opening import OpenedAttached, OpenedBody
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.store.register_attached import AttachedRow
from rrn_desktop.store.register_records import RegisterRow
from rrn_desktop.store.register_versions import VersionRow


def register_row(opened: OpenedBody) -> RegisterRow:
    """Return the list's row of a version; raises EntryRefused when its answers do not fit its form."""
    body, facts = opened.body, _facts(opened.body)
    moment = moment_of(facts.happened)
    return RegisterRow(
        record=body.record,
        number=body.number or "",
        form=body.form,
        version=body.version,
        status=body.status,
        person_id=facts.person.id if facts.person else None,
        person=facts.person.name if facts.person else "",
        happened=_stated(facts.happened),
        happened_sort=moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else "",
        place=facts.place,
        kinds=facts.kinds,
        author=body.author,
        author_name=body.author_name,
        sealed_at=opened.row.at,
        hash=opened.row.hash,
        about=None if body.about is UNSET else body.about,
    )


def version_row(opened: OpenedBody) -> VersionRow:
    """Return a version as the register keeps it: the bytes of its body, and both signatures."""
    body, row = opened.body, opened.row
    return VersionRow(
        hash=row.hash,
        record=body.record,
        version=body.version,
        body=opened.text,
        signature=opened.payload.signature,
        header=row.header,
        header_signature=row.signature,
        author=body.author,
        at=row.at,
        status=body.status,
        reason=body.reason,
    )


def attached_row(opened: OpenedAttached) -> AttachedRow:
    """Return what was added to an incident as the register keeps it; raises EntryRefused when it fits no form."""
    body, row = opened.body, opened.row
    answers_of(body)
    return AttachedRow(
        hash=row.hash,
        record=body.record,
        number=body.number,
        form=body.form,
        kind=body.kind,
        happened=body.happened_at or "",
        author=body.author,
        author_name=body.author_name,
        at=row.at,
        body=opened.text,
        signature=opened.payload.signature,
        header=row.header,
        header_signature=row.signature,
    )


def _facts(body: Body) -> NoticeFacts:
    form, answers = answers_of(body)
    try:
        return notice_facts(form, answers)
    except (AnswersRefused, KeyError):
        raise EntryRefused("answers_unreadable") from None


def answers_of(body: Body | Attached) -> tuple[Definition, Answers]:
    """Return the answers of a body with their form; raises EntryRefused when they fit none."""
    try:
        form = definition(body.form, body.form_version)
    except KeyError:
        raise EntryRefused("form_unknown") from None
    try:
        return form, read_answers(form, body.answers)
    except (AnswersRefused, KeyError):
        raise EntryRefused("answers_unreadable") from None


def _stated(happened: WallTime | None) -> str:
    return happened.rfc3339() if happened and happened.offset else ""

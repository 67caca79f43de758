"""What was written without an account, as a record or an addition, once a member took it into the ledger.

The member signs that they took it in: a note whose details are ``{"inbox": text of the file}``, open to the register
alone. Its writer signed nothing. So the body is made of what the file holds, and says so in ``written_by``.
"""

from __future__ import annotations

from typing import Any, TypeVar

from rrn_desktop.clock import WallTime
from rrn_desktop.errors import AnswersRefused, StoreDamaged, StoreNewer
from rrn_desktop.forms.derive import moment_of
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.forms.registry import definition
from rrn_desktop.ledger.bodies import Attached, Body, Note, WrittenBy, body_bytes
from rrn_desktop.ledger.headers import ADDITION
from rrn_desktop.ledger.inbox_shapes import InboxContent, InboxFile, read_file_bytes
from rrn_desktop.ledger.refusals import EntryRefused

DETAIL = "inbox"
_Made = TypeVar("_Made", Body, Attached)


def file_of(note: Note) -> InboxFile:
    """Return the inbox file that a member took in; raises EntryRefused unless it is the one that the entry names."""
    text = note.details.get(DETAIL)
    try:
        file = read_file_bytes(text.encode("utf-8") if isinstance(text, str) else b"")
    except StoreNewer:
        raise EntryRefused("inbox_newer") from None
    except (StoreDamaged, ValueError):
        raise EntryRefused("inbox_unreadable") from None
    if (file.site, file.id, file.state) != (note.site, note.entry, "sealed"):
        raise EntryRefused("body_of_another")
    # A record stands under the id that its file gave it; an addition under that of the incident it was added to.
    if (note.version is not None) != (file.record == note.record and file.about is None):
        raise EntryRefused("body_of_another")
    return file


def body_of(note: Note, content: InboxContent) -> Body:
    """Return what was taken in as the first version of a record; raises EntryRefused."""
    if note.record is None or note.version != 1:
        raise EntryRefused("body_of_another")
    return _checked(
        Body(
            **_of_both(note, content),
            record=note.record,
            number=note.number,
            version=1,
            status=content.status,
            started_at=content.started_at,
            reason=None,
            previous=None,
        )
    )


def attached_of(note: Note, content: InboxContent) -> Attached:
    """Return what was taken in as an addition to an incident; raises EntryRefused."""
    if note.record is None or note.number is None:
        raise EntryRefused("body_of_another")
    both, happened = _of_both(note, content), _happened_at(content)
    return _checked(Attached(**both, kind=ADDITION, record=note.record, number=note.number, happened_at=happened))


def _of_both(note: Note, content: InboxContent) -> dict[str, Any]:
    return {
        "site": note.site,
        "entry": note.entry,
        "form": content.form,
        "form_version": content.form_version,
        "profile": content.profile,
        "epoch": note.epoch,
        "author": note.author,
        "author_name": content.name,
        "author_role": content.role,
        "written_at": content.written_at,
        "zone": content.zone,
        "people": content.people,
        "answers": content.answers,
        "written_by": WrittenBy(name=content.name, role=content.role, member=None, how="without_account"),
    }


def _happened_at(content: InboxContent) -> str | None:
    try:
        form = definition(content.form, content.form_version)
    except KeyError:
        raise EntryRefused("form_unknown") from None
    try:
        value = read_answers(form, content.answers).get(form.facts.happened) if form.facts.happened else None
    except (AnswersRefused, KeyError):
        raise EntryRefused("answers_unreadable") from None
    return value.rfc3339() if isinstance(value, WallTime) and moment_of(value) is not None else None


def _checked(body: _Made) -> _Made:
    try:
        body_bytes(body)
    except ValueError:
        raise EntryRefused("inbox_unreadable") from None
    return body

"""The notice of what is written without an account: shown to its writer first, then kept for all who sign in."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import msgspec

from rrn_desktop.errors import Refused
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services.inbox_draft import DeskNote, InboxDraft
from rrn_desktop.services.notice_board import of_telling, standing_facts
from rrn_desktop.services.notices import Notice, check_words, offered
from rrn_desktop.store import desk_notices

WRITING: Final = "writing"
_NO_ACCOUNT = "{name} (no account)"


def proposed(draft: InboxDraft) -> Notice | None:
    """Return the notice that the answers would make, or None while who, when or where is not said yet.

    None as well when its writer let it stand already, and for a form that has no notice.
    """
    return None if draft.notice is not None else _offered(draft)


def stand(draft: InboxDraft, notice: Notice) -> InboxDraft:
    """Return the draft with the notice as its writer left it; the next save keeps it for all who sign in.

    Its number comes when someone signs in.
    """
    if _offered(draft) is None:
        raise Refused(
            "The notice needs to say who, when and where.", "What you wrote is safe.", "Answer these three first."
        )
    check_words(draft.definition, notice, safe="What you wrote is safe.")
    next_shift = notice.next_shift.strip()
    path = draft.definition.facts.next_shift
    said = draft.answers.get(path)
    changed = isinstance(said, str) and said.strip() != next_shift
    worded = replace(draft, answers=draft.answers.with_answer(path, next_shift or None)) if changed else draft
    note = _brought_up_to_date(worded, _blank(draft, WRITING))
    words = {"next_shift": next_shift, "watching": notice.watching.strip()}
    return replace(worded, notice=msgspec.structs.replace(note, **words))


def desk_note(draft: InboxDraft, status: str) -> DeskNote | None:
    """Return what all who sign in may know of a draft: its notice brought up to date, or None while none stands.

    A correction says no more than that there is one, and that only once it is handed in.
    """
    if not draft.definition.facts.practices:
        return None if status == WRITING else _blank(draft, status)
    if draft.notice is None:
        return None
    renewed = msgspec.structs.replace(draft.notice, status=status, written_at=draft.wall())
    return _brought_up_to_date(draft, renewed)


def on_the_board(note: DeskNote, record: str) -> desk_notices.Notice:
    """Return a notice as it stands on the desk, its number still to come."""
    return desk_notices.Notice(
        record=record, number="", person=note.person, happened=note.happened.rfc3339() if note.happened else "",
        place=note.place, kinds=note.kinds, writer=writer_words(note.writer), next_shift=note.next_shift,
        watching=note.watching, told=note.told, status=note.status, written_at=note.written_at.rfc3339(),
        writer_signed=False,
    )  # fmt: skip


def answers_known(note: DeskNote, definition: Definition) -> Answers:
    """Return what a notice says as answers of the incident's form, for the clocks that need no more."""
    facts = definition.facts
    rows = tuple(Answers({facts.kind.rpartition(".")[2]: code}) for code in note.kinds)
    said = Answers({facts.person: PersonRef(note.person), facts.place: note.place, facts.practices: rows})
    return said.with_answer(facts.happened, note.happened)


def writer_words(name: str) -> str:
    """Return the name of someone without an account, as a notice shows it."""
    return _NO_ACCOUNT.format(name=name)


def _blank(draft: InboxDraft, status: str) -> DeskNote:
    return DeskNote(draft.form, draft.name, draft.role, draft.wall(), status)


def _brought_up_to_date(draft: InboxDraft, note: DeskNote) -> DeskNote:
    """Return a notice with what the answers say now; what is blank in them stays as it stood."""
    facts = standing_facts(draft.definition, draft.answers)
    return msgspec.structs.replace(
        note,
        person=facts.person.name if facts.person else note.person,
        happened=facts.happened or note.happened,
        place=facts.place or note.place,
        kinds=facts.kinds or note.kinds,
        next_shift=facts.next_shift or note.next_shift,
        told=of_telling(facts, note.told),
    )


def _offered(draft: InboxDraft) -> Notice | None:
    definition = draft.definition
    if not definition.facts.practices:
        return None
    return offered(definition, draft.answers, record=draft.record, writer=writer_words(draft.name))

"""What someone without an account left unfinished: handed in as it is by a lead, and taken in like all the rest."""

from __future__ import annotations

from dataclasses import replace

from rrn_desktop.forms.rules import without_hidden
from rrn_desktop.ledger.inbox_file import InboxFile
from rrn_desktop.services import inbox_items as items
from rrn_desktop.services.inbox_draft import InboxDraft
from rrn_desktop.services.inbox_notices import proposed, stand
from rrn_desktop.services.inbox_place import hold_inbox
from rrn_desktop.services.intake import TakenIn, take_one
from rrn_desktop.services.left_notices import says_too_little
from rrn_desktop.services.session import Session


def seal(session: Session, file: InboxFile) -> TakenIn:
    """Seal a file as a first record, with its gaps, and take it in; killed in between, the next sign-in takes it in."""
    left = items.open_left(session, file)
    ready = _with_notice(replace(left, answers=without_hidden(left.definition, left.answers)))
    with hold_inbox(session.store):
        items.write_sealed(ready, "first")
    return take_one(session, file.id)


def _with_notice(draft: InboxDraft) -> InboxDraft:
    if not draft.definition.facts.practices or draft.notice is not None:
        return draft
    offered = proposed(draft)
    if offered is None:
        raise says_too_little()
    return stand(draft, offered)

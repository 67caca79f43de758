"""What a member of staff says of themselves is closed to leads also while it is still being written."""

from __future__ import annotations

import pytest

from rrn_desktop.ledger.draft_boxes import open_left_draft
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.services import drafts, support
from rrn_desktop.services.reading import reader
from rrn_desktop.services.session import Session
from rrn_desktop.services.verifying import verify_store
from rrn_desktop.store import desk_drafts, desk_ledger
from rrn_desktop.store.desk_drafts import DraftRow
from tests.rrn_desktop.services.after_incident import filled
from tests.rrn_desktop.services.school import AUTHOR, LEAD, School, few, stood

HOW = "I keep hearing him cry at night."


def row_of(session: Session, draft: str) -> DraftRow:
    with session.held.desk.read() as connection:
        row = desk_drafts.open_row(connection, draft)
    assert row is not None
    return row


def test_the_registers_key_does_not_open_a_draft_of_staff_support(school: School) -> None:
    author = school.enter(AUTHOR)
    number = str(stood(author, few()).number)
    draft = drafts.save(author, filled(support.begin_staff(author, number), {"how": HOW}))

    lead = school.enter(LEAD)

    with pytest.raises(EntryRefused):
        open_left_draft(row_of(lead, draft.id), lead.held.roll.site_id, reader(lead))


def test_its_author_opens_it_and_writes_on(school: School) -> None:
    author = school.enter(AUTHOR)
    number = str(stood(author, few()).number)
    draft = drafts.save(author, filled(support.begin_staff(author, number), {"how": HOW}))

    again = drafts.open_draft(school.enter(AUTHOR), draft.id)

    assert again.answers.get("how") == HOW


def test_why_it_was_given_up_is_told_to_no_lead(school: School) -> None:
    author = school.enter(AUTHOR)
    number = str(stood(author, few()).number)
    draft = drafts.save(author, filled(support.begin_staff(author, number), {"how": HOW}))

    drafts.give_up(author, draft, "I would rather not say that I cry at night")

    lead = school.enter(LEAD)
    with lead.held.desk.read() as connection:
        (entry,) = desk_ledger.by_kinds(connection, draft.record, ("draft_given_up",))
    assert [wrap.recipient for wrap in entry.wraps if wrap.recipient.startswith("register/")] == []
    assert verify_store(lead).holds

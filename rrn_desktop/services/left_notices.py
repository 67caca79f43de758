"""The notice of a draft whose author never let one stand: made of its answers, when a lead seals it as it was left."""

from __future__ import annotations

from rrn_desktop.errors import Refused
from rrn_desktop.forms import registry
from rrn_desktop.ledger.appending import About
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.journal import note, settled
from rrn_desktop.services.notice_board import of_telling, standing_facts
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_notices


def stand_for(session: Session, draft: Draft, writer: str) -> str:
    """Put up the notice of someone else's draft and return its number; one that stands keeps its number."""
    facts = standing_facts(registry.definition(draft.form, draft.form_version), draft.answers)
    if facts.person is None or facts.happened is None or not facts.place.strip():
        raise says_too_little()
    with session.held.desk.write() as connection:
        there = desk_notices.notice_of(connection, draft.record)
        if there is not None:
            return there.number
        notice = desk_notices.Notice(
            record=draft.record, number="", person=facts.person.name, happened=facts.happened.rfc3339(),
            place=facts.place, kinds=facts.kinds, writer=writer, next_shift=facts.next_shift, watching="",
            told=of_telling(facts), status="writing", written_at=session.wall().rfc3339(),
            writer_signed=False,
        )  # fmt: skip
        number = desk_notices.stand(connection, notice, session.desk_code, session.book_year()).number
        note(connection, session, About("notice", record=draft.record, number=number))
    settled(session)
    return number


def says_too_little() -> Refused:
    """Return the sentence for an incident that no notice can be made of."""
    return Refused(
        "It does not say who, when or where, so it can't be kept as a record.",
        "It is as it was left, and you can read it.",
        "Write a record of your own with what you know.",
    )

"""A colleague with a program of their own makes no second signature, no void record and no confirmation."""

from __future__ import annotations

import pytest

from rrn_desktop.errors import NotFound
from rrn_desktop.ledger.appending import About, recipients_of
from rrn_desktop.services import additions, records, taking_in, voiding
from rrn_desktop.services.incidents import incident_of
from rrn_desktop.services.journal import note, settled
from rrn_desktop.services.session import Session
from rrn_desktop.services.today import today
from rrn_desktop.store import desk_ledger
from tests.rrn_desktop.services.night import handed_in, may
from tests.rrn_desktop.services.school import AUTHOR, COLLEAGUE, LEAD, PASSPHRASES, School, case, sealed


def marked(session: Session, kind: str, number: str, details: dict[str, object] | None, *readers: str) -> None:
    """Add an entry about an incident, as who holds the desk key and their own keys can."""
    with session.held.desk.write() as connection:
        record = desk_ledger.record_of_number(connection, number)
        to = recipients_of(session.held.roll, session.member.id, *readers)
        note(connection, session, About(kind, record=record, number=number), details, to)
    settled(session)


def test_a_countersignature_by_someone_who_is_no_lead_is_not_shown_and_hides_nothing(school: School) -> None:
    done = sealed(school.enter(AUTHOR), case(1))
    number = str(done.number)
    marked(school.enter(COLLEAGUE), "countersign", number, {"entry": done.entry_hash}, school.member(AUTHOR))

    seen = [records.show(school.enter(name), number).signatures for name in (AUTHOR, LEAD)]

    assert [[(one.by, one.kind) for one in some] for some in seen] == [[(AUTHOR, "author")]] * 2


def test_nobody_signs_their_own_record_twice_as_its_lead(school: School) -> None:
    session = school.enter(LEAD)
    done = sealed(session, case(1))
    marked(session, "countersign", str(done.number), {"entry": done.entry_hash})

    assert [one.kind for one in records.show(session, str(done.number)).signatures] == ["author"]


def test_a_record_that_a_stranger_calls_void_is_still_added_to(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    marked(school.enter(COLLEAGUE), "voided", number, None)

    assert incident_of(school.enter(AUTHOR), number).status == "complete"
    assert additions.begin(school.enter(AUTHOR), "observation", number).number == number


@pytest.mark.parametrize("who", [AUTHOR, LEAD])
def test_a_record_that_its_author_or_a_lead_made_void_is_void(school: School, who: str) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    voiding.void(school.enter(who), number, "It belongs to another child.", PASSPHRASES[who])

    with pytest.raises(NotFound, match="void"):
        incident_of(school.enter(COLLEAGUE), number)


def test_what_a_stranger_confirmed_still_waits_and_is_not_shown_as_confirmed(night: School) -> None:
    handed_in(night)
    session = night.enter(AUTHOR, may(7, 15))
    number = "2026-A-001"
    with session.held.desk.read() as connection:
        (taken,) = desk_ledger.by_number(connection, number)
    said = {"by": LEAD, "entry": taken.row.hash, "entries": [taken.row.hash], "how": "lead", "late": False}
    marked(session, "confirmed", number, said)

    lead = night.enter(LEAD, may(8))

    assert [one.number for one in today(lead).inbox] == [number]
    assert [one.kind for one in records.show(lead, number).signatures] == ["not_signed"]
    assert taking_in.confirm(lead, number, PASSPHRASES[LEAD]).how == "lead"
    assert [one.kind for one in records.show(lead, number).signatures] == ["not_signed", "confirmed"]


def test_nobody_is_told_by_a_stranger_that_their_words_were_confirmed(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    marked(school.enter(COLLEAGUE), "confirmed", number, {"by": AUTHOR}, school.member(AUTHOR))

    assert today(school.enter(AUTHOR)).messages == ()

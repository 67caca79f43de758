"""Support for a member of staff: theirs, its author's and their chosen readers', and nobody else's."""

from __future__ import annotations

import pytest

from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import additions, drafts, sealing, staff_support, support
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.session import Session
from rrn_desktop.services.verifying import verify_store
from rrn_desktop.store import desk_ledger, register_attached
from tests.rrn_desktop.services.after_incident import filled, signed
from tests.rrn_desktop.services.school import AUTHOR, COLLEAGUE, LEAD, OFFICE, School, cells_of_desk, few, stood

HOW = "I keep hearing him cry at night."


def begun(session: Session, number: str, *readers: str, who: PersonRef | None = None) -> Draft:
    said = {"how": HOW, "offers": {"state": "none"}, "readers": [{"who": {"name": name}} for name in readers]}
    return filled(support.begin_staff(session, number, who), said)


@pytest.fixture
def number(school: School) -> str:
    return str(stood(school.enter(AUTHOR), few()).number)


def test_what_someone_says_of_themselves_is_read_by_them_and_by_no_lead(school: School, number: str) -> None:
    author = school.enter(AUTHOR)
    signed(author, begun(author, number))

    mine = staff_support.mine(school.enter(AUTHOR))
    theirs = [staff_support.mine(school.enter(name)) for name in (COLLEAGUE, LEAD, OFFICE)]

    assert [(one.number, one.who, one.answers.get("how")) for one in mine] == [(number, AUTHOR, HOW)]
    assert theirs == [(), (), ()]
    assert additions.of_number(school.enter(LEAD), number) == ()


def test_it_is_wrapped_to_no_register_and_the_register_does_not_hold_it(school: School, number: str) -> None:
    author = school.enter(AUTHOR)
    done = signed(author, begun(author, number))

    lead = school.enter(LEAD)
    with lead.held.desk.read() as connection:
        entry = desk_ledger.by_hash(connection, done.entry_hash)
    with lead.register().read() as connection:
        kept = register_attached.of_record(connection, done.record_id)

    assert entry is not None
    assert [wrap.recipient for wrap in entry.wraps] == [school.member(AUTHOR)]
    assert kept == ()
    assert verify_store(lead).holds


def test_whoever_is_chosen_reads_it_too(school: School, number: str) -> None:
    author = school.enter(AUTHOR)
    signed(author, begun(author, number, LEAD))

    assert [one.who for one in staff_support.mine(school.enter(LEAD))] == [AUTHOR]
    assert staff_support.mine(school.enter(COLLEAGUE)) == ()


def test_the_one_whom_it_is_about_reads_what_a_colleague_wrote(school: School, number: str) -> None:
    author = school.enter(AUTHOR)
    signed(author, begun(author, number, who=PersonRef(COLLEAGUE)))

    (found,) = staff_support.mine(school.enter(COLLEAGUE))

    assert (found.who, found.author_name) == (COLLEAGUE, AUTHOR)


def test_someone_without_an_account_is_named_before_it_is_signed(school: School, number: str) -> None:
    author = school.enter(AUTHOR)
    draft = drafts.save(
        author, begun(author, number, "Agency nurse Kim", who=PersonRef(COLLEAGUE, school.member(COLLEAGUE)))
    )

    found = sealing.problems(author, draft)

    assert [(one.question, one.code, one.kind) for one in found] == [("readers[0].who", "no_account", "prompt")]
    assert "Kim" not in found[0].message


def test_no_word_of_it_lies_on_the_desk(school: School, number: str) -> None:
    author = school.enter(AUTHOR)
    signed(author, begun(author, number))

    words = [text for _, text in cells_of_desk(school.enter(LEAD))]

    assert not any("hearing him cry" in text for text in words)


def test_a_lead_can_not_read_it_by_its_number_as_a_record(school: School, number: str) -> None:
    author = school.enter(AUTHOR)
    signed(author, begun(author, number))

    assert additions.of_number(school.enter(LEAD), number) == ()

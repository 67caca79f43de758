"""A colleague with a program of their own changes no record that is not theirs, and borrows nobody's name."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from rrn_desktop.errors import NoRight
from rrn_desktop.ids import new_id
from rrn_desktop.ledger import sealing as ledger
from rrn_desktop.ledger.appending import context_of, recipients_of
from rrn_desktop.services import additions, drafts, records, register, sealing, voiding
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.entries import body_of
from rrn_desktop.services.incidents import incident_of
from rrn_desktop.services.journal import signer
from rrn_desktop.services.register import Query
from rrn_desktop.services.sealing import Sealed
from rrn_desktop.services.session import Session
from rrn_desktop.services.verifying import verify_store
from rrn_desktop.store import desk_ledger
from tests.rrn_desktop.services.after_incident import added
from tests.rrn_desktop.services.night import MENSAH, handed_in, may, taken
from tests.rrn_desktop.services.school import AUTHOR, COLLEAGUE, LEAD, PASSPHRASES, School, case, few, sealed

SEEN = {"when": {"state": "not_known"}, "seen": "Asleep.", "level": {"state": "not_known"}}


def slipped_in(session: Session, number: str, **changed: Any) -> ledger.Sealed:
    """Seal what calls itself the next version of a record, as who holds the desk key and their own keys can."""
    with session.held.desk.read() as connection:
        record = str(desk_ledger.record_of_number(connection, number))
        last = desk_ledger.by_record(connection, record)[-1].row
        site = context_of(connection, session.held.roll)
    draft = replace(drafts.begin(session, answers=few()), record=record, number=number)
    values = {"record": record, "version": (last.version or 0) + 1, "previous": last.hash, "status": "void", **changed}
    body = msgspec.structs.replace(body_of(session, draft, first=False, written_by=None), **values)
    submission = ledger.Submission(body, recipients_of(session.held.roll, session.member.id))
    return ledger.submit(
        session.held.desk, session.store, site, signer(session), submission, at=session.held.clock.now()
    )


def went_on(session: Session, draft: Draft) -> Sealed:
    return sealing.seal(session, draft, PASSPHRASES[session.member.name])


def test_a_colleague_does_not_make_a_record_void_in_its_authors_name(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    slipped_in(school.enter(COLLEAGUE), number, author_name=AUTHOR)

    shown = [records.show(school.enter(name), number) for name in (AUTHOR, LEAD)]

    assert [(one.version, one.status, one.author_name) for one in shown] == [(1, "complete", AUTHOR)] * 2
    lead = school.enter(LEAD)
    assert [(one.version, one.status) for one in register.page(lead, Query())] == [(1, "complete")]
    assert [one.code for one in verify_store(lead).findings] == ["version_by_stranger"]
    with pytest.raises(NoRight):
        records.show(school.enter(COLLEAGUE), number)


@pytest.mark.parametrize("who", [AUTHOR, LEAD])
def test_the_record_is_gone_on_with_as_if_the_stranger_had_not_been_there(school: School, who: str) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    begun = records.begin_amendment(school.enter(who), number, "The time was wrong.")
    slipped_in(school.enter(COLLEAGUE), number)
    session = school.enter(who)

    again = records.begin_amendment(session, number, "The time was wrong.")
    done = went_on(session, again)

    assert (begun.version, again.version, done.version) == (2, 3, 3)
    lead = school.enter(LEAD)
    assert [one.version for one in records.show(lead, number).versions] == [1, 3]
    assert register.page(lead, Query())[0].version == 3
    assert [one.code for one in verify_store(lead).findings] == ["version_by_stranger"]


def test_a_record_with_a_version_of_a_stranger_is_made_void_by_its_author(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    slipped_in(school.enter(COLLEAGUE), number, status="amended")
    session = school.enter(AUTHOR)

    voiding.void(session, number, "It belongs to another child.", PASSPHRASES[AUTHOR])

    assert records.show(session, number).status == "void"


def test_another_record_under_the_same_number_hides_nothing(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    slipped_in(school.enter(COLLEAGUE), number, record=new_id(), version=1, previous=None)

    assert records.show(school.enter(AUTHOR), number).status == "complete"
    assert records.show(school.enter(LEAD), number).author_name == AUTHOR
    assert incident_of(school.enter(COLLEAGUE), number).status == "complete"
    assert [one.code for one in verify_store(school.enter(LEAD)).findings] == ["number_of_another"]


def test_a_name_that_is_not_that_of_the_account_is_marked_wherever_it_is_shown(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)
    slipped_in(session, number, author_name=LEAD, status="amended")
    lead = school.enter(LEAD)

    shown = records.show(lead, number)

    marked = f"{LEAD} (account of {AUTHOR})"
    assert json.loads(shown.body_text)["author_name"] == LEAD
    assert (shown.author_name, shown.versions[-1].author_name, shown.signatures[-1].by) == (marked,) * 3
    assert register.page(lead, Query())[0].author_name == marked


def test_a_name_as_it_was_signed_or_typed_without_an_account_is_shown_as_it_is(night: School) -> None:
    handed_in(night)
    taken(night)
    number = "2026-A-001"
    session = night.enter(COLLEAGUE, may(8))
    added(session, "observation", number, **SEEN)

    lead = night.enter(LEAD, may(9))

    assert [one.author_name for one in additions.of_number(lead, number)] == [COLLEAGUE]
    assert register.page(lead, Query())[0].author_name == MENSAH

"""Who is told what came of an incident, and what counts as opened: entries that hold, by those who may make them."""

from __future__ import annotations

import msgspec
import pytest

from rrn_desktop.errors import Refused
from rrn_desktop.ledger.appending import About
from rrn_desktop.services import inbox_phrases, left_behind
from rrn_desktop.services.journal import log
from rrn_desktop.services.recorders import recorded_by
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_ledger
from tests.rrn_desktop.services.after_incident import added
from tests.rrn_desktop.services.night import may, who_when_where
from tests.rrn_desktop.services.school import AUTHOR, COLLEAGUE, LEAD, PASSPHRASES, School, case, sealed, stood
from tests.rrn_desktop.services.test_marks_of_strangers import marked
from tests.rrn_desktop.services.test_records_of_colleagues import SEEN, slipped_in


def told(school: School, session: Session, number: str) -> set[str]:
    with session.held.desk.read() as connection:
        record = str(desk_ledger.record_of_number(connection, number))
        found = recorded_by(connection, session, record)
    return {name for name in (AUTHOR, COLLEAGUE, LEAD) if school.member(name) in found}


def test_who_slips_a_version_in_or_confirms_what_is_not_theirs_is_told_nothing(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    stranger = school.enter(COLLEAGUE)
    slipped_in(stranger, number)
    marked(stranger, "confirmed", number, {"by": COLLEAGUE})

    assert told(school, school.enter(LEAD), number) == {AUTHOR}


def test_who_adds_something_to_the_incident_of_a_colleague_is_told(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    added(school.enter(COLLEAGUE), "observation", number, **SEEN)

    assert told(school, school.enter(LEAD), number) == {AUTHOR, COLLEAGUE}


def test_another_incident_tied_to_this_one_brings_nobody_in(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    session = school.enter(COLLEAGUE)
    other = str(sealed(session, case(2)).number)
    with session.held.desk.read() as connection:
        record = str(desk_ledger.record_of_number(connection, other))
    log(session, About("view", record=record, number=number))

    assert told(school, school.enter(LEAD), other) == {COLLEAGUE}


def test_a_draft_that_a_recorder_calls_opened_is_not(night: School) -> None:
    draft = stood(night.enter(AUTHOR, may(3)), who_when_where())
    marked(night.enter(COLLEAGUE, may(4)), "draft_opened", str(draft.number), {"reason": "To look"})
    session = night.enter(LEAD, may(9, 0, 5))

    with pytest.raises(Refused, match="Nobody has opened"):
        left_behind.seal_unfinished(session, draft.id, PASSPHRASES[LEAD])


def test_no_name_and_no_job_is_in_what_four_words_lead_to_when_it_is_shown() -> None:
    inside = inbox_phrases._Inside("a" * 26, "b" * 26, "A. Mensah", "Agency nurse")

    assert "Mensah" not in repr(inside)
    assert "nurse" not in repr(inside)
    assert "Mensah" in str(msgspec.to_builtins(inside))

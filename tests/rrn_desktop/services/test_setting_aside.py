"""A proposal is set aside by a lead who says why: never shown as done, and gone from Today."""

from __future__ import annotations

import pytest

from rrn_desktop.errors import NoRight, NotFound, Refused
from rrn_desktop.ledger.opening import open_note
from rrn_desktop.services import records
from rrn_desktop.services.reading import reader
from rrn_desktop.services.session import Session
from rrn_desktop.services.setting_aside import set_aside, set_review_aside
from rrn_desktop.services.today import today
from rrn_desktop.store import desk_ledger
from tests.rrn_desktop.services import written_anew
from tests.rrn_desktop.services.after_incident import NEXT_DAY, added, due, moment, review_signed
from tests.rrn_desktop.services.school import (
    AT,
    AUTHOR,
    COLLEAGUE,
    LEAD,
    School,
    few,
    kinds_of_ledger,
    sealed,
)
from tests.rrn_desktop.services.written_anew import completed

WHY = "A small bruise from the door, seen by the nurse; the family agrees"
HURT = few().with_answer("injured", ("person",))
KIND = "independent_review"


def hurt(school: School) -> str:
    return sealed(school.enter(AUTHOR), HURT, first=True).number or ""


def outcome(session: Session, number: str) -> str:
    return next(one.outcome for one in records.show(session, number).follow_ups if one.kind == KIND)


def test_a_proposal_set_aside_is_shown_so_and_is_not_on_today(school: School) -> None:
    number = hurt(school)
    session = school.enter(LEAD)

    done = set_review_aside(session, number, WHY)

    assert (done.outcome, done.done_at) == ("set_aside", None)
    assert outcome(session, number) == "set_aside"
    assert KIND not in {one.kind for one in today(session).due}
    assert "review" in {one.kind for one in today(session).due}


def test_the_reason_is_sealed_to_the_register_alone(school: School) -> None:
    number = hurt(school)
    session = school.enter(LEAD)

    set_review_aside(session, number, WHY)

    with session.held.desk.read() as connection:
        record = desk_ledger.record_of_number(connection, number) or ""
        (entry,) = desk_ledger.by_kinds(connection, record, ("set_aside",))
    assert [wrap.recipient for wrap in entry.wraps] == ["register/1"]
    assert entry.row.number == number
    assert open_note(entry, reader(session), session.held.roll).details["reason"] == WHY


@pytest.mark.parametrize("reason", ["", "  ", "half \ud83e"])
def test_without_a_reason_it_stays_proposed(school: School, reason: str) -> None:
    number = hurt(school)
    session = school.enter(LEAD)

    with pytest.raises(Refused):
        set_review_aside(session, number, reason)

    assert outcome(session, number) == "open"
    assert "set_aside" not in kinds_of_ledger(session)


def test_a_duty_can_not_be_set_aside_and_stays(school: School) -> None:
    number = sealed(school.enter(AUTHOR), few(), first=True).number or ""
    session = school.enter(LEAD)
    review = due(session, "review")[0]

    with pytest.raises(Refused, match="only proposed"):
        set_review_aside(session, number, WHY)
    with pytest.raises(Refused, match="only proposed"):
        set_aside(session, review.id, WHY)

    assert due(session, "review") == [review]


def test_only_a_lead_sets_it_aside(school: School) -> None:
    number = hurt(school)
    session = school.enter(AUTHOR)

    with pytest.raises(NoRight):
        set_review_aside(session, number, WHY)

    assert [row.kind for row in due(session, KIND)] == [KIND]


def test_what_was_set_aside_or_answered_can_not_be_set_aside_again(school: School) -> None:
    number = hurt(school)
    session = school.enter(LEAD, NEXT_DAY)
    (proposed,) = due(session, KIND)
    set_review_aside(session, number, WHY)

    with pytest.raises(NotFound):
        set_aside(session, proposed.id, WHY)
    review_signed(session, number)
    with pytest.raises(NotFound):
        set_review_aside(session, number, WHY)


def test_another_version_with_the_same_injury_does_not_propose_it_again(school: School) -> None:
    number = hurt(school)
    session = school.enter(LEAD)
    set_review_aside(session, number, WHY)

    completed(session, number, **written_anew.HURT)

    assert outcome(session, number) == "set_aside"


def test_an_injury_found_after_it_was_set_aside_proposes_it_again(school: School) -> None:
    number = hurt(school)
    set_review_aside(school.enter(LEAD), number, WHY)

    added(school.enter(COLLEAGUE), "injury", number, **written_anew.INJURY, when=moment(AT))

    assert outcome(school.enter(LEAD), number) == "open"

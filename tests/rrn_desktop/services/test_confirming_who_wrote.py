from __future__ import annotations

import pytest

from rrn_desktop.errors import NoRight, NotFound, WrongPassphrase
from rrn_desktop.services import messages, notices, records, taking_in
from rrn_desktop.services.verifying import verify_store
from rrn_desktop.store import desk_follow_ups, desk_notices
from tests.rrn_desktop.services.night import MENSAH, answers_of, clock, corrected, handed_in, may, taken
from tests.rrn_desktop.services.school import AUTHOR, COLLEAGUE, LEAD, PASSPHRASES, School

ONE = "2026-A-001"


def written(night: School, name: str = MENSAH) -> str:
    words = handed_in(night, answers_of("case9"), name=name)
    taken(night)
    return words


def due(night: School) -> list[str]:
    session = night.enter(LEAD, may(9, 0, 5))
    with session.held.desk.read() as connection:
        return [row.kind for row in desk_follow_ups.open_ones(connection) if row.kind == "confirm"]


def test_a_lead_confirms_who_wrote_and_late_is_shown_as_late(night: School) -> None:
    written(night)
    session = night.enter(LEAD, may(9, 0, 5))
    (waiting,) = taking_in.unconfirmed(session)

    done = taking_in.confirm(session, ONE, PASSPHRASES[LEAD])

    assert (waiting.name, waiting.role, waiting.late, waiting.own) == (MENSAH, "Agency nurse", True, False)
    assert (done.name, done.how, done.late) == (MENSAH, "lead", True)
    assert taking_in.unconfirmed(session) == ()
    signatures = [(one.kind, one.by, one.late) for one in records.show(session, ONE).signatures]
    assert signatures == [("not_signed", MENSAH, False), ("confirmed", LEAD, True)]
    assert due(night) == []
    assert verify_store(session).findings == ()


def test_within_a_day_it_is_not_late(night: School) -> None:
    written(night)
    session = night.enter(LEAD, may(2, 25, 4))

    done = taking_in.confirm(session, ONE, PASSPHRASES[LEAD])

    assert not done.late
    assert [one.late for one in records.show(session, ONE).signatures] == [False, False]


def test_the_writer_confirms_from_an_own_account_of_the_same_name(night: School) -> None:
    written(night, name=f"  {AUTHOR.upper()} ")
    session = night.enter(AUTHOR, may(8))
    (waiting,) = taking_in.unconfirmed(session)

    done = taking_in.confirm(session, ONE, PASSPHRASES[AUTHOR])

    assert waiting.own
    assert done.how == "own"
    assert [one.name for one in taking_in.confirmations(session, waiting.record)] == [AUTHOR.upper()]
    assert taking_in.unconfirmed(night.enter(LEAD, may(9))) == ()


def test_nobody_else_sees_it_waiting_or_confirms_it(night: School) -> None:
    written(night)
    session = night.enter(COLLEAGUE, may(8))

    with pytest.raises(NoRight):
        taking_in.confirm(session, ONE, PASSPHRASES[COLLEAGUE])
    with pytest.raises(NoRight):
        taking_in.confirm(session, ONE, PASSPHRASES[COLLEAGUE], name=COLLEAGUE)

    assert taking_in.unconfirmed(session) == ()
    assert due(night) == ["confirm"]


def test_a_lead_says_who_it_was_and_they_are_told(night: School) -> None:
    written(night, name="agency nurse")
    taking_in.confirm(night.enter(LEAD, may(9, 0, 5)), ONE, PASSPHRASES[LEAD], name=AUTHOR)

    (told,) = messages.waiting(night.enter(AUTHOR, may(10, 0, 5)))

    assert (told.kind, told.number) == ("confirmed", ONE)
    assert "confirmed" in told.text


def test_a_wrong_passphrase_confirms_nothing(night: School) -> None:
    written(night)

    with pytest.raises(WrongPassphrase):
        taking_in.confirm(night.enter(LEAD, may(9)), ONE, "not my passphrase")

    assert due(night) == ["confirm"]


@pytest.mark.parametrize("number", [ONE, "2026-A-002", "2026-B-001", "nothing", ""])
def test_what_does_not_wait_is_not_confirmed(night: School, number: str) -> None:
    session = night.enter(LEAD, may(9))

    with pytest.raises(NotFound):
        taking_in.confirm(session, number, PASSPHRASES[LEAD])

    assert taking_in.unconfirmed(session) == ()


def test_twice_is_not_more_than_once(night: School) -> None:
    written(night)
    session = night.enter(LEAD, may(9))
    taking_in.confirm(session, ONE, PASSPHRASES[LEAD])

    with pytest.raises(NotFound):
        taking_in.confirm(session, ONE, PASSPHRASES[LEAD])

    assert len(records.show(session, ONE).signatures) == 2


def test_one_confirmation_covers_the_correction_that_came_before_it_and_none_that_comes_after(night: School) -> None:
    words = written(night)
    corrected(night, words)
    first = taking_in.confirm(night.enter(LEAD, may(9)), ONE, PASSPHRASES[LEAD])
    night.leave()
    corrected(night, words, at=clock(11))

    (waiting,) = taking_in.unconfirmed(night.enter(LEAD, may(12)))
    second = taking_in.confirm(night.enter(LEAD, may(12)), ONE, PASSPHRASES[LEAD])

    assert waiting.number == ONE
    assert (len(first.entries), len(second.entries)) == (2, 1)
    assert set(first.entries).isdisjoint(second.entries)
    assert due(night) == []


def test_confirming_works_when_the_notice_has_left_the_desk(night: School) -> None:
    written(night)
    session = night.enter(LEAD, may(9, 0, 20))
    with session.held.desk.write() as connection:
        desk_notices.take_down(connection, notices.listing(session)[0].record)

    done = taking_in.confirm(session, ONE, PASSPHRASES[LEAD])

    assert notices.listing(session) == ()
    assert done.name == MENSAH
    assert done.how == "lead"

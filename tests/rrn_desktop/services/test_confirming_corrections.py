"""Nobody confirms words whose name they have not seen: each name is confirmed for itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rrn_desktop.errors import NotFound
from rrn_desktop.services import additions, inbox, taking_in
from rrn_desktop.store import desk_follow_ups
from tests.rrn_desktop.services.night import MENSAH, answers_of, clock, corrected, handed_in, may, taken
from tests.rrn_desktop.services.school import AUTHOR, LEAD, PASSPHRASES, School

ONE, TWO = "2026-A-001", "2026-A-002"
SOMEONE = "Dr Ellis"


def corrected_as(night: School, words: str, name: str) -> None:
    """Hand in a correction with these four words, under another name, as a program of one's own can."""
    begun = inbox.add_to(night.store, words, clock=clock(4, 10))
    inbox.seal(replace(begun, name=name, answers=answers_of("case9_correction")))


def due(night: School) -> list[str]:
    session = night.enter(LEAD, may(12))
    with session.held.desk.read() as connection:
        return [row.kind for row in desk_follow_ups.open_ones(connection) if row.kind == "confirm"]


def test_the_writer_confirms_the_record_and_a_correction_waits_for_a_lead(night: School) -> None:
    words = handed_in(night, answers_of("case9"), name=AUTHOR)
    corrected_as(night, words, SOMEONE)
    taken(night)
    session = night.enter(AUTHOR, may(8))

    own = taking_in.confirm(session, ONE, PASSPHRASES[AUTHOR])

    assert len(own.entries) == 1
    assert taking_in.unconfirmed(session) == ()
    with pytest.raises(NotFound):
        taking_in.confirm(session, ONE, PASSPHRASES[AUTHOR])
    assert due(night) == ["confirm"]
    assert [one.name for one in taking_in.unconfirmed(night.enter(LEAD, may(9)))] == [SOMEONE]


def test_a_lead_confirms_each_name_for_itself(night: School) -> None:
    words = handed_in(night, answers_of("case9"))
    corrected_as(night, words, SOMEONE)
    taken(night)
    session = night.enter(LEAD, may(9))

    seen = []
    while waiting := taking_in.unconfirmed(session):
        done = taking_in.confirm(session, ONE, PASSPHRASES[LEAD])
        seen.append((waiting[0].name, done.name, len(done.entries)))

    assert seen == [(MENSAH, MENSAH, 1), (SOMEONE, SOMEONE, 1)]
    assert due(night) == []


def test_what_a_writer_says_they_confirm_of_a_correction_does_not_count(night: School) -> None:
    words = handed_in(night, answers_of("case9"), name=AUTHOR)
    taken(night)
    taking_in.confirm(night.enter(AUTHOR, may(8)), ONE, PASSPHRASES[AUTHOR])
    night.leave()
    corrected(night, words, at=clock(11))

    session = night.enter(LEAD, may(12))

    assert [one.number for one in taking_in.unconfirmed(session)] == [ONE]
    assert taking_in.confirm(session, ONE, PASSPHRASES[LEAD]).name == AUTHOR
    assert len(additions.of_number(session, ONE)) == 1

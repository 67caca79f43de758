"""On a PC that many people share, leads may have the register closed: they then do there what anyone does."""

from __future__ import annotations

from pathlib import Path

import pytest

from rrn_desktop.errors import NoRight
from rrn_desktop.services import register, register_here
from rrn_desktop.services.today import today
from tests.rrn_desktop.services.school import AUTHOR, LEAD, OFFICE, School, few, sealed


def test_a_lead_where_the_register_is_closed_records_and_reads_nothing_of_others(school: School) -> None:
    register_here.allow(school.enter(LEAD), False)
    theirs = sealed(school.enter(AUTHOR), few(), first=True)

    session = school.enter(LEAD)
    own = sealed(session, few("Library"), first=True)

    assert not session.is_lead
    assert register_here.is_elsewhere(session)
    assert today(session).register_elsewhere
    with pytest.raises(NoRight, match="not opened on this PC"):
        register.page(session, register.Query())
    assert [row.number for row in today(session).my_records] == [own.number]
    assert theirs.number != own.number


def test_once_it_is_let_in_again_a_lead_finds_all_that_was_recorded_meanwhile(school: School) -> None:
    register_here.allow(school.enter(LEAD), False)
    theirs = sealed(school.enter(AUTHOR), few(), first=True)
    register_here.allow(school.enter(LEAD), True)

    session = school.enter(LEAD)

    assert session.is_lead
    assert not today(session).register_elsewhere
    assert [row.number for row in register.page(session, register.Query())] == [theirs.number]


@pytest.mark.parametrize(("who", "yes"), [(AUTHOR, True), (AUTHOR, False), (OFFICE, True)])
def test_nobody_lets_the_register_be_opened_who_may_not_read_it(school: School, who: str, yes: bool) -> None:
    session = school.enter(who)

    with pytest.raises(NoRight):
        register_here.allow(session, yes)

    assert register_here.opens_for(session)


def test_whoever_looks_after_the_desk_may_end_it(school: School, tmp_path: Path) -> None:
    session = school.enter(OFFICE)

    register_here.allow(session, False)

    assert not register_here.opens_for(session)
    assert not school.enter(LEAD).is_lead

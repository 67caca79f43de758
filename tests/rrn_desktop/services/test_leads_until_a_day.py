"""A place whose only lead goes away for a fortnight and leaves a colleague as lead until a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rrn_desktop.clock import FixedClock
from rrn_desktop.errors import NoRight, Refused, WrongUsage
from rrn_desktop.keys.deputies import TO_FINISH
from rrn_desktop.services import deputies, directory, drafts, membership, records
from rrn_desktop.services.only_lead import is_only_lead
from rrn_desktop.services.salvaging import salvage
from rrn_desktop.services.session import Session
from rrn_desktop.services.verifying import verify_store
from tests.rrn_desktop.services.school import AUTHOR, COLLEAGUE, LEAD, OFFICE, PASSPHRASES, School, case, sealed

BEFORE, DAY, AFTER = "2026-05-27", "2026-05-28", "2026-05-29"
LAST_SECOND = datetime(2026, 5, 28, 22, 59, 59, tzinfo=UTC)
OVER = LAST_SECOND + timedelta(seconds=1)


@pytest.fixture(scope="module")
def new_away(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    """The school with a record, and with a colleague who is a lead until a day."""
    school = new_school.copy(tmp_path_factory.mktemp("away"))
    sealed(school.enter(AUTHOR), case(1))
    deputies.lead_until(school.enter(LEAD), COLLEAGUE, DAY)
    school.leave()
    return school


@pytest.fixture
def away(new_away: School, tmp_path: Path) -> Iterator[School]:
    yield from new_away.lent(tmp_path)


def told(session: Session, name: str) -> tuple[tuple[str, ...], str | None]:
    one = next(one for one in directory.members(session) if one.name == name)
    return one.roles, one.lead_until


def keys_of(session: Session, name: str) -> set[str]:
    who = next(one.id for one in directory.members(session) if one.name == name)
    return {each.key for each in session.held.keyring.wraps if each.to == who}


def test_until_the_end_of_the_day_on_the_wall_a_deputy_reads_what_a_lead_reads(away: School) -> None:
    session = away.enter(COLLEAGUE, LAST_SECOND)

    read = records.show(session, "2026-A-001")

    assert read.author_name == AUTHOR
    assert session.is_lead
    assert deputies.own_time(session) == deputies.LeadTime(DAY, over=False)
    assert told(session, COLLEAGUE) == (("lead", "recorder"), DAY)
    assert not is_only_lead(session)


def test_from_the_next_day_on_a_deputy_records_as_before_and_is_told_why_the_register_stays_closed(
    away: School,
) -> None:
    session = away.enter(COLLEAGUE, OVER)

    with pytest.raises(NoRight, match="Your time as a lead has ended"):
        session.register()
    with pytest.raises(NoRight):
        membership.give_roles(session, AUTHOR, ("recorder", "in_charge"))
    draft = drafts.begin(session)

    assert (session.is_lead, session.member.roles) == (False, ("recorder",))
    assert draft.form == "incident"
    assert deputies.own_time(session) == deputies.LeadTime(DAY, over=True)
    assert told(session, COLLEAGUE) == (("recorder",), None)


def test_the_lead_who_comes_back_ends_what_is_over_and_takes_the_keys_away(away: School) -> None:
    before = away.enter(LEAD, LAST_SECOND)
    held_before = keys_of(before, COLLEAGUE)
    not_the_only_one = is_only_lead(before)

    session = away.enter(LEAD, OVER)

    assert (not_the_only_one, is_only_lead(session)) == (False, True)
    assert held_before == {"desk/1", "register/1", "ca/1"}
    assert keys_of(session, COLLEAGUE) == {"desk/1"}
    assert verify_store(session).holds
    again = away.enter(COLLEAGUE, OVER)
    assert deputies.own_time(again) is None
    with pytest.raises(NoRight, match="Only a lead"):
        again.register()


def test_who_stays_signed_in_finishes_within_half_a_day_and_is_no_lead_after_that(away: School) -> None:
    session = away.enter(COLLEAGUE, LAST_SECOND)
    session.held = replace(session.held, clock=FixedClock(OVER + TO_FINISH - timedelta(seconds=1)))
    finishing = session.is_lead, records.show(session, "2026-A-001").author_name

    session.held = replace(session.held, clock=FixedClock(OVER + TO_FINISH))

    assert finishing == (True, AUTHOR)
    assert not session.is_lead
    for attempt in (session.register, lambda: records.show(session, "2026-A-001")):
        with pytest.raises(NoRight):
            attempt()


def test_a_deputy_whose_name_the_desk_has_lost_keeps_the_lead_not_from_signing_in(away: School) -> None:
    before = away.enter(LEAD)
    with before.held.desk.write() as connection:
        connection.exec_driver_sql("DELETE FROM members WHERE id = ?", (away.member(COLLEAGUE),))

    session = away.enter(LEAD, OVER)

    assert session.held.roll.members[away.member(COLLEAGUE)].roles == ("recorder",)


def test_a_deputy_whose_time_is_over_salvages_nothing(away: School, tmp_path: Path) -> None:
    with pytest.raises(NoRight):
        salvage(away.store, tmp_path / "new", COLLEAGUE, PASSPHRASES[COLLEAGUE], clock=FixedClock(OVER))


def test_a_deputy_gives_themselves_no_more_time_and_makes_nobody_a_lead(away: School) -> None:
    session = away.enter(COLLEAGUE)

    for attempt in (
        lambda: deputies.lead_until(session, COLLEAGUE, "2026-06-30"),
        lambda: deputies.lead_until(session, AUTHOR, BEFORE),
        lambda: membership.give_roles(session, COLLEAGUE, ("lead",)),
        lambda: membership.leave(session, LEAD),
        lambda: membership.new_keys(session, LEAD, away.out),
    ):
        with pytest.raises(NoRight, match="until a day"):
            attempt()
    changed = membership.give_roles(session, AUTHOR, ("recorder", "in_charge"))

    assert changed.member.roles == ("recorder", "in_charge")


def test_a_lead_gives_another_day_other_roles_besides_or_ends_it_at_once(away: School) -> None:
    session = away.enter(LEAD)

    longer = deputies.lead_until(session, COLLEAGUE, AFTER, roles=("in_charge", "recorder", "lead"))
    told_longer = told(session, COLLEAGUE)
    membership.give_roles(session, COLLEAGUE, ("recorder",))

    assert (longer.lead_until, longer.roles) == (AFTER, ("in_charge", "lead", "recorder"))
    assert told_longer == (("in_charge", "lead", "recorder"), AFTER)
    assert told(session, COLLEAGUE) == (("recorder",), None)
    assert keys_of(session, COLLEAGUE) == {"desk/1"}


@pytest.mark.parametrize("day", ["", "soon", "28.05.2026", "2026-05-32", "9999-12-31"])
def test_a_day_that_can_not_be_read_is_said(away: School, day: str) -> None:
    session = away.enter(LEAD)

    with pytest.raises(WrongUsage, match="can't be read"):
        deputies.lead_until(session, AUTHOR, day)


@pytest.mark.parametrize("day", ["2026-05-13", "2027-05-15"])
def test_a_day_that_is_over_or_more_than_a_year_off_is_refused(away: School, day: str) -> None:
    session = away.enter(LEAD)

    with pytest.raises(Refused, match="today at the earliest"):
        deputies.lead_until(session, AUTHOR, day)


def test_an_administrator_makes_nobody_a_lead_until_a_day_and_stays_one_who_is_made_it(away: School) -> None:
    with pytest.raises(NoRight):
        deputies.lead_until(away.enter(OFFICE), AUTHOR, DAY)

    changed = deputies.lead_until(away.enter(LEAD), OFFICE, DAY)

    assert changed.roles == ("administrator", "lead")
    assert away.enter(OFFICE, OVER).member.roles == ("administrator",)

"""A change of keys that is owed: who is told, when it is done, and what stands in its way."""

from __future__ import annotations

import shutil
from collections import namedtuple
from dataclasses import replace
from datetime import timedelta

import pytest

from rrn_desktop.clock import FixedClock
from rrn_desktop.errors import NoRight, Refused, StoreFull
from rrn_desktop.keys.derive import DESK_DATABASE, REGISTER_DATABASE, derive
from rrn_desktop.services import (
    backing_up,
    changing_keys,
    deputies,
    guests,
    membership,
    register,
    register_here,
)
from rrn_desktop.services.accounts import keep_keyring
from rrn_desktop.services.changing_keys import KeysOwed
from rrn_desktop.services.handing_out import Cancelled
from rrn_desktop.services.session import Session
from rrn_desktop.services.verifying import verify_store
from rrn_desktop.store.page_check import is_locked_with
from tests.rrn_desktop.services.leaving import (
    BEFORE,
    LEFT_AT,
    NEXT_DAY,
    second_lead,
)
from tests.rrn_desktop.services.school import (
    AT,
    AUTHOR,
    COLLEAGUE,
    LEAD,
    OFFICE,
    School,
    case,
    sealed,
)

GUEST = "Sunita Rao"
Usage = namedtuple("Usage", "total used free")
NOTHING = KeysOwed()


def numbers_of_keys(session: Session) -> tuple[int, int]:
    return session.held.roll.desk_key.number, session.held.roll.register.epoch


def guests_gone(school: School, *names: str) -> None:
    """Let guests in and out again, by a colleague in charge of the shift."""
    membership.set_roles(school.enter(LEAD), COLLEAGUE, ("recorder", "in_charge"))
    session = school.enter(COLLEAGUE)
    for name in names:
        guests.let_in(session, name, "", out_dir=school.store.parent / "sheets")
        guests.close(session, name)


def test_guests_who_left_owe_one_change_that_leads_and_administrators_are_told_of(school: School) -> None:
    guests_gone(school, GUEST, "Another Guest")

    by_whom = {name: changing_keys.owed(school.enter(name)) for name in (COLLEAGUE, AUTHOR, OFFICE, LEAD)}
    with pytest.raises(NoRight):
        changing_keys.change(school.enter(COLLEAGUE))
    changed = changing_keys.change(school.enter(OFFICE))
    session = school.enter(LEAD)

    assert by_whom == {COLLEAGUE: NOTHING, AUTHOR: NOTHING, OFFICE: KeysOwed(desk=2), LEAD: KeysOwed(desk=2)}
    assert (changed.desk, changed.register, changed.owed) == (True, False, NOTHING)
    assert numbers_of_keys(session) == (2, 1)
    assert changing_keys.owed(session) == NOTHING


def test_on_the_way_out_of_a_lead_or_an_administrator_what_is_owed_is_done_once_a_day(school: School) -> None:
    guests_gone(school, GUEST)

    backing_up.leave(school.enter(COLLEAGUE))
    still = changing_keys.owed(school.enter(OFFICE))
    backing_up.leave(school.enter(OFFICE))
    first = numbers_of_keys(school.enter(OFFICE))
    guests_gone(school, "Another Guest")
    backing_up.leave(school.enter(OFFICE, AT + timedelta(hours=2)))
    same_day = numbers_of_keys(school.enter(OFFICE))
    backing_up.leave(school.enter(OFFICE, NEXT_DAY))

    assert still == KeysOwed(desk=1)
    assert (first, same_day) == ((2, 1), (2, 1))
    assert numbers_of_keys(school.enter(OFFICE, NEXT_DAY)) == (3, 1)


def test_a_large_store_is_left_alone_until_someone_asks(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    guests_gone(school, GUEST)
    monkeypatch.setattr(changing_keys, "QUICK", 1000)

    backing_up.leave(school.enter(OFFICE))
    session = school.enter(OFFICE)

    assert numbers_of_keys(session) == (1, 1)
    assert changing_keys.owed(session) == KeysOwed(desk=1, by_itself=False)


def test_a_deputy_whose_day_came_owes_a_new_epoch_to_leads_without_an_end(school: School) -> None:
    deputies.lead_until(school.enter(LEAD), COLLEAGUE, "2026-05-14")
    deputies.lead_until(school.enter(LEAD), AUTHOR, "2026-06-01")

    by_whom = {name: changing_keys.owed(school.enter(name, NEXT_DAY)) for name in (LEAD, OFFICE, AUTHOR)}
    changed = changing_keys.change(school.enter(LEAD, NEXT_DAY))
    deputy = school.enter(AUTHOR, NEXT_DAY)

    assert by_whom == {LEAD: KeysOwed(register=1), OFFICE: NOTHING, AUTHOR: NOTHING}
    assert (changed.desk, changed.register) == (False, True)
    assert sorted(deputy.held.register_seeds) == [1, 2]


def test_a_deputy_who_was_left_out_by_a_clock_that_was_ahead_signs_in_and_records(school: School) -> None:
    lead = school.enter(LEAD)
    deputies.lead_until(lead, COLLEAGUE, "2026-05-14")
    lead.held = replace(lead.held, clock=FixedClock(NEXT_DAY))
    changing_keys.change(lead, anyway=True)

    deputy = school.enter(COLLEAGUE)
    number = sealed(deputy, case(1)).number

    assert not deputy.is_lead
    assert deputy.held.register_seeds == {}
    assert verify_store(school.enter(LEAD)).findings == ()
    assert number == BEFORE


def test_both_keys_are_changed_though_nobody_left_where_that_is_asked_for(school: School) -> None:
    by_office = changing_keys.change(school.enter(OFFICE), anyway=True)
    by_lead = changing_keys.change(school.enter(LEAD), anyway=True)

    assert (by_office.desk, by_office.register) == (True, False)
    assert (by_lead.desk, by_lead.register) == (True, True)
    assert numbers_of_keys(school.enter(AUTHOR)) == (3, 2)


def test_nothing_is_changed_where_nothing_is_owed(school: School) -> None:
    session = school.enter(LEAD)

    changed = changing_keys.change(session)

    assert (changed.desk, changed.register) == (False, False)
    assert numbers_of_keys(session) == (1, 1)


def test_a_disk_without_room_keeps_nobody_from_leaving_and_the_change_is_owed(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = school.enter(LEAD)

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", lambda _path: Usage(10**9, 10**9, 0))
        changed = membership.leave(session, COLLEAGUE)
    then = changing_keys.owed(session)
    again = changing_keys.change(session)

    assert not changed.member.active
    assert isinstance(changed.keys.problem, StoreFull)
    assert (changed.keys.desk, changed.keys.owed, then) == (False, KeysOwed(desk=1), KeysOwed(desk=1))
    assert again.desk
    assert numbers_of_keys(school.enter(AUTHOR)) == (2, 1)


def test_a_change_that_is_called_off_leaves_everything_and_stays_owed(school: School) -> None:
    second_lead(school)
    session = school.enter(LEAD)
    membership.close_account(session, COLLEAGUE)

    with pytest.raises(Cancelled):
        changing_keys.change(session, progress=lambda _done, _whole: False)

    assert changing_keys.owed(session) == KeysOwed(desk=1, register=1)
    assert numbers_of_keys(school.enter(AUTHOR)) == (1, 1)


def test_the_progress_goes_from_nothing_to_the_whole_and_never_back(school: School) -> None:
    second_lead(school)
    session, told = school.enter(LEAD), list[tuple[int, int]]()
    membership.close_account(session, COLLEAGUE)

    def progress(done: int, whole: int) -> bool:
        told.append((done, whole))
        return True

    changing_keys.change(session, progress=progress)

    assert told == sorted(told)
    assert {whole for _, whole in told} == {100}


def test_a_register_that_is_not_opened_here_gets_its_key_when_it_is(school: School) -> None:
    second_lead(school)
    sealed(school.enter(AUTHOR), case(1))
    register_here.allow(school.enter(LEAD), yes=False)

    changed = membership.leave(school.enter(LEAD), COLLEAGUE)
    shut = school.enter(LEAD)
    register_here.allow(shut, yes=True)
    session = school.enter(LEAD)

    assert changed.keys.register
    assert changed.keys.problem is None
    assert not shut.is_lead
    assert [row.number for row in register.page(session, register.Query())] == [BEFORE]
    assert is_locked_with(school.store / "register.db", derive(session.held.register_seeds[2], REGISTER_DATABASE))


def test_a_damaged_register_is_begun_anew_under_the_key_of_the_new_epoch(school: School) -> None:
    second_lead(school)
    sealed(school.enter(AUTHOR), case(1))
    school.enter(LEAD)
    school.leave()
    pages = bytearray((school.store / "register.db").read_bytes())
    pages[-1000] ^= 1
    (school.store / "register.db").write_bytes(pages)

    session = school.enter(LEAD, LEFT_AT)
    changed = membership.leave(session, COLLEAGUE)

    assert changed.keys.register
    assert [row.number for row in register.page(session, register.Query())] == [BEFORE]
    assert session.register().check() == ()


def test_copies_of_before_an_update_go_with_the_key_that_they_are_locked_with(school: School) -> None:
    folder = school.store / "backups"
    folder.mkdir(exist_ok=True)
    for name in ("desk-before-version-5.db", "other.db"):
        (folder / name).write_bytes(b"locked with the key of before")

    membership.leave(school.enter(LEAD), COLLEAGUE)

    assert [one.name for one in folder.iterdir()] == ["other.db"]
    assert not is_locked_with(school.store / "desk.db", derive(b"0" * 32, DESK_DATABASE))


def test_who_is_let_out_while_a_key_changes_stays_out_and_the_change_is_made_again(school: School) -> None:
    session = school.enter(LEAD)
    guest = guests.let_in(session, GUEST, "", out_dir=school.store.parent / "sheets").member.id

    def close_meanwhile(_done: int, _whole: int) -> bool:
        if session.held.roll.members[guest].active:
            guests.close(session, guest)
        return True

    with pytest.raises(Refused) as refused:
        changing_keys.change(session, anyway=True, progress=close_meanwhile)
    before = numbers_of_keys(session)
    changing_keys.change(session, anyway=True)
    session = school.enter(LEAD)

    assert "list of members was changed meanwhile" in refused.value.what
    assert (before, numbers_of_keys(session)) == ((1, 1), (2, 2))
    assert not session.held.roll.members[guest].active
    assert verify_store(session).findings == ()


def test_a_keyring_of_before_is_never_written_over_one_with_a_new_key(school: School) -> None:
    session = school.enter(OFFICE)
    before = session.held.keyring
    changing_keys.change(session, anyway=True)

    with pytest.raises(Refused):
        keep_keyring(session, before)

    assert numbers_of_keys(school.enter(OFFICE)) == (2, 1)

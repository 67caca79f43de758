"""New keys when someone left: who can go on, what is still read, and what is owed until it is done."""

from __future__ import annotations

import shutil
from collections import namedtuple
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from rrn_desktop.clock import FixedClock
from rrn_desktop.errors import NoRight, StoreFull
from rrn_desktop.keys.changing import desk_numbers
from rrn_desktop.keys.derive import DESK_DATABASE, REGISTER_DATABASE, derive
from rrn_desktop.services import (
    backing_up,
    changing_keys,
    deputies,
    exporting,
    guests,
    left_behind,
    membership,
    packaging,
    records,
    register,
    register_here,
    restoring,
    taking_in,
)
from rrn_desktop.services.changing_keys import KeysOwed
from rrn_desktop.services.handing_out import Cancelled
from rrn_desktop.services.recovering import new_keys_with_cards, session_with_cards
from rrn_desktop.services.salvaging import salvage
from rrn_desktop.services.session import Session
from rrn_desktop.services.verifying import verify_path, verify_store
from rrn_desktop.store.page_check import is_locked_with
from tests.rrn_desktop.services.leaving import (
    AFTER,
    BEFORE,
    LATER,
    LEFT_AT,
    NEXT_DAY,
    TYPED,
    UNSIGNED,
    Left,
    cards,
    lead_who_left,
    second_lead,
)
from tests.rrn_desktop.services.school import (
    AT,
    AUTHOR,
    COLLEAGUE,
    LEAD,
    OFFICE,
    PASSPHRASES,
    School,
    case,
    kinds_of_ledger,
    sealed,
)

GUEST = "Sunita Rao"
Usage = namedtuple("Usage", "total used free")
NOTHING = KeysOwed()


@pytest.fixture(scope="module")
def new_left(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> Left:
    return lead_who_left(new_school, tmp_path_factory.mktemp("left"))


@pytest.fixture
def left(new_left: Left, tmp_path: Path) -> Iterator[Left]:
    own = new_left.copy(tmp_path)
    yield own
    own.school.leave()


def texts(session: Session, *numbers: str) -> list[object]:
    """The words that case 1 says of before, of each record that this member reads."""
    return [records.show(session, number).answers.get("before") for number in numbers]


def numbers_of_keys(session: Session) -> tuple[int, int]:
    return session.held.roll.desk_key.number, session.held.roll.register.epoch


def test_when_a_lead_leaves_both_keys_change_and_both_files_are_locked_with_the_new_ones(left: Left) -> None:
    session = left.school.enter(LEAD, NEXT_DAY)
    held, old = session.held, left.taken

    assert (left.changed.member.name, left.changed.member.active) == (COLLEAGUE, False)
    assert (left.changed.keys.desk, left.changed.keys.register, left.changed.keys.problem) == (True, True, None)
    assert numbers_of_keys(session) == (2, 2)
    assert (held.desk_number, held.register_number, sorted(held.register_seeds)) == (2, 2, [1, 2])
    assert is_locked_with(held.store / "register.db", derive(held.register_seeds[2], REGISTER_DATABASE))
    assert not is_locked_with(held.store / "desk.db", old.desk_key(left.school.member(COLLEAGUE)))
    assert {number for one in held.roll.members for number in desk_numbers(held.keyring, one)} == {2}
    assert changing_keys.owed(session) == NOTHING
    assert kinds_of_ledger(session).count("roll") == 4


def test_what_was_sealed_before_and_after_is_read_by_author_lead_and_new_lead_and_all_of_it_holds(left: Left) -> None:
    own = [one.number for one in records.mine(left.school.enter(AUTHOR, NEXT_DAY))]
    lead = left.school.enter(LEAD, NEXT_DAY)
    by_lead, checked = texts(lead, BEFORE, AFTER), verify_store(lead)
    membership.set_roles(lead, AUTHOR, ("lead", "recorder"))
    new_lead = left.school.enter(AUTHOR, NEXT_DAY)

    assert sorted(own) == [BEFORE, AFTER]
    assert by_lead[1] == LATER != by_lead[0]
    assert texts(new_lead, BEFORE, AFTER) == by_lead
    assert sorted(row.number for row in register.page(new_lead, register.Query())) == [BEFORE, UNSIGNED, AFTER]
    assert checked.holds
    assert verify_store(new_lead).holds


def test_entries_name_the_epoch_that_they_were_sealed_to(left: Left) -> None:
    session = left.school.enter(LEAD, NEXT_DAY)

    epochs = {number: records.show(session, number).body["epoch"] for number in (BEFORE, UNSIGNED, AFTER)}

    assert epochs == {BEFORE: 1, UNSIGNED: 2, AFTER: 2}


def test_what_was_typed_without_an_account_before_is_taken_in_and_read_after(left: Left) -> None:
    session = left.school.enter(LEAD, NEXT_DAY)

    (waiting,) = taking_in.unconfirmed(session)

    assert (waiting.number, waiting.name) == (UNSIGNED, "A. Mensah")
    assert texts(session, UNSIGNED) == [TYPED]


def test_a_draft_begun_before_and_saved_after_is_opened_by_its_author_and_as_left_behind(left: Left) -> None:
    (found,) = left_behind.listing(left.school.enter(LEAD, NEXT_DAY))

    opened = left_behind.open_left(left.school.enter(LEAD, NEXT_DAY), found.id, "She is away")

    assert found.id == left.draft
    assert opened.answers.get("before") == LATER


def test_a_record_of_before_and_one_of_after_leave_as_files_that_hold(left: Left, tmp_path: Path) -> None:
    session = left.school.enter(LEAD, NEXT_DAY)

    for number in (BEFORE, AFTER):
        exporting.export_json(session, number, tmp_path / f"{number}.json")

    assert [verify_path(tmp_path / f"{number}.json").holds for number in (BEFORE, AFTER)] == [True, True]


def test_a_backup_made_after_stands_again_with_all_of_it(left: Left, tmp_path: Path) -> None:
    made = backing_up.make(left.school.enter(OFFICE, NEXT_DAY), tmp_path)
    left.school.leave()

    restored = restoring.restore(
        made.path, tmp_path / "again", LEAD, PASSPHRASES[LEAD], clock=FixedClock(NEXT_DAY)
    )  # fmt: skip
    again = School(tmp_path / "again", left.school.out, left.school.made, NEXT_DAY)
    read = texts(again.enter(LEAD), BEFORE, AFTER)
    again.leave()

    assert restored.findings == ()
    assert read[1] == LATER


def test_a_salvage_opens_what_was_sealed_to_both_epochs(left: Left, tmp_path: Path) -> None:
    pages = bytearray((left.school.store / "desk.db").read_bytes())
    pages[900] ^= 1
    (left.school.store / "desk.db").write_bytes(pages)

    salvaged = salvage(
        left.school.store, tmp_path / "new", LEAD, PASSPHRASES[LEAD], clock=FixedClock(NEXT_DAY)
    )  # fmt: skip
    new = School(tmp_path / "new", left.school.out, left.school.made, NEXT_DAY)
    read = texts(new.enter(LEAD), BEFORE, AFTER)
    new.leave()

    assert salvaged.findings == ()
    assert read[1] == LATER


def test_two_cards_open_both_epochs_and_bring_both_back_to_who_forgot_their_passphrase(left: Left) -> None:
    session = session_with_cards(left.school.store, cards(left.school), FixedClock(NEXT_DAY))
    seeds, checked = sorted(session.held.register_seeds), verify_store(session)
    session.close()

    back = new_keys_with_cards(
        left.school.store, cards(left.school), AUTHOR, left.school.store.parent, clock=FixedClock(NEXT_DAY)
    ).back

    assert seeds == [1, 2]
    assert checked.holds
    assert (back.entries, back.entries_waiting, back.drafts) == (2, 0, 1)


def test_a_person_has_the_same_pseudonym_in_packages_of_before_and_after(left: Left, tmp_path: Path) -> None:
    old = School(left.taken.store, left.school.out, left.school.made)
    copies = {"before": old.copy(tmp_path / "before"), "after": left.school}

    found = {}
    for when, school in copies.items():
        session = school.enter(LEAD, NEXT_DAY)
        packaging.export_package(session, tmp_path / f"package {when}", start="2026-05-01", end="2026-05-31")
        lines = (tmp_path / f"package {when}" / "incidents.csv").read_text("utf-8").splitlines()
        at = lines[0].split(",").index("person")
        found[when] = {line.split(",")[at] for line in lines[1:]}
        school.leave()

    assert found["before"]
    assert found["before"] <= found["after"]


def test_an_administrator_lets_a_recorder_out_and_changes_the_desk_key_alone(school: School) -> None:
    sealed(school.enter(COLLEAGUE), case(1))

    changed = membership.leave(school.enter(OFFICE), COLLEAGUE)
    session = school.enter(LEAD)

    assert (changed.keys.desk, changed.keys.register) == (True, False)
    assert numbers_of_keys(session) == (2, 1)
    assert session.held.keyring.format == "rrn-keyring/1"
    assert verify_store(session).holds


def test_a_role_of_a_lead_that_is_taken_away_begins_an_epoch_and_leaves_the_desk_as_it_is(school: School) -> None:
    second_lead(school)

    changed = membership.give_roles(school.enter(LEAD), COLLEAGUE, ("recorder",))
    session = school.enter(COLLEAGUE)

    assert (changed.keys.desk, changed.keys.register) == (False, True)
    assert numbers_of_keys(session) == (1, 2)
    assert not session.is_lead
    assert session.held.register_seeds == {}


def test_other_roles_change_no_key(school: School) -> None:
    session = school.enter(LEAD)

    changed = membership.give_roles(session, AUTHOR, ("recorder", "in_charge"))

    assert (changed.keys.desk, changed.keys.register) == (False, False)
    assert numbers_of_keys(session) == (1, 1)


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

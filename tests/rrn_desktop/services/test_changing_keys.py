"""New keys when someone left: who can go on, what is still read, and what is owed until it is done."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest

from rrn_desktop.clock import FixedClock
from rrn_desktop.keys.changing import desk_numbers
from rrn_desktop.keys.derive import REGISTER_DATABASE, derive
from rrn_desktop.services import (
    backing_up,
    changing_keys,
    exporting,
    left_behind,
    membership,
    packaging,
    records,
    register,
    restoring,
    taking_in,
)
from rrn_desktop.services.changing_keys import KeysOwed
from rrn_desktop.services.recovering import new_keys_with_cards, session_with_cards
from rrn_desktop.services.salvaging import salvage
from rrn_desktop.services.session import Session
from rrn_desktop.services.verifying import verify_path, verify_store
from rrn_desktop.store.page_check import is_locked_with
from tests.rrn_desktop.services.leaving import (
    AFTER,
    BEFORE,
    LATER,
    NEXT_DAY,
    TYPED,
    UNSIGNED,
    Left,
    cards,
    lead_who_left,
    second_lead,
)
from tests.rrn_desktop.services.school import (
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

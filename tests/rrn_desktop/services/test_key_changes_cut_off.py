"""A change of keys that was cut off: everyone goes on with what lies there, and whoever can finishes it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rrn_desktop.clock import FixedClock
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys.changing import desk_numbers
from rrn_desktop.services import (
    backing_up,
    changing_keys,
    doctor,
    drafts,
    membership,
    own_passphrase,
    records,
    register,
    restoring,
)
from rrn_desktop.services.changing_keys import KeysOwed
from rrn_desktop.services.salvaging import salvage
from rrn_desktop.services.session import Session
from rrn_desktop.services.setup_sheets import words_on
from rrn_desktop.services.signing_in import sign_in
from rrn_desktop.services.verifying import verify_store
from rrn_desktop.store.connection import Database
from tests.rrn_desktop.services.leaving import BEFORE, LEFT_AT, NEXT_DAY, files_of_keys, second_lead
from tests.rrn_desktop.services.school import (
    AUTHOR,
    COLLEAGUE,
    LEAD,
    OFFICE,
    PASSPHRASES,
    School,
    case,
    few,
    kept,
    sealed,
)

NEW_WORDS = "marmalade trestle nine otters"


class Killed(BaseException):
    """The program ended here; nothing of ours catches it."""


@pytest.fixture(scope="module")
def new_two(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    """The school with two leads, a record, and a file that nobody opened since."""
    school = new_school.copy(tmp_path_factory.mktemp("two"))
    second_lead(school)
    sealed(school.enter(AUTHOR), case(1))
    for name in (AUTHOR, OFFICE, LEAD):
        school.enter(name)
    school.leave()
    return school


@pytest.fixture
def two(new_two: School, tmp_path: Path) -> Iterator[School]:
    yield from new_two.lent(tmp_path)


def cut_off(two: School, kind: str, monkeypatch: pytest.MonkeyPatch, who: str = LEAD) -> None:
    """Let a lead leave; the program ends before the new file of a kind takes its place."""
    session = two.enter(who, LEFT_AT)
    membership.close_account(session, COLLEAGUE)
    take = Database.take

    def taken(self: Database, other: Path, key: bytes) -> None:
        if self.kind == kind:
            raise Killed
        take(self, other, key)

    with monkeypatch.context() as patched:
        patched.setattr(Database, "take", taken)
        with pytest.raises(Killed):
            changing_keys.change(session)
    two.leave()


def keys_in(session: Session) -> tuple[int, int, int, int]:
    """The desk key of the roll and of the file, and the same of the register."""
    held = session.held
    return held.roll.desk_key.number, held.desk_number, held.roll.register.epoch, held.register_number


def held_numbers(two: School) -> set[int]:
    ring = keyrings.load(two.store / "keyring.json")
    return {number for one in (*ring.replayed().members, "recovery") for number in desk_numbers(ring, one)}


@pytest.mark.parametrize("name", [AUTHOR, OFFICE, LEAD])
def test_whoever_signs_in_next_finishes_the_change_of_the_desk_key(
    two: School, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    cut_off(two, "desk", monkeypatch)
    between = held_numbers(two)

    first = keys_in(two.enter(name, NEXT_DAY))
    everyone = [keys_in(two.enter(other, NEXT_DAY))[:2] for other in (AUTHOR, OFFICE, LEAD)]

    assert between == {1, 2}
    assert first[:2] == (2, 2)
    assert everyone == [(2, 2)] * 3
    assert held_numbers(two) == {2}
    assert verify_store(two.enter(LEAD, NEXT_DAY)).holds


def test_a_lead_who_signs_in_next_finishes_the_change_of_the_register(
    two: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off(two, "register", monkeypatch)
    before = two.enter(AUTHOR, NEXT_DAY).held.roll.register.epoch

    session = two.enter(LEAD, NEXT_DAY)

    assert before == 2
    assert keys_in(session) == (1, 1, 2, 2)
    assert [row.number for row in register.page(session, register.Query())] == [BEFORE]
    assert records.show(session, BEFORE).number == BEFORE
    assert changing_keys.owed(session) == KeysOwed(desk=1)


def test_a_kill_before_the_keyring_is_written_leaves_everything_as_it_was(two: School) -> None:
    session = two.enter(LEAD, LEFT_AT)
    membership.close_account(session, COLLEAGUE)
    two.leave()
    before = files_of_keys(two.store)
    for name in (".desk.db.0123abcd.part", ".desk.db.0123abcd.part-wal"):
        (two.store / name).write_bytes(before["desk.db"][:8192])

    session = two.enter(OFFICE, NEXT_DAY)

    assert keys_in(session)[:2] == (1, 1)
    assert changing_keys.owed(session) == KeysOwed(desk=1)
    assert [one.name for one in two.store.iterdir() if "part" in one.name] == []


def test_a_kill_after_the_file_is_in_place_leaves_only_the_old_key_to_be_dropped(
    two: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = two.enter(LEAD, LEFT_AT)
    membership.close_account(session, COLLEAGUE)

    def killed(_session: Session) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(changing_keys, "_forget_former_desk_keys", killed)
        with pytest.raises(Killed):
            changing_keys.change(session)
    two.leave()
    between = held_numbers(two)
    session = two.enter(AUTHOR, NEXT_DAY)

    assert between == {1, 2}
    assert keys_in(session)[:2] == (2, 2)
    assert held_numbers(two) == {2}


@pytest.fixture
def unfinished(two: School, monkeypatch: pytest.MonkeyPatch) -> School:
    """The change of a large store, which nobody finishes without being asked."""
    cut_off(two, "desk", monkeypatch)
    monkeypatch.setattr(changing_keys, "QUICK", 1000)
    return two


def test_until_a_large_store_is_finished_everyone_goes_on_and_comes_back(unfinished: School, tmp_path: Path) -> None:
    author = unfinished.enter(AUTHOR, NEXT_DAY)
    draft = kept(author, few("Library"))
    own_passphrase.change(author, PASSPHRASES[AUTHOR], NEW_WORDS)
    new = membership.invite(unfinished.enter(OFFICE, NEXT_DAY), "Ms Nia", "Teacher", ("recorder",), tmp_path / "o")
    words = words_on(next(one for one in new.files if one.suffix == ".txt").read_text("utf-8"))
    unfinished.leave()

    again = sign_in(unfinished.store, AUTHOR, NEW_WORDS, clock=FixedClock(NEXT_DAY))
    mine = [one.id for one in drafts.mine(again)]
    again.close()
    newcomer = sign_in(unfinished.store, "Ms Nia", words, clock=FixedClock(NEXT_DAY))
    numbers = keys_in(newcomer)[:2]
    newcomer.close()

    assert mine == [draft.id]
    assert numbers == (2, 1)


def test_a_change_that_was_begun_is_finished_without_another_key_by_who_asks(unfinished: School) -> None:
    office = unfinished.enter(OFFICE, NEXT_DAY)
    told, recorder = changing_keys.owed(office), changing_keys.owed(unfinished.enter(AUTHOR, NEXT_DAY))

    changed = changing_keys.change(unfinished.enter(OFFICE, NEXT_DAY))
    session = unfinished.enter(AUTHOR, NEXT_DAY)

    assert (told, recorder) == (KeysOwed(unfinished=True, by_itself=False), KeysOwed(by_itself=False))
    assert changed.desk
    assert keys_in(session)[:2] == (2, 2)
    assert held_numbers(unfinished) == {2}


def test_who_leaves_meanwhile_owes_another_key_and_both_are_done_at_once(unfinished: School) -> None:
    session = unfinished.enter(LEAD, NEXT_DAY)
    membership.close_account(session, AUTHOR)

    changed = changing_keys.change(session)

    assert not changed.owed.any
    assert keys_in(unfinished.enter(OFFICE, NEXT_DAY))[:2] == (3, 3)
    assert held_numbers(unfinished) == {3}


def test_a_backup_of_before_it_is_finished_stands_again(unfinished: School, tmp_path: Path) -> None:
    made = backing_up.make(unfinished.enter(OFFICE, NEXT_DAY), tmp_path)
    unfinished.leave()

    restoring.restore(made.path, tmp_path / "again", LEAD, PASSPHRASES[LEAD], clock=FixedClock(NEXT_DAY))
    again = replace(unfinished, store=tmp_path / "again", _open=None)
    session = again.enter(LEAD, NEXT_DAY)
    found = keys_in(session)[:2], verify_store(session).holds
    again.leave()

    assert found == ((2, 1), True)


def broken_page(store: Path) -> None:
    pages = bytearray((store / "desk.db").read_bytes())
    pages[900] ^= 1
    (store / "desk.db").write_bytes(pages)


def nothing(_store: Path) -> None:
    return


@pytest.mark.parametrize("happens", [nothing, broken_page])
def test_the_doctor_and_a_salvage_find_the_key_that_fits(
    unfinished: School, tmp_path: Path, happens: Callable[[Path], None]
) -> None:
    happens(unfinished.store)

    found = doctor.examine(unfinished.store, name=LEAD, passphrase=PASSPHRASES[LEAD])
    salvage(unfinished.store, tmp_path / "new", LEAD, PASSPHRASES[LEAD], clock=FixedClock(NEXT_DAY))
    new = replace(unfinished, store=tmp_path / "new", _open=None)
    read = records.show(new.enter(LEAD, NEXT_DAY), BEFORE).number
    new.leave()

    assert {one.code for one in found.findings if one.harm} <= {"first_page_damaged"}
    assert read == BEFORE


def test_a_disk_that_is_full_at_the_next_sign_in_keeps_nobody_out(two: School, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_off(two, "desk", monkeypatch)
    usage = shutil.disk_usage(two.store)

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=0))
        numbers = keys_in(two.enter(AUTHOR, NEXT_DAY))[:2]
    after = keys_in(two.enter(AUTHOR, NEXT_DAY))[:2]

    assert (numbers, after) == ((2, 1), (2, 2))

"""Who left, with the whole folder of before and their passphrase, against the store of after: at the level of bytes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from rrn_desktop.canonical import canonical, labelled, to_bytes, to_text
from rrn_desktop.clock import FixedClock
from rrn_desktop.errors import NoRight, RollRefused, StoreDamaged, StoreUnusable
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys import statements as said
from rrn_desktop.keys import wraps
from rrn_desktop.keys.boxes import new_key
from rrn_desktop.keys.derive import DESK_DATABASE, REGISTER_DATABASE, derive
from rrn_desktop.keys.fingerprints import fingerprint
from rrn_desktop.keys.keyring import KeySwapped, Wrap, shared_key, wrap_key
from rrn_desktop.keys.letting_in import following
from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger import headers
from rrn_desktop.ledger.draft_boxes import open_left_draft
from rrn_desktop.ledger.headers import check_row
from rrn_desktop.ledger.inbox_file import content_of, register_key
from rrn_desktop.ledger.opening import open_entry, reader_of, register_reader
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.services import deputies, inbox, membership, records, register
from rrn_desktop.services.inbox_items import path_of, read
from rrn_desktop.store import desk_drafts, desk_ledger
from rrn_desktop.store.connection import open_database
from rrn_desktop.store.desk_ledger import StoredEntry
from rrn_desktop.store.page_check import is_locked_with, unsound
from tests.rrn_desktop.services.leaving import AFTER, BEFORE, LATER, NEXT_DAY, UNSIGNED, Left, lead_who_left
from tests.rrn_desktop.services.school import AT, AUTHOR, COLLEAGUE, LEAD, OFFICE, School, few


@pytest.fixture(scope="module")
def new_left(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> Left:
    left = lead_who_left(new_school, tmp_path_factory.mktemp("left"))
    # Each of them has seen it done.
    for name in (AUTHOR, OFFICE, LEAD):
        left.school.enter(name, NEXT_DAY)
    left.school.leave()
    return left


@pytest.fixture
def left(new_left: Left, tmp_path: Path) -> Iterator[Left]:
    own = new_left.copy(tmp_path)
    yield own
    own.school.leave()


def keyring_of(left: Left) -> keyrings.Keyring:
    return keyrings.load(left.school.store / "keyring.json")


def put(left: Left, keyring: keyrings.Keyring) -> None:
    keyrings.save(left.school.store / "keyring.json", keyring)


def sealed_entry(left: Left, number: str) -> tuple[StoredEntry, Roll]:
    session = left.school.enter(LEAD, NEXT_DAY)
    with session.held.desk.read() as connection:
        (entry,) = desk_ledger.by_number(connection, number)
    return entry, session.held.roll


def test_the_desk_of_after_does_not_open_with_the_key_of_before_nor_does_a_page_of_it(left: Left) -> None:
    key, desk = left.taken.desk_key(left.school.member(COLLEAGUE)), left.school.store / "desk.db"

    with pytest.raises(StoreUnusable):
        open_database(desk, key, "desk")

    assert len(unsound(desk, key)) == desk.stat().st_size // 4096
    assert open_database(left.taken.store / "desk.db", key, "desk").check() == ()


def test_the_register_of_after_does_not_open_with_the_seed_of_before(left: Left) -> None:
    seed, file = left.taken.seeds(left.school.member(COLLEAGUE))[1], left.school.store / "register.db"

    assert len(unsound(file, derive(seed, REGISTER_DATABASE))) == file.stat().st_size // 4096
    assert is_locked_with(left.taken.store / "register.db", derive(seed, REGISTER_DATABASE))


def test_what_was_sealed_before_stays_known_to_who_left_and_nothing_after_does(left: Left) -> None:
    seed = left.taken.seeds(left.school.member(COLLEAGUE))[1]
    before, roll = sealed_entry(left, BEFORE)
    after, _ = sealed_entry(left, AFTER)
    unsigned, _ = sealed_entry(left, UNSIGNED)

    assert open_entry(before, reader_of("register/1", seed), roll).body.number == BEFORE
    for entry in (after, unsigned):
        assert [wrap.recipient for wrap in entry.wraps if "/" in wrap.recipient] == ["register/2"]
        for name in ("register/1", "register/2"):
            with pytest.raises(EntryRefused):
                open_entry(entry, reader_of(name, seed), roll)


def test_a_draft_that_was_saved_after_does_not_open_for_who_could_have_opened_it_before(left: Left) -> None:
    seeds, site = left.taken.seeds(left.school.member(COLLEAGUE)), left.taken.roll.site_id
    session = left.school.enter(LEAD, NEXT_DAY)
    old = open_database(left.taken.store / "desk.db", left.taken.desk_key(left.school.member(COLLEAGUE)), "desk")
    with session.held.desk.read() as connection, old.read() as earlier:
        now, then = desk_drafts.open_row(connection, left.draft), desk_drafts.open_row(earlier, left.draft)
    old.close()
    by = register_reader(seeds)

    assert by is not None
    assert now is not None
    assert then is not None
    assert open_left_draft(then, site, by)
    with pytest.raises(EntryRefused):
        open_left_draft(now, site, by)
    # Not even with what they may have kept of the draft's own key.
    with pytest.raises(EntryRefused):
        open_left_draft(replace(now, wrap_register=then.wrap_register), site, by)


def test_what_is_carried_on_without_an_account_after_does_not_open_with_the_key_that_it_had_before(
    left: Left, tmp_path: Path
) -> None:
    then, now = Path(shutil.copytree(left.taken.store, tmp_path / "then")), left.school.store
    begun = inbox.save(replace(inbox.begin(then, "A. Mensah", "", clock=FixedClock(AT)), answers=few()))
    shutil.copytree(then / "inbox", now / "inbox", dirs_exist_ok=True)
    words, by = begun.phrase or "", register_reader(left.taken.seeds(left.school.member(COLLEAGUE)))
    carried = inbox.carry_on(now, words, clock=FixedClock(AT))
    inbox.save(replace(carried, answers=carried.answers.with_answer("before", LATER)))
    earlier, later = (read(path_of(store, begun.id)) for store in (then, now))

    assert by is not None
    key = register_key(earlier, by)
    with pytest.raises(EntryRefused):
        content_of(later, key)
    with pytest.raises(EntryRefused):
        register_key(later, by)
    assert content_of(earlier, key)
    assert inbox.carry_on(now, words, clock=FixedClock(AT)).answers.get("before") == LATER


def test_who_left_is_not_signed_in_and_neither_with_the_list_of_members_of_before(left: Left) -> None:
    with pytest.raises(NoRight, match="closed"):
        left.school.enter(COLLEAGUE, NEXT_DAY)

    shutil.copy(left.taken.store / "keyring.json", left.school.store / "keyring.json")

    with pytest.raises(StoreDamaged):
        left.school.enter(COLLEAGUE, NEXT_DAY)
    for name in (AUTHOR, OFFICE, LEAD):
        with pytest.raises(RollRefused) as refusal:
            left.school.enter(name, NEXT_DAY)
        assert refusal.value.code == "roll_put_back"


@pytest.mark.parametrize("name", [AUTHOR, LEAD])
def test_a_keyring_from_which_the_new_desk_key_was_taken_opens_nothing(left: Left, name: str) -> None:
    put(left, keyring_of(left).without_wraps(left.school.member(name), ("desk/2",)))

    with pytest.raises(NoRight) as refusal:
        left.school.enter(name, NEXT_DAY)

    assert refusal.value.code == "no_right"


@pytest.mark.parametrize("name", [AUTHOR, OFFICE, LEAD])
def test_who_has_seen_the_new_desk_key_takes_no_desk_under_the_old_one(left: Left, name: str) -> None:
    old, who = left.taken, left.school.member(COLLEAGUE)
    ring = keyring_of(left)
    key = shared_key(old.keyring, old.roll, "desk/1", who, old.own(who))
    rewrapped = [wrap_key(ring.replayed(), "desk/1", key, left.school.member(one)) for one in (AUTHOR, OFFICE, LEAD)]
    put(left, ring.with_wraps(rewrapped))
    shutil.copy(old.store / "desk.db", left.school.store / "desk.db")

    with pytest.raises(StoreDamaged):
        left.school.enter(name, NEXT_DAY)

    assert is_locked_with(left.school.store / "desk.db", derive(key, DESK_DATABASE))


def test_a_register_under_the_seed_of_before_is_not_read_but_begun_anew(left: Left) -> None:
    seed = left.taken.seeds(left.school.member(COLLEAGUE))[1]
    forged = open_database(left.taken.store / "register.db", derive(seed, REGISTER_DATABASE), "register")
    with forged.write() as connection:
        connection.exec_driver_sql("UPDATE records SET person = 'Somebody Else'")
    forged.close()
    shutil.copy(left.taken.store / "register.db", left.school.store / "register.db")

    session = left.school.enter(LEAD, NEXT_DAY)
    page = register.page(session, register.Query())

    assert sorted(row.number for row in page) == [BEFORE, UNSIGNED, AFTER]
    assert "Somebody Else" not in {row.person for row in page}
    assert records.show(session, AFTER).number == AFTER


def test_a_seed_swapped_on_the_way_to_the_epoch_before_is_refused_to_leads_and_stops_nobody_else(left: Left) -> None:
    ring = keyring_of(left)
    roll = ring.replayed()
    bound = {"site": roll.site_id, "key": "register/1", "to": "register/2", "fingerprint": roll.stated["register/1"]}
    info = labelled("wrap/shared", canonical(bound))
    wrapped = wraps.wrap(new_key(), to_bytes(roll.register.public), info)
    put(left, ring.with_wraps([Wrap("register/1", "register/2", wraps.SUITE, to_text(wrapped))]))

    with pytest.raises(KeySwapped) as refusal:
        left.school.enter(LEAD, NEXT_DAY)

    assert refusal.value.code == "key_swapped"
    assert left.school.enter(AUTHOR, NEXT_DAY).member.name == AUTHOR


def test_an_entry_that_names_another_epoch_than_its_list_of_members_does_not_hold(left: Left) -> None:
    entry, roll = sealed_entry(left, BEFORE)
    header, _ = check_row(entry.row, roll)
    session = left.school.enter(AUTHOR, NEXT_DAY)

    forged = headers.signed_row(msgspec.structs.replace(header, epoch=2), session.held.secrets)

    with pytest.raises(EntryRefused) as refusal:
        check_row(forged, roll)
    assert refusal.value.finding == "epoch_of_another"


def test_a_new_key_by_someone_in_charge_or_a_new_epoch_by_a_deputy_stops_the_list_of_members(
    school: School,
) -> None:
    membership.set_roles(school.enter(LEAD), COLLEAGUE, ("in_charge", "recorder"))
    deputies.lead_until(school.enter(LEAD), AUTHOR, "2026-06-01")
    school.leave()
    path = school.store / "keyring.json"
    ring = keyrings.load(path)
    roll = ring.replayed()
    seed = new_key()
    stated = said.RegisterStated(2, to_text(wraps.public_of(seed)), fingerprint(seed))
    attempts: dict[str, said.Later] = {
        COLLEAGUE: said.DeskKeyChanged(
            *following(roll, school.member(COLLEAGUE), AT), desk_key=said.DeskKeyStated(2, fingerprint(seed))
        ),
        AUTHOR: said.RegisterEpoch(*following(roll, school.member(AUTHOR), AT), register=stated),
    }

    for name, statement in attempts.items():
        own = school.enter(name, AT + timedelta(minutes=1)).held.secrets
        school.leave()
        item = said.signed(statement, {school.member(name): own})
        keyrings.save(path, replace_roll(ring, item))
        with pytest.raises(RollRefused) as refusal:
            school.enter(LEAD)
        assert refusal.value.code == "roll_no_right"
        keyrings.save(path, ring)


def replace_roll(ring: keyrings.Keyring, item: said.SignedStatement) -> keyrings.Keyring:
    return keyrings.Keyring(ring.format, (*ring.roll, item), ring.wraps)

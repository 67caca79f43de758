"""A damaged store is salvaged: a new one stands of what can be read, and what is lost is counted and named."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from rrn_desktop.clock import FixedClock
from rrn_desktop.errors import NoRight, Refused, StoreInUse, StoreMissing, UserFacingError, WrongPassphrase, WrongUsage
from rrn_desktop.services import directory, drafts, records, register, salvaging, verifying
from rrn_desktop.services.doctor import examine
from rrn_desktop.services.salvaging import NothingToSalvage, Salvaged
from rrn_desktop.services.session import Session
from rrn_desktop.services.setup_sheets import words_on
from rrn_desktop.store.connection import connect
from rrn_desktop.store.salvage_pages import Pages
from tests.damage.damages import DAMAGES, Damage, changed, flip, gone
from tests.damage.patients import Patient, Staff, make_patients
from tests.rrn_desktop.services.school import (
    AT,
    AUTHOR,
    COLLEAGUE,
    LEAD,
    OFFICE,
    PASSPHRASES,
    School,
    few,
    kept,
    kinds_of_ledger,
    sealed,
)
from tests.rrn_desktop.services.test_doctor import files_of

NEXT_DAY = FixedClock(AT + timedelta(days=1))
FIRST, SECOND = "2026-A-001", "2026-A-002"
# These take away what a salvage needs: the desk itself, the list of members, or every key file.
HOPELESS = {
    "emptied": "nothing_to_salvage", "gone": "store_missing", "not encrypted": "nothing_to_salvage",
    "newer": "store_newer", "the list of members gone": "store_missing", "the list of members cut": "store_damaged",
    "an old list of members": "roll_put_back", "all key files gone": "store_missing",
    "an old key file put back": "slot_put_back",
}  # fmt: skip
# These may cost a record: it was on the pages, or in the log, that were damaged.
COSTLY = {
    "one bit of another page", "an old page put back", "cut at a page", "cut within a page", "the log deleted",
    "the log made garbage", "one bit of the log", "the log cut", "an old desk put back",
    "an old desk and its head put back", "a sealed body taken out with the key",
}  # fmt: skip
BY_NAME = {one.name: one for one in DAMAGES}


@pytest.fixture(scope="module")
def patients(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> tuple[Patient, Patient]:
    folder = tmp_path_factory.mktemp("patients")
    own = new_school.copy(folder)
    kept(own.enter(AUTHOR), few("Library"))
    own.leave()
    return make_patients(Staff(own.store, AUTHOR, COLLEAGUE, LEAD, PASSPHRASES, AT), folder)


def damaged(patients: tuple[Patient, Patient], folder: Path, damage: Damage) -> Path:
    patient = patients[damage.after_kill]
    own = replace(patient, store=Path(shutil.copytree(patient.store, folder / "damaged")))
    damage.deed(own)
    return own.store


def salvaged(store: Path, name: str = LEAD, **more: Any) -> Salvaged:
    return salvaging.salvage(store, store.parent / "new", name, PASSPHRASES[name], clock=NEXT_DAY, **more)


def refused(store: Path, name: str = LEAD, **more: Any) -> str:
    """Return the code of a refusal, after looking that it left nothing behind and changed nothing."""
    before, beside = files_of(store) if store.exists() else {}, set(store.parent.iterdir())
    with pytest.raises(UserFacingError) as caught:
        salvaged(store, name, **more)
    assert set(store.parent.iterdir()) == beside
    assert (files_of(store) if store.exists() else {}) == before
    return caught.value.code


def numbers_in_register(session: Session) -> set[str]:
    return {row.number for row in register.page(session, register.Query())}


@pytest.fixture
def entered(new_school: School, tmp_path: Path) -> Iterator[School]:
    own = replace(new_school, store=tmp_path / "new", at=NEXT_DAY.moment, _open=None)
    yield own
    own.leave()


def test_without_its_first_page_nothing_of_a_desk_is_lost(
    patients: tuple[Patient, Patient], tmp_path: Path, entered: School
) -> None:
    store = damaged(patients, tmp_path, BY_NAME["one bit of the first page"])
    before = files_of(store)

    done = salvaged(store)

    assert files_of(store) == before
    assert (done.desk.pages.lost, done.entries_lost, done.lost_numbers, done.findings) == ((1,), (), (), ())
    assert (done.segment, done.desk.unplaced, done.files_lost, done.facts.names) == (2, 0, (), 0)
    assert examine(done.store, name=LEAD, passphrase=PASSPHRASES[LEAD]).findings == ()
    author = entered.enter(AUTHOR)
    (draft,) = drafts.mine(author)
    assert drafts.open_draft(author, draft.id).answers.get("place") == "Library"
    assert sealed(author, few(), first=True).number == "2026-A-003"
    lead = entered.enter(LEAD)
    assert numbers_in_register(lead) == {FIRST, SECOND, "2026-A-003"}
    assert records.show(lead, FIRST).number == FIRST
    assert kinds_of_ledger(lead)[done.entries] == "salvaged"
    assert verifying.verify_store(lead).holds


def test_entries_on_a_lost_page_are_named_and_their_numbers_stay_taken(
    patients: tuple[Patient, Patient], tmp_path: Path, entered: School
) -> None:
    store = damaged(patients, tmp_path, Damage("", a_page_of("ledger")))

    done = salvaged(store, last_number="2026-A-004")

    (lost,) = done.entries_lost
    table = next(one for one in done.desk.tables if one.table == "ledger")
    assert (table.lost, table.exact) == (lost.last - lost.first + 1, True)
    assert done.lost_numbers[-2:] == ("2026-A-003", "2026-A-004")
    assert [one.code for one in done.findings] == ["chain_broken"]
    author = entered.enter(AUTHOR)
    assert sealed(author, few(), first=True).number == "2026-A-005"
    there = {FIRST, SECOND, "2026-A-005"} - set(done.lost_numbers)
    assert numbers_in_register(entered.enter(LEAD)) == there


def a_page_of(table: str) -> Any:
    """Return the deed of spoiling the first page below the root of a table."""

    def deed(patient: Patient) -> None:
        connection = connect(patient.store / "desk.db", patient.key)
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        connection.close()
        with Pages(patient.store / "desk.db", patient.key) as pages:
            head = pages.page(root) or b""
        child = int.from_bytes(head[int.from_bytes(head[12:14], "big") :][:4], "big") if head[0] == 5 else root
        patient.swap("desk.db", flip((child - 1) * 4096 + 900))

    return deed


def test_accounts_whose_names_are_lost_get_those_of_their_certificates(
    patients: tuple[Patient, Patient], tmp_path: Path, entered: School
) -> None:
    store = damaged(patients, tmp_path, Damage("", a_page_of("members")))

    done = salvaged(store)

    names = {one.name for one in directory.members(entered.enter(LEAD)) if one.active}
    assert LEAD in names
    # Whoever never signed in has no certificate.
    assert done.facts.names == sum(name.startswith("(name lost)") for name in names) <= 1


def test_without_key_files_two_recovery_cards_salvage_a_store(
    patients: tuple[Patient, Patient], tmp_path: Path, new_school: School
) -> None:
    store = damaged(patients, tmp_path, BY_NAME["all key files gone"])
    changed("desk.db", flip(900))(replace(patients[0], store=store))
    cards = [words_on((new_school.out / f"recovery-share-{one}.txt").read_text("utf-8")) for one in (1, 3)]

    done = salvaging.salvage_with_cards(store, tmp_path / "new", cards, clock=NEXT_DAY)

    assert (done.desk.pages.lost, done.findings) == ((1,), ())


def test_a_recorder_a_stranger_and_whoever_comes_second_salvage_nothing(
    patients: tuple[Patient, Patient], tmp_path: Path
) -> None:
    store = damaged(patients, tmp_path, BY_NAME["one bit of another page"])

    codes = [refused(store, AUTHOR), refused(store, last_number="2026-B-001")]
    with pytest.raises(WrongPassphrase):
        salvaging.salvage(store, tmp_path / "new", LEAD, "not this one at all", clock=NEXT_DAY)
    with pytest.raises(Refused):
        salvaging.salvage(store, store, LEAD, PASSPHRASES[LEAD], clock=NEXT_DAY)
    before = files_of(store)
    with pytest.raises(Refused, match="inside the damaged store"):
        salvaging.salvage(store, store / "inbox" / "new", LEAD, PASSPHRASES[LEAD], clock=NEXT_DAY)

    assert files_of(store) == before
    assert codes == [NoRight.code, WrongUsage.code]
    assert salvaged(store, OFFICE).entries > 0


def test_a_store_that_is_open_is_not_salvaged(new_school: School, tmp_path: Path) -> None:
    own = new_school.copy(tmp_path)
    own.enter(AUTHOR)

    with pytest.raises(StoreInUse):
        salvaged(own.store)
    own.leave()

    assert sorted(path.name for path in tmp_path.iterdir()) == ["store"]


@pytest.mark.parametrize("damage", [gone("desk.db"), changed("desk.db", lambda _: b"")], ids=["gone", "emptied"])
def test_a_desk_of_which_nothing_is_left_is_refused(
    patients: tuple[Patient, Patient], tmp_path: Path, damage: Any
) -> None:
    store = damaged(patients, tmp_path, Damage("", damage))

    assert refused(store) in {StoreMissing.code, NothingToSalvage.code}


@pytest.mark.long
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: one.name.replace(" ", "-"))
def test_each_damage_costs_what_lay_on_it_and_no_more(
    patients: tuple[Patient, Patient], tmp_path: Path, damage: Damage, entered: School
) -> None:
    store = damaged(patients, tmp_path, damage)
    if damage.name in HOPELESS:
        assert refused(store) == HOPELESS[damage.name]
        return
    before = files_of(store)

    done = salvaged(store)

    assert files_of(store) == before
    lead = entered.enter(LEAD)
    there = numbers_in_register(lead)
    assert there == {FIRST, SECOND} or (damage.name in COSTLY and there < {FIRST, SECOND})
    assert sealed(lead, few(), first=True).number not in there
    tables = {one.code for one in examine(done.store, name=LEAD, passphrase=PASSPHRASES[LEAD]).findings}
    assert "tables_changed" not in tables

"""The doctor names each damage by its own code, in words, and changes nothing."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from rrn_desktop.errors import WrongPassphrase
from rrn_desktop.services import register_here
from rrn_desktop.services.doctor import Examined, examine
from rrn_desktop.services.doctor_of_demo import ACCOUNTS
from rrn_desktop.services.doctor_words import HARMLESS as HARMLESS_CODES
from rrn_desktop.services.doctor_words import WORDS
from tests.damage.damages import DAMAGES, HARMLESS, Damage
from tests.damage.patients import Patient, Staff, make_patients
from tests.rrn_desktop.services.school import AT, AUTHOR, COLLEAGUE, LEAD, OFFICE, PASSPHRASES, School

_LONGEST = 30


@pytest.fixture(scope="module")
def patients(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> tuple[Patient, Patient]:
    folder = tmp_path_factory.mktemp("patients")
    staff = Staff(new_school.copy(folder).store, AUTHOR, COLLEAGUE, LEAD, PASSPHRASES, AT)
    return make_patients(staff, folder)


def on_the_table(patients: tuple[Patient, Patient], folder: Path, *, after_kill: bool = False) -> Patient:
    patient = patients[after_kill]
    return replace(patient, store=Path(shutil.copytree(patient.store, folder / "store")))


def deep(store: Path, name: str = LEAD) -> Examined:
    return examine(store, name=name, passphrase=PASSPHRASES[name])


def codes(examined: Examined) -> set[str]:
    return {one.code for one in examined.findings}


def files_of(store: Path) -> dict[str, bytes]:
    found = (path for path in sorted(store.rglob("*")) if path.is_file() and not path.name.startswith("lock"))
    return {path.relative_to(store).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("after_kill", [False, True])
def test_a_sound_store_has_nothing_wrong_also_after_a_kill(
    patients: tuple[Patient, Patient], tmp_path: Path, after_kill: bool
) -> None:
    store = on_the_table(patients, tmp_path, after_kill=after_kill).store
    before = files_of(store)

    found = examine(store), deep(store), deep(store, AUTHOR)

    assert [(one.sound, one.findings) for one in found] == [(True, ())] * 3
    assert [len(one.not_checked) for one in found] == [1, 0, 1]
    assert files_of(store) == before


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: one.name.replace(" ", "-"))
def test_each_damage_is_named_and_nothing_is_changed(
    patients: tuple[Patient, Patient], tmp_path: Path, damage: Damage
) -> None:
    patient = on_the_table(patients, tmp_path, after_kill=damage.after_kill)
    damage.deed(patient)
    before = files_of(patient.store)

    plain, with_key = examine(patient.store), deep(patient.store)

    assert codes(plain) == set(damage.plain)
    assert codes(with_key) == set(damage.deep or damage.plain)
    assert with_key.sound is (damage.name in HARMLESS)
    assert files_of(patient.store) == before
    for one in with_key.findings:
        assert re.fullmatch(r"[A-Z].*[.]", one.says)
        assert re.fullmatch(r"[A-Z].*[.]", one.next_step) or "rrn " in one.next_step
        assert not any(name in one.says + one.next_step for name in PASSPHRASES)


def test_an_administrator_sees_the_same_of_the_desk_as_a_lead(
    patients: tuple[Patient, Patient], tmp_path: Path
) -> None:
    patient = on_the_table(patients, tmp_path)
    patient.swap("desk.db", lambda data: data.__setitem__(5000, data[5000] ^ 1))

    assert codes(deep(patient.store, OFFICE)) == {"page_damaged"}
    assert "2" in next(one.says for one in deep(patient.store, OFFICE).findings)


def test_in_a_demo_store_the_doctor_takes_a_leads_account_that_lies_beside_it(
    patients: tuple[Patient, Patient], tmp_path: Path
) -> None:
    patient = on_the_table(patients, tmp_path)
    accounts = [{"id": patient.slot_of_lead[6:-5], "role": "lead", "passphrase": PASSPHRASES[LEAD]}]
    (patient.store / ACCOUNTS).write_text(json.dumps(accounts), "utf-8")

    sound = examine(patient.store)
    patient.swap("desk.db", lambda data: data.__setitem__(5000, data[5000] ^ 1))
    damaged = examine(patient.store)
    (patient.store / ACCOUNTS).write_text(json.dumps([{**accounts[0], "passphrase": "not this one"}]), "utf-8")
    closed = examine(patient.store)

    assert (sound.findings, sound.not_checked) == ((), ())
    assert codes(damaged) == {"page_damaged"}
    assert (closed.findings, len(closed.not_checked)) == ((), 1)


def test_where_leads_read_elsewhere_the_doctor_does_not_open_the_register(new_school: School, tmp_path: Path) -> None:
    school = new_school.copy(tmp_path)
    register_here.allow(school.enter(LEAD), yes=False)
    school.leave()

    found = deep(school.store)

    assert (found.sound, found.findings) == (True, ())
    assert [one for one in found.not_checked if "register.db" in one]


def test_a_store_that_is_open_elsewhere_is_left_alone(new_school: School, tmp_path: Path) -> None:
    school = new_school.copy(tmp_path)
    school.enter(AUTHOR)

    found = deep(school.store)
    school.leave()

    assert codes(found) == {"store_in_use"}
    assert found.not_checked


def test_a_folder_that_is_not_there_and_one_that_is_no_store_are_named(tmp_path: Path) -> None:
    assert codes(examine(tmp_path / "nowhere")) == {"file_missing"}
    assert codes(examine(tmp_path)) == {
        "file_missing", "register_missing", "keyring_missing", "head_missing", "slots_missing",
    }  # fmt: skip


def test_a_wrong_passphrase_is_no_damage(patients: tuple[Patient, Patient]) -> None:
    with pytest.raises(WrongPassphrase):
        examine(patients[0].store, name=LEAD, passphrase="not this one at all")


def test_each_code_has_a_sentence_and_what_to_do() -> None:
    assert set(WORDS) >= HARMLESS_CODES
    for says, next_step in WORDS.values():
        assert says.endswith((".", "{file}.", "{pages}."))
        assert all(len(sentence.split()) <= _LONGEST for sentence in re.split(r"[.:;]", f"{says} {next_step}"))

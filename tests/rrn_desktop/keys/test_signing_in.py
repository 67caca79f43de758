from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from rrn_desktop.errors import NoRight, StoreDamaged, UserFacingError, WrongPassphrase
from rrn_desktop.keys import passphrase_key, slots, statements
from rrn_desktop.keys.letting_in import let_out
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.passphrase_key import NAME_COST, KdfRefused
from rrn_desktop.keys.roll import Roll
from rrn_desktop.keys.roll_refusals import RollPutBack
from rrn_desktop.keys.signing_in import SlotOfNobody, find, open_own
from rrn_desktop.keys.slots import Slot, SlotChanged, SlotElsewhere, SlotRelabelled

PASSPHRASE = "correct horse battery staple"


def write(folder: Path, here: Any, who: str, name: str, **changes: Any) -> Slot:
    roll: Roll = changes.pop("roll", here.roll)
    secrets = changes.pop("secrets", None) or here.secrets[who]
    made: dict[str, Any] = {
        "site": roll.site_id,
        "member": who,
        "name": name,
        "passphrase": PASSPHRASE,
        "secrets": secrets,
        "roll_seq": roll.seq,
        "roll_head": roll.head,
        "cost": NAME_COST,
        **changes,
    }
    slot = slots.create(**made)
    slots.save_slot(folder, slot)
    return slot


@pytest.mark.parametrize("typed", ["Jo Évans", "  jo   e\u0301VANS ", "ＪＯ évans"])
def test_a_typed_name_finds_its_slot_however_it_is_written(tmp_path: Path, site: Any, typed: str) -> None:
    write(tmp_path, site, site.recorder, "Jo Évans")
    write(tmp_path, site, site.lead, "Someone Else")

    opened = open_own(tmp_path, site.roll, typed, PASSPHRASE)

    assert opened.secrets == site.secrets[site.recorder]


def test_an_id_finds_its_slot(tmp_path: Path, site: Any) -> None:
    write(tmp_path, site, site.recorder, "Jo Evans")

    opened = open_own(tmp_path, site.roll, site.recorder, PASSPHRASE)

    assert opened.slot.member == site.recorder


def test_two_people_of_one_name_each_open_their_own_slot(tmp_path: Path, site: Any) -> None:
    write(tmp_path, site, site.recorder, "Jo Evans", passphrase="the one passphrase")
    write(tmp_path, site, site.lead, "Jo Evans", passphrase="the other passphrase")

    opened = [open_own(tmp_path, site.roll, "Jo Evans", f"the {one} passphrase") for one in ("one", "other")]

    assert [each.slot.member for each in opened] == [site.recorder, site.lead]


def test_a_wrong_name_and_a_wrong_passphrase_give_the_same_sentence_after_the_same_work(
    tmp_path: Path, site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, site, site.recorder, "Jo Evans")
    work: list[tuple[int, int, int]] = []
    real = passphrase_key.key_from

    def counted(passphrase: bytes, kdf: Any) -> bytes:
        work.append((kdf.memory_kib, kdf.passes, kdf.lanes))
        return real(passphrase, kdf)

    monkeypatch.setattr(slots, "key_from", counted)
    told = []
    for name in ("Jo Evans", "Jo Nobody", site.recorder, "z" * 26, ""):
        with pytest.raises(WrongPassphrase) as refusal:
            open_own(tmp_path, site.roll, name, "wrong")
        told.append((type(refusal.value), refusal.value.what, refusal.value.safe, refusal.value.next_step))

    assert len(set(told)) == 1
    assert len(work) == 5
    assert len(set(work)) == 1


def test_an_empty_folder_says_no_more_than_a_wrong_passphrase(tmp_path: Path, site: Any) -> None:
    folder = tmp_path / "missing"

    with pytest.raises(WrongPassphrase):
        open_own(folder, site.roll, "Jo Evans", PASSPHRASE)


def test_a_decoy_looks_like_a_slot_and_opens_for_nobody(tmp_path: Path, site: Any) -> None:
    write(tmp_path, site, site.recorder, "Jo Evans")

    decoy = find(tmp_path, site.roll, "Jo Nobody")

    assert decoy.member not in site.roll.members
    assert decoy.kdf.memory_kib == NAME_COST.memory_kib
    with pytest.raises(WrongPassphrase):
        slots.open_slot(decoy, PASSPHRASE)


def test_a_slot_of_another_site_is_refused(tmp_path: Path, site: Any) -> None:
    write(tmp_path, site, site.recorder, "Jo Evans", site="9" * 64)

    with pytest.raises(SlotElsewhere) as refusal:
        open_own(tmp_path, site.roll, "Jo Evans", PASSPHRASE)

    assert refusal.value.code == "slot_of_another_site"


def test_a_slot_copied_over_another_members_is_refused(tmp_path: Path, site: Any) -> None:
    slot = write(tmp_path, site, site.recorder, "Jo Evans")
    (tmp_path / f"{site.lead}.json").write_bytes(slot.to_bytes())

    with pytest.raises(SlotRelabelled) as refusal:
        open_own(tmp_path, site.roll, site.lead, PASSPHRASE)

    assert refusal.value.code == "slot_relabelled"
    assert open_own(tmp_path, site.roll, "Jo Evans", PASSPHRASE).slot == slot


def test_a_slot_relabelled_inside_is_refused(tmp_path: Path, site: Any) -> None:
    slot = write(tmp_path, site, site.recorder, "Jo Evans")
    (tmp_path / f"{site.recorder}.json").unlink()
    slots.save_slot(tmp_path, msgspec.structs.replace(slot, member=site.lead))

    with pytest.raises(SlotChanged):
        open_own(tmp_path, site.roll, site.lead, PASSPHRASE)


def test_a_swapped_name_tag_is_refused(tmp_path: Path, site: Any) -> None:
    lead = write(tmp_path, site, site.lead, "The Lead")
    recorder = write(tmp_path, site, site.recorder, "Jo Evans")
    slots.save_slot(tmp_path, msgspec.structs.replace(recorder, name_tag=lead.name_tag))

    with pytest.raises(SlotChanged):
        open_own(tmp_path, site.roll, "Jo Evans", PASSPHRASE)

    assert open_own(tmp_path, site.roll, "The Lead", PASSPHRASE).slot == lead


def test_weakened_costs_are_refused_with_their_own_sentences(tmp_path: Path, site: Any) -> None:
    slot = write(tmp_path, site, site.recorder, "Jo Evans")

    slots.save_slot(tmp_path, msgspec.structs.replace(slot, kdf=msgspec.structs.replace(slot.kdf, passes=10)))
    with pytest.raises(SlotChanged):
        open_own(tmp_path, site.roll, "Jo Evans", PASSPHRASE)
    slots.save_slot(tmp_path, msgspec.structs.replace(slot, kdf=msgspec.structs.replace(slot.kdf, memory_kib=1)))
    with pytest.raises(KdfRefused):
        open_own(tmp_path, site.roll, "Jo Evans", PASSPHRASE)


def test_a_slot_that_someone_made_for_a_member_of_their_own_invention_is_refused(tmp_path: Path, site: Any) -> None:
    write(tmp_path, site, site.newcomer, "Invented Lead", secrets=MemberSecrets.new())

    with pytest.raises(SlotOfNobody) as refusal:
        open_own(tmp_path, site.roll, "Invented Lead", PASSPHRASE)

    assert refusal.value.code == "slot_of_nobody"


def test_a_slot_with_keys_that_the_roll_does_not_hold_is_refused(tmp_path: Path, site: Any) -> None:
    write(tmp_path, site, site.lead, "The Lead", secrets=MemberSecrets.new())

    with pytest.raises(SlotChanged):
        open_own(tmp_path, site.roll, "The Lead", PASSPHRASE)


def test_a_slot_from_before_its_keys_were_replaced_is_refused(tmp_path: Path, site: Any) -> None:
    write(tmp_path, site, site.recorder, "Jo Evans")
    public = MemberSecrets.new().public()
    replaced = site.statement(statements.KeysReplaced, site.lead, site.recorder, public.sign, public.receive)

    with pytest.raises(SlotChanged):
        open_own(tmp_path, site.replayed_with(replaced), "Jo Evans", PASSPHRASE)


def test_an_own_slot_with_another_receive_seed_is_refused(tmp_path: Path, site: Any) -> None:
    signing = site.secrets[site.recorder].signing
    write(tmp_path, site, site.recorder, "Jo Evans", secrets=MemberSecrets(signing, bytes(32), bytes(32)))

    with pytest.raises(SlotChanged):
        open_own(tmp_path, site.roll, "Jo Evans", PASSPHRASE)


def test_an_old_roll_put_back_is_refused_by_the_head_in_the_own_slot(tmp_path: Path, site: Any) -> None:
    write(tmp_path, site, site.lead, "The Lead")
    old = Roll.replay(site.keyring.roll[:1])

    with pytest.raises(RollPutBack) as refusal:
        open_own(tmp_path, old, "The Lead", PASSPHRASE)

    assert refusal.value.code == "roll_put_back"


def test_someone_who_left_is_told_that_the_account_is_closed(tmp_path: Path, site: Any) -> None:
    write(tmp_path, site, site.recorder, "Jo Evans")
    keyring = let_out(site.keyring, site.roll, site.lead, site.secrets[site.lead], member=site.recorder, at=site.at)

    with pytest.raises(NoRight) as refusal:
        open_own(tmp_path, keyring.replayed(), "Jo Evans", PASSPHRASE)

    assert "closed" in refusal.value.what


def test_a_damaged_slot_is_told_to_its_owner_and_stops_nobody_else(tmp_path: Path, site: Any) -> None:
    write(tmp_path, site, site.lead, "The Lead")
    write(tmp_path, site, site.recorder, "Jo Evans")
    (tmp_path / f"{site.recorder}.json").write_bytes(b"")

    with pytest.raises(StoreDamaged):
        open_own(tmp_path, site.roll, "Jo Evans", PASSPHRASE)

    assert open_own(tmp_path, site.roll, "The Lead", PASSPHRASE).slot.member == site.lead


def test_every_refusal_here_has_its_own_three_sentences() -> None:
    refusals: list[UserFacingError] = [slots.changed(), slots.wrong_passphrase()]

    told = {(each.what, each.next_step) for each in refusals}

    assert len(told) == len(refusals)
    assert all(each.safe for each in refusals)

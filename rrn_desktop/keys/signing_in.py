"""Finds the slot for a typed name and opens it: a wrong name and a wrong passphrase take the same path."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from rrn_desktop.canonical import to_text
from rrn_desktop.errors import DoesNotHold, NoRight, StoreUnusable, UserFacingError, WrongPassphrase
from rrn_desktop.ids import new_id
from rrn_desktop.keys import slots
from rrn_desktop.keys.passphrase_key import RECORDER_COST, SALT_BYTES, KdfCost, check_kdf, kdf_of, name_tag
from rrn_desktop.keys.roll import Roll
from rrn_desktop.keys.slots import OpenedSlot, Slot

_DECOY_BOX = 400


class SlotOfNobody(DoesNotHold):
    """A slot belongs to nobody in the roll."""

    code = "slot_of_nobody"


@dataclass(frozen=True, slots=True)
class _Folder:
    """The slots of a folder that are as their owners wrote them, and what is wrong with the others."""

    sound: tuple[Slot, ...]
    wrong: tuple[UserFacingError, ...]


def open_own(folder: Path, roll: Roll, name_or_id: str, passphrase: str) -> OpenedSlot:
    """Return what the slot of a typed name or id holds.

    - A wrong name and a wrong passphrase give the same WrongPassphrase, after the same work.
    - When no slot fits and one in the folder was changed, its own sentence is given instead.
    - Raises NoRight for someone who has left, and RollPutBack when the slot has seen a later roll.
    The caller still compares the revision with the one that the store saw last: see slots.check_revision.
    """
    read = _read(folder, roll)
    found = _fitting(read, roll, name_or_id)
    for slot in found or (_decoy(read),):
        try:
            opened = slots.open_slot(slot, passphrase)
        except WrongPassphrase:
            continue
        _check_opened(opened, roll)
        return opened
    raise slots.wrong_passphrase() if found or not read.wrong else read.wrong[0]


def find(folder: Path, roll: Roll, name_or_id: str) -> Slot:
    """Return the first sound slot for a name or an id; for an unknown one, a decoy that nothing opens."""
    read = _read(folder, roll)
    return (_fitting(read, roll, name_or_id) or (_decoy(read),))[0]


def _fitting(read: _Folder, roll: Roll, name_or_id: str) -> tuple[Slot, ...]:
    # The tag is made for an id as well, so that both take the same time.
    tag = name_tag(roll.site_id, name_or_id)
    return tuple(slot for slot in read.sound if name_or_id == slot.member or tag == slot.name_tag)


def _read(folder: Path, roll: Roll) -> _Folder:
    sound: list[Slot] = []
    wrong: list[UserFacingError] = []
    for path in _files(folder):
        try:
            sound.append(_sound(path, roll))
        except UserFacingError as problem:
            wrong.append(problem)
    return _Folder(tuple(sound), tuple(wrong))


def _files(folder: Path) -> list[Path]:
    # Globbing would say nothing of a folder that is closed to this account, and the passphrase would seem wrong.
    try:
        return sorted(Path(entry.path) for entry in os.scandir(folder) if entry.name.endswith(".json"))
    except FileNotFoundError:
        return []
    except OSError:
        raise StoreUnusable(
            f"The folder {folder.name} of this store can't be read.",
            "Nothing was changed, and what was saved is safe.",
            "Ask IT to check who may read it.",
        ) from None


def _sound(path: Path, roll: Roll) -> Slot:
    slot = slots.load_slot(path)
    slots.check_place(slot, roll.site_id, path.stem)
    check_kdf(slot.kdf)
    member = roll.members.get(slot.member)
    if member is None:
        raise SlotOfNobody(
            "A key file in this store belongs to nobody in the list of members.",
            "Nothing was opened with it, and nothing was changed.",
            "Check that you typed your name right. If you did, tell your lead.",
        )
    slots.check_owner(slot, member.sign)
    return slot


def _decoy(read: _Folder) -> Slot:
    """Return a slot that nothing opens, which asks for as much work as the others here."""
    cost = RECORDER_COST
    if read.sound:
        kdf = read.sound[0].kdf
        cost = KdfCost(kdf.memory_kib, kdf.passes, kdf.lanes)
    random = to_text(os.urandom(_DECOY_BOX))
    kdf = kdf_of(cost, os.urandom(SALT_BYTES))
    return Slot(f"{slots.FAMILY}/{slots.VERSION}", "0" * 64, new_id(), 1, kdf, "", random, "")


def _check_opened(opened: OpenedSlot, roll: Roll) -> None:
    member = roll.members[opened.slot.member]
    if not member.active:
        raise NoRight(
            "This account is closed.",
            "Everything written with it is safe.",
            "Ask a lead to let you in again under a new account.",
        )
    if opened.secrets.public() != member.public():
        raise slots.changed()
    roll.check_seen(opened.roll_seq, opened.roll_head)

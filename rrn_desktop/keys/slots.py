"""Slots: the file that a member's passphrase opens, and that its owner alone writes.

``slots/ID.json`` is canonical JSON::

    {"format": "rrn-slot/1", "site", "member", "revision",
     "kdf": {"name": "argon2id", "memory_kib", "passes", "lanes", "salt"},
     "name_tag", "box", "signature"}

- The key of the box is Argon2id of the normalised passphrase.
- ``box`` (base64) is AES-256-GCM over the canonical JSON of ``{"signing", "receive_seed", "draft_key",
  "roll_seq", "roll_head"}``; it is bound to the canonical JSON of all fields but ``box`` and ``signature``.
- ``signature`` (base64) is the owner's, kind ``slot``, over the canonical JSON of all fields but itself. So a
  changed slot is told apart from a wrong passphrase, by the public key that the roll holds.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from rrn_desktop.canonical import canonical, to_bytes, to_text
from rrn_desktop.errors import DoesNotHold, WrongPassphrase
from rrn_desktop.files import write_whole
from rrn_desktop.keys import strict_json
from rrn_desktop.keys.boxes import BoxRefused, open_box, seal_box
from rrn_desktop.keys.member import MemberSecrets, sign, verify
from rrn_desktop.keys.passphrase import as_typed, normalise
from rrn_desktop.keys.passphrase_key import SALT_BYTES, Kdf, KdfCost, check_kdf, kdf_of, key_from, name_tag
from rrn_desktop.keys.shapes import Base64, From1, Hash, Id, Text, bytes_of

FAMILY, VERSION = "rrn-slot", 1
SLOT_LIMIT = 64 * 1024
_KIND = "slot"


class SlotChanged(DoesNotHold):
    """A slot is not as its owner wrote it."""

    code = "slot_changed"


class SlotElsewhere(DoesNotHold):
    """A slot belongs to another site."""

    code = "slot_of_another_site"


class SlotRelabelled(DoesNotHold):
    """A slot's file is named after another member."""

    code = "slot_relabelled"


class SlotPutBack(DoesNotHold):
    """A slot is older than one that this store has seen."""

    code = "slot_put_back"


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A slot as it stands in its file."""

    format: Text
    site: Hash
    member: Id
    revision: From1
    kdf: Kdf
    name_tag: Base64
    box: Base64
    signature: Base64

    def to_bytes(self) -> bytes:
        """Return the bytes of the file."""
        return canonical(msgspec.to_builtins(self))


class _Inside(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    signing: str
    receive_seed: str
    draft_key: str
    roll_seq: int
    roll_head: str


@dataclass(frozen=True, slots=True, repr=False)
class OpenedSlot:
    """What a passphrase opened: the secrets, and the roll head that the owner saw last."""

    secrets: MemberSecrets
    roll_seq: int
    roll_head: str
    revision: int
    slot: Slot
    _kek: bytes

    def __repr__(self) -> str:
        return f"OpenedSlot(hidden, revision={self.revision})"


def create(
    *,
    site: str,
    member: str,
    name: str,
    passphrase: str,
    secrets: MemberSecrets,
    roll_seq: int,
    roll_head: str,
    cost: KdfCost,
    revision: int = 1,
) -> Slot:
    """Return a new slot; after a change of passphrase, revision is the old one plus one."""
    kdf = kdf_of(cost, os.urandom(SALT_BYTES))
    bare = Slot(f"{FAMILY}/{VERSION}", site, member, revision, kdf, name_tag(site, name), "", "")
    return _filled(bare, key_from(normalise(passphrase), kdf), secrets, roll_seq, roll_head)


def open_slot(slot: Slot, passphrase: str) -> OpenedSlot:
    """Return what a slot holds; raises WrongPassphrase, and SlotChanged when its owner did not write it so."""
    check_kdf(slot.kdf)
    kek = key_from(as_typed(passphrase), slot.kdf)
    try:
        inside = _inside(open_box(kek, bytes_of(slot.box), _bound(slot)))
    except BoxRefused:
        raise wrong_passphrase() from None
    secrets = MemberSecrets(*(to_bytes(text) for text in (inside.signing, inside.receive_seed, inside.draft_key)))
    check_owner(slot, secrets.public().sign)
    return OpenedSlot(secrets, inside.roll_seq, inside.roll_head, slot.revision, slot, kek)


def renewed(opened: OpenedSlot, roll_seq: int, roll_head: str) -> Slot:
    """Return the next revision of a slot, with the roll head seen now, under the same passphrase."""
    bare = msgspec.structs.replace(opened.slot, revision=opened.revision + 1)
    return _filled(bare, opened._kek, opened.secrets, roll_seq, roll_head)  # noqa: SLF001 - it is this module's own


def check_owner(slot: Slot, sign_public: str) -> None:
    """Raise SlotChanged unless the owner of a public key signed the slot as it stands."""
    if not verify(sign_public, _KIND, _signed(slot), bytes_of(slot.signature)):
        raise changed()


def check_place(slot: Slot, site: str, member: str) -> None:
    """Raise SlotElsewhere or SlotRelabelled unless a slot says this site and this member."""
    if slot.site != site:
        raise SlotElsewhere(
            "A key file in this store belongs to another store.",
            "Nothing was opened, and nothing was changed.",
            "Check that you typed your name right. If you did, ask IT to put back the key file of this store.",
        )
    if slot.member != member:
        raise SlotRelabelled(
            "A key file in this store belongs to another account than its file name says.",
            "Nothing was opened, and nothing was changed.",
            "Check that you typed your name right. If you did, tell your lead: someone may have copied the file.",
        )


def changed() -> SlotChanged:
    """Return the sentence for a slot that is not as its owner wrote it."""
    return SlotChanged(
        "A key file in this store is not as its owner left it.",
        "Nothing was opened, and nothing was changed.",
        "Check that you typed your name right. If you did, tell your lead, and ask IT for the file from a backup.",
    )


def check_revision(opened: OpenedSlot, seen: int | None) -> None:
    """Raise SlotPutBack when the store has seen a later revision of the slot."""
    if seen is not None and opened.revision < seen:
        raise SlotPutBack(
            "An old copy of your key file was put in place of the newer one.",
            "Your records were not changed.",
            "If a backup was put back on purpose, your lead can confirm it. If not, tell your lead now.",
        )


def load_slot(path: Path) -> Slot:
    """Return the slot in a file; raises StoreMissing, StoreDamaged or StoreNewer."""
    return strict_json.read_file(path, Slot, FAMILY, VERSION, SLOT_LIMIT)


def save_slot(folder: Path, slot: Slot) -> Path:
    """Write a slot to its file in the folder of slots, and return the path."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{slot.member}.json"
    write_whole(path, slot.to_bytes())
    return path


def wrong_passphrase() -> WrongPassphrase:
    """Return the one sentence for a wrong name and for a wrong passphrase."""
    return WrongPassphrase(
        "The name and the passphrase do not belong together.",
        "Nothing was changed.",
        "Check both, and check that Caps Lock is off. Then try again.",
    )


def _filled(bare: Slot, kek: bytes, secrets: MemberSecrets, roll_seq: int, roll_head: str) -> Slot:
    inside = _Inside(
        to_text(secrets.signing), to_text(secrets.receive_seed), to_text(secrets.draft_key), roll_seq, roll_head
    )
    box = seal_box(kek, canonical(msgspec.to_builtins(inside)), _bound(bare))
    boxed = msgspec.structs.replace(bare, box=to_text(box))
    return msgspec.structs.replace(boxed, signature=to_text(sign(secrets, _KIND, _signed(boxed))))


def _inside(plain: bytes) -> _Inside:
    return msgspec.convert(strict_json.parse(plain), _Inside, strict=True)


def _bound(slot: Slot) -> bytes:
    return canonical(_without(slot, "box", "signature"))


def _signed(slot: Slot) -> bytes:
    return canonical(_without(slot, "signature"))


def _without(slot: Slot, *fields: str) -> dict[str, Any]:
    whole: dict[str, Any] = msgspec.to_builtins(slot)
    return {key: value for key, value in whole.items() if key not in fields}

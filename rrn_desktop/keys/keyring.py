"""The keyring: the roll's statements and the shared keys, each wrapped to those who hold it. No names.

``keyring.json`` is canonical JSON::

    {"format": "rrn-keyring/1",
     "roll": [{"statement": text, "signatures": [{"by", "signature"}]}],
     "wraps": [{"key", "to", "suite", "wrap"}]}

``key`` is ``desk/N``, ``register/N``, ``ca/N``, ``member-receive/ID`` or ``member-draft/ID``; ``to`` is a member's
id, ``recovery`` or ``register/N``. The HPKE info of a wrap is ``rrn/1/wrap/shared`` NUL the canonical JSON of
``{"site", "key", "to", "fingerprint"}``. The fingerprint is the one in the roll; for a member's own keys it is
that of their public receive key in the roll, so the wrap belongs to one set of keys. HPKE does not prove a sender:
what comes out of a wrap is compared with the roll before it is used.

Once a member's keys were replaced, what recovery holds of those before stands under ``member-receive/ID/SEQ`` and
``member-draft/ID/SEQ``: SEQ is the statement that gave them, and the wrap is the very one that was made with them.
A keyring that holds such a name is ``rrn-keyring/2``.

From the second register epoch on the seed of each one before is wrapped to ``register/N``, the one after it; while the
desk key changes, two of them are held. A keyring that holds either is ``rrn-keyring/3``, so that a program that knows
one desk key and one epoch alone says that it is too old.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from rrn_desktop.canonical import canonical, labelled, to_bytes, to_text
from rrn_desktop.errors import DoesNotHold, NoRight
from rrn_desktop.files import write_whole
from rrn_desktop.keys import strict_json, wraps
from rrn_desktop.keys.fingerprints import fingerprint, matches
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.roll import Roll
from rrn_desktop.keys.shapes import Base64, KeyName, Recipient, Text, bytes_of
from rrn_desktop.keys.statements import SignedStatement

FAMILY, VERSION, WITH_FORMER, WITH_EPOCHS = "rrn-keyring", 1, 2, 3
_KNOWN = (VERSION, WITH_FORMER, WITH_EPOCHS)
KEYRING_LIMIT = 50 * 1024 * 1024
RECEIVE, DRAFT = "member-receive/", "member-draft/"
DESK, REGISTER = "desk/", "register/"
"""What the names of desk keys and of register epochs begin with, also where something is wrapped to an epoch."""


class KeySwapped(DoesNotHold):
    """A shared key is not the one whose fingerprint the roll states."""

    code = "key_swapped"


class Wrap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One shared key, wrapped to one who holds it."""

    key: KeyName
    to: Recipient
    suite: Text
    wrap: Base64


class Keyring(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The statements and the wraps, as they stand in the file."""

    format: Text
    roll: tuple[SignedStatement, ...]
    wraps: tuple[Wrap, ...]

    def replayed(self, seen: tuple[int, str] | None = None) -> Roll:
        """Return the roll that the statements lead to."""
        return Roll.replay(self.roll, seen)

    def find(self, key: str, to: str) -> Wrap | None:
        """Return the wrap of a key to someone, or None."""
        return next((each for each in self.wraps if each.key == key and each.to == to), None)

    def with_statement(self, item: SignedStatement) -> Keyring:
        """Return the keyring with one more statement; raises RollRefused unless it extends the roll."""
        Roll.replay((*self.roll, item))
        return msgspec.structs.replace(self, roll=(*self.roll, item))

    def with_wraps(self, new: Sequence[Wrap]) -> Keyring:
        """Return the keyring with these wraps, each in place of one of the same key to the same recipient."""
        taken = {(each.key, each.to) for each in new}
        kept = tuple(each for each in self.wraps if (each.key, each.to) not in taken)
        return self._holding((*kept, *new))

    def with_former(self, member: str, name: str) -> Keyring:
        """Return the keyring with what recovery holds of a member's keys under the name that those keep for good."""
        moved = tuple(
            msgspec.structs.replace(each, key=family + name)
            for family in (RECEIVE, DRAFT)
            for each in self.wraps
            if each.key == family + member
        )
        if not moved:
            return self
        kept = tuple(each for each in self.wraps if each.key not in (RECEIVE + member, DRAFT + member))
        return self._holding((*kept, *moved))

    def without_wraps(self, to: str, families: tuple[str, ...]) -> Keyring:
        """Return the keyring without the wraps to someone of keys whose names begin so."""
        return self._holding([each for each in self.wraps if each.to != to or not each.key.startswith(families)])

    def without_desk_keys(self, but: int) -> Keyring:
        """Return the keyring without the wraps of any desk key but the one of a number."""
        name = f"{DESK}{but}"
        return self._holding([each for each in self.wraps if not each.key.startswith(DESK) or each.key == name])

    def _holding(self, wraps: Sequence[Wrap]) -> Keyring:
        return msgspec.structs.replace(self, format=f"{FAMILY}/{_version_for(wraps)}", wraps=tuple(wraps))


def new_keyring(first: SignedStatement, new: Sequence[Wrap]) -> Keyring:
    """Return the keyring of a new site."""
    return Keyring(f"{FAMILY}/{VERSION}", (first,), tuple(new))


def load(path: Path) -> Keyring:
    """Return the keyring in a file; raises StoreMissing, StoreDamaged or StoreNewer."""
    return _checked(strict_json.read_file(path, Keyring, FAMILY, _KNOWN, KEYRING_LIMIT), path.name)


def read(data: bytes) -> Keyring:
    """Return the keyring of a file's bytes, as load does."""
    return _checked(strict_json.decode(data, "keyring.json", Keyring, FAMILY, _KNOWN), "keyring.json")


def save(path: Path, keyring: Keyring) -> None:
    """Write the keyring, whole or not at all."""
    write_whole(path, to_file(keyring))


def to_file(keyring: Keyring) -> bytes:
    """Return the bytes of the file."""
    return canonical(msgspec.to_builtins(keyring))


def wrap_key(roll: Roll, key: str, secret: bytes, to: str) -> Wrap:
    """Return a shared key wrapped to a member, to recovery, or to the register epoch of now.

    Raises KeySwapped when it is not the stated one.
    """
    _check_stated(roll, key, secret)
    receive = _receive_of(roll, to)
    if receive is None:
        raise ValueError("nobody of this id is in the roll")
    wrapped = wraps.wrap(secret, to_bytes(receive), _info(roll, key, to))
    return Wrap(key, to, wraps.SUITE, to_text(wrapped))


def shared_key(keyring: Keyring, roll: Roll, name: str, member_id: str, secrets: MemberSecrets) -> bytes:
    """Return a shared key that is wrapped to a member or to ``recovery``.

    Raises NoRight when they do not hold it, WrapRefused when the wrap does not open, and KeySwapped when what is
    in it is not what the roll states.
    """
    found = keyring.find(name, member_id)
    if found is None:
        raise NoRight(
            "Your account does not hold the key that this needs.",
            "Nothing was changed.",
            "Ask a lead.",
        )
    return opened_wrap(found, roll, secrets.receive_seed)


def opened_wrap(found: Wrap, roll: Roll, seed: bytes) -> bytes:
    """Return the shared key in a wrap, by the receive seed of whom it is wrapped to.

    Raises WrapRefused when it does not open, and KeySwapped when what is in it is not what the roll states.
    """
    if found.suite != wraps.SUITE:
        raise wraps.refused()
    secret = wraps.unwrap(bytes_of(found.wrap), seed, _info(roll, found.key, found.to))
    _check_stated(roll, found.key, secret)
    return secret


def _receive_of(roll: Roll, to: str) -> str | None:
    if to == f"{REGISTER}{roll.register.epoch}":
        return roll.register.public
    public = roll.public_of(to)
    return public.receive if public is not None else None


def _version_for(held: Sequence[Wrap]) -> int:
    """Return the version of the format that wraps ask for: what nobody needs to know of stays the first one."""
    desk_keys = {each.key for each in held if each.key.startswith(DESK)}
    if len(desk_keys) > 1 or any(each.to.startswith(REGISTER) for each in held):
        return WITH_EPOCHS
    return WITH_FORMER if any(each.key.count("/") > 1 for each in held) else VERSION


def _info(roll: Roll, key: str, to: str) -> bytes:
    made_as = key.rpartition("/")[0] if key.startswith((RECEIVE, DRAFT)) and key.count("/") > 1 else key
    bound = {"site": roll.site_id, "key": made_as, "to": to, "fingerprint": _stated(roll, key)}
    return labelled("wrap/shared", canonical(bound))


def _stated(roll: Roll, key: str) -> str:
    """Return the fingerprint that the roll states for a key."""
    if key.startswith((RECEIVE, DRAFT)):
        receive = roll.receive_named(key.partition("/")[2])
        if receive is not None:
            return fingerprint(to_bytes(receive))
    elif key in roll.stated:
        return roll.stated[key]
    raise swapped()


def _check_stated(roll: Roll, key: str, secret: bytes) -> None:
    stated = _stated(roll, key)
    if len(secret) != wraps.SEED_BYTES:
        raise swapped()
    if key.startswith(DRAFT):
        return  # the roll does not state it; a draft that it does not open says so
    if not matches(wraps.public_of(secret) if key.startswith(RECEIVE) else secret, stated):
        raise swapped()


def swapped() -> KeySwapped:
    """Return the sentence for a shared key that is not the stated one."""
    return KeySwapped(
        "A shared key in this store is not the one that the list of members states.",
        "The key was not used, and nothing was opened with it.",
        "Someone may have put another key in its place. Tell your lead, and do not write records here until then.",
    )


def _checked(keyring: Keyring, name: str) -> Keyring:
    if not keyring.roll:
        raise strict_json.damaged(f"The list of members in the file {name} is empty.")
    if len({(each.key, each.to) for each in keyring.wraps}) != len(keyring.wraps):
        raise strict_json.damaged(f"The file {name} holds one key twice.")
    return keyring

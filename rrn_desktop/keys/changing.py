"""New shared keys after someone left: a new desk key, and a new register epoch whose key opens those before.

Nothing is taken away here that a file may still be locked with: see ``Keyring.without_desk_keys`` for afterwards.
"""

from __future__ import annotations

import secrets as random
from collections.abc import Collection
from datetime import datetime

from rrn_desktop.canonical import to_text
from rrn_desktop.errors import StoreDamaged
from rrn_desktop.keys import statements as said
from rrn_desktop.keys import strict_json, wraps
from rrn_desktop.keys.boxes import new_key
from rrn_desktop.keys.fingerprints import fingerprint
from rrn_desktop.keys.keyring import DESK, REGISTER, Keyring, opened_wrap, shared_key, wrap_key
from rrn_desktop.keys.letting_in import check_right, following
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.rights import LEAD, RECOVERY
from rrn_desktop.keys.roll import Roll


def change_desk_key(
    keyring: Keyring, roll: Roll, by: str, secrets: MemberSecrets, *, at: datetime
) -> tuple[Keyring, bytes]:
    """Return the keyring with a new desk key, wrapped to all who are here and to recovery; and that key.

    The wraps of the key before stay, for as long as the desk may still be locked with it. Raises NoRight when ``by``
    may not.
    """
    check_right(roll, by, "desk_key", (), at=at)
    key, number = new_key(), roll.desk_key.number + 1
    statement = said.DeskKeyChanged(
        *following(roll, by, at), desk_key=said.DeskKeyStated(number, fingerprint(key))
    )  # fmt: skip
    after = keyring.with_statement(said.signed(statement, {by: secrets}))
    holders = [one.id for one in roll.active()]
    return _wrapped(after, f"{DESK}{number}", key, holders), key


def begin_epoch(
    keyring: Keyring, roll: Roll, by: str, secrets: MemberSecrets, *, former: bytes, at: datetime
) -> tuple[Keyring, bytes]:
    """Return the keyring with a new register epoch, wrapped to who is a lead at a moment and to recovery; and its seed.

    ``former`` is the seed of the epoch of now: it is wrapped to the new one, so that who holds that opens all before.
    Raises NoRight when ``by`` may not, and KeySwapped for another seed.
    """
    check_right(roll, by, "register_epoch", (), at=at)
    seed, epoch = random.token_bytes(wraps.SEED_BYTES), roll.register.epoch + 1
    stated = said.RegisterStated(epoch, to_text(wraps.public_of(seed)), fingerprint(seed))
    statement = said.RegisterEpoch(*following(roll, by, at), register=stated)
    after = keyring.with_statement(said.signed(statement, {by: secrets}))
    leads = [one.id for one in roll.active() if LEAD in one.roles_at(at)]
    given = _wrapped(after, f"{REGISTER}{epoch}", seed, leads)
    chained = wrap_key(given.replayed(), f"{REGISTER}{epoch - 1}", former, f"{REGISTER}{epoch}")
    return given.with_wraps([chained]), seed


def register_seeds(keyring: Keyring, roll: Roll, who: str, secrets: MemberSecrets) -> dict[int, bytes]:
    """Return the seed of each register epoch, that of now first, for who holds that of now.

    Each one before comes from its wrap to the epoch after it. Raises NoRight for anyone else, WrapRefused and
    KeySwapped for a wrap that was changed, and StoreDamaged when one is not there.
    """
    epoch = roll.register.epoch
    seeds = {epoch: shared_key(keyring, roll, f"{REGISTER}{epoch}", who, secrets)}
    for before in range(epoch - 1, 0, -1):
        name = f"{REGISTER}{before}"
        chained = keyring.find(name, f"{REGISTER}{before + 1}")
        if chained is not None:
            seeds[before] = opened_wrap(chained, roll, seeds[before + 1])
        elif keyring.find(name, who) is not None:
            seeds[before] = shared_key(keyring, roll, name, who, secrets)
        else:
            raise _missing()
    return seeds


def desk_numbers(keyring: Keyring, who: str) -> tuple[int, ...]:
    """Return the numbers of the desk keys that are wrapped to someone, the newest first."""
    held = (each.key.removeprefix(DESK) for each in keyring.wraps if each.to == who and each.key.startswith(DESK))
    return tuple(sorted(map(int, held), reverse=True))


def _wrapped(keyring: Keyring, name: str, secret: bytes, holders: Collection[str]) -> Keyring:
    roll = keyring.replayed()
    return keyring.with_wraps([wrap_key(roll, name, secret, who) for who in (*holders, RECOVERY)])


def _missing() -> StoreDamaged:
    return strict_json.damaged("The file keyring.json lacks the key to records of before the register's key changed.")

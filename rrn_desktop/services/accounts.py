"""What every change of accounts has in common: a passphrase on a sheet, a key file, and taking effect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from rrn_desktop.errors import NotFound, Refused, UserFacingError
from rrn_desktop.exports.sheets import write_sheet
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys import slots
from rrn_desktop.keys.keyring import Keyring
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.passphrase import generate, words_for
from rrn_desktop.keys.passphrase_key import NAME_COST, cost_for, folded
from rrn_desktop.keys.rights import KEEPERS
from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger.appending import About
from rrn_desktop.services import made_up
from rrn_desktop.services.certifying import certify
from rrn_desktop.services.directory import members
from rrn_desktop.services.journal import log
from rrn_desktop.services.opening import KEYRING, SLOTS
from rrn_desktop.services.session import MemberInfo, Session
from rrn_desktop.services.setup_sheets import passphrase_sheet, ready_folder
from rrn_desktop.store import desk_directory
from rrn_desktop.store.desk_directory import DirectoryMember

_ROLL = "roll"


@dataclass(frozen=True, slots=True)
class Invited:
    """A member, and the sheet with the passphrase that was made up for them."""

    member: MemberInfo
    files: tuple[Path, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewKeys:
    """The keys that someone is given, and which of their key files this is."""

    secrets: MemberSecrets = field(repr=False)
    revision: int = 1


def find(session: Session, name_or_id: str) -> MemberInfo:
    """Return the member of an id or a name, one whose account is open before others; raises NotFound."""
    for one in sorted(members(session), key=lambda each: not each.active):
        if name_or_id == one.id or folded(name_or_id) == folded(one.name):
            return one
    raise NotFound("Nobody of that name has an account here.", "Nothing was changed.", "Check the name.")


def refuse_if_taken(session: Session, name: str) -> None:
    """Raise Refused when someone of a name has an open account here; a closed one stands in nobody's way."""
    if any(one.active and folded(one.name) == folded(name) for one in members(session)):
        raise Refused(
            "Someone of that name has an account here.", "Nothing was changed.", "Add a second name or the job title."
        )


def hand_over(
    session: Session, keyring: Keyring, member: MemberInfo, keys: NewKeys, out_dir: Path, *notes: str
) -> tuple[Path, ...]:
    """Make up a passphrase, write it to a sheet in a folder, and put the keys under it; return the sheet's files."""
    roll = keyring.replayed()
    seen = session.held.settled(roll)
    passphrase = generate(words_for(member.roles))
    ready_folder(out_dir)
    # A number that only grows tells the sheets of one folder apart, those of the set-up among them.
    files = write_sheet(passphrase_sheet(len(roll.members) + roll.seq, member.name, passphrase, *notes), out_dir)
    slot = slots.create(
        site=roll.site_id, member=member.id, name=member.name, passphrase=passphrase, secrets=keys.secrets,
        roll_seq=seen.seq, roll_head=seen.head, cost=NAME_COST if roll.demo else cost_for(member.roles),
        revision=keys.revision,
    )  # fmt: skip
    if not roll.members[member.id].is_guest:
        # Before the key file: whoever is cut off in between is asked once too often, and never not at all.
        with session.held.desk.write() as connection:
            made_up.keep(connection, [member.id])
    slots.save_slot(session.store / SLOTS, slot)
    return files


def take_effect(session: Session, keyring: Keyring, known: Iterable[MemberInfo] = ()) -> None:
    """Write the keyring, the directory and an entry, in this order: a crash between leaves nobody with a false name.

    Where a lead made the change, a certificate for documents follows.
    """
    _ask_who_rises(session, keyring.replayed())
    keep_keyring(session, keyring)
    with session.held.desk.write() as connection:
        for one in known:
            row = DirectoryMember(one.id, one.name, one.job_title, one.roles, one.active)
            desk_directory.put_member(connection, row)
    log(session, About(_ROLL))
    certify(session)


def keep_keyring(session: Session, keyring: Keyring, seeds: Mapping[int, bytes] | None = None) -> None:
    """Write a keyring with one statement more, and let this session go by it; ``seeds`` are those of the register then.

    Raises Refused where another statement came in between: written over it, that one would be gone, and with it perhaps
    the key with which a file is locked by now.
    """
    held = session.held
    if keyring.roll[: len(held.keyring.roll)] != held.keyring.roll:
        raise Refused("The list of members was changed meanwhile.", "This change was not made.", "Try again.")
    keyrings.save(session.store / KEYRING, keyring)
    opened = held.register_seeds if seeds is None else seeds
    session.held = replace(held, keyring=keyring, roll=keyring.replayed(), register_seeds=opened)


def _ask_who_rises(session: Session, roll: Roll) -> None:
    """Let who becomes a lead or an administrator take words that are made up: those of before guarded less.

    Before it takes effect, so that nobody who is cut off in between is not asked.
    """
    before = session.held.roll.members
    risen = [
        one.id
        for one in roll.active()
        if one.id in before and KEEPERS & set(one.roles) and not KEEPERS & set(before[one.id].roles)
    ]
    weaker = [one for one in risen if _costs_less(session, one)]
    if weaker:
        with session.held.desk.write() as connection:
            made_up.keep(connection, weaker)


def _costs_less(session: Session, member: str) -> bool:
    """Say whether a key file is tried faster than one of a lead; one that can't be read is taken for such."""
    try:
        slot = slots.load_slot(session.store / SLOTS / f"{member}.json")
    except UserFacingError:
        return True
    return slot.kdf.memory_kib < cost_for(KEEPERS).memory_kib

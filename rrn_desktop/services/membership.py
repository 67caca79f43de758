"""Who may sign in: letting members in and out, and changing what they may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from rrn_desktop.errors import NotFound, Refused, WrongUsage
from rrn_desktop.exports.sheets import write_sheet
from rrn_desktop.ids import new_id
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys import slots
from rrn_desktop.keys.keyring import Keyring
from rrn_desktop.keys.letting_in import change_roles, kept_for_recovery, let_in, let_out
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.passphrase import LEAD_WORDS, RECORDER_WORDS, generate
from rrn_desktop.keys.passphrase_key import NAME_COST, cost_for, folded
from rrn_desktop.keys.rights import RECORDER, ROLES
from rrn_desktop.ledger.appending import About
from rrn_desktop.services.directory import checked_job_title, checked_name, members
from rrn_desktop.services.journal import log
from rrn_desktop.services.opening import KEYRING, SLOTS
from rrn_desktop.services.session import MemberInfo, Session
from rrn_desktop.services.setup_sheets import passphrase_sheet, ready_folder
from rrn_desktop.store import desk_directory

_ROLL = "roll"


@dataclass(frozen=True, slots=True)
class Invited:
    """A new member, and the sheet with their first passphrase."""

    member: MemberInfo
    files: tuple[Path, ...] = field(repr=False)


def invite(session: Session, name: str, job_title: str, roles: tuple[str, ...], out_dir: Path) -> Invited:
    """Let a new member in; their first passphrase is made up and written to a sheet in a folder.

    Raises NoRight for roles that this member may not give, and Refused for a name that is taken.
    """
    trimmed, title = checked_name(name), checked_job_title(job_title)
    _check_roles(roles)
    if any(folded(one.name) == folded(trimmed) for one in members(session)):
        raise Refused(
            "Someone of that name has an account here.", "Nothing was changed.", "Add a second name or the job title."
        )
    identity, secrets = new_id(), MemberSecrets.new()
    held = session.held
    added = let_in(
        held.keyring, held.roll, session.member.id, held.secrets,
        member=identity, public=secrets.public(), roles=roles, at=held.clock.now(),
    )  # fmt: skip
    keyring = kept_for_recovery(added, added.replayed(), identity, secrets)
    passphrase = generate(RECORDER_WORDS if set(roles) == {RECORDER} else LEAD_WORDS)
    ready_folder(out_dir)
    files = write_sheet(passphrase_sheet(len(keyring.replayed().members), trimmed, passphrase), out_dir)
    _write_slot(session, keyring, identity, trimmed, (passphrase, secrets, roles))
    known = desk_directory.DirectoryMember(identity, trimmed, title, roles)
    _take_effect(session, keyring, {identity: known})
    return Invited(MemberInfo(identity, trimmed, known.job_title, roles), files)


def leave(session: Session, name_or_id: str) -> MemberInfo:
    """Close a member's account; what they wrote stays."""
    member = find(session, name_or_id)
    held = session.held
    keyring = let_out(
        held.keyring, held.roll, session.member.id, held.secrets, member=member.id, at=held.clock.now()
    )  # fmt: skip
    known = desk_directory.DirectoryMember(member.id, member.name, member.job_title, member.roles, active=False)
    _take_effect(session, keyring, {member.id: known})
    return replace(member, active=False)


def give_roles(session: Session, name_or_id: str, roles: tuple[str, ...]) -> MemberInfo:
    """Change what a member may do; only a lead can."""
    _check_roles(roles)
    member = find(session, name_or_id)
    held = session.held
    keyring = change_roles(
        held.keyring, held.roll, session.member.id, held.secrets, member=member.id, roles=roles, at=held.clock.now()
    )  # fmt: skip
    known = desk_directory.DirectoryMember(member.id, member.name, member.job_title, roles)
    _take_effect(session, keyring, {member.id: known})
    return replace(member, roles=roles)


def find(session: Session, name_or_id: str) -> MemberInfo:
    """Return the member of an id or a name; raises NotFound."""
    for one in members(session):
        if name_or_id == one.id or folded(name_or_id) == folded(one.name):
            return one
    raise NotFound("Nobody of that name has an account here.", "Nothing was changed.", "Check the name.")


def _check_roles(roles: tuple[str, ...]) -> None:
    if not roles or not set(roles) <= set(ROLES):
        raise WrongUsage(
            "A member needs a role, and only roles that exist.",
            "Nothing was changed.",
            f"Roles are: {', '.join(ROLES)}.",
        )


def _write_slot(
    session: Session, keyring: Keyring, identity: str, name: str, new: tuple[str, MemberSecrets, tuple[str, ...]]
) -> None:
    passphrase, secrets, roles = new
    roll = keyring.replayed()
    slot = slots.create(
        site=roll.site_id, member=identity, name=name, passphrase=passphrase, secrets=secrets,
        roll_seq=roll.seq, roll_head=roll.head, cost=NAME_COST if roll.demo else cost_for(roles),
    )  # fmt: skip
    slots.save_slot(session.store / SLOTS, slot)


def _take_effect(session: Session, keyring: Keyring, known: Mapping[str, desk_directory.DirectoryMember]) -> None:
    """Write the keyring, the directory and an entry, in this order: a crash between leaves nobody with a false name."""
    keyrings.save(session.store / KEYRING, keyring)
    session.held = replace(session.held, keyring=keyring, roll=keyring.replayed())
    with session.held.desk.write() as connection:
        for member in known.values():
            desk_directory.put_member(connection, member)
    log(session, About(_ROLL))

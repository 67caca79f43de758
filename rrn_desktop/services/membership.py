"""Who may sign in: letting members in and out, and changing what they may do."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from rrn_desktop.errors import Refused, WrongUsage
from rrn_desktop.ids import new_id
from rrn_desktop.keys.letting_in import change_roles, kept_for_recovery, let_in, let_out, replace_keys
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.rights import IN_CHARGE, RECORDER, ROLES
from rrn_desktop.services.accounts import Invited, NewKeys, find, hand_over, refuse_if_taken, take_effect
from rrn_desktop.services.changing_keys import KeysChanged, after_leaving
from rrn_desktop.services.directory import checked_job_title, checked_name
from rrn_desktop.services.keys_again import GivenBack, give_back, owe
from rrn_desktop.services.session import MemberInfo, Session
from rrn_desktop.store import desk_directory


@dataclass(frozen=True, slots=True)
class GivenAgain:
    """A member with new keys, the sheet with their passphrase, and what those keys open."""

    member: MemberInfo
    files: tuple[Path, ...] = field(repr=False)
    back: GivenBack


def invite(session: Session, name: str, job_title: str, roles: tuple[str, ...], out_dir: Path) -> Invited:
    """Let a new member in; their first passphrase is made up and written to a sheet in a folder.

    Raises NoRight for roles that this member may not give, and Refused for a name that is taken.
    """
    trimmed, title = checked_name(name), checked_job_title(job_title)
    given = _checked_roles(roles)
    refuse_if_taken(session, trimmed)
    member, secrets = MemberInfo(new_id(), trimmed, title, given), MemberSecrets.new()
    held = session.held
    added = let_in(
        held.keyring, held.roll, session.member.id, held.secrets,
        member=member.id, public=secrets.public(), roles=given, at=held.clock.now(),
    )  # fmt: skip
    keyring = kept_for_recovery(added, added.replayed(), member.id, secrets)
    files = hand_over(session, keyring, member, NewKeys(secrets), out_dir)
    take_effect(session, keyring, [member])
    return Invited(member, files)


@dataclass(frozen=True, slots=True)
class Changed:
    """A member as they are now, and what became of the keys that they held."""

    member: MemberInfo
    keys: KeysChanged


def leave(session: Session, name_or_id: str) -> Changed:
    """Close a member's account and change the keys that they held; what they wrote stays. Slow on a large store.

    Raises NoRight, NotFound, and Refused for the last lead or administrator. What keeps the keys from being changed is
    told and not raised: the account is closed in any case.
    """
    left = close_account(session, name_or_id)
    return Changed(left, after_leaving(session))


def close_account(session: Session, name_or_id: str) -> MemberInfo:
    """Close a member's account; a change of the keys that they held is owed from then on.

    Nobody closes their own: the entry that says so would be by someone who had left, and would not hold.
    """
    member = find(session, name_or_id)
    held = session.held
    keyring = let_out(
        held.keyring, held.roll, session.member.id, held.secrets, member=member.id, at=held.clock.now()
    )  # fmt: skip
    if member.id == session.member.id:
        raise Refused(
            "This is the account that you are signed in with.",
            "Nothing was changed.",
            "Ask another lead or administrator to close it.",
        )
    left = replace(member, active=False, lead_until=None)
    take_effect(session, keyring, [left])
    return left


def give_roles(session: Session, name_or_id: str, roles: tuple[str, ...]) -> Changed:
    """Change what a member may do; only a lead can. Who is put in charge of shifts records as well.

    Where someone stops being a lead, the register's key is changed, as ``leave`` does.
    """
    before = session.held.roll.out_since_epoch
    changed = set_roles(session, name_or_id, roles)
    if session.held.roll.out_since_epoch == before:
        return Changed(changed, KeysChanged())
    return Changed(changed, after_leaving(session))


def set_roles(session: Session, name_or_id: str, roles: tuple[str, ...]) -> MemberInfo:
    """Change what a member may do; a change of the register's key is owed from then on where they were a lead."""
    given = _checked_roles(roles)
    member = find(session, name_or_id)
    held = session.held
    keyring = change_roles(
        held.keyring, held.roll, session.member.id, held.secrets, member=member.id, roles=given, at=held.clock.now()
    )  # fmt: skip
    changed = replace(member, roles=given, lead_until=None)
    take_effect(session, keyring, [changed])
    return changed


def new_keys(session: Session, name_or_id: str, out_dir: Path) -> GivenAgain:
    """Give a member who can't sign in new keys, and a passphrase on a sheet in a folder.

    They read what they sealed before, as far as the register opens it. Drafts wait for two recovery cards, or for a
    lead who opens what was left behind. Raises NoRight for anyone but a lead, and Refused for the lead's own account.
    """
    member, held = find(session, name_or_id), session.held
    if member.id == session.member.id:
        raise Refused(
            "You are signed in with this account, so its passphrase is known.",
            "Nothing was changed.",
            "New keys are for someone who can't sign in any more. Another lead can give you yours.",
        )
    secrets = MemberSecrets.new()
    changed = replace_keys(
        held.keyring, held.roll, session.member.id, held.secrets,
        member=member.id, public=secrets.public(), at=held.clock.now(),
    )  # fmt: skip
    keyring = kept_for_recovery(changed, changed.replayed(), member.id, secrets)
    with held.desk.read() as connection:
        revision = desk_directory.slot_seen(connection, member.id) + 1
    owe(session, member.id)
    files = hand_over(session, keyring, member, NewKeys(secrets, revision), out_dir)
    take_effect(session, keyring)
    return GivenAgain(member, files, give_back(session, member.id))


def _checked_roles(roles: tuple[str, ...]) -> tuple[str, ...]:
    """Return roles that a member can have; being in charge of shifts is a mark beside another role."""
    if not roles or not set(roles) <= set(ROLES):
        raise WrongUsage(
            "A member needs a role, and only roles that exist.",
            "Nothing was changed.",
            f"Roles are: {', '.join(ROLES)}.",
        )
    return (*roles, RECORDER) if set(roles) == {IN_CHARGE} else roles

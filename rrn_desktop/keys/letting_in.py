"""Lets people in and out and changes their roles: a statement, and the shared keys that go with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from rrn_desktop.errors import NoRight, NotFound, Refused
from rrn_desktop.keys import statements as said
from rrn_desktop.keys.keyring import DRAFT, RECEIVE, Keyring, shared_key, wrap_key
from rrn_desktop.keys.member import MemberPublic, MemberSecrets
from rrn_desktop.keys.rights import ADMINISTRATOR, LEAD, RECOVERY, may
from rrn_desktop.keys.roll import Roll

_LEADS_ONLY = ("register/", "ca/")
_SHARED = ("desk/", *_LEADS_ONLY)


def let_in(
    keyring: Keyring,
    roll: Roll,
    by: str,
    secrets: MemberSecrets,
    *,
    member: str,
    public: MemberPublic,
    roles: Collection[str],
    at: datetime,
) -> Keyring:
    """Return the keyring with a new member, who holds the desk key, and as a lead the register and CA keys.

    Their own receive seed and draft key go to recovery from their side: see kept_for_recovery.
    Raises NoRight when ``by`` may not let someone with these roles in.
    """
    check_right(roll, by, "member_in", roles, at=at)
    new = said.MemberStated(member, said.roles_of(roles), public.sign, public.receive)
    statement = said.MemberIn(*following(roll, by, at, roles), member=new)
    after = keyring.with_statement(said.signed(statement, {by: secrets}))
    return _given(after, by, secrets, member, _SHARED if LEAD in roles else ("desk/",))


def let_out(keyring: Keyring, roll: Roll, by: str, secrets: MemberSecrets, *, member: str, at: datetime) -> Keyring:
    """Return the keyring without someone who leaves; what is wrapped to them is dropped.

    Raises NoRight when ``by`` may not, and Refused for the last lead or administrator.
    """
    about = _roles(roll, member)
    check_right(roll, by, "member_out", about, at=at, guest=roll.members[member].is_guest)
    _check_not_last(roll, member, ())
    statement = said.MemberOut(*following(roll, by, at), member=member)
    return keyring.with_statement(said.signed(statement, {by: secrets})).without_wraps(member, _SHARED)


def change_roles(
    keyring: Keyring,
    roll: Roll,
    by: str,
    secrets: MemberSecrets,
    *,
    member: str,
    roles: Collection[str],
    at: datetime,
) -> Keyring:
    """Return the keyring with someone's new roles; a new lead is given the register and CA keys, a former one
    loses the wraps.

    Raises NoRight when ``by`` may not, and Refused for the last lead or administrator.
    """
    check_right(roll, by, "roles", (*_roles(roll, member), *roles), at=at)
    if roll.members[member].is_guest:
        raise Refused(
            "A guest is here as a recorder, and only for a time.",
            "Nothing was changed.",
            "Close the guest's account, and let the person in as a member.",
        )
    _check_not_last(roll, member, roles)
    statement = said.RolesChanged(*following(roll, by, at, roles), member=member, roles=said.roles_of(roles))
    after = keyring.with_statement(said.signed(statement, {by: secrets}))
    if LEAD in roles:
        return given_keys_of_leads(after, by, secrets, member)
    return after.without_wraps(member, _LEADS_ONLY)


def replace_keys(
    keyring: Keyring,
    roll: Roll,
    by: str,
    secrets: MemberSecrets,
    *,
    member: str,
    public: MemberPublic,
    at: datetime,
) -> Keyring:
    """Return the keyring with new keys of a member, the shared keys wrapped to them again.

    What recovery holds of the keys before stays, under the name of the statement that gave them: it alone opens
    what was closed under those. Raises NoRight when ``by`` may not.
    """
    roles, before = _roles(roll, member), roll.members[member]
    check_right(roll, by, "keys_replaced", roles, at=at)
    statement = said.KeysReplaced(*following(roll, by, at), member=member, sign=public.sign, receive=public.receive)
    after = keyring.with_statement(said.signed(statement, {by: secrets})).without_wraps(member, _SHARED)
    after = after.with_former(member, before.keys_name)
    return _given(after, by, secrets, member, _SHARED if LEAD in before.roles_at(at) else ("desk/",))


def kept_for_recovery(keyring: Keyring, roll: Roll, member: str, secrets: MemberSecrets) -> Keyring:
    """Return the keyring with a member's own receive seed and draft key of now wrapped to recovery."""
    own = {RECEIVE + member: secrets.receive_seed, DRAFT + member: secrets.draft_key}
    return keyring.with_wraps([wrap_key(roll, name, secret, RECOVERY) for name, secret in own.items()])


def with_shared(keyring: Keyring, roll: Roll, shared: Mapping[str, bytes], members: Sequence[str]) -> Keyring:
    """Return the keyring with each shared key wrapped to those of these who hold that kind."""
    new = [
        wrap_key(roll, name, secret, who)
        for name, secret in shared.items()
        for who in members
        if not name.startswith(_LEADS_ONLY) or who == RECOVERY or roll.members[who].is_lead
    ]
    return keyring.with_wraps(new)


def given_desk_key(keyring: Keyring, by: str, secrets: MemberSecrets, to: str) -> Keyring:
    """Return the keyring with the desk key wrapped to someone new."""
    return _given(keyring, by, secrets, to, ("desk/",))


def given_keys_of_leads(keyring: Keyring, by: str, secrets: MemberSecrets, to: str) -> Keyring:
    """Return the keyring with the register and CA keys wrapped to a new lead."""
    return _given(keyring, by, secrets, to, _LEADS_ONLY)


def _given(keyring: Keyring, by: str, secrets: MemberSecrets, to: str, families: tuple[str, ...]) -> Keyring:
    """Wrap each key of these families that the roll knows and ``by`` holds, to someone."""
    roll = keyring.replayed()
    names = [name for name in roll.stated if name.startswith(families) and keyring.find(name, by)]
    return keyring.with_wraps(
        [wrap_key(roll, name, shared_key(keyring, roll, name, by, secrets), to) for name in names]
    )


def following(roll: Roll, by: str, at: datetime, roles: Collection[str] = ()) -> tuple[said.Format, int, str, str, str]:
    """Return the fields that a statement begins with, the next one of the roll; ``roles`` are those it gives."""
    return said.format_for(*roles), roll.seq + 1, roll.head, by, said.moment_text(at)


def _roles(roll: Roll, member: str) -> tuple[str, ...]:
    found = roll.members.get(member)
    if found is None or not found.active:
        raise NotFound(
            "There is no such member here now.",
            "Nothing was changed.",
            "Look at the list of members, and choose one of them.",
        )
    return found.roles


def check_right(roll: Roll, by: str, kind: str, about: Collection[str], *, at: datetime, guest: bool = False) -> None:
    """Raise NoRight unless someone may, at a moment, sign a statement of a kind about someone with these roles."""
    roles, with_end = _rights(roll, by, at)
    if not may(kind, roles, about, guest=guest, with_end=with_end):
        if with_end and may(kind, roles, about, guest=guest):
            raise NoRight(
                "You are a lead until a day, and so you make nobody a lead and change no lead's account.",
                "Nothing was changed.",
                "Ask a lead whose time has no end.",
            )
        raise NoRight(
            "Your role does not allow this change in the list of members.",
            "Nothing was changed.",
            "Ask a lead to do it.",
        )


def _rights(roll: Roll, by: str, at: datetime) -> tuple[tuple[str, ...], bool]:
    """Return the roles that someone signs with at a moment, and whether they are a lead with an end."""
    if by == RECOVERY:
        return (RECOVERY,), False
    _roles(roll, by)
    signer = roll.members[by]
    return signer.roles_at(at), signer.lead_until is not None


def _check_not_last(roll: Roll, member: str, roles: Collection[str]) -> None:
    """Raise Refused when nobody but this member is a lead or an administrator, and they would stop being it.

    A lead whose time ends counts for nobody: one day there would be none.
    """
    for role in (LEAD, ADMINISTRATOR):
        holders = [each.id for each in roll.active() if role in each.roles and not (role == LEAD and each.lead_until)]
        if holders == [member] and role not in roles:
            raise Refused(
                f"This is the last {role} of this store.",
                "Nothing was changed.",
                f"Make someone else {'a lead' if role == LEAD else 'an administrator'} first.",
            )

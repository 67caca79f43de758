"""Who may sign which statement of the roll: one table, and three finer rules."""

from __future__ import annotations

from collections.abc import Collection

ADMINISTRATOR, IN_CHARGE, LEAD, RECORDER = "administrator", "in_charge", "lead", "recorder"
RECOVERY = "recovery"
ROLES = (ADMINISTRATOR, IN_CHARGE, LEAD, RECORDER)
KEEPERS = frozenset({ADMINISTRATOR, LEAD})
"""Who look after a place, each in their own way: accounts, people, settings, backups."""

_DESK = KEEPERS | {RECOVERY}
# The first statement is not here: its signers are the first lead, the first administrator and recovery together.
RIGHTS: dict[str, frozenset[str]] = {
    "member_in": _DESK,
    "member_out": _DESK | {IN_CHARGE},
    "guest_in": _DESK | {IN_CHARGE},
    "guest_until": _DESK | {IN_CHARGE},
    "roles": frozenset({LEAD, RECOVERY}),
    "lead_until": frozenset({LEAD, RECOVERY}),
    "keys_replaced": frozenset({LEAD, RECOVERY}),
    "desk_key": _DESK,
    "register_epoch": frozenset({LEAD, RECOVERY}),
}
# An administrator does these to people who are recorders and nothing else.
RECORDERS_ONLY = frozenset({"member_in", "member_out"})
# Nobody is a lead for longer than they were made one for by a lead without an end.
NOT_WITH_AN_END = frozenset({"lead_until", "register_epoch"})


def may(
    kind: str,
    signer_roles: Collection[str],
    target_roles: Collection[str] = (),
    *,
    guest: bool = False,
    with_end: bool = False,
) -> bool:
    """Say whether someone with these roles may sign a statement of a kind about someone with those roles.

    The roles of whom it is about are those before and after it. ``guest`` says that they are a guest; a guest is a
    recorder whoever lets them in. ``with_end`` says that the signer is a lead until a moment: such a lead makes nobody
    a lead and touches no lead's account, their own among them.
    """
    if kind == "guest_in" and set(target_roles) != {RECORDER}:
        return False
    roles = set(signer_roles)
    if with_end and (kind in NOT_WITH_AN_END or LEAD in target_roles):
        roles.discard(LEAD)
    return any(_alone(role, kind, target_roles, guest) for role in RIGHTS.get(kind, frozenset()) & roles)


def _alone(role: str, kind: str, target_roles: Collection[str], guest: bool) -> bool:
    """Say whether one of the roles that the table names is enough by itself."""
    if role == ADMINISTRATOR and kind in RECORDERS_ONLY:
        return set(target_roles) == {RECORDER}
    if role == IN_CHARGE and kind == "member_out":
        return guest
    return True

"""Who may sign which statement of the roll: one table, and one finer rule."""

from __future__ import annotations

from collections.abc import Collection

ADMINISTRATOR, LEAD, RECORDER = "administrator", "lead", "recorder"
RECOVERY = "recovery"
ROLES = (ADMINISTRATOR, LEAD, RECORDER)

# The first statement is not here: its signers are the first lead, the first administrator and recovery together.
RIGHTS: dict[str, frozenset[str]] = {
    "member_in": frozenset({ADMINISTRATOR, LEAD, RECOVERY}),
    "member_out": frozenset({ADMINISTRATOR, LEAD, RECOVERY}),
    "roles": frozenset({LEAD, RECOVERY}),
    "keys_replaced": frozenset({LEAD, RECOVERY}),
    "desk_key": frozenset({ADMINISTRATOR, LEAD, RECOVERY}),
    "register_epoch": frozenset({LEAD, RECOVERY}),
}
# An administrator does these to people who are recorders and nothing else.
RECORDERS_ONLY = frozenset({"member_in", "member_out"})


def may(kind: str, signer_roles: Collection[str], target_roles: Collection[str] = ()) -> bool:
    """Say whether someone with these roles may sign a statement of a kind about someone with those roles."""
    allowed = RIGHTS.get(kind, frozenset()) & set(signer_roles)
    if allowed == {ADMINISTRATOR} and kind in RECORDERS_ONLY:
        return set(target_roles) == {RECORDER}
    return bool(allowed)

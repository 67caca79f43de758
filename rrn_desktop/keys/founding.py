"""Founds a site: the first statement, the first shared keys, and who holds them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rrn_desktop.canonical import to_text
from rrn_desktop.errors import Refused
from rrn_desktop.ids import new_id
from rrn_desktop.keys import statements as said
from rrn_desktop.keys import wraps
from rrn_desktop.keys.boxes import new_key
from rrn_desktop.keys.fingerprints import fingerprint
from rrn_desktop.keys.keyring import Keyring, new_keyring
from rrn_desktop.keys.letting_in import kept_for_recovery, with_shared
from rrn_desktop.keys.member import MemberSecrets, new_scalar, sign_public
from rrn_desktop.keys.rights import ADMINISTRATOR, LEAD, RECOVERY
from rrn_desktop.keys.roll import Roll


@dataclass(frozen=True, slots=True)
class Founder:
    """One of the first members: an id (see ids.new_id), roles, and secrets made on this PC."""

    id: str
    roles: tuple[str, ...]
    secrets: MemberSecrets = field(default_factory=MemberSecrets.new)


@dataclass(frozen=True, slots=True, repr=False)
class Founded:
    """A founded site: its keyring and roll, each founder's secrets by id, and the shared keys."""

    keyring: Keyring
    roll: Roll
    secrets: Mapping[str, MemberSecrets]
    desk_key: bytes
    register_seed: bytes
    ca_scalar: bytes

    def __repr__(self) -> str:
        return f"Founded(hidden, site_id={self.roll.site_id!r})"


def found_site(
    founders: Sequence[Founder],
    recovery: MemberSecrets,
    *,
    desk_code: str,
    at: datetime,
    demo: bool = False,
) -> Founded:
    """Return a new site with these first members; the first lead and the first administrator may be one person.

    Raises Refused unless there is a lead and an administrator.
    """
    desk_key, register_seed, ca_scalar = new_key(), secrets.token_bytes(wraps.SEED_BYTES), new_scalar()
    lead, administrator = _first(founders, LEAD), _first(founders, ADMINISTRATOR)
    site = said.Site(
        format=said.format_for(*(role for each in founders for role in each.roles)),
        seq=0,
        prev=None,
        by=lead.id,
        at=said.moment_text(at),
        administrator=administrator.id,
        members=tuple(_stated(each) for each in founders),
        recovery=said.RecoveryStated(recovery.public().sign, recovery.public().receive),
        desk=said.DeskStated(new_id(), desk_code),
        desk_key=said.DeskKeyStated(1, fingerprint(desk_key)),
        register=said.RegisterStated(1, to_text(wraps.public_of(register_seed)), fingerprint(register_seed)),
        ca=said.CaStated(1, sign_public(ca_scalar), fingerprint(ca_scalar)),
        demo=demo,
    )
    signers = {lead.id: lead.secrets, administrator.id: administrator.secrets, RECOVERY: recovery}
    first = said.signed(site, signers)
    roll = Roll.replay((first,))
    shared = {"desk/1": desk_key, "register/1": register_seed, "ca/1": ca_scalar}
    keyring = with_shared(new_keyring(first, ()), roll, shared, (*roll.members, RECOVERY))
    for each in founders:
        keyring = kept_for_recovery(keyring, roll, each.id, each.secrets)
    owned = {each.id: each.secrets for each in founders}
    return Founded(keyring, roll, owned, desk_key, register_seed, ca_scalar)


def _stated(founder: Founder) -> said.MemberStated:
    public = founder.secrets.public()
    roles = said.roles_of(founder.roles)
    return said.MemberStated(founder.id, roles, public.sign, public.receive)


def _first(founders: Sequence[Founder], role: str) -> Founder:
    for each in founders:
        if role in each.roles:
            return each
    raise Refused(
        "A store needs a lead and an administrator.",
        "Nothing was made.",
        "Give someone both roles, or add another person.",
    )

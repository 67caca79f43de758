"""The roll: who is who, since when, with which keys, replayed from a chain of signed statements.

Replaying stops with a refusal at the first statement that its signer had no right to make, or that does not
follow from the one before. No clock decides anything here: where a lead's time has an end, it is compared with the
moment that each of their statements says of itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from rrn_desktop.keys import statements as said
from rrn_desktop.keys import wraps
from rrn_desktop.keys.member import MemberPublic, is_sign_public
from rrn_desktop.keys.rights import ADMINISTRATOR, LEAD, RECOVERY, may
from rrn_desktop.keys.roll_member import RollMember
from rrn_desktop.keys.roll_refusals import (
    bad_signature,
    broken,
    head_unknown,
    malformed,
    no_right,
    put_back,
    signer_left,
)
from rrn_desktop.keys.shapes import bytes_of
from rrn_desktop.keys.statements import SignedStatement, is_signed_by, read_statement

__all__ = ["LONGEST_LEAD", "LONGEST_STAY", "Roll", "RollMember"]

LONGEST_STAY = timedelta(days=7)
"""How long after a statement that gives it a guest's time may end."""
LONGEST_LEAD = timedelta(days=366)
"""How long after a statement that gives it the time of a lead with an end may last."""


@dataclass(frozen=True, slots=True)
class Roll:
    """The state that a chain of statements leads to, and each state on the way.

    ``stated`` maps the name of each shared key that ever was (``desk/1``, ``register/1``, ``ca/1``) to its
    fingerprint. ``out_since_desk_key`` are the members who held the desk key of now and left, ``out_since_epoch`` those
    who were leads in the register epoch of now and are none any more: for as long as there are any, a change is owed.
    ``keys_at`` is the moment at which a desk key or a register epoch was stated last, None before the first change.
    """

    site_id: str
    head: str
    seq: int
    members: Mapping[str, RollMember]
    recovery: MemberPublic
    desk: said.DeskStated
    desk_key: said.DeskKeyStated
    register: said.RegisterStated
    ca: said.CaStated | None
    demo: bool
    stated: Mapping[str, str]
    out_since_desk_key: tuple[str, ...] = ()
    out_since_epoch: tuple[str, ...] = ()
    keys_at: str | None = None
    _heads: dict[str, Roll] = field(default_factory=dict, repr=False, compare=False)

    @staticmethod
    def replay(statements: Sequence[SignedStatement], seen: tuple[int, str] | None = None) -> Roll:
        """Return the roll of a chain of SignedStatement; ``seen`` is a seq and head that it must contain.

        Raises a RollRefused with the sentence of what is wrong, or StoreNewer.
        """
        roll = _founded(statements[0]) if statements else None
        if roll is None:
            raise broken()
        for item in statements[1:]:
            roll = _followed(roll, item)
        if seen is not None:
            roll.check_seen(*seen)
        return roll

    @property
    def desk_key_fingerprint(self) -> str:
        """Return the fingerprint of the present desk key."""
        return self.desk_key.fingerprint

    def at(self, head: str) -> Roll:
        """Return the roll as it stood at an earlier head; raises RollHeadUnknown."""
        found = self._heads.get(head)
        if found is None or found.seq > self.seq:
            raise head_unknown()
        return found

    def last_under(self, desk_key: int, epoch: int) -> Roll:
        """Return the newest state before any desk key or register epoch after these was stated: this one, if none was.

        Raises ValueError for numbers before the first.
        """
        found = [one for one in self._heads.values() if one.seq <= self.seq and one.is_under(desk_key, epoch)]
        return max(found, key=lambda one: one.seq)

    def is_under(self, desk_key: int, epoch: int) -> bool:
        """Say whether neither a desk key nor a register epoch after these is stated."""
        return self.desk_key.number <= desk_key and self.register.epoch <= epoch

    def check_seen(self, seq: int, head: str) -> None:
        """Raise RollPutBack unless this roll contains a head that was seen before."""
        found = self._heads.get(head)
        if found is None or found.seq != seq or found.seq > self.seq:
            raise put_back()

    def active(self) -> tuple[RollMember, ...]:
        """Return the members who have not left, in the order in which they came."""
        return tuple(member for member in self.members.values() if member.active)

    def leads(self) -> tuple[RollMember, ...]:
        """Return the leads who have not left."""
        return tuple(member for member in self.active() if member.is_lead)

    def public_of(self, who: str) -> MemberPublic | None:
        """Return the public keys of a member, or of ``recovery``; None for someone unknown."""
        if who == RECOVERY:
            return self.recovery
        member = self.members.get(who)
        return member.public() if member else None

    def receive_named(self, name: str) -> str | None:
        """Return the public receive key of now for an id, that of a statement for ``ID/SEQ``; None for no such."""
        who, _, seq = name.partition("/")
        member = self.members.get(who)
        if member is None or not seq:
            return member.receive if member else None
        return dict((*member.former, (member.keys_seq, member.receive))).get(int(seq))


def _founded(item: SignedStatement) -> Roll:
    """Return the roll of a first statement, signed by its lead, its administrator and recovery, and nobody else."""
    site = read_statement(item)
    if not isinstance(site, said.Site) or site.seq != 0 or site.prev is not None:
        raise broken()
    recovery = MemberPublic(site.recovery.sign, site.recovery.receive)
    members: dict[str, RollMember] = {}
    for each in site.members:
        _check_new(each.id, MemberPublic(each.sign, each.receive), members, recovery)
        members[each.id] = _member(each, 0)
    _check_founders(site, item, members, recovery)
    roll = Roll(
        site_id=item.hash(),
        head=item.hash(),
        seq=0,
        members=MappingProxyType(members),
        recovery=recovery,
        desk=site.desk,
        desk_key=site.desk_key,
        register=site.register,
        ca=site.ca,
        demo=site.demo,
        stated=_first_stated(site),
    )
    roll._heads[roll.head] = roll  # noqa: SLF001 - only while the roll is being built
    return roll


def _check_founders(
    site: said.Site, item: SignedStatement, members: Mapping[str, RollMember], recovery: MemberPublic
) -> None:
    lead, administrator = members.get(site.by), members.get(site.administrator)
    if lead is None or administrator is None or LEAD not in lead.roles or ADMINISTRATOR not in administrator.roles:
        raise no_right()
    needed = {lead.id: lead.sign, administrator.id: administrator.sign, RECOVERY: recovery.sign}
    if {each.by for each in item.signatures} != set(needed) or len(item.signatures) != len(needed):
        raise bad_signature()
    if not all(is_signed_by(item, who, public) for who, public in needed.items()):
        raise bad_signature()
    _check_public(recovery)
    _check_receive(site.register.public)


def _first_stated(site: said.Site) -> Mapping[str, str]:
    if site.desk_key.number != 1 or site.register.epoch != 1:
        raise malformed()
    stated = {"desk/1": site.desk_key.fingerprint, "register/1": site.register.fingerprint}
    if site.ca is not None:
        if site.ca.number != 1 or not is_sign_public(site.ca.public):
            raise malformed()
        stated["ca/1"] = site.ca.fingerprint
    return MappingProxyType(stated)


def _followed(roll: Roll, item: SignedStatement) -> Roll:
    """Return the roll after one more statement."""
    statement = read_statement(item)
    if isinstance(statement, said.Site) or statement.seq != roll.seq + 1 or statement.prev != roll.head:
        raise broken()
    _check_signer(roll, statement, item)
    after = replace(roll, head=item.hash(), seq=statement.seq, **_changes(roll, statement))
    roll._heads[after.head] = after  # noqa: SLF001 - only while the roll is being built
    return after


def _check_signer(roll: Roll, statement: said.Later, item: SignedStatement) -> None:
    public = roll.public_of(statement.by)
    if public is None:
        raise no_right()
    if len(item.signatures) != 1 or not is_signed_by(item, statement.by, public.sign):
        raise bad_signature()
    signer = roll.members.get(statement.by)
    if signer is not None and not signer.active:
        raise signer_left()
    roles = signer.roles_at(_moment(statement.at)) if signer is not None else (RECOVERY,)
    about, guest = _about(roll, statement)
    with_end = signer is not None and signer.lead_until is not None
    if not may(_kind_of(statement), roles, about, guest=guest, with_end=with_end):
        raise no_right()


def _kind_of(statement: said.Later) -> str:
    return str(statement.__struct_config__.tag)


def _about(roll: Roll, statement: said.Later) -> tuple[tuple[str, ...], bool]:
    """Return the roles, before and after it, of the one whom a statement is about, and whether they are a guest."""
    match statement:
        case said.MemberIn(member=new) | said.GuestIn(member=new):
            return new.roles, isinstance(statement, said.GuestIn)
        case said.MemberOut(member=who):
            member = _present(roll, who)
            return member.roles, member.is_guest
        case said.RolesChanged(member=who, roles=roles) | said.LeadUntil(member=who, roles=roles):
            return (*roles, *_roles_before(roll, who)), False
        case said.KeysReplaced(member=who):
            return _roles_before(roll, who), False
    return (), False


def _roles_before(roll: Roll, who: str) -> tuple[str, ...]:
    found = roll.members.get(who)
    return found.roles if found is not None else ()


def _changes(roll: Roll, statement: said.Later) -> dict[str, Any]:
    """Return the fields of the roll that a statement changes; raises RollMalformed when it contradicts the roll."""
    match statement:
        case said.DeskKeyChanged(desk_key=desk_key):
            return {
                "desk_key": desk_key,
                "out_since_desk_key": (),
                "keys_at": statement.at,
                "stated": _next_stated(roll, "desk", roll.desk_key.number, desk_key.number, desk_key.fingerprint),
            }
        case said.RegisterEpoch(register=register):
            _check_receive(register.public)
            return {
                "register": register,
                "out_since_epoch": (),
                "keys_at": statement.at,
                "stated": _next_stated(roll, "register", roll.register.epoch, register.epoch, register.fingerprint),
            }
    member = _member_after(roll, statement)
    return {"members": MappingProxyType({**roll.members, member.id: member}), **_out(roll, member)}


def _out(roll: Roll, after: RollMember) -> dict[str, Any]:
    """Return who is out since a key changed, where a statement takes someone's right to a key away."""
    before = roll.members.get(after.id)
    found: dict[str, Any] = {}
    if before is not None and before.active and not after.active:
        found["out_since_desk_key"] = (*roll.out_since_desk_key, after.id)
    if before is not None and before.holds_register and not after.holds_register:
        found["out_since_epoch"] = (*roll.out_since_epoch, after.id)
    return found


def _member_after(roll: Roll, statement: said.AboutMember) -> RollMember:
    """Return the one member whom a statement is about, as they are after it."""
    match statement:
        case said.MemberIn() | said.GuestIn():
            return _let_in(roll, statement)
        case said.MemberOut(member=who):
            return replace(_present(roll, who), active=False, left_at=statement.at)
        case said.GuestUntil(member=who, until=until):
            return replace(_present(roll, who, guest=True), until=_end(until, statement.at, LONGEST_STAY))
        case said.RolesChanged(member=who, roles=roles):
            return replace(_present(roll, who, guest=False), roles=_tidy(roles), lead_until=None)
        case said.LeadUntil():
            return _lead_until(roll, statement)
        case said.KeysReplaced(member=who):
            return _with_keys(roll, statement, _present(roll, who))


def _next_stated(roll: Roll, name: str, last: int, number: int, fingerprint: str) -> Mapping[str, str]:
    if number != last + 1 or fingerprint in roll.stated.values():
        raise malformed()
    return MappingProxyType({**roll.stated, f"{name}/{number}": fingerprint})


def _let_in(roll: Roll, statement: said.MemberIn | said.GuestIn) -> RollMember:
    each = statement.member
    _check_new(each.id, MemberPublic(each.sign, each.receive), roll.members, roll.recovery)
    until = _end(statement.until, statement.at, LONGEST_STAY) if isinstance(statement, said.GuestIn) else None
    return replace(_member(each, statement.seq), until=until)


def _member(each: said.MemberStated, seq: int) -> RollMember:
    return RollMember(each.id, _tidy(each.roles), each.sign, each.receive, seq, active=True, keys_seq=seq)


def _with_keys(roll: Roll, statement: said.KeysReplaced, member: RollMember) -> RollMember:
    _check_unused(MemberPublic(statement.sign, statement.receive), roll.members, roll.recovery)
    former = (*member.former, (member.keys_seq, member.receive))
    return replace(
        member, sign=statement.sign, receive=statement.receive, keys_seq=statement.seq, former=former
    )  # fmt: skip


def _lead_until(roll: Roll, statement: said.LeadUntil) -> RollMember:
    """Return someone who is a lead until a moment: no guest, no lead without an end, and something else besides."""
    member, roles = _present(roll, statement.member, guest=False), _tidy(statement.roles)
    if LEAD not in roles or len(roles) == 1 or (member.is_lead and member.lead_until is None):
        raise malformed()
    return replace(member, roles=roles, lead_until=_end(statement.until, statement.at, LONGEST_LEAD))


def _present(roll: Roll, who: str, *, guest: bool | None = None) -> RollMember:
    """Return a member who has not left; ``guest`` says whether they must be a guest or must be none."""
    member = roll.members.get(who)
    if member is None or not member.active or guest not in (None, member.is_guest):
        raise malformed()
    return member


def _end(until: str, at: str, longest: timedelta) -> str:
    """Return the end of someone's time, once it is a moment that exists and not too long after it was given."""
    if _moment(until) - _moment(at) > longest:
        raise malformed()
    return until


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise malformed() from None


def _tidy(roles: Sequence[str]) -> tuple[str, ...]:
    if list(roles) != sorted(set(roles)):
        raise malformed()
    return tuple(roles)


def _check_new(who: str, public: MemberPublic, members: Mapping[str, RollMember], recovery: MemberPublic) -> None:
    if who in members:
        raise malformed()
    _check_unused(public, members, recovery)


def _check_unused(public: MemberPublic, members: Mapping[str, RollMember], recovery: MemberPublic) -> None:
    _check_public(public)
    others = [recovery, *(member.public() for member in members.values())]
    if any(public.sign == other.sign or public.receive == other.receive for other in others):
        raise malformed()
    if any(public.receive == receive for member in members.values() for _, receive in member.former):
        raise malformed()


def _check_public(public: MemberPublic) -> None:
    if not is_sign_public(public.sign):
        raise malformed()
    _check_receive(public.receive)


def _check_receive(public: str) -> None:
    if not wraps.is_public(bytes_of(public)):
        raise malformed()

"""Statements of the roll: what each kind says, its bytes, and its signatures.

A statement is canonical JSON (RFC 8785): ``{"format": 1, "kind", "seq", "prev", "by", "at", ...}`` and the fields
of its kind. ``prev`` is the hash of the statement before, null in the first. The hash is the SHA-256 of
``rrn/1/roll`` NUL bytes, in hex; the hash of the first statement is the site id. A signature is of kind ``roll``
over the same bytes. The bytes are kept as they were signed, and are never made again.

A statement that gives someone the role ``in_charge`` is of format 2, so that a program that does not know the role
says that it is too old; every other statement is of format 1.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from rrn_desktop.canonical import canonical, digest, to_text
from rrn_desktop.errors import StoreNewer
from rrn_desktop.keys import strict_json
from rrn_desktop.keys.member import MemberSecrets, sign, verify
from rrn_desktop.keys.rights import IN_CHARGE
from rrn_desktop.keys.roll_refusals import malformed
from rrn_desktop.keys.shapes import Base64, Code, Count, From1, Hash, Id, Moment, Signer, Until, bytes_of

Format = Literal[1, 2]
FORMAT: Format = 1
IN_CHARGE_FORMAT: Format = 2
_KIND = "roll"

Role = Literal["administrator", "in_charge", "lead", "recorder"]
Roles = Annotated[tuple[Role, ...], Meta(min_length=1, max_length=4)]


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Part of a statement."""


class MemberStated(_Part, frozen=True, forbid_unknown_fields=True):
    """A member as let in: id, roles in alphabetical order, public keys in base64."""

    id: Id
    roles: Roles
    sign: Base64
    receive: Base64


class RecoveryStated(_Part, frozen=True, forbid_unknown_fields=True):
    """The public keys of the recovery member."""

    sign: Base64
    receive: Base64


class DeskStated(_Part, frozen=True, forbid_unknown_fields=True):
    """A desk PC: its id and the letters of its books."""

    id: Id
    code: Code


class DeskKeyStated(_Part, frozen=True, forbid_unknown_fields=True):
    """The number and the fingerprint of a desk key."""

    number: From1
    fingerprint: Hash


class RegisterStated(_Part, frozen=True, forbid_unknown_fields=True):
    """A register epoch: its public receive key, and the fingerprint of its seed."""

    epoch: From1
    public: Base64
    fingerprint: Hash


class CaStated(_Part, frozen=True, forbid_unknown_fields=True):
    """The number, public point and fingerprint of the key that certificates will be signed with."""

    number: From1
    public: Base64
    fingerprint: Hash


class _Statement(_Part, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """The fields that each statement has."""

    format: Format
    seq: Count
    prev: Hash | None
    by: Signer
    at: Moment


class Site(_Statement, frozen=True, tag="site"):
    """The first statement: ``by`` is the first lead, ``administrator`` the first administrator (or the same)."""

    administrator: Id
    members: Annotated[tuple[MemberStated, ...], Meta(min_length=1, max_length=1000)]
    recovery: RecoveryStated
    desk: DeskStated
    desk_key: DeskKeyStated
    register: RegisterStated
    ca: CaStated | None
    demo: bool


class MemberIn(_Statement, frozen=True, tag="member_in"):
    """Someone was let in."""

    member: MemberStated


class MemberOut(_Statement, frozen=True, tag="member_out"):
    """Someone left, and can't come back under the same id."""

    member: Id


class GuestIn(_Statement, frozen=True, tag="guest_in"):
    """Someone was let in as a guest, who may sign in until a moment in UTC."""

    member: MemberStated
    until: Until


class GuestUntil(_Statement, frozen=True, tag="guest_until"):
    """A guest may sign in until another moment from now on."""

    member: Id
    until: Until


class RolesChanged(_Statement, frozen=True, tag="roles"):
    """Someone has these roles from now on."""

    member: Id
    roles: Roles


class LeadUntil(_Statement, frozen=True, tag="lead_until"):
    """Someone has these roles from now on, and is a lead until a moment in UTC; from then on the others alone."""

    member: Id
    roles: Roles
    until: Until


class KeysReplaced(_Statement, frozen=True, tag="keys_replaced"):
    """Someone has these keys from now on."""

    member: Id
    sign: Base64
    receive: Base64


class DeskKeyChanged(_Statement, frozen=True, tag="desk_key"):
    """The desk has another key from now on."""

    desk_key: DeskKeyStated


class RegisterEpoch(_Statement, frozen=True, tag="register_epoch"):
    """The register has another key from now on."""

    register: RegisterStated


AboutMember: TypeAlias = MemberIn | MemberOut | GuestIn | GuestUntil | RolesChanged | LeadUntil | KeysReplaced
Later: TypeAlias = AboutMember | DeskKeyChanged | RegisterEpoch
Statement: TypeAlias = Site | Later
KINDS = (
    "site", "member_in", "member_out", "guest_in", "guest_until",
    "roles", "lead_until", "keys_replaced", "desk_key", "register_epoch",
)  # fmt: skip


class Signature(_Part, frozen=True, forbid_unknown_fields=True):
    """One signature: a member's id or ``recovery``, and the DER signature in base64."""

    by: Signer
    signature: Base64


class SignedStatement(_Part, frozen=True, forbid_unknown_fields=True):
    """A statement's exact text with its signatures, as the keyring holds them."""

    statement: Annotated[str, Meta(max_length=4 * 1024 * 1024)]
    signatures: Annotated[tuple[Signature, ...], Meta(min_length=1, max_length=3)]

    def hash(self) -> str:
        """Return the hash that the next statement names; of the first one, the site id."""
        return digest(_KIND, self.statement.encode("utf-8"))


def moment_text(at: datetime) -> str:
    """Return a moment as statements hold it: UTC, to the second, ending in Z."""
    return at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def roles_of(roles: Collection[str]) -> tuple[Role, ...]:
    """Return roles as statements hold them, in alphabetical order; raises ValueError for an unknown one or none."""
    return msgspec.convert(sorted(set(roles)), Roles, strict=True)


def format_for(*roles: str) -> Format:
    """Return the format of a statement that gives these roles."""
    return IN_CHARGE_FORMAT if IN_CHARGE in roles else FORMAT


def signed(statement: Statement, signers: Mapping[str, MemberSecrets]) -> SignedStatement:
    """Return a statement with the signature of each signer."""
    data = canonical(msgspec.to_builtins(statement))
    signatures = tuple(Signature(who, to_text(sign(secrets, _KIND, data))) for who, secrets in signers.items())
    return SignedStatement(data.decode("utf-8"), signatures)


def is_signed_by(item: SignedStatement, who: str, sign_public: str) -> bool:
    """Say whether the statement's text bears a good signature of someone."""
    data = item.statement.encode("utf-8")
    own = [each for each in item.signatures if each.by == who]
    return len(own) == 1 and verify(sign_public, _KIND, data, bytes_of(own[0].signature))


def read_statement(item: SignedStatement) -> Statement:
    """Return what a statement says; its text must be exactly the canonical bytes of that.

    Raises StoreNewer for a later format or an unknown kind, and RollMalformed for all else.
    """
    try:
        value = strict_json.parse(item.statement.encode("utf-8"))
        _check_known(value.get("format"), value.get("kind"))
        statement = msgspec.convert(value, Statement, strict=True)
        same = canonical(msgspec.to_builtins(statement)) == item.statement.encode("utf-8")
    except ValueError:
        raise malformed() from None
    if not same or statement.format != format_for(*_given_roles(statement)):
        raise malformed()
    return statement  # type: ignore[no-any-return]


def _given_roles(statement: Statement) -> tuple[str, ...]:
    match statement:
        case Site(members=members):
            return tuple(role for each in members for role in each.roles)
        case MemberIn(member=new):
            return new.roles
        case RolesChanged(roles=roles) | LeadUntil(roles=roles):
            return roles
    return ()


def _check_known(number: object, kind: object) -> None:
    later = type(number) is int and number > IN_CHARGE_FORMAT
    if later or (number in (FORMAT, IN_CHARGE_FORMAT) and isinstance(kind, str) and kind not in KINDS):
        raise StoreNewer(
            "The list of members was written by a newer version of this program.",
            "Nothing was changed.",
            "Update this program, then open the store again.",
        )

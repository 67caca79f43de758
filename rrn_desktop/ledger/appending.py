"""Adding one entry at the end of this desk's segment, inside the caller's transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rrn_desktop.canonical import to_bytes as from_base64
from rrn_desktop.errors import Refused
from rrn_desktop.ids import new_id
from rrn_desktop.keys import wraps
from rrn_desktop.keys.boxes import new_key, seal_box
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger import bodies, headers
from rrn_desktop.ledger.bodies import Signable
from rrn_desktop.ledger.headers import CLOCK_BACK, Header
from rrn_desktop.ledger.opening import key_hash, wrap_info
from rrn_desktop.store import desk_ledger
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_ledger import LedgerRow, StoredEntry, Wrap

Recipients = Sequence[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class SiteContext:
    """Where an entry is being made: site, desk, segment, and the state of the roll that it stands on."""

    site: str
    device: str
    segment: int
    roll_head: str
    epoch: int


@dataclass(frozen=True, slots=True)
class Signer:
    """The member who makes an entry, with their secrets."""

    member: str
    secrets: MemberSecrets = field(repr=False)


@dataclass(frozen=True, slots=True)
class Appended:
    """Where an entry stands; ``repeated`` when it stood there already and nothing was added."""

    row: LedgerRow
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What an entry is about; ``entry`` is made by the caller, so that a repeated try is known as one."""

    kind: str
    entry: str = field(default_factory=new_id)
    record: str | None = None
    number: str | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class _Content:
    """A sealed box, the key to it, and who is to hold that key."""

    box: bytes = field(repr=False)
    key: bytes = field(repr=False)
    recipients: Recipients


class EntryIdTaken(Refused):
    """An entry with this id is there already, and it says something else."""

    code = "entry_id_taken"


def context_of(connection: Connection, roll: Roll) -> SiteContext:
    """Return where the next entry of this desk goes."""
    last = desk_ledger.last_row(connection, roll.desk.id)
    segment = last.segment if last else 1
    return SiteContext(roll.site_id, roll.desk.id, segment, roll.head, roll.register.epoch)


def recipients_of(roll: Roll, *members: str) -> tuple[tuple[str, bytes], ...]:
    """Return the register of the present epoch and these members, each with their public key."""
    register = (f"register/{roll.register.epoch}", from_base64(roll.register.public))
    return (register, *((member, from_base64(roll.members[member].receive)) for member in members))


def append(
    connection: Connection,
    site: SiteContext,
    signer: Signer,
    about: About,
    *,
    at: datetime,
    body: Signable | None = None,
    recipients: Recipients = (),
) -> Appended:
    """Add an entry; a repeated try with the same entry id gives back the one that is there.

    When the clock went backwards since the last entry, an entry that says so comes first.
    """
    there = desk_ledger.by_entry(connection, about.entry)
    if there is not None:
        return _repeated(there.row, signer, about)
    last = desk_ledger.last_row(connection, site.device)
    now = headers.moment(at)
    if last is not None and now < last.at and about.kind != CLOCK_BACK:
        last = append(connection, site, signer, About(CLOCK_BACK), at=at).row
    draft = _header(site, signer, about, now, last)
    content = None if body is None else _content_of(body, draft, signer, recipients)
    return Appended(_kept(connection, draft, signer, content))


def _content_of(body: Signable, draft: Header, signer: Signer, recipients: Recipients) -> _Content:
    if not recipients:
        raise ValueError("what is sealed to nobody is lost")
    payload = bodies.payload_of(bodies.body_bytes(body), signer.secrets)
    bodies.check_belongs(body, draft)
    key = new_key()
    return _Content(seal_box(key, payload, bodies.bound_to(draft)), key, recipients)


def _header(site: SiteContext, signer: Signer, about: About, now: str, last: LedgerRow | None) -> Header:
    follows = last is not None and last.segment == site.segment
    return Header(
        format=headers.FORMAT,
        site=site.site,
        device=site.device,
        segment=site.segment,
        seq=last.seq + 1 if last and follows else 1,
        # The first entry of all hangs on the site; the first after a restore on the head that it continues.
        prev=last.hash if last else site.site,
        roll_head=site.roll_head,
        kind=about.kind,
        entry=about.entry,
        record=about.record,
        number=about.number,
        version=about.version,
        epoch=site.epoch,
        member=signer.member,
        at=now,
        ciphertext=None,
        content_key=None,
    )


def _kept(connection: Connection, draft: Header, signer: Signer, content: _Content | None) -> LedgerRow:
    if content is None:
        row = headers.signed_row(draft, signer.secrets)
        desk_ledger.append(connection, StoredEntry(row))
        return row
    header = headers.with_box(draft, _sha256(content.box), _sha256(content.key))
    row = headers.signed_row(header, signer.secrets)
    wrapped = tuple(
        Wrap(who, wraps.SUITE, wraps.wrap(content.key, public, wrap_info(row.hash, who, key_hash(public))))
        for who, public in content.recipients
    )
    desk_ledger.append(connection, StoredEntry(row, content.box, wrapped))
    return row


def _repeated(row: LedgerRow, signer: Signer, about: About) -> Appended:
    said = (row.kind, row.record, row.number, row.version, row.member)
    if said != (about.kind, about.record, about.number, about.version, signer.member):
        raise EntryIdTaken(
            "Another entry with this mark is there already.",
            "Nothing was added, and what is there stays as it is.",
            "Open the record again from Today, and try once more.",
        )
    return Appended(row, repeated=True)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

"""Verifying a whole ledger, against hashing and checking the same bytes with nothing around it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256

from benchmarks.measuring import Row, measure, timed
from benchmarks.site import LEAD, answers_of, entered
from rrn_desktop.canonical import labelled, to_bytes
from rrn_desktop.forms import registry
from rrn_desktop.forms.reading import write_answers
from rrn_desktop.ids import new_id
from rrn_desktop.ledger import opening, verifying
from rrn_desktop.ledger.appending import About, context_of, recipients_of
from rrn_desktop.ledger.bodies import Body, bound_to
from rrn_desktop.ledger.headers import STAFF_SUPPORT, check_row
from rrn_desktop.ledger.sealing import append_note, seal_entry, settle
from rrn_desktop.services.journal import signer
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_ledger, desk_numbers
from rrn_desktop.store.connection import Connection

_SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
_BATCH = 500
# Of ten entries two are records; the others are what happens around them: signing in, reading, notices.
_SEALED_OF_TEN = 2


@dataclass(frozen=True, slots=True)
class _Item:
    """The bytes of one entry, as the baseline finds them in memory."""

    public: ec.EllipticCurvePublicKey
    header: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    box: bytes = field(repr=False, default=b"")
    bound: bytes = field(repr=False, default=b"")
    wrap: bytes = field(repr=False, default=b"")
    wrap_info: bytes = field(repr=False, default=b"")
    body: bytes = field(repr=False, default=b"")
    body_signature: bytes = field(repr=False, default=b"")


def measured(store: Path, entries: int, repeats: int) -> list[Row]:
    """Fill the ledger up to so many entries and measure what verifying it takes, for anyone and for a lead."""
    with entered(store, LEAD) as session:
        _fill(session, entries)
        return of_session(session, repeats)


def of_session(session: Session, repeats: int) -> list[Row]:
    """Measure the same with a ledger that is there already."""
    return list(_rows(session, _Bare(session), repeats))


def _rows(session: Session, bare: _Bare, repeats: int) -> Iterator[Row]:
    held = session.held
    seeds = {held.roll.register.epoch: held.register_seed or b""}
    what = f"verify {bare.entries:,} entries"

    def anyone() -> float:
        return timed(lambda: _sound(verifying.verify_store(held.desk, session.store, held.roll)))

    def lead() -> float:
        return timed(lambda: _sound(verifying.verify_store(held.desk, session.store, held.roll, seeds=seeds)))

    for done, against, ours, bare_way in (
        ("", "SHA-256, ECDSA verify", anyone, bare.check),
        (" and open the records", "the same, HPKE, AES-GCM", lead, bare.check_and_open),
    ):
        yield measure(what + done, against, 1.5, ours=ours, bare=bare_way, repeats=repeats)


def _sound(found: verifying.Verified) -> None:
    assert found.holds, found.findings


class _Bare:
    """Hashes and checks the bytes of a ledger, which lie ready in memory a page at a time."""

    def __init__(self, session: Session) -> None:
        held = session.held
        seed = held.register_seed or b""
        both = hashlib.shake_256(seed).digest(96)
        lattice, curve = MLKEM768PrivateKey.from_seed_bytes(both[:64]), X25519PrivateKey.from_private_bytes(both[64:])
        self._private = hpke.MLKEM768X25519PrivateKey(lattice, curve)
        self._session = session
        self._reader = opening.reader_of(f"register/{held.roll.register.epoch}", seed)
        with held.desk.read() as connection:
            self.entries = desk_ledger.count(connection)

    def check(self) -> float:
        """Hash each header and box, and check each header's signature; return the seconds that this alone took."""
        return sum(timed(partial(self._check, items)) for items in self._pages())

    def check_and_open(self) -> float:
        """Do that, then open each record and check its author's signature."""
        return sum(timed(partial(self._check_and_open, items)) for items in self._pages())

    def _pages(self) -> Iterator[list[_Item]]:
        """Yield the bytes page by page: those of a large ledger do not fit into memory."""
        with self._session.held.desk.read() as connection:
            for page in _entries(connection):
                yield [_item(self._session, entry, self._reader) for entry in page]

    def _check(self, items: Sequence[_Item]) -> None:
        for item in items:
            hashlib.sha256(item.header).hexdigest()
            if item.box:
                hashlib.sha256(item.box).hexdigest()
            item.public.verify(item.signature, item.header, ec.ECDSA(SHA256()))

    def _check_and_open(self, items: Sequence[_Item]) -> None:
        self._check(items)
        for item in items:
            if item.wrap:
                key = _SUITE.decrypt(item.wrap, self._private, info=item.wrap_info)
                AESGCM(key).decrypt(item.box[:12], item.box[12:], item.bound)
                item.public.verify(item.body_signature, item.body, ec.ECDSA(SHA256()))


def _entries(connection: Connection) -> Iterator[Sequence[desk_ledger.StoredEntry]]:
    for end in desk_ledger.ends(connection):
        after = 0
        while page := desk_ledger.page_of_entries(connection, end.device, end.segment, after, 200):
            yield page
            after = page[-1].row.seq


@lru_cache
def _point(text: str) -> ec.EllipticCurvePublicKey:
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), to_bytes(text))


def _item(session: Session, entry: desk_ledger.StoredEntry, reader: opening.Reader) -> _Item:
    signed = labelled("header", entry.row.header)
    header, then = check_row(entry.row, session.held.roll)
    member = then.public_of(header.member)
    assert member is not None
    public = _point(member.sign)
    if entry.box is None or header.kind == STAFF_SUPPORT or not reader.is_among(entry):
        return _Item(public, signed, entry.row.signature, entry.box or b"")
    opened = opening.open_payload(entry, reader, header, then)
    return _Item(
        public=public,
        header=signed,
        signature=entry.row.signature,
        box=entry.box,
        bound=bound_to(header),
        wrap=next(wrap.wrap for wrap in entry.wraps if wrap.recipient == reader.recipient),
        wrap_info=opening.wrap_info(entry.row.hash, reader.recipient, reader.key_hash),
        body=labelled("body", opened.body),
        body_signature=opened.signature,
    )


def _fill(session: Session, entries: int) -> None:
    """Append up to so many entries; the member who is signed in makes them all."""
    held = session.held
    with held.desk.read() as connection:
        there = desk_ledger.count(connection)
    for start in range(there, entries, _BATCH):
        with held.desk.write() as connection:
            for number in range(start, min(start + _BATCH, entries)):
                _append(connection, session, sealed=number % 10 < _SEALED_OF_TEN)
        settle(held.desk, session.store, held.roll.site_id)


def _append(connection: Connection, session: Session, *, sealed: bool) -> None:
    roll, who, at = session.held.roll, signer(session), session.held.clock.now()
    site = context_of(connection, roll)
    if sealed:
        body = _body(session, desk_numbers.next_number(connection, session.desk_code, at.year))
        seal_entry(connection, site, who, body, recipients=recipients_of(roll, who.member), at=at)
    else:
        append_note(connection, site, who, About("view", record=new_id()), at=at)


def _body(session: Session, number: str) -> Body:
    roll, wall = session.held.roll, session.wall().rfc3339()
    answers = write_answers(registry.definition("incident"), answers_of("case2"))
    return Body(
        site=roll.site_id, entry=new_id(), record=new_id(), number=number, form="incident", form_version=1,
        profile="eng_school", version=1, status="complete", epoch=roll.register.epoch, author=session.member.id,
        author_name=session.member.name, author_role="", started_at=wall, written_at=wall, zone=session.zone,
        reason=None, previous=None, people={}, answers=msgspec.to_builtins(answers),
    )  # fmt: skip

"""What someone can do who holds the desk key, their own keys, and a program of their own."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import msgspec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from rrn_desktop.keys import wraps
from rrn_desktop.keys.boxes import new_key, seal_box
from rrn_desktop.ledger import bodies, headers
from rrn_desktop.ledger.appending import About, append, context_of, recipients_of
from rrn_desktop.ledger.bodies import Attached, Body
from rrn_desktop.ledger.headers import Header, read_header
from rrn_desktop.ledger.opening import key_hash, wrap_info
from rrn_desktop.store import desk_ledger
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_ledger import LedgerRow, StoredEntry, Wrap
from tests.rrn_desktop.ledger.house import House


def drop_triggers(connection: Connection) -> None:
    """Take away every trigger of the desk."""
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars()
    for name in names:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")


def remove(connection: Connection, entry_hash: str) -> None:
    """Remove an entry and all that lies beside it."""
    for table in ("wraps", "bodies", "ledger"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE hash = ?", (entry_hash,))


def header_after(house: House, who: str, body: Body | Attached, **changed: Any) -> Header:
    """Return the header of a new entry at the end of the ledger, with anything changed."""
    with house.desk.read() as connection:
        site = context_of(connection, house.roll)
        last = desk_ledger.last_row(connection, site.device)
    values: dict[str, Any] = {
        "format": 1,
        "site": site.site,
        "device": site.device,
        "segment": 1,
        "seq": last.seq + 1 if last else 1,
        "prev": last.hash if last else site.site,
        "roll_head": site.roll_head,
        "kind": body.kind if isinstance(body, Attached) else "seal",
        "entry": body.entry,
        "record": body.record,
        "number": body.number,
        "version": None if isinstance(body, Attached) else body.version,
        "epoch": 1,
        "member": who,
        "at": headers.moment(house.now),
        "ciphertext": None,
        "content_key": None,
    }
    return Header(**{**values, **changed})


def forged(
    house: House,
    header: Header,
    body: Body | Attached,
    *,
    body_signer: str | None = None,
    box: bytes | None = None,
    box_key: bytes | None = None,
    wrapped_key: bytes | None = None,
) -> StoredEntry:
    """Return an entry made with any part of it wrong; the header is signed by whoever it names."""
    key = box_key or new_key()
    payload = bodies.payload_of(bodies.body_bytes(body), house.people.secrets[body_signer or header.member])
    sealed = box or seal_box(key, payload, bodies.bound_to(header))
    full = headers.with_box(header, hashlib.sha256(sealed).hexdigest(), hashlib.sha256(key).hexdigest())
    row = headers.signed_row(full, house.people.secrets[header.member])
    recipient, public = recipients_of(house.roll)[0]
    info = wrap_info(row.hash, recipient, key_hash(public))
    return StoredEntry(row, sealed, (Wrap(recipient, wraps.SUITE, wraps.wrap(wrapped_key or key, public, info)),))


def put(house: House, entry: StoredEntry) -> StoredEntry:
    """Put an entry at the end of the ledger."""
    with house.desk.write() as connection:
        desk_ledger.append(connection, entry)
    return entry


def remake(house: House, row: LedgerRow, body: Body, *, seq: int, prev: str) -> StoredEntry:
    """Make an own entry anew at another place of the chain, as a program of one's own can."""
    header = msgspec.structs.replace(read_header(row.header), seq=seq, prev=prev)
    return forged(house, header, body)


def note(house: House, who: str, kind: str = "view", **changed: Any) -> LedgerRow:
    """Add an entry that is its header alone."""
    with house.desk.write() as connection:
        site = replace(context_of(connection, house.roll), **changed)
        return append(connection, site, house.signer(who), About(kind), at=house.now).row


def box_with_two_keys(first: bytes, second: bytes, nonce: bytes, bound: bytes, text: bytes) -> bytes:
    """Return a box that opens under two keys: to a text and more under the first, to noise under the second.

    One block of the ciphertext is chosen so that both keys give the same GCM tag.
    """
    text += b" " * (-len(text) % 16)
    known = _counter(first, nonce, text)
    length = (len(bound) * 8).to_bytes(8, "big") + ((len(known) + 16) * 8).to_bytes(8, "big")
    blocks = [*_blocks(bound), *_blocks(known), bytes(16), length]
    gap = len(blocks) - 2
    sums = powers = 0
    for key in (first, second):
        hashed = int.from_bytes(_block(key, bytes(16)), "big")
        sums ^= _ghash(hashed, blocks) ^ int.from_bytes(_block(key, nonce + b"\0\0\0\1"), "big")
        powers ^= _power(hashed, len(blocks) - gap)
    free = _times(sums, _power(powers, 2**128 - 2)).to_bytes(16, "big")
    blocks[gap] = free
    hashed = int.from_bytes(_block(first, bytes(16)), "big")
    tag = _ghash(hashed, blocks) ^ int.from_bytes(_block(first, nonce + b"\0\0\0\1"), "big")
    return nonce + known + free + tag.to_bytes(16, "big")


def _blocks(data: bytes) -> list[bytes]:
    padded = data + bytes(-len(data) % 16)
    return [padded[start : start + 16] for start in range(0, len(padded), 16)]


def _block(key: bytes, block: bytes) -> bytes:
    return Cipher(algorithms.AES(key), modes.ECB()).encryptor().update(block)


def _counter(key: bytes, nonce: bytes, text: bytes) -> bytes:
    return Cipher(algorithms.AES(key), modes.CTR(nonce + b"\0\0\0\2")).encryptor().update(text)


def _times(left: int, right: int) -> int:
    product = 0
    for bit in range(127, -1, -1):
        if right >> bit & 1:
            product ^= left
        left = left >> 1 ^ (0xE1 << 120 if left & 1 else 0)
    return product


def _power(base: int, exponent: int) -> int:
    result = 1 << 127
    while exponent:
        if exponent & 1:
            result = _times(result, base)
        base, exponent = _times(base, base), exponent >> 1
    return result


def _ghash(hashed: int, blocks: list[bytes]) -> int:
    total = 0
    for block in blocks:
        total = _times(total ^ int.from_bytes(block, "big"), hashed)
    return total

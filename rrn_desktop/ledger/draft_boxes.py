"""Draft boxes: what only its author, or a lead, can open, and only its author can make.

A draft has a content key of its own. It is wrapped to the register once. With each save it is boxed anew under the
author's draft key, bound to site, draft, author, revision and the SHA-256 of that very box: so neither another
member, nor a lead who can open it, can put words into a draft in its author's name.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import msgspec

from rrn_desktop.canonical import canonical, labelled, to_text
from rrn_desktop.canonical import to_bytes as from_base64
from rrn_desktop.keys import wraps
from rrn_desktop.keys.boxes import BoxRefused, new_key, open_box, seal_box
from rrn_desktop.ledger.opening import Reader, key_hash
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.store.desk_drafts import DraftRow


@dataclass(frozen=True, slots=True)
class DraftName:
    """Which draft is meant, and whose it is."""

    site: str
    draft: str
    author: str


@dataclass(frozen=True, slots=True)
class DraftKey:
    """The content key of a draft, and its wrap to the register."""

    content: bytes = field(repr=False)
    wrap_register: bytes = field(repr=False)


class _RegisterWrap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A draft's content key, wrapped to a register epoch."""

    to: str
    suite: str
    wrap: str


def new_draft_key(name: DraftName, register: tuple[str, bytes]) -> DraftKey:
    """Return a fresh key for a draft, wrapped to the register: its ``register/N`` and public key."""
    content = new_key()
    recipient, public = register
    wrapped = wraps.wrap(content, public, _wrap_info(name, recipient, key_hash(public)))
    kept = {"to": recipient, "suite": wraps.SUITE, "wrap": to_text(wrapped)}
    return DraftKey(content, canonical(kept))


def key_for_now(key: DraftKey, name: DraftName, register: tuple[str, bytes]) -> DraftKey:
    """Return the key to go on with: the draft's own, or a fresh one where it is wrapped to an epoch before this one.

    Who held the register then may know the key of then, and is not to read what is written from now on.
    """
    try:
        to = msgspec.json.decode(key.wrap_register, type=_RegisterWrap).to
    except msgspec.DecodeError:
        to = ""
    return key if to == register[0] else new_draft_key(name, register)


def close_draft(key: DraftKey, name: DraftName, revision: int, plain: bytes, draft_key: bytes) -> tuple[bytes, bytes]:
    """Return a revision's box, and its content key boxed for the author."""
    box = seal_box(key.content, plain, _bound(name, revision))
    return box, seal_box(draft_key, key.content, _bound_to_box(name, revision, box))


def open_own_draft(row: DraftRow, site: str, draft_key: bytes) -> tuple[bytes, DraftKey]:
    """Return an author's own draft and its key; raises EntryRefused when they did not save it so."""
    name = DraftName(site, row.id, row.author)
    try:
        content = open_box(draft_key, row.wrap_author, _bound_to_box(name, row.revision, row.box))
        return open_box(content, row.box, _bound(name, row.revision)), DraftKey(content, row.wrap_register)
    except BoxRefused:
        raise EntryRefused("draft_forged") from None


def open_left_draft(row: DraftRow, site: str, register: Reader) -> bytes:
    """Return a draft that its author left behind, to a lead; it proves nothing about who wrote it."""
    name = DraftName(site, row.id, row.author)
    try:
        kept = msgspec.json.decode(row.wrap_register, type=_RegisterWrap)
        by = register.named(kept.to)
        if by is None or kept.suite != wraps.SUITE:
            raise EntryRefused("wrap_missing")
        content = by.key.unwrap(from_base64(kept.wrap), _wrap_info(name, by.recipient, by.key_hash))
        return open_box(content, row.box, _bound(name, row.revision))
    except (BoxRefused, wraps.WrapRefused, ValueError):
        raise EntryRefused("draft_forged") from None


def _bound(name: DraftName, revision: int) -> bytes:
    return canonical({"site": name.site, "draft": name.draft, "author": name.author, "revision": revision})


def _bound_to_box(name: DraftName, revision: int, box: bytes) -> bytes:
    sha256 = hashlib.sha256(box).hexdigest()
    about = {"site": name.site, "draft": name.draft, "author": name.author, "revision": revision, "box": sha256}
    return canonical(about)


def _wrap_info(name: DraftName, recipient: str, recipient_key: str) -> bytes:
    about = {"site": name.site, "draft": name.draft, "author": name.author, "to": recipient, "key": recipient_key}
    return labelled("wrap/draft", canonical(about))

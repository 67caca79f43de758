"""Written without an account: a file in the inbox that four words open while it is written, and the register always.

Each file has a content key. It lies under Argon2id of four words, until the file is sealed, and is wrapped to the
register. What colleagues may know has a key of its own, wrapped to each active member. Nothing of this is signed by
its writer, who has no key here: it proves nothing about who wrote it, only that no part of it was changed alone.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import msgspec

from rrn_desktop.canonical import canonical, labelled, to_text
from rrn_desktop.canonical import to_bytes as from_base64
from rrn_desktop.errors import Refused, WrongPassphrase
from rrn_desktop.ids import new_id
from rrn_desktop.keys import wraps
from rrn_desktop.keys.boxes import BoxRefused, new_key, open_box, seal_box
from rrn_desktop.keys.derive import derive
from rrn_desktop.keys.passphrase import as_typed
from rrn_desktop.keys.passphrase_key import RECORDER_COST, SALT_BYTES, KdfCost, kdf_of, key_from
from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger.headers import moment
from rrn_desktop.ledger.inbox_shapes import (
    InboxContent,
    InboxFile,
    InboxNotice,
    InboxPhrase,
    InboxWrap,
    State,
    file_bytes,
    inside_bytes,
    read_content,
    read_file_bytes,
    read_inside,
)
from rrn_desktop.ledger.readers import Reader, key_hash, reader_of
from rrn_desktop.ledger.refusals import EntryRefused

__all__ = [
    "Held", "InboxContent", "InboxFile", "InboxNotice", "OpenedInbox", "SealedInInbox", "content_of", "file_bytes",
    "new", "open_notice", "open_with_phrase", "open_with_register", "read_file_bytes", "register_key",
    "with_content",
]  # fmt: skip

_TAG, _BOX = "inbox-file-tag/1", "inbox-file-box/1"
_TAG_BYTES = 16


@dataclass(frozen=True, slots=True)
class Held:
    """An inbox file in the hands of who writes it, with the key to its content, and the one that four words make."""

    file: InboxFile
    content_key: bytes = field(repr=False)
    phrase_key: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class OpenedInbox:
    """What was written so far, and the file to carry on with."""

    content: InboxContent
    held: Held


class SealedInInbox(Refused):
    """What was written is sealed, and four words open it no more."""

    code = "inbox_sealed"


def new(
    roll: Roll,
    content: InboxContent,
    *,
    phrase: str,
    at: datetime,
    identity: str | None = None,
    record: str | None = None,
    about: str | None = None,
    cost: KdfCost = RECORDER_COST,
) -> Held:
    """Return the first revision of an inbox file, still being written.

    Needs nothing but the roll and four words. Raises ValueError for content that is out of shape.
    """
    identity, key = identity or new_id(), new_key()
    kept, phrase_key = _under_phrase(roll.site_id, identity, key, phrase, cost)
    file = InboxFile(
        site=roll.site_id,
        id=identity,
        record=record or new_id(),
        about=about,
        revision=1,
        state="writing",
        saved_at=moment(at),
        phrase=kept,
        register=_to_register(roll, identity, key),
        box="",
        notice=None,
    )
    return _filled(Held(file, key, phrase_key), roll, content)


def with_content(held: Held, roll: Roll, content: InboxContent, *, at: datetime, state: State = "writing") -> Held:
    """Return the next revision of an inbox file; sealed, it opens to its four words no more.

    Raises ValueError for content that is out of shape, and for a file that was sealed before.
    """
    if held.file.state == "sealed":
        raise ValueError("what is sealed is not written on")
    key, phrase = _next_key(held, roll, state)
    file = msgspec.structs.replace(
        held.file,
        revision=held.file.revision + 1,
        state=state,
        saved_at=moment(at),
        phrase=phrase,
        register=_to_register(roll, held.file.id, key),
    )
    if state == "sealed":
        # What JSON can't hold is found here, by its writer, and not when a lead opens it.
        canonical(content.answers)
    return _filled(Held(file, key, held.phrase_key), roll, content)


def open_with_phrase(file: InboxFile, phrase: str) -> OpenedInbox:
    """Return what was written so far, to who knows the four words.

    Slow on purpose. Raises WrongPassphrase, SealedInInbox, KdfRefused, and EntryRefused for a file that was changed.
    """
    if file.phrase is None:
        raise _sealed_already()
    tag, key = _tag_and_key(as_typed(phrase), file.phrase)
    if not hmac.compare_digest(tag, _bytes(file.phrase.tag)):
        raise _wrong_phrase()
    try:
        content_key = open_box(key, _bytes(file.phrase.box), _bound_phrase(file.site, file.id, file.phrase))
    except BoxRefused:
        raise EntryRefused("inbox_changed") from None
    return OpenedInbox(content_of(file, content_key), Held(file, content_key, key))


def open_with_register(file: InboxFile, reader: Reader) -> InboxContent:
    """Return what was written, to who holds the register; raises EntryRefused."""
    return content_of(file, register_key(file, reader))


def register_key(file: InboxFile, reader: Reader) -> bytes:
    """Return the content key of a file, by the register of the epoch that it was wrapped to; raises EntryRefused."""
    by = reader.named(file.register.to)
    if by is None:
        raise EntryRefused("wrap_missing")
    return _unwrapped(file.register, by, _register_info(file.site, file.id, by.recipient, by.key_hash))


def open_notice(file: InboxFile, member: str, receive_seed: bytes) -> dict[str, Any] | None:
    """Return what colleagues may know, to a member it is wrapped to; None when there is nothing for them yet.

    Raises EntryRefused when it was changed.
    """
    if file.notice is None:
        return None
    wrap = next((wrap for wrap in file.notice.wraps if wrap.to == member), None)
    if wrap is None:
        return None
    reader = reader_of(member, receive_seed)
    key = _unwrapped(wrap, reader, _notice_info(file.site, file.id, reader.recipient, reader.key_hash))
    return read_inside(_opened(key, file.notice.box, _bound_notice(file)))


def content_of(file: InboxFile, content_key: bytes) -> InboxContent:
    """Return what was written, by its content key; raises EntryRefused."""
    return read_content(_opened(content_key, file.box, _bound(file, "content")))


def _filled(held: Held, roll: Roll, content: InboxContent) -> Held:
    box = to_text(seal_box(held.content_key, inside_bytes(content), _bound(held.file, "content")))
    boxed = msgspec.structs.replace(held.file, box=box)
    file = msgspec.structs.replace(boxed, notice=_noticed(boxed, roll, content.notice))
    file_bytes(file)
    return replace(held, file=file)


def _noticed(file: InboxFile, roll: Roll, words: dict[str, Any] | None) -> InboxNotice | None:
    if words is None:
        return None
    key = new_key()
    wrapped = []
    for member in sorted(roll.members):
        if roll.members[member].active:
            public = from_base64(roll.members[member].receive)
            wrapped.append(_wrapped(key, member, public, _notice_info(file.site, file.id, member, key_hash(public))))
    return InboxNotice(tuple(wrapped), to_text(seal_box(key, inside_bytes(words), _bound_notice(file))))


def _next_key(held: Held, roll: Roll, state: State) -> tuple[bytes, InboxPhrase | None]:
    """Return the key to go on with, and what four words open of it.

    Handed in, it has a key of its own: the one that lay under the four words may be in a copy that someone took. So it
    has in a new register epoch: who held the register before may know the key of then.
    """
    if state == "sealed":
        return new_key(), None
    phrase, phrase_key = held.file.phrase, held.phrase_key
    if held.file.register.to == _register_of(roll) or phrase is None or phrase_key is None:
        return held.content_key, phrase
    key = new_key()
    return key, _boxed(phrase, held.file.site, held.file.id, key, phrase_key)


def _under_phrase(
    site: str, identity: str, content_key: bytes, phrase: str, cost: KdfCost
) -> tuple[InboxPhrase, bytes]:
    bare = InboxPhrase(kdf_of(cost, new_key()[:SALT_BYTES]), "", "")
    tag, key = _tag_and_key(as_typed(phrase), bare)
    return _boxed(msgspec.structs.replace(bare, tag=to_text(tag)), site, identity, content_key, key), key


def _boxed(phrase: InboxPhrase, site: str, identity: str, content_key: bytes, phrase_key: bytes) -> InboxPhrase:
    box = seal_box(phrase_key, content_key, _bound_phrase(site, identity, phrase))
    return msgspec.structs.replace(phrase, box=to_text(box))


def _tag_and_key(phrase: bytes, kept: InboxPhrase) -> tuple[bytes, bytes]:
    made = key_from(phrase, kept.kdf)
    return derive(made, _TAG, _TAG_BYTES), derive(made, _BOX)


def _register_of(roll: Roll) -> str:
    return f"register/{roll.register.epoch}"


def _to_register(roll: Roll, identity: str, content_key: bytes) -> InboxWrap:
    to, public = _register_of(roll), from_base64(roll.register.public)
    return _wrapped(content_key, to, public, _register_info(roll.site_id, identity, to, key_hash(public)))


def _wrapped(key: bytes, to: str, public: bytes, info: bytes) -> InboxWrap:
    return InboxWrap(to, wraps.SUITE, to_text(wraps.wrap(key, public, info)))


def _unwrapped(wrap: InboxWrap, reader: Reader, info: bytes) -> bytes:
    if wrap.to != reader.recipient:
        raise EntryRefused("wrap_missing")
    if wrap.suite != wraps.SUITE:
        raise EntryRefused("wrap_suite")
    try:
        return reader.key.unwrap(_bytes(wrap.wrap), info)
    except wraps.WrapRefused:
        raise EntryRefused("inbox_changed") from None


def _opened(key: bytes, box: str, bound: bytes) -> bytes:
    try:
        return open_box(key, _bytes(box), bound)
    except (BoxRefused, ValueError):
        raise EntryRefused("inbox_changed") from None


def _bytes(text: str) -> bytes:
    try:
        return from_base64(text)
    except ValueError:
        raise EntryRefused("inbox_changed") from None


def _bound_notice(file: InboxFile) -> bytes:
    """Return what the notice is bound to: the content and the register's way to it too.

    So who can't read the content still sees that it was changed, before they take it in.
    """
    sealed = canonical({"box": file.box, "register": msgspec.to_builtins(file.register)})
    return _bound(file, "notice") + hashlib.sha256(sealed).digest()


def _bound(file: InboxFile, part: str) -> bytes:
    """Return what a box is bound to: all that the file says in the open, so that none of it is changed alone."""
    said = {
        "part": part,
        "site": file.site,
        "id": file.id,
        "record": file.record,
        "about": file.about,
        "revision": file.revision,
        "state": file.state,
        "saved_at": file.saved_at,
    }
    return canonical(said)


def _bound_phrase(site: str, identity: str, phrase: InboxPhrase) -> bytes:
    said = {"site": site, "id": identity, "kdf": msgspec.to_builtins(phrase.kdf), "tag": phrase.tag}
    return canonical(said)


def _register_info(site: str, identity: str, to: str, key: str) -> bytes:
    return labelled("wrap/inbox", canonical({"site": site, "id": identity, "to": to, "key": key}))


def _notice_info(site: str, identity: str, to: str, key: str) -> bytes:
    return labelled("wrap/inbox-notice", canonical({"site": site, "id": identity, "to": to, "key": key}))


def _wrong_phrase() -> WrongPassphrase:
    return WrongPassphrase(
        "These four words do not open what was written here.",
        "What you wrote is safe, and nothing was changed.",
        "Check each word on your note, and try again. If the note is lost, write it again, and tell your lead.",
    )


def _sealed_already() -> SealedInInbox:
    return SealedInInbox(
        "What you wrote is handed in already, so these words do not open it any more.",
        "It is safe, and a lead can read it.",
        "If something in it is wrong, write a correction.",
    )

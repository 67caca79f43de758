"""What stands in an inbox file, and what lies sealed in it.

``inbox/ID.json`` is canonical JSON::

    {"format": "rrn-inbox/1", "site", "id", "record", "about": id|null, "revision", "state": "writing"|"sealed",
     "saved_at", "phrase": {"kdf": {"name", "memory_kib", "passes", "lanes", "salt"}, "tag", "box"}|null,
     "register": {"to", "suite", "wrap"}, "box", "notice": {"wraps": [{"to", "suite", "wrap"}], "box"}|null}
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from rrn_desktop.canonical import canonical
from rrn_desktop.keys import strict_json
from rrn_desktop.keys.passphrase_key import Kdf
from rrn_desktop.keys.shapes import Base64, From1, Hash, Id, Text
from rrn_desktop.ledger.bodies import Clock
from rrn_desktop.ledger.headers import Moment
from rrn_desktop.ledger.refusals import EntryRefused

FAMILY, VERSION = "rrn-inbox", 1
LIMIT = 16 * 1024 * 1024
State = Literal["writing", "sealed"]
_Format = Annotated[str, Meta(pattern=r"\Arrn-inbox/1\Z")]
_To = Annotated[str, Meta(pattern=r"\A([a-z2-7]{26}|register/[1-9][0-9]{0,5})\Z")]
_Box = Annotated[str, Meta(max_length=LIMIT)]


class _Hidden(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of an inbox file; its text shows nothing of what is in it."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(hidden)"


class InboxPhrase(_Hidden, frozen=True):
    """The content key under four words: Argon2id costs and salt, what tells a wrong phrase, and the box."""

    kdf: Kdf
    tag: Base64
    box: Base64


class InboxWrap(_Hidden, frozen=True):
    """A key, wrapped to a register epoch or a member."""

    to: _To
    suite: Text
    wrap: Base64


class InboxNotice(_Hidden, frozen=True):
    """What colleagues may know: a box of its own, and its key wrapped to each of them."""

    wraps: tuple[InboxWrap, ...]
    box: _Box


class InboxFile(_Hidden, frozen=True, kw_only=True):
    """The whole file; ``about`` is the inbox file that a correction or an addition belongs to."""

    format: _Format = f"{FAMILY}/{VERSION}"
    site: Hash
    id: Id
    record: Id
    about: Id | None
    revision: From1
    state: State
    saved_at: Moment
    phrase: InboxPhrase | None
    register: InboxWrap
    box: _Box
    notice: InboxNotice | None


class InboxContent(_Hidden, frozen=True, kw_only=True):
    """What someone without an account wrote.

    ``answers`` are as a body holds them once the file is sealed, and as a draft keeps them before. ``notice`` is
    what colleagues may know, in words that the caller chose.
    """

    name: str
    role: str
    form: str
    form_version: From1
    profile: str
    started_at: Clock
    written_at: Clock
    zone: str
    status: Literal["first", "complete"]
    answers: dict[str, Any]
    notice: dict[str, Any] | None = None
    people: dict[str, Any] = {}


def file_bytes(file: InboxFile) -> bytes:
    """Return the bytes of an inbox file; raises ValueError for what is out of shape."""
    value = msgspec.to_builtins(file)
    msgspec.convert(value, InboxFile, strict=True)
    return canonical(value)


def read_file_bytes(data: bytes, name: str = "inbox.json") -> InboxFile:
    """Return the inbox file of its bytes; raises StoreDamaged or StoreNewer, with a sentence that names it."""
    return strict_json.decode(data, name, InboxFile, FAMILY, VERSION)


def inside_bytes(value: InboxContent | dict[str, Any]) -> bytes:
    """Return what goes into a box, in ASCII, so that half a character that was typed is kept too."""
    return json.dumps(msgspec.to_builtins(value), ensure_ascii=True, allow_nan=False).encode("ascii")


def read_inside(data: bytes) -> dict[str, Any]:
    """Return what lay in a box; raises EntryRefused."""
    try:
        return strict_json.parse(data)
    except ValueError:
        raise EntryRefused("inbox_unreadable") from None


def read_content(data: bytes) -> InboxContent:
    """Return what someone without an account wrote; raises EntryRefused."""
    try:
        return msgspec.convert(read_inside(data), InboxContent, strict=True)
    except ValueError:
        raise EntryRefused("inbox_unreadable") from None

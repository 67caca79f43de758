"""The four words by which someone without an account comes back to what they wrote.

``inbox/phrases/TAG.json`` is canonical JSON ``{"format": "rrn-inbox-phrase/1", "site", "tag", "begun", "box"}``:

- a key is Argon2id (64 MiB, 3 passes, 4 lanes; salt: the first 16 bytes of the SHA-256 of the site id) of the four
  words, lower case, single blanks; so a wrong phrase costs as much as a right one
- ``tag``, the file's name, is HKDF-SHA256 of it, label ``inbox-tag/1``: 16 bytes, 26 letters and digits
- ``box`` (base64) is AES-256-GCM under HKDF-SHA256 of it, label ``inbox-phrase/1``, bound to site, tag and
  ``begun``; inside: canonical ``{"item", "writing", "name", "role"}``

It outlives what was written, which opens to these words no more once it is sealed: so a correction can follow.
"""

from __future__ import annotations

import base64
import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from rrn_desktop.canonical import canonical, to_bytes, to_text
from rrn_desktop.clock import parse_rfc3339
from rrn_desktop.errors import DoesNotHold, StoreMissing, StoreUnusable, UserFacingError, WrongPassphrase
from rrn_desktop.files import write_whole
from rrn_desktop.keys import strict_json
from rrn_desktop.keys.boxes import BoxRefused, open_box, seal_box
from rrn_desktop.keys.derive import derive
from rrn_desktop.keys.passphrase import as_typed, generate
from rrn_desktop.keys.passphrase_key import RECORDER_COST, SALT_BYTES, kdf_of, key_from
from rrn_desktop.keys.shapes import Base64, Hash, Id, Moment, Text
from rrn_desktop.services.inbox_place import INBOX, PHRASES, ready_folder

WORDS = 4
KEPT_FOR = timedelta(days=7)
_FAMILY, _VERSION = "rrn-inbox-phrase", 1
_LIMIT = 16 * 1024
_TAG, _BOX = "inbox-tag/1", "inbox-phrase/1"


@dataclass(frozen=True, slots=True)
class Known:
    """Whose phrase it is: what they wrote first, what they write now, since when, and the name and job they typed."""

    item: str
    writing: str
    begun: datetime
    name: str = field(repr=False)
    role: str = field(repr=False)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: Text
    site: Hash
    tag: Id
    begun: Moment
    box: Base64


class _Inside(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    item: Id
    writing: Id
    name: str
    role: str

    def __repr__(self) -> str:
        return f"_Inside(item={self.item!r})"


def new_phrase() -> str:
    """Return four random words, ten bits each."""
    return generate(WORDS)


def spoken(phrase: str) -> str:
    """Return a typed phrase as it was made: lower case, words with one blank between, whatever stands between them."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in phrase.casefold()).split())


def keep(store: Path, site: str, phrase: str, known: Known) -> None:
    """Keep whose phrase this is, so that it leads back to what they write."""
    key = _key(site, phrase)
    tag, begun = _tag(key), known.begun.isoformat().replace("+00:00", "Z")
    plain = canonical({"item": known.item, "writing": known.writing, "name": known.name, "role": known.role})
    box = seal_box(derive(key, _BOX), plain, _bound(site, tag, begun))
    file = {"format": f"{_FAMILY}/{_VERSION}", "site": site, "tag": tag, "begun": begun, "box": to_text(box)}
    write_whole(ready_folder(store, PHRASES) / f"{tag}.json", canonical(file))


def look_up(store: Path, site: str, phrase: str) -> Known:
    """Return whose phrase this is; raises WrongPassphrase when it is nobody's here."""
    key = _key(site, phrase)
    tag = _tag(key)
    try:
        path = store / INBOX / PHRASES / f"{tag}.json"
        file = strict_json.read_file(path, _File, _FAMILY, _VERSION, _LIMIT)
        plain = open_box(derive(key, _BOX), to_bytes(file.box), _bound(site, tag, file.begun))
        inside = msgspec.json.decode(plain, type=_Inside)
    except StoreMissing:
        raise _nobodys() from None
    except (BoxRefused, ValueError):
        raise _changed() from None
    return Known(inside.item, inside.writing, parse_rfc3339(file.begun), inside.name, inside.role)


def forget_old(store: Path, now: datetime) -> None:
    """Let go of phrases whose time is long over; what cannot be read stays, for someone to look at."""
    for path in (store / INBOX / PHRASES).glob("*.json"):
        with suppress(UserFacingError, OSError, ValueError):
            file = strict_json.read_file(path, _File, _FAMILY, _VERSION, _LIMIT)
            if parse_rfc3339(file.begun) + KEPT_FOR < now:
                path.unlink()


def _key(site: str, phrase: str) -> bytes:
    salt = hashlib.sha256(site.encode("utf-8")).digest()[:SALT_BYTES]
    return key_from(as_typed(spoken(phrase)), kdf_of(RECORDER_COST, salt))


def _tag(key: bytes) -> str:
    return base64.b32encode(derive(key, _TAG, 16)).decode("ascii").rstrip("=").lower()


def _bound(site: str, tag: str, begun: str) -> bytes:
    return canonical({"site": site, "tag": tag, "begun": begun})


def _nobodys() -> WrongPassphrase:
    return WrongPassphrase(
        "These four words do not lead to anything that was written here.",
        "What you wrote is safe, and nothing was changed.",
        "Check each word on your note, and try again. If the note is lost, write it again, and tell your lead.",
    )


def _changed() -> StoreUnusable | DoesNotHold:
    return DoesNotHold(
        "The words are right, but the file that they open was changed.",
        "What you wrote is kept beside it, and a lead can open it.",
        "Write it again without your words, and tell your lead.",
    )

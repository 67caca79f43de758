"""Where someone without an account writes: the inbox of a store, and what must be known of the store to write there.

Nothing here needs a key: ``inbox/about.json`` says which rules and which time zone the desk goes by.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from rrn_desktop.canonical import canonical
from rrn_desktop.clock import parse_rfc3339
from rrn_desktop.errors import StoreDamaged, StoreMissing, UserFacingError
from rrn_desktop.files import problem_of_writing, write_whole
from rrn_desktop.forms.rich_types import is_zone
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys import strict_json
from rrn_desktop.keys.roll import Roll
from rrn_desktop.keys.shapes import Hash, Text
from rrn_desktop.keys.statements import read_statement
from rrn_desktop.services.session import Session
from rrn_desktop.standards.loader import profiles
from rrn_desktop.store.lock import StoreLock, hold

INBOX, ABOUT, ASIDE, PHRASES = "inbox", "about.json", "aside", "phrases"
_KEYRING = "keyring.json"
_FAMILY, _VERSION = "rrn-inbox-place", 1
_LIMIT = 4 * 1024
# Long enough for another writer to finish a file, short enough that nobody takes it for a crash.
_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class InboxPlace:
    """What is known of a desk before anyone signs in, and whether someone without an account can write here now."""

    profile: str
    zone: str
    can_write: bool


class _About(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file, as it stands."""

    format: Text
    site: Hash
    profile: Text
    zone: Text


def place(store: Path) -> InboxPlace:
    """Return what is known of the desk without signing in; ``can_write`` is no where it is not known, or closed."""
    try:
        about = _read(store)
        known = keyrings.load(store / _KEYRING).replayed().site_id == about.site
    except UserFacingError:
        return InboxPlace("", "", can_write=False)
    open_to_us = os.access(store / INBOX, os.W_OK | os.X_OK)
    return InboxPlace(about.profile, about.zone, can_write=known and open_to_us)


def say_place(session: Session) -> None:
    """Keep, for those who can't sign in, which rules and which zone this desk goes by.

    A disk that refuses must not keep anyone from signing in: the next sign-in tries again.
    """
    with suppress(UserFacingError):
        write_place(session.store, session.held.roll.site_id, session.profile, session.zone)


def write_place(store: Path, site: str, profile: str, zone: str) -> None:
    """Write what someone without an account must know of the desk, when it is not written so already."""
    about = canonical({"format": f"{_FAMILY}/{_VERSION}", "site": site, "profile": profile, "zone": zone})
    file = ready_folder(store) / ABOUT
    if not file.exists() or file.read_bytes() != about:
        write_whole(file, about)


def ready_folder(store: Path, inside: str = "") -> Path:
    """Return the inbox of a store, or a folder in it, made when it is not there."""
    folder = store / INBOX / inside if inside else store / INBOX
    try:
        folder.mkdir(mode=0o700, exist_ok=True, parents=True)
    except OSError as problem:
        raise problem_of_writing(problem) from None
    return folder


def hold_inbox(store: Path) -> StoreLock:
    """Hold the inbox for as long as one file is written or taken away; the store itself may be in use meanwhile."""
    return hold(ready_folder(store), seconds=_PATIENCE, named=False)


def roll_of(store: Path) -> Roll:
    """Return who is who in a store, which needs no key; raises a StoreUnusable that says what is wrong."""
    return keyrings.load(store / _KEYRING).replayed()


def latest_moment(store: Path) -> datetime:
    """Return the latest moment that is known of a store without a key; a clock behind it is wrong."""
    return parse_rfc3339(read_statement(keyrings.load(store / _KEYRING).roll[-1]).at)


def facts_of(store: Path) -> tuple[str, str]:
    """Return profile and zone of the desk; raises StoreMissing when nobody has signed in here yet."""
    try:
        about = _read(store)
    except StoreMissing:
        raise StoreMissing(
            "Writing without an account is not ready on this PC yet.",
            "Nothing was changed.",
            "Someone has to sign in here once. Until then, write it on paper.",
        ) from None
    return about.profile, about.zone


def _read(store: Path) -> _About:
    about = strict_json.read_file(store / INBOX / ABOUT, _About, _FAMILY, _VERSION, _LIMIT)
    known = {one.id for one in profiles()}
    if about.profile not in known or not is_zone(about.zone):
        raise StoreDamaged(
            f"Something in the file {ABOUT} was changed by hand.",
            "The records in this store were not changed.",
            "Someone has to sign in here once; that writes the file again. Until then, write it on paper.",
        )
    return about

"""The recovery cards of a site that is not made yet: into a folder, proved by typing two back, and thrown away."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from rrn_desktop.clock import Clock, SystemClock
from rrn_desktop.errors import DoesNotHold, Refused, StoreNotLocal
from rrn_desktop.files import problem_of_writing
from rrn_desktop.keys.passphrase_key import KdfCost
from rrn_desktop.keys.recovery import NEEDED, SHARE_WORDS, ShareRefused
from rrn_desktop.services.site_answers import read_site_answers
from rrn_desktop.services.site_founding import NewSite, check_shares, new_site, write_papers_to_print
from rrn_desktop.services.site_setup import make_store, refuse_unless_new
from rrn_desktop.store.location import refuse_if_not_local

_SHOWN = 8
_FEW = 3


class WrongFolder(Refused):
    """The cards can't lie in this folder."""

    code = "wrong_folder"


@dataclass(frozen=True, slots=True)
class SavedCards:
    """The papers of a new site in a folder of their own, each with the SHA-256 of what was written."""

    folder: Path
    files: tuple[Path, ...]
    digests: tuple[str, ...] = field(repr=False)


def look_at_folder(store: Path) -> None:
    """Raise StoreNotLocal, Refused or StoreReadOnly where a new store can't be; nothing is written to find out."""
    refuse_unless_new(store)
    near = next(folder for folder in (store, *store.absolute().parents) if folder.exists())
    if not os.access(near, os.W_OK):
        raise problem_of_writing(OSError(errno.EACCES, os.strerror(errno.EACCES)))


def begin(store: Path, answers: dict[str, Any], *, clock: Clock | None = None) -> NewSite:
    """Return a new site in memory; raises what setup_site raises before it writes anything."""
    read = read_site_answers(answers)
    refuse_unless_new(store)
    return new_site(read, clock or SystemClock())


def save_cards(site: NewSite, store: Path, folder: Path) -> SavedCards:
    """Write the cards and what goes with them as PDF into a new folder inside one; nothing is written over.

    Raises WrongFolder for a folder inside the store, on a network or copied by a cloud program, Refused where cards
    of this site lie there already, and a StoreUnusable when it can't be written.
    """
    _refuse_if_unsafe(folder, store)
    own = folder / f"RRN Desktop cards {site.site_id[:_SHOWN]}"
    if own.exists():
        raise Refused("The cards lie in this folder already.", "They were not touched.", "Choose another folder.")
    try:
        files = write_papers_to_print(site, own)
    except BaseException:
        # Half a set of cards would only be taken for a whole one.
        shutil.rmtree(own, ignore_errors=True)
        raise
    return SavedCards(own, files, tuple(_digest(path) for path in files))


def throw_away(cards: SavedCards) -> bool:
    """Delete the files as far as they are still what was written, and say whether none is left.

    A deleted file can often be brought back from a disk, so this is no more than tidying up.
    """
    for path, digest in zip(cards.files, cards.digests, strict=True):
        with suppress(OSError):
            if _digest(path) == digest:
                path.unlink()
    with suppress(OSError):
        cards.folder.rmdir()
    return not any(path.exists() for path in cards.files)


def wrong_words(site: NewSite, texts: Sequence[str]) -> tuple[str, ...]:
    """Return a sentence on what is wrong with each of two cards as they were typed, or no words where it holds.

    Both hold only when together they give the recovery keys.
    """
    if len(texts) != NEEDED:
        raise ValueError("two cards are typed back")
    typed = [text.lower().split() for text in texts]
    found = [_nearest(words, site.shares) for words in typed]
    said = [_said(words, number, site.shares) for words, number in zip(typed, found, strict=True)]
    if not any(said) and found[0] == found[1]:
        said[1] = f"This is card {found[1] + 1} again. Type the words of another card."
    if not any(said):
        try:
            check_shares(site, texts)
        except (ShareRefused, DoesNotHold) as refused:
            said[1] = f"{refused.what} {refused.next_step}"
    return tuple(said)


def make(site: NewSite, store: Path, texts: Sequence[str], *, kdf: KdfCost | None = None) -> None:
    """Make the store of a site whose cards are proved with the words of two; raises as check_shares and make_store."""
    check_shares(site, texts)
    make_store(store, site, kdf)


def _refuse_if_unsafe(folder: Path, store: Path) -> None:
    nothing = "Nothing was written."
    if folder.resolve().is_relative_to(store.resolve()):
        raise WrongFolder("The records themselves go into this folder.", nothing, "Choose another one for the cards.")
    try:
        refuse_if_not_local(folder)
    except StoreNotLocal as refused:
        raise WrongFolder(
            refused.what, nothing, "Cards must not leave your hands. Choose a stick, or a folder on this computer."
        ) from None


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _nearest(words: Sequence[str], shares: Sequence[str]) -> int:
    """Return which of the cards has most words in common with these."""
    alike = [len(set(words) & set(share.split())) for share in shares]
    return alike.index(max(alike))


def _said(words: Sequence[str], number: int, shares: Sequence[str]) -> str:
    card = shares[number].split()
    if not words:
        return "Type the words of a card here."
    if len(set(words) & set(card)) < SHARE_WORDS // 2:
        return "These are not the words of a card of this place. Take a card that was printed just now."
    at = [place for place, (one, other) in enumerate(zip(words, card, strict=False), start=1) if one != other]
    if len(words) != SHARE_WORDS:
        first = at[0] if at else min(len(words), SHARE_WORDS) + 1
        return (
            f"There are {len(words)} words here, and card {number + 1} has {SHARE_WORDS}. "
            f"Look from word {first} on: one is missing or there twice."
        )
    if not at:
        return ""
    places = ", ".join(str(place) for place in at[:_FEW])
    more = " and more" if len(at) > _FEW else ""
    one = len(at) == 1
    return f"{'Word' if one else 'Words'} {places}{more} {'is' if one else 'are'} not as on card {number + 1}."

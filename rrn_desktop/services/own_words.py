"""What a site calls the people it supports, itself and its teams, where that differs from its profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rrn_desktop.errors import NoRight, NotFound, Refused
from rrn_desktop.forms.texts import Flaw, flaw_of_text
from rrn_desktop.ledger.appending import About
from rrn_desktop.services.journal import note, settled
from rrn_desktop.services.session import Session
from rrn_desktop.standards.loader import profile
from rrn_desktop.store import desk_own

KEYS: Final = ("person", "people", "place", "team", "teams")
LONGEST: Final = 40
_CHANGED = "own_words_changed"
_UNTOUCHED = "The words are as they were."


@dataclass(frozen=True, slots=True)
class Word:
    """One word: ``usual`` is the profile's, ``own`` the site's, empty where it has none."""

    key: str
    usual: str
    own: str = ""

    @property
    def said(self) -> str:
        """Return the word that holds here."""
        return self.own or self.usual


def listing(session: Session) -> tuple[Word, ...]:
    """Return each word with what the profile says, and what this site says."""
    own, usual = of(session), profile(session.profile).words
    return tuple(Word(key, usual[key], own.get(key, "")) for key in KEYS)


def of(session: Session) -> Mapping[str, str]:
    """Return the site's own words by key; none for what it calls as its profile does.

    The desk is not signed: what could not have been said here is shown and printed nowhere.
    """
    with session.held.desk.read() as connection:
        kept = desk_own.words(connection)
    return {key: kept[key] for key in KEYS if kept.get(key) and _flaw(kept[key]) is None}


def say(session: Session, words: Mapping[str, str]) -> tuple[Word, ...]:
    """Use these words from now on, by key, and return all; with an empty one, or the profile's, the profile's holds.

    Raises NoRight for anyone but a lead or an administrator, NotFound for a key that there is none of, and Refused
    for a word that can't be kept; then none of them is changed.
    """
    if not session.member.is_keeper:
        raise NoRight("Only a lead or an administrator changes these words.", _UNTOUCHED, "Ask your lead.")
    usual = profile(session.profile).words
    wanted = {key: _checked(key, word) for key, word in words.items()}
    wanted = {key: "" if word == usual[key] else word for key, word in wanted.items()}
    with session.held.desk.write() as connection:
        before = desk_own.words(connection)
        changed = {key: word for key, word in wanted.items() if before.get(key, "") != word}
        for key, word in changed.items():
            desk_own.put_words(connection, key, word)
        if changed:
            note(connection, session, About(_CHANGED), {"words": changed})
    if changed:
        settled(session)
    return listing(session)


def _checked(key: str, word: str) -> str:
    if key not in KEYS:
        raise NotFound("There is no such word.", _UNTOUCHED, f"Choose one of: {', '.join(KEYS)}.")
    trimmed = " ".join(filter(None, word.split(" ")))
    flaw = _flaw(trimmed)
    if flaw is not None:
        raise Refused(flaw.what, _UNTOUCHED, flaw.next_step, question=key)
    return trimmed


def _flaw(word: str) -> Flaw | None:
    return flaw_of_text(word, LONGEST, lines=False)

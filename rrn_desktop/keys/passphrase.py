"""Passphrases: how a typed one becomes bytes, how one is made up, and which are too weak."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Collection, Sequence

from shamir_mnemonic.wordlist import WORDLIST
from zxcvbn import zxcvbn

from rrn_desktop.errors import UserFacingError
from rrn_desktop.keys.precis import is_freeform
from rrn_desktop.keys.rights import KEEPERS

RECORDER_WORDS = 6
LEAD_WORDS = 8
SHORTEST = 12
LONGEST = 512
_STRONG_ENOUGH = 3
_LOOKED_AT = 72


class PassphraseRefused(UserFacingError):
    """The text can't be a passphrase."""

    code = "passphrase_refused"


def words_for(roles: Collection[str]) -> int:
    """Return how many words a made-up passphrase has for someone with these roles."""
    return LEAD_WORDS if KEEPERS & set(roles) else RECORDER_WORDS


def normalise(text: str) -> bytes:
    """Return the UTF-8 bytes of a passphrase by OpaqueString of RFC 8265.

    Case is kept, blanks of any kind become the plain one, and the text is composed (NFC).
    Raises PassphraseRefused for an empty or very long text and for characters that can't be typed again safely.
    """
    if not text:
        raise _refusal("A passphrase can't be empty.", "Type a passphrase.")
    if len(text) > LONGEST:
        raise _refusal("This passphrase is too long.", f"Use {LONGEST} characters or fewer.")
    blanked = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in text)
    composed = unicodedata.normalize("NFC", blanked)
    if not is_freeform(composed):
        raise _refusal(
            "This passphrase holds a character that can't be used, such as a tab or a hidden one.",
            "Use letters, numbers, spaces and signs that you can see on the keyboard.",
        )
    return composed.encode("utf-8")


def as_typed(text: str) -> bytes:
    """Return bytes for trying a passphrase: what can't be one becomes bytes that none ever has."""
    try:
        return normalise(text)
    except PassphraseRefused:
        return b"\0" + text[:LONGEST].encode("utf-8", "surrogatepass")


def generate(words: int) -> str:
    """Return a passphrase of random words of the SLIP-39 list, ten bits a word."""
    return " ".join(secrets.choice(WORDLIST) for _ in range(words))


def is_made_up(text: str, words: int) -> bool:
    """Say whether a text is at least so many words of the list, hardly any of them twice, as ``generate`` makes them.

    Who picked the words can't be seen.
    """
    found = text.split(" ")
    return len(found) >= words and len(set(found)) >= words - 2 and set(found) <= set(WORDLIST)


def weakness(text: str, names: Sequence[str]) -> str | None:
    """Return a sentence on why a passphrase is too easy to guess, or None.

    The names are words that someone who knows the place or the member would try first.
    """
    normalise(text)
    if len(text) < SHORTEST:
        return f"Use at least {SHORTEST} characters. Four or more words that do not belong together work well."
    parts = [part for name in names for part in (name, *name.split())]
    beside_names = text.casefold()
    for part in sorted((part for part in parts if len(part) > 2), key=len, reverse=True):
        beside_names = beside_names.replace(part.casefold(), "")
    # The same name typed twice counts as strong by its length alone, so what is left of it has to be enough.
    few = len("".join(beside_names.split())) < SHORTEST // 2
    if few or zxcvbn(text[:_LOOKED_AT], user_inputs=parts)["score"] < _STRONG_ENOUGH:
        return "This is too easy to guess. Use four or more words that do not belong together."
    return None


def _refusal(what: str, next_step: str) -> PassphraseRefused:
    return PassphraseRefused(what, "Nothing was changed.", next_step)

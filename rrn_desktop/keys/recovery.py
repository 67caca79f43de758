"""Recovery: three SLIP-39 shares of which any two make the recovery member, whom nobody else holds.

The secret is 16 random bytes; a share is 20 words; no SLIP-39 passphrase is used, since a wrong one would give a
wrong secret silently. The recovery member's keys are HKDF-SHA256 of the secret (see derive): ``recovery-sign/1``
(48 bytes, to a P-256 scalar), ``recovery-receive/1`` and ``recovery-draft/1`` (32 bytes each).
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from rrn_desktop.errors import UserFacingError
from rrn_desktop.keys.derive import derive
from rrn_desktop.keys.member import MemberSecrets, scalar_of

SECRET_BYTES = 16
SHARE_WORDS = 20
SHARES, NEEDED = 3, 2
_KNOWN = frozenset(WORDLIST)


class ShareRefused(UserFacingError):
    """Typed recovery words can't be used."""

    code = "share_refused"


class ShareLength(ShareRefused):
    """A share has not twenty words."""

    code = "share_length"


class ShareWord(ShareRefused):
    """A word is not in the list."""

    code = "share_word"


class ShareMistyped(ShareRefused):
    """The words of a share do not fit together."""

    code = "share_mistyped"


class ShareTwice(ShareRefused):
    """The same share was typed twice."""

    code = "share_twice"


class ShareOfAnotherSet(ShareRefused):
    """The shares are not of one set."""

    code = "share_other_set"


class SharesNeeded(ShareRefused):
    """There are not exactly two shares."""

    code = "shares_needed"


def new_shares() -> tuple[bytes, tuple[str, str, str]]:
    """Return a fresh 16-byte secret and its three shares."""
    secret = secrets.token_bytes(SECRET_BYTES)
    first, second, third = generate_mnemonics(1, [(NEEDED, SHARES)], secret)[0]
    return secret, (first, second, third)


def combine(shares: Sequence[str]) -> bytes:
    """Return the secret of exactly two shares; raises a ShareRefused that says what is wrong with them."""
    if len(shares) != NEEDED:
        raise _refusal(SharesNeeded, "Exactly two cards of recovery words are needed.", "Type the words of two cards.")
    first, second = (_share(text, number) for number, text in enumerate(shares, start=1))
    if (first.identifier, first.extendable, first.iteration_exponent) != (
        second.identifier,
        second.extendable,
        second.iteration_exponent,
    ):
        raise _refusal(ShareOfAnotherSet, *_OTHER_SET)
    if first.index == second.index:
        raise _refusal(
            ShareTwice, "Both times the words are of the same card.", "Type the words of two different cards."
        )
    try:
        secret: bytes = combine_mnemonics([first.mnemonic(), second.mnemonic()])
    except MnemonicError:
        raise _refusal(ShareOfAnotherSet, *_OTHER_SET) from None
    return secret


def recovery_member(secret: bytes) -> MemberSecrets:
    """Return the keys of the recovery member."""
    if len(secret) != SECRET_BYTES:
        raise ValueError("a recovery secret is 16 bytes long")
    return MemberSecrets(
        signing=scalar_of(derive(secret, "recovery-sign/1", 48)),
        receive_seed=derive(secret, "recovery-receive/1"),
        draft_key=derive(secret, "recovery-draft/1"),
    )


_OTHER_SET = (
    "The two cards do not belong together.",
    "Check that both cards are of this store, and of the newest set.",
)


def _share(text: str, number: int) -> Share:
    words = text.lower().split()
    if len(words) != SHARE_WORDS:
        raise _refusal(
            ShareLength,
            f"Card {number} has {len(words)} words here. It should have {SHARE_WORDS}.",
            "Check that no word is missing or typed twice.",
        )
    for place, word in enumerate(words, start=1):
        if word not in _KNOWN:
            raise _refusal(
                ShareWord,
                f"Word {place} of card {number} is not one of the words that cards use.",
                "Check how that word is spelled on the card.",
            )
    return _fitting(" ".join(words), number)


def _fitting(words: str, number: int) -> Share:
    try:
        share = Share.from_mnemonic(words)
    except MnemonicError:
        raise _refusal(
            ShareMistyped,
            f"The words of card {number} do not fit together.",
            "Check each word and the order of the words.",
        ) from None
    if (share.group_count, share.group_threshold, share.member_threshold) != (1, 1, NEEDED):
        raise _refusal(ShareOfAnotherSet, *_OTHER_SET)
    return share


def _refusal(reason: type[ShareRefused], what: str, next_step: str) -> ShareRefused:
    return reason(what, "Nothing was opened, and nothing was changed.", next_step)

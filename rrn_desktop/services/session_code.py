"""A short code that opens the lock for a while in place of the passphrase; it is kept in memory and nowhere else."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Callable
from itertools import pairwise

from rrn_desktop.errors import Refused
from rrn_desktop.uptime import seconds_passed

SHORTEST, LONGEST = 4, 8
"""How many letters or digits a code has."""
GOOD_FOR = 15 * 60.0
"""Seconds after a lock in which a code opens it."""
TRIES = 3
"""Wrong codes until only the passphrase is left."""

# The same sign again and again, counting up, and counting down.
_PLAIN_STEPS = ({0}, {1}, {-1})


class CodeTooPlain(Refused):
    """A code that is no code, or that anyone would try first."""

    code = "session_code_too_plain"


class WrongCode(Refused):
    """Another code than the one that was chosen; there are tries left."""

    code = "wrong_session_code"


class CodeOver(Refused):
    """No code opens this lock any more: too late, too often wrong, or none was chosen."""

    code = "session_code_over"


class SessionCode:
    """The code of one member for as long as they are signed in.

    - It opens a lock within GOOD_FOR seconds, sleep of the PC counted in; after that it waits for the next lock.
    - After TRIES wrong ones it is forgotten.
    - It never signs anything.
    """

    def __init__(self, *, seconds: Callable[[], float] = seconds_passed) -> None:
        self._seconds = seconds
        self._salt = secrets.token_bytes(16)
        self._digest = b""
        self._locked_at = 0.0
        self._wrong = 0

    def __repr__(self) -> str:
        return "SessionCode(hidden)"

    @property
    def chosen(self) -> bool:
        """Return whether there is a code."""
        return bool(self._digest)

    @property
    def seconds_left(self) -> float:
        """Return for how many seconds more a code opens this lock; 0 where none does."""
        passed = self._seconds() - self._locked_at
        return max(GOOD_FOR - passed, 0.0) if self.chosen else 0.0

    @property
    def tries_left(self) -> int:
        """Return how many wrong codes it still bears."""
        return TRIES - self._wrong if self.chosen else 0

    def choose(self, code: str) -> None:
        """Take a code, in place of any before it; raises CodeTooPlain."""
        wanted = checked(code)
        self._digest, self._wrong = self._digest_of(wanted), 0

    def locked(self) -> None:
        """Take note that the window was locked just now."""
        self._locked_at, self._wrong = self._seconds(), 0

    def check(self, code: str) -> None:
        """Raise WrongCode or CodeOver unless this code opens the lock."""
        if not self.chosen:
            raise _over("There is no short code now.")
        if self.seconds_left <= 0:
            raise _over(f"The short code opens the lock for {GOOD_FOR / 60:.0f} minutes, and they are over.")
        if hmac.compare_digest(self._digest, self._digest_of(_read(code))):
            return
        self._wrong += 1
        if self.tries_left <= 0:
            self.forget()
            raise _over(f"The code was wrong {TRIES} times, and is forgotten.")
        left = "You have one try left." if self.tries_left == 1 else f"You have {self.tries_left} tries left."
        raise WrongCode(
            f"This is not your short code. {left}", "Nothing was lost.", "Try again, or write your passphrase."
        )

    def forget(self) -> None:
        """Let only the passphrase open the lock from now on."""
        self._digest, self._wrong = b"", 0

    def _digest_of(self, code: str) -> bytes:
        # Whoever reads the memory of this process finds the keys themselves, so a slow digest would hinder nobody;
        # but a code may be the one of someone's telephone, and should not lie about in clear.
        return hashlib.sha256(self._salt + code.encode("utf-8", "surrogatepass")).digest()


def checked(code: str) -> str:
    """Return a code as it is compared; raises CodeTooPlain for what is none, or what anyone would try first."""
    wanted = _read(code)
    if not SHORTEST <= len(wanted) <= LONGEST or not wanted.isalnum():
        raise _too_plain(f"A short code has {SHORTEST} to {LONGEST} letters or digits, without blanks.")
    if {ord(after) - ord(before) for before, after in pairwise(wanted)} in _PLAIN_STEPS:
        raise _too_plain("Anyone would try this code first.")
    return wanted


def _read(code: str) -> str:
    """Return a code as it is compared: how it was typed in, and capitals, make no difference."""
    return unicodedata.normalize("NFKC", code).strip().casefold()


def _too_plain(what: str) -> CodeTooPlain:
    return CodeTooPlain(what, "Nothing was lost.", "Choose another one, or leave it empty.")


def _over(what: str) -> CodeOver:
    return CodeOver(what, "Nothing was lost.", "Write your passphrase.")

"""What can go wrong in ways a user must be told, each with its own sentence."""

from __future__ import annotations

from typing import ClassVar

REFUSED, USAGE, NO_RIGHT, STORE = 1, 2, 3, 4


class UserFacingError(Exception):
    """A problem told in three sentences: what happened, what is safe, what to do next.

    The sentences are shown as they are, so they hold no secret, no name and no answer.
    """

    code: ClassVar[str] = "refused"
    exit_code: ClassVar[int] = REFUSED

    def __init__(self, what: str, safe: str, next_step: str, *, question: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.safe = safe
        self.next_step = next_step
        self.question = question


class Refused(UserFacingError):
    """The program will not do this, for a reason that the sentence gives."""


class AnswersRefused(UserFacingError):
    """The answers can't be read or can't be sealed as they stand."""

    code = "answers_refused"


class NotFound(UserFacingError):
    """There is no such record, draft, member or person here."""

    code = "not_found"


class DoesNotHold(UserFacingError):
    """Something signed or sealed was changed, cut or put back."""

    code = "does_not_hold"


class WrongUsage(UserFacingError):
    """The command was called in a way that it does not know."""

    code = "usage"
    exit_code = USAGE


class WrongPassphrase(UserFacingError):
    """The name and the passphrase do not belong together."""

    code = "wrong_passphrase"
    exit_code = NO_RIGHT


class NoRight(UserFacingError):
    """This member may not do this; another person can."""

    code = "no_right"
    exit_code = NO_RIGHT


class RollRefused(UserFacingError):
    """The list of who is who was changed by someone with no right to change it, or put back."""

    code = "roll_refused"
    exit_code = STORE


class StoreUnusable(UserFacingError):
    """The store can't be used as it is."""

    code = "store_unusable"
    exit_code = STORE


class StoreMissing(StoreUnusable):
    """A file of the store is not there."""

    code = "store_missing"


class StoreInUse(StoreUnusable):
    """Another program or window holds the store."""

    code = "store_in_use"


class StoreDamaged(StoreUnusable):
    """A file of the store was cut, emptied or edited."""

    code = "store_damaged"


class StoreNewer(StoreUnusable):
    """The store was written by a newer version of the program."""

    code = "store_newer"


class StoreReadOnly(StoreUnusable):
    """The folder of the store can't be written to."""

    code = "store_read_only"


class StoreFull(StoreUnusable):
    """There is no room left on the disk."""

    code = "store_full"


class StoreNotLocal(StoreUnusable):
    """The folder is on a network or in a cloud-synced place."""

    code = "store_not_local"


class EntriesMissing(StoreUnusable):
    """The ledger is shorter than it once was, or it is another ledger."""

    code = "entries_missing"

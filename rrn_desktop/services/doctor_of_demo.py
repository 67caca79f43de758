"""The doctor in a demo store: its accounts lie in the clear beside it, so it can look with a lead's without asking."""

from __future__ import annotations

from pathlib import Path

import msgspec

from rrn_desktop.errors import UserFacingError
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys.rights import LEAD
from rrn_desktop.services.opening import KEYRING

ACCOUNTS = "demo-accounts.json"
_LIMIT = 1024 * 1024


class _Account(msgspec.Struct):
    """What is read of an account of a demo store."""

    id: str
    role: str
    passphrase: str


def lead_of_demo(store: Path) -> tuple[str, str] | None:
    """Return id and passphrase of a lead of a demo store, or None where there is none or it is no demo."""
    try:
        if not keyrings.load(store / KEYRING).replayed().demo:
            return None
        with (store / ACCOUNTS).open("rb") as stream:
            accounts = msgspec.json.decode(stream.read(_LIMIT), type=list[_Account])
    except (UserFacingError, OSError, msgspec.DecodeError):
        return None
    return next(((one.id, one.passphrase) for one in accounts if one.role == LEAD), None)

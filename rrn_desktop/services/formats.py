"""The versions of every file format, taken from the rooms that write them."""

from __future__ import annotations

from rrn_desktop.keys import keyring, slots
from rrn_desktop.ledger import bodies, head, headers, record_file
from rrn_desktop.store import migrate

FORMATS: dict[str, int] = {
    keyring.FAMILY: keyring.WITH_EPOCHS,
    slots.FAMILY: slots.VERSION,
    head.FAMILY: head.VERSION,
    record_file.FAMILY: record_file.WITH_MARKS,
    "ledger-header": headers.FORMAT,
    "ledger-body": bodies.FORMAT,
    "desk.db": migrate.latest("desk"),
    "register.db": migrate.latest("register"),
}

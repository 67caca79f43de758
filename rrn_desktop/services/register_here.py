"""Whether the register may be opened on this PC: where many people share one account, leads read on their own."""

from __future__ import annotations

from rrn_desktop.errors import NoRight
from rrn_desktop.keys.rights import KEEPERS, LEAD
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_directory
from rrn_desktop.store.connection import Connection

_FACT, _YES, _NO = "register_here", "yes", "no"


def opens(connection: Connection) -> bool:
    """Say whether a lead who signs in on this PC opens the register; yes where nobody has said."""
    return desk_directory.fact(connection, _FACT) != _NO


def keep(connection: Connection, yes: bool) -> None:
    """Keep whether it may be opened, in a transaction of the caller."""
    desk_directory.put_fact(connection, _FACT, _YES if yes else _NO)


def opens_for(session: Session) -> bool:
    """Say whether it may be opened on this PC."""
    with session.held.desk.read() as connection:
        return opens(connection)


def allow(session: Session, yes: bool) -> None:
    """Let the register be opened on this PC from the next sign-in on, or no longer; raises NoRight.

    Only a lead allows it. Anyone who looks after the desk may end it.
    """
    roles = set(session.member.roles)
    if not roles & ({LEAD} if yes else KEEPERS):
        raise NoRight(
            "Only a lead lets the register be opened on this PC."
            if yes
            else "Only a lead or an administrator decides where the register is opened.",
            "Nothing was changed.",
            "Ask your lead.",
        )
    with session.held.desk.write() as connection:
        keep(connection, yes)


def is_elsewhere(session: Session) -> bool:
    """Say whether a lead is signed in who can't read the records of others on this PC."""
    return "lead" in session.member.roles and session.held.register is None

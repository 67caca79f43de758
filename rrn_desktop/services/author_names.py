"""Under which name an author is shown: as they signed, and with the name of their account where that is another."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from rrn_desktop.keys.passphrase_key import folded
from rrn_desktop.ledger.bodies import Attached, Body
from rrn_desktop.services.directory import members
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_directory
from rrn_desktop.store.connection import Connection


def account_names(session: Session) -> Mapping[str, str]:
    """Return the name of each account, by the member's id."""
    return {one.id: one.name for one in members(session)}


def author_names_of(connection: Connection, session: Session, authors: Collection[str]) -> Mapping[str, str]:
    """Return the names of the accounts of some authors, by the member's id, as far as they have one."""
    listed = session.held.roll.members
    return desk_directory.names_of(connection, [author for author in authors if author in listed])


def name_of_author(accounts: Mapping[str, str], body: Body | Attached) -> str:
    """Return the name under which the author of a body is shown; a name without an account stays as it was typed."""
    if body.written_by and body.written_by.how == "without_account":
        return body.author_name
    return name_with_account(accounts, body.author, body.author_name)


def name_with_account(accounts: Mapping[str, str], author: str, signed: str) -> str:
    """Return a name as it was signed, marked where the account that signed has another one."""
    # A name is typed into the body by whoever makes it; which account signed is proved.
    account = accounts.get(author)
    # Nearly every name is signed letter for letter; to fold two is what a page of the register takes longest for.
    same = account is None or account == signed or folded(account) == folded(signed)
    return signed if same else f"{signed} (account of {account})"

"""Countersigning: a lead's second signature on a record that someone else sealed."""

from __future__ import annotations

from rrn_desktop.errors import NoRight, Refused
from rrn_desktop.ledger.appending import About, recipients_of
from rrn_desktop.ledger.headers import moment
from rrn_desktop.ledger.opening import OpenedBody
from rrn_desktop.services.follow_ups import COUNTERSIGN, close_kind
from rrn_desktop.services.journal import note, settled, signed_as
from rrn_desktop.services.own_records import may_sign_own
from rrn_desktop.services.reading import versions_of_number
from rrn_desktop.services.session import Session
from rrn_desktop.services.signatures import COUNTERSIGNED, OWN, Signature, is_unsigned, signatures_of
from rrn_desktop.services.signing_in import check_passphrase
from rrn_desktop.store import desk_ledger


def countersign(session: Session, number: str, passphrase: str) -> Signature:
    """Put a lead's second signature on the newest version of a record; late is shown, and stops nothing.

    Where one is asked for and a place has one lead only, that lead gives it on an own record too, and it says so.

    Raises WrongPassphrase, NoRight for anyone but a lead, and Refused for one's own record, a void one, or a second
    time.
    """
    check_passphrase(session, passphrase)
    if not session.is_lead:
        raise NoRight("Only a lead countersigns a record.", "Nothing was changed.", "Ask your lead.")
    versions = versions_of_number(session, number)
    newest = versions[-1]
    details = {"entry": newest.row.hash, **_checked_for_them(session, newest), **signed_as(session)}
    body, roll = newest.body, session.held.roll
    readers = {session.member.id, body.author} & set(roll.members)
    about = About(COUNTERSIGNED, record=body.record, number=body.number, version=body.version)
    with session.held.desk.write() as connection:
        note(connection, session, about, details, recipients_of(roll, *sorted(readers)))
        close_kind(connection, body.record, COUNTERSIGN, moment(session.held.clock.now()))
    settled(session)
    return signatures_of(session, versions)[-1]


def _checked_for_them(session: Session, newest: OpenedBody) -> dict[str, bool]:
    """Return what is to be said with this member's signature, once it may be given."""
    body = newest.body
    if body.status == "void":
        raise Refused("This record is void.", "Nothing was changed.", "A void record needs no second signature.")
    own = body.author == session.member.id and not is_unsigned(body)
    if own and not may_sign_own(session, body.record, body.author):
        raise Refused("This is your own record.", "Nothing was changed.", "A second signature comes from another lead.")
    with session.held.desk.read() as connection:
        rows = [entry.row for entry in desk_ledger.by_record(connection, body.record, COUNTERSIGNED)]
    if any(row.member == session.member.id and row.version == body.version for row in rows):
        raise Refused(
            "You countersigned this version before.", "Your signature stands.", "There is nothing more to do."
        )
    return {OWN: True} if own else {}

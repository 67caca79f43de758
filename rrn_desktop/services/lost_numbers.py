"""Numbers of incidents that are lost: each gets an entry that says so, and is never given out again."""

from __future__ import annotations

from rrn_desktop.errors import WrongUsage
from rrn_desktop.ledger.appending import About, context_of
from rrn_desktop.ledger.sealing import append_note
from rrn_desktop.services.journal import signer
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_drafts, desk_inbox, desk_ledger, desk_numbers
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_numbers import BookNumber

NUMBER_LOST = "number_lost"
_MOST_NUMBERS = 500
_EVER = "9999-12-31T23:59:59Z"


def take_up_to(connection: Connection, session: Session, last_number: str | None) -> tuple[str, ...]:
    """Take the numbers up to the last one that is known to be given out, and return them.

    Raises WrongUsage for a number of no book here, or one that is far beyond those that were given out.
    """
    if last_number is None:
        return ()
    last = desk_numbers.parse_number(last_number.strip())
    if last is None or last.book != session.desk_code:
        raise _no_number(session)
    given = desk_numbers.given_out(connection).get((last.year, last.book), 0)
    if last.count - given > _MOST_NUMBERS:
        raise _no_number(session)
    taken = tuple(desk_numbers.next_number(connection, last.book, last.year) for _ in range(last.count - given))
    _keep(connection, session, taken)
    return taken


def take_without_entry(connection: Connection, session: Session) -> tuple[str, ...]:
    """Take the numbers that were given out and that nothing here knows any more, and return them."""
    known = {*desk_ledger.numbers(connection), *(one.number for one in desk_drafts.all_left(connection, _EVER))}
    known |= {one.number for one in desk_inbox.all_seen(connection)}
    books = desk_numbers.given_out(connection)
    given = (str(BookNumber(year, book, count)) for (year, book), last in books.items() for count in range(1, last + 1))
    lost = tuple(number for number in given if number not in known)
    _keep(connection, session, lost)
    return lost


def _keep(connection: Connection, session: Session, numbers: tuple[str, ...]) -> None:
    context = context_of(connection, session.held.roll)
    for number in numbers:
        about = About(NUMBER_LOST, number=number)
        append_note(connection, context, signer(session), about, at=session.held.clock.now())


def _no_number(session: Session) -> WrongUsage:
    example = BookNumber(session.held.clock.now().year, session.desk_code, 17)
    return WrongUsage(
        "The last number is none of this desk, or it is far beyond those that are known.",
        "No store was made.",
        f"Write it as it stands on paper, such as {example}.",
    )

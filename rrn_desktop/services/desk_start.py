"""What is checked and done each time someone signs in, before they see anything."""

from __future__ import annotations

from rrn_desktop.ledger.appending import About
from rrn_desktop.ledger.catching_up import CaughtUp, catch_up
from rrn_desktop.ledger.head import settle_head
from rrn_desktop.ledger.headers import moment
from rrn_desktop.services import changing_keys
from rrn_desktop.services.certifying import certify
from rrn_desktop.services.deputies import end_what_is_over
from rrn_desktop.services.due_when_opened import renew_what_was_taken_in
from rrn_desktop.services.inbox_place import say_place
from rrn_desktop.services.intake import take_in
from rrn_desktop.services.journal import log
from rrn_desktop.services.keys_again import give_back_what_is_owed
from rrn_desktop.services.notices import take_down_old
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_directory, desk_ledger

_LATEST = "latest_moment"


def start_of_session(session: Session) -> None:
    """Compare the ledger with the head outside, keep that someone signed in, and take in what others wrote meanwhile.

    For a lead those who were leads until a day before are it no more. Then the register catches up, what was taken in
    begins what its answers ask for, and whoever lacks a certificate for documents gets one.
    """
    settle_head(session.held.desk, session.store, session.held.roll.site_id)
    changing_keys.finish(session)
    _look_at_the_clock(session)
    log(session, About("sign_in"))
    say_place(session)
    take_in(session)
    take_down_old(session)
    end_what_is_over(session)
    if session.held.register is not None:
        catch_up_register(session)
        renew_what_was_taken_in(session)
        give_back_what_is_owed(session)
    # A lead holds what it takes for this also where the register is not opened.
    certify(session)


def _look_at_the_clock(session: Session) -> None:
    """Doubt a clock that is behind the latest moment that this desk has seen; the ledger keeps that it went back."""
    now = moment(session.held.clock.now())
    with session.held.desk.write() as connection:
        latest = desk_directory.fact(connection, _LATEST) or ""
        last = desk_ledger.last_row(connection, session.held.roll.desk.id)
        seen = max(latest, last.at if last else "")
        session.ahead_of_clock = seen if now < seen else ""
        desk_directory.put_fact(connection, _LATEST, max(seen, now))


def catch_up_register(session: Session) -> CaughtUp:
    """Bring the register up to date with the ledger; only a lead's session holds the key for it."""
    held = session.held
    return catch_up(held.desk, session.register(), held.roll, held.register_seeds)

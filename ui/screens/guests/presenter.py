"""Guests in words, and what can be done for them. No Qt here."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from rrn_desktop.clock import WallTime, wall_time
from rrn_desktop.forms.wording import moment_words
from rrn_desktop.services import guests
from rrn_desktop.services.guests import Guest
from rrn_desktop.services.session import Session
from ui.screens.parts.words import tell


class GuestLine(NamedTuple):
    """One guest: who, until when, and what else is to know."""

    key: str
    name: str
    detail: str
    note: str
    here: bool


class LetIn(NamedTuple):
    """A guest who was let in, and what the one who did must know."""

    name: str
    words: str


class GuestsPresenter:
    """Reads the guests once, and words them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._guests: tuple[Guest, ...] = guests.listing(session)

    def read(self) -> None:
        """Read again."""
        self._guests = guests.listing(self._session)

    def lines(self) -> tuple[GuestLine, ...]:
        """Return the guests whose account is open, those who are here first."""
        return tuple(_line(one) for one in self._guests)

    def usual_end(self) -> str:
        """Return until when a guest is let in where nobody says."""
        end = wall_time(self._session.moment().now + guests.USUAL, self._session.zone)
        return moment_words(WallTime(end.local[:16], end.offset, end.zone))

    def let_in(self, name: str, job_title: str, until: str, out_dir: Path) -> LetIn:
        """Let a guest in; slow, so it is run away from the window."""
        end = guests.until_typed(self._session, until) if until else None
        invited = guests.let_in(self._session, name, job_title, until=end, out_dir=out_dir)
        until_words = next(one.until_words for one in guests.listing(self._session) if one.id == invited.member.id)
        words = tell(
            "guest_sheet_done", name=invited.member.name, time=until_words,
            file=invited.files[0].name if invited.files else "",
        )  # fmt: skip
        return LetIn(invited.member.name, words)

    def renew(self, key: str) -> str:
        """Give a guest more time, and return what was done."""
        guest = guests.renew(self._session, key)
        return tell("guest_renewed", name=guest.name, time=guest.until_words)

    def close(self, key: str) -> str:
        """Close a guest's account, and return what was done."""
        return tell("guest_closed", name=guests.close(self._session, key).name)


def _line(guest: Guest) -> GuestLine:
    here = guest.state == "here"
    if here and guest.job_title:
        detail = tell("guest_line", job=guest.job_title, time=guest.until_words)
    else:
        detail = tell("guest_line_plain" if here else "guest_over", time=guest.until_words)
    notes = [tell("guest_let_in_by", name=guest.let_in_by)] if guest.let_in_by else []
    if guest.unfinished:
        notes.append(
            tell("guest_unfinished_one") if guest.unfinished == 1 else tell("guest_unfinished", count=guest.unfinished)
        )
    return GuestLine(guest.id, guest.name, detail, " ".join(notes), here)

"""What there is to say once a place is set up. No Qt here."""

from __future__ import annotations

from pathlib import Path

from rrn_desktop.clock import Clock, SystemClock
from rrn_desktop.services.site_typed import Typed, names_of_others
from ui.screens.parts.words import tell


def facts(store: Path, typed: Typed, clock: Clock | None) -> tuple[tuple[str, str], ...]:
    """Return where the store lies and what its numbers look like."""
    number = f"{(clock or SystemClock()).now().year}-{typed.desk_code.strip().upper()}-001"
    return (tell("set_up_done_lies"), str(store)), (tell("set_up_done_desk"), number)


def nexts(typed: Typed) -> tuple[str, ...]:
    """Return what comes next, in order."""
    cards = tell("set_up_done_cards_both" if typed.one_person else "set_up_done_cards")
    others = names_of_others(typed)
    sheet = () if not others else (tell("set_up_done_passphrases", count=len(others)),)
    if len(others) == 1:
        sheet = (tell("set_up_done_passphrase", name=others[0]),)
    colleagues = () if typed.colleagues.strip() else (tell("set_up_done_colleagues"),)
    return (cards, *sheet, *colleagues, tell("set_up_done_people"))

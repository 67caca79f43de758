"""What brings people in: a list of another system, and an own passphrase in place of the one of before."""

from __future__ import annotations

from contextlib import closing, suppress
from datetime import timedelta

from rrn_desktop.clock import FixedClock
from rrn_desktop.errors import WrongPassphrase
from rrn_desktop.keys.signing_in import open_own
from rrn_desktop.services import directory, guests, own_passphrase, people_import
from rrn_desktop.services.session import Session
from rrn_desktop.services.setup_sheets import words_on
from rrn_desktop.services.signing_in import sign_in
from tests.torture.deed import Deed, Stages, rows
from tests.torture.place import DAY, NEXT_DAY, Place

NEW_WORDS = "marmalade trestle nine otters"
_LIST, _PASSPHRASE = "list", "passphrase"
_NEWCOMERS = ("Cai Rees", "Mair Owen")


def _write_list(place: Place) -> None:
    place.sheets.mkdir(exist_ok=True)
    lines = [f"{at},{name},{at:02}/03/2014" for at, name in enumerate((*_NEWCOMERS, place.names.person), start=1)]
    (place.sheets / "list.csv").write_text("\n".join(("Adno,Name,DOB", *lines)), "utf-8")


def _take_list_in(place: Place) -> None:
    with place.entered("lead") as session:
        place.ready()
        sheet, columns = people_import.open_sheet(place.sheets / "list.csv")
        people_import.carry_out(session, people_import.plan(session, sheet, columns))
        place.tell(_LIST)


def _listed(_place: Place, session: Session) -> Stages:
    numbers = [one.details.get("local_id") for one in directory.people(session)]
    people = {f"person {number}": numbers.count(number) for number in ("1", "2", "3")}
    return {_LIST: {**people, "entry": len(rows(session, people_import.KIND))}}


def _let_guest_in(place: Place) -> None:
    with place.entered("colleague", DAY) as session:
        guests.let_in(session, place.names.guest, "", until=NEXT_DAY + timedelta(hours=9), out_dir=place.sheets)


def _change(place: Place) -> None:
    sheet = words_on(next(place.sheets.glob("*.txt")).read_text("utf-8"))
    clock = FixedClock(NEXT_DAY)
    try:
        session = sign_in(place.store, place.names.guest, sheet, clock=clock)
    except WrongPassphrase:
        session = sign_in(place.store, place.names.guest, NEW_WORDS, clock=clock)
    with closing(session):
        place.ready()
        with suppress(WrongPassphrase):
            own_passphrase.change(session, sheet, NEW_WORDS)
        place.tell(_PASSPHRASE)


def _opens(place: Place, session: Session) -> Stages:
    """Count the words that open the account: always one or the other; an entry may be one too many."""
    guest = next(one.id for one in directory.members(session) if one.name == place.names.guest)
    sheet = words_on(next(place.sheets.glob("*.txt")).read_text("utf-8"))
    new, old = (_does_open(place, session, guest, words) for words in (NEW_WORDS, sheet))
    changed = min(len(rows(session, own_passphrase.KIND)), new)
    return {"an account": {"words that open it": new + old}, _PASSPHRASE: {"words": new, "entry": changed}}


def _does_open(place: Place, session: Session, member: str, words: str) -> int:
    with suppress(WrongPassphrase):
        open_own(place.store / "slots", session.held.roll, member, words)
        return 1
    return 0


DEEDS = (
    Deed("list taken in", _write_list, _take_list_in, _listed),
    Deed("own passphrase", _let_guest_in, _change, _opens),
)

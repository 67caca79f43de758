"""What is built again at a lead's sign-in: a register that was lost, and one that is behind the ledger."""

from __future__ import annotations

from rrn_desktop.ledger.appending import About
from rrn_desktop.services import register, sealing
from rrn_desktop.services.journal import log
from rrn_desktop.services.register import Query
from rrn_desktop.services.session import Session
from tests.torture.deed import Deed, Stages, rows
from tests.torture.place import DAY, Place, noticed

_REGISTER = "register.db"
_RECORDS = 5
# The register reads the ledger in pages of 200 entries: so that it can be cut off between two of them as well.
_ENTRIES = 230
_WORD = "kanariebeforeqzx"


def _filled(place: Place, records: int = _RECORDS, entries: int = _ENTRIES) -> None:
    with place.entered("author", DAY) as session, session.held.desk.without_waiting():
        for at in range(entries):
            if at * records // entries < (at + 1) * records // entries:
                sealing.seal(session, noticed(session, place), place.passphrase("author"), first=True)
            log(session, About("settings"))


def _lost(place: Place) -> None:
    _filled(place)
    with place.entered("lead", DAY):
        pass
    (place.store / _REGISTER).write_bytes(b"")


def _behind(place: Place) -> None:
    _filled(place, records=2, entries=4)
    with place.entered("lead", DAY):
        pass
    _filled(place)


def _look(place: Place) -> None:
    place.ready()
    with place.entered("lead"):
        place.tell("register")


def _register(_place: Place, session: Session) -> Stages:
    """Compare the register with the ledger; a lead who looks has always built it to its end."""
    sealed = len({row.record for row in rows(session, "seal")})
    found = {
        "rows": len(register.ids(session, Query())) == sealed,
        "words": len(register.ids(session, Query(text=_WORD))) == sealed,
        "nothing set aside": not register.set_aside(session),
        "sound": not session.register().check(),
    }
    return {"register": {part: int(there) for part, there in found.items()}}


DEEDS = (
    Deed("register built", _lost, _look, _register),
    Deed("register behind", _behind, _look, _register),
)

"""A school's May with a bit of everything in it: whole, first and void records, and all that follows an incident."""

from __future__ import annotations

from pathlib import Path

from rrn_desktop.clock import WallTime
from rrn_desktop.services import voiding
from rrn_desktop.services.packaging import export_package
from tests.rrn_desktop.services.after_incident import (
    NEXT_DAY,
    WEEK_LATER,
    added,
    moment,
    review_signed,
    support_signed,
)
from tests.rrn_desktop.services.school import AT, AUTHOR, LEAD, PASSPHRASES, School, case, few, sealed

WHOLE, SECOND, FIRST, VOID, MARCH = (f"2026-A-{number:03d}" for number in range(1, 6))
MAY = ("2026-05-01", "2026-05-31")
APRIL = ("2026-04-01", "2026-04-30")
FORMULA = "=HYPERLINK(1)"
SAID = "We are sorry to hear it, said Gran Pryce"


def live_a_month(school: School) -> None:
    """May: one whole record with all that follows, one looked at with it, one first, one void; and one of March."""
    session = school.enter(AUTHOR)
    sealed(session, case(1))
    sealed(session, case(1).with_answer("started", WallTime("2026-05-14T11:40", "+01:00")).with_answer("place", "Hall"))
    sealed(session, few("Library", name="Amara N."), first=True)
    sealed(session, few("Hall"), first=True)
    sealed(session, case(2))
    voiding.void(session, VOID, "Written twice", PASSPHRASES[AUTHOR])
    added(session, "told", WHOLE, whom="parent", how="phone", when=moment(AT), by={"state": "not_known"}, said=SAID)
    mark = [{"view": "front", "region": "face", "kind": "bruise", "note": "by the left eye"}]
    added(session, "injury", WHOLE, who="person", what=mark, how_it_happened=FORMULA, treatment="none_needed",
          when=moment(AT))  # fmt: skip
    support_signed(session, WHOLE)
    lead = school.enter(LEAD, WEEK_LATER)
    action = {"what": "Ear defenders", "owner": "Ms Okafor", "due": "2026-06-01", "idea_from": "person"}
    review_signed(lead, WHOLE, SECOND, actions=[action])
    school.leave()


def package(school: School, out: Path, days: tuple[str, str] = MAY, *, reason: str = "") -> Path:
    """A package of some days, made by the lead, with names where there is a reason; its folder."""
    session = school.enter(LEAD, NEXT_DAY + (WEEK_LATER - NEXT_DAY) * 2)
    export_package(session, out, start=days[0], end=days[1], identifiable=bool(reason), reason=reason)
    school.leave()
    return out

"""What leads and whoever is in charge do after an incident: reviews, cards, void, second signatures, guests."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from rrn_desktop.clock import WallTime
from rrn_desktop.errors import WrongPassphrase
from rrn_desktop.keys.signing_in import open_own
from rrn_desktop.services import countersigning, drafts, guests, left_behind, reviews, voiding, what_helps
from rrn_desktop.services.directory import members
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.guests import Guest
from rrn_desktop.services.opening import SLOTS
from rrn_desktop.services.session import Session
from rrn_desktop.services.setup_sheets import words_on
from rrn_desktop.services.signatures import COUNTERSIGNED
from rrn_desktop.store import desk_cards
from tests.torture.deed import Deed, Stages, done, due, left, rows
from tests.torture.deeds_of_staff import signed
from tests.torture.place import DAY, NEXT_DAY, NUMBER, Place, sealed_incident, wall, who_when_where, words

MOVED_TO = date(2026, 5, 20)
_MORE_TIME = NEXT_DAY + timedelta(days=2)


def review_answers(place: Place) -> dict[str, Any]:
    """Return a review with all that it asks."""
    five = dict.fromkeys(("harm_if_nothing", "best_interest", "not_punish", "least_force_time", "trained"), "yes")
    return {
        "held": "held", "held_on": wall(NEXT_DAY), "took_part": [{"who": words("tookpart"), "part": "family"}],
        "person_part": "gave_before", "person_view": words("personview"), "staff_view": words("staffview"),
        "factors": ["sensory"], "trusted_there": "no", "decisions": words("decisions"), "worked": words("worked"),
        **five, "less_next_time": words("less"), "plan_change": "changed", "plan_change_note": words("plan"),
        "actions": [{"what": words("action"), "owner": words("owner"), "due": "2026-06-01", "idea_from": "staff"}],
        "told_back": {"state": "none"}, "you_said": words("yousaid"),
    }  # fmt: skip


def card_answers(place: Place) -> dict[str, Any]:
    """Return what helps a person."""
    return {
        "person": {"name": place.names.person}, "helps": words("helps"), "please_dont": words("pleasedont"),
        "watch": words("watch"),
    }  # fmt: skip


def _review(place: Place) -> None:
    with place.doing("lead") as session:
        signed(session, place, "lead", lambda s: reviews.begin(s, (NUMBER,)), review_answers(place))


def _review_stages(_place: Place, session: Session) -> Stages:
    entries = len(rows(session, "review"))
    told = len(rows(session, "you_said"))
    return {
        "draft": {"draft or entry": entries + left(session, "review")},
        "signed": {"entry": entries, "closed": done(session, "review"), "told": told},
    }


def _card(place: Place) -> None:
    with place.doing("lead") as session:
        signed(session, place, "lead", lambda s: _first_card(s, place), card_answers(place))


def _first_card(session: Session, place: Place) -> Draft:
    # A draft of the next version would be what comes once this one is published.
    begun = what_helps.begin(session, place.names.person)
    return begun if begun.version == 1 else drafts.begin(session, what_helps.CARD)


def _card_stages(place: Place, session: Session) -> Stages:
    entries = len(rows(session, "card"))
    key = what_helps.key_of(what_helps.whom(session, place.names.person))
    with session.held.desk.read() as connection:
        published = int(desk_cards.card_of(connection, key) is not None)
    return {
        "draft": {"draft or entry": entries + left(session, "card")},
        "signed": {"entry": entries, "published": published},
    }


def _void(place: Place) -> None:
    with place.doing("lead") as session:
        if not rows(session, "voided"):
            voiding.void(session, NUMBER, words("void"), place.passphrase("lead"))
        place.tell("void")


def _void_stages(_place: Place, session: Session) -> Stages:
    versions = len(rows(session, "seal", number=NUMBER)) - 1
    open_ones = [one for one in due(session, "support") if one.done_at is None]
    return {"void": {"version": versions, "said": len(rows(session, "voided")), "nothing due": int(not open_ones)}}


def _countersign(place: Place) -> None:
    with place.doing("lead") as session:
        if not rows(session, COUNTERSIGNED):
            countersigning.countersign(session, NUMBER, place.passphrase("lead"))
        place.tell("countersigned")


def _countersign_stages(_place: Place, session: Session) -> Stages:
    return {"countersigned": {"entry": len(rows(session, COUNTERSIGNED))}}


def _move(place: Place) -> None:
    with place.doing("lead") as session:
        if not _booked(session):
            reviews.move(session, NUMBER, MOVED_TO, words("move"))
        place.tell("moved")


def _booked(session: Session) -> int:
    return sum((one.booked or "").startswith(MOVED_TO.isoformat()) for one in due(session, "review"))


def _move_stages(_place: Place, session: Session) -> Stages:
    return {"moved": {"entry": len(rows(session, "review_moved")), "booked": _booked(session)}}


def _guest_in(place: Place) -> None:
    with place.doing("colleague") as session:
        if not _guests(session, place):
            guests.let_in(session, place.names.guest, words("job"), out_dir=place.sheets)
        place.tell("let in")


def _guests(session: Session, place: Place) -> list[Guest]:
    return [one for one in guests.listing(session, with_closed=True) if one.name == place.names.guest]


def _guest_in_stages(place: Place, session: Session) -> Stages:
    here = [one for one in _guests(session, place) if one.state == "here"]
    known = [one for one in members(session) if one.name == place.names.guest]
    return {
        "let in": {"here": len(here), "known": len(known), "sheet": sum(_opens(session, place, one) for one in here)}
    }


def _opens(session: Session, place: Place, guest: Guest) -> bool:
    """Say whether one of the sheets in the folder lets a guest sign in."""
    for sheet in place.sheets.glob("*.txt"):
        with suppress(WrongPassphrase):
            open_own(session.store / SLOTS, session.held.roll, guest.id, words_on(sheet.read_text("utf-8")))
            return True
    return False


def _with_a_guest(place: Place) -> None:
    with place.entered("colleague", DAY) as session:
        guests.let_in(session, place.names.guest, words("job"), until=_MORE_TIME - timedelta(days=1),
                      out_dir=place.sheets)  # fmt: skip


def _guest_out(place: Place) -> None:
    with place.doing("colleague") as session:
        (guest,) = _guests(session, place)
        if guest.state == "here" and guest.until.instant() < _MORE_TIME:
            guests.renew(session, guest.id, _MORE_TIME)
        place.tell("renewed")
        if guest.state != "closed":
            guests.close(session, guest.id)
        place.tell("closed")


def _guest_out_stages(place: Place, session: Session) -> Stages:
    (guest,) = _guests(session, place)
    renewed = int(guest.until.instant() == _MORE_TIME)
    active = [one for one in members(session) if one.name == place.names.guest and one.active]
    return {"renewed": {"end": renewed}, "closed": {"closed": int(guest.state == "closed"), "gone": 1 - len(active)}}


def _left_by_a_colleague(place: Place) -> None:
    with place.entered("colleague", DAY - timedelta(days=1)) as session:
        answers = who_when_where(place).with_answer("started", _two_days_ago()).with_answer("before", words("left"))
        drafts.save(session, drafts.begin(session, answers=answers))


def _two_days_ago() -> WallTime:
    found = wall(DAY, -60 * 48)
    return WallTime(found["local"], found["offset"], found["zone"])


def _left_behind(place: Place) -> None:
    with place.doing("lead") as session:
        for row in left_behind.listing(session):
            if not rows(session, left_behind.OPENED):
                left_behind.open_left(session, row.id, words("opened"))
            place.tell("opened")
            left_behind.seal_unfinished(session, row.id, place.passphrase("lead"))
        place.tell("opened")
        place.tell("sealed")


def _left_stages(_place: Place, session: Session) -> Stages:
    entries = len(rows(session, "seal"))
    return {
        "opened": {"entry": len(rows(session, left_behind.OPENED))},
        "draft": {"draft or entry": entries + left(session, "incident")},
        "sealed": {"entry": entries},
    }


DEEDS = (
    Deed("review", sealed_incident, _review, _review_stages),
    Deed("what helps", sealed_incident, _card, _card_stages),
    Deed("void", sealed_incident, _void, _void_stages),
    Deed("second signature", sealed_incident, _countersign, _countersign_stages),
    Deed("review moved", sealed_incident, _move, _move_stages),
    Deed("guest in", lambda _: None, _guest_in, _guest_in_stages),
    Deed("guest out", _with_a_guest, _guest_out, _guest_out_stages),
    Deed("left behind", _left_by_a_colleague, _left_behind, _left_stages),
)

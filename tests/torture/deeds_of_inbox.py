"""What is written without an account, and what becomes of it: handed in, corrected, taken in, confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from rrn_desktop.clock import Clock, FixedClock
from rrn_desktop.errors import WrongPassphrase
from rrn_desktop.forms.answers import Answers
from rrn_desktop.services import inbox, left_behind, taking_in
from rrn_desktop.services.inbox_aside import set_aside
from rrn_desktop.services.inbox_draft import InboxDraft
from rrn_desktop.services.inbox_items import paths
from rrn_desktop.services.intake import TAKEN_IN
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_notices
from tests.torture.deed import Deed, Stages, due, rows
from tests.torture.place import (
    DAY,
    Place,
    begun_in_inbox,
    handed_in,
    over,
    wall,
    who_when_where,
    words,
)

_SOON: Clock = FixedClock(DAY + timedelta(hours=1))
_TWO_DAYS = timedelta(days=2)


def correction(place: Place) -> dict[str, object]:
    """Return what was wrong, and what is right."""
    return {"when": wall(DAY), "wrong": words("wrong"), "right": words("right")}


def _write(place: Place) -> None:
    place.ready()
    draft = _begun(place)
    place.tell("begun")
    if draft.answers.get("place") is None:
        said = who_when_where(place).with_answer("before", words("inbox"))
        draft = inbox.save(replace(draft, answers=said))
    place.tell("saved")
    notice = inbox.proposed(draft)
    if notice is not None:
        inbox.save(inbox.stand(draft, replace(notice, watching=words("watching"))))
    place.tell("noticed")


def _begun(place: Place) -> InboxDraft:
    if place.phrase:
        return inbox.carry_on(place.store, place.phrase, clock=_SOON)
    new = inbox.begin(place.store, place.names.writer, words("role"), clock=FixedClock(DAY))
    draft = inbox.save(new)
    place.note_down(draft.phrase)
    return draft


def _write_stages(place: Place, session: Session) -> Stages:
    try:
        draft = inbox.carry_on(place.store, place.phrase, clock=_SOON)
    except WrongPassphrase:
        return {"begun": {"file": 0}, "saved": {"place": 0}, "noticed": {"notice": 0, "number": 0}}
    with session.held.desk.read() as connection:
        stands = [one for one in desk_notices.notices(connection) if one.record == draft.record]
    return {
        "begun": {"file": 1},
        "saved": {"place": int(draft.answers.get("before") == words("inbox"))},
        "noticed": {"notice": len(stands), "number": len(rows(session, "notice"))},
    }


def _begun_before(place: Place) -> None:
    begun_in_inbox(place)


def _hand_in(place: Place) -> None:
    place.ready()
    try:
        draft = inbox.carry_on(place.store, place.phrase, clock=_SOON)
    except inbox.SealedInInbox:
        place.tell("handed in")
        return
    kept = inbox.save(replace(draft, answers=draft.answers.with_answer("before", words("carried"))))
    place.tell("saved")
    inbox.seal(kept, first=True)
    place.tell("handed in")


def _hand_in_stages(place: Place, session: Session) -> Stages:
    files = len(paths(place.store))
    taken = len(rows(session, TAKEN_IN))
    return {
        "saved": {"words": _carried(place, taken)},
        "file": {"file or entry": files + taken},
        "handed in": {"entry": taken, "to confirm": len(due(session, "confirm")), "file gone": 1 - files},
    }


def _carried(place: Place, taken: int) -> int:
    if taken:
        return 1
    draft = inbox.carry_on(place.store, place.phrase, clock=_SOON)
    return int(draft.answers.get("before") == words("carried"))


def _taken_in_before(place: Place) -> None:
    handed_in(place)
    with place.entered("colleague", DAY):
        pass


def _correct(place: Place) -> None:
    place.ready()
    if _corrections(place):
        place.tell("handed in")
        return
    draft = inbox.add_to(place.store, place.phrase, clock=_SOON)
    kept = inbox.save(replace(draft, answers=over("correction", draft.answers, correction(place))))
    place.tell("begun")
    inbox.seal(kept)
    place.tell("handed in")


def _corrections(place: Place) -> bool:
    """Say whether a correction was taken in, as a colleague who is signed in can tell its writer."""
    with place.entered("colleague") as session:
        return any(row.version is None for row in rows(session, TAKEN_IN))


def _correct_stages(place: Place, session: Session) -> Stages:
    entries = sum(row.version is None for row in rows(session, TAKEN_IN))
    files = len(paths(place.store))
    return {"begun": {"file or entry": files + entries}, "handed in": {"entry": entries}}


def _three_files(place: Place) -> None:
    """Make three files: one handed in, a correction of it, and one that is still being written."""
    handed_in(place)
    draft = inbox.add_to(place.store, place.phrase, clock=_SOON)
    inbox.seal(replace(draft, answers=over("correction", draft.answers, correction(place))))
    begun_in_inbox(place)


def _take_in(place: Place) -> None:
    place.ready()
    with place.entered("author"):
        place.tell("taken in")


def _take_in_stages(place: Place, session: Session) -> Stages:
    taken = rows(session, TAKEN_IN)
    handed = {
        "record": sum(row.version == 1 for row in taken),
        "correction": sum(row.version is None for row in taken),
        "one number each": len({row.number for row in rows(session, "notice")}) - 1,
        "notices": len(rows(session, "notice")) - 1,
        "one file is left": len(paths(place.store)),
        "nothing aside": 1 - len(set_aside(place.store)),
    }
    return {"taken in": handed}


def _confirm(place: Place) -> None:
    with place.doing("lead") as session:
        if taking_in.unconfirmed(session):
            taking_in.confirm(session, "2026-A-001", place.passphrase("lead"))
        place.tell("confirmed")


def _confirm_stages(_place: Place, session: Session) -> Stages:
    finished = sum(one.done_at is not None for one in due(session, "confirm"))
    return {"confirmed": {"entry": len(rows(session, "confirmed")), "done": finished}}


def _left_in_inbox(place: Place) -> None:
    new = inbox.begin(place.store, place.names.writer, "", clock=FixedClock(DAY - _TWO_DAYS / 2))
    said = over("incident", Answers.empty(), {"person": {"name": place.names.person}, "place": "Hall"})
    inbox.save(replace(new, answers=over("incident", said, {"started": wall(DAY, -60 * 26)})))


def _open_left(place: Place) -> None:
    with place.doing("lead") as session:
        for row in left_behind.listing(session):
            if not rows(session, left_behind.OPENED):
                left_behind.open_left(session, row.id, words("opened"))
            place.tell("opened")
            left_behind.seal_unfinished(session, row.id, place.passphrase("lead"))
        place.tell("sealed")


def _open_left_stages(place: Place, session: Session) -> Stages:
    taken, files = len(rows(session, TAKEN_IN)), len(paths(place.store))
    return {
        "opened": {"entry": len(rows(session, left_behind.OPENED))},
        "file": {"file or entry": files + taken},
        "sealed": {"entry": taken, "number": len(rows(session, "notice")), "file gone": 1 - files},
    }


DEEDS = (
    Deed("inbox written", lambda _: None, _write, _write_stages),
    Deed("inbox handed in", _begun_before, _hand_in, _hand_in_stages),
    Deed("inbox corrected", _taken_in_before, _correct, _correct_stages),
    Deed("inbox taken in", _three_files, _take_in, _take_in_stages),
    Deed("inbox confirmed", _taken_in_before, _confirm, _confirm_stages),
    Deed("inbox left", _left_in_inbox, _open_left, _open_left_stages),
)

"""What anyone on the desk writes after an incident: additions, support, and days that went well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rrn_desktop.services import additions, drafts, good_days, sealing, support
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.session import Session
from tests.torture.deed import Deed, Stages, done, left, rows
from tests.torture.place import NEXT_DAY, NUMBER, Place, filled, sealed_incident, wall, words

Begin = Callable[[Session], Draft]


def signed(session: Session, place: Place, who: str, begin: Begin, said: dict[str, Any]) -> None:
    """Go on with the own draft of a form, or begin it, and sign it; do nothing where it was signed before."""
    draft = begin(session)
    mine = [row.id for row in drafts.mine(session) if row.form == draft.form]
    kind = additions_kind(draft.form)
    if not mine and any(row.member == session.member.id for row in rows(session, kind)):
        return
    going_on = drafts.open_draft(session, mine[0]) if mine else draft
    kept = drafts.save(session, filled(going_on, said))
    place.tell("draft")
    sealing.seal(session, kept, place.passphrase(who))
    place.tell("signed")


def additions_kind(form: str) -> str:
    """Return the kind of the entry that a form makes."""
    return "addition" if form in {one.form for one in additions.kinds()} else form


def told_answers(place: Place) -> dict[str, Any]:
    """Return that a parent was told, by whom, and what they said."""
    return {
        "whom": "parent", "name": words("parent"), "how": "phone", "when": wall(NEXT_DAY),
        "by": {"name": place.names.author}, "said": words("told"),
    }  # fmt: skip


def support_answers(place: Place) -> dict[str, Any]:
    """Return how the person and the staff are, and what was offered."""
    return {
        "checked_at": wall(NEXT_DAY), "person_now": words("support"), "body_checked": "yes",
        "offers": [{"what": "quiet_place", "answer": "accepted"}, {"what": "call_family", "answer": "later"}],
        "staff": [{"who": {"name": place.names.colleague}, "how": "all_right"}], "others": "none",
        "wishes": words("wishes"),
    }  # fmt: skip


def staff_support_answers(place: Place) -> dict[str, Any]:
    """Return how a member of staff is, and who else may read it."""
    return {
        "how": words("staffsupport"), "offers": {"state": "none"}, "wants": words("wants"),
        "readers": [{"who": {"name": place.names.colleague}}],
    }  # fmt: skip


def good_day_answers(place: Place) -> dict[str, Any]:
    """Return a day that went well."""
    return {
        "person": {"name": place.names.person}, "when": wall(NEXT_DAY), "instead_of": words("insteadof"),
        "helped": words("helped"), "by": {"name": place.names.author},
    }  # fmt: skip


def _addition(place: Place) -> None:
    with place.doing("author") as session:
        signed(session, place, "author", lambda s: additions.begin(s, "told", NUMBER), told_answers(place))


def _support(place: Place) -> None:
    with place.doing("author") as session:
        signed(session, place, "author", lambda s: support.begin(s, NUMBER), support_answers(place))


def _staff_support(place: Place) -> None:
    with place.doing("author") as session:
        signed(session, place, "author", lambda s: support.begin_staff(s, NUMBER), staff_support_answers(place))


def _good_day(place: Place) -> None:
    with place.doing("author") as session:
        signed(session, place, "author", lambda s: good_days.begin(s, place.names.person), good_day_answers(place))


def _stages(session: Session, form: str, **effects: int) -> Stages:
    entries = len(rows(session, additions_kind(form)))
    return {"draft": {"draft or entry": entries + left(session, form)}, "signed": {"entry": entries, **effects}}


def _helped(session: Session) -> int:
    with session.held.desk.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM helped").scalar_one())


DEEDS = (
    Deed("addition", sealed_incident, _addition, lambda _, s: _stages(s, "told", closed=done(s, "told"))),
    Deed("support", sealed_incident, _support, lambda _, s: _stages(s, "support", closed=done(s, "support"))),
    Deed("support of staff", sealed_incident, _staff_support, lambda _, s: _stages(s, "staff_support")),
    Deed("good day", sealed_incident, _good_day, lambda _, s: _stages(s, "good_day", on_the_desk=_helped(s))),
)

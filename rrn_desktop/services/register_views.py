"""Searches of the register that a member keeps under a name: for them alone, and sealed.

What someone looks for may name people, so no colleague on the desk can read it: each search is a box under the
member's draft key, bound to site, member and its own id.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal, get_args

import msgspec

from rrn_desktop.errors import NotFound, Refused, WrongUsage
from rrn_desktop.ids import new_id
from rrn_desktop.keys.boxes import BoxRefused, open_box, seal_box
from rrn_desktop.services.directory import checked_name
from rrn_desktop.services.drafts import INCIDENT
from rrn_desktop.services.register import Query, day_of
from rrn_desktop.services.session import Session
from rrn_desktop.services.view_boxes import bound_to
from rrn_desktop.store import desk_views
from rrn_desktop.store.register_records import Sort

Status = Literal["first", "complete", "amended", "void"]
Days = Literal["own", "last_7", "last_30", "this_month", "last_month", "last_year"]
"""Which days are meant: those that are written down, or some that are counted from today each time."""

STATUSES: tuple[Status, ...] = get_args(Status)
ALL_DAYS: tuple[Days, ...] = get_args(Days)
LONGEST, MOST = 60, 50
"""Letters of a name at most, and searches that one member keeps at most."""

_Format = Literal["rrn-view/1"]
_FORMAT: _Format = "rrn-view/1"
# A box is as long as what is in it: filled up, its length does not tell what is looked for.
_STEP = 512


@dataclass(frozen=True, slots=True)
class Search:
    """What a lead looks for in the register; ``start`` and ``end`` are days, and count where ``days`` is ``own``."""

    text: str = field(default="", repr=False)
    status: Status | None = None
    days: Days = "own"
    start: str | None = None
    end: str | None = None
    sort: Sort = "happened"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class View:
    """A search that is kept under a name."""

    id: str
    name: str = field(repr=False)
    search: Search


@dataclass(frozen=True, slots=True)
class Views:
    """What a member keeps by name, and how many of theirs open no more: they were kept under keys of before."""

    kept: tuple[View, ...]
    closed: int = 0


class _Box(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What lies in a box."""

    format: _Format
    name: str
    text: str
    status: Status | None
    days: Days
    start: str | None
    end: str | None
    sort: Sort
    descending: bool

    def __repr__(self) -> str:
        return "_Box(hidden)"


def mine(session: Session) -> Views:
    """Return what this member keeps, by name; raises NoRight for whoever can't open the register."""
    session.register()
    with session.held.desk.read() as connection:
        rows = desk_views.of_member(connection, session.member.id)
    found = [view for identity, box in rows if (view := _opened(session, identity, box)) is not None]
    return Views(tuple(sorted(found, key=lambda view: (view.name.casefold(), view.id))), len(rows) - len(found))


def keep(session: Session, name: str, search: Search) -> View:
    """Keep a search under a name of its own; raises Refused for a name that is taken, none, or one too many."""
    known = mine(session).kept
    if len(known) >= MOST:
        raise _refused(f"You keep {MOST} searches, which is the most.", "Remove one that you do not need any more.")
    return _put(session, View(new_id(), _free_name(name, known), _sound(search)))


def rename(session: Session, identity: str, name: str) -> View:
    """Give a search another name; raises Refused as ``keep`` does, and NotFound for one that is gone."""
    known = mine(session).kept
    view = _one(known, identity)
    others = [one for one in known if one.id != identity]
    return _put(session, replace(view, name=_free_name(name, others)))


def change(session: Session, identity: str, search: Search) -> View:
    """Keep another search under a name that is there already; raises NotFound for one that is gone."""
    return _put(session, replace(_one(mine(session).kept, identity), search=_sound(search)))


def remove(session: Session, identity: str) -> View:
    """Keep a search no longer, and return what it was; raises NotFound for one that is gone."""
    view = _one(mine(session).kept, identity)
    with session.held.desk.write() as connection:
        desk_views.remove(connection, session.member.id, identity)
    return view


def remove_closed(session: Session) -> int:
    """Remove what opens no more, and return how many that were."""
    open_ones = {view.id for view in mine(session).kept}
    with session.held.desk.write() as connection:
        member = session.member.id
        closed = [one for one, _box in desk_views.of_member(connection, member) if one not in open_ones]
        for one in closed:
            desk_views.remove(connection, member, one)
    return len(closed)


def query_of(search: Search, today: date) -> Query:
    """Return what the register is asked; days that are counted from today are those of this very day."""
    start, end = days_of(search.days, today) or (search.start, search.end)
    return Query(
        text=search.text,
        status=search.status,
        start=start,
        end=end,
        form=INCIDENT,
        sort=search.sort,
        descending=search.descending,
    )


def days_of(days: Days, today: date) -> tuple[str, str] | None:
    """Return the first and the last day that are meant, both inclusive; None where they are written down."""
    first = today.replace(day=1)
    before = first - timedelta(days=1)
    spans = {
        "last_7": (today - timedelta(days=6), today),
        "last_30": (today - timedelta(days=29), today),
        "this_month": (first, today.replace(day=monthrange(today.year, today.month)[1])),
        "last_month": (before.replace(day=1), before),
        "last_year": (_a_year_before(today), today),
    }
    found = spans.get(days)
    return None if found is None else (found[0].isoformat(), found[1].isoformat())


def _a_year_before(today: date) -> date:
    """Return the first of the twelve months that end today: the day after this day of last year."""
    last = monthrange(today.year - 1, today.month)[1]
    return today.replace(year=today.year - 1, day=min(today.day, last)) + timedelta(days=1)


def _sound(search: Search) -> Search:
    """Return a search as it is kept, without days that do not count; raises WrongUsage for days that are none."""
    own = search.days == "own"
    start, end = (search.start, search.end) if own else (None, None)
    for day in (start, end):
        if day is not None:
            day_of(day)
    return replace(search, text=search.text.strip(), start=start, end=end)


def _free_name(name: str, others: Sequence[View]) -> str:
    if not name.strip():
        raise _refused("The search has no name yet.", "Write a name for it.")
    trimmed = " ".join(checked_name(name).split())
    if len(trimmed) > LONGEST:
        raise _refused("This name is too long.", f"Write it in at most {LONGEST} letters.")
    if trimmed.casefold() in {one.name.casefold() for one in others}:
        raise _refused("You keep another search under this name.", "Choose another name, or remove that search first.")
    return trimmed


def _one(known: Sequence[View], identity: str) -> View:
    for view in known:
        if view.id == identity:
            return view
    raise NotFound("This search is not kept any more.", "Nothing was changed.", "Look at your searches again.")


def _put(session: Session, view: View) -> View:
    search = view.search
    inside = _Box(
        _FORMAT, view.name, search.text, search.status, search.days, search.start, search.end, search.sort,
        search.descending,
    )  # fmt: skip
    plain = msgspec.json.encode(inside)
    filled = plain.ljust(-(-len(plain) // _STEP) * _STEP)
    box = seal_box(session.held.secrets.draft_key, filled, _bound(session, view.id))
    with session.held.desk.write() as connection:
        desk_views.put(connection, session.member.id, view.id, box)
    return view


def _opened(session: Session, identity: str, box: bytes) -> View | None:
    """Return what a box holds, or None where this member's keys of now do not open it."""
    try:
        plain = open_box(session.held.secrets.draft_key, box, _bound(session, identity))
        found = msgspec.json.decode(plain, type=_Box)
        search = _sound(
            Search(found.text, found.status, found.days, found.start, found.end, found.sort, found.descending)
        )
        return View(identity, found.name, search)
    except (BoxRefused, WrongUsage, ValueError):
        return None


def _bound(session: Session, identity: str) -> bytes:
    return bound_to(session.held.roll.site_id, session.member.id, identity)


def _refused(what: str, next_step: str) -> Refused:
    return Refused(what, "Nothing was changed.", next_step)

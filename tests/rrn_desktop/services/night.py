"""A ward at night: nobody who may let anyone in is there, and someone without an account writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rrn_desktop.clock import FixedClock, WallTime
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.reading import read_answers, read_answers_file
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import inbox
from rrn_desktop.services.inbox import InboxDraft
from rrn_desktop.services.inbox_items import paths
from rrn_desktop.store import desk_ledger
from tests.rrn_desktop.services.school import CASES, COLLEAGUE, School, cells_of_desk

MENSAH, JOB, PERSON = "A. Mensah", "Agency nurse", "Mr T."
SET_UP = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
DAY_NURSE = COLLEAGUE
WATCH = "Watch his breathing every quarter of an hour"


def may(hour: int, minute: int = 0, day: int = 3) -> datetime:
    """A moment of that weekend as the clock on the ward shows it."""
    return datetime(2026, 5, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


def clock(hour: int, minute: int = 0, day: int = 3) -> FixedClock:
    return FixedClock(may(hour, minute, day))


def answers_of(name: str) -> Answers:
    read = read_answers_file((CASES / f"{name}.json").read_bytes())
    return read_answers(registry.definition(read.form, read.form_version), read.answers)


def who_when_where(place: str = "Larch Ward", name: str = PERSON) -> Answers:
    began = WallTime("2026-05-03T02:06", "+01:00")
    return Answers({"person": PersonRef(name), "started": began, "place": place})


def begun(
    ward: School, answers: Answers | None = None, *, at: FixedClock | None = None, name: str = MENSAH
) -> InboxDraft:
    """Something saved for the first time, so that its four words are known."""
    draft = inbox.begin(ward.store, name, JOB, clock=at or clock(2, 25))
    return inbox.save(replace(draft, answers=who_when_where() if answers is None else answers))


def standing(draft: InboxDraft, watching: str = WATCH) -> InboxDraft:
    """The same, its notice let stand."""
    offered = inbox.proposed(draft)
    assert offered is not None
    return inbox.save(inbox.stand(draft, replace(offered, watching=watching)))


def handed_in(ward: School, answers: Answers | None = None, *, at: FixedClock | None = None, name: str = MENSAH) -> str:
    """A first record, handed in; returns its four words."""
    draft = begun(ward, answers, at=at, name=name)
    inbox.seal(standing(draft), first=True)
    return words_of(draft)


def corrected(ward: School, words: str, *, at: FixedClock | None = None) -> InboxDraft:
    """A correction, handed in."""
    draft = inbox.add_to(ward.store, words, clock=at or clock(4, 10))
    said = replace(draft, answers=answers_of("case9_correction"))
    inbox.seal(said)
    return said


def words_of(draft: InboxDraft) -> str:
    assert draft.phrase is not None
    return draft.phrase


def items_in(ward: School) -> list[str]:
    return [path.stem for path in paths(ward.store)]


def aside_in(ward: School) -> list[str]:
    return sorted(path.name for path in (ward.store / "inbox" / "aside").glob("*"))


def taken(ward: School, member: str = DAY_NURSE, at: datetime | None = None) -> list[tuple[str, str]]:
    """What the ledger took in, as kind and number, for one who signs in now."""
    session = ward.enter(member, at or may(7, 15))
    with session.held.desk.read() as connection:
        rows = [row for end in desk_ledger.ends(connection)
                for row in desk_ledger.rows_in_order(connection, end.device, end.segment)]  # fmt: skip
    return [(row.kind, row.number or "") for row in rows if row.kind in {"notice", "taken_in"}]


def words_on_the_desk(ward: School, member: str = DAY_NURSE) -> str:
    return "\n".join(cell for _, cell in cells_of_desk(ward.enter(member, may(7, 15))))


@contextmanager
def power_cut(patch: pytest.MonkeyPatch, where: object, name: str) -> Iterator[None]:
    """The power goes at one step."""

    def cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with patch.context() as patched:
        patched.setattr(where, name, cut)
        with pytest.raises(KeyboardInterrupt):
            yield


def item_file(ward: School) -> Path:
    (path,) = paths(ward.store)
    return path

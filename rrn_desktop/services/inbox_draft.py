"""What someone without an account is writing, as they see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from rrn_desktop.clock import Clock, WallTime, wall_time
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.validation import Moment
from rrn_desktop.ledger.inbox_file import Held
from rrn_desktop.services.notice_board import NOT_YET


class DeskNote(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What any member who signs in may know of something written without an account, and not one word more."""

    form: str
    writer: str
    role: str
    written_at: WallTime
    status: str
    person: str = ""
    happened: WallTime | None = None
    place: str = ""
    kinds: tuple[str, ...] = ()
    next_shift: str = ""
    watching: str = ""
    told: str = NOT_YET

    def __repr__(self) -> str:
        return f"DeskNote(form={self.form!r}, status={self.status!r})"


@dataclass(frozen=True, slots=True)
class InboxDraft:
    """Something being written without an account.

    - ``phrase`` are the four words to carry on with: there once, on the draft that the first save gives back.
    - ``notice`` is what its writer let stand for colleagues, or None.
    - ``words`` are the four words that it will be kept under, when they are known before the first save.
    - ``about`` is the inbox id of what a correction is about, or None.
    - ``latest`` is the latest moment that is known of the store: a clock behind it is wrong.
    """

    store: Path
    id: str
    record: str
    form: str
    form_version: int
    profile: str
    zone: str
    name: str = field(repr=False)
    role: str = field(repr=False)
    answers: Answers
    started_at: WallTime
    clock: Clock = field(repr=False)
    revision: int = 0
    saved_at: WallTime | None = None
    notice: DeskNote | None = field(default=None, repr=False)
    about: str | None = None
    phrase: str | None = field(default=None, repr=False)
    words: str | None = field(default=None, repr=False)
    held: Held | None = field(default=None, repr=False)
    latest: datetime | None = None

    @property
    def definition(self) -> Definition:
        """Return the form that it is written with."""
        return registry.definition(self.form, self.form_version)

    def wall(self) -> WallTime:
        """Return what the clock on the wall says now."""
        return wall_time(self.clock.now(), self.zone)

    def moment(self) -> Moment:
        """Return now, for checking answers against the clock; one behind what was written before is doubted."""
        now, before = self.clock.now(), [self.started_at.instant()]
        before += [self.saved_at.instant()] if self.saved_at is not None else []
        before += [self.latest] if self.latest is not None else []
        return Moment(now, self.zone, now < max(before))

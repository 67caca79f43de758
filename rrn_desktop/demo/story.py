"""Tells a story from its first day to its last: each incident as it begins, and between them all that follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from typing import TypeAlias

from rrn_desktop.demo.afterwards import Afterwards
from rrn_desktop.demo.beside import Beside
from rrn_desktop.demo.chance import one_of
from rrn_desktop.demo.incidents import begun, happening, with_gaps
from rrn_desktop.demo.reviewing import Reviews
from rrn_desktop.demo.seasons import beginnings
from rrn_desktop.demo.stage import Happening, Odd, Stage
from rrn_desktop.demo.versions import Versions
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.many_hands import keep

Progress: TypeAlias = Callable[[int, int], None]

_FIRST, _IN_TWO_STEPS = 0.1, 0.25
_AT_ONCE, _LATER_THAT_DAY = 0.8, 0.92
_A_MINUTE, _AN_HOUR = timedelta(minutes=1), timedelta(hours=1)
_A_MONTH, _OFTEN = 30, 15_000
_SMALL, _MOST_UNSIGNED = 10, 25
# The same pages of the file come up each day: they are written once for so many days.
_BETWEEN_KEEPS = timedelta(days=30)


class Story:
    """So many incidents at one place in two years."""

    def __init__(self, stage: Stage, incidents: int, progress: Progress) -> None:
        self._stage = stage
        # Some of them are written by people without an account; a very small place has none of these.
        self._unsigned = 0 if incidents < _SMALL else min(_MOST_UNSIGNED, 1 + incidents // 150)
        self._incidents = incidents - self._unsigned
        self._progress = progress
        self._sealed = 0
        self._afterwards = Afterwards(stage, Reviews(stage), Versions(stage))
        self._beside = Beside(stage, self._afterwards)
        self._next_start = self._next_keep = stage.clock.now()
        # In a small place a lead need not be there each day for the story to stay true.
        self._between = timedelta(days=max(1, min(_A_MONTH, _OFTEN // incidents)))

    def tell(self) -> None:
        """Tell it from the beginning to the end."""
        stage = self._stage
        self._beside.calendar()
        self._plan_beside()
        for index, began in enumerate(beginnings(stage.seasons, self._incidents, stage.seed)):
            self._until(began)
            about = happening(stage, index, began)
            stage.agenda.plan(self._written_at(about), partial(self._write, about))
        self._until(stage.ends)
        stage.clock.move_on(stage.ends)
        self._beside.start_of_day()

    def _until(self, moment: datetime) -> None:
        """Do all that is to be done by a moment."""
        agenda, clock = self._stage.agenda, self._stage.clock
        while (next_one := agenda.next_moment()) is not None and next_one <= moment:
            deed = agenda.take()
            clock.move_on(next_one)
            if clock.now() >= self._next_keep:
                self._next_keep = clock.now() + _BETWEEN_KEEPS
                keep(self._stage.sessions[self._stage.leads[0].id or ""])
            if clock.now() >= self._next_start:
                self._next_start = clock.now() + self._between
                self._beside.start_of_day()
            deed()

    def _written_at(self, about: Happening) -> datetime:
        """Return when someone sits down to write: mostly within hours, sometimes days later, never after the end."""
        stage, rng = self._stage, self._stage.chance("written", about.index)
        luck = 1.0 if stage.comes_up(rng, 0, about, Odd.WRITTEN_LATE) else rng.random()
        if luck < _AT_ONCE:
            wait = rng.uniform(10, 150) * _A_MINUTE
        elif luck < _LATER_THAT_DAY:
            wait = rng.uniform(3, 8) * _AN_HOUR
        else:
            wait = rng.uniform(25, 90) * _AN_HOUR
        last = stage.ends - rng.uniform(5, 50) * _A_MINUTE
        return max(min(about.ended + wait, last), about.began)

    def _write(self, about: Happening) -> None:
        stage, rng = self._stage, self._stage.chance("write", about.index)
        draft = begun(stage, about)
        if rng.random() < _IN_TWO_STEPS:
            moment = stage.clock.now() + rng.uniform(15, 240) * _A_MINUTE
            stage.agenda.plan(min(moment, stage.ends), lambda: self._sign(about, draft))
        else:
            self._sign(about, draft)

    def _sign(self, about: Happening, draft: Draft) -> None:
        stage, rng = self._stage, self._stage.chance("sign", about.index)
        first = stage.comes_up(rng, _FIRST, about, Odd.FIRST)
        ready = with_gaps(draft, rng) if first else draft
        stage.enter(about.writer)
        self._afterwards.of_record(about, stage.seal(about.writer, ready, first=first))
        self._sealed += 1
        self._progress(self._sealed, self._incidents)

    def _plan_beside(self) -> None:
        """Plan what is no incident: as often as a place of this size would have it."""
        beside, people = self._beside, self._stage.people
        self._scatter("good", max(2, self._incidents // 25), beside.good_day)
        self._scatter("nothing", min(40, 1 + self._incidents // 120), beside.nothing_after_all)
        self._scatter("inbox", self._unsigned, beside.without_account)
        known = people[: max(3, len(people) // 12)]
        self._scatter("card", 2 * len(known), lambda number: beside.card(known[number % len(known)], number))
        middle = self._stage.seasons.first + (self._stage.seasons.last - self._stage.seasons.first) // 2
        self._stage.agenda.plan(self._stage.seasons.moment(middle, time(12, 0)), beside.someone_leaves)
        last = max(day for day in self._stage.seasons.days() if self._stage.seasons.is_open(day))
        for number in range(2):
            moment = self._stage.seasons.moment(last, time(14 + number, 40))
            self._stage.agenda.plan(moment, partial(beside.left_unfinished, number))

    def _scatter(self, what: str, count: int, deed: Callable[[int], None]) -> None:
        """Have something done at so many moments of the story, when the place is open."""
        stage, rng = self._stage, self._stage.chance("beside", what)
        opens, closes = stage.seasons.setting.open
        days = [day for day in stage.seasons.days() if stage.seasons.is_open(day)][2:-2]
        for number in range(count):
            at = time(rng.randrange(opens, closes), rng.randrange(60))
            stage.agenda.plan(stage.seasons.moment(one_of(rng, days), at), partial(deed, number))

"""What one who tells a story holds: who is there, what time it is, what is still to come, and what was sealed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import IntEnum
from random import Random

from rrn_desktop.clock import wall_time
from rrn_desktop.demo.agenda import Agenda
from rrn_desktop.demo.chance import chance, one_of, some_of
from rrn_desktop.demo.clockwork import StoryClock
from rrn_desktop.demo.filling import Scene
from rrn_desktop.demo.scenery import Scenery
from rrn_desktop.demo.seasons import Seasons
from rrn_desktop.demo.words import Words
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import messages, sealing
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.many_hands import come_in
from rrn_desktop.services.sealing import Sealed
from rrn_desktop.services.session import Session

ADDED = "added"


class Odd(IntEnum):
    """What is to be seen in every story, however short: in which of its first incidents it comes up."""

    MOVED = 2
    AMENDED = 3
    NOT_HELD = 4
    FIRST = 5
    DONE_LATE = 6
    WRITTEN_LATE = 8
    SIGNED_AGAIN = 9
    HURT = 10
    VOID = 12


@dataclass(slots=True)
class Happening:
    """One incident of a story, and what has become of it so far; moments are in UTC.

    ``staff`` are those who took part, the first of them its writer; ``planned`` are the follow-ups that are seen to.
    """

    index: int | str
    person: PersonRef = field(repr=False)
    place: str
    began: datetime
    ended: datetime
    staff: tuple[PersonRef, ...] = field(repr=False)
    number: str = ""
    record: str = ""
    status: str = ""
    reviewed: bool = False
    changed_by_lead: bool = False
    planned: set[str] = field(default_factory=set)

    @property
    def writer(self) -> str:
        """Return who writes its record, by id."""
        return self.staff[0].id or ""

    @property
    def stands(self) -> bool:
        """Say whether it is sealed and not void, so that something can be added."""
        return self.status not in ("", "void")


@dataclass(slots=True)
class Stage:
    """Where a story plays. ``staff`` and ``leads`` are those who are still here; ``counted`` is what was sealed."""

    seed: int
    profile: str
    scenery: Scenery
    seasons: Seasons
    clock: StoryClock
    sessions: Mapping[str, Session] = field(repr=False)
    passphrases: Mapping[str, str] = field(repr=False)
    people: tuple[PersonRef, ...] = field(repr=False)
    staff: tuple[PersonRef, ...] = field(repr=False)
    leads: tuple[PersonRef, ...] = field(repr=False)
    ends: datetime
    agenda: Agenda = field(default_factory=Agenda)
    counted: Counter[tuple[str, str]] = field(default_factory=Counter)
    _here: dict[str, str] = field(default_factory=dict)

    @property
    def zone(self) -> str:
        """Return the IANA time zone of the place."""
        return self.seasons.zone

    def chance(self, *about: object) -> Random:
        """Return a source of chance for one thing of this story."""
        return chance(self.seed, *about)

    def comes_up(self, rng: Random, often: float, about: Happening, at_least: Odd) -> bool:
        """Say whether something is so by chance; one early incident has it in any story."""
        return rng.random() < often or about.index == at_least

    def enter(self, member: str) -> Session:
        """Return a member's session; the first time in a month they come, which the ledger keeps, and read on Today."""
        session = self.sessions[member]
        month = wall_time(self.clock.now(), self.zone).local[: len("2026-05")]
        if self._here.get(member) != month:
            self._here[member] = month
            come_in(session)
            for told in messages.waiting(session):
                messages.mark_seen(session, told.hash)
        return session

    def seal(self, member: str, draft: Draft, *, first: bool = False) -> Sealed:
        """Sign and seal a draft as its author, and count it."""
        sealed = sealing.seal(self.sessions[member], draft, self.passphrases[member], first=first)
        self.counted[sealed.form, sealed.status] += 1
        return sealed

    def scene(self, rng: Random, about: Happening, since: datetime | None = None) -> Scene:
        """Return what someone knows who writes about an incident now."""
        now = self.clock.now()
        known = {
            "first": about.person.name.split()[0],
            "place": about.place.lower(),
            "colleague": one_of(rng, self.staff).name.split()[0],
        }
        words = Words(self.scenery, known)
        return Scene(rng, words, since or about.ended, now, self.zone, about.staff or self.staff, about.person)

    def colleagues(self, rng: Random, count: int) -> tuple[PersonRef, ...]:
        """Return some of the staff who are there at a time, in no order that means anything."""
        found = list(some_of(rng, self.staff, count))
        rng.shuffle(found)
        return tuple(found)

    def lead_beside(self, rng: Random, about: Happening) -> PersonRef:
        """Return a lead who had no part in an incident, where there is one."""
        others = [one for one in self.leads if one not in about.staff]
        return one_of(rng, others or self.leads)

    def soon(self, after: datetime, until: datetime, rng: Random) -> datetime:
        """Return a moment between two at which someone is there, or a little after the first of them."""
        seconds = max((until - after).total_seconds(), 600)
        return self.seasons.working_moment(after + timedelta(seconds=seconds * rng.uniform(0.05, 0.9)))


def without(scene: Scene, *keys: str) -> Scene:
    """Return a scene in which some questions are left as they are."""
    return replace(scene, leave=scene.leave | frozenset(keys))

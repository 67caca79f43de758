"""Who is signed in, and what they hold open while they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rrn_desktop.clock import Clock, WallTime, wall_time
from rrn_desktop.errors import NoRight
from rrn_desktop.forms.validation import Moment
from rrn_desktop.keys.deputies import TO_FINISH, lead_time_is_up
from rrn_desktop.keys.keyring import Keyring
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.rights import KEEPERS
from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger.readers import Reader
from rrn_desktop.store.connection import Database
from rrn_desktop.store.lock import StoreLock


@dataclass(frozen=True, slots=True)
class MemberInfo:
    """A member of staff as others see them, with what they may do now.

    ``lead_until`` is the last day, as ``2026-12-05``, of a lead whose time has an end.
    """

    id: str
    name: str = field(repr=False)
    job_title: str = field(repr=False)
    roles: tuple[str, ...]
    active: bool = True
    lead_until: str | None = None

    @property
    def is_keeper(self) -> bool:
        """Say whether they look after this place: a lead or an administrator."""
        return not KEEPERS.isdisjoint(self.roles)


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """What a desk knows of itself."""

    site_name: str
    profile: str
    zone: str


@dataclass(frozen=True, slots=True, repr=False)
class Held:
    """What a session holds open: the lock, both files, the keys and the list of who is who."""

    store: Path
    lock: StoreLock
    keyring: Keyring
    roll: Roll
    secrets: MemberSecrets
    desk: Database
    register: Database | None
    # By epoch, that of now among them; none where this member holds no key of the register or it is not opened here.
    register_seeds: Mapping[int, bytes]
    clock: Clock
    # With which desk key the desk is locked: behind that of the roll while a change was begun and not finished.
    desk_number: int
    # The same of the register and its epochs; 0 where it is not open.
    register_number: int = 0
    # Only in a demo store that many write in at once: the digest of the passphrase that was proved at the door.
    proved: bytes | None = None

    def __repr__(self) -> str:
        return "Held(hidden)"

    @property
    def register_seed(self) -> bytes | None:
        """Return the seed of the register epoch of now, where it is held."""
        return self.register_seeds.get(self.roll.register.epoch)

    def settled(self, roll: Roll) -> Roll:
        """Return a roll as far as the desk has come: up to the desk key with which it is locked.

        That is what a key file says its owner has seen. Who has seen a desk key takes no desk under one before it.
        """
        return roll.last_under(self.desk_number, roll.register.epoch)

    def let_go(self) -> None:
        """Close both files and let another program open the store."""
        for database in (self.register, self.desk):
            if database is not None:
                database.close()
        self.lock.release()


class Session:
    """One member, signed in on this desk. Close it to let go of the store and the keys."""

    def __init__(self, member: MemberInfo, facts: DeskFacts, held: Held) -> None:
        self.member = member
        self.facts = facts
        self.held = held
        # The latest moment that the desk has seen, set when this PC's clock is behind it.
        self.ahead_of_clock = ""
        self._since = held.clock.now()
        # By recipient and seed: to work one out takes longer than what it opens.
        self.readers: dict[tuple[str, bytes], Reader] = {}

    def __repr__(self) -> str:
        return f"Session({self.member.id})"

    @property
    def is_lead(self) -> bool:
        """Say whether this member may read sealed records of others: a lead, where the register may be opened."""
        return "lead" in self.member.roles and self.held.register is not None and not self.outstayed

    @property
    def demo(self) -> bool:
        """Say whether the store is for showing and trying out."""
        return self.held.roll.demo

    @property
    def zone(self) -> str:
        """Return the IANA time zone of the desk."""
        return self.facts.zone

    @property
    def profile(self) -> str:
        """Return the id of the rules of this kind of setting."""
        return self.facts.profile

    @property
    def site_name(self) -> str:
        """Return the name of the school, ward or home."""
        return self.facts.site_name

    @property
    def desk_code(self) -> str:
        """Return the letter or word that this desk's numbers carry."""
        return self.held.roll.desk.code

    @property
    def store(self) -> Path:
        """Return the folder of the store."""
        return self.held.store

    @property
    def since(self) -> WallTime:
        """Return when this member signed in."""
        return wall_time(self._since, self.zone)

    @property
    def clock_doubted(self) -> bool:
        """Say whether this PC's clock is known to be wrong: then it can't say what is still to come."""
        return bool(self.ahead_of_clock)

    def book_year(self) -> int:
        """Return the year whose book the next number comes from; a clock known to be wrong does not decide it."""
        return int((self.ahead_of_clock or self.wall().local)[:4])

    def moment(self) -> Moment:
        """Return now, for checking answers against the clock."""
        return Moment(self.held.clock.now(), self.zone, self.clock_doubted)

    def wall(self) -> WallTime:
        """Return what the clock on the wall says now."""
        return wall_time(self.held.clock.now(), self.zone)

    def register(self) -> Database:
        """Return the opened register; raises NoRight for anyone but a lead."""
        if self.held.register is None and "lead" in self.member.roles:
            raise NoRight(
                "The register is not opened on this PC.",
                "Nothing was shown, and nothing was changed. Sealed records are kept here all the same.",
                "Use your own PC, or let it be opened here in the settings.",
            )
        own = self.held.roll.members.get(self.member.id)
        ended = self.held.register is None and own is not None and own.lead_until is not None
        if ended or self.outstayed:
            raise NoRight(
                "Your time as a lead has ended.",
                "What you signed stands. You record as before, and nothing else was changed.",
                "Ask a lead if you need more time.",
            )
        if self.held.register is None:
            raise NoRight(
                "Only a lead can read the records of others.",
                "Nothing was shown, and nothing was changed.",
                "Ask your lead.",
            )
        return self.held.register

    @property
    def outstayed(self) -> bool:
        """Say whether this is a lead whose time is over, and who had long enough to finish what was open by then."""
        own = self.held.roll.members.get(self.member.id)
        return own is not None and lead_time_is_up(own, self.held.clock.now() - TO_FINISH)

    def close(self) -> None:
        """Let go of the store and the keys."""
        self.readers.clear()
        self.held.let_go()

"""A member of staff as the roll knows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rrn_desktop.keys.member import MemberPublic
from rrn_desktop.keys.rights import LEAD


@dataclass(frozen=True, slots=True)
class RollMember:
    """A member as the roll knows them; ``since_seq`` is the statement that let them in.

    A guest may sign in ``until`` a moment, which is None for all others; ``lead_until`` is the end of a lead's time
    where it has one, and ``left_at`` the moment at which who is not active left. ``keys_seq`` is the statement that
    gave the keys of now, and ``former`` the receive keys before, each with the statement that gave it.
    """

    id: str
    roles: tuple[str, ...]
    sign: str
    receive: str
    since_seq: int
    active: bool
    until: str | None = None
    lead_until: str | None = None
    keys_seq: int = 0
    former: tuple[tuple[int, str], ...] = ()
    left_at: str | None = None

    @property
    def is_lead(self) -> bool:
        """Say whether they are a lead, or were made one until a moment that may have come by now."""
        return LEAD in self.roles

    @property
    def holds_register(self) -> bool:
        """Say whether the key of the register is wrapped to them: a lead who is here, also one whose time is over."""
        return self.active and self.is_lead

    @property
    def is_guest(self) -> bool:
        """Say whether they were let in as a guest, for a time."""
        return self.until is not None

    def roles_at(self, moment: datetime) -> tuple[str, ...]:
        """Return their roles at a moment with an offset: without that of a lead once its end has come."""
        if self.lead_until is None or moment < datetime.fromisoformat(self.lead_until):
            return self.roles
        return tuple(role for role in self.roles if role != LEAD)

    @property
    def keys_name(self) -> str:
        """Return the name that their keys of now keep for good: their id and the statement that gave them."""
        return f"{self.id}/{self.keys_seq}"

    def public(self) -> MemberPublic:
        """Return their public keys."""
        return MemberPublic(self.sign, self.receive)

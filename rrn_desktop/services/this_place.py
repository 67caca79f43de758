"""What a place and its desk are: what was set when it was set up, and what its profile says."""

from __future__ import annotations

from dataclasses import dataclass

from rrn_desktop.services.session import Session
from rrn_desktop.standards.keeping import Keeping, keeping_of
from rrn_desktop.standards.loader import Standard, profile, standard
from rrn_desktop.store import desk_directory

__all__ = ["Keeping", "Standard", "ThisPlace", "about", "keeping"]


@dataclass(frozen=True, slots=True)
class ThisPlace:
    """A place and its desk; ``fingerprint`` is the SHA-256 of the first statement of its roll, in hexadecimal."""

    site_name: str
    organisation: str
    profile: str
    title: str
    standards: tuple[Standard, ...]
    desk_code: str
    fingerprint: str
    demo: bool


def about(session: Session) -> ThisPlace:
    """Return what whoever is signed in may know of the place: none of it is secret."""
    with session.held.desk.read() as connection:
        organisation = desk_directory.fact(connection, "organisation") or ""
    rules = profile(session.profile)
    return ThisPlace(
        site_name=session.site_name,
        organisation=organisation,
        profile=rules.id,
        title=rules.title,
        standards=tuple(standard(one) for one in rules.standards),
        desk_code=session.desk_code,
        fingerprint=session.held.roll.site_id,
        demo=session.demo,
    )


def keeping(session: Session) -> tuple[Keeping, ...]:
    """Return how long records are kept in a place of this kind, as far as it is known; the program deletes nothing."""
    return keeping_of(session.profile)

"""How the window looks for a member on this desk: colours and text size. Each chooses for themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rrn_desktop.errors import Refused
from rrn_desktop.looks import TEXT_SCALES, THEME_NAMES
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_own

_THEME, _TEXT_SCALE = "theme", "text_scale"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a member chose; ``theme`` is empty and ``text_scale``, in per cent, is 0 where the start decides."""

    theme: str = ""
    text_scale: int = 0


def chosen(session: Session) -> Preferences:
    """Return what whoever is signed in chose on this desk; what this version does not know counts as not chosen."""
    with session.held.desk.read() as connection:
        return _read(desk_own.chosen(connection, session.member.id))


def choose(session: Session, *, theme: str | None = None, text_scale: int | None = None) -> Preferences:
    """Keep what a member chose for themselves, and return all of it; None leaves as it was, "" and 0 forget.

    Raises Refused for a theme or a size that there is none of.
    """
    if (theme or "light") not in THEME_NAMES or (text_scale or 100) not in TEXT_SCALES:
        raise Refused(
            "There are no such colours, or no such text size.",
            "Nothing was changed.",
            f"Choose from {', '.join(THEME_NAMES)}, and from {', '.join(map(str, TEXT_SCALES))} per cent.",
        )
    given = {_THEME: theme, _TEXT_SCALE: text_scale}
    with session.held.desk.write() as connection:
        before = dict(desk_own.chosen(connection, session.member.id))
        now = {**before, **{key: value for key, value in given.items() if value is not None}}
        if now != before:
            desk_own.put_chosen(connection, session.member.id, {key: value for key, value in now.items() if value})
    return _read(now)


def _read(kept: Mapping[str, Any]) -> Preferences:
    theme, scale = kept.get(_THEME), kept.get(_TEXT_SCALE)
    return Preferences(theme if theme in THEME_NAMES else "", scale if scale in TEXT_SCALES else 0)

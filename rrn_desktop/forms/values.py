"""What an answer can be, in memory: frozen values that can be compared, hashed and passed about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from rrn_desktop.clock import WallTime

if TYPE_CHECKING:
    from rrn_desktop.forms.answers import Answers

NOT_KNOWN, NOT_ASKED, DECLINED, NONE = "not_known", "not_asked", "declined", "none"
UNKNOWN_STATES = (NOT_KNOWN, NOT_ASKED, DECLINED, NONE)


@dataclass(frozen=True, slots=True)
class Unknown:
    """An answer that says why there is nothing more to say."""

    state: str


@dataclass(frozen=True, slots=True)
class StatedDuration:
    """How long something took, in the words of the one who says so, and in seconds where that can be told."""

    stated: str
    seconds: int | None = None

    def __repr__(self) -> str:
        return "StatedDuration(...)"


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person or a member of staff: the name as written and, where the directory knows them, their id."""

    name: str
    id: str | None = None
    role: str | None = None

    def __repr__(self) -> str:
        return "PersonRef(...)"


@dataclass(frozen=True, slots=True)
class BodyMark:
    """One mark on the body: which view, where, what kind, and a note."""

    view: str
    region: str
    kind: str
    note: str = ""

    def __repr__(self) -> str:
        return "BodyMark(...)"


Value: TypeAlias = (
    "str | int | tuple[str, ...] | WallTime | StatedDuration | PersonRef | tuple[BodyMark, ...] | Unknown"
    " | tuple[Answers, ...]"
)

__all__ = [
    "DECLINED",
    "NONE",
    "NOT_ASKED",
    "NOT_KNOWN",
    "UNKNOWN_STATES",
    "BodyMark",
    "PersonRef",
    "StatedDuration",
    "Unknown",
    "Value",
    "WallTime",
]

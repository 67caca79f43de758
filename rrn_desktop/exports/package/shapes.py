"""How the answers of a form are read from the bytes of a body: no more of them than a package needs.

Bodies were checked when they came into the register. Here they are read again, 100,000 at a time, so each form gets a
reader of its own that passes over whatever the package leaves out: words that stay behind never become a text at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Raw

from rrn_desktop.forms.definition import Question

PREFIX = "q_"


class State(msgspec.Struct, frozen=True, gc=False):
    """A stated unknown."""

    state: str


class Moment(msgspec.Struct, frozen=True, gc=False):
    """A wall time, or a stated unknown in its place."""

    local: str = ""
    offset: str = ""
    zone: str = ""
    state: str = ""


class Length(msgspec.Struct, frozen=True, gc=False):
    """A stated duration, or a stated unknown in its place."""

    stated: str = ""
    seconds: int | None = None
    state: str = ""


class Ref(msgspec.Struct, frozen=True, gc=False):
    """A person or a member of staff, or a stated unknown in their place."""

    name: str = ""
    id: str | None = None
    role: str | None = None
    state: str = ""


class Mark(msgspec.Struct, frozen=True, gc=False):
    """A mark on the body."""

    view: str
    region: str
    kind: str
    note: str = ""


_TEXT: tuple[Any, Any] = (str | State, "")
_LIST: tuple[Any, Any] = (tuple[str, ...] | State, ())
NOTHING = Raw(b"")
_UNREAD: tuple[Any, Any] = (Raw, NOTHING)
SHAPES: Mapping[str, tuple[Any, Any]] = {
    "text": _TEXT,
    "long_text": _TEXT,
    "choice": _TEXT,
    "choices": _LIST,
    "yes_no": _TEXT,
    "date": _TEXT,
    "time": _TEXT,
    "date_time": (Moment, Moment()),
    "number": (int | State | None, None),
    "duration": (Length, Length()),
    "person": (Ref, Ref()),
    "staff": (Ref, Ref()),
    "body_map": (tuple[Mark, ...] | State, ()),
}
_WORDS = frozenset({"text", "long_text"})
NEEDED = frozenset({"place", "number"})
"""Texts that are read though they stay behind: the place, to find it in the site's list, and numbers of incidents."""


def group(name: str, questions: Sequence[Question], *, words: frozenset[str]) -> Any:
    """Return a type of the answers to some questions; ``words`` are the ids of those whose words are read."""
    return msgspec.defstruct(
        name,
        [(PREFIX + one.id, *_shape(one, words)) for one in questions],
        frozen=True,
        rename=_without_prefix,
        gc=False,
    )


def default_of(question: Question, *, words: bool) -> Any:
    """Return the very object that stands where a question is not answered."""
    if question.type == "repeat":
        return ()
    return NOTHING if question.type in _WORDS and not words else SHAPES[question.type][1]


def _shape(question: Question, words: frozenset[str]) -> tuple[Any, Any]:
    if question.type == "repeat":
        row: Any = group(question.id, question.questions, words=words)
        rows: Any = tuple[row, ...]
        return (rows | State, ())
    if question.type in _WORDS and question.id not in words:
        return _UNREAD
    return SHAPES[question.type]


def _without_prefix(name: str) -> str:
    return name.removeprefix(PREFIX)

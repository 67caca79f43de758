"""The cells of one answer, read by ``shapes``, in the order of the columns that ``fields`` gives its question."""

from __future__ import annotations

import hmac
import json
from base64 import b32encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeAlias

from msgspec import Raw

from rrn_desktop.exports.package.fields import GIVEN
from rrn_desktop.exports.package.shapes import Length, Mark, Moment, Ref, State
from rrn_desktop.forms.definition import Question
from rrn_desktop.keys.passphrase_key import folded

Cells: TypeAlias = tuple[str, ...]
CellsOf: TypeAlias = Callable[[Any], Cells]
_PSEUDONYM_BYTES = 15
_OBJECT = ord("{")
_CODED, _CODES_KEPT = frozenset({"choice", "choices", "yes_no"}), 512


@dataclass(frozen=True, slots=True)
class Hiding:
    """What stands for people, records and places: a key for pseudonyms, and places by their folded name."""

    key: bytes = field(repr=False)
    places: Mapping[str, str] = field(repr=False)
    _known: dict[tuple[str | None, str], str] = field(default_factory=dict, repr=False)

    def pseudonym(self, ref: Ref) -> str:
        """Return the same 25 letters and digits for the same person each time.

        ``p`` and the base32 of the first 120 bits of HMAC-SHA256 over the person's id, or over the folded name of one
        who is in no directory.
        """
        asked = (ref.id, "" if ref.id else ref.name)
        found = self._known.get(asked)
        if found is None:
            found = self._known[asked] = self._keyed("p", f"id/{ref.id}" if ref.id else f"name/{folded(ref.name)}")
        return found

    def record(self, record: str) -> str:
        """Return the same 25 letters and digits for the same record each time: its id stands on paper with names."""
        return self._keyed("r", f"record/{record}")

    def addition(self, entry: str) -> str:
        """Return the same 25 letters and digits for the same thing added to a record each time."""
        return self._keyed("a", f"addition/{entry}")

    def _keyed(self, prefix: str, said: str) -> str:
        digest = hmac.digest(self.key, said.encode("utf-8"), "sha256")[:_PSEUDONYM_BYTES]
        return prefix + b32encode(digest).decode("ascii").lower()


def cells_of(question: Question, hiding: Hiding, *, whole: bool, is_place: bool = False) -> CellsOf:
    """Return what makes the cells of a question's answers; ``whole`` with the identifying ones among them."""
    if is_place:
        return _place(hiding, whole=whole)
    if question.type == "person":
        return _person(hiding, whole=whole)
    if question.type in _HIDING:
        return _HIDING[question.type](question, whole)
    read = _PLAIN[question.type](bool(question.unknowns))
    # The same few codes come again and again.
    return lru_cache(_CODES_KEPT)(read) if question.type in _CODED else read


def moment_text(moment: Moment) -> str:
    """Return a wall time with seconds and offset, or "" where it is not said which of two is meant."""
    if not moment.offset:
        return ""
    local = moment.local
    return (local if len(local) > 16 else local + ":00") + moment.offset


def _words(question: Question, whole: bool) -> CellsOf:
    offered = bool(question.unknowns)

    def read(value: str | State) -> Cells:
        if isinstance(value, State):
            return ("", value.state)
        return (value, GIVEN if value else "")

    given = (GIVEN,)

    def unread(value: Raw) -> Cells:
        # The words themselves are not looked at, only whether there are any.
        data = memoryview(value)
        return _state_in(bytes(data)) if data[0] == _OBJECT else given

    if whole:
        return read
    return unread if offered else lambda _value: given


@lru_cache(maxsize=64)
def _state_in(data: bytes) -> Cells:
    return (str(json.loads(data)["state"]),)


def _place(hiding: Hiding, *, whole: bool) -> CellsOf:
    def read(value: str | State) -> Cells:
        if isinstance(value, State):
            return ("", "", value.state) if whole else ("", value.state)
        code = hiding.places.get(folded(value), "") if value else ""
        state = GIVEN if value else ""
        return (code, value, state) if whole else (code, state)

    return lru_cache(_CODES_KEPT)(read)


def _coded(offered: bool) -> CellsOf:
    def read(value: str | State) -> Cells:
        return (value, "") if type(value) is str else ("", value.state)  # type: ignore[union-attr]

    return read if offered else lambda value: (value,)


def _codes(offered: bool) -> CellsOf:
    def read(value: tuple[str, ...] | State) -> Cells:
        return ("", value.state) if isinstance(value, State) else (" ".join(value), "")

    return read if offered else lambda value: (" ".join(value),)


def _moment(offered: bool) -> CellsOf:
    def read(value: Moment) -> Cells:
        return (moment_text(value), value.state)

    return read if offered else lambda value: (moment_text(value),)


def _number(offered: bool) -> CellsOf:
    def read(value: int | State | None) -> Cells:
        if isinstance(value, State):
            return ("", value.state)
        return ("" if value is None else str(value), "")

    return read if offered else lambda value: read(value)[:1]


def _rows(offered: bool) -> CellsOf:
    def read(value: tuple[Any, ...] | State) -> Cells:
        if isinstance(value, State):
            return ("", value.state)
        return (str(len(value)) if value else "", "")

    return read if offered else lambda value: read(value)[:1]


def _duration(_: Question, whole: bool) -> CellsOf:
    def read(value: Length) -> Cells:
        state = value.state or (GIVEN if value.stated else "")
        seconds = "" if value.seconds is None else str(value.seconds)
        return (seconds, value.stated, state) if whole else (seconds, state)

    return read


def _person(hiding: Hiding, *, whole: bool) -> CellsOf:
    def read(value: Ref) -> Cells:
        pseudonym = hiding.pseudonym(value) if value.name else ""
        return (pseudonym, value.name, value.id or "") if whole else (pseudonym,)

    return read


def _staff(_: Question, whole: bool) -> CellsOf:
    def read(value: Ref) -> Cells:
        state = value.state or (GIVEN if value.name else "")
        return (value.name, value.id or "", value.role or "", state) if whole else (state,)

    return read


def _body(question: Question, whole: bool) -> CellsOf:
    offered = bool(question.unknowns)

    def read(value: tuple[Mark, ...] | State) -> Cells:
        marks, said = ((), value.state) if isinstance(value, State) else (value, "")
        placed = " ".join(f"{mark.view}:{mark.region}:{mark.kind}" for mark in marks)
        notes = ("; ".join(mark.note for mark in marks if mark.note),) if whole else ()
        state = (said,) if offered else ()
        return (placed, *notes, *state)

    return read


_HIDING: Mapping[str, Callable[[Question, bool], CellsOf]] = {
    "text": _words,
    "long_text": _words,
    "duration": _duration,
    "staff": _staff,
    "body_map": _body,
}
_PLAIN: Mapping[str, Callable[[bool], CellsOf]] = {
    "choice": _coded,
    "choices": _codes,
    "yes_no": _coded,
    "date": _coded,
    "time": _coded,
    "date_time": _moment,
    "number": _number,
    "repeat": _rows,
}

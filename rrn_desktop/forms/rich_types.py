"""Question types whose answer has parts: a moment, a length of time, somebody, marks on the body."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.body import KINDS, REGIONS
from rrn_desktop.forms.simple_types import MOST_NUMBER, QuestionType, flaw_of_day, wrong_shape
from rrn_desktop.forms.texts import LINE_LIMIT, Flaw, flaw_of_text
from rrn_desktop.forms.values import BodyMark, PersonRef, StatedDuration, Value

ROOM_FOR_MARKS = 200
_LOCAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?")
_OFFSET = re.compile(r"[+-](0[0-9]|1[0-3]):[0-5][0-9]|\+14:00")
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+/-]{0,60}")


class DateTimeType(QuestionType):
    """A moment as a clock on the wall showed it, with its offset and zone.

    An offset of "" is kept: the time came twice that night and it is not said yet which one is meant.
    """

    name, wanted = "date_time", "a day and a time, with the offset and the zone"

    def read(self, data: Any, path: str) -> Value:
        """Return the wall time."""
        parts = _texts(data, {"local", "offset", "zone"}, {"zone"}, path, self.wanted)
        return WallTime(local=parts["local"], offset=parts["offset"], zone=parts.get("zone", "Europe/London"))

    def format(self, value: Value) -> Any:
        """Return the three parts."""
        if not isinstance(value, WallTime):
            return value
        return {"local": value.local, "offset": value.offset, "zone": value.zone}

    def flaw(self, value: Value) -> Flaw | None:
        """Return why no clock ever showed this, or None."""
        if not isinstance(value, WallTime) or _LOCAL.fullmatch(value.local) is None:
            return self.misfit()
        if value.offset and _OFFSET.fullmatch(value.offset) is None:
            return self.misfit()
        if not is_zone(value.zone):
            return Flaw("no_such_zone", "The time zone is not known here.", "Please use a zone such as Europe/London.")
        try:
            datetime.fromisoformat(value.local)
        except ValueError:
            day = flaw_of_day(value.local[:10])
            return day or Flaw("no_such_time", "There is no such time of day.", "Please check the hours and minutes.")
        return flaw_of_day(value.local[:10])


class DurationType(QuestionType):
    """How long something took, in words as said, and in seconds where that can be told."""

    name, wanted = "duration", "a length of time in words, with seconds where known"

    def read(self, data: Any, path: str) -> Value:
        """Return the stated duration."""
        if not isinstance(data, dict) or set(data) - {"stated", "seconds"} or not isinstance(data.get("stated"), str):
            raise wrong_shape(path, self.wanted)
        seconds = data.get("seconds")
        if isinstance(seconds, bool) or not (seconds is None or isinstance(seconds, int)):
            raise wrong_shape(path, self.wanted)
        return StatedDuration(data["stated"], seconds)

    def format(self, value: Value) -> Any:
        """Return words and seconds."""
        return {"stated": value.stated, "seconds": value.seconds} if isinstance(value, StatedDuration) else value

    def flaw(self, value: Value) -> Flaw | None:
        """Return why the words or the seconds can't be kept, or None."""
        if not isinstance(value, StatedDuration):
            return self.misfit()
        if value.seconds is not None and not 0 <= value.seconds <= MOST_NUMBER:
            return Flaw("seconds_out_of_range", "The seconds can't be less than none.", "Please check the seconds.")
        return flaw_of_text(value.stated, LINE_LIMIT, lines=False)

    def is_empty(self, value: Value | None) -> bool:
        """Return whether nothing is stated."""
        if isinstance(value, StatedDuration):
            return not value.stated.strip() and value.seconds is None
        return super().is_empty(value)


class PersonType(QuestionType):
    """The person the record is about: name as written, and id where the directory knows them."""

    name, wanted = "person", "a name, with the id where it is known"
    _keys = frozenset({"id", "name", "role"})

    def read(self, data: Any, path: str) -> Value:
        """Return the reference."""
        parts = _texts(data, self._keys, {"id", "role"}, path, self.wanted)
        return PersonRef(parts["name"], parts.get("id"), parts.get("role"))

    def format(self, value: Value) -> Any:
        """Return the name, and id and role where there are any."""
        if not isinstance(value, PersonRef):
            return value
        parts = {"id": value.id, "name": value.name, "role": value.role}
        return {key: part for key, part in parts.items() if part is not None}

    def flaw(self, value: Value) -> Flaw | None:
        """Return why the name can't be kept, or None."""
        if not isinstance(value, PersonRef):
            return self.misfit()
        parts = (value.name, value.id or "", value.role or "")
        flaws = (flaw_of_text(part, LINE_LIMIT, lines=False) for part in parts)
        return next((flaw for flaw in flaws if flaw is not None), None)

    def is_empty(self, value: Value | None) -> bool:
        """Return whether there is no name."""
        return not value.name.strip() if isinstance(value, PersonRef) else super().is_empty(value)


class StaffType(PersonType):
    """A member of staff: name as written, id where known, and role or job title."""

    name, wanted = "staff", "a name, with the id and the role where they are known"


class BodyMapType(QuestionType):
    """Marks on the body, each with its view, place, kind and note."""

    name, wanted = "body_map", "a list of marks, each with view, region and kind"

    def read(self, data: Any, path: str) -> Value:
        """Return the marks."""
        if not isinstance(data, list):
            raise wrong_shape(path, self.wanted)
        keys = {"view", "region", "kind", "note"}
        read = [_texts(mark, keys, {"note"}, path, self.wanted) for mark in data]
        return tuple(BodyMark(mark["view"], mark["region"], mark["kind"], mark.get("note", "")) for mark in read)

    def format(self, value: Value) -> Any:
        """Return the marks; a note only where there is one."""
        if not isinstance(value, tuple):
            return value
        marks = [mark for mark in value if isinstance(mark, BodyMark)]
        return [
            {"view": mark.view, "region": mark.region, "kind": mark.kind} | ({"note": mark.note} if mark.note else {})
            for mark in marks
        ]

    def flaw(self, value: Value) -> Flaw | None:
        """Return why a mark can't be kept, or None."""
        if not isinstance(value, tuple) or len(value) > ROOM_FOR_MARKS:
            return self.misfit()
        for mark in value:
            if (
                not isinstance(mark, BodyMark)
                or mark.region not in REGIONS.get(mark.view, {})
                or mark.kind not in KINDS
            ):
                return Flaw("no_such_mark", "A mark is not on the body map.", "Please mark it again on the list.")
            flaw = flaw_of_text(mark.note, LINE_LIMIT, lines=False)
            if flaw is not None:
                return flaw
        return None


def is_zone(name: str) -> bool:
    """Return whether a name is a time zone that this program knows."""
    if _ZONE.fullmatch(name) is None:
        return False
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _texts(data: Any, keys: frozenset[str] | set[str], spare: set[str], path: str, wanted: str) -> dict[str, str]:
    if not isinstance(data, dict) or set(data) - keys or (keys - spare) - set(data):
        raise wrong_shape(path, wanted)
    if not all(isinstance(part, str) for part in data.values()):
        raise wrong_shape(path, wanted)
    return data

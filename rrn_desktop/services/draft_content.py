"""What lies in a draft's box: everything as it was typed, even what could not be sealed so."""

from __future__ import annotations

import json
from typing import Any, cast

import msgspec

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.values import BodyMark, PersonRef, StatedDuration, Unknown, Value


class DraftContent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The inside of a draft; ``answers`` are kept in a shape of their own that refuses nothing."""

    form_version: int
    profile: str
    version: int
    reason: str | None
    previous: str | None
    started_at: WallTime
    at_question: str | None
    answers: dict[str, Any]
    about: str | None = None

    def __repr__(self) -> str:
        return "DraftContent(hidden)"


_RECORDS: tuple[type, ...] = (WallTime, StatedDuration, PersonRef, Unknown)


def to_bytes(content: DraftContent) -> bytes:
    """Return the content as JSON in ASCII, so that half a character or an empty one is kept too."""
    return json.dumps(msgspec.to_builtins(content), ensure_ascii=True).encode("ascii")


def from_bytes(data: bytes) -> DraftContent:
    """Return the content of a draft's box."""
    return msgspec.convert(json.loads(data), DraftContent)


def kept(answers: Answers) -> dict[str, Any]:
    """Return answers as plain JSON values, each tagged with what it is."""
    return {key: _kept(value) for key, value in answers.items()}


def typed(data: dict[str, Any]) -> Answers:
    """Return the answers that ``kept`` wrote down."""
    return Answers({key: _typed(value) for key, value in data.items()})


def _kept(value: Value) -> Any:
    if isinstance(value, str | int):
        return value
    for kind in _RECORDS:
        if isinstance(value, kind):
            return [kind.__name__, msgspec.to_builtins(value)]
    return ["list", [_kept_item(item) for item in cast("tuple[Any, ...]", value)]]


def _kept_item(item: object) -> Any:
    if isinstance(item, Answers):
        return ["row", kept(item)]
    if isinstance(item, BodyMark):
        return ["mark", msgspec.to_builtins(item)]
    return item


def _typed(data: Any) -> Value:
    if not isinstance(data, list):
        return cast("Value", data)
    tag, inside = data
    for kind in _RECORDS:
        if tag == kind.__name__:
            return cast("Value", msgspec.convert(inside, kind))
    return cast("Value", tuple(_typed_item(item) for item in inside))


def _typed_item(data: Any) -> Any:
    if not isinstance(data, list):
        return data
    tag, inside = data
    return typed(inside) if tag == "row" else msgspec.convert(inside, BodyMark)

"""The released definitions, read once from their files; a bad one never gets this far."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from rrn_desktop.forms.checking import DefinitionError, faults
from rrn_desktop.forms.definition import Definition

_FOLDER = Path(__file__).parent / "definitions"
_INDEX = re.compile(r"\.(steps|questions|rules)\[(\d+)\]")


def definition(form: str, version: int | None = None) -> Definition:
    """Return the definition of a form, the newest when no version is named; raises KeyError."""
    found = [one for one in released() if one.form == form and version in (None, one.version)]
    if not found:
        raise KeyError(form)
    return max(found, key=lambda one: one.version)


@cache
def released() -> tuple[Definition, ...]:
    """Return every released definition, by form and version."""
    read = [load(path) for path in sorted(_FOLDER.glob("*.toml"))]
    return tuple(sorted(read, key=lambda one: (one.form, one.version)))


def load(path: Path) -> Definition:
    """Return the definition in a file; raises DefinitionError with file, question and reason."""
    return parse(path.read_text(encoding="utf-8"), path.name)


def parse(text: str, file: str) -> Definition:
    """Return the definition in a text; raises DefinitionError with file, question and reason."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise DefinitionError(file, "", f"not TOML: {problem}") from None
    try:
        found = msgspec.convert(raw, Definition)
    except msgspec.ValidationError as problem:
        raise DefinitionError(file, _named(raw, str(problem)), str(problem)) from None
    for question, reason in faults(found):
        raise DefinitionError(file, question, reason)
    return found


def _named(raw: Any, reason: str) -> str:
    """Return the ids on the way to the place that a reason names, such as ``practices[].start``."""
    names: list[str] = []
    for key, index in _INDEX.findall(reason):
        raw = raw.get(key, []) if isinstance(raw, dict) else []
        raw = raw[int(index)] if int(index) < len(raw) else {}
        if key != "steps":
            names.append(str(raw.get("id") or raw.get("code") or index))
    return "[].".join(names)

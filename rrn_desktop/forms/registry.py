"""The released definitions, read once from their files; a bad one never gets this far."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from rrn_desktop.forms.borrowing import Raw, written_out
from rrn_desktop.forms.checking import DefinitionError, faults
from rrn_desktop.forms.definition import Definition

ADDITIONS = "additions"
_FOLDER = Path(__file__).parent / "definitions"
_INDEX = re.compile(r"\.(steps|questions|rules)\[(\d+)\]")


def definition(form: str, version: int | None = None) -> Definition:
    """Return the definition of a form, the newest when no version is named; raises KeyError."""
    return _by_version()[form, version]


def additions() -> tuple[Definition, ...]:
    """Return the newest definition of each kind of addition, in the order of their file."""
    kinds = dict.fromkeys(one.form for one in _in_order() if one.family == ADDITIONS)
    return tuple(definition(kind) for kind in kinds)


@cache
def released() -> tuple[Definition, ...]:
    """Return every released definition, by form and version."""
    return tuple(sorted(_in_order(), key=lambda one: (one.form, one.version)))


@cache
def _by_version() -> Mapping[tuple[str, int | None], Definition]:
    """Return the definitions by form and version; under no version the newest, which comes last."""
    return {(one.form, version): one for one in released() for version in (one.version, None)}


def load(path: Path) -> tuple[Definition, ...]:
    """Return the definitions in a file; raises DefinitionError with file, question and reason."""
    return tuple(_checked(raw, path.name) for raw in _raw_forms(path.read_text(encoding="utf-8"), path.name))


def parse(text: str, file: str) -> Definition:
    """Return the first definition in a text; raises DefinitionError with file, question and reason."""
    return _checked(_raw_forms(text, file)[0], file)


@cache
def _in_order() -> tuple[Definition, ...]:
    return tuple(_checked(raw, file) for file, raws in _read().items() for raw in raws)


@cache
def _read() -> Mapping[str, tuple[Raw, ...]]:
    """Return the raw forms of every file, by its name."""
    return {
        path.name: _raw_forms(path.read_text(encoding="utf-8"), path.name) for path in sorted(_FOLDER.glob("*.toml"))
    }


def _lend(form: str, version: int) -> Raw:
    """Return the raw definition of a form and version; raises KeyError."""
    for raw in chain.from_iterable(_read().values()):
        if (raw.get("form"), raw.get("version")) == (form, version):
            return raw
    raise KeyError(form)


def _raw_forms(text: str, file: str) -> tuple[Raw, ...]:
    """Return the forms of a file: the whole of it, or each under ``forms`` with what stands beside them."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise DefinitionError(file, "", f"not TOML: {problem}") from None
    forms = raw.pop("forms", None)
    return (raw,) if not forms else tuple({**raw, **form} for form in forms)


def _checked(raw: Raw, file: str) -> Definition:
    whole = written_out(raw, file, _lend)
    try:
        found = msgspec.convert(whole, Definition)
    except msgspec.ValidationError as problem:
        raise DefinitionError(file, _named(whole, str(problem)), str(problem)) from None
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

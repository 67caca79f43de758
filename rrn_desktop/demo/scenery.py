"""What a kind of setting looks like in a story: its hours, its places, its words. Data, read from TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from rrn_desktop.standards.loader import profile as profile_of

_DATA = Path(__file__).parent / "data"
_COMMON, _LIKE_A_SCHOOL = "common", "school"
_PARTS = ("often", "unknown", "weights", "lists", "texts", "reasons")


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names that go together, and how often one of them comes up."""

    share: float
    ethnicity: tuple[str, ...]
    female: tuple[str, ...]
    male: tuple[str, ...]
    family: tuple[str, ...]


class _Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kinds: tuple[Kind, ...]


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of setting: who works there, when it is open, and when more happens than at other times.

    ``hours`` has 24 numbers, ``weekdays`` seven from Monday on, ``months`` twelve: how much happens then; ``open`` are
    the hours in which what is due gets done; ``terms`` says that nothing happens in the holidays.
    """

    sites: tuple[str, ...]
    places: tuple[str, ...]
    titles_lead: tuple[str, ...]
    titles_administrator: tuple[str, ...]
    titles_recorder: tuple[str, ...]
    terms: bool
    in_charge: bool
    open: tuple[int, int]
    ages: tuple[int, int]
    year_group: str
    hours: tuple[float, ...]
    weekdays: tuple[float, ...]
    months: tuple[float, ...]


class Scenery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that a story of one kind of setting is made of.

    Keys of ``often``, ``unknown``, ``weights`` and ``texts`` are ``form.question``, rows by further points.
    """

    settings: Settings
    often: dict[str, float]
    unknown: dict[str, float]
    weights: dict[str, dict[str, float]]
    lists: dict[str, tuple[str, ...]]
    texts: dict[str, tuple[str, ...]]
    reasons: dict[str, tuple[str, ...]]


@cache
def names() -> tuple[Kind, ...]:
    """Return the kinds of names that there are."""
    return msgspec.convert(_read("names"), _Names).kinds


@cache
def scenery(profile_id: str) -> Scenery:
    """Return the scenery of a profile; a kind of place without one of its own is told of as a school."""
    place = profile_of(profile_id).words.get("place", "")
    own = _read(place if (_DATA / f"{place}.toml").is_file() else _LIKE_A_SCHOOL)
    common = _read(_COMMON)
    merged = {part: _merged(common.get(part, {}), own.get(part, {})) for part in _PARTS}
    return msgspec.convert({**merged, "settings": {**common["settings"], **own["settings"]}}, Scenery)


def _merged(common: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is common with what is a setting's own; codes are weighed by both."""
    weighed = {key: {**common[key], **own[key]} for key in own if isinstance(common.get(key), dict)}
    return {**common, **own, **weighed}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))

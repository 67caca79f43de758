"""How long records are kept by law, by guidance or by custom: data to show. Nothing is deleted by it."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

from rrn_desktop.standards.clocks import RuleKind, Trust, says_of


class Keeping(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How long one thing is kept, in words; ``trust`` says how far the rule was checked in its source."""

    id: str
    profiles: tuple[str, ...]
    what: str
    length: str
    rule: str
    rule_kind: RuleKind
    trust: Trust

    @property
    def says(self) -> str:
        """Return how far a page may go in saying that this is asked for."""
        return says_of(self.trust, self.rule_kind)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    keeping: tuple[Keeping, ...]


@cache
def _every() -> tuple[Keeping, ...]:
    data = resources.files("rrn_desktop.standards").joinpath("data/keeping.toml").read_bytes()
    return msgspec.toml.decode(data, type=_File).keeping


def keeping_of(profile: str | None) -> tuple[Keeping, ...]:
    """Return what is known for a profile, or for every one without; nothing where no rule was found."""
    return tuple(one for one in _every() if profile is None or profile in one.profiles)

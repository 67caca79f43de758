"""Words for the answers of a story: phrases put together by chance, about nobody who ever lived."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from rrn_desktop.demo.chance import one_of
from rrn_desktop.demo.scenery import Scenery

_SLOT = re.compile(r"\{([a-z]+)\}")
_BEGINNING = re.compile(r"(\A|[.!?]\s+|\n)([^\W\d_])")
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Words:
    """Where phrases come from; ``known`` fills the slots that name someone or somewhere."""

    scenery: Scenery
    known: Mapping[str, str] = field(default_factory=dict, repr=False)

    def text(self, rng: Random, key: str, limit: int | None = None) -> str:
        """Return words for a question; for one that the data does not know, a sentence that fits any."""
        phrases = self.scenery.texts.get(key, self.scenery.reasons["fallback"])
        said = _sentence(self._filled(rng, one_of(rng, phrases), _DEEPEST))
        return said if limit is None else said[:limit]

    def reason(self, rng: Random, what: str) -> str:
        """Return a reason for one thing that is done, such as an amendment."""
        return _sentence(self._filled(rng, one_of(rng, self.scenery.reasons[what]), _DEEPEST))

    def _filled(self, rng: Random, phrase: str, deep: int) -> str:
        def fill(slot: re.Match[str]) -> str:
            name = slot[1]
            if name == "digits":
                return f"{rng.randrange(10_000):04d}"
            if name in self.known:
                return self.known[name]
            found = one_of(rng, self.scenery.lists[name])
            return self._filled(rng, found, deep - 1) if deep else found

        return _SLOT.sub(fill, phrase)


def _sentence(text: str) -> str:
    """Return a text in which each sentence begins with a capital letter, also where a filled slot came first."""
    return _BEGINNING.sub(lambda found: found[1] + found[2].upper(), text)

"""All deeds, and one of them done in a process that is cut off at a step."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from tests.torture import (
    deeds_of_handing_out,
    deeds_of_inbox,
    deeds_of_joining,
    deeds_of_keeping,
    deeds_of_keys,
    deeds_of_leads,
    deeds_of_register,
    deeds_of_staff,
)
from tests.torture.deed import Deed
from tests.torture.place import Place
from tests.torture.steps import Steps
from tests.torture.writers import say

DEEDS: dict[str, Deed] = {
    deed.name: deed
    for room in (
        deeds_of_staff, deeds_of_leads, deeds_of_inbox, deeds_of_joining, deeds_of_handing_out, deeds_of_keeping,
        deeds_of_register, deeds_of_keys,
    )
    for deed in room.DEEDS
}  # fmt: skip

# Those that take seconds: what only repeats for each deed is done with them in the longest sweeps.
SLOW = frozenset(deed.name for room in (deeds_of_handing_out, deeds_of_register) for deed in room.DEEDS)


def do_until(folder: Path, name: str, last: int | None) -> None:
    """Do a deed and tell of each stage; end at a step, or at the end say how many steps there were."""
    steps = Steps(last)

    def begun() -> None:
        say("begun")
        steps.begin()

    place = Place(folder, tell=lambda stage: say("kept", stage), ready=begun)
    DEEDS[name].do(place)
    say("steps", steps.count)


def prepared(fresh: Place, folder: Path, name: str) -> Place:
    """Return a place of one's own in which a deed can be done."""
    place = replace(fresh, folder=folder)
    DEEDS[name].prepare(place)
    return place


if __name__ == "__main__":
    do_until(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]) or None)

"""A full disk and a folder that can't be written to, in all that is written after an incident or without an account."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bad_days.days import assert_plain, scene
from tests.bad_days.disks import kinds
from tests.torture.cutting import doubled, is_half_done, missing
from tests.torture.deeds import DEEDS

ROOMS = {
    "staff": ("addition", "support", "support of staff", "good day"),
    "leads": ("review", "what helps", "void", "second signature", "review moved", "left behind"),
    "guests": ("guest in", "guest out", "own passphrase", "list taken in"),
    "keeping": ("backup", "restore", "salvage"),
    "handing out": ("record on paper", "all on paper", "report", "figures"),
    "register": ("register built", "register behind"),
    "keys": ("desk key changed", "register key changed"),
    "inbox": tuple(name for name in DEEDS if name.startswith("inbox")),
}
WITHOUT_ACCOUNT = ("inbox written", "inbox handed in", "inbox corrected")
# The disk that is small in truth where there is one: the other refuses each file by itself, which is kinder.
KIND = kinds()[-1]


def wrong(outcome: dict[str, Any]) -> list[str]:
    """Name what is not as it was told, half done, doubled, or missing at last."""
    first, last = outcome["first"], outcome["last"]
    found = [f"told, not there: {stage}" for stage in outcome["told"] if missing(first.get(stage, {stage: 0}))]
    for when in (first, last):
        found += [f"half done: {stage} {facts}" for stage, facts in when.items() if is_half_done(facts)]
        found += [f"twice: {stage} {facts}" for stage, facts in when.items() if doubled(facts)]
    found += [f"missing at last: {stage} {facts}" for stage, facts in last.items() if missing(facts)]
    return [*found, *outcome["broken"], *outcome["parts"]]


def all_wrong(played: dict[str, list[dict[str, Any]]]) -> list[tuple[str, int, str]]:
    return [
        (name, at, what) for name, outcomes in played.items() for at, one in enumerate(outcomes) for what in wrong(one)
    ]


def refusals(played: dict[str, list[dict[str, Any]]]) -> dict[str, list[str]]:
    """Return the codes of what was refused, by deed, after checking how each refusal reads."""
    found: dict[str, list[str]] = {}
    for name, outcomes in played.items():
        said = [one["refused"] for one in outcomes if one["refused"]]
        for one in said:
            assert_plain(one)
        found[name] = [one["code"] for one in said]
    return found


def test_every_deed_is_tried() -> None:
    assert sorted(name for names in ROOMS.values() for name in names) == sorted(DEEDS)


@pytest.mark.long
@pytest.mark.parametrize("room", ROOMS)
def test_wherever_the_room_ends_nothing_is_half_done_and_trying_again_does_it_once(room: str) -> None:
    played = scene("deeds_refused", "full", KIND, *ROOMS[room])

    codes = refusals(played)

    assert all_wrong(played) == []
    assert {code for said in codes.values() for code in said} <= {"store_full", "store_not_written"}
    assert [name for name, said in codes.items() if not said and name != "inbox taken in"] == []


@pytest.mark.long
@pytest.mark.parametrize("room", ROOMS)
def test_a_folder_that_is_closed_meanwhile_is_named_and_nothing_is_half_done(room: str) -> None:
    played = scene("deeds_refused", "read_only", KIND, *ROOMS[room])

    codes = refusals(played)

    assert all_wrong(played) == []
    assert {code for said in codes.values() for code in said} <= {"store_read_only", "store_unusable"}
    assert all(codes[name] == ["store_read_only"] for name in WITHOUT_ACCOUNT if name in codes)

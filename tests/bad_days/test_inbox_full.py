from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_days.days import assert_plain, scene
from tests.bad_days.disks import kinds

KINDS = kinds()


@pytest.mark.parametrize("kind", KINDS)
def test_who_writes_without_an_account_is_told_that_the_disk_is_full_and_loses_nothing(kind: str, fresh: Path) -> None:
    played = scene("inbox_full", "writing", kind, str(fresh))

    assert [said["code"] for said in played["refused"]] == ["store_full"] * 3
    for said in played["refused"]:
        assert_plain(said)
    assert played["same"]
    assert played["files"] == 1


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_wherever_the_room_ends_while_taking_in_each_is_taken_in_once(kind: str, fresh: Path) -> None:
    played = scene("inbox_full", "taking", kind, str(fresh))

    outcomes = played["outcomes"]
    assert all(one == {"refused": None, "left": 0} for one in outcomes)
    assert played["entries"] == [f"2026-A-{count:03d}" for count in range(1, len(outcomes) + 1)]

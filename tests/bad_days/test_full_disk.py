from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.bad_days.days import assert_plain, scene
from tests.bad_days.disks import kinds

KINDS = kinds()


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_typed_is_there_after_a_full_disk_has_room_again(kind: str, fresh: Path) -> None:
    played = scene("full_disk", "saving", kind, str(fresh))

    assert [said["code"] for said in played["refused"]] == ["store_full", "store_full"]
    for said in played["refused"]:
        assert_plain(said)
    assert played["while_full"] == "before the room ended"
    assert played["same"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_does_not_keep_anyone_from_signing_out_and_later_in_again(kind: str, fresh: Path) -> None:
    played = scene("full_disk", "leaving", kind, str(fresh))

    assert played["closing"] is None
    assert [said["code"] for said in played["refused"]] == ["store_full"]
    assert_plain(played["refused"][0])
    assert played["same"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_leaves_the_old_head_whole(kind: str, fresh: Path) -> None:
    played = scene("full_disk", "heading", kind, str(fresh))

    assert [said["code"] for said in played["refused"]] == ["store_full"]
    assert played["same"]
    assert played["left"] == []


@pytest.mark.parametrize("kind", KINDS)
def test_wherever_the_room_ends_while_sealing_what_is_said_is_true(kind: str, fresh: Path) -> None:
    played = scene("full_disk", "sealing", kind, str(fresh))

    outcomes = played["outcomes"]
    refused = [one for one in outcomes if "refused" in one]
    assert_full(refused)
    assert all(one["draft_there"] for one in refused)
    assert 0 < len(refused) < len(outcomes)
    assert [one["number"] for one in outcomes] == [f"2026-A-{count:03d}" for count in range(1, len(outcomes) + 1)]
    assert (played["entries"], played["drafts_left"]) == (len(outcomes), 0)
    for one in outcomes:
        if one.get("warning"):
            assert_plain(one["warning"])


@pytest.mark.parametrize("kind", KINDS)
def test_wherever_the_room_ends_while_a_notice_goes_up_trying_again_gives_it_its_number(kind: str, fresh: Path) -> None:
    played = scene("full_disk", "standing", kind, str(fresh))

    outcomes = played["outcomes"]
    assert_full([one for one in outcomes if "refused" in one])
    assert [one["number"] for one in outcomes] == [f"2026-A-{count:03d}" for count in range(1, len(outcomes) + 1)]
    assert played["entries"] == len(outcomes)


@pytest.mark.parametrize("kind", KINDS)
def test_wherever_the_room_ends_while_a_draft_is_given_up_trying_again_gives_it_up_once(kind: str, fresh: Path) -> None:
    played = scene("full_disk", "giving_up", kind, str(fresh))

    outcomes = played["outcomes"]
    assert_full([one for one in outcomes if "refused" in one])
    assert (played["entries"], played["drafts_left"]) == (len(outcomes), 0)


def assert_full(refused: list[dict[str, Any]]) -> None:
    assert refused
    assert {one["refused"]["code"] for one in refused} <= {"store_full", "store_not_written"}
    for one in refused:
        assert_plain(one["refused"])

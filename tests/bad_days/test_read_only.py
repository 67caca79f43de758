from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_days.days import assert_plain, scene
from tests.journeys.site import copy_of


@pytest.mark.parametrize("where", ["folder", "desk_file", "closed"])
def test_a_store_that_can_not_be_written_to_is_refused_and_stays_as_it_is(
    where: str, fresh: Path, open_folder: Path
) -> None:
    store = copy_of(fresh, open_folder)

    played = scene("read_only", where, str(store))

    assert played["refused"]["code"] == "store_read_only"
    assert_plain(played["refused"])
    assert (played["drafts"], played["records"]) == (1, ["2026-A-002"])


def test_a_seal_stands_when_only_the_head_outside_can_not_be_written(fresh: Path, open_folder: Path) -> None:
    store = copy_of(fresh, open_folder)

    played = scene("read_only", "while_sealing", str(store))

    assert played["refused"]["code"] == "store_read_only"
    assert_plain(played["refused"])
    assert played["records"] == ["2026-A-003", "2026-A-002"]
    assert played["number"] == "2026-A-003"


def test_a_folder_that_is_closed_while_someone_writes_does_not_look_like_a_wrong_passphrase(
    fresh: Path, open_folder: Path
) -> None:
    store = copy_of(fresh, open_folder)

    played = scene("read_only", "closed_while_writing", str(store))

    assert played["refused"]["code"] == "store_unusable"
    assert_plain(played["refused"])
    assert played["number"] == "2026-A-003"
    assert (played["drafts"], played["records"]) == (1, ["2026-A-003", "2026-A-002"])

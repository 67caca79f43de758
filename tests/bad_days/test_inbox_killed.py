from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.bad_days.days import scene
from tests.bad_days.inbox_killed import DEEDS
from tests.torture.writers import case_one

ONE = "2026-A-001"
FIRST, LAST = str(case_one().get("before")), "He covered his ears and ran"


@pytest.fixture(scope="module", params=sorted(DEEDS))
def played(request: pytest.FixtureRequest, fresh: Path) -> dict[str, Any]:
    found: dict[str, Any] = scene("inbox_killed", request.param, str(fresh))
    return {**found, "what": request.param}


def test_everyone_was_killed_on_the_way(played: dict[str, Any]) -> None:
    outcomes = played["outcomes"]

    assert len(outcomes) > 10
    assert all(one["killed"] for one in outcomes)


def test_wherever_it_is_killed_it_is_taken_in_once_under_one_number(played: dict[str, Any]) -> None:
    outcomes = [one for one in played["outcomes"] if one["entries"]]

    assert len(outcomes) >= len(played["outcomes"]) - 2
    assert all(one["entries"] == [["notice", ONE], ["taken_in", ONE]] for one in outcomes)
    assert all(one["left"] == 0 for one in outcomes)
    assert all(one["findings"] == [] for one in played["outcomes"])


def test_wherever_it_is_killed_no_word_that_was_kept_is_lost(played: dict[str, Any]) -> None:
    carried = [one["carried"] for one in played["outcomes"]]
    texts = [text for one in played["outcomes"] for text in one["texts"]]

    assert set(texts) <= {FIRST, LAST}
    if played["what"] == "write":
        assert set(carried) <= {None, FIRST, LAST}
    else:
        assert set(carried) <= {LAST, "inbox_sealed"}
        assert set(texts) == {LAST}

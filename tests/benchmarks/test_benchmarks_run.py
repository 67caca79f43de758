from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import demo_store, memory, register
from benchmarks.__main__ import Sizes, run, table
from benchmarks.bare import SETTINGS
from benchmarks.site import LEAD, entered, make_site
from rrn_desktop.demo.making import Wanted, make_demo
from rrn_desktop.store import connection

TINY = Sizes(records=60, entries=20, starts=2, quick_things=2, slow_things=2, demo=True)


@pytest.fixture(scope="module")
def measured() -> tuple[list[str], list[float], list[str], int]:
    rows, remarks = run(TINY)
    return [row.what for row in rows], [row.ratio for row in rows], remarks, table(rows).row_count


def test_each_thing_with_a_goal_is_measured(measured: tuple[list[str], list[float], list[str], int]) -> None:
    names, _, _, drawn = measured

    expected = (
        "cold start", "autosave", "seal one incident", "first page", "word, status, dates", "verify 20 entries",
        "signed, tagged PDF", "60 records: data package",
    )  # fmt: skip

    assert [part for part in expected if not any(part in name for name in names)] == []
    assert drawn == len(names)


def test_each_ratio_is_a_number_above_nothing(measured: tuple[list[str], list[float], list[str], int]) -> None:
    _, ratios, _, _ = measured

    assert all(ratio > 0 for ratio in ratios)


def test_nothing_of_the_store_is_loaded_before_the_sign_in_is_painted(
    measured: tuple[list[str], list[float], list[str], int],
) -> None:
    _, _, remarks, _ = measured

    assert any(remark.endswith("of what only the store needs: nothing.") for remark in remarks)


def test_the_baseline_files_are_written_under_the_settings_of_our_own() -> None:
    assert SETTINGS == connection._SETTINGS


@pytest.mark.long
def test_a_window_is_opened_and_used_to_tell_its_memory(tmp_path: Path) -> None:
    full, empty = (make_site(tmp_path / name, demo=True) for name in ("full", "empty"))
    with entered(full, LEAD) as session:
        register.fill(session, 700)

    row, said = memory.measured(full, empty, 700, 2)

    assert row.unit == "MB"
    assert all(size > 50 for size in (*row.ours, *row.bare))
    assert said.startswith("The window of a lead holds ")


@pytest.mark.long
def test_a_demo_store_is_measured_where_it_is(tmp_path: Path) -> None:
    made = make_demo(tmp_path / "demo", Wanted("eng_school", 12))

    rows, remarks = demo_store.measured(made.store)

    assert [row.what.partition(": ")[2] or row.what.split()[0] for row in rows] == [
        "cold", "first page", "word, status, dates", "two words of what was written", "the window's table",
        "verify", "verify",
    ]  # fmt: skip
    assert all(row.ratio > 0 for row in rows)
    assert any("desk.db" in remark for remark in remarks)

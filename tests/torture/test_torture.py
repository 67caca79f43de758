from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from rrn_desktop.store.desk_ledger import LedgerRow
from tests.torture.accounts import Kept, KeptDraft, Told, gaps, lost, not_told, twice
from tests.torture.cutting import doubled, is_half_done, missing, spread
from tests.torture.deeds import DEEDS
from tests.torture.plan import KINDS, WRITERS, at_steps_and_moments, shares
from tests.torture.writers import typed

ROOT = Path(__file__).resolve().parents[2]
KILLS, CUTS, PARTS = 6, 2, 7


def entry(seq: int, kind: str, record: str = "r1", number: str = "2026-A-001") -> LedgerRow:
    mark = f"{kind}-{record}-{seq}"
    return LedgerRow("d", 1, seq, "p", f"hash-{mark}", b"", b"", kind, mark, record, number, 1, "m", "t")


def told(*lines: str) -> Told:
    account = Told("typing")
    account.take(lines)
    return account


def tortured(kills: int, *kinds: str) -> dict[str, dict[str, int]]:
    command = [sys.executable, "-m", "tests.torture", "--kills", str(kills), "--jobs", "1", "--json", "--only", *kinds]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    counts: dict[str, dict[str, int]] = json.loads(done.stdout)
    assert set(counts) == {*kinds, "all"}
    assert counts["all"]["kills"] == kills
    return counts


def test_nothing_acknowledged_is_lost_when_the_program_is_killed_while_it_types_and_seals() -> None:
    counts = tortured(KILLS * len(WRITERS), *WRITERS)

    assert all(counts[kind]["kills"] == KILLS for kind in WRITERS)
    assert all(counts[kind]["acknowledged"] > 0 for kind in WRITERS)


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.long) for part in range(1, PARTS))])
def test_what_is_written_besides_is_there_once_or_not_at_all_wherever_it_is_cut_off(part: int) -> None:
    deeds = list(DEEDS)[part::PARTS]

    counts = tortured(CUTS * len(deeds), *deeds)

    assert all(counts[deed]["kills"] == CUTS for deed in deeds)


def test_the_steps_of_a_deed_are_spread_over_all_of_it_and_none_is_taken_twice() -> None:
    chance = random.Random(1)

    chosen = spread(40, 4, chance)

    assert [(step - 1) // 10 for step in chosen] == [0, 1, 2, 3]
    assert spread(3, 10, chance) == (1, 2, 3)


def test_the_kills_are_shared_out_to_the_last_one_and_each_kind_has_some() -> None:
    shared = [shares(kills, KINDS) for kills in (1000, 90, 997)]

    assert [sum(one.values()) for one in shared] == [1000, 90, 997]
    assert all(min(one.values()) >= 2 for one in shared)
    assert shared[0]["typing"] > 5 * shared[0]["addition"]


def test_a_deed_of_few_steps_is_killed_at_moments_instead() -> None:
    assert at_steps_and_moments(20, 100) == (16, 4)
    assert at_steps_and_moments(20, 7) == (7, 13)
    assert at_steps_and_moments(2, 100) == (2, 0)
    assert at_steps_and_moments(10_000, 31) == (31, 0)


def test_what_is_half_done_missing_or_doubled_is_found() -> None:
    whole, none, half, double = {"a": 1, "b": 1}, {"a": 0, "b": 0}, {"a": 1, "b": 0}, {"a": 2, "b": 1}

    assert [is_half_done(facts) for facts in (whole, none, half, double)] == [False, False, True, False]
    assert [missing(facts) for facts in (whole, none, half, double)] == [[], ["a", "b"], ["b"], []]
    assert [doubled(facts) for facts in (whole, none, half, double)] == [[], [], [], ["a"]]


def test_a_draft_behind_what_was_acknowledged_counts_as_lost() -> None:
    account = told("kept save d1 3 r1")

    behind = list(lost(account, Kept({"d1": KeptDraft("r1", 2, typed("d1", 2))}, ())))
    gone = list(lost(account, Kept({}, ())))
    other_text = list(lost(account, Kept({"d1": KeptDraft("r1", 3, typed("d1", 2))}, ())))
    there = list(lost(account, Kept({"d1": KeptDraft("r1", 3, typed("d1", 3))}, ())))
    sealed = list(lost(account, Kept({}, (entry(1, "seal"),))))

    assert [len(found) for found in (behind, gone, other_text, there, sealed)] == [1, 1, 1, 0, 0]


def test_a_seal_that_was_acknowledged_and_is_not_there_counts_as_lost() -> None:
    account = told("kept seal r1 2026-A-001 hash-seal-r1-1")

    assert list(lost(account, Kept({}, ()))) == ["seal 2026-A-001"]
    assert list(lost(account, Kept({}, (entry(1, "seal"),)))) == []


@pytest.mark.parametrize("kind", ["seal", "notice"])
def test_a_record_that_is_there_twice_is_found(kind: str) -> None:
    assert len(list(twice(Kept({}, (entry(1, kind), entry(2, kind)))))) == 1


def test_a_number_left_out_is_found() -> None:
    entries = (entry(1, "notice"), entry(2, "notice", "r3", "2026-A-003"))

    assert list(gaps(Kept({}, entries))) == ["number 2 is missing"]


def test_what_was_kept_without_a_word_is_counted_once_and_expected_from_then_on() -> None:
    account = told("kept save d1 3 r1")
    kept = Kept({"d1": KeptDraft("r1", 4, typed("d1", 4))}, (entry(1, "seal", "r2"),))

    before = not_told(account, kept)
    account.adopt(kept)

    assert before == 2
    assert not_told(account, kept) == 0
    assert len(list(lost(account, Kept({}, ())))) == 2

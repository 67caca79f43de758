from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from rrn_desktop.errors import StoreFull, UserFacingError
from rrn_desktop.services import drafts, records, register
from rrn_desktop.services.register import Query
from tests.rrn_desktop.services.breakages import BREAKAGES, Breakage, cut, emptied, flipped, garbage, removed
from tests.rrn_desktop.services.school import AUTHOR, LEAD, School, few, kept, sealed


@pytest.fixture(scope="module")
def used_school(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    """A store with one sealed record, left closed."""
    own = new_school.copy(tmp_path_factory.mktemp("used"))
    sealed(own.enter(AUTHOR), few(), first=True)
    own.enter(LEAD)
    own.leave()
    return own


@pytest.fixture
def used(used_school: School, tmp_path: Path) -> School:
    return used_school.copy(tmp_path)


@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda one: one.name)
def test_each_thing_that_can_be_wrong_with_a_store_has_its_own_sentence(used: School, breakage: Breakage) -> None:
    breakage.happens(used)
    before = {path: path.read_bytes() for path in used.store.rglob("*.json")}

    with pytest.raises(UserFacingError) as problem:
        used.enter(breakage.who)

    assert problem.value.code == breakage.code
    assert breakage.words in problem.value.what
    assert problem.value.exit_code == breakage.exit_code
    told = (problem.value.what, problem.value.safe, problem.value.next_step)
    assert all(told)
    assert not any(name in " ".join(told) for name in ("Okafor", "Shah", "Dylan", "Hafod", used.store.parent.name))
    assert {path: path.read_bytes() for path in used.store.rglob("*.json")} == before


@pytest.mark.parametrize(
    "happens",
    [removed("register.db"), emptied("register.db"), cut("register.db"), garbage("register.db")],
    ids=["missing", "empty", "cut", "overwritten"],
)
def test_a_register_that_is_lost_is_made_again_from_the_ledger(used: School, happens: object) -> None:
    before = register.page(used.enter(LEAD), Query())
    used.leave()

    assert callable(happens)
    happens(used)

    after = register.page(used.enter(LEAD), Query())
    assert len(after) == 1
    assert after == before


def test_a_register_with_one_changed_bit_is_made_again_from_the_ledger(used: School) -> None:
    before = register.page(used.enter(LEAD), Query())
    used.leave()
    size = (used.store / "register.db").stat().st_size

    for at in range(20, size, 4096):
        flipped("register.db", at)(used)

    assert register.page(used.enter(LEAD), Query()) == before


def test_a_recorder_works_on_while_the_register_is_lost(used: School) -> None:
    (used.store / "register.db").unlink()

    session = used.enter(AUTHOR)
    again = sealed(session, few("Library"), first=True)

    assert again.number == "2026-A-002"
    assert [row.number for row in records.mine(session)] == ["2026-A-002", "2026-A-001"]


def test_a_ledger_that_was_put_back_is_noticed(used: School, tmp_path: Path) -> None:
    shutil.copy(used.store / "desk.db", tmp_path / "old.db")
    sealed(used.enter(AUTHOR), few("Library"), first=True)
    used.leave()

    shutil.copy(tmp_path / "old.db", used.store / "desk.db")

    with pytest.raises(UserFacingError) as problem:
        used.enter(AUTHOR)
    assert problem.value.code == "entries_missing"


def test_a_ledger_put_back_with_its_head_is_noticed_by_a_lead_whose_register_knows_more(
    used: School, tmp_path: Path
) -> None:
    for name in ("desk.db", "head.json"):
        shutil.copy(used.store / name, tmp_path / name)
    sealed(used.enter(AUTHOR), few("Library"), first=True)
    used.enter(LEAD)
    used.leave()

    for name in ("desk.db", "head.json"):
        shutil.copy(tmp_path / name, used.store / name)

    with pytest.raises(UserFacingError) as problem:
        used.enter(LEAD)
    assert problem.value.code == "entries_missing"


def test_a_head_that_is_behind_by_what_a_crash_cut_off_is_brought_up_to_date(used: School) -> None:
    old = (used.store / "head.json").read_bytes()
    sealed(used.enter(AUTHOR), few("Library"), first=True)
    used.leave()

    (used.store / "head.json").write_bytes(old)
    session = used.enter(AUTHOR)

    assert len(records.mine(session)) == 2
    assert (used.store / "head.json").read_bytes() != old


def test_a_full_disk_says_so_and_keeps_what_was_saved_before(school: School) -> None:
    session = school.enter(AUTHOR)
    draft = kept(session, few())
    much_longer = replace(draft, answers=draft.answers.with_answer("before", "x" * 200_000))
    with session.held.desk.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")

    with pytest.raises(StoreFull):
        drafts.save(session, much_longer)

    school.leave()
    assert drafts.open_draft(school.enter(AUTHOR), draft.id).answers == few()

"""A backup put back: a store beside the old one, whole or not at all, that says what it continues."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from rrn_desktop.clock import FixedClock
from rrn_desktop.errors import NoRight, Refused, UserFacingError, WrongPassphrase, WrongUsage
from rrn_desktop.services import backing_up, lost_since, membership, records, register, restoring, verifying
from rrn_desktop.services.handing_out import Cancelled
from rrn_desktop.services.setup_sheets import words_on
from rrn_desktop.store import desk_ledger
from tests.rrn_desktop.services.school import (
    AT,
    AUTHOR,
    COLLEAGUE,
    LEAD,
    OFFICE,
    PASSPHRASES,
    School,
    case,
    few,
    kinds_of_ledger,
    sealed,
)

NEXT_DAY = FixedClock(AT + timedelta(days=1))


class Lost:
    """A school that was backed up after one record, and wrote another one since."""

    def __init__(self, school: School, stick: Path) -> None:
        self.school = school
        self.kept = sealed(school.enter(AUTHOR), case(1)).number or ""
        self.backup = backing_up.make(school.enter(OFFICE), stick).path
        self.since = sealed(school.enter(AUTHOR, AT + timedelta(minutes=9)), few(), first=True).number or ""
        school.leave()


@pytest.fixture(scope="module")
def lost(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> Lost:
    folder = tmp_path_factory.mktemp("lost")
    return Lost(new_school.copy(folder), folder)


def put_back(lost: Lost, store: Path, name: str = OFFICE, **more: object) -> restoring.Restored:
    return restoring.restore(lost.backup, store, name, PASSPHRASES[name], clock=NEXT_DAY, **more)  # type: ignore[arg-type]


def at(lost: Lost, store: Path) -> School:
    return School(store, lost.school.out, lost.school.made, NEXT_DAY.moment)


def nothing_but(folder: Path, *names: str) -> bool:
    return sorted(path.name for path in folder.iterdir()) == sorted(names)


def test_a_store_put_back_opens_for_everyone_and_all_of_it_holds(lost: Lost, tmp_path: Path) -> None:
    restored = put_back(lost, tmp_path / "new")

    school = at(lost, tmp_path / "new")
    author = school.enter(AUTHOR)
    own = [one.number for one in records.mine(author)]
    lead = school.enter(LEAD)
    assert own == [lost.kept]
    assert [row.number for row in register.page(lead, register.Query())] == [lost.kept]
    assert verifying.verify_store(lead).findings == ()
    assert restored.findings == ()
    assert nothing_but(tmp_path, "new")
    school.leave()


def test_it_goes_on_in_a_new_segment_whose_first_entry_names_the_head_that_it_continues(
    lost: Lost, tmp_path: Path
) -> None:
    restored = put_back(lost, tmp_path / "new")

    school = at(lost, tmp_path / "new")
    session = school.enter(AUTHOR)
    sealed(session, few(), first=True)
    with session.held.desk.read() as connection:
        ends = desk_ledger.ends(connection)
        first = desk_ledger.row_at(connection, ends[0].device, 2, 1)
    assert first is not None
    assert [end.segment for end in ends] == [1, 2]
    assert (ends[0].seq, ends[1].seq > 3) == (restored.entries, True)
    assert (ends[0].hash, first.prev, first.kind, first.hash) == (
        restored.continues, restored.continues, "restored", restored.entry_hash,
    )  # fmt: skip
    assert restored.segment == 2
    assert verifying.verify_store(school.enter(LEAD)).findings == ()
    school.leave()


def test_put_back_twice_over_it_goes_on_in_a_third_segment(lost: Lost, tmp_path: Path) -> None:
    put_back(lost, tmp_path / "new")
    school = at(lost, tmp_path / "new")
    second = backing_up.make(school.enter(LEAD), tmp_path).path
    school.leave()

    again = restoring.restore(second, tmp_path / "newer", LEAD, PASSPHRASES[LEAD], clock=NEXT_DAY)

    newer = at(lost, tmp_path / "newer")
    assert again.segment == 3
    assert verifying.verify_store(newer.enter(LEAD)).findings == ()
    newer.leave()


def test_a_clock_that_is_behind_the_backup_is_noted(lost: Lost, tmp_path: Path) -> None:
    early = FixedClock(AT - timedelta(days=2))

    restoring.restore(lost.backup, tmp_path / "new", LEAD, PASSPHRASES[LEAD], clock=early)

    school = at(lost, tmp_path / "new")
    session = school.enter(LEAD)
    assert verifying.verify_store(session).findings == ()
    kinds = kinds_of_ledger(session)
    assert kinds[kinds.index("restored") - 1] == "clock_back"
    school.leave()


def test_what_the_old_store_knew_beyond_the_backup_is_told_though_its_desk_is_gone(lost: Lost, tmp_path: Path) -> None:
    old = lost.school.copy(tmp_path)
    membership.leave(old.enter(LEAD, AT + timedelta(hours=1)), COLLEAGUE)
    old.leave()
    (old.store / "desk.db").unlink()
    before = {path.name: path.read_bytes() for path in old.store.iterdir() if path.is_file()}

    restored = put_back(lost, tmp_path / "new", old_store=old.store)
    same = put_back(lost, tmp_path / "same", old_store=tmp_path / "new")
    nothing = put_back(lost, tmp_path / "none", old_store=tmp_path / "nowhere")

    assert restored.lost is not None
    assert restored.lost.entries is not None
    assert restored.lost.entries > 4
    assert (restored.lost.statements, restored.lost.left, restored.lost.forked) == (1, (COLLEAGUE,), False)
    assert {path.name: path.read_bytes() for path in old.store.iterdir() if path.is_file()} == before
    assert f"{COLLEAGUE} had left since, and can sign in again: close that account." in restored.lost.says()
    assert same.lost == lost_since.Lost(1, 0)
    assert same.lost.says() == ("Nothing was entered after the backup but the entry of the backup itself.",)
    assert nothing.lost == lost_since.Lost(None, None)


def test_an_old_store_of_another_site_is_not_compared(lost: Lost, new_ward: School, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        put_back(lost, tmp_path / "new", old_store=new_ward.store)

    assert nothing_but(tmp_path)


def test_numbers_given_out_since_are_never_given_out_again(lost: Lost, tmp_path: Path) -> None:
    restored = put_back(lost, tmp_path / "new", last_number="2026-A-004")

    school = at(lost, tmp_path / "new")
    number = sealed(school.enter(AUTHOR), few(), first=True).number
    assert (lost.kept, lost.since) == ("2026-A-001", "2026-A-002")
    assert restored.lost_numbers == ("2026-A-002", "2026-A-003", "2026-A-004")
    assert number == "2026-A-005"
    assert verifying.verify_store(school.enter(LEAD)).findings == ()
    school.leave()


@pytest.mark.parametrize("number", ["seventeen", "2026-B-004", "2026-A-9999"])
def test_a_number_of_no_book_here_is_asked_for_again_and_no_store_is_made(
    lost: Lost, tmp_path: Path, number: str
) -> None:
    with pytest.raises(WrongUsage):
        put_back(lost, tmp_path / "new", last_number=number)

    assert nothing_but(tmp_path)


def test_it_never_goes_over_what_is_there(lost: Lost, tmp_path: Path) -> None:
    there = tmp_path / "store"
    there.mkdir()
    (there / "mine.txt").write_text("mine", "utf-8")

    with pytest.raises(Refused):
        put_back(lost, there)

    assert nothing_but(there, "mine.txt")


def test_recorders_and_wrong_passphrases_leave_nothing(lost: Lost, tmp_path: Path) -> None:
    with pytest.raises(NoRight):
        put_back(lost, tmp_path / "new", AUTHOR)
    with pytest.raises(WrongPassphrase):
        restoring.restore(lost.backup, tmp_path / "new", OFFICE, "not this one at all")

    assert nothing_but(tmp_path)


def test_two_cards_put_it_back_where_nobody_knows_a_passphrase(lost: Lost, tmp_path: Path) -> None:
    cards = [words_on((lost.school.out / f"recovery-share-{one}.txt").read_text("utf-8")) for one in (1, 3)]

    restored = restoring.restore_with_cards(lost.backup, tmp_path / "new", cards, clock=NEXT_DAY)

    school = at(lost, tmp_path / "new")
    assert restored.segment == 2
    assert verifying.verify_store(school.enter(LEAD)).findings == ()
    school.leave()


def test_a_changed_backup_is_not_put_back(lost: Lost, tmp_path: Path) -> None:
    data = bytearray(lost.backup.read_bytes())
    data[-9000] ^= 1
    changed = tmp_path / lost.backup.name
    changed.write_bytes(data)

    with pytest.raises(UserFacingError):
        restoring.restore(changed, tmp_path / "new", OFFICE, PASSPHRASES[OFFICE])

    assert nothing_but(tmp_path, changed.name)


def test_stopping_half_way_leaves_nothing(lost: Lost, tmp_path: Path) -> None:
    asked: list[int] = []

    def progress(_done: int, _whole: int) -> bool:
        asked.append(1)
        return len(asked) < 8

    with pytest.raises(Cancelled):
        put_back(lost, tmp_path / "new", progress=progress)

    assert nothing_but(tmp_path)

"""Backups: made, checked, kept as long as they should be, and said when they were not."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rrn_desktop.errors import NoRight, Refused, StoreFull, StoreNewer, StoreUnusable, UserFacingError
from rrn_desktop.services import backing_up, backup_checking, backup_keeping, backup_settings, messages
from rrn_desktop.services.backup_checking import BackupNotSigned
from rrn_desktop.services.backup_settings import BackupFolderMissing
from rrn_desktop.services.handing_out import Cancelled
from rrn_desktop.store import backup_copy, backup_file
from rrn_desktop.store.backup_file import BackupDamaged
from rrn_desktop.store.connection import Connection
from tests.rrn_desktop.services.school import (
    AT,
    AUTHOR,
    CHILD,
    LEAD,
    OFFICE,
    PASSPHRASES,
    School,
    case,
    kinds_of_ledger,
    sealed,
)

MOMENTS = st.integers(0, 2400).map(lambda days: datetime(2020, 1, 1, 12, tzinfo=UTC) + timedelta(days=days))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def backed_up(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A backup with a sealed record in it, made once for all who only read it."""
    folder = tmp_path_factory.mktemp("backed-up")
    school = new_school.copy(folder)
    sealed(school.enter(AUTHOR), case(1))
    yield backing_up.make(school.enter(OFFICE), folder).path
    school.leave()


def test_a_backup_is_one_file_that_holds_no_word_in_the_clear_and_is_known_without_an_account(
    backed_up: Path, new_school: School
) -> None:
    data = backed_up.read_bytes()

    seen = backup_checking.look(backed_up)

    assert backed_up.name == f"rrn-backup-{new_school.made.site_id[:8]}-A-20260514T160000Z.rrnb"
    assert (seen.site, seen.desk_code, seen.roles, seen.demo) == (
        new_school.made.site_id,
        "A",
        ("administrator",),
        True,
    )
    assert seen.entries == seen.heads[0].seq
    words = [CHILD, "Dylan", AUTHOR, LEAD, "Hafod", "Corridor", *PASSPHRASES.values()]
    assert [word for word in words if word.encode() in data] == []
    assert oct(backed_up.stat().st_mode & 0o777) == "0o600"


def test_the_store_is_left_as_it_was_but_for_the_entry_that_keeps_it(school: School, stick: Path) -> None:
    session = school.enter(OFFICE)

    made = backing_up.make(session, stick)

    assert kinds_of_ledger(session)[-1] == "backup"
    assert [path.name for path in stick.iterdir()] == [made.path.name]
    assert list((school.store / "backups").iterdir()) == []
    assert made.bytes == made.path.stat().st_size


@pytest.mark.parametrize("at", [0, 5, 20, 400, -5000, -1])
def test_a_backup_with_one_changed_byte_anywhere_is_refused(backed_up: Path, tmp_path: Path, at: int) -> None:
    data = bytearray(backed_up.read_bytes())
    data[at] ^= 1
    changed = tmp_path / backed_up.name
    changed.write_bytes(data)

    with pytest.raises(UserFacingError) as refused:
        backup_checking.look(changed)

    assert refused.value.code in {"backup_damaged", "backup_not_signed", "store_newer"}


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: data + b"\0", lambda _: b"", lambda d: d[:40]])
def test_a_backup_that_was_cut_or_grew_is_refused(backed_up: Path, tmp_path: Path, change: object) -> None:
    other = tmp_path / backed_up.name
    assert callable(change)
    other.write_bytes(change(backed_up.read_bytes()))

    with pytest.raises(BackupDamaged):
        backup_checking.look(other)


def test_a_backup_of_a_newer_version_says_so(backed_up: Path, tmp_path: Path) -> None:
    newer = tmp_path / backed_up.name
    newer.write_bytes(backed_up.read_bytes().replace(b"rrn-backup/1", b"rrn-backup/2"))

    with pytest.raises(StoreNewer):
        backup_checking.look(newer)


def test_a_backup_of_a_stranger_is_refused(backed_up: Path, tmp_path: Path) -> None:
    read = backup_file.read_backup(backed_up)
    signed = read.signature.signature
    other = "A" if signed[20] != "A" else "B"
    forged = tmp_path / backed_up.name
    forged.write_bytes(backed_up.read_bytes().replace(signed.encode(), (signed[:20] + other + signed[21:]).encode()))

    with pytest.raises(BackupNotSigned):
        backup_checking.look(forged)


def test_recorders_make_none_by_hand_and_set_no_folder(school: School, stick: Path) -> None:
    session = school.enter(AUTHOR)

    with pytest.raises(NoRight):
        backing_up.make(session, stick)
    with pytest.raises(NoRight):
        backup_settings.set_folder(session, stick)

    assert list(stick.iterdir()) == []


def test_a_folder_inside_the_store_and_one_that_is_away_are_refused(school: School, stick: Path) -> None:
    session = school.enter(OFFICE)

    with pytest.raises(Refused):
        backup_settings.set_folder(session, school.store / "backups")
    with pytest.raises(BackupFolderMissing):
        backup_settings.set_folder(session, stick / "gone")
    with pytest.raises(Refused):
        backing_up.make(session, school.store)

    assert backup_settings.settings(session).folder is None


def test_each_day_one_is_made_when_anyone_leaves_and_no_second_one(school: School, stick: Path) -> None:
    set_to = backup_settings.set_folder(school.enter(OFFICE), stick)

    first = backing_up.daily(school.enter(AUTHOR))
    again = backing_up.daily(school.enter(AUTHOR, AT + timedelta(minutes=5)))
    session = school.enter(AUTHOR, AT + timedelta(days=1))
    due = backup_settings.settings(session).due
    backing_up.leave(session)

    assert (set_to.due, set_to.there, set_to.same_disk) == (True, True, True)
    assert first is not None
    assert again is None
    assert due
    after = backup_settings.settings(school.enter(LEAD, AT + timedelta(days=1)))
    assert (after.due, after.failure, after.last) == (False, None, "2026-05-15T17:00:00+01:00")
    assert [one.path.name for one in backup_settings.listing(school.enter(LEAD))] == sorted(
        (path.name for path in stick.iterdir()), reverse=True
    )
    assert len(list(stick.iterdir())) == 2


def test_without_a_folder_nothing_is_made(school: School) -> None:
    session = school.enter(AUTHOR)

    assert backing_up.daily(session) is None
    assert "backup" not in kinds_of_ledger(session)


def test_a_stick_that_is_not_in_keeps_nobody_from_leaving_and_today_says_so_until_a_backup_was_made(
    school: School, stick: Path
) -> None:
    backup_settings.set_folder(school.enter(OFFICE), stick)
    stick.rename(stick.with_name("pocket"))
    backing_up.leave(school.enter(AUTHOR))

    office, lead = (messages.waiting(school.enter(name)) for name in (OFFICE, LEAD))
    recorder = messages.waiting(school.enter(AUTHOR))
    later = messages.waiting(school.enter(AUTHOR, AT + timedelta(days=4)))
    stick.with_name("pocket").rename(stick)
    made = backing_up.daily(school.enter(AUTHOR, AT + timedelta(days=4)))

    for told in (office, lead, later):
        (one,) = told
        assert (one.kind, one.title) == ("backup", "The daily backup was not made")
        assert "The folder for backups is not there." in one.text
    assert recorder == ()
    assert made is not None
    assert messages.waiting(school.enter(OFFICE, AT + timedelta(days=4))) == ()


def test_a_message_about_backups_can_be_seen_and_comes_back_another_day(school: School, stick: Path) -> None:
    backup_settings.set_folder(school.enter(OFFICE), stick)
    stick.rmdir()
    session = school.enter(OFFICE)
    backing_up.daily(session)
    (told,) = messages.waiting(session)

    messages.mark_seen(session, told.hash)
    seen = messages.waiting(session)
    session = school.enter(OFFICE, AT + timedelta(days=1))
    backing_up.daily(session)

    assert seen == ()
    assert len(messages.waiting(session)) == 1


def test_stopping_half_way_leaves_nothing(school: School, stick: Path) -> None:
    session = school.enter(OFFICE)
    told: list[tuple[int, int]] = []

    def until(limit: int) -> None:
        def progress(done: int, whole: int) -> bool:
            told.append((done, whole))
            return done < limit

        with pytest.raises(Cancelled):
            backing_up.make(session, stick, progress=progress)

    until(1)
    until(60)

    assert list(stick.iterdir()) == []
    assert list((school.store / "backups").iterdir()) == []
    assert "backup" not in kinds_of_ledger(session)
    assert {whole for _, whole in told} == {100}


def test_a_copy_that_does_not_hold_is_no_backup(school: School, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = school.enter(OFFICE)
    pages_copied = backup_copy.pages_copied

    @contextmanager
    def spoilt(connection: Connection, target: Path, opened: Callable[[], Any], _progress: object) -> Iterator[Any]:
        with pages_copied(connection, target, opened) as copy:
            yield copy
        data = bytearray(target.read_bytes())
        data[len(data) // 2] ^= 1
        target.write_bytes(data)

    monkeypatch.setattr(backup_copy, "pages_copied", spoilt)

    with pytest.raises(StoreUnusable):
        backing_up.make(session, stick)
    assert list(stick.iterdir()) == []
    assert "backup" not in kinds_of_ledger(session)


def test_no_room_on_the_stick_says_so_and_leaves_nothing(school: School, stick: Path) -> None:
    # Only where the platform knows limits; the sentence is that of every other way to run out of room.
    import resource
    import signal

    session = school.enter(OFFICE)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = (school.store / "desk.db").stat().st_size
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 2000, limits[1]))
    try:
        with pytest.raises(StoreFull):
            backing_up.make(session, stick)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)

    assert list(stick.iterdir()) == []


def test_what_a_kill_left_behind_is_swept_at_the_next_backup(school: School, stick: Path) -> None:
    left = school.store / "backups"
    left.mkdir(exist_ok=True)
    for name in (".desk.0badcafe.part", ".desk.0badcafe.part-wal"):
        (left / name).write_bytes(b"x")
    half = stick / f".{backup_keeping.name_of(school.made.site_id, 'A', AT)}.0badcafe.part"
    of_another = stick / f".{backup_keeping.name_of(school.made.site_id, 'B', AT)}.0badcafe.part"
    for path in (half, of_another):
        path.write_bytes(b"x")

    backing_up.make(school.enter(OFFICE), stick)

    assert list(left.iterdir()) == []
    assert (half.exists(), of_another.exists()) == (False, True)


def test_old_ones_make_room_but_never_those_of_another_site_or_desk_or_that_cannot_be_read(
    school: School, stick: Path
) -> None:
    made = backing_up.make(school.enter(OFFICE), stick).path
    site = made.name.split("-")[2]
    for day in range(1, 60):
        at = AT - timedelta(days=day)
        os.link(made, stick / backup_keeping.name_of(site, "A", at))
    strange = [
        stick / backup_keeping.name_of("ab" * 4, "A", AT - timedelta(days=50)),
        stick / backup_keeping.name_of(site, "B", AT - timedelta(days=50)),
    ]
    for path in strange:
        os.link(made, path)
    broken = stick / backup_keeping.name_of(site, "A", AT - timedelta(days=50, seconds=1))
    broken.write_bytes(b"rrn-backup/1\n")
    backup_settings.set_folder(school.enter(OFFICE), stick)

    done = backing_up.make(school.enter(OFFICE, AT + timedelta(hours=2)), stick)

    left = sorted(path.name for path in stick.iterdir())
    assert all(path.exists() for path in (*strange, broken))
    assert len(done.removed) > 45
    assert len(left) == 61 + 3 - len(done.removed)
    assert done.path.name in left
    assert 7 <= len(left) - 3 <= 7 + 4 + 12


@given(st.lists(MOMENTS, max_size=60))
def test_the_newest_is_always_kept_and_no_more_than_the_three_rules_allow(moments: list[datetime]) -> None:
    now = datetime(2026, 6, 1, tzinfo=UTC)

    kept = backup_keeping.kept(moments, now)

    past = [at for at in moments if at <= now]
    assert not past or max(past) in kept
    assert {at for at in moments if at > now} <= kept
    assert len([at for at in kept if at <= now]) <= 7 + 4 + 12
    assert backup_keeping.kept(kept, now) == kept


def test_a_backup_made_while_others_write_is_of_one_moment(
    school: School, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_copy, "_PAGES_A_STEP", 8)
    session = school.enter(LEAD)
    wrote: list[int] = []

    def progress(done: int, _whole: int) -> bool:
        if done < 50 and len(wrote) < 3:
            with session.held.desk.write() as connection:
                connection.exec_driver_sql("INSERT INTO meta VALUES (?, 'x')", (f"n{len(wrote)}",))
            wrote.append(done)
        return True

    made = backing_up.make(session, stick, progress=progress)

    assert wrote
    assert backup_checking.look(made.path).entries == made.entries


def test_names_of_files_that_lead_out_of_a_store_are_no_backup(backed_up: Path, tmp_path: Path) -> None:
    data = backed_up.read_bytes()
    slot = next(one.path for one in backup_file.read_backup(backed_up).manifest.files if one.path.startswith("slots/"))
    other = tmp_path / "other.rrnb"
    other.write_bytes(data.replace(slot.encode(), ("../" * 20)[: len(slot)].encode()))

    with pytest.raises(BackupDamaged):
        backup_checking.look(other)


def test_places_are_told_apart_by_their_names() -> None:
    one = replace_of("rrn-backup-0123abcd-A-20260514T160000Z.rrnb")
    others = ["rrn-backup-0123abcd-A-20261314T160000Z.rrnb", "rrn-backup-0123abcd-20260514T160000Z.rrnb", "x.rrnb"]

    assert one == backup_keeping.Named(AT, "0123abcd", "A", Path("x"))
    assert [replace_of(name) for name in others] == [None, None, None]


def replace_of(name: str) -> backup_keeping.Named | None:
    found = backup_keeping.named(Path(name))
    return None if found is None else replace(found, path=Path("x"))

"""Files on their way out: all of them or none, and never one that the ledger knows nothing of."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rrn_desktop.errors import NotFound, Refused
from rrn_desktop.ledger.appending import About
from rrn_desktop.services.handing_out import EXPORT, NOT_EXPORTED, Written, _renamed, parcel
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_ledger
from tests.rrn_desktop.services.school import LEAD, School


@pytest.fixture
def session(school: School) -> Session:
    return school.enter(LEAD)


def kinds(session: Session) -> list[str]:
    with session.held.desk.read() as connection:
        return [row.kind for row in desk_ledger.rows_in_order(connection, session.held.roll.desk.id, 1)]


def exports(session: Session) -> int:
    return kinds(session).count(EXPORT)


def test_nothing_is_seen_before_it_is_handed_over_and_then_all_of_it_is(session: Session, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()

    with parcel(session) as packing:
        packing.add(out / "a.txt", b"one")
        inside = packing.folder(out / "b")
        (inside / "two.txt").write_bytes(b"two")
        before = [path.name for path in out.iterdir() if not path.name.startswith(".")]
        packing.hand_over(About(EXPORT), {"what": "a test"})

    assert before == []
    assert sorted(str(path.relative_to(out)) for path in out.rglob("*")) == ["a.txt", "b", "b/two.txt"]
    assert exports(session) == 1


def test_what_was_not_handed_over_leaves_nothing_behind(session: Session, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()

    with parcel(session) as packing:
        packing.add(out / "a.txt", b"one")
        (packing.folder(out / "b") / "two.txt").write_bytes(b"two")

    assert list(out.iterdir()) == []
    assert exports(session) == 0


def test_a_name_that_is_taken_meanwhile_is_not_written_over(session: Session, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()

    with parcel(session) as packing:
        packing.add(out / "a.txt", b"one")
        (out / "a.txt").write_bytes(b"theirs")
        with pytest.raises(Refused, match="there already"):
            packing.hand_over(About(EXPORT), {"what": "a test"})

    assert [(path.name, path.read_bytes()) for path in out.iterdir()] == [("a.txt", b"theirs")]
    assert kinds(session)[-2:] == [EXPORT, NOT_EXPORTED]


def test_a_file_that_comes_in_the_last_moment_is_not_written_over(tmp_path: Path) -> None:
    part, path = tmp_path / ".a.part", tmp_path / "a.txt"
    part.write_bytes(b"ours")
    path.write_bytes(b"theirs")

    with pytest.raises(FileExistsError):
        _renamed(part, path)

    assert path.read_bytes() == b"theirs"


def test_what_was_cut_off_long_ago_is_swept_away_and_nothing_else_is(session: Session, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    old, new, other = (out / name for name in (".a.txt.0123abcd.part", ".a.txt.0123abce.part", ".b.txt.0123abcd.part"))
    for part in (old, new, other):
        part.write_bytes(b"half")
    os.utime(old, (0, 0))
    os.utime(other, (0, 0))

    with parcel(session) as packing:
        packing.add(out / "a.txt", b"one")

    assert sorted(path.name for path in out.iterdir()) == [new.name, other.name]


def test_a_folder_that_is_not_there_is_said_before_anything_is_written(session: Session, tmp_path: Path) -> None:
    with parcel(session) as packing:
        with pytest.raises(NotFound, match="folder"):
            packing.add(tmp_path / "nowhere" / "a.txt", b"one")
        packing.wrote(Written(tmp_path / "b" / "c.csv", "0" * 64, 3, 1))

    assert not (tmp_path / "nowhere").exists()

"""Files on their way out: all of them or none, and never one that the ledger knows nothing of."""

from __future__ import annotations

from pathlib import Path

import pytest

from rrn_desktop.errors import NotFound, Refused
from rrn_desktop.ledger.appending import About
from rrn_desktop.services.handing_out import EXPORT, Written, parcel
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_ledger
from tests.rrn_desktop.services.school import LEAD, School


@pytest.fixture
def session(school: School) -> Session:
    return school.enter(LEAD)


def exports(session: Session) -> int:
    with session.held.desk.read() as connection:
        desk = session.held.roll.desk.id
        return sum(1 for row in desk_ledger.rows_in_order(connection, desk, 1) if row.kind == EXPORT)


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


def test_a_folder_that_is_not_there_is_said_before_anything_is_written(session: Session, tmp_path: Path) -> None:
    with parcel(session) as packing:
        with pytest.raises(NotFound, match="folder"):
            packing.add(tmp_path / "nowhere" / "a.txt", b"one")
        packing.wrote(Written(tmp_path / "b" / "c.csv", "0" * 64, 3, 1))

    assert not (tmp_path / "nowhere").exists()

from __future__ import annotations

import errno
import hashlib
import json
import re
from pathlib import Path

import pytest

from rrn_desktop.errors import NotFound, Refused, StoreFull, UserFacingError
from rrn_desktop.exports import checking
from rrn_desktop.services import exporting, handing_out, records, register
from rrn_desktop.services.register import Query
from rrn_desktop.services.verifying import verify_path, verify_store
from tests.rrn_desktop.services.school import (
    AUTHOR,
    CHILDS_SENTENCE,
    JOBS,
    LEAD,
    School,
    case,
    few,
    next_version,
    sealed,
)

NUMBER = "2026-A-001"


@pytest.fixture(scope="module")
def amended(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    own = new_school.copy(tmp_path_factory.mktemp("amended"))
    session = own.enter(AUTHOR)
    sealed(session, case(1))
    next_version(session, records.begin_amendment(session, NUMBER, "Place"), lambda a: a.with_answer("place", "Gate"))
    own.leave()
    return own


@pytest.fixture
def site(amended: School, tmp_path: Path) -> School:
    return amended.copy(tmp_path)


@pytest.fixture(scope="module")
def exported(amended: School, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    own = amended.copy(tmp_path_factory.mktemp("exported"))
    out = own.store.parent / "record.json"
    exporting.export_json(own.enter(AUTHOR), NUMBER, out)
    own.leave()
    return out.read_bytes()


@pytest.mark.parametrize("who", [AUTHOR, LEAD])
def test_an_exported_record_is_checked_without_the_store(site: School, tmp_path: Path, who: str) -> None:
    written = exporting.export_json(site.enter(who), NUMBER, tmp_path / "out.json")
    site.leave()

    checked = verify_path(tmp_path / "out.json")

    data = (tmp_path / "out.json").read_bytes()
    (file,) = written.files
    assert (file.sha256, file.bytes, file.rows) == (hashlib.sha256(data).hexdigest(), len(data), 2)
    assert (checked.kind, checked.holds, checked.findings) == ("record_file", True, ())
    assert [(one.by, one.role, one.covers) for one in checked.signatures] == [
        (AUTHOR, JOBS[AUTHOR], f"{NUMBER} version 1"),
        (AUTHOR, JOBS[AUTHOR], f"{NUMBER} version 2"),
    ]
    assert site.made.site_id in checked.says[1]
    assert CHILDS_SENTENCE in data.decode("utf-8")


def test_an_export_is_an_entry_of_the_ledger_with_its_fingerprint_sealed(site: School, tmp_path: Path) -> None:
    session = site.enter(AUTHOR)

    written = exporting.export_json(session, NUMBER, tmp_path / "out.json")

    checked = verify_store(site.enter(LEAD))
    assert re.fullmatch("[0-9a-f]{64}", written.entry_hash)
    assert checked.holds
    site.leave()


def test_an_export_does_not_write_over_a_file_or_into_nowhere(site: School, tmp_path: Path) -> None:
    session = site.enter(AUTHOR)
    (tmp_path / "mine.json").write_text("mine", "utf-8")

    with pytest.raises(Refused, match="there already"):
        exporting.export_json(session, NUMBER, tmp_path / "mine.json")
    with pytest.raises(NotFound):
        exporting.export_json(session, NUMBER, tmp_path / "no" / "where.json")
    with pytest.raises(NotFound):
        exporting.export_json(session, "2026-A-009", tmp_path / "none.json")

    assert (tmp_path / "mine.json").read_text("utf-8") == "mine"
    assert not (tmp_path / "none.json").exists()
    site.leave()


def test_an_export_that_the_disk_refuses_says_so_and_is_no_entry(
    site: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = site.enter(AUTHOR)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as patch:
        patch.setattr(handing_out, "_write", full)
        with pytest.raises(StoreFull):
            exporting.export_json(session, NUMBER, tmp_path / "out.json")

    assert [path.name for path in tmp_path.iterdir() if "out.json" in path.name] == []
    site.leave()


def test_every_changed_bit_of_an_exported_record_is_named(exported: bytes, tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    positions = range(0, len(exported), max(1, len(exported) // 150))

    unnoticed = []
    for at in positions:
        data = bytearray(exported)
        data[at] ^= 1
        path.write_bytes(bytes(data))
        checked = verify_path(path)
        if checked.holds or not checked.findings:
            unnoticed.append(at)

    assert len(positions) > 100
    assert unnoticed == []


@pytest.mark.parametrize("part", ["header", "header_signature", "ciphertext", "content_key", "body", "signature"])
def test_a_changed_part_of_a_version_is_named_and_the_other_version_still_holds(
    exported: bytes, tmp_path: Path, part: str
) -> None:
    whole = json.loads(exported)
    text = whole["entries"][1][part]
    whole["entries"][1][part] = text.replace("2", "3", 1) if "2" in text else "AAAA" + text[4:]
    (tmp_path / "record.json").write_text(json.dumps(whole), "utf-8")

    checked = verify_path(tmp_path / "record.json")

    assert not checked.holds
    assert checked.findings
    assert [one.covers for one in checked.signatures] == [f"{NUMBER} version 1"]
    assert checked.says[-1].startswith("Not everything holds")


def test_a_version_taken_out_of_an_exported_record_is_missed(exported: bytes, tmp_path: Path) -> None:
    whole = json.loads(exported)
    del whole["entries"][0]
    (tmp_path / "record.json").write_text(json.dumps(whole), "utf-8")

    checked = verify_path(tmp_path / "record.json")

    assert [finding.code for finding in checked.findings] == ["version_missing"]


@pytest.mark.parametrize(
    "data",
    [b"", b" ", b"{}", b"[]", b"null", b"\xff\xfe", b'{"format": "rrn-record/1"}', b"PDF-1.7", b"[" * 9999, b"\0" * 9],
    ids=["empty", "blank", "object", "list", "null", "no text", "half", "pdf", "deep", "zeros"],
)  # fmt: skip
def test_what_is_no_exported_record_does_not_hold_and_says_why(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "some.json").write_bytes(data)

    checked = verify_path(tmp_path / "some.json")

    assert (checked.kind, checked.holds) == ("unknown", False)
    assert [finding.code for finding in checked.findings] == ["store_damaged"]
    assert "some.json" in checked.findings[0].says


def test_an_exported_record_of_a_newer_program_says_so(exported: bytes, tmp_path: Path) -> None:
    (tmp_path / "new.json").write_bytes(exported.replace(b"rrn-record/1", b"rrn-record/4"))

    checked = verify_path(tmp_path / "new.json")

    assert [finding.code for finding in checked.findings] == ["store_newer"]


def test_a_cut_export_does_not_hold(exported: bytes, tmp_path: Path) -> None:
    (tmp_path / "cut.json").write_bytes(exported[: len(exported) // 2])

    checked = verify_path(tmp_path / "cut.json")

    assert not checked.holds


@pytest.mark.parametrize("name", ["nowhere.json", "."])
def test_a_file_that_can_not_be_read_is_not_found(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFound):
        verify_path(tmp_path / name)


def test_a_file_that_is_far_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "LIMIT", 10)
    (tmp_path / "large.json").write_bytes(b"x" * 11)

    checked = verify_path(tmp_path / "large.json")

    assert not checked.holds


def test_a_store_that_holds_says_what_was_checked_and_what_was_opened(site: School) -> None:
    session = site.enter(LEAD)

    checked = verify_store(session)

    assert (checked.kind, checked.holds, checked.findings) == ("store", True, ())
    assert any("2 sealed entries were opened" in text for text in checked.says)
    assert checked.says[-1] == "All that was checked holds."
    site.leave()


def test_a_recorder_who_checks_a_store_is_told_what_was_not_opened(site: School) -> None:
    session = site.enter(AUTHOR)

    checked = verify_store(session)

    assert checked.holds
    assert any("was not opened" in text for text in checked.says)
    site.leave()


def test_a_store_with_a_changed_box_says_which_entry_and_the_register_sets_it_aside(site: School) -> None:
    session = site.enter(AUTHOR)
    with session.held.desk.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER bodies_are_never_changed")
        connection.exec_driver_sql(
            "UPDATE bodies SET box = zeroblob(length(box)) WHERE hash = "
            "(SELECT hash FROM ledger WHERE kind = 'seal' AND version = 2)"
        )
    (site.store / "register.db").unlink()

    lead = site.enter(LEAD)
    checked = verify_store(lead)

    assert [finding.code for finding in checked.findings] == ["body_changed"]
    assert NUMBER in checked.findings[0].says
    assert [(one.number, bool(one.says)) for one in register.set_aside(lead)] == [(NUMBER, True)]
    assert [(row.number, row.version) for row in register.page(lead, Query())] == [(NUMBER, 1)]
    with pytest.raises(UserFacingError):
        records.show(lead, NUMBER)
    site.leave()


def test_a_store_whose_notice_was_taken_out_still_holds_and_one_whose_number_jumped_does_not(site: School) -> None:
    session = site.enter(AUTHOR)
    with session.held.desk.write() as connection:
        connection.exec_driver_sql("UPDATE numbers SET next = next + 1")

    sealed(session, few(), first=True)
    checked = verify_store(site.enter(LEAD))

    assert [finding.code for finding in checked.findings] == ["number_missing"]
    assert "2026-A-002" in checked.findings[0].says
    site.leave()

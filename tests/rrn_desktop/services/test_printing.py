from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import page
import pytest
from pypdf import PdfReader

from rrn_desktop.cli.handed import handed_out
from rrn_desktop.errors import DoesNotHold, NotFound, Refused, UserFacingError
from rrn_desktop.exports.pdf.content import Block, Scan, SignHere, Together
from rrn_desktop.exports.pdf.making import make_pdf
from rrn_desktop.exports.pdf.record_document import record_document
from rrn_desktop.ledger.opening import open_note
from rrn_desktop.services import printing, verifying
from rrn_desktop.services.handing_out import Cancelled
from rrn_desktop.services.reading import reader
from rrn_desktop.services.register import Query
from rrn_desktop.store import desk_ledger
from tests.rrn_desktop.services.after_incident import WEEK_LATER
from tests.rrn_desktop.services.printed import (
    HE_SAID,
    SHE_ASKED,
    WHY,
    Printed,
    bare,
    printed,
    text_of,
    week_of_case_one,
)
from tests.rrn_desktop.services.school import AUTHOR, CHILD, COLLEAGUE, LEAD, School, few, sealed

ONE = "2026-A-001"


@pytest.fixture(scope="module")
def after_a_week(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    own = new_school.copy(tmp_path_factory.mktemp("week"))
    assert week_of_case_one(own) == ONE
    sealed(own.enter(AUTHOR, WEEK_LATER), few(), first=True)
    own.leave()
    return own


@pytest.fixture(scope="module")
def by_lead(after_a_week: School, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = tmp_path_factory.mktemp("lead")
    return printed(after_a_week.copy(folder), LEAD, ONE, folder / "record.pdf")


@pytest.fixture(scope="module")
def by_author(after_a_week: School, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = tmp_path_factory.mktemp("author")
    return printed(after_a_week.copy(folder), AUTHOR, ONE, folder / "record.pdf")


@pytest.fixture
def site(after_a_week: School, tmp_path: Path) -> School:
    return after_a_week.copy(tmp_path)


def inside(record: Printed) -> list[Block]:
    """All blocks, those that stay together one by one."""
    blocks = record_document(record.files).blocks
    return [one for block in blocks for one in (block.blocks if isinstance(block, Together) else (block,))]


def refused_with(files: dict[str, bytes]) -> bool:
    with pytest.raises(UserFacingError):
        record_document(files)
    return True


def test_a_printed_record_has_the_signed_files_in_it_and_holds(by_lead: Printed) -> None:
    reader_of_it = PdfReader(by_lead.path)

    (checked,) = verifying.verify_each(by_lead.path)

    attached = {name: parts[0] for name, parts in reader_of_it.attachments.items()}
    assert attached == by_lead.files
    assert list(by_lead.files) == ["record.json", "support-1.json", "review-1.json", "print.json"]
    assert (checked.findings, checked.holds) == ((), True)


def test_the_signature_is_the_printers_and_covers_the_whole_file(by_lead: Printed) -> None:
    said = subprocess.run(["pdfsig", "-nocert", by_lead.path], capture_output=True, text=True, check=False).stdout

    assert f"Signer Certificate Common Name: {LEAD}" in said
    assert "Signature is Valid" in said
    assert "Total document signed" in said


def test_the_pages_are_accessible_and_last(by_lead: Printed) -> None:
    made = make_pdf(record_document(by_lead.files))

    for profile in ("ua1", "3a"):
        assert page.validate_pdf_bytes(made, profile=profile).is_compliant
    assert page.validate_pdf_bytes(by_lead.data, profile="ua1").is_compliant


def test_the_same_files_make_the_same_pages_to_the_byte(by_lead: Printed) -> None:
    document = record_document(by_lead.files)

    assert make_pdf(document) == make_pdf(record_document(dict(reversed(by_lead.files.items()))))
    assert by_lead.data.startswith(make_pdf(document)[:1000])


def test_everything_that_came_after_stands_on_the_pages(by_lead: Printed) -> None:
    text = text_of(by_lead.data)

    for words in (
        "Amended: this is version 2", WHY, "Car park gate", SHE_ASKED, HE_SAID, "He drew a house.", "Tell me before.",
        "Support afterwards", "Learning review", "Tell Dylan before each drill", "Monday 1 June 2026",
        "Later: Parent (Mrs Pryce), by phone, Thursday 14 May 2026, 16:20",
        "Mrs Shah, Deputy head, on Thursday 21 May 2026, 17:00 (version 2)",
        "Sealed by", "Printed and signed electronically", "By Mrs Shah, Deputy head",
    ):  # fmt: skip
        assert bare(words) in text


def test_the_code_and_the_foot_hold_number_and_fingerprint_and_no_name(by_lead: Printed) -> None:
    fingerprint = hashlib.sha256(by_lead.files["record.json"]).hexdigest()
    document = record_document(by_lead.files)
    (scan,) = [block for block in inside(by_lead) if isinstance(block, Scan)]

    assert scan.code == f"{ONE} {fingerprint}"
    assert document.footer == f"{ONE} · {fingerprint[:8]} {fingerprint[8:16]}"
    assert CHILD not in document.title
    assert CHILD.encode() not in by_lead.data


def test_an_author_prints_their_own_record_and_it_says_what_is_not_on_it(by_author: Printed) -> None:
    text = text_of(by_author.data)

    assert list(by_author.files) == ["record.json", "print.json"]
    assert bare(SHE_ASKED) in text
    for words in (HE_SAID, "He drew a house.", "He is drawing."):
        assert bare(words) not in text
        assert all(words.encode() not in data for data in by_author.files.values())
    for words in ("2 things were added by others", "1 support was", "1 learning review was recorded by others"):
        assert bare(words) in text


def test_someone_who_may_not_read_a_record_does_not_print_it(site: School, tmp_path: Path) -> None:
    session = site.enter(COLLEAGUE)

    with pytest.raises(UserFacingError, match="written by someone else"):
        printing.export_pdf(session, ONE, tmp_path / "out.pdf")

    assert not (tmp_path / "out.pdf").exists()
    site.leave()


def test_the_ledger_keeps_what_was_printed_of_whom_and_why_in_a_sealed_note(site: School, tmp_path: Path) -> None:
    session = site.enter(LEAD, WEEK_LATER)

    given = printing.export_pdf(session, ONE, tmp_path / "out.pdf", reason=" For the file ")

    with session.held.desk.read() as connection:
        entry = desk_ledger.by_hash(connection, given.entry_hash)
    assert entry is not None
    details = open_note(entry, reader(session), session.held.roll).details
    kept = {key: details[key] for key in ("what", "versions", "additions", "marks", "support", "review", "reason")}
    assert kept == {
        "what": "record.pdf", "versions": 2, "additions": 3, "marks": 1, "support": 1, "review": 1,
        "reason": "For the file",
    }  # fmt: skip
    assert details["person"]
    assert details["files"][0]["sha256"] == hashlib.sha256((tmp_path / "out.pdf").read_bytes()).hexdigest()
    assert (entry.row.kind, entry.row.number, entry.row.version) == ("export", ONE, 2)
    site.leave()


def test_all_that_fit_are_printed_into_a_new_folder(site: School, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def progress(done: int, of: int) -> bool:
        seen.append((done, of))
        return True

    session = site.enter(LEAD, WEEK_LATER)

    given = printing.export_all(session, tmp_path / "pdf", Query(status="first"), progress=progress)

    assert [path.name for path in sorted((tmp_path / "pdf").iterdir())] == ["2026-A-002-v1.pdf"]
    assert [one.path for one in given.files] == [tmp_path / "pdf" / "2026-A-002-v1.pdf"]
    assert seen == [(0, 1), (1, 1)]
    with pytest.raises(NotFound, match="No record fits"):
        printing.export_all(session, tmp_path / "none", Query(start="2020-01-01", end="2020-01-02"))
    with pytest.raises(Refused, match="there already"):
        printing.export_all(session, tmp_path / "pdf")
    site.leave()


def test_a_recorder_prints_their_own_records_and_no_others(site: School, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        printing.export_all(site.enter(COLLEAGUE, WEEK_LATER), tmp_path / "none")

    printing.export_all(site.enter(AUTHOR, WEEK_LATER), tmp_path / "mine", Query(end="2026-05-14"))

    names = sorted(path.name for path in (tmp_path / "mine").iterdir())
    assert names == ["2026-A-001-v2.pdf", "2026-A-002-v1.pdf"]
    site.leave()


def test_a_record_that_does_not_hold_is_named_and_keeps_none_of_the_others_back(site: School, tmp_path: Path) -> None:
    session = site.enter(LEAD, WEEK_LATER)
    with session.held.desk.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER bodies_are_never_changed")
        connection.exec_driver_sql(
            "UPDATE bodies SET box = zeroblob(length(box)) WHERE hash IN "
            "(SELECT hash FROM ledger WHERE kind = 'seal' AND number = '2026-A-001')"
        )

    given = printing.export_all(session, tmp_path / "pdf")

    assert [path.name for path in (tmp_path / "pdf").iterdir()] == ["2026-A-002-v1.pdf"]
    assert [(one.number, one.code) for one in given.left_out] == [(ONE, "entry_refused")]
    assert handed_out(given).exit_code == 1
    assert "LEFT OUT 2026-A-001" in handed_out(given).words
    with pytest.raises(DoesNotHold, match="None of these"):
        printing.export_all(session, tmp_path / "none", Query(status="amended"))
    assert not (tmp_path / "none").exists()
    site.leave()


@pytest.mark.parametrize("stopped_at", [0, 1, 2])
def test_whoever_stops_the_printing_leaves_nothing_behind(site: School, tmp_path: Path, stopped_at: int) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    session = site.enter(LEAD, WEEK_LATER)

    with pytest.raises(Cancelled):
        printing.export_all(session, tmp_path / "pdf", progress=lambda done, _: done < stopped_at)

    assert sorted(path.name for path in tmp_path.iterdir()) == before
    site.leave()


def test_files_that_do_not_belong_together_are_not_put_on_pages(by_lead: Printed, by_author: Printed) -> None:
    files = by_lead.files
    facts = json.loads(files["print.json"])

    changed = {
        "part missing": {name: data for name, data in files.items() if name != "review-1.json"},
        "part too many": {**files, "review-2.json": files["review-1.json"]},
        "no facts": {name: data for name, data in files.items() if name != "print.json"},
        "another form": {**files, "review-1.json": files["support-1.json"]},
        "changed words": {**files, "record.json": files["record.json"].replace(b"Car park gate", b"Car park hall")},
        "newer layout": {**files, "print.json": files["print.json"].replace(b'"layout":1', b'"layout":2')},
        "no such day": {**files, "print.json": files["print.json"].replace(b"2026-05-21T17", b"2026-05-41T17")},
        "no such zone": {**files, "print.json": json.dumps({**facts, "zone": "Nowhere/Land"}).encode()},
        "no parts": {"print.json": json.dumps({**facts, "parts": []}).encode()},
        "nothing": {},
    }

    assert [name for name, some in changed.items() if not refused_with(some)] == []
    with pytest.raises(DoesNotHold):
        record_document({**by_author.files, "print.json": files["print.json"]})


def test_the_signature_has_one_frame_that_names_the_printer_alone(by_author: Printed) -> None:
    (frame,) = [block for block in inside(by_author) if isinstance(block, SignHere)]

    assert frame.lines[0] == "By Ms Okafor, Teaching assistant"

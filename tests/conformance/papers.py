"""What the product makes, to be shown to veraPDF: through the services that people use, with and without signature."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from rrn_desktop.exports.pdf.making import make_pdf
from rrn_desktop.exports.pdf.signed_file import read_signed
from rrn_desktop.services import printing, reports
from rrn_desktop.services.name_check import Choice, Choices
from tests.conformance.samples import every_block
from tests.rrn_desktop.services.after_incident import WEEK_LATER
from tests.rrn_desktop.services.printed import week_of_case_one
from tests.rrn_desktop.services.reported import KINDS, NUMBER, followed_by_everything
from tests.rrn_desktop.services.school import AFTER_CASE_3, AUTHOR, LEAD, School, case, make_school, sealed

_STRANGERS = Choices(others=Choice("replace"))


def papers() -> Iterator[tuple[str, bytes]]:
    """Yield each document with its name."""
    yield "every block, as a record", make_pdf(every_block("record"))
    yield "every block, large", make_pdf(every_block("large"))
    with tempfile.TemporaryDirectory() as folder:
        yield from _of_a_school(Path(folder) / "school")
        yield from _of_reports(Path(folder) / "reported")
        yield from _of_a_ward(Path(folder) / "ward")


def _of_a_school(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the sheets of set-up, and case 1 with all that came after it."""
    school = make_school(folder)
    for path in sorted(school.out.glob("*.pdf")):
        yield f"sheet {path.stem}", path.read_bytes()
    number = week_of_case_one(school)
    yield from _printed(school, number, "case 1, amended and added to", folder)


def _of_a_ward(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield cases 2 and 3, the third as a first record."""
    ward = make_school(folder, profile="eng_ward", at=AFTER_CASE_3)
    for count in (2, 3):
        number = str(sealed(ward.enter(AUTHOR), case(count), first=count == 3).number)
        yield from _printed(ward, number, f"case {count}", folder)


def _of_reports(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the report for parents and the person's own copy of an incident with everything in it."""
    school = make_school(folder)
    followed_by_everything(school)
    session = school.enter(LEAD, WEEK_LATER)
    for kind in KINDS:
        out = folder / f"{kind}.pdf"
        reports.export_report(session, kind, NUMBER, out, _STRANGERS)
        yield from _both(reports.report_title(session, kind), out.read_bytes())
    school.leave()


def _printed(school: School, number: str, name: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    out = folder / f"{number}.pdf"
    printing.export_pdf(school.enter(LEAD, max(school.at, WEEK_LATER)), number, out)
    school.leave()
    yield from _both(name, out.read_bytes())


def _both(name: str, signed: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a document as it was signed, and as it was before."""
    unsigned = read_signed(signed).unsigned
    if unsigned is None:
        raise RuntimeError(f"{name} is not as it was signed")
    yield name, unsigned
    yield f"{name}, signed", signed

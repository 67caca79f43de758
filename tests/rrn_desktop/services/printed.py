"""Printed records: a week after an incident on paper, and what stands on the pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from rrn_desktop.services import printing, records
from rrn_desktop.services.countersigning import countersign
from rrn_desktop.services.record_files import record_files_of
from tests.rrn_desktop.services.after_incident import WEEK_LATER, added, moment, review_signed, support_signed
from tests.rrn_desktop.services.school import (
    AT,
    AUTHOR,
    COLLEAGUE,
    LEAD,
    PASSPHRASES,
    School,
    case,
    next_version,
    sealed,
)

WHY = "The place was written wrong."
SHE_ASKED = "She asked why nobody had told her about the drill."
HE_SAID = "It was too loud. I did not want to be outside."


@dataclass
class Printed:
    """One record on paper: the file, and the files that it was made of."""

    path: Path
    files: dict[str, bytes] = field(repr=False)

    @property
    def data(self) -> bytes:
        return self.path.read_bytes()


def bare(text: str) -> str:
    """A text without its blanks: where lines break is the layout's business."""
    return re.sub(r"\s", "", text)


def text_of(pdf: bytes) -> str:
    """What is written on all pages, without blanks, and without what stands on the foot of each."""
    pages = (page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return re.sub(r"[0-9]{4}-[A-Z]+-[0-9]+·[0-9a-f]{16}Page\d+of\d+", "", bare("".join(pages)))


def week_of_case_one(school: School) -> str:
    """Case 1 sealed, amended, added to, with support, a review and a second signature; returns its number."""
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)
    draft = records.begin_amendment(session, number, WHY)
    next_version(session, draft, lambda answers: answers.with_answer("place", "Car park gate"))
    told = {"whom": "parent", "name": "Mrs Pryce", "how": "phone", "when": moment(AT, minutes=-40)}
    added(session, "told", number, **told, by={"name": AUTHOR}, said=SHE_ASKED)
    session = school.enter(COLLEAGUE, AT + timedelta(minutes=50))
    added(session, "observation", number, when=moment(AT, minutes=20), seen="He drew a house.", level="settled")
    support_signed(session, number)
    session = school.enter(LEAD, WEEK_LATER)
    added(session, "account", number, when=moment(WEEK_LATER), way="scribed", words=HE_SAID, wish="Tell me before.")
    due = {"what": "Tell Dylan before each drill", "owner": LEAD, "due": "2026-06-01", "idea_from": "person"}
    review_signed(session, number, actions=[due])
    countersign(session, number, PASSPHRASES[LEAD])
    return number


def printed(school: School, who: str, number: str, out: Path) -> Printed:
    """A record printed by someone a week later."""
    session = school.enter(who, WEEK_LATER)
    files = printing.print_files(session, record_files_of(session, number))
    printing.export_pdf(session, number, out, reason="For the file")
    school.leave()
    return Printed(out, files)

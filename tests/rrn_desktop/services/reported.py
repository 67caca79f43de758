"""An incident with all that may follow it, and reports made of it, as pages and as data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.services import directory, reports
from rrn_desktop.services.name_check import Choices
from rrn_desktop.services.reports import Kind
from rrn_desktop.services.session import Session
from tests.rrn_desktop.services.after_incident import NEXT_DAY, WEEK_LATER, added, moment, review_signed, support_signed
from tests.rrn_desktop.services.school import AT, AUTHOR, LEAD, School, case, sealed

KINDS: tuple[Kind, ...] = ("parent", "own")
NUMBER = "2026-A-001"
GRAZE = {"view": "front", "region": "left_hand", "kind": "graze", "note": "Lewis saw it"}
NOT_TOLD = {"whom": "parent", "name": "Gwyn Pryce", "how": "not_told", "withheld": "court"}


@dataclass(frozen=True)
class Report:
    """A report as it was handed out: its bytes, the words on its pages, and the file inside it."""

    pdf: bytes
    words: str
    attached: Mapping[str, bytes]

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.attached["report.json"])
        return found

    @property
    def everything(self) -> str:
        """All that can be read of it: pages, attachments, and what a reader shows about the file."""
        inside = " ".join(data.decode("utf-8") for data in self.attached.values())
        about = " ".join(str(value) for value in (PdfReader(BytesIO(self.pdf)).metadata or {}).values())
        return f"{self.words} {inside} {about}"


def incident() -> Answers:
    """Case 1 with names in every free text, an injury, damage, and a parent who must not be told."""
    definition = registry.definition("incident")
    more = {
        "place": "Corridor by Mr Lewis's room",
        "plan": "not_followed",
        "plan_why": "Okafor had not seen it. Tomos Bevan from Year 4 was there too.",
        "injured": ["person", "staff"],
        "injuries": [
            {
                "who": "person", "what": [GRAZE], "how_it_happened": "Tomos Bevan says from the wall",
                "treatment": "first_aid", "treatment_by": "Mr Lewis",
            },
            {
                "who": "staff", "name": {"name": "Ms Okafor"}, "what": {"state": "not_known"},
                "how_it_happened": "Her ankle when she slipped", "treatment": "hospital", "treatment_by": "Dr Khan",
            },
        ],
        "damaged": ["aid"],
        "damage": [{"what": "Ear defenders", "aid": "hearing", "until": "A pair that Mr Lewis lends him"}],
    }  # fmt: skip
    answers = case(1)
    for key, value in read_answers(definition, more).items():
        answers = answers.with_answer(key, value)
    told = read_answers(definition, {"told": [NOT_TOLD]}).rows("told")
    return answers.with_answer("told", (*answers.rows("told"), *told))


def followed_by_everything(school: School) -> None:
    """The author's record, and on later days what a lead added."""
    directory.add_person(school.enter(LEAD), "Tomos Bevan", {})
    session = school.enter(AUTHOR)
    sealed(session, incident())
    session = school.enter(LEAD, NEXT_DAY)
    support_signed(session, NUMBER, person_now="He told Mr Lewis that he is fine.", wishes="Football with Mr Lewis")
    added(session, "account", NUMBER, when=moment(AT), way="scribed", words="Okafor was nice", wish="Less noise")
    added(session, "correction", NUMBER, when=moment(AT), wrong="Mr Lewis saw it", right="Mr Lewis came later")
    added(
        session, "injury", NUMBER, who="person", what={"state": "none"}, how_it_happened="Seen by Ms Okafor",
        treatment="none_needed", when=moment(AT),
    )  # fmt: skip
    session = school.enter(LEAD, WEEK_LATER + timedelta(hours=1))
    action = {"what": "Quiet alarm, says Mr Lewis", "owner": "Mrs Shah", "due": "2026-06-01", "idea_from": "person"}
    review_signed(session, NUMBER, actions=[action])
    school.leave()


def report(session: Session, kind: Kind, choices: Choices, folder: Path, number: str = NUMBER) -> Report:
    """A report, handed out and read again."""
    out = folder / reports.file_name(kind, number)
    reports.export_report(session, kind, number, out, choices)
    data = out.read_bytes()
    out.unlink()
    return read(data)


def read(pdf: bytes) -> Report:
    reader = PdfReader(BytesIO(pdf))
    words = " ".join(page.extract_text() for page in reader.pages)
    attached = {name: bytes(files[0]) for name, files in reader.attachments.items()}
    return Report(pdf, " ".join(words.split()), attached)

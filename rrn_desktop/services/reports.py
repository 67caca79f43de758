"""A report for parents, carers or family, and a person's own copy: printed by the author from their record, or a lead.

Neither holds the record. Each free text in them is shown first with every name in it; who prints decides what stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from rrn_desktop import __version__
from rrn_desktop.clock import parse_rfc3339, wall_time
from rrn_desktop.errors import Refused
from rrn_desktop.exports.pdf.making import make_pdf
from rrn_desktop.exports.pdf.report_answers import FreeText, Printing
from rrn_desktop.exports.pdf.report_content import Told, sections_of
from rrn_desktop.exports.pdf.report_document import report_document
from rrn_desktop.exports.pdf.report_file import Fixed, Kind, Printed, ReportFile, make_report_file
from rrn_desktop.exports.pdf.report_texts import ReportText, report_text
from rrn_desktop.exports.pdf.signing import sign_pdf
from rrn_desktop.forms.wording import moment_words
from rrn_desktop.ledger.appending import About
from rrn_desktop.services import name_check, own_words
from rrn_desktop.services.certifying import pdf_signer
from rrn_desktop.services.handing_out import EXPORT, HandedOut, check_free, parcel
from rrn_desktop.services.journal import log_view
from rrn_desktop.services.name_check import Choice, Choices, Instead, Mark, Passage
from rrn_desktop.services.report_sources import Gathered, gathered
from rrn_desktop.services.session import Session

PARENT: Kind = "parent"
OWN: Kind = "own"
_WHAT = {"parent": "parent_report", "own": "own_copy"}
_FILES = {"parent": "report", "own": "own-copy"}

__all__ = [
    "OWN", "PARENT", "Choice", "Choices", "Kind", "Mark", "NamesToCheck", "Passage", "export_report", "file_name",
    "passages", "report_title",
]  # fmt: skip


class NamesToCheck(Refused):
    """There are names of others in what would be printed, and nobody has decided yet what happens to them."""

    code = "names_to_check"


def report_title(session: Session, kind: Kind) -> str:
    """Return what a kind of report is called in this kind of setting, such as "Report for parents and carers"."""
    text = _text(session, kind)
    return text.filled(text.title, session.profile)


def file_name(kind: Kind, number: str) -> str:
    """Return a name for the file of a report; it says nothing of whom it is about."""
    return f"{number}-{_FILES[kind]}.pdf"


def passages(session: Session, kind: Kind, number: str) -> tuple[Passage, ...]:
    """Return each free text that a report on the incident of a number would print, with every name in it marked.

    The ledger keeps that the record was read. Raises NotFound, NoRight when the record is not theirs to read, Refused
    for a void one, and DoesNotHold for one that was changed.
    """
    report = _Report.begun(session, kind, number)
    log_view(session, report.found.opened)
    return report.passages


def export_report(
    session: Session, kind: Kind, number: str, out: Path, choices: Choices, *, reason: str = ""
) -> HandedOut:
    """Write a report as a signed PDF, with the names in it kept, replaced or left out as was decided.

    The ledger keeps that it was handed out, about whom, why, and what became of the names.

    Raises what ``passages`` does, NamesToCheck while a name of someone else is not decided, or where the choices are
    for another text than the one that would be printed, and Refused when a file of that name is there already.
    """
    check_free(out)
    report = _Report.begun(session, kind, number)
    report.check(choices)
    data = report.file(session, choices)
    at = session.held.clock.now()
    signed = sign_pdf(
        make_pdf(report_document(data)), pdf_signer(session), at=at, name=session.member.name, reason=report.title
    )
    body = report.found.opened.body
    about = About(EXPORT, record=body.record, number=body.number, version=body.version)
    with parcel(session) as packing:
        packing.add(out, signed)
        return packing.hand_over(about, report.details(choices, reason))


@dataclass(frozen=True, slots=True, repr=False)
class _Report:
    """A report on its way: what it draws on, in which words, and the free texts in it."""

    kind: Kind
    text: ReportText
    found: Gathered
    told: Told
    passages: tuple[Passage, ...] = field(default=())

    @classmethod
    def begun(cls, session: Session, kind: Kind, number: str) -> _Report:
        """Return a report on the incident of a number; raises as ``passages`` says."""
        found, text = gathered(session, number), _text(session, kind)
        body = found.opened.body
        if body.status == "void":
            raise Refused(
                "This record is void: it was entered in error.",
                "Nothing was written.",
                "Tell those who need to know in your own words.",
            )
        status = "older" if found.newer else body.status
        told = Told(text, body.profile, status, found.sources, _given(session, text, found))
        texts: dict[str, FreeText] = {}

        def collected(free: FreeText) -> str:
            texts.setdefault(free.id, free)
            return free.text

        sections_of(told, collected)
        instead = {key: text.filled(words, body.profile) for key, words in _instead(text).items()}
        marked = name_check.passages_of(tuple(texts.values()), found.known, Instead(**instead))
        return cls(kind, text, found, told, marked)

    @property
    def title(self) -> str:
        """Return what the report is called."""
        return self._filled(self.text.title)

    def check(self, choices: Choices) -> None:
        """Raise NamesToCheck unless every name of someone else was decided, for these very texts."""
        if name_check.not_there(self.passages, choices):
            raise NamesToCheck(
                "The record was changed since you looked at the names in it.",
                "Nothing was written.",
                "Look at the names again.",
            )
        if name_check.undecided(self.passages, choices):
            raise NamesToCheck(
                "There are names of other people in what would be printed.",
                "Nothing was written.",
                "Decide for each name: keep it, replace it, or leave it out.",
            )

    def file(self, session: Session, choices: Choices) -> bytes:
        """Return the report as data, its free texts as was decided."""
        body, roll = self.found.opened.body, session.held.roll
        report = ReportFile(
            kind=self.kind,
            lang=f"{self.text.lang}-GB",
            number=body.number or "",
            version=body.version,
            status="first" if body.status == "first" else "amended" if body.status == "amended" else "complete",
            entry_hash=self.found.opened.row.hash,
            sources=tuple(source.entry_hash for source in self.found.sources),
            site=roll.site_id,
            site_name=session.site_name,
            profile=body.profile,
            demo=session.demo,
            printed=_printed(session),
            fixed=self._fixed(),
            sections=sections_of(self.told, self._printing(choices)),
            roll=tuple(session.held.keyring.roll),
            made_with=__version__,
        )
        return make_report_file(report)

    def details(self, choices: Choices, reason: str) -> dict[str, Any]:
        """Return what the ledger keeps of this report: what, about whom, and what became of names; no names."""
        person = self.found.person.id if self.found.person else None
        left_out = sum(name_check.apply(passage, choices) is None for passage in self.passages)
        return {
            "what": _WHAT[self.kind],
            "records": 1,
            "person": person,
            "passages": len(self.passages),
            "passages_left_out": left_out,
            "names": sum(len(passage.marks) for passage in self.passages),
            **({"reason": reason.strip()} if reason.strip() else {}),
        }

    def _printing(self, choices: Choices) -> Printing:
        decided = {passage.id: name_check.apply(passage, choices) for passage in self.passages}
        return lambda free: decided[free.id]

    def _fixed(self) -> Fixed:
        sign, check = self.text.sign, self.text.check
        return Fixed(
            title=self.title,
            under_title=self._filled(self.text.under_title),
            footer=self._filled(self.text.footer),
            sign_title=self._filled(sign.title),
            sign=tuple(self._filled(line) for line in sign.lines),
            check_title=self._filled(check.title),
            check_alt=self._filled(check.alt),
            check=tuple(self._filled(line) for line in check.lines),
            attached=self._filled(check.attached),
        )

    def _filled(self, text: str) -> str:
        return self.text.filled(text, self.told.profile, self.told.given)


def _text(session: Session, kind: Kind) -> ReportText:
    """Return the definition of a kind of report, in the site's own word for the people it supports."""
    return report_text(kind, called=own_words.of(session).get("person", ""))


def _given(session: Session, text: ReportText, found: Gathered) -> Mapping[str, str]:
    """Return the words that no answer holds; who wrote the record is said by their role, as staff are not named."""
    body = found.opened.body
    role = body.written_by.role if body.written_by else body.author_role
    given = {
        "author": role.strip() or text.texts["author"],
        "written_at": _moment(body.written_at, body.zone),
        "person": found.person.name if found.person else "",
        "number": body.number or "",
        "version": str(body.version),
        "site_name": session.site_name,
        "printer": ", ".join(filter(None, (session.member.name, session.member.job_title))),
        "printed_at": _moment(_printed(session).at, session.zone),
    }
    title = text.filled(text.title, body.profile, given)
    more = {"more": text.filled(text.texts["there_is_more"], body.profile)} if found.more else {}
    return {**given, "report": title, **more, **found.dates}


def _moment(written: str, zone: str) -> str:
    """Return a moment by the clock on the wall, to the minute."""
    wall = wall_time(parse_rfc3339(written), zone)
    return moment_words(msgspec.structs.replace(wall, local=wall.local[: len("2026-05-14T10:43")]))


def _printed(session: Session) -> Printed:
    member, at = session.member, wall_time(session.held.clock.now(), session.zone).rfc3339()
    return Printed(id=member.id, name=member.name, role=member.job_title, at=at)


def _instead(text: ReportText) -> Mapping[str, str]:
    one = text.instead
    return {
        "person": one.person, "staff": one.staff, "one_of_staff": one.one_of_staff, "other": one.other,
        "one_of_others": one.one_of_others,
    }  # fmt: skip

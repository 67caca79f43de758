"""One sealed record in words: what was answered, by whom, in which versions, what was added. No Qt here."""

from __future__ import annotations

from typing import NamedTuple

from rrn_desktop.forms import registry
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.derive import age_on
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.forms.wording import shown
from rrn_desktop.services import records
from rrn_desktop.services.drafts import INCIDENT
from rrn_desktop.services.records import Shown
from rrn_desktop.services.session import Session
from ui.screens.parts.addition_lines import addition_line, whose_words
from ui.screens.parts.signature_lines import SignatureLine, signature_lines
from ui.screens.parts.times import status_words, when_words
from ui.screens.parts.words import tell
from ui.screens.records.following import Following
from ui.screens.records.outcomes import outcome_facts
from ui.screens.records.steps import Steps
from ui.screens.records.timeline import Moment, moments


class VersionLine(NamedTuple):
    """One version: its number, what it is, who signed it, and whether it is the one being read."""

    version: int
    title: str
    detail: str
    here: bool


class RecordsPresenter:
    """Reads one record, the newest version first; ``following`` says what may follow, ``steps`` does it."""

    def __init__(self, session: Session, number: str, form: str = INCIDENT) -> None:
        self._session, self.number, self.form = session, number, form
        self.steps = Steps(session, number)
        self.read()

    def read(self, version: int | None = None) -> None:
        """Read a version, or the newest."""
        self.shown: Shown = records.show(self._session, self.number, version, self.form)
        self.newest = max(one.version for one in self.shown.versions)
        self.following = Following(self._session, self.shown, newest=self.is_newest)

    @property
    def definition(self) -> Definition:
        """Return the form in the version under which the record was written."""
        return registry.definition(self.shown.form, self.shown.form_version)

    @property
    def is_newest(self) -> bool:
        """Return whether the version being read stands."""
        return self.shown.version == self.newest

    def title(self) -> str:
        """Return what is being read."""
        if self.form == INCIDENT:
            return tell("shown_title", number=self.number)
        return tell("form_of_number", title=self.definition.title, number=self.number)

    def state(self) -> str:
        """Return what the version is, by whom and when."""
        read, whose = self.shown, self.shown.written_by
        time, status = when_words(read.sealed_at), status_words(read.status, read.version)
        if whose is not None and whose.how == "without_account":
            taken = tell("shown_taken_in", time=when_words(read.taken_in))
            return f"{status}. {tell('shown_not_signed', name=whose.name, time=time)}. {taken}."
        words = f"{status}. {tell('shown_by', name=read.author_name, time=time)}."
        return words if whose is None else f"{words} {whose_words(whose.how, whose.name)}."

    def about_the_person(self) -> tuple[tuple[str, str], ...]:
        """Return what the person's file said when this version was signed; nothing for someone without a file."""
        path = self.definition.facts.person
        ref = self.shown.answers.get(path) if path else None
        file = self.shown.people.get(ref.id, {}) if isinstance(ref, PersonRef) and ref.id else {}
        asked, details = registry.definition("person"), file.get("details", {})
        answers = read_answers(asked, details)
        said = [(one.label, shown(one, answers.get(one.id))) for one in asked.questions if answers.get(one.id)]
        age = age_on(answers.get("born"), self.shown.answers.get(self.definition.facts.happened))
        return ((tell("age_then"), str(age)), *said) if age is not None else tuple(said)

    def added(self) -> tuple[str, ...]:
        """Return the kinds of what was added, in order of time."""
        return tuple(one.title for one in self.shown.additions) if self.form == INCIDENT else ()

    def timeline(self) -> tuple[Moment, ...]:
        """Return the record and what was added to it, in order of time."""
        if self.form != INCIDENT:
            return ()
        lines = tuple(addition_line(one) for one in self.shown.additions)
        return moments(self.definition, self.shown.answers, lines)

    def outcomes(self) -> tuple[tuple[str, str], ...]:
        """Return what was due after the incident, each with how it came out."""
        return outcome_facts(self.shown.follow_ups, self._session.zone) if self.form == INCIDENT else ()

    def versions(self) -> tuple[VersionLine, ...]:
        """Return every version, the newest first."""
        lines = []
        for one in sorted(self.shown.versions, key=lambda version: -version.version):
            detail = tell("version_detail", name=one.author_name, role=one.author_role, time=when_words(one.sealed_at))
            if one.reason:
                detail += "\n" + tell("version_reason", reason=one.reason)
            title = tell("version_line", version=one.version, status=status_words(one.status))
            lines.append(VersionLine(one.version, title, detail, one.version == self.shown.version))
        return tuple(lines)

    def signatures(self) -> tuple[SignatureLine, ...]:
        """Return every signature, each said to hold or not; a late one says so."""
        return signature_lines(self.shown.signatures)

"""What was left unfinished, in words, and what a lead can do with it. No Qt here."""

from __future__ import annotations

from rrn_desktop.services import left_behind
from rrn_desktop.services.left_behind import Left, LeftRow
from rrn_desktop.services.session import Session
from ui.screens.parts.answer_facts import StepFacts, answer_facts
from ui.screens.parts.ask_page import Ask
from ui.screens.parts.times import when_words
from ui.screens.parts.words import tell


class LeftPresenter:
    """Reads the list once, opens one of it, and seals it as it was left."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: tuple[LeftRow, ...] = left_behind.listing(session)
        self.opened: Left | None = None

    def read(self) -> None:
        """Read again."""
        self._rows = left_behind.listing(self._session)

    def lines(self) -> tuple[tuple[str, str, str], ...]:
        """Return the id of each thing that was left, what it is, and who wrote it when."""
        return tuple((row.id, row.title, _detail(row)) for row in self._rows)

    def ask_why(self) -> Ask:
        """Return what is asked before something is opened."""
        return Ask(
            tell("left_why"), tell("left_why_lead"), tell("left_open"),
            reason=tell("left_reason"), hint=tell("left_why_hint"), missing=tell("left_why_missing"),
        )  # fmt: skip

    def ask_seal(self) -> Ask:
        """Return what is asked before what was opened is kept as it was left."""
        member, author = self._session.member, self.opened.author_name if self.opened else ""
        signing = tell("sign_as" if member.job_title else "sign_as_plain", name=member.name, job=member.job_title)
        return Ask(tell("left_seal"), tell("left_seal_lead", author=author), tell("left_seal"), signing=signing)

    def open(self, left_id: str, reason: str) -> None:
        """Open something, and keep why."""
        self.opened = left_behind.open_left(self._session, left_id, reason)

    def title(self) -> str:
        """Return what was opened, by its number and without a name."""
        number = self.opened.number if self.opened else None
        return tell("left_title", number=number) if number else tell("left_title_new")

    def author(self) -> str:
        """Return whose words these are."""
        return tell("left_by", author=self.opened.author_name if self.opened else "")

    def facts(self) -> tuple[StepFacts, ...]:
        """Return what was answered by then."""
        return answer_facts(self.opened.definition, self.opened.answers) if self.opened else ()

    def seal(self, passphrase: str) -> str:
        """Keep what was opened as it was left, and return what was done; slow, so it runs away from the window."""
        assert self.opened is not None
        sealed = left_behind.seal_unfinished(self._session, self.opened.id, passphrase)
        return tell("left_sealed", number=sealed.number, author=self.opened.author_name)


def _detail(row: LeftRow) -> str:
    key = "left_line" if row.kind == "draft" else "left_line_inbox"
    return tell(key, author=row.author_name, time=when_words(row.saved_at))

"""One's own drafts in words, and giving one of them up. No Qt here."""

from __future__ import annotations

from rrn_desktop.services import drafts
from rrn_desktop.services.drafts import DraftRow
from rrn_desktop.services.session import Session
from ui.screens.parts.ask_page import Ask
from ui.screens.parts.times import when_words
from ui.screens.parts.words import tell


class GiveUpPresenter:
    """Reads the member's drafts, and lets one go."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lines(self) -> tuple[tuple[str, str, str], ...]:
        """Return the id of each draft, what it is, and when it was saved."""
        return tuple(
            (
                row.id,
                row.title,
                tell("draft_saved", purpose=tell(f"draft_{row.purpose}"), time=when_words(row.saved_at)),
            )
            for row in drafts.mine(self._session)
        )

    def ask(self, draft_id: str) -> Ask:
        """Return what is asked before a draft is given up."""
        title = next((title for key, title, _ in self.lines() if key == draft_id), "")
        return Ask(
            tell("give_up_title", title=title), tell("give_up_lead"), tell("give_up_do"), danger=True,
            reason=tell("give_up_reason"), hint=tell("give_up_hint"), missing=tell("give_up_missing"),
        )  # fmt: skip

    def give_up(self, draft_id: str, reason: str) -> str:
        """Let a draft go, and return what was done."""
        draft = drafts.open_draft(self._session, draft_id)
        drafts.give_up(self._session, draft, reason)
        return tell("give_up_done_number", number=draft.number) if draft.has_notice else tell("give_up_done")


def _detail(row: DraftRow) -> str:
    return tell("draft_saved", purpose=tell(f"draft_{row.purpose}"), time=when_words(row.saved_at))

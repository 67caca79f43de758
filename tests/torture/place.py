"""A small school in which things are written after an incident: who is there, when, and how an incident is prepared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from rrn_desktop.clock import FixedClock, wall_time
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import drafts, inbox, notices, sealing
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.inbox_draft import InboxDraft
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import sign_in
from rrn_desktop.services.site_setup import setup_site
from tests.torture.writers import case_one

DAY = datetime(2026, 5, 14, 14, 41, tzinfo=UTC)
NEXT_DAY = DAY + timedelta(hours=25)
ZONE = "Europe/London"
NUMBER = "2026-A-001"
_PAPER = 200
"""Bytes of the piece of paper on which four words are noted down."""
_PASSPHRASES = {
    "author": "velvet harbour seven kettles",
    "colleague": "copper lantern nine meadows",
    "lead": "granite willow four trumpets",
}
_ROLES = {"author": ["recorder"], "colleague": ["recorder", "in_charge"], "lead": ["lead", "administrator"]}


@dataclass(frozen=True)
class Names:
    """The names of all who come up."""

    person: str = "Dylan Ŵyn Pryce"
    author: str = "Ms Okafor"
    colleague: str = "Mr Lewis"
    lead: str = "Mrs Shah"
    guest: str = "Sunita Rao"
    writer: str = "A. Mensah"


def _nothing() -> None:
    return


def _tell_nobody(_words: str) -> None:
    return


@dataclass(frozen=True)
class Place:
    """A folder with a store, the sheets that were handed out, and the note with someone's four words.

    ``tell`` hears what was acknowledged; ``ready`` is called when everything is open and the deed itself begins.
    """

    folder: Path
    names: Names = Names()
    tell: Callable[[str], None] = _tell_nobody
    ready: Callable[[], None] = _nothing

    @property
    def store(self) -> Path:
        return self.folder / "store"

    @property
    def sheets(self) -> Path:
        return self.folder / "sheets"

    @property
    def phrase(self) -> str:
        """Return the four words as their writer noted them down, or nothing."""
        note = self.folder / "note"
        return note.read_text("utf-8").strip() if note.exists() else ""

    def note_down(self, phrase: str | None) -> None:
        """Write four words on a piece of paper."""
        if phrase:
            # On what lies there already: no paper is too full for four words when the disk is.
            note = self.folder / "note"
            with note.open("r+b" if note.exists() else "wb") as paper:
                paper.write(phrase.encode().ljust(_PAPER))

    def passphrase(self, who: str) -> str:
        return _PASSPHRASES[who]

    @contextmanager
    def entered(self, who: str, at: datetime = NEXT_DAY) -> Iterator[Session]:
        """Give the session of the author, the colleague or the lead."""
        session = sign_in(self.store, getattr(self.names, who), _PASSPHRASES[who], clock=FixedClock(at))
        try:
            yield session
        finally:
            session.close()

    @contextmanager
    def doing(self, who: str, at: datetime = NEXT_DAY) -> Iterator[Session]:
        """Give a session in which the deed itself begins at once."""
        with self.entered(who, at) as session:
            self.ready()
            yield session

    def quiet(self) -> Place:
        """Return the same place, with nobody who listens."""
        return replace(self, tell=_tell_nobody, ready=_nothing)


def make_place(folder: Path, names: Names = Names(), profile: str = "eng_school") -> Place:
    """Set a school up under a folder."""
    jobs = {"author": "Teaching assistant", "colleague": "Teacher", "lead": "Deputy head"}
    members = [
        {"name": getattr(names, who), "roles": roles, "job_title": jobs[who], "passphrase": _PASSPHRASES[who]}
        for who, roles in _ROLES.items()
    ]
    answers = {
        "site_name": "Hafod Lane Primary", "profile": profile, "desk_code": "A", "demo": True, "members": members,
        "people": [{"name": names.person}], "places": ["Corridor", "Library", "Hall"],
    }  # fmt: skip
    setup_site(folder / "store", answers, folder / "papers", clock=FixedClock(DAY - timedelta(days=2)))
    (folder / "note").write_bytes(b" " * _PAPER)
    return Place(folder, names)


def words(mark: str) -> str:
    """Return words that come up nowhere else, so that they are found again wherever they lie."""
    return f"kanarie{mark}qzx Ŵyn"


def wall(at: datetime, minutes: int = -30) -> dict[str, str]:
    """Return a wall time a little before a moment, as an answers file says it."""
    found = wall_time(at + timedelta(minutes=minutes), ZONE)
    return {"local": found.local[:16], "offset": found.offset, "zone": found.zone}


def filled(draft: Draft, said: dict[str, Any]) -> Draft:
    """Return a draft with these answers over those that it has."""
    return replace(draft, answers=over(draft.form, draft.answers, said))


def over(form: str, answers: Answers, said: dict[str, Any]) -> Answers:
    """Return answers with others over them, as an answers file says them."""
    for key, value in read_answers(registry.definition(form), said).items():
        answers = answers.with_answer(key, value)
    return answers


def record_answers(place: Place) -> Answers:
    """Return case 1 about the person of this place, with words of its own."""
    said = case_one().with_answer("person", PersonRef(place.names.person))
    return said.with_answer("before", words("before")).with_answer("told", ())


def noticed(session: Session, place: Place, answers: Answers | None = None) -> Draft:
    """Return a draft of an incident whose notice stands."""
    said = record_answers(place) if answers is None else answers
    draft = drafts.save(session, replace(drafts.begin(session), answers=said))
    notice = notices.proposed(session, draft)
    assert notice is not None
    return notices.stand(session, draft, notice)


def sealed_incident(place: Place) -> None:
    """Let the author seal an incident, as the first one of the year."""
    with place.entered("author", DAY) as session:
        done = sealing.seal(session, noticed(session, place), place.passphrase("author"), first=True)
        assert done.number == NUMBER


def who_when_where(place: Place, where: str = "Hall") -> Answers:
    """Return who, when and where, with which a notice can stand."""
    began = {"person": {"name": place.names.person}, "started": wall(DAY, -200), "place": where}
    return over("incident", Answers.empty(), began)


def begun_in_inbox(place: Place, at: datetime = DAY) -> InboxDraft:
    """Return what someone without an account saved, with its notice standing and its four words noted down."""
    new = inbox.begin(place.store, place.names.writer, words("role"), clock=FixedClock(at))
    draft = inbox.save(new)
    place.note_down(draft.phrase)
    draft = inbox.save(replace(draft, answers=who_when_where(place).with_answer("before", words("inbox"))))
    notice = inbox.proposed(draft)
    assert notice is not None
    return inbox.save(inbox.stand(draft, notice))


def handed_in(place: Place, at: datetime = DAY) -> InboxDraft:
    """Return what someone without an account handed in as a first record."""
    draft = begun_in_inbox(place, at)
    inbox.seal(draft, first=True)
    return draft

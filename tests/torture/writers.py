"""Those who are killed: one types without end, one seals without end, through the real services.

Each says on standard output what it tries and what it was told is kept; a kill can not take that back.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.services import drafts, notices, sealing
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import sign_in
from tests.journeys.site import AUTHOR, PASSPHRASES

CASE = Path(__file__).resolve().parents[1] / "data" / "cases" / "case1.json"
# From this revision on the notice stands, so that typing goes on under a number too.
_STANDS_AT = 4
_LAST_REVISION = 120

Writer = Callable[[Session], None]


def typed(draft: str, revision: int) -> str:
    """Return all that stands in a draft's text at a revision; it grows by some words each time."""
    return f"{draft}: " + " ".join(f"Ŵyn-{count}" for count in range(1, revision + 1))


def case_one() -> Answers:
    """Return the answers of case 1."""
    return read_answers(registry.definition("incident"), json.loads(CASE.read_text("utf-8"))["answers"])


def text_of(kind: str, draft: str, revision: int) -> str:
    """Return what a writer of a kind had in its longest text at a revision."""
    return typed(draft, revision) if kind == "typing" else str(case_one().get("before"))


def say(*words: object) -> None:
    """Write one line to standard output at once, past every buffer of this process."""
    os.write(1, (" ".join(str(word) for word in words) + "\n").encode())


def type_on(session: Session) -> None:
    """Go on with the draft that was left, or begin one, and type until killed."""
    draft = _left_draft(session)
    while True:
        if draft.revision >= _LAST_REVISION:
            draft = drafts.begin(session)
        draft = _saved_with_more(session, draft)


def seal_on(session: Session) -> None:
    """Seal what was left, then new records, until killed."""
    for row in drafts.mine(session):
        _sealed(session, drafts.open_draft(session, row.id))
    answers = case_one()
    while True:
        begun = replace(drafts.begin(session), answers=answers)
        say("try", "save", begun.id, 1)
        saved = drafts.save(session, begun)
        say("kept", "save", saved.id, saved.revision, saved.record)
        _sealed(session, saved)


WRITERS: dict[str, Writer] = {"typing": type_on, "sealing": seal_on}


def write_until_killed(store: Path, kind: str) -> None:
    """Sign in as a recorder and write."""
    session = sign_in(store, AUTHOR, PASSPHRASES[AUTHOR])
    say("in")
    WRITERS[kind](session)


def _left_draft(session: Session) -> Draft:
    rows = drafts.mine(session)
    return drafts.open_draft(session, rows[0].id) if rows else drafts.begin(session)


def _saved_with_more(session: Session, draft: Draft) -> Draft:
    revision = draft.revision + 1
    basis = draft.answers if draft.revision else case_one()
    more = replace(draft, answers=basis.with_answer("before", typed(draft.id, revision)))
    say("try", "save", more.id, revision)
    notice = notices.proposed(session, more) if revision >= _STANDS_AT else None
    saved = drafts.save(session, more) if notice is None else notices.stand(session, more, notice)
    say("kept", "save", saved.id, saved.revision, saved.record)
    return saved


def _sealed(session: Session, draft: Draft) -> None:
    notice = notices.proposed(session, draft)
    if notice is not None:
        say("try", "save", draft.id, draft.revision + 1)
        draft = notices.stand(session, draft, notice)
        say("kept", "save", draft.id, draft.revision, draft.record)
    say("try", "seal", draft.record)
    sealed = sealing.seal(session, draft, PASSPHRASES[AUTHOR])
    say("kept", "seal", sealed.record_id, sealed.number, sealed.entry_hash)


if __name__ == "__main__":
    write_until_killed(Path(sys.argv[1]), sys.argv[2])

"""Days that went well: recorded by anyone, and what helped is on the desk at once."""

from __future__ import annotations

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import drafts
from rrn_desktop.services.consequence import Also, Consequence
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.session import Session
from rrn_desktop.services.what_helps import key_of, whom
from rrn_desktop.store import desk_helped
from rrn_desktop.store.connection import Connection

GOOD_DAY = "good_day"


def begin(session: Session, person: str | None = None) -> Draft:
    """Return a draft of a day that went well, for a person given by id or name, or for one still to be chosen."""
    known = {} if person is None else {"person": whom(session, person)}
    return drafts.begin(session, GOOD_DAY, answers=Answers(dict(known)))


def _also(session: Session, draft: Draft) -> Also | None:
    who, helped, when = (draft.answers.get(path) for path in ("person", "helped", "when"))
    if not isinstance(who, PersonRef) or not isinstance(helped, str):
        return None
    day = when.local[:10] if isinstance(when, WallTime) else session.wall().local[:10]
    by = draft.answers.get("by")
    name = by.name if isinstance(by, PersonRef) else session.member.name

    def put(connection: Connection, entry: str) -> None:
        line = desk_helped.Helped(entry, key_of(who), who.name, helped.strip(), day, name)
        desk_helped.put(connection, line)

    return put


CONSEQUENCE = Consequence(also=_also)

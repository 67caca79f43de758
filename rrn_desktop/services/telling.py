"""What it brings about that someone was told after an incident, or not told for a reason: its notice says so."""

from __future__ import annotations

from dataclasses import replace

from rrn_desktop.forms import registry
from rrn_desktop.services.consequence import Also, Consequence
from rrn_desktop.services.drafts import INCIDENT, Draft
from rrn_desktop.services.notice_board import FOR_A_REASON, SPOKEN_TO
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_notices
from rrn_desktop.store.connection import Connection

TOLD = "told"


def _on_the_notice(_session: Session, draft: Draft) -> Also | None:
    facts, incident = registry.definition(INCIDENT).facts, draft.about
    if incident is None:
        return None
    withheld = draft.answers.get(facts.told_how.rpartition(".")[2]) in facts.not_told

    def also(connection: Connection, _entry: str) -> None:
        standing = desk_notices.notice_of(connection, incident)
        if standing is not None and standing.told != SPOKEN_TO:
            desk_notices.renew(connection, replace(standing, told=FOR_A_REASON if withheld else SPOKEN_TO))

    return also


CONSEQUENCE = Consequence(also=_on_the_notice)

"""What helps a person is shown from a card that a lead sealed, and not from a line that someone put on the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rrn_desktop.services import what_helps
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_cards
from tests.rrn_desktop.services.after_incident import filled, signed
from tests.rrn_desktop.services.school import AUTHOR, CHILD, LEAD, School, case, sealed


def published(session: Session) -> desk_cards.Card:
    """Publish a card, and return its line as it lies on the desk."""
    said = {"person": {"name": CHILD, "id": what_helps.whom(session, CHILD).id}, "helps": "Count the ladybirds."}
    signed(session, filled(what_helps.begin(session, CHILD), said))
    with session.held.desk.read() as connection:
        found = desk_cards.card_of(connection, what_helps.key_of(what_helps.whom(session, CHILD)))
    assert found is not None
    return found


def put(session: Session, card: desk_cards.Card, **changed: Any) -> None:
    with session.held.desk.write() as connection:
        desk_cards.publish(connection, replace(card, **changed))


@pytest.mark.parametrize("changed", [{"hash": "0" * 64}, {"record": "z" * 26}, {"version": 2}])
def test_a_line_that_names_no_card_that_a_lead_sealed_is_not_shown(school: School, changed: dict[str, Any]) -> None:
    session = school.enter(LEAD)
    line = published(session)
    assert what_helps.card(session, CHILD) is not None

    put(session, line, **changed)

    assert what_helps.card(session, CHILD) is None
    assert published(session).version == 1


def test_a_line_that_names_another_entry_is_not_shown(school: School) -> None:
    record = sealed(school.enter(AUTHOR), case(1))
    session = school.enter(LEAD)
    line = published(session)

    put(session, line, hash=record.entry_hash, record=record.record_id)

    assert what_helps.card(session, CHILD) is None

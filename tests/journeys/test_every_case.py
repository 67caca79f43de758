"""Cases 2 and 3, entered through the real widgets and read back word for word."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rrn_desktop.clock import FixedClock
from rrn_desktop.forms import registry
from rrn_desktop.forms.derive import duration_of
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.services import records
from rrn_desktop.services.records import Shown
from rrn_desktop.services.signing_in import sign_in
from tests.journeys import case_one as case
from tests.journeys.any_case import Typist
from tests.journeys.conftest import OpenWindow
from tests.journeys.site import AUTHOR, PASSPHRASES

CASES = Path(__file__).parents[1] / "data" / "cases"
INCIDENT = registry.definition("incident")
LATER = FixedClock(datetime(2026, 11, 2, 9, 0, tzinfo=UTC))


# What each practice lasted, in seconds. The seclusion of case 3 ran over the night the clocks went back: 3 h 34 min.
@pytest.mark.parametrize(
    ("name", "lasted"),
    [pytest.param("case2", [150, 220], marks=pytest.mark.long), ("case3", [None, None, 120, 12840])],
)
def test_a_case_is_entered_by_keyboard_alone_and_reads_back_word_for_word(
    open_hands: OpenWindow, store: Path, name: str, lasted: list[int | None]
) -> None:
    told = json.loads((CASES / f"{name}.json").read_text("utf-8"))["answers"]
    hands = open_hands(LATER)
    case.sign_in(hands, AUTHOR)
    hands.press("Record an incident")

    Typist(hands, INCIDENT, read_answers(INCIDENT, told)).write()
    case.sign(hands, AUTHOR)
    hands.window.close()

    shown = _read_back(store)
    assert _words(json.loads(shown.body_text)["answers"]) == told
    assert [duration_of(INCIDENT, row) for row in shown.answers.rows("practices")] == lasted
    assert all(signature.holds for signature in shown.signatures)


def _read_back(store: Path) -> Shown:
    session = sign_in(store, AUTHOR, PASSPHRASES[AUTHOR], clock=LATER)
    try:
        return records.show(session, "2026-A-001")
    finally:
        session.close()


def _words(answers: Any) -> Any:
    """Return answers without the ids and job titles that the desk adds to names it knows."""
    return json.loads(json.dumps(answers), object_hook=_bare)


def _bare(found: dict[str, Any]) -> dict[str, Any]:
    known = "id" in found
    return {key: value for key, value in found.items() if not (known and key in {"id", "role"})}

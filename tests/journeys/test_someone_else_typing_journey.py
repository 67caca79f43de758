from __future__ import annotations

from PySide6.QtCore import Qt

from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.site import AUTHOR, PASSPHRASES
from ui.rooms import Rooms
from ui.screens.record.view import RecordScreen
from ui.screens.record.way import SIGN
from ui.widgets.labels import Heading

ASKS = "Has someone else been typing?"
SITTINGS = "This was typed in 2 sittings, which began at 15:41 and 15:41."
WHOSE = "Whose account is this, if you are typing for someone?"


def _lock_and_open(hands: Hands) -> None:
    hands.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    hands.write(PASSPHRASES[AUTHOR])
    hands.key(Qt.Key.Key_Return)
    hands.wait(lambda: not hands.window.locked)


def _turn_to(hands: Hands, page: str) -> None:
    hands.window.findChildren(RecordScreen)[-1]._turn_to(page)
    hands.settle()


def _asked(hands: Hands) -> bool:
    return ASKS in hands.headings()


def test_whoever_signs_reads_in_how_many_sittings_it_was_typed_and_can_say_whose_account_it_is(
    open_hands: OpenWindow,
) -> None:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    hands.press("Record an incident")
    hands.fill("Name of the person", "Dylan")
    hands.window.findChildren(Rooms)[0].open_today()
    _lock_and_open(hands)
    hands.press("Incident, not yet numbered")
    _turn_to(hands, SIGN)
    typed_at_once = _asked(hands)
    since = hands.sees("You are signing as Ms Okafor, Teaching assistant. You have been signed in here since 15:41.")

    _turn_to(hands, "person")
    hands.fill("Name of the person", "Dylan P")
    _turn_to(hands, SIGN)
    told = (_asked(hands), hands.sees(SITTINGS))
    met_first = hands.focus()
    assert isinstance(met_first, Heading)
    hands.press("Say whose account it is")

    assert met_first.text() == ASKS
    assert SITTINGS in met_first.accessibleDescription()
    assert (typed_at_once, since) == (False, True)
    assert told == (True, True)
    assert WHOSE in hands.focus().accessibleName()


def test_a_short_entry_tells_it_above_the_passphrase_as_soon_as_it_is_so(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    hands.press("Record an incident")
    case.write_who_and_where(hands)
    case.write_notice(hands)
    hands.window.findChildren(Rooms)[0].open_form("other_account", "2026-A-001")
    hands.settle()
    hands.press("Saw it")
    before = _asked(hands)

    _lock_and_open(hands)
    hands.press("Something else")
    told = (_asked(hands), hands.sees(SITTINGS))
    hands.press("Say whose account it is")

    assert not before
    assert told == (True, True)
    assert WHOSE in hands.focus().accessibleName()

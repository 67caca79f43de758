"""A person's file in the window: whom not to tell is written by the office and met first by whoever tells someone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.values import Unknown
from rrn_desktop.services import person_files, whom_to_tell
from rrn_desktop.services.session import Session
from rrn_desktop.services.whom_to_tell import NotToTell, ToTell
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.sealed import NUMBER, PERSON, begun, sealed
from tests.journeys.site import AUTHOR, LEAD, OFFICE, enter
from tests.pictures.scenes import case_one
from ui.dialogs import scripted

FATHER, ORDER = "Gethin Quill, his father", "The family court decided it in March"
PLAN = "Do not hold. Cushions are in the cupboard."


def open_person(hands: Hands) -> None:
    """From Today to the page of the first person in the list, with the keyboard."""
    hands.press("People")
    hands.tab_to("People")
    hands.key(Qt.Key.Key_Return)


def write_who_is_told(hands: Hands) -> None:
    hands.press("Change plan and who is told")
    hands.fill("What their plan says about holding or restricting (optional)", PLAN)
    hands.press("Add person who must not be told")
    hands.fill("Name, or who they are", FATHER)
    hands.press("Save the file")


def warned(hands: Hands) -> bool:
    """Whether the heading at hand is the warning, with whom and why for whoever only hears it."""
    here = hands.focus()
    said = here.accessibleDescription()
    return isinstance(here, QLabel) and here.text() == "Do not tell" and FATHER in said and ORDER in said


def texts_typed(hands: Hands) -> list[str]:
    """What stands in the boxes that are seen, from top to bottom."""
    lines = [one for one in hands.window.findChildren(QLineEdit) if one.isVisible() and one.text()]
    more = [one for one in hands.window.findChildren(QPlainTextEdit) if one.isVisible() and one.toPlainText()]
    places = [(one.mapTo(hands.window, QPoint(0, 0)).y(), one.text()) for one in lines]
    places += [(one.mapTo(hands.window, QPoint(0, 0)).y(), one.toPlainText()) for one in more]
    return [words for _y, words in sorted(places)]


def written(store: Path) -> None:
    """Write the same down without a window."""
    session = enter(store, LEAD)
    write_down(session)
    session.close()


def write_down(session: Session) -> None:
    kept = person_files.answers_of(person_files.find(session, PERSON))
    row = Answers({"who": FATHER, "reason": ORDER})
    person_files.change(session, PERSON, kept.with_answer("not_to_tell", (row,)).with_answer("plan_note", PLAN))


def test_the_office_writes_down_whom_not_to_tell_and_needs_a_reason_for_it(open_hands: OpenWindow, store: Path) -> None:
    hands = open_hands()
    case.sign_in(hands, OFFICE)
    open_person(hands)
    without_records = hands.sees("Their records")

    write_who_is_told(hands)
    refused = hands.sees("Write why not, or that it is not known.")
    hands.fill("Why not", ORDER)
    hands.press("Add person to tell")
    hands.fill("Name", "Olwen Pryce")
    hands.press("Save the file")

    assert (without_records, refused) == (False, True)
    assert hands.sees("The file is changed.")
    assert warned(hands)
    assert all(hands.sees(words) for words in (FATHER, f"Why: {ORDER}", "Olwen Pryce", PLAN))
    session = hands.window.session
    assert session is not None
    found = whom_to_tell.of_person(session, PERSON)
    assert found is not None
    assert (found.not_to_tell, found.to_tell) == ((NotToTell(FATHER, ORDER),), (ToTell("Olwen Pryce", "", "", ""),))


def test_whom_not_to_tell_is_met_first_by_whoever_tells_someone_and_stops_nobody(
    open_hands: OpenWindow, store: Path
) -> None:
    written(store)
    sealed(store, case_one().with_answer("told", Unknown("none")))
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    on_today = hands.sees(f"Do not tell: {FATHER} ({ORDER})")

    hands.press("Say who was told")
    added_to = warned(hands)
    hands.press("Back")
    hands.press(f"Incident {NUMBER}")
    hands.press("Export")
    hands.press("Report for parents and carers")

    assert (on_today, added_to) == (True, True)
    assert hands.headings()[:2] == ["Report for parents and carers", "Do not tell"]
    assert hands.sees(f"Why: {ORDER}")
    assert hands.named("Save as PDF")


def test_in_a_record_the_plan_stands_by_the_person_and_whom_not_to_tell_where_one_says_who_was_told(
    open_hands: OpenWindow, store: Path
) -> None:
    written(store)
    begun(store)
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    hands.press(f"Incident {NUMBER}")

    hands.press("When and where")
    by_the_person = hands.focus().accessibleDescription()
    hands.press("Who was told")

    assert by_the_person == f"What their plan says: {PLAN}"
    assert warned(hands)
    hands.key(Qt.Key.Key_Tab)
    assert hands.focus().accessibleName() != ""


def test_someone_who_left_is_off_the_list_and_comes_back_to_it(open_hands: OpenWindow, store: Path) -> None:
    hands = open_hands()
    case.sign_in(hands, LEAD)
    open_person(hands)
    hands.press("Take off the list")
    hands.fill("Last day here (optional)", "1 6 2031")

    hands.press("Take them off the list")
    refused = hands.sees("This day is still to come.")
    hands.fill("Last day here (optional)", "12 5 2026")
    hands.press("Take them off the list")
    left = hands.sees("Off the list since 12 May 2026.")
    hands.press("Back")
    none_here = hands.sees("Nobody is here yet.")
    hands.press("Show those who have left")
    among_them = hands.heading()
    hands.press("Open this person")
    hands.press("Back")
    back = hands.heading(), hands.focus().accessibleName()
    hands.key(Qt.Key.Key_Return)
    hands.press("Put on the list again")
    hands.press("Back")
    gone_again = hands.sees("Nobody has left.")
    hands.press("Show those who are here")

    assert (refused, left, none_here, among_them) == (True, True, True, "People who have left")
    assert (back, gone_again) == (("People who have left", "People"), True)
    assert hands.heading() == "People"
    assert hands.sees("1 person")


def test_a_file_that_is_typed_and_not_saved_is_not_lost_without_a_word(open_hands: OpenWindow, store: Path) -> None:
    hands = open_hands()
    case.sign_in(hands, OFFICE)
    open_person(hands)
    hands.press("Change plan and who is told")
    hands.fill("What their plan says about holding or restricting (optional)", PLAN)

    with scripted(False, False) as script:
        hands.press("Cancel")
        hands.window.close()
        stayed = (hands.heading(), hands.window.isVisible())
        hands.window.lock()
        locked = hands.sees("What you typed last is not saved yet; it is kept in this window.")

    assert script.asked == ["Leave without saving?"] * 2
    assert stayed == ("Plan, and who is told", True)
    assert locked


def test_a_file_that_is_typed_waits_for_its_writer_while_someone_else_is_signed_in(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, OFFICE)
    open_person(hands)
    hands.press("Change plan and who is told")
    hands.fill("What their plan says about holding or restricting (optional)", PLAN)
    hands.press("Add person who must not be told")
    hands.fill("Name, or who they are", FATHER)

    hands.window.lock()
    hands.press("Switch user")
    case.sign_in(hands, LEAD)
    for_the_lead = (hands.heading(), hands.sees(FATHER))
    with scripted(False) as script:
        hands.window.close()
    assert hands.window.session is not None
    write_down(hands.window.session)
    hands.press("Switch user")
    case.sign_in(hands, OFFICE)
    again = hands.heading(), hands.sees("This file was changed since"), texts_typed(hands)
    hands.fill("Why not", ORDER, within="Person who must not be told 2")
    hands.press("Save the file")

    assert for_the_lead == ("Today", False)
    assert script.asked == ["Close and lose what was typed?"]
    assert again == ("Plan, and who is told", True, [PLAN, FATHER, ORDER, FATHER])
    session = hands.window.session
    assert session is not None
    found = whom_to_tell.of_person(session, PERSON)
    assert found is not None
    assert found.not_to_tell == (NotToTell(FATHER, ORDER), NotToTell(FATHER, ORDER))


def test_someone_who_is_being_added_waits_too_and_half_a_day_of_birth_with_them(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, OFFICE)
    hands.press("People")
    hands.press("Add one person")
    hands.fill("Name", "Mair Jones")

    hands.press("Switch user")
    case.sign_in(hands, OFFICE)
    new = hands.heading(), texts_typed(hands)
    with scripted(True):
        hands.press("Cancel")
    hands.tab_to("People")
    hands.key(Qt.Key.Key_Return)
    hands.press("Change their file")
    hands.fill("Day", "31", within="born")
    hands.window.lock()
    hands.press("Switch user")
    case.sign_in(hands, OFFICE)

    assert new == ("Add one person", ["Mair Jones"])
    assert "31" in texts_typed(hands)
    assert not hands.window.kept.anything

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget

from rrn_desktop.services.name_check import Instead, Text, passages_of
from rrn_desktop.services.name_finder import Known
from ui.screens.printing.name_page import NamePage
from ui.screens.printing.names import NameChoices
from ui.screens.printing.passage_card import LEAVE_OUT, REPLACE
from ui.screens.printing.words import PrintWords

Show = Callable[[QWidget], QMainWindow]
_KNOWN = (Known("Dylan Pryce", "person"), Known("Mr Lewis", "staff"))
_TEXTS = (
    Text("why", "Why", "Mr Lewis saw Dylan run."),
    Text("how", "How", "Mr Lewis held his arm."),
    Text("words", "Their own words", "it was too loud", theirs=True),
)


@pytest.fixture
def page(shown: Show) -> NamePage:
    choices = NameChoices(passages_of(_TEXTS, _KNOWN, Instead()))
    made = NamePage(PrintWords("Report", "For parents.", "Take care.", "Save as PDF", "user"), choices)
    shown(made)
    return made


def _seen(page: NamePage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible() and one.text()]


def test_a_choice_shows_in_the_other_texts_and_each_says_how_it_will_read(page: NamePage) -> None:
    why, how = (page._cards[one].names[0] for one in ("why", "how"))

    why.cards.cards[REPLACE].click()
    why.box.setText("a teacher")
    why.box.textEdited.emit("a teacher")

    assert how.what == REPLACE
    assert how.words == "a teacher"
    assert {"A teacher saw Dylan run.", "A teacher held his arm."} <= set(_seen(page))


def test_nothing_is_asked_about_a_text_that_is_left_out(page: NamePage) -> None:
    page._cards["why"]._out.cards["out"].click()
    page._cards["how"].names[0].cards.cards[LEAVE_OUT].click()

    assert not page._cards["why"].names[0].isVisible()
    assert page._missing() == []


def test_their_own_words_are_left_out_at_first_and_it_says_why(page: NamePage) -> None:
    out = page._cards["words"]._out

    assert out.codes() == ("out",)
    assert out.cards["out"].accessibleDescription() == (
        "They are theirs to share. Print them only if the person wants that."
    )


def test_what_is_undecided_is_told_on_top_and_at_each_name(page: NamePage) -> None:
    wanted: list[str] = []
    page.wanted.connect(wanted.append)

    page._try()

    assert wanted == []
    assert page._problems.accessibleName().startswith("There are 2 problems.")
    assert _seen(page).count("Error: Keep this name, replace it or leave it out") == 2

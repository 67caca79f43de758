from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable

import pytest
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtWidgets import QMainWindow, QWidget

import ui.screens
from rrn_desktop.forms import registry
from rrn_desktop.resources import document_path
from ui import text
from ui.screens.help.topics import FILES, LEAD, RECORDER, Part, known_screens, page_of_link, page_text, part_for, slug
from ui.screens.help.view import HelpScreen
from ui.screens.parts import words
from ui.screens.parts.screen import Screen

GUIDES = (RECORDER, LEAD)


def headings(page: str) -> list[str]:
    return re.findall(r"^## (.+)$", page_text(page), re.MULTILINE)


def words_of_the_window() -> list[str]:
    said = [*text._ENGLISH.values(), *words._ENGLISH.values()]
    # Words with gaps stand for many; those that are nothing but a gap would stand for all.
    return [
        *(one for one in said if len(re.sub(r"\{\w+\}|\W", "", one)) > 2),
        *(one.title for one in registry.released()),
    ]


def test_every_button_that_a_page_names_is_in_the_window() -> None:
    known = [re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(one))) for one in words_of_the_window()]

    named = {one for page in FILES for one in re.findall(r"\*\*(.+?)\*\*", page_text(page))}

    assert len(named) > 50
    assert sorted(one for one in named if not any(each.fullmatch(one) for each in known)) == []


def test_every_screen_has_a_part_of_a_guide() -> None:
    for module in pkgutil.walk_packages(ui.screens.__path__, "ui.screens."):
        importlib.import_module(module.name)
    screens = {name for one in _below(Screen) if (name := one.__name__).endswith("Screen")}

    missing = screens - {"HelpScreen", "WritingScreen"} - known_screens()
    unfit = [
        part
        for name in known_screens()
        for part in (part_for(name, lead=False), part_for(name, lead=True))
        if part.heading not in headings(part.page)
    ]

    assert missing == set()
    assert unfit == []


def _below(kind: type[QWidget]) -> set[type[QWidget]]:
    return {each for one in kind.__subclasses__() for each in (one, *_below(one)) if one.__module__.startswith("ui.")}


def test_every_link_leads_to_a_part_of_these_pages() -> None:
    links = [(page, link) for page in FILES for link in re.findall(r"\]\((.+?)\)", page_text(page))]

    found = [(page, page_of_link(link)) for page, link in links]

    assert links
    assert "://" not in "".join(page_text(page) for page in FILES)
    for page, part in found:
        assert part is not None
        assert not part.heading or part.heading in {slug(one) for one in headings(part.page or page)}


@pytest.mark.parametrize("page", GUIDES)
def test_a_guide_takes_two_pages_of_paper(page: str, dressed: object) -> None:
    paper = QTextDocument()
    font = QFont(["Noto Sans"])
    font.setPixelSize(14)
    paper.setDefaultFont(font)
    paper.setMarkdown(page_text(page))

    # A4 less margins of 15 mm, at 96 dots an inch; 14 of them are 10.5 points.
    paper.setPageSize(paper.size().__class__(680, 1009))

    assert paper.pageCount() <= 2


def test_a_part_is_gone_to_and_stays_when_the_window_changes(shown: Callable[[QWidget], QMainWindow]) -> None:
    screen = HelpScreen(Part(RECORDER, "Record an incident"))
    window = shown(screen)

    window.resize(700, 500)
    screen._guide.repaint()

    assert screen._guide.part_shown() == "Record an incident"
    assert screen._parts.code() == "Record an incident"
    assert screen._guide.cursorForPosition(screen._guide.viewport().rect().topLeft()).block().text() == (
        "Record an incident"
    )


def test_a_link_leads_to_the_other_page_and_one_that_leads_out_does_nothing(
    shown: Callable[[QWidget], QMainWindow],
) -> None:
    screen = HelpScreen(Part(LEAD, ""))
    shown(screen)

    screen._guide.followed.emit("somewhere/else.html")
    stayed = screen._pages.code()
    screen._guide.followed.emit("guide_recorder.md#check-a-document")

    assert stayed == LEAD
    assert screen._pages.code() == RECORDER
    assert screen._parts.code() == "Check a document"


def test_each_page_lies_where_the_wheel_takes_it_from() -> None:
    told = document_path("").parent.joinpath("pyproject.toml").read_text("utf-8")

    missing = [name for name in FILES.values() if f'"docs/{name}" = "rrn_desktop/_resources/help/{name}"' not in told]

    assert missing == []

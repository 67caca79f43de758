from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QWidget

from rrn_desktop.looks import THEME_NAMES
from rrn_desktop.resources import resource_path
from ui import text
from ui.stylesheet import stylesheet
from ui.theme import FAMILIES, Look, apply_look, current_look
from ui.tokens import THEMES, contrast_ratio
from ui.widgets.measures import column, sized

UI = Path(text.__file__).parent
WORDS_ON_GROUND = (
    ("text", "page"),
    ("text", "surface"),
    ("secondary", "page"),
    ("secondary", "surface"),
    ("on_accent", "accent"),
    ("accent", "surface"),
    ("accent", "page"),
    ("text", "accent_soft"),
    ("secondary", "accent_soft"),
    ("error", "surface"),
    ("error", "error_soft"),
    ("ok", "surface"),
    ("ok", "accent_soft"),
    ("text", "ok_soft"),
    ("warning", "surface"),
    ("text", "warning_soft"),
    ("on_bar", "bar"),
)


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_words_stand_out_from_every_ground_they_are_written_on(theme: str) -> None:
    tokens = THEMES[theme]

    pale = [
        (ink, ground)
        for ink, ground in WORDS_ON_GROUND
        if contrast_ratio(getattr(tokens, ink), getattr(tokens, ground)) < 4.5
    ]

    assert pale == []


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_outlines_of_controls_and_one_line_of_the_ring_stand_out(theme: str) -> None:
    tokens = THEMES[theme]

    outlines = [contrast_ratio(tokens.border, ground) for ground in (tokens.page, tokens.surface)]
    rings = [
        max(contrast_ratio(tokens.ring_inner, ground), contrast_ratio(tokens.ring_outer, ground))
        for ground in (tokens.page, tokens.surface, tokens.bar)
    ]

    assert min(outlines) >= 3
    assert min(rings) >= 3


def test_black_on_white_is_as_far_apart_as_colours_can_be() -> None:
    assert round(contrast_ratio("#000000", "#FFFFFF"), 2) == 21.0


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("theme", THEME_NAMES)
def test_the_style_sheet_is_complete_and_grows_with_the_text(theme: str, scale: float) -> None:
    look = Look(theme, scale)  # type: ignore[arg-type]

    sheet = stylesheet(look)

    assert "$" not in sheet
    assert f"font-size: {round(30 * scale)}px" in sheet


def test_our_own_fonts_are_used_in_all_their_weights(dressed: QApplication) -> None:
    found = [QFontInfo(Look().font(17, weight)) for weight in (400, 500, 600, 700)]

    assert {info.family() for info in found} == {FAMILIES[0]}
    assert [info.weight() for info in found] == [400, 500, 600, 700]
    assert FAMILIES[1] in QFontDatabase.families()


def test_lengths_follow_the_text_size_in_windows_already_open(dressed: QApplication) -> None:
    window = QWidget()
    layout = column(window, spacing=10, margins=(4, 0, 0, 0))
    box = sized(QWidget(), min_height=44)
    layout.addWidget(box)

    apply_look(dressed, Look("dark", 2.0))
    large = (layout.spacing(), layout.contentsMargins().left(), box.minimumHeight(), current_look().theme)
    apply_look(dressed, Look())

    assert large == (20, 8, 88, "dark")
    assert (layout.spacing(), box.minimumHeight()) == (10, 44)


def test_every_icon_named_in_the_window_is_carried() -> None:
    named = set()
    for path in UI.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'IconLabel\("([a-z-]+)"', source))
        named |= set(re.findall(r'paint_icon\([^,]+, "([a-z-]+)"', source))

    missing = [name for name in named if not resource_path(f"icons/{name}.svg").is_file()]

    assert {"chevron-down", "info"} <= named
    assert missing == []


def test_every_word_that_is_asked_for_is_there_and_every_word_is_asked_for() -> None:
    files = [path for path in UI.rglob("*.py") if path.name != "text.py"]
    source = "".join(path.read_text(encoding="utf-8") for path in files).replace("'", '"')
    own = "".join(
        path.read_text(encoding="utf-8") for part in ("widgets", "forms") for path in (UI / part).rglob("*.py")
    )
    asked = set(re.findall(r'\bsay\(\s*"([a-z_]+)"', own))

    missing = asked - text.keys()
    idle = {key for key in sorted(text.keys()) if f'"{key}"' not in source and key not in _MADE}

    assert missing == set()
    assert idle == set()


_MADE = {"front_view", "back_view", "not_known", "not_asked", "declined", "none"}
"""Keys that are put together from a code."""


def test_what_we_carry_of_others_has_its_licence_beside_it() -> None:
    notices = (resource_path("").parent / "THIRD_PARTY_NOTICES.md").read_text(encoding="utf-8")

    files = {path.name for path in resource_path("licences").iterdir()}

    assert len(files) == 7
    assert all(name in notices for name in files)

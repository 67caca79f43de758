"""The looks that the window has, said once: for the window, for what a member chose, and for the command line."""

from __future__ import annotations

from typing import Final, Literal, get_args

ThemeName = Literal["light", "dark", "contrast"]
THEME_NAMES: Final[tuple[ThemeName, ...]] = get_args(ThemeName)
TEXT_SCALES: Final = (100, 125, 150, 175, 200)
"""Text sizes in per cent."""

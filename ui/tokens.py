"""Colours by meaning, one set a theme, so that no widget names a colour."""

from __future__ import annotations

from typing import NamedTuple


class Tokens(NamedTuple):
    """The colours of one theme, each named for what it says."""

    page: str
    surface: str
    text: str
    secondary: str
    border: str
    hairline: str
    accent: str
    on_accent: str
    accent_soft: str
    accent_hover: str
    error: str
    error_soft: str
    ok: str
    ok_soft: str
    warning: str
    warning_soft: str
    bar: str
    on_bar: str
    bar_line: str
    ring_inner: str
    ring_outer: str
    line_width: int = 1


LIGHT = Tokens(
    page="#F3F6F7",
    surface="#FFFFFF",
    text="#14212B",
    secondary="#465663",
    border="#6F7F8B",
    hairline="#D5DDE2",
    accent="#0B5C68",
    on_accent="#FFFFFF",
    accent_soft="#DFF0F1",
    accent_hover="#084852",
    error="#B3261E",
    error_soft="#FCEEED",
    ok="#1B6B3A",
    ok_soft="#DDF3E4",
    warning="#7A4B00",
    warning_soft="#FFF0D2",
    bar="#12343B",
    on_bar="#FFFFFF",
    bar_line="#12343B",
    ring_inner="#14212B",
    ring_outer="#FFC83D",
)

DARK = Tokens(
    page="#10181D",
    surface="#18232A",
    text="#EDF3F5",
    secondary="#B4C3CB",
    border="#8296A2",
    hairline="#2D3C45",
    accent="#6FD0DA",
    on_accent="#06262B",
    accent_soft="#173A40",
    accent_hover="#93E0E8",
    error="#FF9C94",
    error_soft="#3B1F1F",
    ok="#86DBA4",
    ok_soft="#163526",
    warning="#FFCF7A",
    warning_soft="#3A2C10",
    bar="#0B1114",
    on_bar="#EDF3F5",
    bar_line="#2D3C45",
    ring_inner="#10181D",
    ring_outer="#FFC83D",
)

CONTRAST = Tokens(
    page="#000000",
    surface="#000000",
    text="#FFFFFF",
    secondary="#FFFFFF",
    border="#FFFFFF",
    hairline="#FFFFFF",
    accent="#FFFF00",
    on_accent="#000000",
    accent_soft="#000000",
    accent_hover="#FFFFFF",
    error="#FF8A80",
    error_soft="#000000",
    ok="#7CFF9B",
    ok_soft="#000000",
    warning="#FFD65C",
    warning_soft="#000000",
    bar="#000000",
    on_bar="#FFFFFF",
    bar_line="#FFFFFF",
    ring_inner="#000000",
    ring_outer="#00FFFF",
    line_width=2,
)

THEMES: dict[str, Tokens] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast_ratio(one: str, other: str) -> float:
    """Return how far apart two colours are, from 1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)

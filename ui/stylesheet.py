"""The generated style sheet: what stock Qt widgets look like in a theme at a text size."""

from __future__ import annotations

from string import Template
from typing import Protocol

from ui.tokens import Tokens


class _Look(Protocol):
    @property
    def tokens(self) -> Tokens: ...

    def px(self, length: float) -> int: ...


_BASE = Template("""
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[kind="page"] { background: $page; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QLabel { background: transparent; }
QToolTip { background: $surface; color: $text; border: ${line}px solid $border; padding: ${p6}px; }
""")

_TEXTS = Template("""
QLabel[kind="title"] { font-size: ${p30}px; font-weight: 700; }
QLabel[kind="subtitle"] { font-size: ${p21}px; font-weight: 600; }
QLabel[kind="label"] { font-weight: 600; }
QLabel[kind="hint"] { font-size: ${p16}px; color: $secondary; }
QLabel[kind="error"] { font-weight: 600; color: $error; }
QLabel[kind="status"] { font-size: ${p14}px; color: $secondary; }
QLabel[kind="gap"] { color: $warning; font-weight: 600; }
QLabel[kind="strong"] { font-weight: 600; }
QLabel[kind="figure"] { font-size: ${p30}px; font-weight: 700; }
""")

_FRAMES = Template("""
QFrame[kind="card"] { background: $surface; border: ${line}px solid $hairline; border-radius: ${p10}px; }
QFrame[kind="card"][tone="helping"] { background: $accent_soft; border: ${line}px solid $accent; }
QFrame[kind="card"][tone="warning"] { background: $warning_soft; border: ${line}px solid $warning; }
QFrame[kind="row"] { background: $surface; border: ${line}px solid $border; border-radius: ${p8}px; }
QFrame[kind="line"] { background: $hairline; border: none; max-height: ${line}px; min-height: ${line}px; }
QFrame[kind="problems"] { background: $error_soft; border: ${p3}px solid $error; border-radius: ${p6}px; }
QFrame[kind="rail"] { background: transparent; border: 0px solid $error; }
QFrame[kind="rail"][invalid="true"] { background: transparent; border: 0px solid $error;
  border-left: ${p4}px solid $error; }
QFrame[kind="banner"] { background: $accent_soft; border: 0px solid $accent; border-left: ${p5}px solid $accent; }
QFrame[kind="banner"][tone="warning"] { background: $warning_soft; border: 0px solid $warning;
  border-left: ${p5}px solid $warning; }
QFrame[kind="banner"][tone="success"] { background: $ok_soft; border: 0px solid $ok; border-left: ${p5}px solid $ok; }
QFrame[kind="footer"] { background: $surface; border: 0px solid $hairline; border-top: ${line}px solid $hairline; }
QFrame[kind="side"] { background: $surface; border: none; }
QFrame[kind="bar"] { background: $bar; border: 0px solid $bar_line; border-bottom: ${line}px solid $bar_line; }
QFrame[kind="bar"] QLabel { color: $on_bar; }
QFrame[kind="pill"] { background: $accent_soft; border: ${line}px solid $accent; border-radius: ${p4}px; }
""")

_INPUTS = Template("""
QLineEdit, QPlainTextEdit, QComboBox {
  background: $surface; color: $text; border: ${line}px solid $border; border-radius: ${p6}px;
  padding: 0 ${p12}px; min-height: ${box}px;
  selection-background-color: $accent; selection-color: $on_accent;
}
QPlainTextEdit { padding: ${p8}px; }
QTextBrowser { background: $page; color: $text; border: none; padding: ${p4}px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $secondary; border-style: dashed; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] {
  border: 2px solid $error; min-height: ${wrong_box}px;
}
QComboBox::drop-down { border: none; width: ${p40}px; }
QComboBox::down-arrow { image: none; }
QAbstractItemView {
  background: $surface; color: $text; border: ${line}px solid $border; outline: none;
  selection-background-color: $accent; selection-color: $on_accent;
}
QComboBox QAbstractItemView::item, QListView::item { min-height: ${p44}px; padding: 0 ${p12}px; }
QTableView { background: $surface; gridline-color: $hairline; }
QHeaderView::section {
  background: $page; color: $text; font-weight: 600; border: none; border-bottom: ${line}px solid $border;
  padding: ${p8}px ${p12}px; min-height: ${p28}px;
}
QTableView::item { padding: 0 ${p12}px; }
""")

_BUTTONS = Template("""
QMenu { background: $surface; border: ${line}px solid $border; padding: ${p6}px; }
QMenu::item { padding: ${p10}px ${p24}px; border-radius: ${p4}px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QScrollBar:vertical { background: $page; width: ${p14}px; margin: 0; }
QScrollBar::handle:vertical { background: $border; border-radius: ${p5}px; min-height: ${p40}px; margin: ${p2}px; }
QScrollBar:horizontal { background: $page; height: ${p14}px; margin: 0; }
QScrollBar::handle:horizontal { background: $border; border-radius: ${p5}px; min-width: ${p40}px; margin: ${p2}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QPlainTextEdit QScrollBar:vertical { background: $surface; }
""")

_LENGTHS = (2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 21, 24, 28, 30, 40, 44)


def stylesheet(look: _Look) -> str:
    """Return the style sheet of a look, every length scaled and every colour by its meaning."""
    values: dict[str, object] = {name: getattr(look.tokens, name) for name in Tokens.__annotations__}
    values |= {f"p{length}": look.px(length) for length in _LENGTHS}
    values["line"] = look.tokens.line_width
    values["box"] = look.px(44) - 2 * look.tokens.line_width
    # A wrong box has a thicker line, and must stay as high as it was: its place is given already.
    values["wrong_box"] = look.px(44) - 2 * 2
    parts = (_BASE, _TEXTS, _FRAMES, _INPUTS, _BUTTONS)
    return "".join(part.substitute(values) for part in parts)

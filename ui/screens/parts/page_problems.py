"""What stands in the way on a page of boxes: at each box, and on top where it is seen first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from ui.screens.parts.tab_order import order_tabs
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.pages import Page


class _Field(Protocol):
    """A box that says what is wrong with it."""

    def show_error(self, message: str) -> None: ...


def mark_problems(
    page: Page, fields: Mapping[str, _Field], summary: ErrorSummary, problems: Sequence[tuple[str, str]]
) -> None:
    """Say each problem at its box and all of them in the summary, and bring that into sight."""
    wrong = dict(problems)
    for key, field in fields.items():
        field.show_error(wrong.get(key, ""))
    summary.show_problems(problems)
    order_tabs(page)
    if problems:
        page.verticalScrollBar().setValue(0)

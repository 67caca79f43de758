"""A page that is made anew each time it is shown."""

from __future__ import annotations

from ui.widgets.pages import Page


class PassingPage(Page):
    """A page which is no step of the form and does not last."""

    def focus_first(self) -> bool:
        """Move the focus to where one begins; False where nothing begins."""
        return False

"""Which screen leads to which, for what leaves the program: a record printed, figures, and the check of both."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.screens.parts.screen import Screen
from ui.tasks import Tasks
from ui.trail import Place

if TYPE_CHECKING:
    from rrn_desktop.services.session import Session
    from ui.screens.checking.view import CheckScreen


class Paper(QObject):
    """Builds these screens; each leads back to where it was opened from."""

    def __init__(
        self, parent: QObject, tasks: Tasks, visit: Callable[[Place], None], go_back: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self._tasks, self._visit, self._go_back = tasks, visit, go_back

    def rooms(self) -> dict[str, Callable[[Session, Place], Screen]]:
        """Return how each kind of place is built."""
        return {"check": self._check, "export": self._export, "print": self._print, "figures": self._figures}

    def check_screen(self, own_site: str = "") -> CheckScreen:
        """Return the screen that checks documents, knowing this desk's own site where someone is signed in."""
        from ui.screens.checking.presenter import CheckPresenter
        from ui.screens.checking.view import CheckScreen

        return CheckScreen(CheckPresenter(own_site), self._tasks)

    def open_export(self, number: str) -> None:
        """Show what can be made of a record."""
        self._visit(Place("export", number))

    def open_figures(self, days: object = None) -> None:
        """Show what a data package can hold; with a pair of days, of these."""
        first, last = days if isinstance(days, tuple) else ("", "")
        self._visit(Place("figures", str(first), str(last)))

    def _open_print(self, number: str, kind: str) -> None:
        self._visit(Place("print", number, kind))

    def _check(self, session: Session, _place: Place) -> Screen:
        screen = self.check_screen(session.held.roll.site_id)
        screen.left.connect(self._go_back)
        return screen

    def _export(self, session: Session, place: Place) -> Screen:
        from ui.screens.printing.export_view import ExportScreen

        screen = ExportScreen(session, place.key)
        screen.print_wanted.connect(self._open_print)
        screen.left.connect(self._go_back)
        return screen

    def _print(self, session: Session, place: Place) -> Screen:
        from ui.screens.printing.presenter import PrintPresenter
        from ui.screens.printing.view import PrintScreen
        from ui.screens.printing.words import kind_of

        screen = PrintScreen(PrintPresenter(session, place.key, kind_of(place.form)), self._tasks)
        screen.left.connect(self._go_back)
        return screen

    def _figures(self, session: Session, place: Place) -> Screen:
        from ui.screens.figures.presenter import FiguresPresenter
        from ui.screens.figures.view import FiguresScreen

        screen = FiguresScreen(FiguresPresenter(session, place.key, place.form), self._tasks)
        screen.left.connect(self._go_back)
        return screen

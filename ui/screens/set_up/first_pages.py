"""The pages on what the place is, who looks after accounts, its rooms, and where records are read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.services.site_typed import (
    ADMINISTRATOR,
    COLLEAGUES,
    NO,
    OTHER,
    PLACE,
    REGISTER,
    ROOMS,
    SAME,
    TERMS,
    YES,
    kinds_of_place,
)
from ui.screens.parts.words import tell
from ui.screens.set_up.page import SetUpPage
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.choice_cards import Option
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import column, sized


class PlacePage(SetUpPage):
    """What the place is called and which rules it follows."""

    def __init__(self) -> None:
        super().__init__(PLACE)

    def fill(self) -> None:
        """Ask for organisation, place, kind and letter."""
        super().fill()
        self.add_line("site_name")
        self.add_line("organisation")
        kinds = tuple(Option(key, title) for key, title in kinds_of_place())
        self.add_choice("profile", "set_up_profile", kinds, hint="set_up_profile_hint")
        sized(self.add_line("desk_code", "A", limit=4), max_width=120)


class AdministratorPage(SetUpPage):
    """The same person or another, and what either means."""

    def __init__(self) -> None:
        super().__init__(ADMINISTRATOR)

    def fill(self) -> None:
        """Ask who it is; the boxes for another come with that choice."""
        options = tuple(Option(key, tell(f"set_up_{key}"), tell(f"set_up_{key}_hint")) for key in (OTHER, SAME))
        self._who = self.add_choice("administrator", "set_up_administrator_who", options)
        self._both = Banner(tell("set_up_both_means"), "warning")
        self._other = QWidget()
        inside = column(self._other, spacing=24)
        for key in ("admin_name", "admin_job"):
            self.add_line(key, into=inside)
        inside.addWidget(PlainLabel(tell("set_up_other_means")))
        for part in (self._both, self._other):
            part.hide()
            self.card.body.addWidget(part)
        super().fill()
        self.changed.connect(self._show)

    def _show(self) -> None:
        chosen = self._who.codes()
        self._both.setVisible(SAME in chosen)
        self._other.setVisible(OTHER in chosen)
        self.show_problems(())
        if SAME in chosen:
            self._both.say(tell("set_up_both_means"), "warning")


class ColleaguesPage(SetUpPage):
    """Who will sign in, one a line, typed or from a file.

    Signals: ``file_wanted`` asks for a file to take them from.
    """

    file_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(COLLEAGUES)

    def fill(self) -> None:
        """Ask for colleagues."""
        super().fill()
        self._box = self.add_lines(COLLEAGUES, "set_up_colleagues_box", "set_up_colleagues_hint")
        sized(self._box, min_height=110, max_height=130)
        self._taken = Banner()
        self._taken.hide()
        take = ActionButton(tell("set_up_colleagues_file"), "secondary", "clipboard-list")
        take.setObjectName("set_up:colleagues_file")
        take.clicked.connect(self.file_wanted)
        self.card.body.addWidget(PlainLabel(tell("set_up_colleagues_file_hint"), "hint"))
        self.card.body.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        self.card.body.addWidget(self._taken)
        self.card.body.addWidget(PlainLabel(tell("set_up_colleagues_words")))

    def show_taken(self, lines: str, count: int) -> None:
        """Show the lines with those of a file among them, and say how many these are."""
        self._box.setPlainText(lines)
        self._taken.say(
            tell("set_up_colleagues_taken_one" if count == 1 else "set_up_colleagues_taken", count=count), "success"
        )


class TermsPage(SetUpPage):
    """Terms, one a line."""

    def __init__(self) -> None:
        super().__init__(TERMS)

    def fill(self) -> None:
        """Ask for terms."""
        super().fill()
        box = self.add_lines(TERMS, "set_up_terms_box", "set_up_terms_hint")
        sized(box, min_height=110, max_height=150)


class RoomsPage(SetUpPage):
    """Rooms, one a line."""

    def __init__(self) -> None:
        super().__init__(ROOMS)

    def fill(self) -> None:
        """Ask for rooms."""
        super().fill()
        box = self.add_lines("rooms", "set_up_rooms_box", "set_up_rooms_hint")
        sized(box, min_height=150, max_height=190)


class RegisterPage(SetUpPage):
    """Whether leads read records on this PC."""

    def __init__(self) -> None:
        super().__init__(REGISTER)

    def fill(self) -> None:
        """Ask for yes or no."""
        super().fill()
        options = tuple(Option(key, tell(f"set_up_{key}"), tell(f"set_up_{key}_hint")) for key in (YES, NO))
        self.add_choice("register_here", "set_up_register_here", options, YES)
        self.card.body.addWidget(PlainLabel(tell("set_up_register_later"), "hint"))

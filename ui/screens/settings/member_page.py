"""What is asked for a colleague who is let in, and what is changed for one who is here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui import dialogs
from ui.screens.parts.field import LabelledField, short_text
from ui.screens.parts.page_problems import mark_problems
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.ways import WayButtons
from ui.screens.parts.words import tell
from ui.screens.settings.members_lead_time import DAY, LeadTime
from ui.screens.settings.members_presenter import LEAD, RECORDER, ROLES, MemberLine
from ui.widgets.accessible import announce
from ui.widgets.choice_cards import ChoiceCards, Option
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import sized
from ui.widgets.pages import Card, Page

NAME, JOB, ROLES_ASKED = "name", "job", "roles"


class MemberPage(Page):
    """A page with roles and ways, laid over the settings.

    Signals: ``left`` fires on Cancel.
    """

    left = Signal()

    def __init__(self, title: str, lead: str, roles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._problems = ErrorSummary()
        self._card = Card(spacing=18)
        self._roles = ChoiceCards([_option(role) for role in ROLES], many=True, columns=1, name=ROLES_ASKED)
        self._roles.tick(roles)
        asked = LabelledField(tell("member_roles"), self._roles, tell("member_roles_hint"))
        self._fields: dict[str, LabelledField] = {ROLES_ASKED: asked}
        self._ways = WayButtons()
        self._busy = PlainLabel("", "status")
        self._busy.hide()
        for part in (Heading(title), PlainLabel(lead), self._problems, self._card, self._busy, self._ways):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._problems.followed.connect(self.focus_on)

    def focus_first(self) -> None:
        """Move the focus to the first thing asked."""
        self.begin(self._control(next(iter(self._fields))))

    def focus_on(self, key: str) -> None:
        """Move the focus to what is asked under a key."""
        self._control(key).setFocus(Qt.FocusReason.OtherFocusReason)

    def _control(self, key: str) -> QWidget:
        control = self._fields[key].control
        return next(iter(self._roles.cards.values())) if control is self._roles else control

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Say what stands in the way, at its place and on top."""
        mark_problems(self, self._fields, self._problems, problems)
        if problems:
            self._problems.take_focus()

    def show_refused(self, words: str) -> None:
        """Say why it was not done, where that can be mended."""
        self.set_busy("")
        self.show_problems([(self._mended_at(), words)])

    def _mended_at(self) -> str:
        return next(iter(self._fields))

    def set_busy(self, words: str) -> None:
        """Show in words that it is being done; no words where it is over."""
        for part in (self._card, self._ways):
            part.setEnabled(not words)
        self._busy.setText(words)
        self._busy.setVisible(bool(words))
        if words:
            announce(self, words)


class InvitePage(MemberPage):
    """Name, job and roles of someone new.

    Signals: ``given`` carries the name, the job and the roles.
    """

    given = Signal(str, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tell("member_in_title"), tell("member_in_lead"), (RECORDER,), parent)
        self._boxes = {key: sized(short_text(f"member:{key}", limit=200), max_width=520) for key in (NAME, JOB)}
        typed = {
            key: LabelledField(tell(f"member_{key}"), box, tell("member_name_hint") if key == NAME else "")
            for key, box in self._boxes.items()
        }
        self._fields = {**typed, **self._fields}
        for field in self._fields.values():
            self._card.body.addWidget(field)
        self._ways.offer(tell("member_in"), self._try, "primary", "plus")
        self._ways.offer(tell("cancel"), self.left.emit)
        order_tabs(self)

    def _try(self) -> None:
        name, job = (box.text().strip() for box in self._boxes.values())
        roles = self._roles.codes()
        problems = [] if name else [(NAME, tell("member_name_missing"))]
        if not roles:
            problems.append((ROLES_ASKED, tell("member_roles_missing")))
        self.show_problems(problems)
        if not problems:
            self.given.emit(name, job, roles)


class ChangePage(MemberPage):
    """The roles of someone who is here, new keys for one who forgot their passphrase, and the end of their account.

    Signals: ``given`` carries the key, the roles and the last day as a lead or None; ``closing`` carries the key of an
    account to close, ``locked_out`` that of someone who can't sign in.
    """

    given = Signal(str, object, object)
    closing = Signal(str)
    locked_out = Signal(str)

    def __init__(self, member: MemberLine, *, gives_keys: bool, parent: QWidget | None = None) -> None:
        super().__init__(member.name, tell("member_change_lead"), member.roles, parent)
        self._member = member
        self._lead = LeadTime(member.lead_until)
        self._fields |= self._lead.fields
        for part in (self._fields[ROLES_ASKED], self._lead):
            self._card.body.addWidget(part)
        self._ways.offer(tell("member_change"), self._try, "primary")
        self._ways.offer(tell("cancel"), self.left.emit)
        if gives_keys:
            self._ways.offer(tell("member_new_words"), self._ask_new_words, "secondary", "key-round")
        self._ways.offer(tell("member_leave"), self._ask_close, "quiet_danger")
        self._roles.chosen.connect(self._show_lead)
        self._show_lead()

    def focus_on(self, key: str) -> None:
        """Move the focus to what is asked under a key."""
        if key in self._lead.fields:
            self._lead.focus_on(key)
        else:
            super().focus_on(key)

    def _show_lead(self) -> None:
        self._lead.setVisible(LEAD in self._roles.codes())
        order_tabs(self)

    def _try(self) -> None:
        roles = self._roles.codes()
        problems = [] if roles else [(ROLES_ASKED, tell("member_roles_missing"))]
        as_lead = LEAD in roles
        if as_lead and self._lead.problem():
            problems.append((DAY, self._lead.problem()))
        self.show_problems(problems)
        if not problems:
            self.given.emit(self._member.key, roles, self._lead.day() if as_lead else None)

    def _mended_at(self) -> str:
        dated = LEAD in self._roles.codes() and self._lead.day() is not None
        return DAY if dated else super()._mended_at()

    def _ask_new_words(self) -> None:
        title = tell("member_new_words_title", name=self._member.name)
        if dialogs.ask(self, title, tell("member_new_words_words"), yes=tell("member_new_words")):
            self.locked_out.emit(self._member.key)

    def _ask_close(self) -> None:
        title = tell("member_leave_title", name=self._member.name)
        if dialogs.ask(self, title, tell("member_leave_words"), yes=tell("member_leave"), danger=True):
            self.closing.emit(self._member.key)


def _option(role: str) -> Option:
    return Option(role, tell(f"members_role_{role}"), tell(f"members_role_{role}_hint"))

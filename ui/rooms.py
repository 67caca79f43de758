"""Which screen leads to which: the only place that knows them all.

Each screen but the first is loaded when it is opened: all of them take longer to load than sign-in takes to appear.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rrn_desktop.errors import UserFacingError
from ui.doors import Doors
from ui.main_window import MainWindow
from ui.paper import Paper
from ui.screens.parts.screen import Screen
from ui.screens.sign_in.view import SignInScreen
from ui.show_error import show_error
from ui.sittings import Sittings
from ui.tasks import Tasks
from ui.trail import Place, Trail

if TYPE_CHECKING:
    from rrn_desktop.clock import Clock
    from rrn_desktop.services.drafts import Draft
    from rrn_desktop.services.session import Session


class Rooms(QObject):
    """Opens screens in the window; a screen only says what is wanted."""

    def __init__(self, window: MainWindow, store: Path, tasks: Tasks, clock: Clock | None = None) -> None:
        super().__init__(window)
        self._window, self._store, self._tasks, self._clock = window, store, tasks, clock
        self._trail, self._sittings = Trail(), Sittings()
        self._people_first = False
        self._paper = Paper(self, tasks, self._visit, self._go_back)
        self._doors = Doors(window, tasks, self._open, self.open_today, self.open_record)
        window.switch_asked.connect(self._switch)
        window.opened_again.connect(self._sittings.opened_again)

    def open_sign_in(self, name: str = "") -> None:
        """Sign out whoever is in, and ask who is there; a name that is known is filled in."""
        self._window.sign_out()
        screen = SignInScreen(self._store, self._tasks, self._clock)
        screen.remember(name)
        screen.signed_in.connect(self.enter)
        screen.inbox_wanted.connect(self._open_inbox)
        screen.check_wanted.connect(self._open_check)
        screen.set_up_wanted.connect(self._open_set_up)
        self._window.show_screen(screen)
        self._trail.start()

    def enter(self, session: Session) -> None:
        """Open Today for a member who signed in."""
        self._window.sign_in(session)
        self._sittings.begin(session)
        people_first = self._begins_with_people(session)
        self.open_today()
        if people_first:
            self.open_people()
        self._put_back(session)

    def open_today(self) -> None:
        """Show the first screen; whoever has words from a sheet chooses their own before."""
        if self._doors.open_first_passphrase():
            return
        if self._open(self._today):
            self._trail.start()

    def open_register(self) -> None:
        """Show all records."""
        self._visit(Place("register"))

    def open_record(self, number: str, form: str = "incident") -> None:
        """Show a sealed record: of the incident, or of its support or review."""
        self._visit(Place("record", number, form))

    def open_incident(self, number: str) -> None:
        """Show what anyone on the desk may know of an incident, and what they may add to it."""
        self._visit(Place("incident", number))

    def open_card(self, person: str) -> None:
        """Show what helps a person."""
        self._visit(Place("card", person))

    def open_person(self, person: str) -> None:
        """Show what is known of a person."""
        self._visit(Place("person", person))

    def open_people(self) -> None:
        """Show the people of this place."""
        self._visit(Place("people"))

    def open_check(self) -> None:
        """Check a document."""
        self._visit(Place("check"))

    def open_draft(self, draft_id: str) -> None:
        """Carry on with a draft."""
        from rrn_desktop.services import drafts

        self._open(lambda session: self._writing(session, drafts.open_draft(session, draft_id)))

    def open_form(self, form: str, number: str) -> None:
        """Begin what is due or wanted for an incident; where that is no form of its own, lead to where it is done."""
        from ui.screens.after import doors

        session = self._window.session
        draft = doors.completion(session, number) if session is not None and form == doors.RECORD else None
        if draft is not None:
            self.write(draft)
        elif form in {doors.RECORD, doors.COUNTERSIGN}:
            self._open_own(number)
        elif form == doors.NO_FORM:
            self.open_incident(number)
        else:
            self._open(lambda session: self._writing(session, doors.begun(session, form, number)))

    def write(self, draft: Draft) -> None:
        """Write a draft that was just begun."""
        self._open(lambda session: self._writing(session, draft))

    def begin_incident(self) -> None:
        """Begin a new record."""
        from rrn_desktop.services import drafts

        self._open(lambda session: self._writing(session, drafts.begin(session)))

    def _open_own(self, number: str) -> None:
        """Carry on with one's own draft of a record, else read it, else show the incident."""
        from ui.screens.after import doors

        session = self._window.session
        draft = doors.own_draft(session, number) if session is not None else None
        if draft is not None:
            self.open_draft(draft)
        elif session is not None and doors.may_read(session, number):
            self.open_record(number)
        else:
            self.open_incident(number)

    def _visit(self, place: Place | None) -> None:
        if place is None:
            self.open_today()
            return
        build: dict[str, Callable[[Session, Place], Screen]] = {
            "register": self._register,
            "record": self._records,
            "incident": self._incident,
            "card": self._card,
            "person": self._person,
            "people": self._people,
            **self._paper.rooms(),
        }
        if self._open(lambda session: build[place.kind](session, place)):
            self._trail.reach(place)

    def _go_back(self) -> None:
        """Leave a place for the one before it."""
        self._visit(self._trail.before())

    def _return(self) -> None:
        """Go back to the place from which something was written."""
        self._visit(self._trail.here())

    def _open(self, build: Callable[[Session], Screen]) -> bool:
        session = self._window.session
        if session is None or not self._window.may_leave():
            return False
        try:
            screen = build(session)
        except UserFacingError as error:
            show_error(self._window, error)
            return False
        self._window.show_screen(screen)
        return True

    def _switch(self) -> None:
        """Let somebody else sign in; what can be kept of what was typed waits for its writer."""
        session, shown, place = self._window.session, self._window.screen_shown(), self._trail.here()
        typed = shown.typed() if shown is not None else None
        if session is not None and place is not None and typed is not None:
            self._window.kept.keep(session, place, typed)
        self.open_sign_in()

    def _put_back(self, session: Session) -> None:
        """Show again what whoever signed in had typed; not before they chose a passphrase of their own."""
        if not self._window.kept.is_kept_for(session.member.id):
            return
        from rrn_desktop.services import own_passphrase

        found = None if own_passphrase.must_choose(session) else self._window.kept.give_back(session)
        if found is None:
            return
        self._visit(found.place)
        shown = self._window.screen_shown()
        if shown is not None and self._trail.here() == found.place:
            shown.type_again(found.typed)

    def _open_inbox(self) -> None:
        self._doors.open_inbox(self._store, self._clock, self.open_sign_in)

    def _open_set_up(self) -> None:
        self._doors.open_set_up(self._store, self._clock, self._open_sign_in_first, self._open_check)

    def _open_sign_in_first(self, name: str, people: bool) -> None:
        """Ask who is there for the first time on this PC; for some, people are brought in before anything else."""
        self.open_sign_in(name)
        self._people_first = people

    def _begins_with_people(self, session: Session) -> bool:
        """Say whether people are brought in now: once, and not by who may not, or still has words from a sheet."""
        asked, self._people_first = self._people_first, False
        if not asked:
            return False
        from rrn_desktop.services import own_passphrase, people_import

        return people_import.may_import(session) and not own_passphrase.must_choose(session)

    def _open_check(self) -> None:
        screen = self._paper.check_screen()
        screen.left.connect(self.open_sign_in)
        self._window.show_screen(screen)

    def _today(self, session: Session) -> Screen:
        from ui.screens.today.presenter import TodayPresenter
        from ui.screens.today.view import TodayScreen

        screen = TodayScreen(TodayPresenter(session))
        screen.incident_wanted.connect(self.begin_incident)
        screen.draft_wanted.connect(self.open_draft)
        screen.record_wanted.connect(self.open_record)
        screen.register_wanted.connect(self.open_register)
        screen.form_wanted.connect(self.open_form)
        screen.notice_wanted.connect(self.open_incident)
        screen.giving_up_wanted.connect(self._doors.open_giving_up)
        screen.left_behind_wanted.connect(self._doors.open_left_behind)
        screen.unconfirmed_wanted.connect(self._doors.open_unconfirmed)
        screen.guests_wanted.connect(self._doors.open_guests)
        screen.people_wanted.connect(self.open_people)
        screen.settings_wanted.connect(self._doors.open_settings)
        screen.passphrase_wanted.connect(self._doors.open_own_passphrase)
        screen.check_wanted.connect(self.open_check)
        screen.good_day_wanted.connect(partial(self.open_form, "good_day", ""))
        return screen

    def _register(self, session: Session, place: Place) -> Screen:
        from ui.screens.register.presenter import RegisterPresenter
        from ui.screens.register.view import RegisterScreen

        screen = RegisterScreen(RegisterPresenter(session), self._tasks)
        screen.come_back_to(self._trail.left(place))
        screen.left_so.connect(partial(self._trail.leave, place))
        screen.record_wanted.connect(self.open_record)
        screen.figures_wanted.connect(self._paper.open_figures)
        screen.person_wanted.connect(self.open_person)
        screen.left.connect(self._go_back)
        return screen

    def _records(self, session: Session, place: Place) -> Screen:
        from ui.screens.records.presenter import RecordsPresenter
        from ui.screens.records.view import RecordsScreen

        screen = RecordsScreen(RecordsPresenter(session, place.key, place.form), self._tasks)
        screen.draft_started.connect(self.write)
        screen.form_wanted.connect(self.open_form)
        screen.record_wanted.connect(self.open_record)
        screen.card_wanted.connect(self.open_card)
        screen.export_wanted.connect(self._paper.open_export)
        screen.left.connect(self._go_back)
        return screen

    def _incident(self, session: Session, place: Place) -> Screen:
        from ui.screens.after.incident_presenter import IncidentPresenter
        from ui.screens.after.incident_view import IncidentScreen

        screen = IncidentScreen(IncidentPresenter(session, place.key))
        screen.form_wanted.connect(self.open_form)
        screen.draft_started.connect(self.write)
        screen.record_wanted.connect(self.open_record)
        screen.card_wanted.connect(self.open_card)
        screen.left.connect(self._go_back)
        return screen

    def _card(self, session: Session, place: Place) -> Screen:
        from ui.screens.after.card_presenter import CardPresenter
        from ui.screens.after.card_view import CardScreen

        screen = CardScreen(CardPresenter(session, place.key))
        screen.draft_started.connect(self.write)
        screen.left.connect(self._go_back)
        return screen

    def _person(self, session: Session, place: Place) -> Screen:
        from ui.screens.person_page.presenter import PersonPresenter
        from ui.screens.person_page.view import PersonScreen

        screen = PersonScreen(PersonPresenter(session, place.key))
        screen.record_wanted.connect(self.open_record)
        screen.card_wanted.connect(self.open_card)
        screen.draft_started.connect(self.write)
        screen.left.connect(self._go_back)
        return screen

    def _people(self, session: Session, place: Place) -> Screen:
        from ui.screens.people.presenter import PeoplePresenter
        from ui.screens.people.view import PeopleScreen

        screen = PeopleScreen(PeoplePresenter(session), self._tasks)
        screen.come_back_to(self._trail.left(place))
        screen.left_so.connect(partial(self._trail.leave, place))
        screen.person_wanted.connect(self.open_person)
        screen.left.connect(self._go_back)
        return screen

    def _writing(self, session: Session, draft: Draft) -> Screen:
        from ui.screens.record.presenter import RecordPresenter
        from ui.screens.record.view import RecordScreen

        screen = RecordScreen(RecordPresenter(session, draft, self._sittings), self._tasks)
        screen.renamed.connect(self._window.show_where)
        screen.form_wanted.connect(self.open_form)
        screen.export_wanted.connect(self._paper.open_export)
        # What follows an incident is left for where it was begun; the incident itself for Today.
        screen.left.connect(self.open_today if draft.form == "incident" else self._return)
        self._window.bar.sections_asked.connect(screen.open_sections)
        screen.narrow_changed.connect(self._window.bar.show_sections)
        return screen

"""What is typed to set a site up, how far each page is, and the cards on their way. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from rrn_desktop.services import site_colleagues, site_proof, site_typed
from rrn_desktop.services.site_proof import SavedCards
from rrn_desktop.services.site_typed import PAGES, Typed, Wrong
from ui.screens.parts.words import tell

if TYPE_CHECKING:
    from rrn_desktop.clock import Clock
    from rrn_desktop.services.site_founding import NewSite

CARDS, PROVE = "cards", "prove"
ALL = (*PAGES, CARDS, PROVE)
_TYPED = (
    "organisation", "site_name", "desk_code", "name", "job_title", "admin_name", "admin_job", "colleagues", "rooms",
    "terms",
)  # fmt: skip
Status = Literal["not_started", "in_progress", "completed", "needs_attention"]


class Paper(NamedTuple):
    """One sheet that was saved, with what opening it is called."""

    title: str
    path: Path


class SetUpPresenter:
    """Holds what is typed; nothing of it is kept anywhere before the cards are saved, and no store before they hold."""

    def __init__(self, store: Path, clock: Clock | None = None) -> None:
        self.store = store
        self.typed = Typed()
        self._clock = clock
        self._seen: set[str] = set()
        self._site: NewSite | None = None
        self._site_of = Typed()
        self._saved: list[SavedCards] = []
        self._left = False
        self.stale = False
        self.made = False

    def begin(self) -> None:
        """Raise what stands in the way of a store in this folder, before anyone types anything."""
        site_proof.look_at_folder(self.store)

    def take(self, page: str, values: Mapping[str, str]) -> None:
        """Take what stands on a page; cards that were saved for other answers are thrown away."""
        if page not in PAGES:
            return
        self._seen.add(page)
        self.typed = replace(self.typed, **values)
        if self._site is not None and self.typed != self._site_of:
            self._throw_away()
            self._site = None
            self.stale = True

    def wrong(self, page: str) -> Wrong:
        """Return what stands in the way on a page, as (field, sentence)."""
        if page == CARDS:
            return () if self._saved else ((CARDS, tell("set_up_cards_missing")),)
        return site_typed.wrong(page, self.typed) if page in PAGES else ()

    def first_open(self, page: str) -> str:
        """Return the page that has to be done before one can be opened, or that page itself."""
        if page in PAGES:
            return page
        before = ALL[: ALL.index(page)]
        return next((one for one in before if self._is_new(one) or self.wrong(one)), page)

    def status(self, page: str, here: str) -> Status:
        """Return how far a page is."""
        if page == CARDS:
            return "completed" if self._saved else "in_progress" if here == page else "not_started"
        if page in self._seen and page != here:
            return "needs_attention" if self.wrong(page) else "completed"
        return "in_progress" if page == here else "not_started"

    def is_seen(self, page: str) -> bool:
        """Return whether a page was left before."""
        return page in self._seen

    def take_colleagues(self, typed: str, path: Path) -> tuple[str, int]:
        """Return the lines that stand in the box with those of a file below them, and how many came from it.

        Raises the sentence on why nothing could be taken from the file.
        """
        new = site_colleagues.lines_of_file(path)
        return "\n".join(part for part in (typed.strip("\n"), new) if part), len(new.splitlines())

    # The cards

    @property
    def folder(self) -> str:
        """Return the folder in which the cards were saved last."""
        return str(self._saved[-1].folder) if self._saved else ""

    def papers(self) -> tuple[Paper, ...]:
        """Return the papers that were saved last; none before."""
        return tuple(Paper(self._title(path), path) for path in self._saved[-1].files) if self._saved else ()

    def save_cards(self, folder: Path) -> None:
        """Make the site in memory, where it is not, and save its papers; slow, so away from the window."""
        if self._site is None:
            self._site_of = self.typed
            self._site = site_proof.begin(self.store, site_typed.answers(self.typed), clock=self._clock)
        saved = site_proof.save_cards(self._site, self.store, folder)
        self._saved.append(saved)
        if self._left:
            self._throw_away()

    def wrong_words(self, texts: Sequence[str]) -> Wrong:
        """Return what is wrong with two cards as they were typed, each by its place."""
        assert self._site is not None
        return tuple((str(at), words) for at, words in enumerate(site_proof.wrong_words(self._site, texts)) if words)

    def make(self, texts: Sequence[str]) -> None:
        """Make the store; slow, so away from the window. The cards stay from here on, whatever becomes of it."""
        assert self._site is not None
        site_proof.make(self._site, self.store, texts)
        self.made = True

    def forget(self) -> None:
        """Let go of every secret once the store is made."""
        self._site, self._site_of = None, Typed()
        self.typed = replace(self.typed, offered="", passphrase="", again="")

    def delete_cards(self) -> bool:
        """Delete the files of the cards, and say whether none is left."""
        return self._throw_away()

    def leave(self) -> None:
        """Throw away what was saved, unless a store was made of it."""
        self._left = True
        if not self.made:
            self._throw_away()

    def _is_new(self, page: str) -> bool:
        return page in PAGES and page not in self._seen

    def _throw_away(self) -> bool:
        gone = [site_proof.throw_away(cards) for cards in self._saved]
        self._saved = [cards for cards, is_gone in zip(self._saved, gone, strict=True) if not is_gone]
        return all(gone)

    def _title(self, path: Path) -> str:
        kind, _, number = path.stem.rpartition("-")
        if kind == "recovery-share":
            return tell("set_up_paper_share", number=number)
        if kind == "first-passphrase":
            return tell("set_up_paper_passphrase", name=site_typed.names_of_others(self.typed)[0])
        if path.stem == "first-passphrases":
            return tell("set_up_paper_passphrases", count=len(site_typed.names_of_others(self.typed)))
        return tell("set_up_paper_fingerprint")


def holds_words(typed: Typed, values: Mapping[str, str]) -> bool:
    """Return whether anything was typed so far, with what stands on a page; secrets and choices aside."""
    there, empty = {**{field: getattr(typed, field) for field in _TYPED}, **values}, Typed()
    return any(there[field].strip() != getattr(empty, field) for field in _TYPED)

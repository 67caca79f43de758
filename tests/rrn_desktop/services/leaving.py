"""A school that a lead leaves: what was written before and after, and what the one who left took along."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from rrn_desktop.clock import FixedClock
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys import slots
from rrn_desktop.keys.changing import register_seeds
from rrn_desktop.keys.derive import DESK_DATABASE, derive
from rrn_desktop.keys.keyring import Keyring, shared_key
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.roll import Roll
from rrn_desktop.services import drafts, inbox, membership
from rrn_desktop.services.membership import Changed
from rrn_desktop.services.setup_sheets import words_on
from tests.rrn_desktop.services.school import AT, AUTHOR, COLLEAGUE, LEAD, PASSPHRASES, School, case, few, kept, sealed

BEFORE, UNSIGNED, AFTER = "2026-A-001", "2026-A-002", "2026-A-003"
LEFT_AT = AT + timedelta(hours=1)
NEXT_DAY = AT + timedelta(hours=26)
LATER = "these words were typed after the lead had left"
TYPED = "what someone without an account typed before the lead had left"


@dataclass(frozen=True)
class Taken:
    """What someone took along when they left: the whole folder as it was, and their passphrase."""

    store: Path
    name: str

    @property
    def keyring(self) -> Keyring:
        return keyrings.load(self.store / "keyring.json")

    @property
    def roll(self) -> Roll:
        return self.keyring.replayed()

    def own(self, member: str) -> MemberSecrets:
        slot = slots.load_slot(self.store / "slots" / f"{member}.json")
        return slots.open_slot(slot, PASSPHRASES[self.name]).secrets

    def desk_key(self, member: str) -> bytes:
        return derive(shared_key(self.keyring, self.roll, "desk/1", member, self.own(member)), DESK_DATABASE)

    def seeds(self, member: str) -> dict[int, bytes]:
        return register_seeds(self.keyring, self.roll, member, self.own(member))


@dataclass
class Left:
    """The school afterwards, what was changed, and what the one who left has."""

    school: School
    taken: Taken
    changed: Changed
    draft: str

    def copy(self, folder: Path) -> Left:
        return replace(self, school=self.school.copy(folder))


def second_lead(school: School) -> None:
    """Make the colleague a lead as well."""
    membership.set_roles(school.enter(LEAD), COLLEAGUE, ("lead", "recorder"))


def lead_who_left(new_school: School, folder: Path) -> Left:
    """Let a second lead write and read, leave with a copy of the folder, and the others go on."""
    school = new_school.copy(folder)
    second_lead(school)
    sealed(school.enter(AUTHOR), case(1))
    draft = kept(school.enter(AUTHOR), few("Library")).id
    school.enter(COLLEAGUE)
    school.leave()
    taken = Taken(Path(shutil.copytree(school.store, folder / "taken along")), COLLEAGUE)
    lead = school.enter(LEAD, LEFT_AT)
    _handed_in(school)
    changed = membership.leave(lead, COLLEAGUE)
    author = school.enter(AUTHOR, LEFT_AT)
    begun = drafts.open_draft(author, draft)
    drafts.save(author, replace(begun, answers=begun.answers.with_answer("before", LATER)))
    sealed(author, case(1).with_answer("before", LATER))
    school.leave()
    return Left(school, taken, changed, draft)


def cards(school: School) -> list[str]:
    """Return the words of two recovery cards."""
    return [words_on((school.out / f"recovery-share-{card}.txt").read_text("utf-8")) for card in (1, 3)]


def files_of_keys(store: Path) -> dict[str, bytes]:
    """Return the bytes of what a change of keys writes."""
    return {name: (store / name).read_bytes() for name in ("keyring.json", "desk.db", "register.db")}


def _handed_in(school: School) -> None:
    """Hand in a first record without an account; whoever signs in next takes it in."""
    begun = inbox.begin(school.store, "A. Mensah", "Supply teacher", clock=FixedClock(AT))
    answers = few("Corridor").with_answer("person", PersonRef("Cai Rees")).with_answer("before", TYPED)
    draft = inbox.save(replace(begun, answers=answers))
    notice = inbox.proposed(draft)
    assert notice is not None
    inbox.seal(inbox.stand(draft, notice), first=True)

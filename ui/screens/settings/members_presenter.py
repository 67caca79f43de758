"""Who signs in here, and what can be done for them, in words. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rrn_desktop.forms.wording import day_words
from rrn_desktop.services import changing_keys, deputies, guests, membership
from rrn_desktop.services.directory import members
from rrn_desktop.services.session import MemberInfo, Session
from ui.progress import Progress
from ui.screens.parts.words import tell

RECORDER, LEAD = "recorder", "lead"
ROLES = (RECORDER, "in_charge", LEAD, "administrator")
"""The roles in the order in which they are offered."""


class MemberLine(NamedTuple):
    """One colleague: who, what they may do, and whether that can be changed by whoever looks."""

    key: str
    name: str
    detail: str
    roles: tuple[str, ...]
    changeable: bool
    lead_until: str | None = None


class MembersPresenter:
    """Reads the accounts that are open, and changes them; the changes are slow, so they run away from the window."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def gives_keys(self) -> bool:
        """Return whether this member gives a new passphrase to who can't sign in, as leads do."""
        return LEAD in self._session.member.roles

    def lines(self) -> tuple[MemberLine, ...]:
        """Return those who stay by name, then the guests."""
        visiting = guests.listing(self._session)
        keys = {one.id for one in visiting}
        stay = [self._line(one) for one in members(self._session) if one.active and one.id not in keys]
        shift = [
            MemberLine(
                one.id,
                one.name,
                tell("members_guest" if one.state == "here" else "members_guest_over", time=one.until_words),
                (RECORDER,),
                changeable=False,
            )
            for one in visiting
        ]
        return (*stay, *shift)

    def line(self, key: str) -> MemberLine:
        """Return one of them."""
        return next(one for one in self.lines() if one.key == key)

    def invite(self, name: str, job_title: str, roles: Sequence[str], out_dir: Path) -> str:
        """Let a colleague in and return what was done; raises the sentence that says why not."""
        invited = membership.invite(self._session, name, job_title, tuple(roles), out_dir)
        file = invited.files[0].name if invited.files else ""
        return tell("member_in_done", name=invited.member.name, file=file)

    def change(self, key: str, roles: Sequence[str], lead_until: str | None = None) -> str:
        """Change what a colleague may do and return what was done; raises the sentence that says why not."""
        if lead_until is None:
            changed = membership.set_roles(self._session, key, tuple(roles))
        else:
            changed = deputies.lead_until(self._session, key, lead_until, roles=roles)
        return tell("member_changed", name=changed.name, roles=roles_words(changed.roles, changed.lead_until))

    def give_new_words(self, key: str, out_dir: Path) -> str:
        """Give a colleague who can't sign in a new passphrase, and return what was done and what is still closed."""
        given = membership.new_keys(self._session, key, out_dir)
        said = [tell("member_new_words_done", name=given.member.name, file=given.files[0].name)]
        if given.back.entries_waiting or given.back.drafts_waiting or given.back.searches_waiting:
            said.append(tell("member_new_words_waiting"))
        return " ".join(said)

    def leave(self, key: str) -> str:
        """Close a colleague's account and return what was done; raises the sentence that says why not."""
        return tell("member_left", name=membership.close_account(self._session, key).name)

    def keys_owed(self) -> bool:
        """Return whether a key is to be changed because someone left."""
        return changing_keys.owed(self._session).any

    def keys_are_quick(self) -> bool:
        """Return whether to change them takes some seconds at most."""
        return changing_keys.owed(self._session).by_itself

    def change_keys(self, progress: Progress) -> str:
        """Change the keys for which that is owed and return what was done; slow. Raises why not, also when stopped."""
        changing_keys.change(self._session, progress=progress)
        return tell("keys_changed")

    def _line(self, member: MemberInfo) -> MemberLine:
        own = member.id == self._session.member.id
        words = roles_words(member.roles, member.lead_until)
        if own:
            detail = tell("members_you", roles=words)
        else:
            detail = tell("members_line", job=member.job_title, roles=words) if member.job_title else words
        return MemberLine(member.id, member.name, detail, member.roles, not own, member.lead_until)


def roles_words(roles: Sequence[str], lead_until: str | None = None) -> str:
    """Return roles as words in a row, that of a lead with its last day where it has one."""
    dated = {LEAD: tell("members_lead_until", day=day_words(lead_until))} if lead_until else {}
    return ", ".join(dated.get(role, tell(f"members_role_{role}")) for role in ROLES if role in roles)

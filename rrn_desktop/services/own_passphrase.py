"""An own passphrase: chosen at the first sign-in in place of the words on a sheet, and changed later.

The keys stay the same: only the key file that the words open is written anew. So the old words still open an old copy
of that file, on a stick or in a backup; whose words were read by others and whose file was copied needs new keys.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from rrn_desktop.errors import Refused, UserFacingError, WrongPassphrase
from rrn_desktop.keys import slots
from rrn_desktop.keys.passphrase import PassphraseRefused, generate, is_made_up, normalise, weakness, words_for
from rrn_desktop.keys.passphrase_key import NAME_COST, cost_for
from rrn_desktop.keys.slots import Slot
from rrn_desktop.ledger.appending import About
from rrn_desktop.services import made_up
from rrn_desktop.services.journal import log
from rrn_desktop.services.opening import SLOTS
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import check_passphrase, digest_of
from rrn_desktop.store import desk_directory

KIND = "passphrase"
"""The kind of the entry that keeps that a member changed their passphrase; it says no more."""


class PassphraseTooWeak(Refused):
    """A new passphrase would be too easy to guess, or is no new one."""

    code = "passphrase_too_weak"


def must_choose(session: Session) -> bool:
    """Say whether this member uses words that others may have read on a sheet, or that guard too little by now.

    Never in a demo store, and never for a guest, whose words end with the shift.
    """
    listed = session.held.roll.members.get(session.member.id)
    if session.demo or listed is None or listed.is_guest:
        return False
    with session.held.desk.read() as connection:
        return made_up.stands_on_a_sheet(connection, session.member.id)


def only_made_up(session: Session) -> bool:
    """Say whether this member takes words that the program makes up: a lead or an administrator does."""
    return session.member.is_keeper


def offer(session: Session) -> str:
    """Return new words for this member: eight for a lead or an administrator, six for anyone else."""
    return generate(words_for(session.member.roles))


def why_not(session: Session, new: str) -> str | None:
    """Return why a text can't be this member's new passphrase, in a sentence, or None.

    Whether it is the one that they have is not looked at here, because that takes a while.
    """
    try:
        normalise(new)
    except PassphraseRefused as problem:
        return problem.next_step
    if only_made_up(session):
        words = words_for(session.member.roles)
        return None if is_made_up(new, words) else f"Use the {words} words that are made up for you."
    return weakness(new, _guessed_first(session))


def choose(session: Session, new: str) -> None:
    """Put own words in place of those on the sheet, for a member who has just signed in with those.

    Slow. Raises PassphraseTooWeak, and Refused for a member who has chosen before: they use ``change``.
    """
    if not must_choose(session):
        raise Refused(
            "You have a passphrase of your own.", "Nothing was changed.", "To change it, give the one of now as well."
        )
    _refuse_weak(session, new)
    _refuse_same(session, new)
    _write(session, new)


def change(session: Session, old: str, new: str) -> None:
    """Change the passphrase of the member who is signed in; the old one works until the new one does.

    Slow. Raises WrongPassphrase for the old one, and PassphraseTooWeak for the new one.
    """
    check_passphrase(session, old)
    _refuse_weak(session, new)
    _refuse_same(session, new)
    _write(session, new)


def _guessed_first(session: Session) -> tuple[str, ...]:
    with session.held.desk.read() as connection:
        organisation = desk_directory.fact(connection, "organisation") or ""
    return session.member.name, session.site_name, organisation, session.member.job_title


def _refuse_weak(session: Session, new: str) -> None:
    why = why_not(session, new)
    if why is not None:
        raise PassphraseTooWeak("This can't be your new passphrase.", "Nothing was changed.", why)


def _refuse_same(session: Session, new: str) -> None:
    with suppress(WrongPassphrase):
        check_passphrase(session, new)
        raise PassphraseTooWeak(
            "This is the passphrase that you have now.", "Nothing was changed.", "Choose another one."
        )


def _write(session: Session, new: str) -> None:
    """Keep in the ledger that it changes, then write the key file anew: a crash leaves an entry too many, no more."""
    held, member = session.held, session.member
    slot = _slot_under(session, new)
    # Before the old key file goes, the new one has been opened with the new words.
    slots.open_slot(slot, new)
    log(session, About(KIND))
    slots.save_slot(held.store / SLOTS, slot)
    if held.proved is not None:
        session.held = replace(held, proved=digest_of(new))
    # The new words hold from here on. What fails below is done at the next sign-in, or asked once more.
    with suppress(UserFacingError), held.desk.write() as connection:
        made_up.forget(connection, member.id)
        desk_directory.see_slot(connection, member.id, slot.revision)


def _slot_under(session: Session, new: str) -> Slot:
    held, member = session.held, session.member
    before, seen = slots.load_slot(_path(session)), held.settled(held.roll)
    with held.desk.read() as connection:
        revision = max(before.revision, desk_directory.slot_seen(connection, member.id)) + 1
    return slots.create(
        site=held.roll.site_id, member=member.id, name=member.name, passphrase=new, secrets=held.secrets,
        roll_seq=seen.seq, roll_head=seen.head,
        cost=NAME_COST if session.demo else cost_for(held.roll.members[member.id].roles), revision=revision,
    )  # fmt: skip


def _path(session: Session) -> Path:
    return session.held.store / SLOTS / f"{session.member.id}.json"

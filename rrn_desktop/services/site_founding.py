"""A site that is not made yet: its keys and its recovery cards, in memory alone, and the papers that it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rrn_desktop.clock import Clock
from rrn_desktop.errors import DoesNotHold
from rrn_desktop.exports.sheets import Sheet, write_sheet, write_together
from rrn_desktop.ids import new_id
from rrn_desktop.keys.founding import Founded, Founder, found_site
from rrn_desktop.keys.passphrase import generate, words_for
from rrn_desktop.keys.recovery import combine, new_shares, recovery_member
from rrn_desktop.services.directory import new_person
from rrn_desktop.services.setup_sheets import (
    cover_of_passphrases,
    fingerprint_sheet,
    passphrase_sheet,
    ready_folder,
    share_sheets,
)
from rrn_desktop.services.site_answers import NewMember, SiteAnswers
from rrn_desktop.store import desk_directory


@dataclass(frozen=True, slots=True, repr=False)
class NewSite:
    """What is known of a site before there is a store; ``made_up`` are the passphrases of who brought none, by id."""

    answers: SiteAnswers
    founded: Founded
    members: tuple[tuple[str, NewMember], ...]
    people: tuple[desk_directory.Person, ...]
    shares: tuple[str, str, str]
    made_up: Mapping[str, str]

    @property
    def site_id(self) -> str:
        """Return the fingerprint of the site: the SHA-256 of its first statement, in hexadecimal."""
        return self.founded.roll.site_id

    def passphrase_of(self, member: str) -> str:
        """Return the passphrase of one of the first members."""
        return self.made_up.get(member) or next(one.passphrase or "" for who, one in self.members if who == member)


def new_site(answers: SiteAnswers, clock: Clock) -> NewSite:
    """Return the keys of a new site; nothing is written."""
    secret, shares = new_shares()
    members = tuple((new_id(), member) for member in answers.members)
    made_up = {who: generate(words_for(one.roles)) for who, one in members if one.passphrase is None}
    founders = [Founder(who, member.roles) for who, member in members]
    recovery = recovery_member(secret)
    founded = found_site(founders, recovery, desk_code=answers.desk_code, at=clock.now(), demo=answers.demo)
    people = tuple(new_person(person.name, person.details) for person in answers.people)
    return NewSite(answers, founded, members, people, shares, made_up)


def write_papers(site: NewSite, out_dir: Path) -> tuple[Path, ...]:
    """Write the recovery cards, the fingerprint and each passphrase that was made up, as PDF and as text.

    Raises a StoreUnusable when the folder can't be made or written to.
    """
    ready_folder(out_dir)
    return tuple(path for sheet in (*_cards(site), *_passphrases(site)) for path in write_sheet(sheet, out_dir))


def write_papers_to_print(site: NewSite, out_dir: Path) -> tuple[Path, ...]:
    """Write the same as PDF alone, several passphrases in one file with a page for each; raises as write_papers."""
    ready_folder(out_dir)
    words = _passphrases(site)
    single = (*_cards(site), *words) if len(words) == 1 else _cards(site)
    papers = tuple(path for sheet in single for path in write_sheet(sheet, out_dir, text=False))
    if len(words) < 2:
        return papers
    cover = cover_of_passphrases(site.answers.site_name, [one.name for who, one in site.members if who in site.made_up])
    return (*papers, write_together(cover.name, cover, words, out_dir))


def check_shares(site: NewSite, texts: Sequence[str]) -> None:
    """Raise a ShareRefused, or DoesNotHold, unless the words of two cards give the recovery keys of this site."""
    if recovery_member(combine(texts)).public() != site.founded.roll.recovery:
        raise DoesNotHold(
            "The recovery shares do not give the recovery keys.",
            "No store was made.",
            "Check that the cards are of this site. If they are, run the set-up again, and throw these sheets away.",
        )


def _cards(site: NewSite) -> tuple[Sheet, ...]:
    name = site.answers.site_name
    return (*share_sheets(name, site.shares), fingerprint_sheet(name, site.site_id))


def _passphrases(site: NewSite) -> tuple[Sheet, ...]:
    return tuple(
        passphrase_sheet(number, member.name, site.made_up[who])
        for number, (who, member) in enumerate(site.members, start=1)
        if who in site.made_up
    )

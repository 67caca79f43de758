"""What helps a person: the card that leads publish, and what helped on good days since then, for everyone here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from rrn_desktop.clock import parse_rfc3339, wall_time
from rrn_desktop.errors import NoRight, NotFound
from rrn_desktop.exports.sheets import Section, Sheet, write_sheet
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.types import flaw_of
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.forms.wording import day_words
from rrn_desktop.keys.passphrase_key import folded
from rrn_desktop.ledger.appending import About
from rrn_desktop.ledger.sealing import SealedAlready
from rrn_desktop.services import directory, drafts
from rrn_desktop.services.consequence import Also, Consequence
from rrn_desktop.services.drafts import AMEND, Draft
from rrn_desktop.services.journal import log
from rrn_desktop.services.rightful import made_by_lead
from rrn_desktop.services.session import Session
from rrn_desktop.services.setup_sheets import ready_folder
from rrn_desktop.store import desk_cards, desk_helped, desk_ledger
from rrn_desktop.store.connection import Connection

CARD = "card"
_NEWEST = 5


@dataclass(frozen=True, slots=True)
class GoodDay:
    """What helped on a day that went well, in one or two lines."""

    day: str
    helped: str = field(repr=False)
    by_name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Card:
    """What helps one person, as everyone on the desk reads it.

    ``version`` is 0 and the first texts are empty while no card was published; ``good_days`` are those that were
    recorded since, the latest first.
    """

    person_id: str | None
    person: str = field(repr=False)
    helps: str = field(repr=False)
    please_dont: str = field(repr=False)
    watch: str = field(repr=False)
    version: int
    by_name: str = field(repr=False)
    at: str
    good_days: tuple[GoodDay, ...] = ()


def card(session: Session, person: str) -> Card | None:
    """Return what helps a person, given by id or name, or None when nobody has said anything yet."""
    who = whom(session, person)
    published = _published(session, who)
    good_days = _good_days(session, who, published)
    if published is None:
        return Card(who.id, who.name, "", "", "", 0, "", "", good_days) if good_days else None
    return Card(
        person_id=published.person_id,
        person=who.name,
        helps=published.helps,
        please_dont=published.please_dont,
        watch=published.watch,
        version=published.version,
        by_name=published.by_name,
        at=published.at,
        good_days=good_days,
    )


def days_that_went_well(session: Session, person: str, most: int) -> tuple[GoodDay, ...]:
    """Return the days that went well for a person, by id or name, the latest first, also those a card has taken up."""
    return _good_days(session, whom(session, person), None, most)


def begin(session: Session, person: str) -> Draft:
    """Return the lead's own open draft of a person's card, else the next version, with the present words in it.

    What helped on good days since is added under what helps, as far as there is room. Raises NoRight for anyone but a
    lead.
    """
    only_leads(session)
    who = whom(session, person)
    for row in drafts.mine(session):
        there = drafts.open_draft(session, row.id) if row.form == CARD else None
        about = None if there is None else there.answers.get("person")
        if there is not None and isinstance(about, PersonRef) and key_of(about) == key_of(who):
            return there
    new = drafts.begin(session, CARD, answers=_begun_with(card(session, person), who))
    published = _published(session, who)
    if published is None:
        return new
    with session.held.desk.read() as connection:
        versions = desk_ledger.by_record(connection, published.record)
    return replace(
        new,
        record=published.record,
        version=(versions[-1].row.version or 0) + 1,
        purpose=AMEND,
        reason="The card was brought up to date.",
        previous=versions[-1].row.hash,
    )


def print_card(session: Session, person: str, out: Path) -> tuple[Path, ...]:
    """Write a person's card into a folder as one page to print and as text; the ledger keeps that it was.

    The files' names say nothing of whom they are about. Raises NotFound when there is nothing to print yet.
    """
    found = card(session, person)
    if found is None:
        raise NotFound(
            "Nobody has said yet what helps this person.",
            "Nothing was written.",
            "Record a day that went well, or ask a lead to write a card.",
        )
    ready_folder(out)
    files = write_sheet(_sheet(session, found), out)
    prints = {file.suffix.lstrip("."): sha256(file.read_bytes()).hexdigest() for file in files}
    log(session, About("export"), {"what": CARD, "version": found.version, "sha256": prints})
    return files


def whom(session: Session, person: str) -> PersonRef:
    """Return who is meant by an id or a name; a name that fits nobody, or two people, stays a name alone."""
    people = directory.everyone(session)
    known = [one for one in people if one.id == person] or directory.of_name(people, person)
    return PersonRef(known[0].name, known[0].id) if len(known) == 1 else PersonRef(person.strip())


def key_of(who: PersonRef) -> str:
    """Return by what the desk finds a person's lines again: the id, or the name of someone the directory lacks."""
    return who.id or f"name:{folded(who.name)}"


def only_leads(session: Session) -> None:
    """Raise NoRight for anyone but a lead."""
    if not session.is_lead:
        raise NoRight(
            "Only a lead publishes what helps a person.",
            "Nothing was changed.",
            "Record a day that went well: what helped then is here for everyone at once.",
        )


def _published(session: Session, who: PersonRef) -> desk_cards.Card | None:
    with session.held.desk.read() as connection:
        found = (desk_cards.card_of(connection, key) for key in _keys(who))
        return next((one for one in found if one is not None and _is_sealed(connection, session, one)), None)


def _is_sealed(connection: Connection, session: Session, published: desk_cards.Card) -> bool:
    """Say whether a card on the desk stands on an entry that a lead sealed: the desk's own lines are not signed."""
    entry = desk_ledger.by_hash(connection, published.hash)
    if entry is None or (entry.row.kind, entry.row.record) != (CARD, published.record):
        return False
    return entry.row.version == published.version and made_by_lead(session, entry.row)


def _keys(who: PersonRef) -> tuple[str, ...]:
    """Return where a person's lines may be: also under the name, from before they came into the directory."""
    return tuple(dict.fromkeys((key_of(who), key_of(PersonRef(who.name)))))


def _good_days(
    session: Session, who: PersonRef, published: desk_cards.Card | None, most: int = _NEWEST
) -> tuple[GoodDay, ...]:
    with session.held.desk.read() as connection:
        lines = [line for key in _keys(who) for line in desk_helped.of_person(connection, key)]
        if published is not None:
            # Not by the day that went well: one of last week that was written down after the card is news to it.
            since = _written(connection, published.hash)
            lines = [line for line in lines if _written(connection, line.hash) > since]
    newest = sorted(lines, key=lambda line: (line.day, line.hash), reverse=True)[:most]
    return tuple(GoodDay(line.day, line.helped, line.by_name) for line in newest)


def _written(connection: Connection, entry_hash: str) -> tuple[str, int]:
    entry = desk_ledger.by_hash(connection, entry_hash)
    return ("", 0) if entry is None else (entry.row.at, entry.row.seq)


def _begun_with(present: Card | None, who: PersonRef) -> Answers:
    if present is None:
        return Answers({"person": who})
    helps = present.helps
    for good_day in present.good_days:
        longer = "\n".join(part for part in (helps, good_day.helped) if part)
        helps = longer if flaw_of(registry.definition(CARD).question("helps"), longer) is None else helps
    return Answers({"person": who, "helps": helps, "please_dont": present.please_dont, "watch": present.watch})


def _sheet(session: Session, found: Card) -> Sheet:
    mark = sha256(key_of(PersonRef(found.person, found.person_id)).encode()).hexdigest()[:8]
    good_days = "\n".join(f"{day_words(one.day)}: {' '.join(one.helped.split())}" for one in found.good_days)
    texts = (
        ("What helps", found.helps),
        ("Please don’t", found.please_dont),
        ("What to watch", found.watch),
        ("Days that went well", good_days),
    )
    return Sheet(
        name=f"what-helps-{mark}-{found.version}",
        title=f"What helps {found.person}",
        before=(f"{session.site_name}. {_edition(session, found)}",),
        lines=(),
        after=("This page names a person. Keep it where only those who work with them see it.",),
        sections=tuple(Section(heading, text) for heading, text in texts if text),
        one_page=True,
    )


def _edition(session: Session, found: Card) -> str:
    if not found.version:
        return "From days that went well; there is no card yet."
    day = wall_time(parse_rfc3339(found.at), session.zone).local[:10]
    return f"Version {found.version}, {day_words(day)}, by {found.by_name}."


def _also(session: Session, draft: Draft) -> Also | None:
    only_leads(session)
    who = draft.answers.get("person")
    if not isinstance(who, PersonRef):
        return None
    before = _published(session, who)
    _check_next(draft, before)
    texts = {name: _text(draft, name) for name in ("helps", "please_dont", "watch")}
    at = session.wall().rfc3339()

    def publish(connection: Connection, entry: str) -> None:
        desk_cards.publish(
            connection,
            desk_cards.Card(
                person_key=key_of(who) if before is None else before.person_key, person_id=who.id, person=who.name,
                version=draft.version, by_name=session.member.name, at=at, record=draft.record, hash=entry, **texts,
            ),
        )  # fmt: skip

    return publish


def _check_next(draft: Draft, before: desk_cards.Card | None) -> None:
    """Raise SealedAlready unless a draft is the next version of this very person's card."""
    of_another = draft.previous is not None if before is None else before.record != draft.record
    if of_another:
        raise SealedAlready(
            "This card was begun for someone else, or another one was published since.",
            "What was published is safe, and so is what you typed.",
            "Look at what helps this person now. Then begin anew, and take over what is missing.",
        )


def _text(draft: Draft, name: str) -> str:
    value = draft.answers.get(name)
    return value.strip() if isinstance(value, str) else ""


CONSEQUENCE = Consequence(also=_also)

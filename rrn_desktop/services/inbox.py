"""Write it now, without signing in: begun, saved, carried on with four words, handed in, and corrected.

Only the register's public key is needed, and the public keys of those who may read the notice. The store may be in
use by someone who is signed in: nothing here opens its databases.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from rrn_desktop.clock import Clock, SystemClock, wall_time
from rrn_desktop.errors import AnswersRefused, Refused
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.rules import without_hidden
from rrn_desktop.forms.validation import ERROR, GAP, Problem, validate
from rrn_desktop.ids import new_id
from rrn_desktop.ledger.inbox_file import SealedInInbox
from rrn_desktop.services import inbox_items as items
from rrn_desktop.services import inbox_phrases as phrases
from rrn_desktop.services.directory import checked_job_title, checked_name
from rrn_desktop.services.inbox_draft import InboxDraft
from rrn_desktop.services.inbox_notices import proposed, stand
from rrn_desktop.services.inbox_phrases import Known
from rrn_desktop.services.inbox_place import InboxPlace, facts_of, hold_inbox, latest_moment, place, roll_of, say_place
from rrn_desktop.store.location import refuse_if_not_local

CARRY_ON_FOR = timedelta(hours=24)
CORRECTION = "correction"
_INCIDENT = "incident"
_ADDITIONS = "additions"

__all__ = [
    "InboxDraft", "InboxPlace", "InboxSealed", "SealedInInbox", "TooLate", "add_to", "begin", "carry_on", "place",
    "problems", "proposed", "save", "say_place", "seal", "stand",
]  # fmt: skip


class TooLate(Refused):
    """The day in which four words lead back to what was begun is over."""

    code = "inbox_too_late"


@dataclass(frozen=True, slots=True)
class InboxSealed:
    """What was handed in without an account; ``phrase`` is there when it was never saved before."""

    id: str
    record: str
    form: str
    status: str
    problems: tuple[Problem, ...]
    phrase: str | None = field(default=None, repr=False)


def begin(store: Path, name: str, role: str, *, form: str = _INCIDENT, clock: Clock | None = None) -> InboxDraft:
    """Return something new to write; nothing is kept of it until it is saved.

    Raises WrongUsage for a name that can't be kept, and a StoreUnusable where nothing can be written.
    """
    if form != _INCIDENT:
        raise Refused(
            "Without an account you can record an incident, and correct it.",
            "Nothing was written.",
            "Ask someone who is signed in to write this for you.",
        )
    return _begun(store, checked_name(name), checked_job_title(role), form, clock or SystemClock())


def save(draft: InboxDraft) -> InboxDraft:
    """Keep what is being written; nothing that was typed is ever refused.

    The first save gives four words to carry on with. Raises DraftMoved when it was saved from elsewhere since,
    SealedInInbox when it was sealed since, and a StoreUnusable when the disk refuses.
    """
    if draft.revision:
        with hold_inbox(draft.store):
            return replace(items.write(draft), phrase=None)
    words = draft.words or phrases.new_phrase()
    roll = roll_of(draft.store)
    created = replace(items.create(draft, roll, words), saved_at=draft.wall())
    known = Known(draft.about or draft.id, draft.id, draft.started_at.instant(), draft.name, draft.role)
    with hold_inbox(draft.store):
        if draft.words:
            # Words that are on paper already lead to it before it is there: so it is never begun a second time.
            phrases.keep(draft.store, roll.site_id, words, known)
        # Else what was typed comes first: without the words a lead can still open it.
        items.put(created)
        if not draft.words:
            phrases.keep(draft.store, roll.site_id, words, known)
    return replace(created, phrase=None if draft.words else words, words=None)


def carry_on(store: Path, phrase: str, *, clock: Clock | None = None) -> InboxDraft:
    """Return what was begun with these four words, as it was left.

    Slow on purpose. Raises WrongPassphrase, TooLate after 24 hours, and SealedInInbox for what is sealed already.
    """
    now = clock or SystemClock()
    refuse_if_not_local(store)
    known = phrases.look_up(store, roll_of(store).site_id, phrase)
    if now.now() - known.begun > CARRY_ON_FOR:
        raise TooLate(
            "This was begun more than 24 hours ago, so your words do not open it any more.",
            "All that you wrote is safe, and a lead can open it.",
            "Tell your lead. If something is missing, write it again.",
        )
    return items.open_with_phrase(store, known.writing, phrases.spoken(phrase), now)


def problems(draft: InboxDraft) -> tuple[Problem, ...]:
    """Return what is wrong, missing, or worth a second look in what is being written."""
    return validate(draft.definition, draft.answers, draft.moment())


def seal(draft: InboxDraft, *, first: bool = False) -> InboxSealed:
    """Hand in what was written, as a first record or a complete one; it opens to the four words no more.

    It is not signed: it stands as written by this name until its writer or a lead confirms it. The next member who
    signs in takes it into the ledger. Raises AnswersRefused with the first question in the way, and Refused without
    a notice.
    """
    ready = replace(draft, answers=without_hidden(draft.definition, draft.answers))
    found = problems(ready)
    _refuse_if_not_ready(ready, found, first=first)
    kept = ready if ready.revision else save(ready)
    status: items.Status = "first" if first else "complete"
    with hold_inbox(kept.store):
        items.write_sealed(kept, status)
    left = tuple(problem for problem in found if problem.kind != ERROR)
    return InboxSealed(kept.id, kept.record, kept.form, status, left, kept.phrase)


def add_to(store: Path, phrase: str, *, form: str = CORRECTION, clock: Clock | None = None) -> InboxDraft:
    """Return a correction, or another addition, to what was handed in with these four words.

    One that was begun and not handed in yet is carried on. Raises WrongPassphrase, and Refused while the first is
    still being written: then it is carried on, not corrected.
    """
    now = clock or SystemClock()
    roll = roll_of(store)
    known = phrases.look_up(store, roll.site_id, phrase)
    if items.is_writing(store, known.writing):
        if known.writing != known.item:
            return carry_on(store, phrase, clock=now)
        raise Refused(
            "What you began is not handed in yet.",
            "All that you wrote is safe.",
            "Carry on with it, and change it there.",
        )
    if registry.definition(form).family != _ADDITIONS:
        raise Refused("This can't be added to a record.", "Nothing was written.", "Write a correction.")
    begun = _begun(store, known.name, known.role, form, now)
    return replace(begun, about=known.item, words=phrases.spoken(phrase))


def _begun(store: Path, name: str, role: str, form: str, clock: Clock) -> InboxDraft:
    refuse_if_not_local(store)
    profile, zone = facts_of(store)
    return InboxDraft(
        store=store,
        id=new_id(),
        record=new_id(),
        form=form,
        form_version=registry.definition(form).version,
        profile=profile,
        zone=zone,
        name=name,
        role=role,
        answers=Answers.empty(),
        started_at=wall_time(clock.now(), zone),
        clock=clock,
        latest=latest_moment(store),
    )


def _refuse_if_not_ready(draft: InboxDraft, found: tuple[Problem, ...], *, first: bool) -> None:
    stops = (ERROR,) if first else (ERROR, GAP)
    in_the_way = next((problem for problem in found if problem.kind in stops), None)
    if in_the_way is not None:
        raise AnswersRefused(
            in_the_way.message,
            "What you wrote is safe, with every word.",
            "Answer this question, then hand it in again.",
            question=in_the_way.question,
        )
    if draft.form == _INCIDENT and draft.notice is None:
        raise Refused(
            "This record has no notice yet.", "What you wrote is safe.", "Say who, when and where, and let it stand."
        )

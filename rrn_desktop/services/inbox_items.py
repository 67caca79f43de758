"""The files of the inbox: written whole, read again, and opened by who may."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Literal

import msgspec

from rrn_desktop.clock import Clock, FixedClock, parse_rfc3339, read_wall, wall_time
from rrn_desktop.errors import DoesNotHold, StoreDamaged, StoreMissing, StoreUnusable
from rrn_desktop.files import write_whole
from rrn_desktop.forms.reading import write_answers
from rrn_desktop.keys import strict_json
from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger import inbox_file
from rrn_desktop.ledger.inbox_file import Held, InboxContent, InboxFile, OpenedInbox, SealedInInbox
from rrn_desktop.ledger.inbox_shapes import FAMILY, LIMIT, VERSION
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.services import draft_content as content
from rrn_desktop.services.inbox_aside import DAMAGED, put_aside
from rrn_desktop.services.inbox_draft import DeskNote, InboxDraft
from rrn_desktop.services.inbox_notices import WRITING, desk_note
from rrn_desktop.services.inbox_place import ABOUT, INBOX, latest_moment, ready_folder, roll_of
from rrn_desktop.services.reading import reader
from rrn_desktop.services.session import Session
from rrn_desktop.store.desk_drafts import DraftMoved

Status = Literal["first", "complete"]


def paths(store: Path) -> tuple[Path, ...]:
    """Return the files of the inbox, by name."""
    return tuple(sorted(path for path in (store / INBOX).glob("*.json") if path.name != ABOUT))


def path_of(store: Path, item: str) -> Path:
    """Return where a file of the inbox lies."""
    return store / INBOX / f"{item}.json"


def read(path: Path) -> InboxFile:
    """Return an inbox file; raises StoreMissing, StoreDamaged, also for one under another name, and StoreNewer."""
    file = strict_json.read_file(path, InboxFile, FAMILY, VERSION, LIMIT)
    if file.id != path.stem:
        raise strict_json.damaged(f"The file {path.name} in the inbox bears another file's name.")
    return file


def is_writing(store: Path, item: str) -> bool:
    """Say whether something is still being written."""
    with suppress(StoreUnusable):
        return read(path_of(store, item)).state == WRITING
    return False


def create(draft: InboxDraft, roll: Roll, words: str) -> InboxDraft:
    """Return a draft with its first revision made, under four words; slow on purpose."""
    made = inbox_file.new(
        roll, _content(draft, "first"), phrase=words, at=draft.clock.now(), identity=draft.id, record=draft.record,
        about=draft.about,
    )  # fmt: skip
    return replace(draft, held=made, revision=made.file.revision)


def write(draft: InboxDraft) -> InboxDraft:
    """Write the next revision of what is being written, once nobody else wrote one since."""
    return _written(draft, WRITING, "first")


def write_sealed(draft: InboxDraft, status: Status) -> InboxDraft:
    """Write the last revision: sealed, as a first record or a complete one."""
    return _written(draft, "sealed", status)


def put(draft: InboxDraft) -> None:
    """Write the file of a draft, whole or not at all."""
    if draft.held is None:
        raise ValueError("this draft was never made")
    write_whole(path_of(draft.store, draft.id), inbox_file.file_bytes(draft.held.file))


def open_with_phrase(store: Path, item: str, words: str, clock: Clock) -> InboxDraft:
    """Return what is being written, to who knows the four words; slow on purpose.

    Raises SealedInInbox for what is handed in, also when it was taken in since.
    """
    try:
        opened = inbox_file.open_with_phrase(read(path_of(store, item)), words)
    except StoreMissing:
        raise handed_in() from None
    return _draft_of(store, opened, clock)


def open_left(session: Session, file: InboxFile) -> InboxDraft:
    """Return what someone left unfinished, to a lead; its clock stands where its writer saved it last.

    Raises DoesNotHold for a file that was changed.
    """
    key = inbox_file.register_key(file, reader(session))
    opened = OpenedInbox(inbox_file.content_of(file, key), Held(file, key))
    return _draft_of(session.store, opened, FixedClock(parse_rfc3339(file.saved_at)))


def note_of(session: Session, file: InboxFile) -> DeskNote | None:
    """Return what this member may know of a file; None when nothing is for them, or not yet.

    A lead also proves that all of it opens. Raises DoesNotHold for a file that was changed.
    """
    held = session.held
    if held.register_seed is not None:
        return _as_note(inbox_file.open_with_register(file, reader(session)).notice)
    try:
        return _as_note(inbox_file.open_notice(file, session.member.id, held.secrets.receive_seed))
    except EntryRefused:
        if held.roll.members[session.member.id].former:
            # It may be wrapped to the keys that this member had before: the next one can tell.
            return None
        raise


def text_of(file: InboxFile) -> str:
    """Return the whole file as a text."""
    return inbox_file.file_bytes(file).decode("ascii")


def remove(path: Path) -> None:
    """Take a file away whose entry stands in the ledger; where the disk refuses, the next sign-in does it."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def handed_in() -> SealedInInbox:
    """Return the sentence for what can't be carried on because it is handed in."""
    return SealedInInbox(
        "What you wrote is handed in already, so these words do not open it any more.",
        "It is safe, and a lead can read it.",
        "If something in it is wrong, write a correction.",
    )


def _written(draft: InboxDraft, state: Literal["writing", "sealed"], status: Status) -> InboxDraft:
    if draft.held is None:
        raise ValueError("this draft was never made")
    there = _there(draft)
    if there is not None and there.state == "sealed":
        # Trying again after a crash in the very moment of handing in: it is in.
        if state == "sealed" and there.revision == draft.revision + 1:
            return replace(draft, revision=there.revision)
        raise handed_in()
    if there is not None and there.revision != draft.revision:
        raise DraftMoved(
            "This was saved from somewhere else after you opened it.",
            "Both are safe: what was saved there, and what is on your screen now.",
            "Carry on with your four words, and add what is missing.",
        )
    inside = _content(draft, status, sealed=state == "sealed")
    held = inbox_file.with_content(draft.held, roll_of(draft.store), inside, at=draft.clock.now(), state=state)
    saved = replace(draft, held=held, revision=held.file.revision, saved_at=draft.wall())
    put(saved)
    return saved


def _draft_of(store: Path, opened: OpenedInbox, clock: Clock) -> InboxDraft:
    file, inside = opened.held.file, opened.content
    return InboxDraft(
        store=store,
        id=file.id,
        record=file.record,
        form=inside.form,
        form_version=inside.form_version,
        profile=inside.profile,
        zone=inside.zone,
        name=inside.name,
        role=inside.role,
        answers=content.typed(inside.answers),
        started_at=read_wall(inside.started_at, inside.zone),
        clock=clock,
        revision=file.revision,
        saved_at=wall_time(parse_rfc3339(file.saved_at), inside.zone),
        notice=_as_note(inside.notice),
        about=file.about,
        held=opened.held,
        latest=latest_moment(store),
    )


def _there(draft: InboxDraft) -> InboxFile | None:
    """Return the file as it lies on the disk, or None when it is gone or spoilt: then it is written anew.

    What was typed is in the hands of its writer, and nobody else; what lies there instead is kept aside.
    """
    ready_folder(draft.store)
    path = path_of(draft.store, draft.id)
    try:
        return read(path)
    except StoreMissing:
        return None
    except StoreDamaged:
        put_aside(path, DAMAGED)
        return None


def _content(draft: InboxDraft, status: Status, *, sealed: bool = False) -> InboxContent:
    note = desk_note(draft, status if sealed else WRITING)
    return InboxContent(
        name=draft.name,
        role=draft.role,
        form=draft.form,
        form_version=draft.form_version,
        profile=draft.profile,
        started_at=draft.started_at.rfc3339(),
        written_at=draft.wall().rfc3339(),
        zone=draft.zone,
        status=status,
        answers=write_answers(draft.definition, draft.answers) if sealed else content.kept(draft.answers),
        notice=None if note is None else msgspec.to_builtins(note),
    )


def _as_note(said: dict[str, object] | None) -> DeskNote | None:
    try:
        return None if said is None else msgspec.convert(said, DeskNote, strict=True)
    except msgspec.ValidationError:
        raise DoesNotHold(
            "A notice that was written without an account can't be read.",
            "What was written is kept.",
            "Tell your lead.",
        ) from None

"""Drafts as they lie on the desk: sealed boxes that only their author, or a lead, can open."""

from __future__ import annotations

from dataclasses import astuple, dataclass, field
from functools import partial
from typing import Any

from rrn_desktop.errors import Refused
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.statements import fill

_COLUMNS = "id, author, form, number, record, revision, purpose, box, wrap_author, wrap_register, saved_at"
_sql = partial(fill, columns=_COLUMNS)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft; what is being written lies in the box."""

    id: str
    author: str
    form: str
    number: str | None
    record: str
    revision: int
    purpose: str
    box: bytes = field(repr=False)
    wrap_author: bytes = field(repr=False)
    wrap_register: bytes = field(repr=False)
    saved_at: str


class DraftMoved(Refused):
    """A draft was saved from another place since it was opened here."""

    code = "draft_moved"


def save_draft(connection: Connection, draft: DraftRow) -> None:
    """Keep the next revision of a draft; raises DraftMoved when it is not the next one, or not this author's."""
    values = (draft.number, draft.revision, draft.box, draft.wrap_author, draft.wrap_register, draft.saved_at)
    changed = connection.exec_driver_sql(
        "UPDATE drafts SET number = ?, revision = ?, box = ?, wrap_author = ?, wrap_register = ?, saved_at = ? "
        "WHERE id = ? AND author = ? AND revision = ?",
        (*values, draft.id, draft.author, draft.revision - 1),
    ).rowcount
    if changed:
        return
    if draft.revision != 1 or open_row(connection, draft.id) is not None:
        raise _moved()
    connection.exec_driver_sql(
        _sql("INSERT INTO drafts ($columns) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        astuple(draft),
    )


def open_row(connection: Connection, identity: str) -> DraftRow | None:
    """Return one draft, or None."""
    row = connection.exec_driver_sql(_sql("SELECT $columns FROM drafts WHERE id = ?"), (identity,)).first()
    return None if row is None else _draft(row)


def drafts_of(connection: Connection, author: str) -> tuple[DraftRow, ...]:
    """Return the drafts of one author, the latest first."""
    rows = connection.exec_driver_sql(
        _sql("SELECT $columns FROM drafts WHERE author = ? ORDER BY julianday(saved_at) DESC, id"), (author,)
    )
    return tuple(_draft(row) for row in rows)


def all_left(connection: Connection, before: str) -> tuple[DraftRow, ...]:
    """Return everyone's drafts that were last saved before an RFC 3339 moment, the oldest first."""
    rows = connection.exec_driver_sql(
        _sql("SELECT $columns FROM drafts WHERE julianday(saved_at) < julianday(?) ORDER BY julianday(saved_at), id"),
        (before,),
    )
    return tuple(_draft(row) for row in rows)


def count_of_form(connection: Connection, form: str) -> int:
    """Return how many drafts of a form there are, whoever writes them."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM drafts WHERE form = ?", (form,)).scalar_one())


def free_draft(connection: Connection, identity: str) -> bool:
    """Remove a draft that was sealed or given up; say whether it was there."""
    return bool(connection.exec_driver_sql("DELETE FROM drafts WHERE id = ?", (identity,)).rowcount)


def _draft(row: Any) -> DraftRow:
    return DraftRow(*row)


def _moved() -> DraftMoved:
    return DraftMoved(
        "This draft was saved from somewhere else after you opened it.",
        "Both are safe: what was saved there, and what is on your screen now.",
        "Open the draft again from Today, and add what is missing.",
    )

"""The register's words: each record that brought new ones is read once more, in pages, after a catch-up."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rrn_desktop.forms.registry import definition
from rrn_desktop.forms.searching import words_of
from rrn_desktop.ledger.bodies import Attached, Body, read_attached, read_body
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.store import register_texts
from rrn_desktop.store.connection import Database
from rrn_desktop.store.register_texts import ToRead

_PAGE = 200


def find_words(register: Database, progress: Callable[[int], None] | None = None) -> int:
    """Read all records whose words are not known yet and return how many; what was done stays when it is cut off."""
    done = 0
    while count := _page(register):
        done += count
        if progress is not None:
            progress(done)
    return done


def _page(register: Database) -> int:
    with register.write() as connection:
        page = register_texts.to_read(connection, _PAGE)
        register_texts.put(connection, ((one.id, "\n".join(_lines(one))) for one in page))
    return len(page)


def _lines(one: ToRead) -> Iterator[str]:
    """Yield the words of bodies that were proved when they came in; one that no form here reads has none."""
    for body in one.bodies:
        yield _words(read_body, body)
    for body in one.attached:
        yield _words(read_attached, body)


def _words(read: Callable[[bytes], Body | Attached], data: bytes) -> str:
    try:
        body = read(data)
        return words_of(definition(body.form, body.form_version), body.answers)
    except (EntryRefused, KeyError):
        return ""

"""Voiding: a record that was entered in error is kept, stays readable, and is never counted."""

from __future__ import annotations

import msgspec

from rrn_desktop.errors import NoRight, Refused
from rrn_desktop.ledger import sealing as ledger
from rrn_desktop.ledger.appending import About, context_of
from rrn_desktop.services.consequence import register_and_author
from rrn_desktop.services.drafts import AMEND
from rrn_desktop.services.entries import body_of
from rrn_desktop.services.incidents import VOIDED
from rrn_desktop.services.journal import note, signer
from rrn_desktop.services.reading import not_rightful_of, versions_of_number
from rrn_desktop.services.reasons import checked_reason
from rrn_desktop.services.records import next_version_of
from rrn_desktop.services.sealing import Head, Sealed
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import check_passphrase
from rrn_desktop.store import desk_follow_ups
from rrn_desktop.store.connection import Connection


def void(session: Session, number: str, reason: str, passphrase: str) -> Sealed:
    """Seal that a record was entered in error, with a reason; its number stays taken and nothing more is due.

    Raises WrongPassphrase, NoRight for anyone but its author or a lead, and Refused for one that is void already.
    """
    check_passphrase(session, passphrase)
    why = checked_reason(reason, needed="Making a record void needs a reason.", safe="The record is as it was.")
    newest = versions_of_number(session, number)[-1]
    if newest.body.status == "void":
        raise Refused("This record is void already.", "Nothing was changed.", "There is nothing more to do.")
    if newest.body.author != session.member.id and not session.is_lead:
        raise NoRight("Only the author or a lead makes a record void.", "Nothing was changed.", "Ask your lead.")
    draft = next_version_of(session, newest, AMEND, why)
    body = msgspec.structs.replace(body_of(session, draft, first=False, written_by=None), status="void")
    held = session.held

    def also(connection: Connection, _entry: str) -> None:
        desk_follow_ups.forget(connection, draft.record)
        note(connection, session, About(VOIDED, record=draft.record, number=draft.number))

    with held.desk.read() as connection:
        site = context_of(connection, held.roll)
    to, aside = register_and_author(session, draft), not_rightful_of(session, draft.record)
    submission = ledger.Submission(body=body, recipients=to, also=also, not_rightful=aside)
    sealed = ledger.submit(held.desk, session.store, site, signer(session), submission, at=held.clock.now())
    head = Head(sealed.device, sealed.segment, sealed.seq, sealed.entry_hash)
    return Sealed(
        sealed.record, draft.form, sealed.number, sealed.version, "void", sealed.entry_hash, head, (), (), (),
        sealed.warning,
    )  # fmt: skip

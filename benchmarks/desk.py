"""Autosave and seal, as a recorder waits for them."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from benchmarks import bare
from benchmarks.measuring import Row, measure, timed
from benchmarks.site import AUTHOR, PASSPHRASES, answers_of, entered
from rrn_desktop.files import write_whole
from rrn_desktop.services import drafts, notices, sealing
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import check_passphrase
from rrn_desktop.store import desk_drafts, desk_ledger

_SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def autosave(store: Path, folder: Path, repeats: int) -> Row:
    """Measure one autosave of a full draft."""
    with entered(store, AUTHOR) as session:
        latest = _Latest(session, numbered(session))
        with session.held.desk.read() as connection:
            row = desk_drafts.open_row(connection, latest.draft.id)
        assert row is not None
        plain = bare.opened(folder / "autosave.db")
        plain.execute("CREATE TABLE drafts (id TEXT PRIMARY KEY, box BLOB NOT NULL) STRICT")
        plain.execute("INSERT INTO drafts VALUES (?, ?)", (row.id, row.box))
        size = len(row.box) + len(row.wrap_author) + len(row.wrap_register)

        def baseline() -> float:
            box = secrets.token_bytes(size)
            return timed(lambda: plain.execute("UPDATE drafts SET box = ? WHERE id = ?", (box, row.id)))

        against = "SQLCipher commit of the same bytes"
        try:
            return measure("autosave of a full draft", against, 2, ours=latest.save, bare=baseline, repeats=repeats)
        finally:
            plain.close()


def seal(store: Path, folder: Path, repeats: int) -> tuple[list[Row], str]:
    """Measure one seal after the passphrase was found right, and tell what the passphrase itself takes."""
    with entered(store, AUTHOR) as session:
        slow = min(timed(lambda: check_passphrase(session, PASSPHRASES[AUTHOR])) for _ in range(3))
        first = sealing.seal(session, numbered(session), PASSPHRASES[AUTHOR])
        with session.held.desk.read() as connection:
            entry = desk_ledger.by_hash(connection, first.entry_hash)
        assert entry is not None
        # The passphrase is slow on purpose, so it is told apart.
        with patch.object(sealing, "check_passphrase"):
            rows = list(_seals(session, folder, entry, repeats))
    return rows, f"Checking the passphrase before each seal takes {slow * 1000:.0f} ms more, on purpose (Argon2id)."


def _seals(session: Session, folder: Path, entry: desk_ledger.StoredEntry, repeats: int) -> Iterator[Row]:
    baseline = _BareSeal(folder, entry)

    def ours() -> float:
        draft = numbered(session)
        return timed(lambda: sealing.seal(session, draft, ""))

    try:
        for settled, against in (
            (False, "sign, HPKE, SQLCipher commit"),
            (True, "the same, log emptied, head written"),
        ):
            bare_seal = partial(baseline.once, settled=settled)
            yield measure("seal one incident", against, 2, ours=ours, bare=bare_seal, repeats=repeats)
    finally:
        baseline.connection.close()


class _Latest:
    """A draft that is saved again and again, each time with something else typed."""

    def __init__(self, session: Session, draft: Draft) -> None:
        self._session = session
        self.draft = draft

    def save(self) -> float:
        """Save once more, and return how long it took."""
        typed = replace(self.draft, answers=self.draft.answers.with_answer("own_words", secrets.token_hex(8)))
        return timed(lambda: self._save(typed))

    def _save(self, typed: Draft) -> None:
        self.draft = drafts.save(self._session, typed)


class _BareSeal:
    """Signs, wraps and commits as many bytes as a sealed entry has."""

    def __init__(self, folder: Path, entry: desk_ledger.StoredEntry) -> None:
        self._signing = ec.generate_private_key(ec.SECP256R1())
        lattice, curve = MLKEM768PrivateKey.generate(), X25519PrivateKey.generate()
        self._public = hpke.MLKEM768X25519PublicKey(lattice.public_key(), curve.public_key())
        self._header, self._box = entry.row.header, entry.box or b""
        self._recipients = len(entry.wraps)
        self._head = folder / "head.json"
        self.connection: Any = bare.opened(folder / "seal.db")
        self.connection.execute("CREATE TABLE ledger (id INTEGER PRIMARY KEY, header BLOB, signature BLOB) STRICT")
        self.connection.execute("CREATE TABLE bodies (id INTEGER PRIMARY KEY, box BLOB) STRICT")
        self.connection.execute("CREATE TABLE wraps (id INTEGER PRIMARY KEY, wrap BLOB) STRICT")

    def once(self, *, settled: bool) -> float:
        """Seal once more, and return how long it took; settled, what a power cut must not undo is on the disk."""
        taken = timed(self._seal)
        return taken + timed(self._settle) if settled else taken

    def _seal(self) -> None:
        signatures = [
            self._signing.sign(data, ec.ECDSA(SHA256(), deterministic_signing=True))
            for data in (self._header, self._box)
        ]
        wraps = [_SUITE.encrypt(bytes(32), self._public, info=self._header[:64]) for _ in range(self._recipients)]
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute("INSERT INTO ledger (header, signature) VALUES (?, ?)", (self._header, signatures[0]))
        self.connection.execute("INSERT INTO bodies (box) VALUES (?)", (self._box,))
        for wrap in wraps:
            self.connection.execute("INSERT INTO wraps (wrap) VALUES (?)", (wrap,))
        self.connection.execute("COMMIT")

    def _settle(self) -> None:
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        write_whole(self._head, self._header)


def numbered(session: Session) -> Draft:
    """Return a full draft whose notice stands."""
    draft = drafts.save(session, replace(drafts.begin(session), answers=answers_of("case2")))
    notice = notices.proposed(session, draft)
    assert notice is not None
    return notices.stand(session, draft, notice)

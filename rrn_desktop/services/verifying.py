"""Checking what was sealed: a whole store, or what came out of one, with no store and no account."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from rrn_desktop.errors import NotFound
from rrn_desktop.exports import checking
from rrn_desktop.exports.checked import CheckedDocument, Part
from rrn_desktop.exports.outside import is_litter
from rrn_desktop.ledger import verifying as ledger
from rrn_desktop.ledger.findings import Finding
from rrn_desktop.services.opening import DESK, KEYRING, REGISTER
from rrn_desktop.services.session import Session
from rrn_desktop.services.signatures import Signature

STORE = "store"
_UNKNOWN = {
    "not_readable": "This can't be read, or is no plain file.",
    "nothing_in_it": "There is nothing in this folder.",
}
_NOT_SEEN_HERE = "It can't be seen here whether there is more, or something newer: the site can say."


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked, whether it holds, and in words what does and what does not.

    ``parts`` say apart whether its author, its exporter and its pages hold; ``site`` is the fingerprint of the site
    that it names, to be compared with the site's own.
    """

    path: Path
    kind: str
    holds: bool
    findings: tuple[Finding, ...]
    signatures: tuple[Signature, ...]
    says: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    site: str | None = None


def is_store(path: Path) -> bool:
    """Say whether a folder is a store, or what is left of one."""
    return any((path / name).is_file() for name in (KEYRING, DESK, REGISTER))


def is_package(path: Path) -> bool:
    """Say whether a folder is a data package, or what is left of one."""
    return checking.is_package(path)


def verify_store(session: Session) -> Checked:
    """Check chain, headers, roll, signatures, numbers and heads; for a lead every sealed record is opened too."""
    held = session.held
    seeds = held.register_seeds
    found = ledger.verify_store(held.desk, session.store, held.roll, register=held.register, seeds=seeds)
    says = (
        f"{found.entries} entries were checked: each header, its signature, and its place in the chain.",
        f"{found.opened} sealed entries were opened, and what their authors signed was checked."
        if seeds
        else "What is sealed was not opened: only a lead's account can.",
        f"The list of members has {held.roll.seq + 1} signed statements, and each holds.",
        _verdict(found.holds),
    )
    return Checked(session.store, STORE, found.holds, found.findings, (), says, (), held.roll.site_id)


def verify_path(path: Path) -> Checked:
    """Check one signed document or one data package; raises NotFound when it can't be read."""
    return _told(path, checking.check_file(path))


def verify_each(path: Path) -> tuple[Checked, ...]:
    """Check a document, a package, or every document in a folder; raises NotFound when there is none.

    In a folder, what can't be read, a link, and a folder with nothing in it are answers of their own.
    """
    if not path.is_dir() or checking.is_package(path):
        return (verify_path(path),)
    left = _inside(path)
    if not left:
        raise NotFound("There is nothing in this folder.", "Nothing was checked.", "Choose another folder or a file.")
    found: list[Checked] = []
    while left:
        one = left.pop()
        folder = one.is_dir() and not one.is_symlink() and not checking.is_package(one)
        inside = _inside(one) if folder else []
        left += inside or []
        if not folder or not inside:
            found.append(_unknown(one, "not_readable" if inside is None else "nothing_in_it") if folder else _one(one))
    return tuple(found)


def _inside(folder: Path) -> list[Path] | None:
    """Return what lies in a folder, the last first; None when it can't be read."""
    try:
        names = [one for one in folder.iterdir() if not one.name.startswith(".") and not is_litter(one.name)]
    except OSError:
        return None
    return sorted(names, reverse=True)


def _one(path: Path) -> Checked:
    try:
        return _unknown(path, "not_readable") if path.is_symlink() else verify_path(path)
    except NotFound:
        return _unknown(path, "not_readable")


def _unknown(path: Path, code: str) -> Checked:
    return _told(path, CheckedDocument(checking.UNKNOWN, None, (), (Finding(code, _UNKNOWN[code]),), ()))


def _told(path: Path, found: CheckedDocument) -> Checked:
    signatures = tuple(
        Signature(_plainly(one.by), _plainly(one.role), one.at, one.covers, holds=True, kind=one.kind)
        for one in found.signatures
    )
    parts = tuple(replace(part, says=_plainly(part.says)) for part in found.parts)
    site = () if found.site is None else (_compare(found.site), _NOT_SEEN_HERE)
    says = (*(part.says for part in parts), *site, _verdict(found.holds))
    return Checked(path, found.kind, found.holds, found.findings, signatures, says, parts, found.site)


def _plainly(text: str) -> str:
    """Return words that came with a document without what could move a terminal's cursor or hide a letter."""
    return "".join("�" if unicodedata.category(sign).startswith("C") else sign for sign in text)


def _compare(site: str) -> str:
    return f"The fingerprint of the site is {site}: compare it with the site's own."


def _verdict(holds: bool) -> str:
    return "All that was checked holds." if holds else "Not everything holds: see what was found."

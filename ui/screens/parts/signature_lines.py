"""Signatures in words, each said to hold or not. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rrn_desktop.forms import registry
from ui.screens.parts.times import when_words
from ui.screens.parts.words import tell

if TYPE_CHECKING:
    # Loading the store takes longer than showing the window, and checking a document needs no store.
    from rrn_desktop.services.signatures import Signature


class SignatureLine(NamedTuple):
    """One signature in words, and whether it holds."""

    words: str
    covers: str
    holds: bool


def signature_lines(signatures: Sequence[Signature]) -> tuple[SignatureLine, ...]:
    """Return every signature, each said to hold or not; a late one says so."""
    return tuple(_line(one) for one in signatures)


def _line(one: Signature) -> SignatureLine:
    kind = f"{one.kind}_own" if one.own else one.kind
    key = f"signature_{kind}" if one.holds else "signature_broken"
    by = f"{one.by}, {one.role}" if one.role else one.by
    # A document that is checked anywhere names the moment, and no wall on which a clock hung.
    time = f"{when_words(one.at)} UTC" if one.at.endswith("Z") else when_words(one.at)
    words = tell(key, by=by, time=time)
    words = tell("signature_late", words=words) if one.late else words
    return SignatureLine(words, tell("signature_covers", covers=_covered(one.covers)), one.holds)


def _covered(covers: str) -> str:
    """Return what a signature covers, a form by its title: a file names it by its code."""
    number, _, form = covers.rpartition(" ")
    try:
        title = registry.definition(form).title
    except KeyError:
        return covers
    return f"{number}: {title}" if number else title

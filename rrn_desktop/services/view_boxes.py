"""The box in which a saved search lies: under its member's draft key, bound to site, member and its own id."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from rrn_desktop.canonical import canonical, labelled
from rrn_desktop.keys.boxes import BoxRefused, open_box, seal_box


def bound_to(site: str, member: str, view: str) -> bytes:
    """Return what a box is bound to."""
    return labelled("view", canonical({"site": site, "member": member, "view": view}))


def closed_again(box: bytes, bound: bytes, before: Iterable[bytes], now: bytes) -> bytes | None:
    """Return a box under the key of now that one of those before opened, or None where none does."""
    for key in before:
        with suppress(BoxRefused):
            return seal_box(now, open_box(key, box, bound), bound)
    return None

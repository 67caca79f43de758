"""What someone typed and had not saved when another took over this PC: kept for them alone, until they sign in again.

It lies on no disk. It is a box under its writer's draft key, bound to site and member, so that it can be held while
someone else is signed in: neither they nor what is left of that session can open it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rrn_desktop.canonical import canonical, labelled
from rrn_desktop.keys.boxes import BoxRefused, open_box, seal_box
from rrn_desktop.services.session import Session


def closed(session: Session, typed: Mapping[str, Any]) -> bytes:
    """Return what whoever is signed in typed, as a box that only they open."""
    # In ASCII, so that half a character is kept too.
    plain = json.dumps(dict(typed), ensure_ascii=True).encode("ascii")
    return seal_box(session.held.secrets.draft_key, plain, _bound(session))


def opened(session: Session, box: bytes) -> dict[str, Any] | None:
    """Return what lies in a box, or None where the keys of whoever is signed in do not open it."""
    try:
        found: dict[str, Any] = json.loads(open_box(session.held.secrets.draft_key, box, _bound(session)))
    except BoxRefused:
        return None
    return found


def _bound(session: Session) -> bytes:
    return labelled("typed", canonical({"site": session.held.roll.site_id, "member": session.member.id}))

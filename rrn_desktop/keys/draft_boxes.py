"""Draft boxes: what is being written, for its author alone, and once for the register.

Each revision has a fresh content key. The box is AES-256-GCM under it; the key itself is boxed under the author's
draft key and wrapped to the register. All three are bound to the canonical JSON of site, draft, author, revision.
"""

from __future__ import annotations

from dataclasses import dataclass

from rrn_desktop.canonical import canonical, labelled, to_bytes
from rrn_desktop.errors import DoesNotHold
from rrn_desktop.keys.boxes import BoxRefused, new_key, open_box, seal_box
from rrn_desktop.keys.wraps import unwrap, wrap


class DraftRefused(DoesNotHold):
    """A draft does not open: it was changed, cut, or is somebody else's."""

    code = "draft_refused"


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """Which draft a box belongs to."""

    site: str
    draft: str
    author: str
    revision: int

    def bound(self) -> bytes:
        """Return the bytes that box and keys are bound to."""
        return canonical(
            {"site": self.site, "draft": self.draft, "author": self.author, "revision": self.revision},
        )


@dataclass(frozen=True, slots=True, repr=False)
class DraftBox:
    """A draft as it lies on the desk."""

    box: bytes
    wrap_author: bytes
    wrap_register: bytes

    def __repr__(self) -> str:
        return f"DraftBox({len(self.box)} bytes)"


def seal_draft(plain: bytes, place: DraftPlace, draft_key: bytes, register_public: str) -> DraftBox:
    """Return a box that the author's draft key opens, and the register's seed."""
    content_key, bound = new_key(), place.bound()
    return DraftBox(
        seal_box(content_key, plain, bound),
        seal_box(draft_key, content_key, bound),
        wrap(content_key, to_bytes(register_public), _info(bound)),
    )


def open_own_draft(sealed: DraftBox, place: DraftPlace, draft_key: bytes) -> bytes:
    """Return what the author wrote; raises DraftRefused."""
    try:
        return open_box(open_box(draft_key, sealed.wrap_author, place.bound()), sealed.box, place.bound())
    except (BoxRefused, ValueError):
        raise _refused() from None


def open_left_draft(sealed: DraftBox, place: DraftPlace, register_seed: bytes) -> bytes:
    """Return what lies in a draft left behind, for a lead; raises DraftRefused."""
    try:
        content_key = unwrap(sealed.wrap_register, register_seed, _info(place.bound()))
        return open_box(content_key, sealed.box, place.bound())
    except (DoesNotHold, ValueError):
        raise _refused() from None


def _info(bound: bytes) -> bytes:
    return labelled("wrap/draft", bound)


def _refused() -> DraftRefused:
    return DraftRefused(
        "This draft does not open: it was changed, or it belongs to someone else.",
        "It was left as it is. Your other drafts and records are safe.",
        "Tell your lead. A backup may hold the draft as it was.",
    )

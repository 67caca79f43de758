"""What the people, the place and its teams are called here: the site's own words where it has some. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rrn_desktop.services.session import Session


def called(session: Session, key: str) -> str:
    """Return what something is called here, by the site or else by its profile, such as "ward"."""
    from rrn_desktop.services import own_words

    return next(one.said for one in own_words.listing(session) if one.key == key)


def own_heading(session: Session, key: str, usual: str) -> str:
    """Return the site's own word as a heading begins, or the usual heading where the site has none."""
    from rrn_desktop.services import own_words

    return upper(own_words.of(session).get(key, "")) or usual


def upper(words: str) -> str:
    """Return words with a capital at the beginning."""
    return words[:1].upper() + words[1:]

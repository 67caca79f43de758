"""What is shown of a place and not changed there: what it is, and how long its records are kept. No Qt here."""

from __future__ import annotations

from typing import NamedTuple

from rrn_desktop.services import this_place
from rrn_desktop.services.session import Session
from ui.screens.parts.own_naming import upper
from ui.screens.parts.words import tell

_GROUP = 8


class KeptLine(NamedTuple):
    """How long one thing is kept, and who says so, with how far that was checked."""

    what: str
    length: str
    rule: str


def keeping_lines(session: Session) -> tuple[KeptLine, ...]:
    """Return how long records are kept in a place of this kind."""
    return tuple(
        KeptLine(one.what, one.length, tell("keeping_rule", says=upper(one.says), rule=one.rule))
        for one in this_place.keeping(session)
    )


def about_lines(session: Session) -> tuple[tuple[str, str], ...]:
    """Return what this place and this desk are."""
    found, year = this_place.about(session), session.book_year()
    said = [(tell("about_site"), found.site_name)]
    if found.organisation:
        said.append((tell("about_organisation"), found.organisation))
    said.append((tell("about_kind"), found.title))
    if found.demo:
        said.append((tell("about_demo"), tell("about_demo_words")))
    standards = [tell("about_standard", title=one.title, says=upper(one.says)) for one in found.standards]
    example = f"{year}-{found.desk_code}-001"
    groups = [found.fingerprint[at : at + _GROUP] for at in range(0, len(found.fingerprint), _GROUP)]
    return (
        *said,
        (tell("about_standards"), "\n".join(standards)),
        (tell("about_desk_code"), tell("about_desk_code_words", code=found.desk_code, example=example)),
        (tell("about_fingerprint"), " ".join(groups)),
    )

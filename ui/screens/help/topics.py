"""The pages of the help, and which part of them fits which screen. No Qt here."""

from __future__ import annotations

from typing import Final, NamedTuple

from rrn_desktop.resources import document_path

RECORDER, LEAD, ACCESSIBILITY, IT = "recorder", "lead", "accessibility", "it"
FILES: Final[dict[str, str]] = {
    RECORDER: "guide_recorder.md",
    LEAD: "guide_lead.md",
    ACCESSIBILITY: "ACCESSIBILITY.md",
    IT: "IT.md",
}
"""Each page by its code, in the order in which they are offered."""


class Part(NamedTuple):
    """A part of a page: the page's code, and the words of the part's heading."""

    page: str
    heading: str


_FOR_ALL: Final[dict[str, str]] = {
    "SignInScreen": "Sign in",
    "InboxScreen": "When you can’t sign in",
    "LockScreen": "When you are called away",
    "JoiningScreen": "Your own passphrase",
    "TodayScreen": "Today",
    "RecordScreen": "Record an incident",
    "RecordsScreen": "After the record is signed",
    "IncidentScreen": "After the record is signed",
    "CardScreen": "What helps a person",
    "GiveUpScreen": "A draft that is not needed",
    "ConfirmScreen": "When you can’t sign in",
    "CheckScreen": "Check a document",
    "ExportScreen": "Print and export",
    "PrintScreen": "Print and export",
}
_FOR_LEADS: Final[dict[str, str]] = {
    "SetUpScreen": "Set this place up",
    "GuestsScreen": "Let a guest in",
    "PeopleScreen": "The people of this place",
    "SettingsScreen": "Settings",
    "RegisterScreen": "The register",
    "PersonScreen": "The people of this place",
    "FiguresScreen": "Figures",
    "LeftBehindScreen": "Drafts left behind",
}
_OF_A_LEAD: Final[dict[str, str]] = {
    "RecordsScreen": "Read a record, and sign a second time",
    "CardScreen": "The card of what helps",
    "ConfirmScreen": "Written without signing in",
    "ExportScreen": "Give a copy to someone",
    "PrintScreen": "Give a copy to someone",
}
"""Screens that all staff have, where a lead does something else."""


def known_screens() -> frozenset[str]:
    """Return the screens for which there is a part."""
    return frozenset(_FOR_ALL) | frozenset(_FOR_LEADS)


def part_for(screen: str, *, lead: bool) -> Part:
    """Return the part that fits a screen, by the name of its class; the beginning of a guide for any other."""
    if screen in _FOR_LEADS:
        return Part(LEAD, _FOR_LEADS[screen])
    if lead and screen in _OF_A_LEAD:
        return Part(LEAD, _OF_A_LEAD[screen])
    return Part(RECORDER, _FOR_ALL.get(screen, ""))


def page_text(page: str) -> str:
    """Return a page as Markdown."""
    return document_path(FILES[page]).read_text(encoding="utf-8")


def page_of_link(link: str) -> Part | None:
    """Return where a link of a page leads, or None where it leads out of the help."""
    name, _, anchor = link.partition("#")
    pages = {file: page for page, file in FILES.items()}
    if name and name not in pages:
        return None
    return Part(pages.get(name, ""), anchor)


def slug(heading: str) -> str:
    """Return a heading as a link names it: small letters, digits and hyphens, as on the web pages of the project."""
    kept = "".join(letter for letter in heading.lower() if letter.isalnum() or letter in " -")
    return kept.replace(" ", "-")

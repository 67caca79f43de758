"""The definitions of reports: which answers each shows, under which headings, in which words, as data.

One file for each kind and language under ``exports/definitions``; another language is another file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from rrn_desktop.exports.pdf.report_file import Icon, Kind

ENGLISH = "en"
As = Literal["fact", "words", "quote", "list", "sentence"]
_LAST = {"answer": "{answer}", "letter": "{letter}", "sha256": "{sha256}", "site_fingerprint": "{site_fingerprint}"}
_FOLDER = Path(__file__).parents[1] / "definitions"


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class Item(_Part, frozen=True, rename={"shown_as": "as"}):
    """One answer as it is shown.

    - ``ask`` is a question of the group's form, or of its rows; ``worked_out`` names what is no answer to one question.
    - ``always`` says that it is missing, where it is.
    - ``theirs`` marks the person's own words: printed only where someone decides so.
    - ``one`` says only the first of several choices, in the order of the form.
    - ``unless`` names a form: where something of it is there, nothing is said about what is missing or unknown here.
    """

    ask: str = ""
    worked_out: str = ""
    label: str = ""
    shown_as: As = "fact"
    always: bool = False
    theirs: bool = False
    one: bool = False
    unless: str = ""


class Group(_Part, frozen=True):
    """Answers of one form, or of each row of a repeat of it.

    Rows are those whose choices are among ``only`` and not among ``never``. With ``line``, each row is one line: the
    first answer as its label, the second as what it says.
    """

    form: str = ""
    rows: str = ""
    only: dict[str, tuple[str, ...]] = {}
    never: dict[str, tuple[str, ...]] = {}
    heading: str = ""
    line: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()


class SectionText(_Part, frozen=True):
    """One section of a report; without anything to say it is not printed.

    ``says`` stands in it always, ``beside`` only beside a picture that would have no words.
    """

    heading: str
    picture: Icon = ""
    alt: str = ""
    says: str = ""
    beside: str = ""
    groups: tuple[Group, ...] = ()


class Titled(_Part, frozen=True):
    """A title and what stands under it."""

    title: str
    text: str = ""
    lines: tuple[str, ...] = ()


class CheckText(_Part, frozen=True):
    """How a report can be checked."""

    title: str
    alt: str
    lines: tuple[str, ...]
    attached: str


class InsteadText(_Part, frozen=True):
    """What is put in place of names."""

    person: str
    staff: str
    one_of_staff: str
    other: str
    one_of_others: str


class ReportText(_Part, frozen=True):
    """The definition of one kind of report in one language; ``words`` and ``concern`` are by profile."""

    kind: Kind
    lang: str
    title: str
    under_title: str
    footer: str
    missing: str
    left_out: str
    instead: InsteadText
    status: dict[str, Titled]
    sign: Titled
    check: CheckText
    words: dict[str, dict[str, str]]
    concern: dict[str, tuple[str, ...]]
    sections: tuple[SectionText, ...]
    texts: dict[str, str]
    choices: dict[str, dict[str, str]] = {}
    states: dict[str, dict[str, str]] = {}

    def filled(self, text: str, profile: str, more: Mapping[str, str] | None = None) -> str:
        """Return a text of this definition with the words of a profile put in.

        What is put in last stays as it is: the answer, a letter, the fingerprints of the file and of the site.
        """
        return text.format_map({**_LAST, **self.words[profile], **(more or {})})

    def calling(self, called: str) -> ReportText:
        """Return it with what a site calls the people it supports, or with the usual word where that is empty."""
        words = {profile: _calling(one, called or one["called"]) for profile, one in self.words.items()}
        return msgspec.structs.replace(self, words=words)


def _calling(words: Mapping[str, str], called: str) -> dict[str, str]:
    return {key: called if key == "called" else word.format_map({"called": called}) for key, word in words.items()}


@cache
def _definitions() -> tuple[ReportText, ...]:
    files = sorted(_FOLDER.glob("*.toml"))
    return tuple(msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), ReportText) for path in files)


@cache
def report_texts() -> tuple[ReportText, ...]:
    """Return every definition, by file."""
    return tuple(one.calling("") for one in _definitions())


def report_text(kind: Kind, lang: str = ENGLISH, called: str = "") -> ReportText:
    """Return the definition of a kind of report; raises KeyError for a language that there is none in.

    ``called`` is what the site calls the people it supports, empty where it has no word of its own for them.
    """
    for one, usual in zip(_definitions(), report_texts(), strict=True):
        if (one.kind, one.lang) == (kind, lang):
            return one.calling(called) if called else usual
    raise KeyError(lang)

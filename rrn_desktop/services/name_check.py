"""The names in what is about to leave: found in every free text, and kept, replaced or left out as a person decides.

Pure: what is printed and who is who come in, and texts come out. A name that the directory does not know, and that has
no title before it, is not found; that is why every free text is shown whole before anything is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rrn_desktop.exports.pdf.report_answers import FreeText as Text
from rrn_desktop.services.name_finder import Finder, Kind, Known

What = Literal["keep", "replace", "leave_out"]
__all__ = [
    "LEFT_OUT", "Choice", "Choices", "Instead", "Mark", "Passage", "Text", "What", "apply", "not_there", "passages_of",
    "undecided",
]  # fmt: skip
LEFT_OUT = "(name left out)"
_SENTENCE = re.compile(r"(?:\A|[.!?:\n][”\"'’)]?\s*)\Z")


@dataclass(frozen=True, slots=True)
class Instead:
    """What is put in place of names where nobody says otherwise; ``{letter}`` tells several people apart."""

    person: str = "the person"
    staff: str = "a member of staff"
    one_of_staff: str = "member of staff {letter}"
    other: str = "someone else"
    one_of_others: str = "someone else ({letter})"


@dataclass(frozen=True, slots=True)
class Mark:
    """A name in a text, from ``start`` to before ``end``; ``suggests`` is what replaces it by default.

    The kind is ``person`` for the one whom the record is about, ``staff`` or ``other``.
    """

    start: int
    end: int
    kind: Kind
    suggests: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A free text with the names in it. One that is ``theirs`` is left out unless someone chooses to print it."""

    id: str
    label: str
    text: str = field(repr=False)
    marks: tuple[Mark, ...] = ()
    theirs: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """What happens to a name, or to each name of a passage; replaced without words, by what its mark suggests.

    ``leave_out`` for a passage leaves all of it out; for a name, that name.
    """

    what: What
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Choices:
    """What was decided: for single names by passage and place in its marks, for passages, and for all the rest.

    The person's own name stays unless its own mark is decided otherwise, and ``others`` prints nobody's own words.
    """

    passages: Mapping[str, Choice] = field(default_factory=dict)
    marks: Mapping[tuple[str, int], Choice] = field(default_factory=dict)
    others: Choice | None = None


def passages_of(texts: Sequence[Text], known: Sequence[Known], instead: Instead) -> tuple[Passage, ...]:
    """Return the texts with every name in them marked; who is named in several texts is called the same in each."""
    finder = Finder(known)
    found = [(text, tuple(finder.found(text.text))) for text in texts]
    suggest = _suggestions([one.who for _, marks in found for one in marks], known, instead)
    return tuple(
        Passage(
            text.id,
            text.label,
            text.text,
            tuple(Mark(one.start, one.end, _kind(one.who, known), suggest(one.who)) for one in marks),
            text.theirs,
        )
        for text, marks in found
    )


def undecided(passages: Sequence[Passage], choices: Choices) -> tuple[str, ...]:
    """Return the ids of the passages that hold someone else's name about which nothing was decided."""
    return tuple(
        passage.id
        for passage in passages
        if not _is_left_out(passage, choices)
        and any(_choice(passage, place, choices) is None for place in range(len(passage.marks)))
    )


def not_there(passages: Sequence[Passage], choices: Choices) -> tuple[str, ...]:
    """Return the ids in the choices that name no passage, or no mark of one: they were made for another text."""
    marks = {passage.id: len(passage.marks) for passage in passages}
    lost = [one for one in choices.passages if one not in marks]
    lost += [one for one, place in choices.marks if not 0 <= place < marks.get(one, 0)]
    return tuple(dict.fromkeys(lost))


def apply(passage: Passage, choices: Choices) -> str | None:
    """Return a text as it is printed, or None when all of it is left out; an undecided name is left out of it."""
    if _is_left_out(passage, choices):
        return None
    parts: list[str] = []
    at = 0
    for place, mark in enumerate(passage.marks):
        choice = _choice(passage, place, choices) or Choice("leave_out")
        parts += [passage.text[at : mark.start], _said(passage.text, mark, choice)]
        at = mark.end
    return "".join((*parts, passage.text[at:]))


def _is_left_out(passage: Passage, choices: Choices) -> bool:
    decided = choices.passages.get(passage.id)
    return passage.theirs if decided is None else decided.what == "leave_out"


def _choice(passage: Passage, place: int, choices: Choices) -> Choice | None:
    own = choices.marks.get((passage.id, place))
    if own is not None:
        return own
    if passage.marks[place].kind == "person":
        return Choice("keep")
    return choices.passages.get(passage.id) or choices.others


def _said(text: str, mark: Mark, choice: Choice) -> str:
    if choice.what == "keep":
        return text[mark.start : mark.end]
    words = LEFT_OUT if choice.what == "leave_out" else choice.words.strip() or mark.suggests
    return words[0].upper() + words[1:] if _SENTENCE.search(text[: mark.start]) else words


def _kind(who: frozenset[int], known: Sequence[Known]) -> Kind:
    """Return whose name it is; a name that several people have is never taken for the person's own."""
    kinds = {known[place].kind for place in who} or {"other"}
    if kinds == {"person"}:
        return "person"
    return "staff" if kinds <= {"staff", "person"} else "other"


def _suggestions(
    named: Sequence[frozenset[int]], known: Sequence[Known], instead: Instead
) -> Callable[[frozenset[int]], str]:
    """Return what is suggested for one who is named; several of a kind are told apart by letters."""
    single = dict.fromkeys(one for one in named if len(one) == 1)
    staff = [one for one in single if _kind(one, known) == "staff"]
    others = [one for one in single if _kind(one, known) == "other"]

    def suggested(who: frozenset[int]) -> str:
        kind = _kind(who, known)
        if kind == "person":
            return instead.person
        if kind == "staff":
            return _one_of(staff, who, instead.staff, instead.one_of_staff)
        return _one_of(others, who, instead.other, instead.one_of_others)

    return suggested


def _one_of(those: Sequence[frozenset[int]], who: frozenset[int], alone: str, among: str) -> str:
    return among.format(letter=_letter(those.index(who))) if who in those and len(those) > 1 else alone


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else str(place + 1)

"""One answer of a record in the words of a report; every free text passes through whoever checks it for names."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from rrn_desktop.exports.pdf.report_texts import ReportText
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.body import KINDS, REGIONS, VIEWS
from rrn_desktop.forms.definition import Definition, Question, pattern_of
from rrn_desktop.forms.values import BodyMark, StatedDuration, Unknown, Value
from rrn_desktop.forms.wording import duration_words, label_of, shown, state_words

# Letters and marks that no eye sees, beside the format characters of Unicode: joiners, fillers, variants.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0") | frozenset(map(chr, range(0xFE00, 0xFE10)))


def is_unseen(sign: str) -> bool:
    """Say whether a sign is not seen on paper, such as a soft hyphen: inside a name it would hide it."""
    return not sign.isascii() and (sign in _UNSEEN or unicodedata.category(sign) == "Cf")


def without_unseen(text: str) -> str:
    """Return a text without the signs that are not seen."""
    return text if text.isascii() else "".join(sign for sign in text if not is_unseen(sign))


@dataclass(frozen=True, slots=True)
class FreeText:
    """A free text on its way into a report; ``theirs`` marks the person's own words, which are theirs to share."""

    id: str
    label: str
    text: str = field(repr=False)
    theirs: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One record or addition that a report draws on, by the definition that it was written under."""

    form: str
    definition: Definition
    answers: Answers = field(repr=False)
    entry_hash: str


Printing: TypeAlias = Callable[[FreeText], str | None]
"""Says what is printed of a free text; None leaves it out."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Where a report reads: a source, the row in it ("" for the form itself), and how free text is printed."""

    text: ReportText
    profile: str
    source: Source
    row: str
    printing: Printing

    def path(self, key: str) -> str:
        """Return the whole path of a question of this row."""
        return f"{self.row}.{key}" if self.row else key

    def value(self, key: str) -> Value | None:
        """Return the answer to a question of this row; None where an earlier version of the form did not ask it."""
        return self.source.answers.get(self.path(key)) if self.source.definition.find(self.path(key)) else None

    def is_unknown(self, key: str) -> bool:
        """Say whether the answer says why there is none."""
        return bool(key) and isinstance(self.value(key), Unknown)

    def has_words_for(self, key: str) -> bool:
        """Say whether the report has words of its own for the stated unknown that is the answer."""
        value = self.value(key)
        return isinstance(value, Unknown) and value.state in self.text.states.get(self._tag(key), {})

    def rows(self, key: str) -> list[Answered]:
        """Return the rows of a repeat of this row."""
        path = self.path(key)
        return [replace(self, row=f"{path}[{place}]") for place in range(len(self.source.answers.rows(path)))]

    def answers(self) -> Answers:
        """Return the answers of this row."""
        path, _, place = self.row.removesuffix("]").rpartition("[")
        return self.source.answers.rows(path)[int(place)] if self.row else self.source.answers

    def points(self, key: str, *, theirs: bool = False) -> tuple[str, ...] | None:
        """Return an answer in words, each choice by itself; nothing when unanswered, None when it was left out."""
        value, path = self.value(key), self.path(key)
        if value is None:
            return ()
        question = self.source.definition.question(path)
        if isinstance(value, Unknown):
            return self._state(question, value.state)
        if question.type in {"choice", "choices"}:
            return self._chosen(question, value)
        return self._free(question, path, value, theirs=theirs)

    def _state(self, question: Question, state: str) -> tuple[str, ...]:
        own = self.text.states.get(self._tag(question.id), {}).get(state)
        return (state_words(question, state) if own is None else self.text.filled(own, self.profile),)

    def _chosen(self, question: Question, value: Value) -> tuple[str, ...]:
        codes = value if isinstance(value, tuple) else (value,)
        own = self.text.choices.get(self._tag(question.id), {})
        said = [
            self.text.filled(own[choice.code], self.profile) if choice.code in own else choice.label
            for choice in question.choices
            if choice.code in codes
        ]
        return tuple(words for words in said if words)

    def _free(self, question: Question, path: str, value: Value, *, theirs: bool) -> tuple[str, ...] | None:
        if question.type in {"text", "long_text"}:
            printed = self._printed(path, str(value), theirs=theirs)
            return None if printed is None else (printed,)
        if isinstance(value, StatedDuration):
            return (self.duration(path, value),)
        if question.type == "body_map":
            marks = value if isinstance(value, tuple) else ()
            return tuple(self._mark(path, place, one) for place, one in enumerate(marks) if isinstance(one, BodyMark))
        return (shown(question, value),)

    def duration(self, path: str, value: StatedDuration) -> str:
        """Return a stated length: as it was stated, and in minutes and seconds where that can be told."""
        seconds = "" if value.seconds is None else duration_words(value.seconds)
        stated = self._printed(path, value.stated) if value.stated.strip() else None
        if not stated:
            return seconds
        return f"“{stated}” ({seconds})" if seconds else f"“{stated}”"

    def _mark(self, path: str, place: int, mark: BodyMark) -> str:
        region = REGIONS.get(mark.view, {}).get(mark.region, mark.region)
        words = f"{region} ({VIEWS.get(mark.view, mark.view).lower()}): {KINDS.get(mark.kind, mark.kind).lower()}"
        note = self._printed(path, mark.note, place=f"#{place + 1}") if mark.note.strip() else None
        return f"{words}, {note}" if note else words

    def _printed(self, path: str, text: str, *, place: str = "", theirs: bool = False) -> str | None:
        source, text = self.source, without_unseen(text)
        about = "" if source.form == "incident" else f"{source.definition.title}: "
        label = about + label_of(source.definition, path)
        return self.printing(FreeText(f"{source.form}:{source.entry_hash[:8]}:{path}{place}", label, text, theirs))

    def _tag(self, key: str) -> str:
        return f"{self.source.form}:{pattern_of(self.path(key))}"

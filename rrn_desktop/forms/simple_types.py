"""Question types whose answer is a text, a code, some codes or a number."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from rrn_desktop.errors import AnswersRefused
from rrn_desktop.forms.definition import Question
from rrn_desktop.forms.texts import LINE_LIMIT, TEXT_LIMIT, Flaw, flaw_of_text
from rrn_desktop.forms.values import Value

SAFE = "Nothing was changed, and nothing of what you wrote is lost."
MOST_NUMBER = 2**53 - 1
FIRST_YEAR, LAST_YEAR = 1900, 2200


def refused(path: str, flaw: Flaw) -> AnswersRefused:
    """Return the refusal of one answer, with the path of its question."""
    return AnswersRefused(flaw.what, SAFE, flaw.next_step, question=path)


def wrong_shape(path: str, wanted: str) -> AnswersRefused:
    """Return the refusal of an answer that is not written as its question wants it."""
    flaw = Flaw("wrong_shape", f"This answer is not written as {wanted}.", "Please write it again in that way.")
    return refused(path, flaw)


class QuestionType:
    """What a question of one type knows of its answers.

    - ``parse`` reads JSON and raises AnswersRefused; ``format`` is its inverse.
    - ``flaw`` says why a value can't be kept at all, ``problem`` also why it can be kept but not sealed.
    """

    name = ""
    wanted = ""

    def __init__(self, question: Question) -> None:
        self.question = question

    def parse(self, data: Any, path: str) -> Value:
        """Return the value that the JSON says; raises AnswersRefused."""
        value = self.read(data, path)
        flaw = self.flaw(value)
        if flaw is not None:
            raise refused(path, flaw)
        return value

    def read(self, data: Any, path: str) -> Value:
        """Return the value of JSON in the right shape, not looked at yet."""
        if not isinstance(data, str):
            raise wrong_shape(path, self.wanted)
        return data

    def format(self, value: Value) -> Any:
        """Return the JSON that says the value."""
        return value

    def flaw(self, value: Value) -> Flaw | None:
        """Return why the value can't be kept, or None."""
        return None if isinstance(value, str) else self.misfit()

    def problem(self, value: Value) -> Flaw | None:
        """Return why the value can't be sealed as it is, or None."""
        return self.flaw(value)

    def is_empty(self, value: Value | None) -> bool:
        """Return whether the value says nothing."""
        return value is None or value in ("", ())

    def misfit(self) -> Flaw:
        """Return that a value is not what this type holds."""
        return Flaw("wrong_shape", f"This answer is not {self.wanted}.", "Please answer again.")


class TextType(QuestionType):
    """One line of words."""

    name, wanted = "text", "one line of text"
    most, lines = LINE_LIMIT, False

    def flaw(self, value: Value) -> Flaw | None:
        """Return why the text can't be kept, or None."""
        if not isinstance(value, str):
            return self.misfit()
        return flaw_of_text(value, self.question.limit or self.most, lines=self.lines)

    def is_empty(self, value: Value | None) -> bool:
        """Return whether there is nothing but blanks."""
        return value is None or (isinstance(value, str) and not value.strip())


class LongTextType(TextType):
    """Some lines of words."""

    name, wanted = "long_text", "text"
    most, lines = TEXT_LIMIT, True


class ChoiceType(QuestionType):
    """One code of a list."""

    name, wanted = "choice", "one of the choices"

    def flaw(self, value: Value) -> Flaw | None:
        """Return why the code is none of the list, or None."""
        if isinstance(value, str) and self.question.choice(value) is not None:
            return None
        return Flaw("not_a_choice", "This answer is not one of the choices.", "Please choose one from the list.")


class ChoicesType(QuestionType):
    """Some codes of a list, kept in the order of the list."""

    name, wanted = "choices", "a list of choices"

    def read(self, data: Any, path: str) -> Value:
        """Return the codes in the order of the list."""
        if not isinstance(data, list) or not all(isinstance(code, str) for code in data):
            raise wrong_shape(path, self.wanted)
        return _in_order(self.question, tuple(data))

    def format(self, value: Value) -> Any:
        """Return the codes in the order of the list."""
        return list(_in_order(self.question, value)) if isinstance(value, tuple) else value

    def flaw(self, value: Value) -> Flaw | None:
        """Return why one code is none of the list or stands twice, or None."""
        codes = value if isinstance(value, tuple) else (value,)
        if not all(isinstance(code, str) and self.question.choice(code) is not None for code in codes):
            return Flaw("not_a_choice", "An answer is not one of the choices.", "Please choose from the list.")
        if len(set(codes)) != len(codes):
            return Flaw("chosen_twice", "One choice is there twice.", "Please choose each one once.")
        return None

    def problem(self, value: Value) -> Flaw | None:
        """Return that a choice which stands alone was chosen with others, or None."""
        codes = value if isinstance(value, tuple) else ()
        flaw = self.flaw(value)
        if flaw is not None:
            return flaw
        chosen = [choice for choice in self.question.choices if choice.code in codes]
        alone = next((choice for choice in chosen if choice.alone), None)
        if alone is None or len(chosen) == 1:
            return None
        return Flaw(
            "chosen_against", f"“{alone.label}” does not go with the other choices.", "Please keep one of them."
        )


class YesNoType(QuestionType):
    """Yes or no."""

    name, wanted = "yes_no", "yes or no"

    def flaw(self, value: Value) -> Flaw | None:
        """Return that it is neither, or None."""
        return None if value in ("yes", "no") else self.misfit()


class DateType(QuestionType):
    """A day, as ``YYYY-MM-DD``."""

    name, wanted = "date", "a day, such as 2026-05-14"
    _shape = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

    def flaw(self, value: Value) -> Flaw | None:
        """Return why there is no such day, or None."""
        if not isinstance(value, str) or self._shape.fullmatch(value) is None:
            return self.misfit()
        return flaw_of_day(value)


class TimeType(QuestionType):
    """A time of day, as ``HH:MM`` or ``HH:MM:SS``."""

    name, wanted = "time", "a time, such as 10:43"
    _shape = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?")

    def flaw(self, value: Value) -> Flaw | None:
        """Return why there is no such time, or None."""
        if not isinstance(value, str) or self._shape.fullmatch(value) is None:
            return self.misfit()
        try:
            time.fromisoformat(value)
        except ValueError:
            return Flaw("no_such_time", "There is no such time of day.", "Please check the hours and minutes.")
        return None


class NumberType(QuestionType):
    """A whole number."""

    name, wanted = "number", "a whole number"

    def read(self, data: Any, path: str) -> Value:
        """Return the number."""
        if isinstance(data, bool) or not isinstance(data, int):
            raise wrong_shape(path, self.wanted)
        return data

    def flaw(self, value: Value) -> Flaw | None:
        """Return why the number can't be kept, or None."""
        if isinstance(value, bool) or not isinstance(value, int):
            return self.misfit()
        if abs(value) > MOST_NUMBER:
            return Flaw("number_too_big", "This number is too big to keep.", "Please check the number.")
        return None

    def problem(self, value: Value) -> Flaw | None:
        """Return that the number is outside what the question expects, or None."""
        flaw = self.flaw(value)
        if flaw is not None or not isinstance(value, int):
            return flaw
        if self.question.lowest is not None and value < self.question.lowest:
            return Flaw("number_too_low", f"This number is below {self.question.lowest}.", "Please check the number.")
        if self.question.highest is not None and value > self.question.highest:
            return Flaw("number_too_high", f"This number is above {self.question.highest}.", "Please check the number.")
        return None


def flaw_of_day(text: str) -> Flaw | None:
    """Return why ``YYYY-MM-DD`` is not a day of the calendar that can be kept, or None."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return Flaw("no_such_day", "There is no such day in the calendar.", "Please check the day and the month.")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return Flaw("year_out_of_range", "The year does not look right.", "Please write the year with four digits.")
    return None


def _in_order(question: Question, codes: tuple[Any, ...]) -> tuple[str, ...]:
    order = {choice.code: place for place, choice in enumerate(question.choices)}
    return tuple(sorted(codes, key=lambda code: order.get(code, len(order))))

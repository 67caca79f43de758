"""Additions as they are read: when, by whom, and what they say. No Qt here."""

from __future__ import annotations

from typing import NamedTuple

from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.services.additions import Addition
from ui.screens.parts.answer_facts import answer_facts
from ui.screens.parts.times import when_words
from ui.screens.parts.words import tell


class AdditionLine(NamedTuple):
    """One addition: its key, its kind, when it happened (RFC 3339), by whom and when it was written, and its facts."""

    key: str
    title: str
    at: str
    when: str
    by: str
    facts: tuple[tuple[str, str], ...]


def addition_line(addition: Addition) -> AdditionLine:
    """Return an addition in words."""
    at = addition.happened_at or addition.written_at
    return AdditionLine(
        key=addition.entry_hash,
        title=addition.title,
        at=at,
        when=when_words(at),
        by=_by(addition),
        facts=entry_facts(addition.form, addition.form_version, addition.answers),
    )


def entry_facts(form: str, version: int | None, answers: Answers) -> tuple[tuple[str, str], ...]:
    """Return what a short entry says, without its time and without what was left out."""
    definition = registry.definition(form, version)
    happened = definition.find(definition.facts.happened) if definition.facts.happened else None
    left_out = happened.label if happened is not None else ""
    facts: list[tuple[str, str]] = []
    for step in answer_facts(definition, answers):
        for group in step.groups:
            said = [(name, words) for name, words in group.facts if words != tell("not_answered")]
            if group.heading:
                facts.append((group.heading, "\n".join(f"{name} {words}" for name, words in said)))
            else:
                facts += [(name, words) for name, words in said if name != left_out]
    return tuple(facts)


def whose_words(how: str, name: str) -> str:
    """Return whose words these are, where they are not those of the member who signed."""
    return tell(f"by_{how}", name=name)


def _by(addition: Addition) -> str:
    written = when_words(addition.written_at)
    role = f", {addition.author_role}" if addition.author_role else ""
    words = tell("added_by", name=addition.author_name, role=role, time=written)
    whose = addition.written_by
    return words if whose is None else f"{words}. {whose_words(whose.how, whose.name)}"

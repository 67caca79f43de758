"""What a report says of a record: sections by its definition, every free text by what was decided about the names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from rrn_desktop.exports.pdf.report_answers import Answered, Printing, Source
from rrn_desktop.exports.pdf.report_file import Notice, OwnWords, Part, Points, ReportBlock, Row, Said, Section
from rrn_desktop.exports.pdf.report_texts import Group, Item, ReportText, SectionText
from rrn_desktop.forms.derive import duration_of
from rrn_desktop.forms.values import NONE, StatedDuration, Unknown
from rrn_desktop.forms.wording import duration_words

_LABELLED = ("fact", "words")


@dataclass(frozen=True, slots=True)
class Told:
    """All that a report draws on. ``given`` are words by name that no answer holds, such as who wrote the record."""

    text: ReportText
    profile: str
    status: str
    sources: tuple[Source, ...]
    given: Mapping[str, str] = field(repr=False)


def sections_of(told: Told, printing: Printing) -> tuple[Section, ...]:
    """Return the sections of a report; every free text in it is asked about, one that stands twice in it twice."""
    composed = [_section(told, section, printing) for section in told.text.sections]
    found = [one for one in composed if one.blocks or one.says]
    status = told.text.status.get(told.status)
    if status is None:
        return tuple(found)
    notice = Notice(title=_filled(told, status.title), text=_filled(told, status.text))
    return (Section(heading="", picture="", alt="", says="", blocks=(notice,)), *found)


def _section(told: Told, section: SectionText, printing: Printing) -> Section:
    writer = _Writer()
    for group in section.groups:
        _write_group(told, group, printing, writer)
    blocks, says = writer.blocks(), _filled(told, section.says)
    if section.picture:
        # What is said first stands beside the picture.
        beside = list(takewhile(lambda block: isinstance(block, Said), blocks))
        says = "\n".join(filter(None, (says, *(block.text for block in beside if isinstance(block, Said)))))
        blocks = blocks[len(beside) :]
        says = says or (_filled(told, section.beside) if blocks else "")
    heading = _filled(told, section.heading)
    return Section(heading=heading, picture=section.picture, alt=section.alt, says=says, blocks=tuple(blocks))


class _Writer:
    """Collects blocks; lines with labels that follow one another become one table."""

    def __init__(self) -> None:
        self._blocks: list[ReportBlock] = []
        self._rows: list[tuple[str, str]] = []

    def fact(self, label: str, words: str) -> None:
        self._rows.append((label, words))

    def add(self, *blocks: ReportBlock) -> None:
        self._flush()
        self._blocks.extend(blocks)

    def blocks(self) -> list[ReportBlock]:
        self._flush()
        return self._blocks

    def _flush(self) -> None:
        if self._rows:
            self._blocks.append(Row(rows=tuple(self._rows)))
            self._rows = []


def _write_group(told: Told, group: Group, printing: Printing, writer: _Writer) -> None:
    if not group.form:
        for item in group.items:
            _write(told, item, _given(told, item.worked_out), writer)
        return
    rows = [row for row in _rows(told, group, printing) if _fits(group, row)]
    for number, row in enumerate(rows, 1):
        heading = _heading(told, group, row, number, of=len(rows))
        if heading and (number == 1 or not group.line):
            writer.add(Part(text=heading))
        if group.line:
            label, says = ("; ".join(_or_missing(told, row.points(key))) for key in group.line)
            writer.fact(label, says)
        for item in group.items:
            _write_answer(told, item, row, writer)


def _write_answer(told: Told, item: Item, row: Answered, writer: _Writer) -> None:
    is_unknown = row.is_unknown(_RESTS_ON.get(item.worked_out, item.ask))
    words = _words(told, row, item, is_unknown=is_unknown)
    if (words and not is_unknown) or not _is_said_elsewhere(told, item):
        alone = is_unknown and (item.shown_as != "sentence" or row.has_words_for(item.ask))
        _write(told, item, words, writer, alone=alone)


def _is_said_elsewhere(told: Told, item: Item) -> bool:
    return bool(item.unless) and any(source.form == item.unless for source in told.sources)


def _rows(told: Told, group: Group, printing: Printing) -> Iterator[Answered]:
    for source in told.sources:
        if source.form == group.form:
            whole = Answered(told.text, told.profile, source, "", printing)
            yield from whole.rows(group.rows) if group.rows else (whole,)


def _fits(group: Group, row: Answered) -> bool:
    wanted = all(row.value(key) in codes for key, codes in group.only.items())
    return wanted and not any(row.value(key) in codes for key, codes in group.never.items())


def _heading(told: Told, group: Group, row: Answered, number: int, *, of: int) -> str:
    kind = "; ".join(row.points("kind") or ()) if "{kind}" in group.heading else ""
    words = told.text.filled(group.heading, told.profile, {**told.given, "kind": kind})
    return f"{number}. {words}" if words and of > 1 and not group.line else words


def _words(told: Told, row: Answered, item: Item, *, is_unknown: bool) -> tuple[str, ...] | None:
    """Return the words of one answer; none for an unknown that is not worth a sentence."""
    if is_unknown and not (item.always or item.shown_as in _LABELLED or row.has_words_for(item.ask)):
        return ()
    if item.worked_out:
        found_later = _WITH_WHAT_CAME_LATER.get(item.worked_out)
        return found_later(told, row) if found_later else _WORKED_OUT[item.worked_out](row)
    found = row.points(item.ask, theirs=item.theirs)
    return found[:1] if found and item.one else found


def _write(told: Told, item: Item, words: tuple[str, ...] | None, writer: _Writer, *, alone: bool = False) -> None:
    """Write one answer; ``alone`` leaves its label out, where the words are a sentence of their own.

    What was left out is said to be, unless it was the person's own to share.
    """
    if (words is None and item.theirs) or (words == () and not item.always):
        return
    label, said = _filled(told, item.label), _or_missing(told, words)
    if item.shown_as == "fact":
        writer.fact(label, "\n".join(said))
    elif item.shown_as == "words":
        writer.add(*([Part(text=label)] if label else []), *(Said(text=one) for one in said))
    elif not words or alone:
        writer.add(*(Said(text=one) for one in said))
    elif item.shown_as == "list":
        writer.add(*([Said(text=label)] if label else []), Points(items=said))
    elif item.shown_as == "quote":
        writer.add(*(OwnWords(text=one, whose=label) for one in said))
    else:
        writer.add(Said(text=label.replace("{answer}", "; ".join(said))))


def _or_missing(told: Told, words: tuple[str, ...] | None) -> tuple[str, ...]:
    if words is None:
        return (_filled(told, told.text.left_out),)
    return words or (_filled(told, told.text.missing),)


def _filled(told: Told, text: str) -> str:
    return told.text.filled(text, told.profile, told.given)


def _given(told: Told, name: str) -> tuple[str, ...]:
    """Return words that no answer holds: of the definition, or of who prints."""
    if name == "concern":
        return tuple(_filled(told, line) for line in told.text.concern[told.profile])
    words = told.given.get(name) or _filled(told, told.text.texts.get(name, ""))
    return (words,) if words else ()


def _length(row: Answered) -> tuple[str, ...]:
    """How long one hold or restriction took: as stated where it was, else between its two times."""
    definition, facts = row.source.definition, row.source.definition.facts
    key = facts.duration.rpartition(".")[2]
    stated = row.value(key)
    if isinstance(stated, StatedDuration):
        return (row.duration(row.path(key), stated),)
    seconds = duration_of(definition, row.answers())
    if seconds is not None:
        return (duration_words(seconds),)
    end = facts.end.rpartition(".")[2]
    return next((row.points(one) or () for one in (key, end) if isinstance(row.value(one), Unknown)), ())


def _what_was_done(whole: Answered) -> tuple[str, ...]:
    """What was done, each with how long it took; times that lie over one another are never added up."""
    return tuple(_with_length(row) for row in whole.rows(whole.source.definition.facts.practices))


def _with_length(row: Answered) -> str:
    kind, length = "; ".join(row.points("kind") or ()), "; ".join(_length(row))
    if not length or row.is_unknown("duration"):
        return kind
    return row.text.filled(row.text.texts["how_long"], row.profile, {"kind": kind, "length": length})


def _staff(row: Answered) -> tuple[str, ...]:
    """How many took part, and how; who they are is not said."""
    people, text = row.value("people"), row.text
    if isinstance(people, Unknown):
        none = (text.filled(text.texts["no_staff"], row.profile),)
        return none if people.state == NONE else row.points("people") or ()
    rows = row.rows("people")
    parts = Counter(_part(one) for one in rows)
    each = [
        text.filled(text.texts["staff"], row.profile, {"count": str(count), "part": part})
        for part, count in parts.items()
    ]
    counted = {"count": str(len(rows)), "each": "; ".join(each)}
    if len(parts) < 2:
        return tuple(each)
    return (text.filled(text.texts["together"], row.profile, counted),)


def _part(row: Answered) -> str:
    found = () if row.is_unknown("part") else row.points("part")
    return "; ".join(found or (row.text.texts["some_part"],))


def _hurt(told: Told, row: Answered) -> tuple[str, ...]:
    """Who was hurt: as the record says, and who was found to be hurt later."""
    later = [words for one in _injuries(told, row) for words in one.points("who") or ()]
    first = row.points("injured") or ()
    if later and row.value("injured") == (NONE,):
        first = tuple(row.text.filled(row.text.texts["at_first"], row.profile, {"answer": one}) for one in first)
    found = (row.text.filled(row.text.texts["found_later"], row.profile, {"answer": one}) for one in later)
    return tuple(dict.fromkeys((*first, *found)))


def _was_hurt(told: Told, row: Answered) -> tuple[str, ...]:
    """Whether the person was hurt: what was found later counts where the record does not say so."""
    said = row.value("injured")
    is_said = isinstance(said, tuple) and _PERSON in said
    if not is_said and any(one.value("who") == _PERSON for one in _injuries(told, row)):
        return (row.text.filled(row.text.texts["found_later"], row.profile),)
    return (row.points("injured") or ())[:1]


def _injuries(told: Told, row: Answered) -> Iterator[Answered]:
    for source in told.sources:
        if source.form == _INJURY:
            yield Answered(told.text, told.profile, source, "", row.printing)


_INJURY, _PERSON = "injury", "person"
_WITH_WHAT_CAME_LATER: Mapping[str, Callable[[Told, Answered], tuple[str, ...]]] = {
    "hurt": _hurt,
    "was_hurt": _was_hurt,
}
_WORKED_OUT: Mapping[str, Callable[[Answered], tuple[str, ...] | None]] = {
    "what_was_done": _what_was_done,
    "length": _length,
    "staff": _staff,
}
# The answer that something rests on: when that is not known, it isn't either.
_RESTS_ON = {"length": "duration", "staff": "people", "hurt": "injured", "was_hurt": "injured"}

"""Names in any free text of a record: what is replaced is nowhere in a report, what is kept is where it was written."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rrn_desktop.exports.pdf.report_answers import FreeText, Source
from rrn_desktop.exports.pdf.report_content import Told, sections_of
from rrn_desktop.exports.pdf.report_file import Section
from rrn_desktop.exports.pdf.report_texts import report_text
from rrn_desktop.forms import registry
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.services.name_check import Choice, Choices, Instead, Passage, apply, passages_of
from rrn_desktop.services.name_finder import Known
from rrn_desktop.services.name_words import words_of
from rrn_desktop.services.reports import Kind
from tests.rrn_desktop.services.reported import KINDS

NAMES = ("Ms Okafor", "Seán O’Brien", "Amara Nwosu")
KNOWN = (Known("Dylan Pryce", "person"), Known(NAMES[0], "staff"), Known(NAMES[1], "staff"), Known(NAMES[2], "other"))
HASH = "b" * 64
HURT = {"who": "person", "what": [{"view": "front", "region": "face", "kind": "cut"}], "treatment": "first_aid"}

sentences = st.lists(
    st.sampled_from(["Dylan ran", "OKAFOR held him", "then sean’s hand", "obrien", "to amara", "he sat", "Nwosu, too"]),
    min_size=1,
    max_size=4,
).map(". ".join)
incidents = st.fixed_dictionaries(
    dict.fromkeys(("place", "before", "impact", "why_needed", "plan_why", "own_words"), sentences) | {
        "person": st.just({"name": "Dylan Pryce"}),
        "injured": st.just(["person"]),
        "injuries": sentences.map(lambda text: [HURT | {"how_it_happened": text, "treatment_by": text}]),
        "practices": sentences.map(lambda text: [{"kind": "seclusion", "how": text, "duration": {"stated": text}}]),
        "damaged": st.just(["aid"]),
        "damage": sentences.map(lambda text: [{"what": text, "aid": "sight", "until": text}]),
    }
)  # fmt: skip


def told(kind: Kind, said: dict[str, Any]) -> Told:
    definition = registry.definition("incident")
    source = Source("incident", definition, read_answers(definition, said), HASH)
    given = dict.fromkeys(("person", "number", "version", "printer", "printed_at", "site_name", "report"), "x")
    return Told(report_text(kind), "eng_school", "complete", (source,), given)


def printed(about: Told, choices: Choices) -> tuple[list[Passage], tuple[Section, ...]]:
    texts: dict[str, FreeText] = {}
    sections_of(about, lambda free: texts.setdefault(free.id, free).text)
    found = {one.id: one for one in passages_of(tuple(texts.values()), KNOWN, Instead())}
    return list(found.values()), sections_of(about, lambda free: apply(found[free.id], choices))


def said_in(sections: tuple[Section, ...]) -> list[str]:
    blocks = [block for section in sections for block in section.blocks]
    parts = [getattr(block, name) for block in blocks for name in ("text", "rows", "items") if hasattr(block, name)]
    flat = [one for part in parts for one in ((part,) if isinstance(part, str) else part)]
    lines = [line for one in flat for line in ((one,) if isinstance(one, str) else one)]
    return [*lines, *(section.says for section in sections)]


@settings(max_examples=12)
@given(incidents, st.sampled_from(KINDS), st.sampled_from(["replace", "leave_out"]))
def test_what_is_replaced_or_left_out_is_nowhere_in_a_report(said: dict[str, Any], kind: Kind, what: Any) -> None:
    found, sections = printed(told(kind, said), Choices(others=Choice(what)))

    words = {word.folded for line in said_in(sections) for word in words_of(line)}
    assert len(found) > 8
    assert words.isdisjoint({"okafor", "sean", "amara", "nwosu", "obrien"})


@settings(max_examples=12)
@given(incidents, st.sampled_from(KINDS))
def test_what_is_kept_is_where_it_was_written(said: dict[str, Any], kind: Kind) -> None:
    found, sections = printed(told(kind, said), Choices(others=Choice("keep")))

    whole = "\n".join(said_in(sections))
    assert [one.id for one in found if not one.theirs and one.text not in whole] == []


@settings(max_examples=12)
@given(incidents, st.sampled_from(KINDS))
def test_a_text_that_is_left_out_is_nowhere_in_a_report(said: dict[str, Any], kind: Kind) -> None:
    about = told(kind, said)
    everything, _ = printed(about, Choices())

    _, sections = printed(about, Choices({one.id: Choice("leave_out") for one in everything}))

    whole = "\n".join(said_in(sections))
    assert [one.id for one in everything if one.text in whole] == []

from __future__ import annotations

from rrn_desktop.services.name_check import Instead, Passage, Text, apply, passages_of, undecided
from rrn_desktop.services.name_finder import Known
from ui.screens.printing.names import NameChoices, marked

_KNOWN = (Known("Dylan Pryce", "person"), Known("Mr Lewis", "staff"), Known("Amara Nwosu", "other"))
_WHY = Text("why", "Why", "Mr Lewis saw Dylan 😀 push Amara. Lewis called him.")
_HOW = Text("how", "How", "Mr Lewis held his arm.")
_WORDS = Text("words", "Their own words", "Amara was too loud", theirs=True)


def _passages(*texts: Text) -> tuple[Passage, ...]:
    return passages_of(texts, _KNOWN, Instead())


def test_each_name_says_in_brackets_whose_it_is_and_is_where_it_says() -> None:
    (passage,) = _passages(_WHY)

    text, names = marked(passage)

    assert text == ("Mr Lewis [staff] saw Dylan [the person] 😀 push Amara [someone else]. Lewis [staff] called him.")
    assert [text[start:end] for start, end in names] == ["Mr Lewis", "Dylan", "Amara", "Lewis"]


def test_one_who_is_named_twice_is_decided_about_once() -> None:
    choices = NameChoices(_passages(_WHY))

    staff, other = choices.named("why")
    choices.decide("why", staff.key, "replace", "a teacher")
    choices.decide("why", other.key, "leave_out")

    assert (staff.names, other.names) == ("Mr Lewis, Lewis", "Amara")
    assert choices.undecided() == ()
    assert choices.reads("why") == "A teacher saw Dylan 😀 push (name left out). A teacher called him."


def test_a_decision_is_taken_over_in_other_texts_until_it_is_made_otherwise_there() -> None:
    choices = NameChoices(_passages(_WHY, _HOW))
    key = choices.named("how")[0].key

    taken = choices.decide("why", key, "replace", "a teacher")
    choices.decide("how", key, "keep")
    not_taken = choices.decide("why", key, "leave_out")

    assert (taken, not_taken) == (("how",), ())
    assert choices.reads("how") == "Mr Lewis held his arm."


def test_a_text_is_not_shown_as_it_will_read_before_all_its_names_are_decided() -> None:
    choices = NameChoices(_passages(_WHY))
    staff = choices.named("why")[0]

    choices.decide("why", staff.key, "keep")

    assert choices.reads("why") == ""
    assert [one.names for _text, one in choices.undecided()] == ["Amara"]


def test_their_own_words_are_left_out_until_someone_prints_them() -> None:
    passages = _passages(_WORDS)
    choices = NameChoices(passages)

    left_out = apply(passages[0], choices.choices())
    choices.leave_out("words", False)

    assert left_out is None
    assert [one.names for _text, one in choices.undecided()] == ["Amara"]


def test_all_the_rest_can_be_replaced_at_once_and_nothing_is_undecided_then() -> None:
    passages = _passages(_WHY, _HOW, _WORDS)
    choices = NameChoices(passages)
    choices.decide("how", choices.named("how")[0].key, "keep")

    choices.replace_the_rest()

    assert undecided(passages, choices.choices()) == ()
    assert choices.reads("why") == "Mr Lewis saw Dylan 😀 push someone else. Lewis called him."

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rrn_desktop.services.name_check import (
    LEFT_OUT,
    Choice,
    Choices,
    Instead,
    Passage,
    Text,
    apply,
    not_there,
    passages_of,
    undecided,
)
from rrn_desktop.services.name_finder import Finder, Known, only_names
from rrn_desktop.services.name_words import words_of

KNOWN = (
    Known("Dylan Ŵyn Pryce", "person"),
    Known("Ms Okafor", "staff"),
    Known("Seán O’Brien-Łęcki", "staff"),
    Known("Will May", "staff"),
    Known("Amara Nwosu", "other"),
    Known("J.B.", "other"),
)
PLAIN = "he ran to the gate and covered both ears because it was so loud there".split()  # noqa: SIM905
UNSEEN = ("\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u034f", "\ufe0f")
WRITTEN: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    lambda name: f"{name}'s",
    lambda name: f"{name}’s",
    lambda name: f"Mrs {name}",
    lambda name: f"({name})",
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign)),
)
REPLACED = Choices(others=Choice("replace"))
KEPT = Choices(others=Choice("keep"))


def one(text: str, *known: Known, theirs: bool = False) -> Passage:
    (passage,) = passages_of((Text("a", "A", text, theirs),), known or KNOWN, Instead())
    return passage


def named(text: str) -> list[tuple[str, str]]:
    passage = one(text)
    return [(passage.text[mark.start : mark.end], mark.kind) for mark in passage.marks]


def texts_with(name: str) -> st.SearchStrategy[str]:
    words = st.lists(st.sampled_from(PLAIN), max_size=8).map(" ".join)
    return st.builds(
        lambda before, write, after: f"{before} {write(name)} {after}", words, st.sampled_from(WRITTEN), words
    )


@given(
    st.data(), st.sampled_from(["Okafor", "Seán", "O’Brien", "Łęcki", "Amara Nwosu", "Nwosu", "Will May", "Ms Okafor"])
)
def test_however_a_name_is_written_it_is_found_and_what_replaces_it_says_nothing_of_it(
    data: st.DataObject, name: str
) -> None:
    text = data.draw(texts_with(name))

    printed = apply(one(text), REPLACED)

    assert printed is not None
    left = {word.folded for word in words_of(printed)}
    assert left.isdisjoint(word.folded for word in words_of(name))


@given(st.text(max_size=200), st.lists(st.text(min_size=1, max_size=20), max_size=4))
def test_no_text_and_no_name_is_too_odd_and_what_is_kept_stays_letter_for_letter(text: str, names: list[str]) -> None:
    passage = one(text, *(Known(name, "other") for name in names), Known("Ŵyn", "person"))

    ends = [end for mark in passage.marks for end in (mark.start, mark.end)]
    assert ends == sorted(ends)
    assert all(0 <= end <= len(text) for end in ends)
    assert all(mark.start < mark.end for mark in passage.marks)
    assert apply(passage, KEPT) == text


@given(texts_with("Dylan").filter(lambda text: "Mrs" not in text))
def test_the_persons_own_name_is_marked_apart_and_stays(text: str) -> None:
    passage = one(text)

    assert [mark.kind for mark in passage.marks] == ["person"]
    assert undecided((passage,), Choices()) == ()
    assert apply(passage, REPLACED) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He will stay, and in may he will go.", []),
        ("Will stayed. He may go.", [("Will", "staff")]),
        ("DYLAN wyn and ms okafor came.", [("DYLAN wyn", "person"), ("ms okafor", "staff")]),
        ("J.B. came, a b and c.", [("J.B.", "other")]),
        ("Dr Ahmed and Ms Bell were told.", [("Dr Ahmed", "other"), ("Ms Bell", "other")]),
        ("Nurse Mrs Okafor watched.", [("Nurse Mrs Okafor", "staff")]),
        ("Mrs Pryce was told by Mrs Okafor.", [("Mrs Pryce", "other"), ("Mrs Okafor", "staff")]),
        ("Okaforian, Dylanesque.", []),
        ("His sister and the nurse came.", []),
    ],
)
def test_names_are_told_from_other_words(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text) == found


@given(data=st.data(), name=st.sampled_from(["Okafor", "Seán", "Nwosu", "Amara Nwosu", "Ms Okafor"]))
def test_what_is_not_seen_and_the_end_of_a_line_hide_no_name(data: st.DataObject, name: str) -> None:
    places = data.draw(st.lists(st.integers(0, len(name)), min_size=1, max_size=4))
    unseen = st.sampled_from(UNSEEN)
    written = name
    for place in sorted(places, reverse=True):
        written = written[:place] + data.draw(unseen) + written[place:]
    word = name.rsplit(maxsplit=1)[-1]
    at = data.draw(st.integers(1, len(word) - 1))
    broken = word[:at] + data.draw(st.sampled_from(["-\n", "-\r\n", "- \n  ", "\u2010\n"])) + word[at:]

    said = [apply(one(f"then {text} came in"), REPLACED) for text in (written, broken)]

    assert all(text is not None for text in said)
    letters = ["".join(filter(str.isalpha, text or "")).casefold() for text in said]
    assert [word.casefold() in text for text in letters] == [False, False]


@given(
    before=st.sampled_from(["", "mrs", "j.", "miss_"]),
    name=st.sampled_from(["okafor", "OKAFOR", "nwosu", "lecki"]),
    after=st.sampled_from(["", "1", ".t"]),
)
def test_an_address_says_who_someone_is(before: str, name: str, after: str) -> None:
    text = f"write to {before}{name}{after}@school.uk, please"

    said = apply(one(text), REPLACED) or ""

    assert name not in said
    assert "@" not in said
    assert said.endswith(", please")
    assert [kind for _, kind in named("or to head@school.uk.")] == ["other"]


def test_two_names_that_a_line_parts_are_both_found() -> None:
    assert [words for words, _ in named("Seán O’Brien-\nŁęcki came")] == ["Seán O’Brien-\nŁęcki"]


def test_a_name_that_two_people_have_is_never_taken_for_the_persons_own() -> None:
    passage = one("Kim hit Kim Lee.", Known("Kim Park", "person"), Known("Kim Lee", "other"))

    assert [mark.kind for mark in passage.marks] == ["other", "other"]


def test_the_same_one_is_called_the_same_in_each_text_and_two_are_told_apart() -> None:
    texts = (Text("a", "A", "Okafor held him. Will saw it."), Text("b", "B", "Ms Okafor let go."))

    first, second = passages_of(texts, KNOWN, Instead())

    assert apply(first, REPLACED) == "Member of staff A held him. Member of staff B saw it."
    assert apply(second, REPLACED) == "Member of staff A let go."


def test_one_member_of_staff_needs_no_letter_and_a_possessive_stays_one() -> None:
    assert apply(one("He took Okafor's hand."), REPLACED) == "He took a member of staff's hand."


def test_each_name_can_be_decided_by_itself() -> None:
    passage = one("Okafor and Amara came.")
    choices = Choices(
        passages={"a": Choice("replace", "someone")}, marks={("a", 0): Choice("keep")}, others=Choice("leave_out")
    )

    assert apply(passage, choices) == "Okafor and someone came."
    assert apply(passage, Choices(others=Choice("leave_out"))) == f"{LEFT_OUT} and {LEFT_OUT} came."


def test_names_of_others_wait_for_a_decision_and_an_undecided_one_is_never_printed() -> None:
    passage = one("Okafor and Amara came.")
    half = Choices(marks={("a", 0): Choice("keep")})

    assert undecided((passage,), half) == ("a",)
    assert "Amara" not in (apply(passage, half) or "")
    assert undecided((passage,), Choices(passages={"a": Choice("leave_out")})) == ()


def test_a_text_is_left_out_whole_and_the_persons_own_words_unless_that_is_decided() -> None:
    own = one("It was too loud", theirs=True)

    assert apply(one("Okafor came."), Choices(passages={"a": Choice("leave_out")})) is None
    assert apply(own, REPLACED) is None
    assert apply(own, Choices(passages={"a": Choice("keep")})) == "It was too loud"


def test_decisions_for_another_text_are_noticed() -> None:
    passage = one("Okafor came.")

    lost = not_there((passage,), Choices(passages={"b": Choice("keep")}, marks={("a", 1): Choice("keep")}))

    assert lost == ("b", "a")


def test_who_someone_is_to_the_person_is_no_name() -> None:
    assert only_names("Mum") == ""
    assert only_names("Foster carer") == ""
    assert only_names("his aunt Maria Lopez") == "Maria Lopez"
    assert only_names("Ms T. Reid") == "Ms T Reid"


def test_words_beside_a_name_that_say_where_someone_lives_are_no_names_elsewhere() -> None:
    mother = Known(only_names("Mother, who lives abroad"), "other")

    assert list(Finder([mother]).found("Ask someone who knows; the college has a trip abroad.")) == []

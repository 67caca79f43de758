"""Reading answers: what is kept exactly, what is refused, and with which sentence."""

import json

import pytest

from rrn_desktop.errors import AnswersRefused
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.reading import read_answers, read_answers_file, write_answers
from rrn_desktop.forms.registry import definition
from rrn_desktop.forms.values import PersonRef, StatedDuration
from tests.rrn_desktop.forms.told_cases import NAMES, file_of, form_of, told

INCIDENT = definition("incident")


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_read_and_written_back_as_the_same_json(name: str) -> None:
    form = form_of(name)

    written = json.dumps(write_answers(form, told(name)))

    assert written == json.dumps(file_of(name).answers)


def test_the_words_of_case_1_are_kept_to_the_letter() -> None:
    file = file_of("case1")

    answers = read_answers(INCIDENT, file.answers)

    assert answers.get("person") == PersonRef("Dylan Ŵyn Pryce")
    assert answers.get("practices[0].duration") == StatedDuration("maybe half a minute", 30)
    assert answers.get("own_words") == "it was too loud, I was going to my nan's"


@pytest.mark.parametrize(
    "name",
    [
        "Dylan Ŵyn Pryce",
        "W\u0302yn",
        "\u05d3\u05d5\u05d3 \u05d1\u05df",
        "\u202bعلي\u202c",
        "李小龍",
        "👩‍👧",
        "e\u0301\u0323",
    ],
)
def test_names_in_any_script_survive_unchanged(name: str) -> None:
    data = {"person": {"name": name}, "before": name}

    answers = read_answers(INCIDENT, data)

    assert json.loads(json.dumps(write_answers(INCIDENT, answers))) == data


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x" * 200_000, "The text has 200,000 characters; there is room for 20,000."),
        ("a\0b", "The text holds an empty character (NUL) that can't be kept."),
        ("a\ud800b", "The text holds half a character that can't be kept."),
        ("a\x1bb", "The text holds a hidden control character that can't be kept."),
    ],
)
def test_text_that_can_not_be_kept_is_refused_whole_with_its_own_sentence(text: str, sentence: str) -> None:
    data = {"before": text}

    with pytest.raises(AnswersRefused) as refusal:
        read_answers(INCIDENT, data)

    assert refusal.value.what == sentence
    assert refusal.value.question == "before"
    assert "x" * 100 not in str(refusal.value)


@pytest.mark.parametrize("text", ["x" * 200_000, "a\0b", "a\ud800b"])
def test_what_could_not_be_read_again_is_not_written(text: str) -> None:
    answers = Answers({"before": text})

    with pytest.raises(AnswersRefused) as refusal:
        write_answers(INCIDENT, answers)

    assert refusal.value.question == "before"


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"place": 3}, "place"),
        ({"place": "two\nlines"}, "place"),
        ({"place": {"state": "declined"}}, "place"),
        ({"place": {"state": ["not_known"]}}, "place"),
        ({"person": {"name": "A", "age": "7"}}, "person"),
        ({"person": {"id": "7"}}, "person"),
        ({"person": "A"}, "person"),
        ({"started": "2026-05-14T10:40"}, "started"),
        ({"started": {"local": "2026-05-14T10:40"}}, "started"),
        ({"started": {"local": "2026-02-30T10:40", "offset": "+00:00"}}, "started"),
        ({"started": {"local": "2026-05-14T25:40", "offset": "+00:00"}}, "started"),
        ({"started": {"local": "0026-05-14T10:40", "offset": "+00:00"}}, "started"),
        ({"started": {"local": "2026-05-14T10:40", "offset": "+25:00"}}, "started"),
        ({"started": {"local": "2026-05-14T10:40", "offset": "+01:00", "zone": "../../etc/passwd"}}, "started"),
        ({"started": {"local": "2026-05-14T10:40", "offset": "+01:00", "zone": "Europe/Atlantis"}}, "started"),
        ({"started": {"local": "٢٠٢٦-05-14T10:40", "offset": "+01:00"}}, "started"),
        ({"triggers": ["noise", "noise"]}, "triggers"),
        ({"triggers": ["made_up"]}, "triggers"),
        ({"triggers": "noise"}, "triggers"),
        ({"practices": {}}, "practices"),
        ({"practices": [{"kind": "hug"}]}, "practices[0].kind"),
        ({"practices": [{}, {"duration": {"stated": "long", "seconds": -1}}]}, "practices[1].duration"),
        ({"practices": [{"duration": {"stated": "long", "seconds": True}}]}, "practices[0].duration"),
        ({"practices": [{"people": [{"who": {"name": "a\0"}}]}]}, "practices[0].people[0].who"),
        ({"practices": [{}] * 31}, "practices"),
        ({"injuries": [{"what": [{"view": "back", "region": "face", "kind": "cut"}]}]}, "injuries[0].what"),
        ({"practices": [{"nonsense": 1}]}, "practices[0]"),
        ({"next_shift": "x" * 501}, "next_shift"),
    ],
)
def test_a_wrong_shape_is_refused_at_its_question(data: dict[str, object], path: str) -> None:
    with pytest.raises(AnswersRefused) as refusal:
        read_answers(INCIDENT, data)

    assert refusal.value.question == path


def test_a_question_that_the_form_does_not_ask_is_refused() -> None:
    with pytest.raises(AnswersRefused, match="does not ask"):
        read_answers(INCIDENT, {"shoe_size": 3})


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe{}", "not JSON"),
        (b"{", "not JSON"),
        (b"[]", "parts"),
        (b'{"form": "incident"}', "parts"),
        (b'{"form": "incident", "form": "incident"}', "twice"),
        (b'{"form":"incident","form_version":1,"profile":"eng_school","answers":{"place":"a","place":"b"}}', "twice"),
        (b'{"form":"incident","form_version":NaN,"profile":"eng_school","answers":{}}', "number"),
        (b'{"form":"incident","form_version":1,"profile":"p","answers":{"a":Infinity}}', "number"),
        (b'{"form":"incident","form_version":1,"profile":"p","answers":{},"more":1}', "parts"),
        (b'{"form":"incident","form_version":"1","profile":"p","answers":{}}', "parts"),
        (b'{"answers":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "JSON"),
        (b'{"answers":' + b"[" * 40 + b"]" * 40 + b"}", "deep"),
        (b" " * (8 * 1024 * 1024 + 1), "too big"),
    ],
)
def test_a_file_that_can_be_read_in_two_ways_or_in_none_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(AnswersRefused, match=sentence):
        read_answers_file(data)

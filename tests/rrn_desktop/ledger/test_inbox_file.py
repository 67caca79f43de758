from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rrn_desktop.canonical import canonical, to_text
from rrn_desktop.errors import StoreDamaged, StoreNewer, UserFacingError, WrongPassphrase
from rrn_desktop.ids import new_id
from rrn_desktop.keys.boxes import seal_box
from rrn_desktop.keys.derive import derive
from rrn_desktop.keys.passphrase_key import KdfCost
from rrn_desktop.ledger import inbox_file
from rrn_desktop.ledger.inbox_file import (
    Held,
    InboxContent,
    InboxFile,
    SealedInInbox,
    file_bytes,
    open_notice,
    open_with_phrase,
    open_with_register,
    read_file_bytes,
    with_content,
)
from rrn_desktop.ledger.readers import reader_of
from rrn_desktop.ledger.refusals import EntryRefused
from tests.rrn_desktop.ledger.afterwards import WORDS, content, handed_in, written
from tests.rrn_desktop.ledger.house import ADMINISTRATOR, ASHA, BEN, CANARY, LEAD, House, answers

EVERYONE = (LEAD, ADMINISTRATOR, ASHA, BEN)
TEXT = st.text(max_size=60)
INSIDE = st.builds(
    InboxContent,
    name=TEXT,
    role=TEXT,
    form=TEXT,
    form_version=st.integers(1, 9),
    profile=TEXT,
    started_at=st.just("2026-05-03T02:25:00+01:00"),
    written_at=st.just("2026-05-03T03:05:00+01:00"),
    zone=TEXT,
    status=st.sampled_from(["first", "complete"]),
    answers=st.dictionaries(TEXT, st.recursive(TEXT | st.booleans() | st.integers(), st.lists, max_leaves=4)),
    notice=st.none() | st.dictionaries(TEXT, TEXT, max_size=3),
)


def seed(house: House, who: str) -> bytes:
    return house.people.secrets[who].receive_seed


def changed(file: InboxFile, change: Callable[[dict[str, Any]], None]) -> InboxFile:
    """Edit an inbox file as it lies on the disk."""
    value = json.loads(file_bytes(file))
    change(value)
    return read_file_bytes(canonical(value))


def codes_of(house: House, file: InboxFile) -> dict[str, str]:
    """Say what each of the three ways to open a file comes to."""
    ways: dict[str, Callable[[], object]] = {
        "phrase": lambda: open_with_phrase(file, WORDS),
        "register": lambda: open_with_register(file, house.register_reader),
        "notice": lambda: open_notice(file, ASHA, seed(house, ASHA)),
    }
    return {name: code_of(way) for name, way in ways.items()}


def code_of(way: Callable[[], object]) -> str:
    try:
        return "nothing" if way() is None else "opens"
    except EntryRefused as refused:
        return refused.finding
    except UserFacingError as refused:
        return refused.code


def test_four_words_and_the_register_open_what_was_written(house: House) -> None:
    held = written(house)

    opened = open_with_phrase(read_file_bytes(file_bytes(held.file)), WORDS)

    assert opened.content == content()
    assert opened.held == held
    assert open_with_register(held.file, house.register_reader) == content()


def test_every_member_reads_the_notice_and_nothing_else(house: House) -> None:
    file = written(house).file

    read = [open_notice(file, who, seed(house, who)) for who in EVERYONE]

    assert read == [content().notice] * 4
    with pytest.raises(EntryRefused):
        open_with_register(file, reader_of("register/1", seed(house, ASHA)))
    with pytest.raises(EntryRefused):
        open_with_register(file, house.reader(ASHA))


def test_nothing_that_was_written_stands_in_the_file(house: House) -> None:
    data = file_bytes(handed_in(house, content(name="Mensah", answers=answers(own_words=CANARY))).file)

    assert not any(word.encode() in data for word in ("Mensah", "corridor", "Watch", "left arm", "acid"))


def test_a_member_who_left_gets_no_notice(house: House) -> None:
    house.leave(BEN)

    file = written(house).file

    assert open_notice(file, BEN, seed(house, BEN)) is None
    assert open_notice(file, new_id(), seed(house, BEN)) is None


def test_without_a_notice_there_is_none(house: House) -> None:
    file = written(house, content(notice=None)).file

    assert file.notice is None
    assert open_notice(file, ASHA, seed(house, ASHA)) is None


def test_writing_goes_on_under_the_same_words(house: House) -> None:
    held = written(house)

    second = with_content(held, house.roll, content(answers={"own_words": "more"}), at=house.now)

    assert (second.file.id, second.file.record, second.file.revision) == (held.file.id, held.file.record, 2)
    assert open_with_phrase(second.file, WORDS).content.answers == {"own_words": "more"}
    assert second.content_key == held.content_key


def test_what_is_sealed_opens_to_its_words_no_more_and_is_not_written_on(house: House) -> None:
    held = handed_in(house)

    assert held.file.phrase is None
    with pytest.raises(SealedInInbox, match="handed in already"):
        open_with_phrase(held.file, WORDS)
    with pytest.raises(ValueError, match="not written on"):
        with_content(held, house.roll, content(), at=house.now)
    assert open_with_register(held.file, house.register_reader) == content()


def test_an_older_revision_put_back_still_opens_and_says_which_it_is(house: House) -> None:
    held = written(house)
    with_content(held, house.roll, content(), at=house.now)

    assert open_with_phrase(held.file, WORDS).held.file.revision == 1


@pytest.mark.parametrize(
    "words", ["acid beam crisis dove", "", "ACID beam crisis dough", "acid  beam crisis dough", "\0"]
)
def test_another_phrase_does_not_open_it(house: House, words: str) -> None:
    with pytest.raises(WrongPassphrase, match="four words"):
        open_with_phrase(written(house).file, words)


@pytest.mark.parametrize(
    "kdf",
    [
        {"memory_kib": 64 * 1024 * 1024},
        {"memory_kib": 1024},
        {"passes": 1},
        {"passes": 99},
        {"lanes": 0},
        {"salt": "AAAA"},
        {"name": "scrypt"},
    ],
)
def test_the_cost_of_a_phrase_is_bounded_before_it_is_spent(house: House, kdf: dict[str, Any]) -> None:
    file = changed(written(house).file, lambda value: value["phrase"]["kdf"].update(kdf))

    assert code_of(lambda: open_with_phrase(file, WORDS)) == "slot_parameters"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("record", "z" * 26),
        ("about", "z" * 26),
        ("revision", 2),
        ("state", "sealed"),
        ("saved_at", "2026-11-22T09:30:01Z"),
    ],
)
def test_a_field_that_was_changed_alone_is_found_in_every_way(house: House, field: str, value: object) -> None:
    file = changed(written(house).file, lambda said: said.update({field: value}))

    assert codes_of(house, file) == dict.fromkeys(("phrase", "register", "notice"), "inbox_changed")


@pytest.mark.parametrize(("field", "value"), [("site", "0" * 64), ("id", "z" * 26)])
def test_a_file_moved_to_another_site_or_another_name_opens_to_nobody(house: House, field: str, value: str) -> None:
    file = changed(written(house).file, lambda said: said.update({field: value}))

    assert codes_of(house, file) == dict.fromkeys(("phrase", "register", "notice"), "inbox_changed")


@pytest.mark.parametrize(
    ("part", "broken", "code"),
    [
        (("box",), ("phrase", "register", "notice"), "inbox_changed"),
        (("phrase", "box"), ("phrase",), "inbox_changed"),
        (("phrase", "tag"), ("phrase",), "wrong_passphrase"),
        (("phrase", "kdf", "salt"), ("phrase",), "wrong_passphrase"),
        (("register", "wrap"), ("register", "notice"), "inbox_changed"),
        (("notice", "box"), ("notice",), "inbox_changed"),
    ],
)
def test_a_sealed_part_of_another_file_is_found_by_all_who_open_it(
    house: House, part: tuple[str, ...], broken: tuple[str, ...], code: str
) -> None:
    other = json.loads(file_bytes(written(house).file))

    def swap(value: dict[str, Any]) -> None:
        there = other
        for name in part[:-1]:
            value, there = value[name], there[name]
        value[part[-1]] = there[part[-1]]

    found = codes_of(house, changed(written(house).file, swap))

    assert found == {way: code if way in broken else "opens" for way in ("phrase", "register", "notice")}


@pytest.mark.parametrize("part", ["to", "suite", "wrap"])
def test_a_notice_wrapped_again_or_in_another_way_is_refused(house: House, part: str) -> None:
    def change(value: dict[str, Any]) -> None:
        mine = next(wrap for wrap in value["notice"]["wraps"] if wrap["to"] == ASHA)
        bens = next(wrap for wrap in value["notice"]["wraps"] if wrap["to"] == BEN)
        mine[part] = {"to": BEN, "suite": "ROT13", "wrap": bens["wrap"]}[part]

    file = changed(written(house).file, change)

    expected = {"to": "nothing", "suite": "wrap_suite", "wrap": "inbox_changed"}[part]
    assert codes_of(house, file)["notice"] == expected


def test_a_file_that_names_another_register_is_refused(house: House) -> None:
    file = changed(written(house).file, lambda value: value["register"].update(to="register/2"))

    assert codes_of(house, file)["register"] == "wrap_missing"


def test_a_key_wrapped_to_the_register_anew_does_not_open_what_was_written(house: House) -> None:
    mine, other = written(house), written(house)
    forged = inbox_file.with_content(
        Held(mine.file, other.content_key), house.roll, content(name="Forged"), at=house.now
    )

    rewrapped = msgspec.structs.replace(mine.file, register=forged.file.register)

    assert codes_of(house, rewrapped) == {
        "phrase": "opens",
        "register": "inbox_changed",
        "notice": "inbox_changed",
    }


def test_the_notice_and_the_content_can_not_take_each_others_place(house: House) -> None:
    held = written(house)
    assert held.file.notice is not None

    swapped = msgspec.structs.replace(held.file, box=held.file.notice.box)

    assert codes_of(house, swapped)["register"] == "inbox_changed"


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value.update(more=1),
        lambda value: value.pop("saved_at"),
        lambda value: value.update(revision=0),
        lambda value: value.update(state="signed"),
        lambda value: value.update(id="../../etc/passwd"),
        lambda value: value.update(saved_at="yesterday"),
        lambda value: value["register"].update(to="recovery"),
        lambda value: value["register"].update(wrap="not base64"),
    ],
)
def test_a_file_out_of_shape_is_refused_by_its_name(house: House, change: Callable[[dict[str, Any]], None]) -> None:
    value = json.loads(file_bytes(written(house).file))
    change(value)

    with pytest.raises(StoreDamaged, match=r"x\.json"):
        read_file_bytes(canonical(value), "x.json")


@pytest.mark.parametrize("data", [b"", b" ", b"[]", b"{", b"\xff", b"[" * 10**5, b'{"format":"rrn-inbox/1"}'])
def test_bytes_that_are_no_inbox_file_are_refused(data: bytes) -> None:
    with pytest.raises(StoreDamaged):
        read_file_bytes(data)


def test_a_file_of_a_newer_version_says_so(house: House) -> None:
    data = file_bytes(written(house).file).replace(b"rrn-inbox/1", b"rrn-inbox/2")

    with pytest.raises(StoreNewer):
        read_file_bytes(data)


def test_a_box_that_is_no_base64_is_a_change(house: House) -> None:
    file = changed(written(house).file, lambda value: value.update(box="%%%"))

    assert codes_of(house, file)["register"] == "inbox_changed"


def test_what_json_can_not_hold_is_kept_while_it_is_typed_and_refused_when_it_is_handed_in(house: House) -> None:
    half = content(answers={"own_words": "\ud83d"})
    held = written(house, half)

    assert open_with_phrase(held.file, WORDS).content == half
    with pytest.raises(ValueError, match="UTF-8"):
        with_content(held, house.roll, half, at=house.now, state="sealed")


def test_content_of_another_shape_is_refused(house: House) -> None:
    held = written(house)

    insides: tuple[Any, ...] = ({"name": "x"}, {**msgspec.to_builtins(content()), "more": 1}, [])

    for inside in insides:
        box = seal_box(held.content_key, json.dumps(inside).encode(), inbox_file._bound(held.file, "content"))
        file = msgspec.structs.replace(held.file, box=to_text(box))
        assert codes_of(house, file)["register"] == "inbox_unreadable"


def test_the_words_are_slow_to_try_unless_a_test_says_otherwise(house: House) -> None:
    held = inbox_file.new(house.roll, content(), phrase=WORDS, at=house.now)

    assert held.file.phrase is not None
    assert KdfCost(*msgspec.structs.astuple(held.file.phrase.kdf)[1:4]) == KdfCost(64 * 1024, 3, 4)


def test_nothing_shows_in_the_text_of_what_is_held(house: House) -> None:
    held = written(house)

    shown = repr(held) + repr(open_with_phrase(held.file, WORDS)) + repr(content()) + repr(held.file.phrase)

    assert not any(word in shown for word in ("Mensah", "Ŵyn", "nurse", to_text(held.content_key), held.file.box))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(INSIDE)
def test_whatever_is_written_is_read_back(house: House, inside: InboxContent) -> None:
    held = written(house)

    later = with_content(held, house.roll, inside, at=house.now)

    read = read_file_bytes(file_bytes(later.file))
    assert read == later.file
    assert open_with_register(read, house.register_reader) == inside
    assert open_notice(read, ASHA, seed(house, ASHA)) == inside.notice


def test_the_tag_in_a_file_is_not_the_key_to_it(house: House) -> None:
    file = written(house).file

    assert file.phrase is not None
    assert len(file.phrase.tag) < len(to_text(derive(b"\0" * 32, "x")))

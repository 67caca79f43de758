"""Places and teams, the site's own words, and how the window looks for a member: who sets them, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rrn_desktop.errors import NoRight, NotFound, Refused, UserFacingError
from rrn_desktop.services import directory, own_words, packaging, places, preferences
from rrn_desktop.services.own_words import Word
from rrn_desktop.services.preferences import Preferences
from rrn_desktop.store import desk_own
from tests.rrn_desktop.services.school import AUTHOR, COLLEAGUE, LEAD, OFFICE, School, kinds_of_ledger


@pytest.fixture(scope="module")
def shared(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    yield from new_school.lent(tmp_path_factory.mktemp("places"))


def test_a_place_and_a_team_may_have_one_name_and_each_is_offered_for_itself(shared: School) -> None:
    session = shared.enter(OFFICE)

    room = places.add(session, "place", " Oak ")
    team = places.add(session, "team", "Oak")

    assert (room.name, team.kind) == ("Oak", "team")
    assert "Oak" in directory.places(session)
    assert directory.teams(session) == ("Oak",)
    assert places.find(session, team.id) == team
    with pytest.raises(Refused, match="place and a team"):
        places.find(session, "oak")


def test_what_is_out_of_use_is_not_offered_and_comes_back_when_it_is_added_again(shared: School) -> None:
    session = shared.enter(LEAD)
    pool = places.add(session, "place", "Pool")
    before = kinds_of_ledger(session).count("place_changed")

    retired = places.retire(session, pool.id)
    places.retire(session, pool.id)

    assert retired.retired_on == "2026-05-14"
    assert "Pool" not in directory.places(session)
    assert retired in places.listing(session)
    assert places.add(session, "place", "pool") == pool
    assert "Pool" in directory.places(session)
    assert kinds_of_ledger(session).count("place_changed") == before + 2


def test_under_a_new_name_it_stays_the_same_place_for_what_was_recorded_before(shared: School) -> None:
    session = shared.enter(LEAD)
    shed = places.add(session, "place", "Shed")

    renamed = places.rename(session, shed.id, "Garden room")
    hidden = packaging._hiding(session).places

    assert (renamed.id, renamed.former) == (shed.id, ("Shed",))
    assert hidden["shed"] == hidden["garden room"] == shed.id
    assert "Shed" not in directory.places(session)
    assert places.rename(session, shed.id, "Shed").former == ("Garden room",)


def test_a_name_that_a_place_had_before_belongs_to_who_bears_it_today(shared: School) -> None:
    session = shared.enter(LEAD)
    first = places.add(session, "place", "Annexe")
    places.rename(session, first.id, "Old annexe")

    second = places.add(session, "place", "Annexe")

    assert packaging._hiding(session).places["annexe"] == second.id


@pytest.mark.parametrize("name", ["", "   ", "x" * 201, "two\nlines", "HALL"])
def test_a_name_that_can_not_be_or_is_taken_is_refused(shared: School, name: str) -> None:
    session = shared.enter(LEAD)
    hall = places.find(session, "Hall")
    library = places.find(session, "Library")
    before = places.listing(session)

    with pytest.raises(UserFacingError):
        places.add(session, "place", name)
    with pytest.raises(UserFacingError):
        places.rename(session, library.id, name)

    assert places.listing(session) == before
    assert hall.name == "Hall"


def test_a_recorder_changes_no_places_and_no_words(shared: School) -> None:
    session = shared.enter(AUTHOR)
    hall = places.find(session, "Hall")

    for change in (
        lambda: places.add(session, "place", "Den"),
        lambda: places.rename(session, hall.id, "Den"),
        lambda: places.retire(session, hall.id),
        lambda: places.bring_back(session, hall.id),
        lambda: own_words.say(session, {"person": "pupil"}),
    ):
        with pytest.raises(NoRight):
            change()

    assert places.find(session, "Hall") == hall


def test_what_is_not_there_is_not_changed(shared: School) -> None:
    session = shared.enter(LEAD)

    for change in (
        lambda: places.rename(session, "0" * 26, "Den"),
        lambda: places.retire(session, "0" * 26),
        lambda: own_words.say(session, {"person": "pupil", "colour": "blue"}),
    ):
        with pytest.raises(NotFound):
            change()

    assert "person" not in own_words.of(session)


def test_own_words_hold_until_they_are_emptied_or_are_the_profiles_again(shared: School) -> None:
    session = shared.enter(OFFICE)

    said = own_words.say(session, {"team": " form   group ", "teams": "form groups", "place": "school"})
    kept = own_words.of(shared.enter(AUTHOR))
    session = shared.enter(OFFICE)
    before = kinds_of_ledger(session).count("own_words_changed")
    own_words.say(session, {"team": "", "teams": "classes"})
    own_words.say(session, {"team": ""})

    assert said[3] == Word("team", "class", "form group")
    assert [word.said for word in said[2:]] == ["school", "form group", "form groups"]
    assert kept == {"team": "form group", "teams": "form groups"}
    assert own_words.of(session) == {}
    assert kinds_of_ledger(session).count("own_words_changed") == before + 1


@pytest.mark.parametrize("word", ["x" * 41, "two\nlines", "nul\0"])
def test_a_word_that_can_not_be_kept_is_refused_and_none_is_changed(shared: School, word: str) -> None:
    session = shared.enter(LEAD)

    with pytest.raises(Refused):
        own_words.say(session, {"people": "pupils", "person": word})

    assert "people" not in own_words.of(session)


@pytest.mark.parametrize("word", ["x" * 41, "two\nlines", "bell\x07", ""], ids=repr)
def test_a_word_that_was_put_on_the_desk_past_the_program_is_shown_and_printed_nowhere(
    shared: School, word: str
) -> None:
    session = shared.enter(LEAD)
    with session.held.desk.write() as connection:
        connection.exec_driver_sql("INSERT OR REPLACE INTO own_words (key, words) VALUES ('person', ?)", (word,))

    said = own_words.listing(session)[0]

    assert (own_words.of(session), said.own, said.said) == ({}, "", said.usual)
    own_words.say(session, {"person": "pupil"})
    assert own_words.of(session) == {"person": "pupil"}
    own_words.say(session, {"person": ""})


def test_each_chooses_their_own_look_and_finds_it_again(shared: School) -> None:
    session = shared.enter(AUTHOR)
    preferences.choose(session, theme="dark")
    preferences.choose(session, text_scale=150)
    entries = len(kinds_of_ledger(session))

    other = preferences.chosen(shared.enter(COLLEAGUE))
    session = shared.enter(AUTHOR)

    assert preferences.chosen(session) == Preferences("dark", 150)
    assert other == Preferences()
    assert preferences.choose(session, theme="", text_scale=0) == Preferences()
    assert len(kinds_of_ledger(session)) == entries + 2


@pytest.mark.parametrize(("theme", "scale"), [("pink", 100), ("dark", 90), ("dark", 250)])
def test_a_look_that_there_is_none_of_is_refused_and_one_of_a_later_version_is_not_followed(
    shared: School, theme: str, scale: int
) -> None:
    session = shared.enter(COLLEAGUE)

    with pytest.raises(Refused):
        preferences.choose(session, theme=theme, text_scale=scale)
    with session.held.desk.write() as connection:
        desk_own.put_chosen(connection, session.member.id, {"theme": "pink", "text_scale": [1], "more": True})

    assert preferences.chosen(session) == Preferences()
    assert preferences.choose(session, text_scale=200) == Preferences("", 200)
    with session.held.desk.write() as connection:
        desk_own.put_chosen(connection, session.member.id, {})

"""What follows an incident goes through the same door by window and by command, and is the same to the byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from rrn_desktop.canonical import canonical
from rrn_desktop.cli.app import run
from rrn_desktop.services import additions, drafts, notices, records, sealing
from tests.journeys.any_form import CASES, Writer, told
from tests.journeys.days import Days, write
from tests.rrn_desktop.cli.place import make_place, utc

# Played once: what is asked of it is asked where it was played.
pytestmark = pytest.mark.xdist_group("same_bytes_after")

PAUL, MANAGER = "Paul Street", "The registered manager"
BY_WINDOW, BY_COMMAND = "2026-A-001", "2026-A-002"
SUNDAY, WEDNESDAY, FRIDAY = "2026-02-08T10:00:00+00:00", "2026-02-11T17:00:00+00:00", "2026-02-13T11:00:00+00:00"
# These name one record among others; two records can't share them.
OWN_TO_A_RECORD = {"entry", "record", "number", "about"}
Bodies = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def days(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Days]:
    """A home in which the same incident was recorded twice."""
    folder = tmp_path_factory.mktemp("twice")
    passphrases = make_place(folder, "eng_home", "12 Sycamore Way", (PAUL,), MANAGER, utc("2026-02-01T12:00:00+00:00"))
    found = Days(qapp, folder / "store", passphrases)
    for number in (BY_WINDOW, BY_COMMAND):
        with found.reading("2026-02-08T09:00:00+00:00", PAUL) as session:
            answers = told("incident", "case4")
            draft = drafts.save(session, replace(drafts.begin(session), answers=answers))
            notice = notices.proposed(session, draft)
            assert notice is not None
            sealed = sealing.seal(session, notices.stand(session, draft, notice), passphrases[PAUL])
            assert sealed.number == number
    yield found
    found.leave()


@pytest.fixture(scope="module")
def by_window(days: Days) -> Bodies:
    """The support, the child's account and the review of the first, from the window."""
    for moment, who, form, name in _steps():
        hands = days.at(moment, who)
        hands.press(f"Open {BY_WINDOW}")
        if form == "account":
            hands.press("Add")
            hands.press("The person's own account")
        else:
            hands.press({"support": "Support", "review": "Learning review"}[form])
        write(hands, Writer(hands, form, told(form, name)))
        days.sign(hands, who)
    return _bodies(days, BY_WINDOW)


@pytest.fixture(scope="module")
def by_command(days: Days, by_window: Bodies, tmp_path_factory: pytest.TempPathFactory) -> Bodies:
    """The same of the second, by command and at the same times."""
    days.leave()
    secret = tmp_path_factory.mktemp("secret") / "passphrase"
    for moment, who, form, name in _steps():
        secret.write_text(days.passphrases[who], encoding="utf-8")
        caller = ["--store", str(days.store), "--as", who, "--passphrase-file", str(secret), "--now", moment, "--json"]
        what = ["add", form] if form == "account" else ["record", form, "--seal"]
        file = str(Path(CASES) / f"{name}.json")
        assert run([*what, "--incident", BY_COMMAND, "--answers", file, *caller]) == 0
    return _bodies(days, BY_COMMAND)


@pytest.mark.parametrize("form", ["support", "account", "review"])
def test_what_follows_an_incident_is_the_same_body_by_window_and_by_command(
    by_window: Bodies, by_command: Bodies, form: str
) -> None:
    window, command = by_window[form], by_command[form]

    assert canonical(window) == canonical(command)
    assert window["form"] == form


def test_what_was_typed_in_the_window_is_what_stands_in_the_answers_file(by_window: Bodies) -> None:
    idea = "He should've taken the key out."

    assert by_window["account"]["answers"]["wish"] == idea
    assert by_window["review"]["answers"]["actions"][0]["what"] == idea


def _steps() -> tuple[tuple[str, str, str, str], ...]:
    return (
        (SUNDAY, PAUL, "support", "case4_support"),
        (WEDNESDAY, MANAGER, "account", "case4_account"),
        (FRIDAY, MANAGER, "review", "case4_review"),
    )


def _bodies(days: Days, number: str) -> Bodies:
    with days.reading("2026-02-14T09:00:00+00:00", MANAGER) as session:
        texts = {form: records.show(session, number, form=form).body_text for form in ("support", "review")}
        texts |= {one.form: one.body_text for one in additions.of_number(session, number)}
    found = {form: json.loads(text) for form, text in texts.items()}
    return {form: {key: body[key] for key in body if key not in OWN_TO_A_RECORD} for form, body in found.items()}

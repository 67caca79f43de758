"""Nothing that someone types may reach the disk in the clear, nor any message about something that went wrong."""

from __future__ import annotations

import json
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rrn_desktop.errors import UserFacingError
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import drafts, notices, sealing
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import sign_in
from rrn_desktop.services.site_setup import setup_site
from tests.bad_days.days import ROOT
from tests.bad_days.traces import calls_of, going_out, opened_for_writing, spellings, strace
from tests.journeys.site import CLOCK, PASSPHRASES
from tests.torture.writers import CASE, case_one

PERSON, WRITER, PHRASE = "Persona Qwzvhtk", "Wrytera Jxpqbdl", "fnord quagga zephyr kumquat"
WORDS = {name: f"kanarie{name.replace('_', '')}qzx" for name in ("before", "place", "why_needed", "own_words")}
CANARIES = (PERSON, WRITER, PHRASE, *WORDS.values())
NOW = "2026-05-14T16:05:00+01:00"


def site_with_canaries(folder: Path) -> Path:
    answers = {
        "site_name": "Hafod Lane Primary",
        "profile": "eng_school",
        "demo": True,
        "members": [
            {"name": "Mrs Shah", "roles": ["lead", "administrator"], "passphrase": PASSPHRASES["Mrs Shah"]},
            {"name": WRITER, "roles": ["recorder"], "job_title": "Teacher", "passphrase": PHRASE},
        ],
        "people": [{"name": PERSON}],
    }
    setup_site(folder / "store", answers, folder / "out", clock=CLOCK)
    return folder / "store"


def case_with_canaries(path: Path) -> Path:
    case = json.loads(CASE.read_text("utf-8"))
    case["answers"] = {**case["answers"], **WORDS, "person": {"name": PERSON}}
    path.write_text(json.dumps(case), "utf-8")
    return path


def test_sealing_case_one_writes_no_word_of_it_in_the_clear_and_nothing_outside_the_store(tmp_path: Path) -> None:
    store, trace = site_with_canaries(tmp_path), tmp_path / "trace"
    phrase = tmp_path / "phrase"
    phrase.write_text(PHRASE, "utf-8")
    answers = case_with_canaries(tmp_path / "case.json")
    rrn = [sys.executable, "-B", "-m", "rrn_desktop", "record", "incident", "--answers", str(answers), "--seal"]
    who = ["--store", str(store), "--as", WRITER, "--passphrase-file", str(phrase), "--json", "--now", NOW]

    done = subprocess.run([*strace(trace), *rrn, *who], cwd=ROOT, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
    seen = trace.read_text("utf-8", "replace").splitlines()
    whole = "\n".join(going_out(seen))
    assert len(list(calls_of(seen, "pwrite64"))) > 20
    assert [word for word in CANARIES for spelt in spellings(word) if spelt in whole] == []
    assert {path for path in opened_for_writing(seen) if not path.startswith((str(store), "/dev/"))} == set()
    assert [
        word for path in store.rglob("*") if path.is_file() for word in CANARIES if word.encode() in path.read_bytes()
    ] == []


def test_the_trace_would_show_a_word_in_any_of_its_spellings(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    script = (
        "import base64, os, sys; out = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT);"
        "[os.write(out, base64.b64encode(bytes(n) + sys.argv[2].encode())) for n in range(3)];"
        "os.write(out, sys.argv[2].encode())"
    )
    plain = tmp_path / "plain"

    subprocess.run([*strace(trace), sys.executable, "-B", "-c", script, str(plain), PHRASE], check=True)

    seen = trace.read_text("utf-8").splitlines()
    assert all(any(spelt in line for line in calls_of(seen, "write")) for spelt in spellings(PHRASE))
    assert opened_for_writing(seen) == {str(plain)}


def break_drafts(session: Session) -> str:
    return "CREATE TRIGGER no BEFORE INSERT ON drafts BEGIN SELECT RAISE(ABORT, 'no'); END"


def break_notices(session: Session) -> str:
    return "CREATE TRIGGER no BEFORE INSERT ON notices BEGIN SELECT RAISE(ABORT, 'no'); END"


def break_table(session: Session) -> str:
    return "DROP TABLE notices"


@pytest.mark.parametrize("broken", [break_drafts, break_notices, break_table])
def test_a_database_that_fails_in_an_unknown_way_names_no_word_of_what_was_saved(
    tmp_path: Path, broken: Callable[[Session], str]
) -> None:
    session = sign_in(site_with_canaries(tmp_path), WRITER, PHRASE, clock=CLOCK)
    said = case_one().with_answer("person", PersonRef(PERSON))
    for path, text in WORDS.items():
        said = said.with_answer(path, text)
    with session.held.desk.write() as connection:
        connection.exec_driver_sql(broken(session))
    draft = replace(drafts.begin(session), answers=said)

    with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever it is, it must hold no word
        notices.stand(session, drafts.save(session, draft), notices.proposed(session, draft))  # type: ignore[arg-type]

    session.close()
    shown = "".join(all_text(caught.value))
    assert shown
    assert [word for word in CANARIES for spelt in spellings(word) if spelt in shown] == []


def test_a_command_that_falls_over_prints_no_word_of_what_it_was_given(tmp_path: Path) -> None:
    store, phrase = site_with_canaries(tmp_path), tmp_path / "phrase"
    phrase.write_text(PASSPHRASES["Mrs Shah"], "utf-8")
    session = sign_in(store, WRITER, PHRASE, clock=CLOCK)
    with session.held.desk.write() as connection:
        connection.exec_driver_sql(break_table(session))
    session.close()
    case = case_with_canaries(tmp_path / "case.json")
    rrn = [sys.executable, "-m", "rrn_desktop", "record", "incident", "--answers", str(case), "--seal"]
    who = ["--store", str(store), "--as", "Mrs Shah", "--passphrase-file", str(phrase), "--json", "--now", NOW]

    done = subprocess.run([*rrn, *who], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode != 0
    assert [word for word in (*CANARIES, PASSPHRASES["Mrs Shah"]) if word in done.stdout + done.stderr] == []
    assert done.stdout or done.stderr


def test_what_is_refused_names_no_word_of_what_was_typed(tmp_path: Path) -> None:
    session = sign_in(site_with_canaries(tmp_path), WRITER, PHRASE, clock=CLOCK)
    said = case_one().with_answer("person", PersonRef(PERSON))
    for path, text in WORDS.items():
        said = said.with_answer(path, text)
    draft = drafts.save(session, replace(drafts.begin(session), answers=said))
    problems: list[UserFacingError] = []

    for action in (
        lambda: sealing.seal(session, draft, PHRASE + "x"),
        lambda: sealing.seal(session, draft, PHRASE),
        lambda: drafts.save(session, replace(draft, revision=7)),
    ):
        with pytest.raises(UserFacingError) as caught:
            action()
        problems.append(caught.value)

    session.close()
    shown = "".join(text for problem in problems for text in all_text(problem))
    assert [word for word in CANARIES for spelt in spellings(word) if spelt in shown] == []


def all_text(problem: BaseException | None) -> Iterator[str]:
    """Give all that a log or a screen could show of a problem and of every problem behind it."""
    while problem is not None:
        yield from (str(problem), repr(problem), *traceback.format_exception(problem))
        if isinstance(problem, UserFacingError):
            yield from (problem.what, problem.safe, problem.next_step)
        problem = problem.__context__

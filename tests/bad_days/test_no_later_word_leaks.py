"""No answer, name, phrase or key of what follows an incident lies in the clear, nor on the desk for colleagues."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bad_days.days import ROOT
from tests.bad_days.deeds_in_secret import MARK, NAMES, in_files
from tests.bad_days.traces import going_out, opened_for_writing, spellings, strace
from tests.torture.deeds import DEEDS, SLOW
from tests.torture.place import Place

# All deeds are done once for this file, which takes a while: one process does them.
pytestmark = pytest.mark.xdist_group("deeds_in_secret")
STAFF = {NAMES.author, NAMES.colleague, NAMES.lead}
# What a colleague may know, and nothing beside it: who is here, what notices say, and what helps.
ON_THE_DESK = {
    "members.name": {*STAFF, NAMES.guest},
    "members.job_title": {"kanariejobqzx"},
    "certificates.name": STAFF,
    # In a certificate (DER) a "1" begins what comes behind the name.
    "certificates.certificate": {f"{name}1" for name in STAFF},
    "people.name": {NAMES.person},
    "notices.person": {NAMES.person},
    "notices.writer": {NAMES.author, NAMES.colleague, NAMES.writer},
    "notices.watching": {"kanariewatchingqzx"},
    "helped.helped": {"kanariehelpedqzx"},
    "helped.person": {NAMES.person},
    "helped.by_name": {NAMES.author},
    "cards.helps": {"kanariehelpsqzx"},
    "cards.please_dont": {"kanariepleasedontqzx"},
    "cards.watch": {"kanariewatchqzx"},
    "cards.person": {NAMES.person},
    "cards.by_name": {NAMES.lead},
}
OF_STAFF_ALONE = {"kanariestaffsupportqzx", "kanariewantsqzx"}
_OUT = re.compile(r"/(?:papers|sheets|printed|handed)(?:/|>|\")|/note[\">]")
QUICK = [name for name in DEEDS if name not in SLOW]


@dataclass(frozen=True)
class Played:
    """All deeds done under a folder: the trace, what was found on desks and in registers, and what is secret."""

    folder: Path
    trace: list[str]
    desks: dict[str, list[list[str]]]
    registers: dict[str, list[list[str]]]
    secrets: list[str]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return play(tmp_path_factory.mktemp("secret"), tmp_path_factory.mktemp("trace") / "trace", QUICK)


def play(folder: Path, trace: Path, names: Iterable[str]) -> Played:
    command = [sys.executable, "-B", "-m", "tests.bad_days.deeds_in_secret", str(folder), *names]
    done = subprocess.run([*strace(trace), *command], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    said = json.loads(done.stdout)
    secrets = json.loads((folder / "secrets.json").read_text("utf-8"))
    (folder / "secrets.json").unlink()
    lines = trace.read_text("utf-8", "replace").splitlines()
    return Played(folder, lines, said["desks"], said["registers"], secrets)


def marks() -> set[str]:
    """Return all words that the deeds write, as they stand in their sources."""
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "tests" / "torture").glob("*.py"))
    return {f"kanarie{mark}qzx" for mark in re.findall(r'words\("(\w+)"\)', sources)} | set(vars(NAMES).values())


def test_every_deed_is_looked_at(played: Played) -> None:
    assert set(played.desks) | SLOW == set(DEEDS)
    assert len(marks()) > 30
    assert len(played.secrets) > 20


def test_nothing_that_was_written_down_goes_out_in_the_clear(played: Played) -> None:
    inside, found = going_out_of(played)

    assert sum("pwrite64(" in line for line in inside) > 1000
    assert found == []


def going_out_of(played: Played) -> tuple[list[str], list[str]]:
    """Return what was written but to what people are meant to read, and each word, phrase or key that is in it."""
    inside = [line for line in going_out(played.trace) if not _OUT.search(line[:400]) and "secrets.json" not in line]
    whole = "\n".join(inside)
    words = [word for word in marks() for spelt in spellings(word) if spelt in whole]
    return inside, [*words, *(word for word in played.secrets if word in whole)]


def test_nothing_is_written_outside_the_folders(played: Played) -> None:
    allowed = (str(played.folder), "/dev/")

    assert {path for path in opened_for_writing(played.trace) if not path.startswith(allowed)} == set()


def test_no_file_holds_a_word_a_phrase_or_a_key(played: Played) -> None:
    files, found = words_in_files(played, (*QUICK, "fresh"))

    assert len(files) > len(QUICK) * 5
    assert any(path.parent.name == "phrases" for path in files)
    assert found == set()


def words_in_files(played: Played, names: Iterable[str]) -> tuple[list[Path], set[tuple[str, str]]]:
    files = [path for name in names for path in in_files(Place(played.folder / name))]
    found = {
        (word, path.name)
        for path in files
        for data in [path.read_bytes()]
        for word in (*marks(), *played.secrets)
        if word.encode() in data
    }
    return files, found


@pytest.mark.long
def test_what_is_handed_out_or_built_again_writes_nothing_in_the_clear_but_what_people_are_to_read(
    tmp_path: Path,
) -> None:
    (tmp_path / "secret").mkdir()

    played = play(tmp_path / "secret", tmp_path / "trace", sorted(SLOW))

    inside, going = going_out_of(played)
    files, found = words_in_files(played, SLOW)
    # Who made a package stands in its manifest, for whoever it is sent to, and no other name or word anywhere.
    named = [line for line in inside if NAMES.lead in line]
    assert any(path.name == "incidents.csv" for path in files)
    assert (set(going), found) == ({NAMES.lead}, {(NAMES.lead, "manifest.json")})
    assert [line[:200] for line in named if "/.figures." not in line[:200] or "manifest.json" not in line[:300]] == []
    allowed = (str(played.folder), "/dev/")
    assert {path for path in opened_for_writing(played.trace) if not path.startswith(allowed)} == set()


def test_file_names_say_nothing_of_anyone(played: Played) -> None:
    names = [str(path.relative_to(played.folder)) for path in played.folder.rglob("*")]

    assert [name for name in names if MARK.search(name) or "Qwzvhtk" in name] == []


def test_a_colleague_finds_on_the_desk_what_notices_and_cards_say_and_not_one_word_more(played: Played) -> None:
    found: dict[str, set[str]] = {}
    for cells in played.desks.values():
        for column, word in cells:
            found.setdefault(column, set()).add(word)

    assert found == ON_THE_DESK


def test_what_concerns_a_member_of_staff_is_in_no_register(played: Played) -> None:
    in_registers = {word for cells in played.registers.values() for _, word in cells}

    assert "kanariesupportqzx" in in_registers
    assert in_registers & OF_STAFF_ALONE == set()

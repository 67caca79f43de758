from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rrn_desktop.cli.command import Command
from tests.rrn_desktop.services.school import AUTHOR, CASES, CHILD, CHILDS_SENTENCE, LEAD, PASSPHRASES

ROOT = Path(__file__).resolve().parents[3]
PLAIN = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONPATH": str(ROOT)}
NO_WINDOW = """
import sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6", "ui"):
            raise ImportError(name)

sys.meta_path.insert(0, Blocker())
sys.argv = ["rrn", *sys.argv[1:]]
from rrn_desktop.__main__ import main
main()
"""


def process(*arguments: str | Path, given: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "PYTHON", "LANG"))}
    line = [sys.executable, *(str(argument) for argument in arguments)]
    environment |= PLAIN | more
    return subprocess.run(line, cwd=ROOT, env=environment, input=given, capture_output=True, check=False)


def common(rrn: Command, who: str = AUTHOR) -> list[str]:
    return ["--store", str(rrn.school.store), "--as", who, "--json"]


@pytest.mark.parametrize(
    "content",
    [
        PASSPHRASES[AUTHOR].encode(),
        PASSPHRASES[AUTHOR].encode() + b"\n",
        PASSPHRASES[AUTHOR].encode() + b"\r\nand a second line\r\n",
    ],
)
def test_the_passphrase_is_the_first_line_of_its_file(rrn: Command, content: bytes) -> None:
    secret = rrn.file(content, "secret.txt")

    said = rrn.plainly("today", *common(rrn), "--passphrase-file", secret)

    assert said.exit_code == 0


@pytest.mark.parametrize(
    ("content", "exit_code", "code"),
    [
        (b"", 3, "wrong_passphrase"),
        (b"\n" + PASSPHRASES[AUTHOR].encode(), 3, "wrong_passphrase"),
        (b" " + PASSPHRASES[AUTHOR].encode(), 3, "wrong_passphrase"),
        (b"\xff\xfe", 2, "usage"),
        (b"x" * 10_000, 3, "wrong_passphrase"),
    ],
)
def test_another_first_line_does_not_sign_in(rrn: Command, content: bytes, exit_code: int, code: str) -> None:
    secret = rrn.file(content, "secret.txt")

    said = rrn.plainly("today", *common(rrn), "--passphrase-file", secret)

    assert (said.exit_code, said.code) == (exit_code, code)


def test_the_passphrase_comes_by_a_descriptor_too(rrn: Command) -> None:
    read, write = os.pipe()
    os.write(write, PASSPHRASES[AUTHOR].encode() + b"\n")
    os.close(write)

    said = rrn.plainly("today", *common(rrn), "--passphrase-fd", str(read))

    os.close(read)
    assert said.exit_code == 0


@pytest.mark.parametrize("descriptor", ["987", "-1"])
def test_a_descriptor_that_is_not_open_is_told_with_a_sentence(rrn: Command, descriptor: str) -> None:
    said = rrn.plainly("today", *common(rrn), "--passphrase-fd", descriptor)

    assert said.json["ok"] is False
    assert said.exit_code in (1, 2)


def test_a_passphrase_file_that_is_not_there_is_told_with_a_sentence(rrn: Command) -> None:
    said = rrn.plainly("today", *common(rrn), "--passphrase-file", rrn.folder / "nowhere")

    assert (said.exit_code, said.code) == (1, "not_found")


def test_without_a_passphrase_and_without_a_keyboard_the_command_says_what_is_missing(rrn: Command) -> None:
    said = rrn.plainly("today", *common(rrn))

    assert (said.exit_code, said.code) == (2, "usage")
    assert "--passphrase-file" in said.json["error"]["next"]


@pytest.mark.parametrize("option", ["--passphrase", "--password"])
def test_a_passphrase_is_never_an_argument(rrn: Command, option: str) -> None:
    said = rrn.plainly("today", *common(rrn), option, PASSPHRASES[AUTHOR])

    assert (said.exit_code, said.code) == (2, "usage")
    assert PASSPHRASES[AUTHOR].encode() not in said.out + said.err


def test_no_answer_of_the_command_repeats_the_passphrase(rrn: Command) -> None:
    number = rrn.sealed(AUTHOR)["number"]
    lines = (("today",), ("show", number), ("list",), ("notices",), ("members", "list"), ("show", "nothing"))

    said = [rrn.as_(AUTHOR, *line) for line in lines]

    assert not any(PASSPHRASES[AUTHOR].encode() in one.out + one.err for one in said)


def test_the_command_runs_without_the_window_and_speaks_utf_8_in_a_plain_environment(rrn: Command) -> None:
    secret = rrn.file(PASSPHRASES[AUTHOR].encode(), "secret.txt")
    last = [*common(rrn), "--passphrase-file", str(secret), "--now", "2026-05-14T17:00:00+01:00"]

    record = process("-c", NO_WINDOW, "record", "incident", "--answers", CASES / "case1.json", "--seal", *last)
    number = json.loads(record.stdout)["result"]["number"]
    show = process("-c", NO_WINDOW, "show", number, *last)

    assert (record.returncode, record.stderr, show.returncode) == (0, b"", 0)
    assert CHILD.encode("utf-8") in show.stdout
    assert CHILDS_SENTENCE.encode("utf-8") in show.stdout
    assert json.loads(show.stdout)["result"]["body"]["answers"]["person"]["name"] == CHILD


def test_words_without_json_are_utf_8_in_a_plain_environment_too(rrn: Command) -> None:
    secret = rrn.file(PASSPHRASES[LEAD].encode(), "secret.txt")
    rrn.sealed(AUTHOR)
    line = ("list", "--store", rrn.school.store, "--as", LEAD, "--passphrase-file", secret)

    listed = process("-m", "rrn_desktop", *line)

    assert listed.returncode == 0
    assert CHILD.encode("utf-8") in listed.stdout
    assert not listed.stdout.startswith(b"{")


def test_a_wrong_call_of_a_real_process_is_one_object_and_exit_code_2(rrn: Command) -> None:
    said = process("-m", "rrn_desktop", "nothing", "--json")

    assert said.returncode == 2
    assert json.loads(said.stdout)["error"]["code"] == "usage"
    assert b"Traceback" not in said.stderr


def test_an_argument_that_is_no_text_is_refused_by_a_real_process() -> None:
    line = [sys.executable.encode(), b"-m", b"rrn_desktop", b"show", b"\xff\xfe", b"--as", b"x", b"--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}

    said = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, check=False)

    assert (said.returncode, json.loads(said.stdout)["error"]["code"]) == (2, "usage")


def test_two_processes_on_one_store_never_both_hold_it(rrn: Command) -> None:
    secret = rrn.file(PASSPHRASES[AUTHOR].encode(), "secret.txt")
    rrn.school.enter(LEAD)

    said = process("-m", "rrn_desktop", "today", *common(rrn), "--passphrase-file", secret)

    assert (said.returncode, json.loads(said.stdout)["error"]["code"]) == (4, "store_in_use")


def test_the_store_is_the_one_of_the_platform_when_none_is_named(rrn: Command, tmp_path: Path) -> None:
    secret = rrn.file(PASSPHRASES[AUTHOR].encode(), "secret.txt")

    said = process(
        "-m", "rrn_desktop", "today", "--as", AUTHOR, "--passphrase-file", secret, "--json", XDG_DATA_HOME=str(tmp_path)
    )  # fmt: skip

    assert (said.returncode, json.loads(said.stdout)["error"]["code"]) == (4, "store_missing")

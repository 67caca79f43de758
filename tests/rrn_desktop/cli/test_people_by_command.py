from __future__ import annotations

from tests.rrn_desktop.cli.command import Command
from tests.rrn_desktop.services.school import AUTHOR, CHILD, LEAD, OFFICE

FILE = b"Pupil,Code,Born on\nMair Owen,7,2014-02-03\nCai Rees,8,someday\n"
WHEN = {"local": "2026-05-14T14:30", "offset": "+01:00", "zone": "Europe/London"}
MAPS = ("--map", "Code=local_id", "--map", "Born on=born")


def test_a_list_is_looked_at_then_taken_in_and_what_is_refused_comes_back(rrn: Command) -> None:
    file, refused = rrn.file(FILE, "list.csv"), rrn.folder / "refused.csv"

    dry = rrn.as_(OFFICE, "people", "import", file, *MAPS, "--dry-run")
    before = rrn.as_(LEAD, "people", "list").result["people"]
    done = rrn.as_(OFFICE, "people", "import", file, *MAPS, "--refused", refused)
    after = {one["name"]: one["details"] for one in rrn.as_(LEAD, "people", "list").result["people"]}

    assert (dry.exit_code, done.exit_code) == (1, 1)
    assert dry.result["counts"] == done.result["counts"] == {"added": 1, "updated": 0, "unchanged": 0, "refused": 1}
    assert "Mair Owen" not in {one["name"] for one in before}
    assert after["Mair Owen"] == {"born": "2014-02-03", "local_id": "7"}
    assert [(one["row"], one["column"]) for one in done.result["refused"]] == [(3, "Born on")]
    assert refused.read_bytes().startswith(b"\xef\xbb\xbfReason,")


def test_a_name_that_is_taken_for_the_refused_rows_stops_the_import_before_it_begins(rrn: Command) -> None:
    file = rrn.file(FILE, "list.csv")

    said = rrn.as_(OFFICE, "people", "import", file, *MAPS, "--refused", file)

    assert said.exit_code == 1
    assert said.code == "refused"
    assert "Mair Owen" not in {one["name"] for one in rrn.as_(LEAD, "people", "list").result["people"]}


def test_columns_are_left_out_or_named_wrongly(rrn: Command) -> None:
    file = rrn.file(FILE, "list.csv")

    left_out = rrn.as_(OFFICE, "people", "import", file, "--map", "Pupil=", "--dry-run")
    wrong = rrn.as_(OFFICE, "people", "import", file, "--map", "Code", "--dry-run")
    recorder = rrn.as_(AUTHOR, "people", "import", file, "--dry-run")

    assert (left_out.code, wrong.code, recorder.code) == ("usage", "usage", "no_right")


def test_a_member_changes_their_passphrase_by_command(rrn: Command) -> None:
    new = rrn.file(b"marmalade trestle nine otters\n", "new.txt")

    weak = rrn.as_(AUTHOR, "members", "passphrase", "--new-passphrase-file", rrn.file(b"letmein", "weak.txt"))
    done = rrn.as_(AUTHOR, "members", "passphrase", "--new-passphrase-file", new)
    old = rrn.as_(AUTHOR, "people", "list")
    now = rrn.as_(AUTHOR, "people", "list", passphrase="marmalade trestle nine otters")

    assert weak.code == "passphrase_too_weak"
    assert done.result["member"]["name"] == AUTHOR
    assert old.code == "wrong_passphrase"
    assert now.exit_code == 0


def test_a_lead_takes_words_that_are_made_up_and_nobody_is_asked_where_nobody_can_answer(rrn: Command) -> None:
    own = rrn.file(b"marmalade trestle nine otters\n", "new.txt")
    words = rrn.file(b"academic acid acne acquire acrobat activity actress adapt\n", "words.txt")

    refused = rrn.as_(LEAD, "members", "passphrase", "--new-passphrase-file", own)
    taken = rrn.as_(LEAD, "members", "passphrase", "--new-passphrase-file", words)
    nobody = rrn.as_(AUTHOR, "members", "passphrase")

    assert refused.code == "passphrase_too_weak"
    assert taken.exit_code == 0
    assert nobody.code == "usage"


def test_a_file_is_changed_by_command_and_whom_not_to_tell_is_said_with_a_report_for_parents(rrn: Command) -> None:
    said = {"year_group": None, "not_to_tell": [{"who": "Father", "reason": "A court order"}]}
    file = rrn.file({"form": "person", "form_version": 2, "profile": "eng_school", "answers": said}, "file.json")
    number = rrn.sealed(AUTHOR)["number"]

    edited = rrn.as_(OFFICE, "people", "edit", CHILD, "--answers", file)
    made = rrn.as_(AUTHOR, "export", "parent", number, "--all-names", "replace", "--out", rrn.folder / "report.pdf")

    assert edited.result["people"][0]["details"] == {"born": "2016-02-03", "not_to_tell": said["not_to_tell"]}
    assert made.result["not_to_tell"] == said["not_to_tell"]


def test_whom_not_to_tell_is_said_where_someone_is_to_be_told_and_where_it_is_written_down(rrn: Command) -> None:
    said = {"not_to_tell": [{"who": "Father", "reason": "A court order"}], "tell_wish": "nobody"}
    file = rrn.file({"form": "person", "form_version": 2, "profile": "eng_school", "answers": said}, "file.json")
    told = {"whom": "parent", "name": "Mam", "how": "phone", "when": WHEN, "by": {"name": "Ms Okafor"}}
    number = rrn.sealed(AUTHOR, first=True)["number"]
    rrn.as_(OFFICE, "people", "edit", CHILD, "--answers", file)
    by_addition = {"form": "told", "form_version": 1, "profile": "eng_school", "answers": told}

    today = rrn.as_(AUTHOR, "today")
    in_words = rrn.plainly(*(one for one in rrn.line(AUTHOR, "today") if one != "--json")).out.decode()
    added = rrn.as_(AUTHOR, "add", "told", "--incident", number, "--answers", rrn.file(by_addition, "told.json"))

    warned = [one for one in today.result["due"] if one["not_to_tell"]]
    assert {one["form"] for one in warned} == {"told"}
    assert (warned[0]["not_to_tell"], warned[0]["wish_nobody"]) == (said["not_to_tell"], True)
    assert "Do not tell: Father (A court order)\nThey wish that nobody is told." in in_words
    assert (added.result["not_to_tell"], added.result["wish_nobody"]) == (said["not_to_tell"], True)


def test_who_left_is_in_the_list_of_all_and_back_in_the_other_when_they_return(rrn: Command) -> None:
    left = rrn.as_(LEAD, "people", "leave", CHILD, "--on", "2026-05-12").result["people"][0]

    here, everyone = rrn.as_(LEAD, "people", "list"), rrn.as_(LEAD, "people", "list", "--all")
    back = rrn.as_(LEAD, "people", "back", CHILD).result["people"][0]

    assert (here.result["people"], everyone.result["people"]) == ([], [left])
    assert (left["left_on"], back["left_on"]) == ("2026-05-12", None)

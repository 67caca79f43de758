"""Colleagues and terms of a new place: a line for each, typed or from a file, and what becomes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest

from rrn_desktop.errors import NotFound, Refused, WrongUsage
from rrn_desktop.keys.passphrase_key import NAME_COST
from rrn_desktop.services import calendar, directory, own_passphrase, site_proof, site_typed
from rrn_desktop.services.days import read_day
from rrn_desktop.services.signing_in import sign_in
from rrn_desktop.services.site_answers import read_site_answers
from rrn_desktop.services.site_colleagues import MOST, colleagues_in, lines_of_file, wrong_line
from rrn_desktop.services.site_terms import terms_in, wrong_term
from tests.rrn_desktop.services.school import LEAD, OFFICE, PASSPHRASES
from tests.rrn_desktop.services.test_set_up_step_by_step import TYPED

COLLEAGUES = "Ama Okafor, Teaching assistant\n\nJoe Lewis; Teacher, Year 3; in charge\nNia Rees, lead and administrator"
TERMS = "Autumn term, 2 September 2026 to 18 December 2026\n5/1/2027 - 26/3/2027"


@pytest.mark.parametrize(
    ("line", "job", "roles"),
    [
        ("Ama Okafor", "", ("recorder",)),
        ("Ama Okafor, ", "", ("recorder",)),
        ("Ama Okafor, Teaching assistant", "Teaching assistant", ("recorder",)),
        ("Ama Okafor, Teaching assistant, ", "Teaching assistant", ("recorder",)),
        ("Ama Okafor, Lead", "", ("lead",)),
        ("Ama Okafor, , in charge", "", ("in_charge", "recorder")),
        ("Ama Okafor\tHead\tadmin", "Head", ("administrator",)),
        ("Ama Okafor; Teacher, Year 3; lead + recorder", "Teacher, Year 3", ("lead", "recorder")),
    ],
)
def test_a_line_is_a_name_with_a_job_and_a_role_where_these_are_said(
    line: str, job: str, roles: tuple[str, ...]
) -> None:
    (found,) = colleagues_in(line)

    assert (found.name, found.job_title, found.roles) == ("Ama Okafor", job, roles)
    assert wrong_line(line) == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Ama Okafor\nJoe Lewis, Teacher, manager", "Line 2: this role does not exist."),
        ("Ama, Okafor, Teacher, lead", "Line 1: there are 4 parts here."),
        (", Teacher", "Line 1: A name is empty"),
        ("Ama Okafor\n\nama  okafor", "Line 3: someone of this name is here already."),
        (f"{LEAD.upper()}, Head", "Line 1: someone of this name is here already."),
        ("\n".join(f"Colleague {at}" for at in range(MOST + 1)), "more than 200 people"),
    ],
)
def test_the_first_line_that_cant_be_used_is_named(text: str, says: str) -> None:
    found = wrong_line(text, (LEAD, ""))

    assert says in found


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        ("Name,Job,Role\nAma Okafor,TA,lead\nJoe Lewis,,\n,TA,\n", "Ama Okafor, TA, lead\nJoe Lewis"),
        ("Staff of Hafod Lane\nForename;Surname;Post\nAma;Okafor;Teacher, Year 3\n", "Ama Okafor; Teacher, Year 3"),
        (
            "Role,Member of staff\nTeacher,Ama Okafor\nin charge,Joe Lewis\n",
            "Ama Okafor, Teacher\nJoe Lewis, , in charge",
        ),
    ],
)
def test_a_file_of_colleagues_becomes_lines_that_can_be_looked_through(tmp_path: Path, table: str, lines: str) -> None:
    file = tmp_path / "staff.csv"
    file.write_text(table, encoding="cp1252")

    found = lines_of_file(file)

    assert found == lines
    assert wrong_line(found) == ""


def test_a_file_without_names_is_refused_and_one_that_is_not_there_too(tmp_path: Path) -> None:
    (tmp_path / "rooms.csv").write_text("Room,Floor\nHall,1\n")

    with pytest.raises(Refused, match="No column of this file"):
        lines_of_file(tmp_path / "rooms.csv")
    with pytest.raises(NotFound):
        lines_of_file(tmp_path / "none.csv")


@pytest.mark.parametrize("text", ["2026-09-02", "2/9/2026", "02.09.2026", "2 Sept 2026", "2nd September, 2026"])
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    found = read_day(text)

    assert found == date(2026, 9, 2)


@pytest.mark.parametrize("text", ["", "2 September", "31/2/2026", "9/2026", "12026-09-02", "2 Marchember"])
def test_what_is_no_day_is_not_guessed_at(text: str) -> None:
    with pytest.raises(ValueError, match="day"):
        read_day(text)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Autumn term from September", "Line 1: write two days"),
        ("\nAutumn 2/9/2026 to 31/11/2026", "Line 2: there is no such day."),
        ("Autumn 18/12/2026 to 2/9/2026", "Line 1: The last day is before the first."),
        ("Autumn 2/9/2026 to 2/9/2028", "Line 1: These days can't be right."),
        ("x" * 130 + " 2/9/2026 to 18/12/2026", "Line 1: "),
    ],
)
def test_a_line_that_is_no_term_says_why(line: str, says: str) -> None:
    found = wrong_term(line)

    assert found.startswith(says)
    assert terms_in(line) == ()


def test_colleagues_and_terms_are_there_when_the_lead_signs_in_and_each_has_a_page_to_be_handed(
    tmp_path: Path,
) -> None:
    typed = replace(TYPED, colleagues=COLLEAGUES, terms=TERMS)
    store = tmp_path / "store"
    site = site_proof.begin(store, site_typed.answers(typed))

    cards = site_proof.save_cards(site, store, tmp_path / "stick")
    site_proof.make(site, store, site.shares[:2], kdf=NAME_COST)

    names = ["recovery-share-1", "recovery-share-2", "recovery-share-3", "site-fingerprint", "first-passphrases"]
    assert [path.stem for path in cards.files] == names
    pages = [page.extract_text() for page in pypdf.PdfReader(cards.files[-1]).pages]
    others = (OFFICE, "Ama Okafor", "Joe Lewis", "Nia Rees")
    assert site_typed.names_of_others(typed) == others
    assert all(name in pages[0] for name in others)
    assert [f"For: {name}." in page for name, page in zip(others, pages[1:], strict=True)] == [True] * 4
    lead = sign_in(store, LEAD, PASSPHRASES[LEAD])
    here = {one.name: (one.job_title, one.roles) for one in directory.members(lead)}
    terms = [(one.kind, one.start, one.end, one.why) for one in calendar.listing(lead)]
    lead.close()
    assert here["Joe Lewis"] == ("Teacher, Year 3", ("in_charge", "recorder"))
    assert here["Nia Rees"] == ("", ("administrator", "lead"))
    assert terms == [
        ("term", "2026-09-02", "2026-12-18", "Autumn term"), ("term", "2027-01-05", "2027-03-26", "Term"),
    ]  # fmt: skip
    words = next(site.passphrase_of(who) for who, one in site.members if one.name == "Joe Lewis")
    joe = sign_in(store, "Joe Lewis", words)
    assert own_passphrase.must_choose(joe)
    joe.close()


@pytest.mark.parametrize(
    ("term", "says"),
    [
        ({"name": "Autumn", "start": "2026-12-18", "end": "2026-09-02"}, "The last day is before the first."),
        ({"name": " ", "start": "2026-09-02", "end": "2026-12-18"}, "It needs a few words."),
        ({"name": "Autumn", "start": "September", "end": "2026-12-18"}, "not as they should be"),
    ],
)
def test_terms_that_cant_be_are_refused_by_command_too(term: dict[str, str], says: str) -> None:
    with pytest.raises(WrongUsage, match=says):
        read_site_answers({**site_typed.answers(TYPED), "terms": [term]})

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rrn_desktop.exports.package.guarding import guarded
from rrn_desktop.services import people_columns
from rrn_desktop.services.people_columns import CellRefused, are_headings, guess, read_cell, read_name
from rrn_desktop.services.people_sheet import Sheet, SheetRefused, parse_sheet

TODAY = date(2026, 5, 14)
HEADINGS = ["Admission No", "Legal Forename", "Legal Surname", "DOB"]
ROWS = [["00123", "Dylan Ŵyn", "Pryce", "03/02/2016"], ["00124", "Aminata", "Ó Briain; Jones", "2015-11-30"]]


def written(separator: str = ",", rows: Sequence[Sequence[str]] = ROWS) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows([HEADINGS, *rows])
    return stream.getvalue()


def parsed(text: str | bytes) -> Sheet:
    return parse_sheet(text if isinstance(text, bytes) else text.encode("utf-8"), are_headings)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_same_people_are_read_whatever_the_separator_and_the_letters(separator: str, letters: str) -> None:
    sheet = parsed(written(separator).encode(letters))

    assert list(sheet.headings) == HEADINGS
    assert [list(line.cells) for line in sheet.lines] == ROWS
    assert [line.number for line in sheet.lines] == [2, 3]


def test_letters_of_windows_are_read_where_the_file_is_not_in_utf_8() -> None:
    sheet = parsed(written(rows=[["1", "Zoë", "Ffrangcon–Davies", ""]]).encode("cp1252"))

    assert sheet.lines[0].cells[1:3] == ("Zoë", "Ffrangcon–Davies")
    assert sheet.letters == "Windows-1252"


def test_titles_above_the_headings_and_empty_lines_are_left_out_and_lines_are_counted_as_in_the_file() -> None:
    text = 'sep=,\nAll pupils 2026\n\n,,\nSurname,Forename\nPryce,"Dylan\nŴyn"\n\nJones,Mair\n'

    sheet = parsed(text)

    assert sheet.headings == ("Surname", "Forename")
    assert [(line.number, line.cells) for line in sheet.lines] == [
        (6, ("Pryce", "Dylan\nŴyn")),
        (9, ("Jones", "Mair")),
    ]


def test_a_row_with_too_many_cells_says_so_one_with_too_few_is_filled_up_and_headings_are_told_apart() -> None:
    sheet = parsed("Name,Name,,Note\nA,B,C,D,E\nF\n")

    assert sheet.headings == ("Name", "Name (2)", "Column 3", "Note")
    assert [line.too_long for line in sheet.lines] == [True, False]
    assert sheet.lines[1].cells == ("F", "", "", "")


@pytest.mark.parametrize(
    "data",
    [
        b"", b"   \n\n", b"Name,Born\n", b"PK\x03\x04rest", b"%PDF-1.7", b"\xd0\xcf\x11\xe0", b"Name\nA\0B\n",
        b"\x81\x8d\n\x90",
        codecs.BOM_UTF16_LE + b"\x00\xd8", b'Name,Born\n"Dylan,2016\nMair', b'Name,Born\n"Dy"lan,2016',
        b"," * 300 + b"\nA", b"Name\n" + b"A\n" * 20_001,
    ],
)  # fmt: skip
def test_what_is_no_list_of_people_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(SheetRefused) as refused:
        parsed(data)

    assert refused.value.next_step


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), min_size=1))
def test_what_is_guarded_for_a_spreadsheet_is_read_back_as_it_was(text: str) -> None:
    sheet = parsed(written(rows=[["1", guarded(text), "x", ""]]))

    assert sheet.lines[0].cells[1] == text


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    try:
        sheet = parsed(data)
    except SheetRefused:
        return

    assert all(len(line.cells) == len(sheet.headings) for line in sheet.lines)
    assert set(guess(sheet)) <= set(sheet.headings)


@pytest.mark.parametrize(
    ("headings", "row", "means"),
    [
        ("Adno|Preferred Surname|Preferred Forename|Legal Forename|DOB|Reg Group|Gender|Ethnicity Code|SEN Status|LAC",
         "1|Pryce|Dylan|Dillon|03/02/2016|5C|M|WBRI|K|N",
         "local_id last_name first_name - born year_group sex ethnicity sen_provision looked_after"),
        ("UPN|Full Name|Date of Birth|Year|Gender", "A1|Dylan|2016-02-03|5|non-binary",
         "local_id name born year_group gender"),
        ("NHS Number|Hospital Number|Patient Name|D.O.B.|Ward|Sex", "999|H1|PRYCE, Dylan|3 Feb 2016|Ash|Male",
         "- local_id name born year_group sex"),
        ("Enw Cyntaf|Cyfenw|Dyddiad Geni|Dosbarth", "Dylan|Pryce|03.02.2016|5C",
         "first_name last_name born year_group"),
        ("Surname|Notes|House", "Pryce|x|y", "last_name - -"),
    ],
)  # fmt: skip
def test_columns_are_known_by_the_wordings_of_several_systems(headings: str, row: str, means: str) -> None:
    sheet = parsed(f"{headings}\n{row}\n")

    found = guess(sheet)

    assert [found.get(heading, "-") for heading in sheet.headings] == means.split()


@pytest.mark.parametrize(
    ("field", "cell", "answer"),
    [
        ("born", "03/02/2016", "2016-02-03"), ("born", "3.2.2016", "2016-02-03"),
        ("born", "2016-02-03T00:00:00", "2016-02-03"),
        ("born", "3rd February 2016", "2016-02-03"), ("born", "Wed, 03-Feb-2016", "2016-02-03"),
        ("born", "unknown", {"state": "not_known"}),
        ("sex", "F", "female"), ("sex", "male", "male"), ("ethnicity", "White - British", "wbri"),
        ("ethnicity", "WENG", "wbri"),
        ("ethnicity", "Asian or Asian British - Indian", "aind"), ("ethnicity", "Refused", {"state": "declined"}),
        ("needs", "SEMH; ASD", ["semh", "asd"]), ("needs", "Autism", ["asd"]), ("sen_provision", "EHCP", "e"),
        ("looked_after", "Y", "yes"), ("disabled", "False", "no"), ("year_group", " Year  5 ", "Year 5"),
    ],
)  # fmt: skip
def test_cells_are_read_as_schools_and_wards_write_them(field: str, cell: str, answer: object) -> None:
    assert read_cell(field, cell, TODAY) == answer


@pytest.mark.parametrize(
    ("field", "cell"),
    [("born", "02/13/2016"), ("born", "03/02/16"), ("born", "31/02/2016"), ("born", "2030-01-01"),
     ("born", "1812-01-01"),
     ("born", "43134"), ("sex", "5C"), ("ethnicity", "ZZZZ"), ("local_id", "9" * 41), ("communication", "x" * 5000),
     ("needs", "SEMH; nonsense"), ("disabled", "perhaps")],
)  # fmt: skip
def test_a_cell_that_cant_be_read_is_refused_without_repeating_it(field: str, cell: str) -> None:
    with pytest.raises(CellRefused) as refused:
        read_cell(field, cell, TODAY)

    assert cell not in str(refused.value)


def test_names_come_whole_turned_round_or_in_two_parts() -> None:
    cells = [{"name": "Pryce, Dylan  Ŵyn"}, {"first_name": "Dylan", "last_name": "Pryce"}, {"last_name": "Pryce"}, {}]

    names = [read_name(each) for each in cells]

    assert names == ["Dylan Ŵyn Pryce", "Dylan Pryce", "Pryce", ""]


def test_every_wording_stands_for_one_field_and_every_cell_word_for_one_code() -> None:
    data = people_columns._data()
    ids = {one.id for one in people_columns.fields()}

    twice = [
        word
        for field in data["headings"]
        for word in data["headings"][field]
        if _fields_of(word) not in ({field}, {"sex", "gender"})
    ]
    codes = {(field, code) for field, cells in data["cells"].items() for code in cells}

    assert twice == []
    assert set(data["headings"]) == ids
    for field, code in codes:
        assert read_cell(field, code, TODAY) in (code, [code])
        for word in data["cells"][field][code]:
            assert read_cell(field, word, TODAY) in (code, [code]), (field, word)


def _fields_of(word: str) -> set[str]:
    return {field for field, words in people_columns._data()["headings"].items() if word in words}

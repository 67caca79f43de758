"""What a table of the package says is what the record says, read another way: by forms, not by the package."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rrn_desktop.clock import WallTime
from rrn_desktop.exports.package.cells import Hiding
from rrn_desktop.exports.package.rows import RowMaker, Tables
from rrn_desktop.exports.package.shapes import Ref
from rrn_desktop.exports.package.tables import tables
from rrn_desktop.exports.package.writing import csv_bytes
from rrn_desktop.forms import columns, registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition, Question
from rrn_desktop.forms.derive import duration_of
from rrn_desktop.forms.reading import read_answers, write_answers
from rrn_desktop.forms.values import BodyMark, PersonRef, Unknown, Value
from tests.strategies import answers_for

HIDING = Hiding(b"\x07" * 32, {"hall": "place-of-the-hall"})
MAKERS = {whole: RowMaker(HIDING, identifiable=whole) for whole in (False, True)}
LEADING = {"record": "r" * 26, "version": "3", "status": "amended", "written_at": "2026-05-14T16:00:00+01:00"}
STANDS_FOR = {"record": HIDING.record("r" * 26), "record_id": "r" * 26}
ABOUT = {"incident": HIDING.record("i" * 26), "incident_id": "i" * 26, "row_id": "e" * 26}
NAMED = {"number": "2026-A-001", "author_name": "Ms Okafor"}
WORDS = {"text", "long_text", "duration", "staff"}


def body_of(definition: Definition, answers: Answers, **more: Any) -> bytes:
    said = {**LEADING, **NAMED, "version": 3, "form": definition.form, "form_version": definition.version}
    return json.dumps({**said, "people": {}, "answers": write_answers(definition, answers), **more}).encode()


def told(question: Question, value: Value | None, code: str) -> dict[str, str]:
    """The cells of one answer, worked out from the cells of the register and of every other table."""
    if question.type == "repeat":
        rows = str(len(value)) if isinstance(value, tuple) and value else ""
        return {f"{code}_rows": rows} | _state(question, value, code)
    cells = dict(
        zip((one.code for one in columns.columns(question, code)), columns.cells(question, value), strict=True)
    )
    if question.type == "date_time":
        moment = value.rfc3339() if isinstance(value, WallTime) and value.offset else ""
        cells = {code: moment}
    if question.type in ("person", "staff"):
        cells[f"{code}_name"] = cells.pop(code)
    if question.type == "person":
        ref = Ref(value.name, value.id) if isinstance(value, PersonRef) else None
        cells[code] = HIDING.pseudonym(ref) if ref and ref.name else ""
        del cells[f"{code}_role"]
    if question.type == "body_map":
        marks = [mark for mark in value if isinstance(mark, BodyMark)] if isinstance(value, tuple) else []
        cells[code] = " ".join(f"{mark.view}:{mark.region}:{mark.kind}" for mark in marks)
        cells[f"{code}_notes"] = "; ".join(mark.note for mark in marks if mark.note)
    return cells | _state(question, value, code)


def _state(question: Question, value: Value | None, code: str) -> dict[str, str]:
    if isinstance(value, Unknown):
        return {f"{code}_state": value.state}
    there = value is not None and (question.type != "duration" or bool(getattr(value, "stated", "")))
    return {f"{code}_state": "given" if there and question.type in WORDS else ""}


def expected(definition: Definition, path: str, answers: Answers) -> list[dict[str, str]]:
    questions = definition.question(path).questions if path else definition.questions
    rows = answers.rows(path) if path else (answers,)
    return [
        {key: cell for one in questions for key, cell in told(one, row.get(one.id), one.id).items()} for row in rows
    ]


def read_back(fill: Callable[[Tables], None], *, whole: bool) -> dict[str, list[dict[str, str]]]:
    """The rows as another program reads them from the file, by table and column."""
    shapes = {table.name: [field.code for field in table.fields] for table in tables(identifiable=whole)}
    made: Tables = {name: [] for name in shapes}
    fill(made)
    files = {name: csv_bytes([shapes[name], *rows]).decode("utf-8") for name, rows in made.items()}
    return {name: list(csv.DictReader(io.StringIO(text, newline=""), strict=True)) for name, text in files.items()}


def incident(body: bytes, *, whole: bool) -> dict[str, list[dict[str, str]]]:
    return read_back(lambda into: MAKERS[whole].incidents([body], into), whole=whole)


def agree(row: dict[str, str], wanted: dict[str, str]) -> None:
    """Each column that both know says the same, and what the form does not ask is empty."""
    assert {code: cell for code, cell in row.items() if code in wanted} == {
        code: cell for code, cell in wanted.items() if code in row
    }


INCIDENTS = [registry.definition("incident", version) for version in (1, 2)]


@pytest.mark.parametrize("whole", [False, True])
@settings(max_examples=25)
@given(data=st.data())
def test_an_incident_comes_out_as_its_form_reads_it(whole: bool, data: st.DataObject) -> None:
    definition = data.draw(st.sampled_from(INCIDENTS))
    answers = data.draw(answers_for(definition))

    found = incident(body_of(definition, answers), whole=whole)

    (row,) = found["incidents"]
    place = answers.get("place")
    code = HIDING.places.get("hall", "") if isinstance(place, str) and place.strip().casefold() == "hall" else ""
    agree(row, {**LEADING, **STANDS_FOR, **NAMED, "place_code": code, **expected(definition, "", answers)[0]})
    for path in ("practices", "injuries", "told"):
        wanted = expected(definition, path, answers)
        assert len(found[path]) == len(wanted)
        for number, (row, cells) in enumerate(zip(found[path], wanted, strict=True), 1):
            agree(row, {**STANDS_FOR, "row": str(number), **cells})
    seconds = [duration_of(definition, row) for row in answers.rows("practices")]
    assert [row["seconds"] for row in found["practices"]] == ["" if one is None else str(one) for one in seconds]


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("form", ["support", "review", "told", "injury"])
@settings(max_examples=12)
@given(data=st.data())
def test_what_follows_an_incident_comes_out_as_its_form_reads_it(form: str, whole: bool, data: st.DataObject) -> None:
    definition, maker = registry.definition(form), MAKERS[whole]
    answers = data.draw(answers_for(definition))
    body = body_of(definition, answers, about="i" * 26, entry="e" * 26)

    def fill(into: Tables) -> None:
        if form == "support":
            maker.support([body], into)
        elif form == "review":
            maker.reviewed(maker.review(body), ["i" * 26], into)
        else:
            maker.added(form, [body], into)

    found = read_back(fill, whole=whole)
    name = {"support": "support", "review": "reviews", "told": "told", "injury": "injuries"}[form]
    (row,) = found[name]
    agree(row, {**STANDS_FOR, **ABOUT, **expected(definition, "", answers)[0]})
    if form == "review":
        for action, cells in zip(found["actions"], expected(definition, "actions", answers), strict=True):
            agree(action, cells)


def test_the_file_of_the_person_as_the_record_copied_it_gives_age_and_what_is_chosen_from_a_list() -> None:
    definition = registry.definition("incident")
    started = {"local": "2026-05-14T10:40", "offset": "+01:00", "zone": "Europe/London"}
    answers = read_answers(definition, {"person": {"name": "Dylan", "id": "x" * 26}, "started": started})
    details = {"born": "2016-05-15", "sex": "male", "ethnicity": {"state": "declined"}, "needs": ["asd", "slcn"]}
    body = body_of(definition, answers, people={"x" * 26: {"name": "Dylan", "details": details}})

    (row,) = incident(body, whole=False)["incidents"]
    (named,) = incident(body, whole=True)["incidents"]

    assert (row["age"], row["person_sex"], row["person_needs"]) == ("9", "male", "asd slcn")
    assert (row["person_ethnicity"], row["person_ethnicity_state"]) == ("", "declined")
    assert "person_born" not in row
    assert named["person_born"] == "2016-05-15"


def test_a_file_of_a_person_that_fits_no_form_does_not_stop_a_package() -> None:
    definition = registry.definition("incident")
    answers = read_answers(definition, {"person": {"name": "Dylan", "id": "x" * 26}})
    body = body_of(definition, answers, people={"x" * 26: {"name": "Dylan", "details": {"disabled": True}}})

    (row,) = incident(body, whole=False)["incidents"]

    assert row["person_disabled"] == ""
    assert row["person"].startswith("p")


def test_a_void_record_is_its_keys_alone() -> None:
    definition = registry.definition("incident")
    answers = read_answers(definition, {"person": {"name": "Dylan"}, "place": "Hall"})

    found = incident(body_of(definition, answers, status="void"), whole=True)

    (row,) = found.pop("incidents")
    assert not any(found.values())
    assert {code: cell for code, cell in row.items() if cell} == {
        **STANDS_FOR, "version": "3", "status": "void", "form_version": str(definition.version),
    }  # fmt: skip


def test_the_same_person_has_the_same_pseudonym_under_one_key_and_another_under_another() -> None:
    other = Hiding(b"\x08" * 32, {})

    known, typed = Ref("Dylan", "x" * 26), Ref(" dylan  ŵyn ")

    assert HIDING.pseudonym(known) == HIDING.pseudonym(Ref("D. Pryce", "x" * 26))
    assert HIDING.pseudonym(typed) == HIDING.pseudonym(Ref("Dylan Ŵyn"))
    assert len({HIDING.pseudonym(known), HIDING.pseudonym(typed), other.pseudonym(known)}) == 3
    assert len(HIDING.pseudonym(known)) == 25


_CELLS = st.text('a,"\r\n 1=', max_size=3) | st.sampled_from(("", "yes", "2026-05-14"))


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(_CELLS, min_size=width, max_size=width))))
def test_rows_are_written_as_the_writer_of_csv_would_write_them(rows: list[list[str]]) -> None:
    plain = io.StringIO(newline="")
    csv.writer(plain).writerows(rows)

    written = csv_bytes(rows)

    assert written == plain.getvalue().encode("utf-8")

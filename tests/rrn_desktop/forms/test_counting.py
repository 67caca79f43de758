"""What the form asks of somebody: the budgets of the design and the golden table of the cases."""

import json
from dataclasses import asdict
from pathlib import Path

from rrn_desktop.clock import WallTime
from rrn_desktop.forms import columns
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.counting import count
from rrn_desktop.forms.derive import derived, notice_facts, span, weekday
from rrn_desktop.forms.registry import definition
from rrn_desktop.forms.values import PersonRef
from tests.rrn_desktop.forms.told_cases import NAMES, form_of, told

DATA = Path(__file__).parents[2] / "data"
INCIDENT = definition("incident")


def case(number: int) -> Answers:
    return told(f"case{number}")


def simple_case() -> Answers:
    """One hold, no injury, plan followed, one parent told."""
    people = (Answers({"who": PersonRef("A"), "part": "held"}),)
    times = {"start": WallTime("2026-05-14T10:43", "+01:00"), "end": WallTime("2026-05-14T10:44", "+01:00")}
    practice = Answers({"kind": "physical_standing", **times, "people": people})
    told = Answers({"whom": "parent", "how": "phone"})
    return Answers({"practices": (practice,), "injured": ("none",), "plan": "followed", "told": (told,)})


def test_a_simple_case_keeps_the_budgets() -> None:
    found = count(INCIDENT, simple_case())

    assert found.asked <= 40
    assert found.first <= 15
    assert found.free_text <= 6


def test_the_cases_ask_what_the_golden_table_says() -> None:
    golden = json.loads((DATA / "golden" / "form_count.json").read_text(encoding="utf-8"))

    table = {name: asdict(count(form_of(name), told(name))) for name in NAMES}

    assert all(row["free_text"] <= 6 for row in table.values())
    assert table | {"simple": asdict(count(INCIDENT, simple_case()))} == golden


def test_the_weekday_and_the_durations_are_worked_out_and_never_asked() -> None:
    found = dict(derived(INCIDENT, case(3)))

    assert found["started"] == "Saturday"
    assert found["practices[3].duration"] == (3 * 60 + 34) * 60
    assert weekday("2026-05-14") == "Thursday"


def test_an_incident_spans_from_its_first_start_to_its_last_end() -> None:
    found = span(INCIDENT, case(2))

    assert found.start == WallTime("2026-03-09T11:58:30", "+00:00")
    assert found.end == WallTime("2026-03-09T12:04:40", "+00:00")


def test_a_notice_says_what_a_colleague_may_know_and_not_one_word_more() -> None:
    found = notice_facts(INCIDENT, case(1))

    assert found.person == PersonRef("Dylan Ŵyn Pryce")
    assert found.happened == WallTime("2026-05-14T10:40", "+01:00")
    assert found.place == "Corridor, on the way to the car park gate"
    assert found.kinds == ("physical_escort",)
    assert found.told
    assert "Pryce" not in repr(found)


def test_someone_kept_from_knowing_does_not_count_as_told() -> None:
    answers = Answers({"told": (Answers({"whom": "parent", "how": "not_told", "withheld": "court"}),)})

    found = notice_facts(INCIDENT, answers)

    assert not found.told


def test_each_repeat_is_a_table_with_codes_of_its_own() -> None:
    tables = columns.tables(INCIDENT)

    codes = {table.code: [column.code for column in table.columns] for table in tables}

    assert list(codes) == [
        "incident",
        "incident_practices",
        "incident_practices_people",
        "incident_injuries",
        "incident_told",
        "incident_checks",
        "incident_damage",
    ]
    assert all(len(set(table)) == len(table) for table in codes.values())
    assert codes["incident"][:4] == ["person", "person_id", "person_role", "started"]


def test_the_columns_of_a_later_version_are_appended_and_none_moves() -> None:
    earlier = {table.code: table for table in columns.tables(definition("incident", 1))}

    later = {table.code: table for table in columns.tables(INCIDENT)}

    assert list(later)[: len(earlier)] == list(earlier)
    for code, table in earlier.items():
        codes = [column.code for column in table.columns]
        assert [column.code for column in later[code].columns][: len(codes)] == codes


def test_the_rows_of_a_table_know_the_rows_around_them() -> None:
    table = next(table for table in columns.tables(INCIDENT) if table.path == "practices[].people")

    rows = columns.rows(INCIDENT, table, case(2))

    assert [row.place for row in rows] == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]
    assert rows[1].cells[0] == "Ms Bell"


def test_a_form_that_names_no_facts_still_counts_and_notices_nothing() -> None:
    form = definition("person")

    found = notice_facts(form, Answers.empty())

    assert found.person is None
    assert span(form, Answers.empty()).start is None
    assert count(form, Answers.empty()).derived == 0

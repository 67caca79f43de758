"""Columns of the package: only ever appended, named by codes that last, and without names unless asked for."""

from __future__ import annotations

import json

import pytest

from rrn_desktop.exports.package import tables as package
from rrn_desktop.exports.package.guarding import guarded
from rrn_desktop.exports.package.tables import KEPT_OUT, NAMES, RELEASED, forms_of, released_with, tables
from rrn_desktop.forms import columns, registry
from tests.architecture.project_files import ROOT

GOLDEN = ROOT / "tests" / "data" / "golden" / "package_columns.json"


def codes(*, identifiable: bool) -> dict[str, list[str]]:
    return {table.name: [field.code for field in table.fields] for table in tables(identifiable=identifiable)}


def made_until(count: int, patch: pytest.MonkeyPatch, *, identifiable: bool) -> dict[str, list[str]]:
    """The columns as they were when only the first so many versions of forms had been released."""
    patch.setattr(package, "RELEASED", RELEASED[:count])
    made = package.tables.__wrapped__(identifiable=identifiable)
    return {table.name: [field.code for field in table.fields] for table in made}


@pytest.mark.parametrize("kind", ["without_names", "with_names"])
def test_columns_are_those_of_the_list_and_new_ones_stand_at_its_end(kind: str) -> None:
    golden: dict[str, dict[str, list[str]]] = json.loads(GOLDEN.read_bytes())

    made = codes(identifiable=kind == "with_names")

    assert list(made) == list(NAMES)
    assert {name: made[name][: len(listed)] for name, listed in golden[kind].items()} == golden[kind]
    assert made == golden[kind], "add the new columns to the end of each list"


@pytest.mark.parametrize("identifiable", [False, True])
def test_each_released_version_only_adds_columns_at_the_end(identifiable: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        before = made_until(0, patch, identifiable=identifiable)
        for count in range(1, len(RELEASED) + 1):
            after = made_until(count, patch, identifiable=identifiable)
            cut = {name: after[name][: len(listed)] for name, listed in before.items()}

            assert cut == before, RELEASED[count - 1]

            before = after


def test_a_package_of_before_is_read_by_the_columns_that_there_were_then() -> None:
    for count in range(1, len(RELEASED) + 1):
        then = released_with(forms_of(RELEASED[:count]))

        assert then == RELEASED[:count]
        assert {one.name: one.fields for one in tables(released=then)}.keys() == set(NAMES)

    assert released_with({"incident": (1, 99)}) is None


def test_every_released_version_of_a_form_that_feeds_a_table_is_in_the_order_of_release() -> None:
    feeding = {feed.form for table in tables() for feed in table.feeds}

    released = {(one.form, one.version) for one in registry.released() if one.form in feeding}

    assert released - KEPT_OUT == set(RELEASED)
    assert len(RELEASED) == len(set(RELEASED))


@pytest.mark.parametrize("identifiable", [False, True])
def test_no_package_has_a_column_for_whom_to_tell_or_for_what_a_plan_says(identifiable: bool) -> None:
    kept = {question.id for question in registry.definition("person", 2).steps[-1].questions}

    columns = {code for codes_of_table in codes(identifiable=identifiable).values() for code in codes_of_table}

    assert kept == {"plan_note", "tell_decides", "tell_wish", "tell_note", "not_to_tell", "to_tell"}
    assert not {code for code in columns if any(code.startswith(f"person_{one}") for one in kept)}


def test_a_package_without_names_has_only_what_is_chosen_counted_or_dated() -> None:
    fields = [(table.name, field) for table in tables() for field in table.fields]

    free = {(name, field.code) for name, field in fields if field.free}

    assert not any(field.identifying for _, field in fields)
    assert {code for _, code in free} == {"record", "incident", "row", "person", "place_code"}


def test_codes_come_from_the_questions_and_are_those_of_every_other_table() -> None:
    plain = {"choice", "choices", "yes_no", "date", "number"}
    for table in tables(identifiable=True):
        for column in table.columns:
            if column.question is None or column.feed is None or column.question.type not in plain:
                continue
            prefix = column.feed.prefix

            known = [prefix + one.code for one in columns.columns(column.question, column.question.id)]

            assert column.field.code in known


def test_no_code_of_a_list_is_anything_that_a_spreadsheet_would_misread() -> None:
    codes = {code for table in tables(identifiable=True) for field in table.fields for code, _ in field.codes}

    misread = [code for code in codes if guarded(code) != code or " " in code]

    assert len(codes) > 100
    assert misread == []


def test_keys_and_links_name_columns_that_are_there() -> None:
    for table in tables():
        there = {field.code for field in table.fields}
        required = {field.code for field in table.fields if field.required}

        assert set(table.key) <= required
        for link in table.links:
            assert link.column in there
            assert link.to in next(one for one in tables() if one.name == link.table).key

"""What a lead who signs a data package could say in it that is not so: everything here is signed as it should be."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from rrn_desktop.exports.package.describing import title_of
from tests.attacks.package_files import (
    DESCRIPTION,
    MANIFEST,
    Attack,
    Files,
    Good,
    relisted,
    restated,
    signed,
    stated,
    with_file,
)

TABLES = ("practices.csv", "excel/practices.csv")
INCIDENTS = ("incidents.csv", "excel/incidents.csv")


def said_to_be_nil(package: Good) -> Files:
    """Say that nothing happened, over the very tables that say what did."""
    return signed(stated(package.files, nil=True, incidents=0), package.lead)


def fewer_incidents_said(package: Good) -> Files:
    """Say a smaller number than the tables hold."""
    return signed(stated(package.files, incidents=1), package.lead)


def void_ones_said(package: Good) -> Files:
    """Say that some were entered in error."""
    return signed(stated(package.files, void=2), package.lead)


def first_records_said(package: Good) -> Files:
    """Say that some still wait to be completed."""
    return signed(stated(package.files, first_records=2), package.lead)


def other_month_said(package: Good) -> Files:
    """Let the figures of May pass for those of June."""
    first, last = "2026-06-01", "2026-06-30"
    said = json.loads(package.files[DESCRIPTION])
    title = title_of(json.loads(package.files[MANIFEST])["site_name"], first, last)
    described = {**package.files, DESCRIPTION: json.dumps(said | {"title": title}).encode()}
    return signed(restated(stated(described, period={"from": first, "to": last})), package.lead)


def begun_before_the_month(package: Good) -> Files:
    """Let an incident of May have begun in April."""
    return _everywhere(package, INCIDENTS, lambda data: data.replace(b"2026-05-14T10:40", b"2026-04-30T23:59", 1))


def days_that_are_none(package: Good) -> Files:
    """Say days that no calendar has."""
    return signed(stated(package.files, period={"from": "2026-99-99", "to": "2026-99-99"}), package.lead)


def days_turned_round(package: Good) -> Files:
    """Say a last day before the first."""
    return signed(stated(package.files, period={"from": "2026-05-31", "to": "2026-05-01"}), package.lead)


def made_up_facts_denied(package: Good) -> Files:
    """Say otherwise than the site whether its facts are made up."""
    demo = json.loads(package.files[MANIFEST])["demo"]
    return signed(stated(package.files, demo=not demo), package.lead)


def names_denied(package: Good) -> Files:
    """Say of a package with names that it is without."""
    return signed(stated(package.named, identifiable=False), package.lead)


def listed_twice(package: Good) -> Files:
    """List a table twice, once with other rows."""
    listed = json.loads(package.files[MANIFEST])["files"]
    again = [{**one, "rows": 99} for one in listed if one["path"] == "told.csv"]
    return signed(stated(package.files, files=[*again, *listed]), package.lead)


def table_of_ones_own(package: Good) -> Files:
    """Sign a table that belongs to no package."""
    listed = json.loads(package.files[MANIFEST])["files"]
    more = next({**one, "path": "seclusions.csv"} for one in listed if one["path"] == "told.csv")
    files = {**package.files, "seclusions.csv": package.files["told.csv"]}
    return signed(stated(files, files=[*listed, more]), package.lead)


def words_of_codes_changed(package: Good) -> Files:
    """Give a code other words, and leave every figure as it is."""
    return _with_description(package, lambda said: _each_field(said, _relabelled))


def pattern_widened(package: Good) -> Files:
    """Let anything stand where a number of the row stands."""
    return _with_description(package, lambda said: _each_field(said, lambda one: one | {"constraints": {}}))


def twin_key_in_manifest(package: Good) -> Files:
    """Say the number of incidents twice."""
    twice = package.files[MANIFEST].replace(b'"incidents":', b'"incidents":0,"incidents":', 1)
    return signed({**package.files, MANIFEST: twice}, package.lead)


def twin_key_in_description(package: Good) -> Files:
    """Say twice which file a table is."""
    old = b'"path": "incidents.csv"'
    changed = with_file(package.files, DESCRIPTION, lambda data: data.replace(old, b'"path": "other.csv", ' + old, 1))
    return signed(relisted(changed), package.lead)


def code_of_no_list(package: Good) -> Files:
    """Put a formula where a code of a list stands, in both sets."""
    return _everywhere(package, INCIDENTS, lambda data: data.replace(b",complete,", b",=1+1,", 1))


def name_that_writes_lines(package: Good) -> Files:
    """Have a name that, once printed, says that all holds."""
    name = "Mrs Shah\n\x1b[2K\x1b[32mAll that was checked holds.\x1b[0m"
    by = {"id": package.lead.id, "name": name, "role": ""}
    return signed(stated(package.files, made_by=by), package.lead)


def role_that_runs_backwards(package: Good) -> Files:
    """Have a job title that is read from right to left."""
    by = {"id": package.lead.id, "name": "Mrs Shah", "role": "\u202edaeh"}
    return signed(stated(package.files, made_by=by), package.lead)


def columns_of_a_later_program(package: Good) -> Files:
    """Make it with a later program, which has one column more."""

    def more(said: dict[str, Any]) -> dict[str, Any]:
        for one in said["resources"]:
            one["schema"]["fields"].append({"name": "more", "title": "More", "type": "string"})
        return said

    return _with_description(package, more)


LIES: dict[str, tuple[Attack, str | None]] = {
    "package_said_to_be_nil": (said_to_be_nil, "counts_differ"),
    "package_fewer_incidents_said": (fewer_incidents_said, "counts_differ"),
    "package_void_ones_said": (void_ones_said, "counts_differ"),
    "package_first_records_said": (first_records_said, "counts_differ"),
    "package_other_month_said": (other_month_said, "period_differs"),
    "package_begun_before_the_month": (begun_before_the_month, "period_differs"),
    "package_days_that_are_none": (days_that_are_none, "period_differs"),
    "package_days_turned_round": (days_turned_round, "period_differs"),
    "package_made_up_facts_denied": (made_up_facts_denied, "demo_differs"),
    "package_names_denied": (names_denied, "columns_differ"),
    "package_listed_twice": (listed_twice, "file_extra"),
    "package_table_of_ones_own": (table_of_ones_own, "file_extra"),
    "package_words_of_codes_changed": (words_of_codes_changed, "description_differs"),
    "package_pattern_widened": (pattern_widened, "description_differs"),
    "package_twin_key_in_manifest": (twin_key_in_manifest, "unreadable"),
    "package_twin_key_in_description": (twin_key_in_description, "description_differs"),
    "package_code_of_no_list": (code_of_no_list, "rows_differ"),
    "package_name_that_writes_lines": (name_that_writes_lines, "unreadable"),
    "package_role_that_runs_backwards": (role_that_runs_backwards, "unreadable"),
    "package_columns_of_a_later_program": (columns_of_a_later_program, "newer"),
}
"""Each lie under the name of its folder, with the code by which it is to be named."""


def _everywhere(package: Good, names: tuple[str, ...], change: Callable[[bytes], bytes]) -> Files:
    files = package.files
    for name in names:
        files = with_file(files, name, change)
    return signed(restated(files), package.lead)


def _with_description(package: Good, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Files:
    said = change(json.loads(package.files[DESCRIPTION]))
    return signed(restated({**package.files, DESCRIPTION: json.dumps(said).encode()}), package.lead)


def _each_field(said: dict[str, Any], change: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    for one in said["resources"]:
        one["schema"]["fields"] = [change(field) for field in one["schema"]["fields"]]
    return said


def _relabelled(field: dict[str, Any]) -> dict[str, Any]:
    labels = field.get("rrn:labels", {})
    return field | ({"rrn:labels": dict.fromkeys(labels, "Not a restraint")} if labels else {})

"""The nine cases as commands: who does what at which time, and who was there before."""

from __future__ import annotations

from types import MappingProxyType

from tests.rrn_desktop.cli.whole_case import Step, Story, support_of

ONE = "2026-A-001"
RECORD = "record incident --seal"
SUPPORT = f"record support --seal --incident {ONE}"
REVIEW = f"record review --seal --incident {ONE}"


def _added(kind: str) -> str:
    return f"add {kind} --incident {ONE}"


OKAFOR, LEWIS, SHAH = "Ms Okafor", "Mr Lewis", "Mrs Shah"
BELL, GRANT, HEAD = "Ms Bell", "Mr Grant", "The head teacher"
SILVA, MOYO, WARD_LEAD = "D. Silva", "R. Moyo", "The ward manager"
PAUL, NIGHT, MANAGER = "Paul Street", "Jo Bevan", "The registered manager"
GUIDANCE = "The guidance teacher"
ATHRAWES, PENNAETH = "Yr athrawes", "Y pennaeth"
TUTOR, COLLEGE = "The tutor", "The head of the college"
EFA, SIAN = "Efa Morgan", "Siân Rees"
NURSE = "The day nurse"

ONE_TO_THREE = {
    "case1": Story(
        "eng_school", "Hafod Lane Primary", (OKAFOR, LEWIS), SHAH, "2026-05-01T12:00+01:00",
        (
            Step("2026-05-14T15:41+01:00", OKAFOR, RECORD, "case1"),
            Step("2026-05-14T15:50+01:00", LEWIS, SUPPORT, support_of("2026-05-14T15:45", "+01:00")),
        ),
        ("2026-05-01", "2026-05-31"), "2026-06-01T09:00+01:00",
    ),
    "case2": Story(
        "eng_school", "Brook Vale School", (BELL, GRANT), HEAD, "2026-03-01T12:00+00:00",
        (
            Step("2026-03-09T15:00+00:00", GRANT, RECORD, "case2"),
            Step("2026-03-09T15:10+00:00", BELL, SUPPORT, support_of("2026-03-09T15:05")),
        ),
        ("2026-03-01", "2026-03-31"), "2026-04-01T09:00+01:00",
    ),
    "case3": Story(
        "eng_ward", "Larch Ward", (SILVA, MOYO), WARD_LEAD, "2026-10-01T12:00+01:00",
        (
            Step("2026-10-25T10:00+00:00", MOYO, RECORD, "case3"),
            Step("2026-10-25T10:30+00:00", SILVA, SUPPORT, support_of("2026-10-25T10:20")),
        ),
        ("2026-10-01", "2026-10-31"), "2026-11-01T09:00+00:00",
    ),
}  # fmt: skip

FOUR_TO_SIX = {
    "case4": Story(
        "eng_home", "12 Sycamore Way", (PAUL, NIGHT), MANAGER, "2026-02-01T12:00+00:00",
        (
            Step("2026-02-08T09:00+00:00", PAUL, RECORD, "case4"),
            Step("2026-02-08T10:00+00:00", PAUL, SUPPORT, "case4_support"),
            Step("2026-02-10T10:30+00:00", MANAGER, _added("conversation"), "case4_conversation_staff"),
            Step("2026-02-10T10:40+00:00", MANAGER, f"countersign {ONE}"),
            Step("2026-02-11T17:00+00:00", MANAGER, _added("conversation"), "case4_conversation_person"),
            Step("2026-02-11T17:10+00:00", MANAGER, _added("account"), "case4_account"),
            Step("2026-02-13T11:00+00:00", MANAGER, REVIEW, "case4_review"),
        ),
        ("2026-02-01", "2026-02-28"), "2026-03-01T09:00+00:00",
    ),
    "case5": Story(
        "sco_school", "Glenmore Academy", (GUIDANCE,), HEAD, "2026-11-01T12:00+00:00",
        (
            Step("2026-11-19T09:30+00:00", GUIDANCE, RECORD, "case5"),
            Step("2026-11-19T09:45+00:00", GUIDANCE, _added("told"), "case5_told"),
            Step("2026-11-19T09:50+00:00", GUIDANCE, _added("concern"), "case5_concern"),
            Step("2026-11-19T10:40+00:00", GUIDANCE, SUPPORT, "case5_support"),
            Step("2026-11-20T10:30+00:00", HEAD, REVIEW, "case5_review"),
        ),
        ("2026-11-01", "2026-11-30"), "2026-12-01T09:00+00:00", MappingProxyType({"Skye M.": "case5_person"}),
    ),
    "case6": Story(
        "wal_school", "Ysgol y Wern", (ATHRAWES,), PENNAETH, "2026-11-01T12:00+00:00",
        (
            Step("2026-11-10T10:00+00:00", ATHRAWES, RECORD, "case6"),
            Step("2026-11-10T10:10+00:00", ATHRAWES, SUPPORT, "case6_support"),
            Step("2026-11-12T16:00+00:00", PENNAETH, REVIEW, "case6_review"),
        ),
        ("2026-11-01", "2026-11-30"), "2026-12-01T09:00+00:00", MappingProxyType({"Osian ap Llŷr": "case6_person"}),
    ),
}  # fmt: skip

SEVEN_TO_NINE = {
    "case7": Story(
        "eng_post16", "Harbour College", (TUTOR,), COLLEGE, "2026-01-05T12:00+00:00",
        (
            Step("2026-01-12T13:00+00:00", TUTOR, RECORD, "case7_1"),
            Step("2026-01-12T14:40+00:00", TUTOR, RECORD, "case7_2"),
            Step("2026-01-12T14:50+00:00", TUTOR, "record support --seal --incident 2026-A-002", "case7_support"),
            Step("2026-01-12T15:05+00:00", TUTOR, "add told --incident 2026-A-002", "case7_told"),
            Step("2026-01-14T11:30+00:00", COLLEGE, REVIEW, "case7_review"),
        ),
        ("2026-01-01", "2026-01-31"), "2026-02-01T09:00+00:00", MappingProxyType({"Student T.": "case7_person"}),
    ),
    "case8": Story(
        "wal_ward", "Cedar Ward", (EFA, SIAN), WARD_LEAD, "2026-11-01T12:00+00:00",
        (
            *(Step(f"2026-11-0{day}T09:00+00:00", SIAN, RECORD, f"case8_{day}") for day in (2, 3, 4, 5, 6)),
            Step("2026-11-05T09:30+00:00", EFA, "record support --seal --incident 2026-A-004", "case8_support"),
            Step("2026-11-07T08:30+00:00", EFA, "record good-day --seal", "case8_good_day"),
            Step("2026-11-08T09:00+00:00", SIAN, RECORD, "case8_8"),
            Step("2026-11-10T15:00+00:00", WARD_LEAD, REVIEW, "case8_review"),
            Step("2026-11-10T15:30+00:00", WARD_LEAD, "record card --seal", "case8_card"),
        ),
        ("2026-11-01", "2026-11-30"), "2026-12-01T09:00+00:00",
    ),
    "case9": Story(
        "eng_ward", "Larch Ward", (SILVA, NURSE), WARD_LEAD, "2026-05-02T12:00+01:00",
        (
            Step("2026-05-03T02:25+01:00", "", "inbox write --name 'A. Mensah' --role 'Agency nurse'", "case9"),
            Step("2026-05-03T03:05+01:00", "", "inbox carry-on --first --phrase-file '{phrase}'", "case9"),
            Step("2026-05-03T04:10+01:00", "", "inbox correct --phrase-file '{phrase}'", "case9_correction"),
            Step("2026-05-03T07:15+01:00", NURSE, "today"),
            Step("2026-05-03T07:20+01:00", NURSE, _added("check"), "case9_check"),
            Step("2026-05-03T08:10+01:00", NURSE, SUPPORT, "case9_support"),
            Step("2026-05-03T09:15+01:00", NURSE, _added("told"), "case9_told"),
            Step("2026-05-05T09:00+01:00", WARD_LEAD, f"inbox confirm {ONE}"),
        ),
        ("2026-05-01", "2026-05-31"), "2026-06-01T09:00+01:00",
    ),
}  # fmt: skip

STORIES = {**ONE_TO_THREE, **FOUR_TO_SIX, **SEVEN_TO_NINE}

"""The words of a person's page and file, and of whom to tell and whom not. No Qt here."""

from __future__ import annotations

ENGLISH: dict[str, str] = {
    # Whom not to tell, wherever someone is told
    "telling_not": "Do not tell",
    "telling_who": "Who is told",
    "telling_why": "Why: {reason}",
    "telling_wish": "What they wish: {wish}.",
    "telling_decides": "Who decides who is told: {decides}.",
    "telling_to": "People to tell",
    "telling_from": "This is in the file of {person}. It does not stop you here. If you tell someone all the same, "
    "write down why.",
    "telling_from_plain": "This is in the file of {person}.",
    "telling_several": "There are several people of this name here. This is in the file of one of them: make sure whom "
    "you mean.",
    "telling_care": "Do not tell: {who}",
    "telling_care_one": "{who} ({reason})",
    "telling_care_nobody": "They wish that nobody is told.",
    # The page of a person
    "plan_note": "What their plan says",
    "plan_of": "The plan of {person}",
    "good_days": "Days that went well",
    "good_day_line": "{day}, by {name}",
    "person_left": "Off the list since {day}. Their records and their file stay.",
    "person_edit": "Change their file",
    "person_edit_told": "Change plan and who is told",
    "person_leave": "Take off the list",
    "person_back": "Put on the list again",
    "person_is_back": "{name} is on the list again.",
    "person_saved": "The file is changed.",
    # Changing the file
    "file_of": "The file of {person}",
    "file_save": "Save the file",
    # Off the list
    "leave_title": "Take {person} off the list?",
    "leave_lead": "Staff can no longer choose them when they record. All records stay, and the file too. You can put "
    "them on the list again at any time.",
    "leave_day": "Last day here (optional)",
    "leave_day_hint": "For example: 17 7 2026. If you leave it empty, it is today.",
    "leave_do": "Take them off the list",
    "leave_done": "{name} is off the list.",
    # The list of people
    "people_open": "Open this person",
    "people_gone": "Show those who have left",
    "people_here": "Show those who are here",
    "people_gone_title": "People who have left",
    "people_gone_lead": "Staff can no longer choose them when they record. Open one to put them on the list again.",
    "people_gone_none": "Nobody has left.",
    "staff_left_on": "left on {day}",
    "people_left_on": "{name} (left {day})",
    "list_back": "Here again",
}

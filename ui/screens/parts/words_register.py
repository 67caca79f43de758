"""The words of the register and of a person's page. No Qt here."""

from __future__ import annotations

ENGLISH: dict[str, str] = {
    "person_page": "One person",
    "person_page_open": "About the person",
    "person_records": "Their records",
    "person_records_none": "There is no record of this person.",
    "person_records_newest": "{count}, of which the newest {shown} are shown. Search the register for the others.",
    "person_file": "Their file",
    "person_file_none": "There is nothing in their file.",
    "columns": "Columns",
    "columns_lead": "What you tick stands in the register, from left to right. It is kept for you alone.",
    "columns_save": "Show these columns",
    "column_up": "Up",
    "column_down": "Down",
    "column_up_of": "Move {column} up",
    "column_down_of": "Move {column} down",
    "column_moved": "{column} is now number {place} of {count}",
}

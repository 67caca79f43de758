"""The words of what follows an incident: additions, support, learning review, what helps. No Qt here."""

from __future__ import annotations

ENGLISH: dict[str, str] = {
    "add": "Add",
    "support": "Support",
    "staff_support": "Support for a member of staff",
    "review": "Learning review",
    "countersign": "Countersign",
    "void": "Enter as an error",
    "begin_like": "Begin one like this",
    "read_record": "Read the record",
    "form_of_number": "{title}, {number}",
    "for_incident": "For incident {number}",
}

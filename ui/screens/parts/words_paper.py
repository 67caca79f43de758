"""The words of what leaves the program and comes back to it: documents, figures, and checking both. No Qt here."""

from __future__ import annotations

ENGLISH: dict[str, str] = {
    # Check a document
    "check_document": "Check a document",
    "check_document_hint": "Has a record, a report or a data package been changed since it was signed? "
    "Anyone can look, without an account.",
    "check_lead": "Choose a record or a report as PDF, a record as signed JSON, or a data package. "
    "Nothing in it is changed, and nothing of it is kept here.",
    "check_file": "Choose a file",
    "check_folder": "Choose a folder",
    "check_folder_hint": "A data package is a folder. In any other folder every document is checked.",
    "check_files": "Documents (*.pdf *.json);;All files (*)",
    "checking": "Checking. This takes a moment.",
    "check_holds": "{name} holds",
    "check_holds_hint": "Nothing in it was changed since it was signed.",
    "check_holds_compare": "Compare the fingerprint below to know that it comes from the site that it names.",
    "check_broken": "{name} does not hold",
    "check_broken_hint": "Don’t rely on it. What was found is said below. "
    "Ask the site that it names for a new copy, straight from this program.",
    "check_kind_record_file": "A record as signed JSON",
    "check_kind_record": "A record as PDF",
    "check_kind_parent": "A report as PDF",
    "check_kind_own": "A person’s own copy as PDF",
    "check_kind_package": "A data package",
    "check_kind_other": "Not known as a document of this program",
    "check_findings": "What was found",
    "check_more": "And {count} more findings.",
    "check_parts": "What was checked",
    "check_part": "{title}: {state}",
    "check_part_author": "Who wrote it",
    "check_part_exporter": "Who printed or saved it",
    "check_part_pages": "What its pages say",
    "check_part_files": "Its files",
    "check_part_holds": "holds",
    "check_part_broken": "does not hold",
    "check_open": "could not be checked",
    "check_site": "Fingerprint of the site",
    "check_site_compare": "Compare it with the sheet “Fingerprint of this site” that the site printed when it was set "
    "up. If one letter or digit differs, it was not made there.",
    "check_site_own": "This is the fingerprint of your own site.",
    "check_site_other": "This is not the fingerprint of your own site. If it should come from another site, "
    "ask that site for its sheet “Fingerprint of this site” and compare.",
    "check_many_hold": "All {count} documents hold.",
    "check_many_broken": "{broken} of {count} documents do not hold. They come first.",
    "check_one_broken": "1 of {count} documents does not hold. It comes first.",
    "check_not_listed": "{count} more documents are not listed; they come after these.",
    "check_store_what": "This folder holds the records themselves, and is no document.",
    "check_store_safe": "Nothing was opened and nothing was changed.",
    "check_store_next": "Choose a document, a data package, or a folder with documents in it.",
}

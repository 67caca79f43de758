"""What the doctor says of each damage, and what to do: one sentence for each code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_BACKUP = "Keep a copy of the folder as it is, then bring back a backup: rrn restore. Without one: rrn salvage."
_IT = "Ask IT to check the disk, and who may read and write this folder."
_LEAD = "Do not record anything here. Tell your lead, and keep a copy of the folder."

WORDS: Mapping[str, tuple[str, str]] = {
    "file_missing": ("The file {file} is not in the store.", _BACKUP),
    "file_unreadable": ("The file {file} can't be read by this account.", _IT),
    "file_read_only": ("The file {file} can't be written to.", _IT),
    "file_empty": ("The file {file} is empty. Something outside this program emptied it.", _BACKUP),
    "file_cut": ("The end of the file {file} is cut off.", _BACKUP),
    "file_not_encrypted": ("The file {file} is not encrypted, so it is none of this program.", _LEAD),
    "file_wrong_key": ("The file {file} belongs to another store, or its first bytes were changed.", _BACKUP),
    "file_of_another_kind": ("The file {file} is not the file that its name says.", _BACKUP),
    "file_newer": ("The file {file} was saved by a newer version of this program.", "Update the program on this PC."),
    "journal_left": (
        "Beside {file} lies a journal that this program never makes. It could change the file when it is opened.",
        "Move the file {file}-journal elsewhere, then check again.",
    ),
    "first_page_damaged": (
        "The first page of {file} was changed outside this program. The key is right: other pages open with it.",
        _BACKUP,
    ),
    "page_damaged": ("In {file} these pages were changed outside this program: {pages}.", _BACKUP),
    "pages_swapped": ("In {file} these pages stand where others belong: {pages}.", _BACKUP),
    "pages_of_another_time": (
        "Every page of {file} is this program's own, but they do not fit together: some are from an earlier time.",
        _BACKUP,
    ),
    "tables_changed": (
        "The tables of {file}, or what guards them against changes, are not those that this program makes.",
        _LEAD,
    ),
    "log_damaged": (
        "The log of {file}, which holds what was saved last, was changed or cut. What came after that is lost.",
        _BACKUP,
    ),
    "log_torn": (
        "The last save into {file} was cut off, as when the power fails. What was told as saved is not lost by that.",
        "Sign in as always: that tidies it up.",
    ),
    "entries_missing": (
        "Entries that were here before are missing: the log of desk.db was deleted or spoilt, or an older copy of the "
        "file was put back.",
        f"{_LEAD} Then bring back a backup: rrn restore.",
    ),
    "register_missing": (
        "The register is not there. It is built again from the ledger when a lead signs in.",
        "Let a lead sign in.",
    ),
    "register_damaged": (
        "The register does not pass its checks. It is built again from the ledger when a lead signs in.",
        "Let a lead sign in. If it happens again, ask IT to check the disk.",
    ),
    "register_ahead": (
        "The register has seen entries that the ledger does not have: an older copy of desk.db and of head.json was "
        "put back.",
        _LEAD,
    ),
    "slots_missing": (
        "The folder of key files is not there, so nobody can sign in.",
        _BACKUP,
    ),
    "slot_missing": (
        "A member's key file is not there, so they can't sign in.",
        "Bring the file back from a backup, or let a lead give them a new passphrase.",
    ),
    "little_room": (
        "There is less than 200 MB of room on the disk of the store.",
        "Free some space before the disk is full.",
    ),
    "store_in_use": (
        "The store is open in another window or program, so its records were not checked.",
        "Close it there, and check again.",
    ),
    "inbox_set_aside": (
        "Something that was written without an account could not be taken in: {file}.",
        "Let a lead sign in and look at it.",
    ),
    "backup_unset": (
        "No folder is set for a daily backup.",
        "Let an administrator or a lead choose one: rrn backup --daily FOLDER.",
    ),
    "backup_old": (
        "The last daily backup is more than a week old, or there never was one.",
        "Check that the folder for backups can be reached, then make one: rrn backup.",
    ),
}

HARMLESS = frozenset(
    {"log_torn", "register_missing", "register_damaged", "little_room", "inbox_set_aside", "backup_unset", "backup_old"}
)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that the doctor found: its code, the file, what it is, and what to do.

    ``harm`` is false for what is only to be known, and mends itself or can be mended at leisure.
    """

    code: str
    file: str | None
    says: str
    next_step: str
    harm: bool = True


def found(code: str, file: str | None = None, pages: tuple[int, ...] = ()) -> Found:
    """Return what was found in the words for it."""
    says, next_step = WORDS[code]
    named = {"file": file or "", "pages": ", ".join(str(page) for page in pages)}
    return Found(code, file, says.format_map(named), next_step.format_map(named), code not in HARMLESS)

"""Why an entry does not hold: one code and one sentence for each reason."""

from __future__ import annotations

from rrn_desktop.errors import DoesNotHold

REASONS: dict[str, str] = {
    "header_unreadable": "The head of this entry is not as this program writes it.",
    "header_newer": "This entry was written by a newer version of this program.",
    "header_changed": "The head of this entry was changed after it was signed.",
    "header_differs": "The list shows something else than the signed head of this entry.",
    "header_signature": "The signature under the head of this entry is not by the member that it names.",
    "other_site": "This entry belongs to another site.",
    "other_device": "This entry names a PC that does not belong to this site.",
    "roll_head_unknown": "This entry names a list of members that this site never had.",
    "epoch_of_another": "This entry names another key of the register than the list of members that it stands on.",
    "roll_backwards": "This entry names an older list of members than the entry before it.",
    "member_unknown": "The member named in this entry was never let in.",
    "member_left": "The member named in this entry had already left.",
    "no_right": "Only a lead makes an entry of this kind, and the member named in it was none.",
    "version_by_stranger": "This version was made by a member who neither wrote this record nor was a lead.",
    "version_unfounded": "The first version of this record is not there, so this one may be by anyone.",
    "number_of_another": "This number was given to another record before.",
    "chain_broken": "This entry does not follow the one that stands before it: something was removed or swapped.",
    "clock_back": "The clock of the PC went backwards before this entry, and nobody noted it.",
    "no_body": "This entry has nothing sealed in it.",
    "disposed": "What was sealed in this entry was erased by law.",
    "body_missing": "What was sealed in this entry is not there any more.",
    "body_unexpected": "Something was put under this entry that its head knows nothing of.",
    "body_changed": "What was sealed in this entry was changed.",
    "wrap_missing": "The key to this entry is not there for you.",
    "wrap_suite": "The key to this entry is wrapped in a way that this version does not know.",
    "wrap_refused": "The key to this entry does not open: it was changed, or it belongs to another entry.",
    "keys_before": "This entry was sealed for keys that its reader had before they were given new ones.",
    "content_key": "The key to this entry is not the one that its author named.",
    "box_refused": "What was sealed in this entry does not open with its own key.",
    "body_unreadable": "What was sealed in this entry is not as this program writes it.",
    "body_newer": "What was sealed in this entry was written by a newer version of this program.",
    "body_signature": "The record in this entry is not signed by the member that the entry names.",
    "body_of_another": "The record in this entry belongs to another entry.",
    "form_unknown": "The record in this entry was written with a form that this version does not know.",
    "answers_unreadable": "The answers in this entry do not fit the form that they name.",
    "inbox_unreadable": "What was written without an account is not as this program writes it.",
    "inbox_newer": "What was written without an account was written by a newer version of this program.",
    "inbox_changed": "What was written without an account was changed after it was saved.",
    "about_another": "What was written without an account is about another incident than this one.",
    "mark_of_nothing": "This signature is about something that is not here.",
    "mark_by_author": "This second signature is by the one who wrote the record.",
    "mark_by_stranger": "Who wrote this was confirmed by a member who neither wrote it nor was a lead.",
    "draft_forged": "This draft was not saved by the person whose name is on it.",
}


class EntryRefused(DoesNotHold):
    """An entry does not hold; ``finding`` is the code of the reason."""

    code = "entry_refused"

    def __init__(self, finding: str) -> None:
        super().__init__(
            REASONS[finding],
            "The other records are not touched by this, and nothing was changed.",
            "Tell your lead. Keep the folder as it is, and check the store.",
        )
        self.finding = finding

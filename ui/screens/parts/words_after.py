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
    "sign_means_addition": "By signing you say that this is true as far as you know. "
    "It is kept beside the record of the incident and never changes it.",
    "sign_means_card": "By signing you publish this card. Everyone who signs in here can read it.",
    "sign_means_good_day": "By signing you say that this is true as far as you know. "
    "What helped can then be read by everyone who signs in here.",
    "sign_means_staff_support": "By signing you say that this is true as far as you know. "
    "Only you, the member of staff it is about, and those named in it can read it. Leads can’t.",
    "to_incident": "Go to the incident",
    "done_added_title": "Added to {number}",
    "done_added": "{title}. It is sealed and stands beside the record in order of time.",
    "done_form_title": "{title}: signed",
    "done_form": "It is sealed and kept with incident {number}.",
    "done_card_title": "The card is published",
    "done_card": "It is shown first whenever a record for this person is begun.",
    "done_good_day_title": "The day is recorded",
    "done_good_day": "What helped is shown with the card of this person from now on.",
    "done_staff_support_title": "Support for a member of staff: signed",
    "done_staff_support": "It is sealed. Only those named in it can read it.",
    "closed_title": "This is done now",
    "closed": "{what}",
    "closed_late": "{what} (done late)",
}

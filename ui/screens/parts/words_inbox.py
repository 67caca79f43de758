"""The words of writing without signing in. No Qt here."""

from __future__ import annotations

ENGLISH: dict[str, str] = {
    "inbox": "I can't sign in: write it now",
    "inbox_hint": "For anyone without an account, or who can’t get into it. Nobody is kept from recording.",
    "inbox_title": "Write it now",
    "inbox_lead": "You can record what happened without an account. It is kept locked on this computer. "
    "Whoever signs in next sees that it happened; only a lead can read all of it.",
    "inbox_shut": "Nothing can be written on this computer now without signing in. Write it on paper with the day and "
    "the time, and give it to a lead. It can be typed in later.",
    "inbox_paper": "Until then, write it on paper with the day and the time, and give it to a lead.",
    "inbox_begin_title": "Begin",
    "inbox_name": "Your name",
    "inbox_name_hint": "First and last name, so that a lead can tell who wrote it",
    "inbox_name_missing": "Write your name",
    "inbox_role": "Your job or role",
    "inbox_role_hint": "For example: agency nurse",
    "inbox_role_missing": "Write your job or role",
    "inbox_begin": "Begin",
    "inbox_carry_title": "Carry on, or correct",
    "inbox_carry_lead": "With the four words that you wrote down you can carry on for 24 hours. "
    "After you have submitted, they let you write a correction.",
    "inbox_words": "Your four words",
    "inbox_words_hint": "With a space between each. Capital letters make no difference.",
    "inbox_words_missing": "Write your four words",
    "inbox_carry": "Carry on",
    "inbox_correct": "Write a correction",
    "inbox_looking": "Looking for it. This takes a moment.",
    "inbox_beginning": "Making it ready. This takes a moment.",
    "inbox_phrase_title": "Write these four words down",
    "inbox_phrase_lead": "They are shown only once. If you are called away, this screen locks. "
    "These words open it again.",
    "inbox_phrase_name": "Your four words: {words}",
    "inbox_phrase_warn": "Without these words nobody can carry on writing, not even you. "
    "What you have written until then is still kept.",
    "inbox_phrase_written": "I have written them down",
    "inbox_where": "Write it now",
    "inbox_person_hint": "First and last name, or as much as you know",
    "inbox_notice_lead": "Colleagues on shift can see this much and no more, as soon as one of them signs in. "
    "Look at it before it stands.",
    "inbox_notice_stands": "Colleagues on shift see this notice as soon as one of them signs in.",
    "inbox_writer": "Not signed in: {name}",
    "inbox_submit": "Submit",
    "inbox_submit_title": "Submit without signing",
    "inbox_submit_as": "You are submitting as {name}, {role}.",
    "inbox_submit_means": "By submitting you say that this is true as far as you know. It is kept as written by you "
    "and not signed. It gets its number when someone signs in. You, or a lead, confirm later who wrote it.",
    "inbox_submit_again": "Keep your four words: with them you can write a correction.",
    "inbox_submitting": "Submitting. This takes a moment.",
    "inbox_done_title": "It is kept",
    "inbox_done": "Nobody can change it now. As soon as someone signs in here, it joins the records, and colleagues on "
    "shift can see that it happened.",
    "inbox_done_first": "Some answers are still to come. A lead completes it with you.",
    "inbox_done_correction": "Your correction is kept beside what you wrote.",
    "inbox_done_words": "If something in it is wrong, come back with your four words and write a correction.",
    "inbox_locked_title": "Locked",
    "inbox_locked_saved": "What was typed is saved on this computer. Write your four words to carry on.",
    "inbox_locked_unsaved": "What was typed last could not be saved yet; it is kept in this window. "
    "Write your four words to carry on.",
    "inbox_other_words": "These words belong to something else. What is open here is not saved yet, "
    "so use its own words.",
    "inbox_leave": "Leave",
    "inbox_leave_title": "Leave this for now?",
    "inbox_leave_words": "What you wrote is saved. You can carry on for 24 hours with your four words.",
    "inbox_stay": "Keep writing",
    "inbox_wait_hint": "It stays open, and your four words lead back to it.",
}

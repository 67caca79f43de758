"""The words of setting a site up. No Qt here."""

from __future__ import annotations

ENGLISH: dict[str, str] = {
    "set_up": "Set up",
    "set_up_title": "Set this place up",
    "set_up_lead": "There are no records on this computer yet. In about ten minutes you make a locked store for one "
    "school, ward or home, your own account, and three recovery cards.",
    "set_up_need": "What you need",
    "set_up_need_print": "A printer, or a stick to take the recovery cards to one",
    "set_up_need_people": "To know who else will keep a card: no one should keep two",
    "set_up_need_quiet": "A place where nobody looks over your shoulder",
    "set_up_nothing_yet": "Nothing is kept until the last step. If you close the window before that, nothing is left.",
    "set_up_begin": "Begin",
    "set_up_folder": "The records will lie here",
    "set_up_not_new": "If there should be records here already, don’t set up. Close this window and ask whoever looks "
    "after the program where they are.",
    "set_up_look": "Look again",
    "set_up_continue": "Continue",
    "set_up_tasks": "Setting up",
    # Pages
    "set_up_place": "This place",
    "set_up_place_lead": "The name of this place is on every record and every printed page.",
    "set_up_organisation": "Organisation (optional)",
    "set_up_organisation_hint": "The trust, council or company, if there is one",
    "set_up_site_name": "Name of this place",
    "set_up_site_name_hint": "The school, ward or home, as people know it",
    "set_up_profile": "What kind of place is it?",
    "set_up_profile_hint": "It decides what the forms ask, and by when things are due",
    "set_up_desk_code": "Letter of this computer",
    "set_up_desk_code_hint": "Record numbers carry it, like 2026-A-001. Another computer gets another letter.",
    "set_up_you": "You",
    "set_up_you_lead": "You are the first lead. A lead reads the records of others, signs a second time and leads "
    "learning reviews.",
    "set_up_name": "Your name",
    "set_up_name_hint": "First and last name. You sign in with it.",
    "set_up_job_title": "Your job (optional)",
    "set_up_job_title_hint": "For example: deputy head",
    "set_up_words_title": "A passphrase for you",
    "set_up_words_lead": "These words were picked by chance, and nobody can guess them. A lead’s passphrase opens "
    "every record, so it is never one that someone thought of. Write the words down, keep the paper on you, and "
    "shred it once you know them.",
    "set_up_words_name": "Words for you: {words}",
    "set_up_words_other": "Show other words",
    "set_up_passphrase": "Your passphrase",
    "set_up_passphrase_hint": "The words above, in small letters, with a space between each. Nobody can look them up.",
    "set_up_again": "The same once more",
    "set_up_again_hint": "From your paper, if you can: so you see that you wrote them down right",
    "set_up_administrator": "Who looks after accounts",
    "set_up_administrator_lead": "An administrator lets colleagues in and out. That opens nobody’s records: only a "
    "lead reads those of others, and only a lead makes someone a lead.",
    "set_up_administrator_who": "Who does that here?",
    "set_up_same": "I do",
    "set_up_same_hint": "In a small place one person may be lead and administrator",
    "set_up_other": "Someone else",
    "set_up_other_hint": "Then nobody decides alone who comes in and who reads",
    "set_up_both_means": "Then you alone let people in and read what they write, and nobody else has to agree. So "
    "the recovery cards go to two other people: one card each, and the third into a sealed envelope that you don’t "
    "keep. You can hand accounts over to someone else at any time.",
    "set_up_other_means": "A passphrase is made up for them and printed with the recovery cards. Hand it to them "
    "unread; they choose their own when they first sign in.",
    "set_up_admin_name": "Their name",
    "set_up_admin_name_hint": "First and last name. They sign in with it.",
    "set_up_admin_job": "Their job (optional)",
    "set_up_admin_job_hint": "For example: office manager",
    "set_up_colleagues": "Colleagues",
    "set_up_colleagues_lead": "Who else will record here? You can also leave this empty, and let them in later in the "
    "settings.",
    "set_up_colleagues_box": "Colleagues, one on each line (optional)",
    "set_up_colleagues_hint": "Name, job, role. For example: Ama Okafor, teaching assistant, recorder. Roles are "
    "recorder, in charge, lead and administrator. Without a role they are a recorder.",
    "set_up_colleagues_file": "Take them from a file",
    "set_up_colleagues_file_hint": "A CSV file with the columns Name, Job and Role, from any spreadsheet program",
    "set_up_colleagues_choose": "Choose a list of colleagues",
    "set_up_colleagues_taken": "{count} colleagues were taken from the file. Look them through.",
    "set_up_colleagues_taken_one": "One colleague was taken from the file. Look at the line.",
    "set_up_colleagues_words": "A first passphrase is made up for each, and printed with the recovery cards. They "
    "choose their own when they first sign in.",
    "set_up_terms": "Terms",
    "set_up_terms_lead": "For schools and colleges: school days are counted by the terms. If this place has none, or "
    "you don’t have the days at hand, go on. They can be added later.",
    "set_up_terms_box": "Terms, one on each line (optional)",
    "set_up_terms_hint": "For example: Autumn term, 2 September 2026 to 18 December 2026",
    "set_up_rooms": "Rooms and places",
    "set_up_rooms_lead": "What staff choose from when they say where something happened. You can add more later, and "
    "anyone can type another place by hand.",
    "set_up_rooms_box": "Rooms and places, one on each line (optional)",
    "set_up_rooms_hint": "For example: Hall, Playground, Quiet room",
    "set_up_register": "Reading records here",
    "set_up_register_lead": "Anyone can record on this computer. Leads can also open the register here: all records, "
    "in full.",
    "set_up_register_here": "May leads open the register on this computer?",
    "set_up_yes": "Yes",
    "set_up_yes_hint": "For a computer that only leads use, or where each person has a Windows account of their own",
    "set_up_no": "No",
    "set_up_no_hint": "For a computer that many use under one account: a program that someone put there could look "
    "over a lead’s shoulder. Until it is allowed, nobody reads the records of others here.",
    "set_up_register_later": "A lead can change this later in the settings.",
    # Cards
    "set_up_cards": "Recovery cards",
    "set_up_cards_lead": "If every lead forgets their passphrase, any two of the three cards open the records again. "
    "Without them nobody can, not even the makers of this program. One card alone opens nothing.",
    "set_up_cards_who_both": "You are lead and administrator, so you keep no card. Give one to each of two other "
    "people, and put the third into a sealed envelope that someone else keeps, such as the governors or head office.",
    "set_up_cards_who": "Give each card to a different person. It is best if you keep none of them yourself.",
    "set_up_cards_save_title": "Save and print",
    "set_up_cards_save_lead": "Choose a stick, or a folder on this computer. A new folder is made there with the three "
    "cards, the fingerprint of this place and the first passphrases of colleagues. The fingerprint is no secret: hang "
    "it up, and compare it with documents.",
    "set_up_cards_save": "Choose where",
    "set_up_cards_save_again": "Save them somewhere else as well",
    "set_up_cards_choose": "Where the recovery cards are saved",
    "set_up_cards_making": "Making the cards. This takes a moment.",
    "set_up_cards_saved": "Saved in {folder}",
    "set_up_cards_print": "Open each one and print it. Saved elsewhere, it can be printed there.",
    "set_up_cards_stale": "You changed something since cards were saved, so those open nothing. Their files are "
    "deleted. Throw away what is printed, and save new ones.",
    "set_up_cards_missing": "Save the cards before you go on",
    "set_up_paper_share": "Open recovery card {number}",
    "set_up_paper_fingerprint": "Open the fingerprint of this place",
    "set_up_paper_passphrase": "Open the first passphrase of {name}",
    "set_up_paper_passphrases": "Open the first passphrases of {count} colleagues",
    "set_up_prove": "Prove two cards",
    "set_up_prove_lead": "Take two of the printed cards and type their words. So you know that they can be read before "
    "anything depends on them. Capital letters and extra spaces make no difference.",
    "set_up_card_one": "The words of one card",
    "set_up_card_two": "The words of another card",
    "set_up_card_hint": "20 words, in the order on the card",
    "set_up_make": "Make the store",
    "set_up_making": "Making the store. This takes a moment, and longer with many colleagues.",
    # Done
    "set_up_done_title": "This place is set up",
    "set_up_done": "The store is made, and it is locked. If every passphrase is forgotten, the cards open it.",
    "set_up_done_lies": "The records lie here",
    "set_up_done_desk": "Record numbers look like this",
    "set_up_done_next": "What comes next",
    "set_up_done_cards": "Hand the cards out today: one each, and nobody two",
    "set_up_done_cards_both": "Hand the cards out today: to two other people one each, the third in its envelope",
    "set_up_done_passphrase": "Hand {name} the sheet with the first passphrase",
    "set_up_done_passphrases": "Hand each of the {count} colleagues their page with the first passphrase, and nobody "
    "else’s",
    "set_up_done_colleagues": "Sign in, and let your colleagues in: Settings, on Today",
    "set_up_done_people": "Bring in the list of the people you support, from your school’s or ward’s system",
    "set_up_done_sign_in": "Go to sign in",
    "set_up_done_bring_in": "Sign in and bring in the list of people",
    "set_up_done_delete": "Delete the files of the cards",
    "set_up_done_files": "The files of the cards",
    "set_up_done_delete_hint": "First passphrases are among them. Delete all of them once they are printed. Deleted "
    "files can often be brought back, so lock a stick that held them away, or destroy it.",
    "set_up_delete_title": "Are all of them printed?",
    "set_up_delete_words": "Look that you hold all three cards on paper, and the first passphrases if there are any. "
    "If every lead forgets their passphrase, only two of these cards open the records again.",
    "set_up_delete_yes": "Yes, delete the files",
    "set_up_deleted": "The files of the cards are deleted.",
    "set_up_not_deleted": "Some files could not be deleted. Delete them by hand: {folder}",
    "set_up_leave_title": "Stop setting up?",
    "set_up_leave_words": "Nothing is kept. Throw away cards that are printed already: they open nothing.",
    "set_up_leave": "Stop setting up",
    "set_up_stay": "Carry on",
}

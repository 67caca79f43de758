"""The words of the settings. No Qt here."""

from __future__ import annotations

ENGLISH: dict[str, str] = {
    "settings": "Settings",
    "settings_lead": "Most of this counts for everyone who signs in on this computer.",
    # The daily backup
    "backup_title": "Daily backup",
    "backup_lead": "A backup is made by itself once a day, when someone first locks the program, switches user or "
    "closes it. It is one locked file. The newest of 7 days, 4 weeks and 12 months are kept.",
    "backup_looking": "Looking at the folder. This may take a moment where it is on the network.",
    "backup_none": "No folder is chosen, so nothing is backed up. If this computer breaks or is stolen, all records "
    "are lost.",
    "backup_away": "The folder can’t be reached now. Put the stick in, or ask IT whether the network works.",
    "backup_same_disk": "This folder is on the same disk as the records. One broken disk would take both: choose a "
    "stick or a folder on the network.",
    "backup_failed": "No backup was made on {time}. {what} {next_step}",
    "backup_folder": "Folder",
    "backup_last": "Last backup",
    "backup_never": "None yet",
    "backup_today": "{time}, so there is one for today",
    "backup_choose": "Choose a folder",
    "backup_choose_other": "Choose another folder",
    "backup_where": "Where backups are kept",
    "backup_stop": "Stop backups",
    "backup_stop_title": "Stop backups?",
    "backup_stop_words": "The backups in the folder stay. From today on none is added, and what is recorded from now "
    "on is lost if this computer breaks.",
    "backup_now": "Back up now",
    "backup_stay": "Stay on this page until it is made. Going back stops it.",
    "backup_made": "The backup is made and was read again to the last byte: {file}",
    "backup_chosen": "From now on a backup is made in this folder each day. You can make the first one now.",
    "backup_stopped": "No more backups are made.",
    "backup_list": "Backups in this folder",
    "backup_list_none": "There are none yet.",
    "backup_list_away": "They can’t be listed while the folder is away.",
    "backup_kib": "{size} KB",
    "backup_mib": "{size} MB",
    "backup_care": "A backup opens with the passphrases of that day, also those of people who have left since. Keep it "
    "as safe as this computer. Once a term, let IT put one back to see that it works.",
    # Who reads here
    "here_save": "Save",
    "here_saved_yes": "Saved: leads can open the register on this computer from their next sign-in.",
    "here_saved_no": "Saved: from the next sign-in nobody reads the records of others on this computer.",
    # Colleagues
    "members_title": "Colleagues who sign in here",
    "members_lead": "People who work here all the time. Let someone in for one shift under Guests, on Today.",
    "members_invite": "Let a colleague in",
    "members_line": "{job}: {roles}",
    "members_you": "{roles}. This is you, and you can’t change your own account.",
    "members_guest": "Guest until {time}",
    "members_guest_over": "Guest whose time ended {time}",
    "members_role_recorder": "Recorder",
    "members_role_recorder_hint": "Records incidents, and reads what they wrote",
    "members_role_in_charge": "In charge of shifts",
    "members_role_in_charge_hint": "A recorder who lets guests in",
    "members_role_lead": "Lead",
    "members_role_lead_hint": "Reads all records, signs a second time, makes figures, and changes what others may do",
    "members_role_administrator": "Administrator",
    "members_role_administrator_hint": "Looks after colleagues, people and backups, and reads no records of others",
    "member_name": "Name of the colleague",
    "member_name_hint": "As they will write it to sign in",
    "member_name_missing": "Write the name of the colleague",
    "member_job": "Job (optional)",
    "member_roles": "What they may do",
    "member_roles_hint": "Choose one or more",
    "member_roles_missing": "Choose what they may do",
    "member_in_title": "Let a colleague in",
    "member_in_lead": "They get a sheet with a first passphrase, and choose words of their own when they sign in.",
    "member_in": "Let in",
    "member_in_busy": "Making the account. This takes a moment.",
    "member_in_done": "{name} can sign in. The first passphrase is on the sheet {file}. Print it, hand it over and "
    "delete the file.",
    "member_change_lead": "What they wrote stays theirs, whatever is changed here.",
    "member_change": "Save",
    "member_change_busy": "Changing the account. This takes a moment.",
    "member_changed": "{name} is now: {roles}. It counts from their next sign-in.",
    "members_lead_until": "Lead until {day}",
    "lead_how_long": "How long are they a lead?",
    "lead_for_good": "For good",
    "lead_for_good_hint": "Until a lead changes it",
    "lead_until": "Until a day",
    "lead_until_hint": "For whoever stands in while a lead is away. It ends by itself. They can’t make anyone else "
    "a lead",
    "lead_day": "Last day as a lead",
    "lead_day_hint": "It ends at midnight. They record as before after that",
    "lead_day_missing": "Write the last day",
    "member_new_words": "Give a new passphrase",
    "member_new_words_title": "Give {name} a new passphrase?",
    "member_new_words_words": "Do this when they can’t sign in any more. Make sure that it is really they who ask. "
    "The old passphrase opens nothing from then on. Their unfinished drafts and saved searches stay closed until two "
    "recovery cards are used. You choose where the sheet with the new one is saved.",
    "member_new_words_busy": "Making new keys, and opening what they signed before. This takes a moment.",
    "member_new_words_done": "{name} has a new passphrase. It is on the sheet {file}. Print it, hand it over and "
    "delete the file. What they signed before opens with it.",
    "member_new_words_waiting": "Some of what they wrote or saved stays closed until two recovery cards are used. A "
    "lead can open an unfinished draft 24 hours after it was saved last.",
    "member_leave": "Close the account",
    "member_leave_title": "Close the account of {name}?",
    "member_leave_words": "They can’t sign in any more. What they wrote stays. The key they had is changed then.",
    "member_left": "The account of {name} is closed.",
    "keys_owed_by_itself": "Someone has left who held a key to these records. The key is changed when you lock or sign "
    "out; you can do it now under Settings.",
    "keys_owed_waits": "Someone has left who held a key to these records. Change the key under Settings: on a store of "
    "this size it takes some minutes.",
    "keys_owed": "Someone has left who held a key to these records, and it has not changed since.",
    "keys_why": "Until it is, their old passphrase could open a copy of this folder. Nothing is lost if it is cut off.",
    "keys_change": "Change the key now",
    "keys_changing": "The key is being changed. What is written here waits for a moment.",
    "keys_changed": "The key is changed. What is written from now on opens with the new one.",
}

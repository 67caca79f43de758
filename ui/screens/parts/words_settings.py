"""The words of the settings. No Qt here."""

from __future__ import annotations

ENGLISH: dict[str, str] = {
    "settings": "Settings",
    "settings_lead": "What is set here holds for this computer, whoever signs in.",
    # The daily backup
    "backup_title": "Daily backup",
    "backup_lead": "The first person each day who locks the program, switches or closes it makes a backup without "
    "noticing. It is one locked file. The newest of 7 days, 4 weeks and 12 months are kept.",
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
    "backup_stop": "No more backups",
    "backup_stop_title": "Make no more backups?",
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
    "backup_care": "A backup opens with the passphrases of its day, also those of people who left since. Keep it as "
    "safe as this computer. Once a term, let IT put one back to see that it works.",
    # Who reads here
    "here_save": "Save",
    "here_saved_yes": "Saved: leads open the register on this computer from their next sign-in on.",
    "here_saved_no": "Saved: from the next sign-in on nobody reads the records of others on this computer.",
}

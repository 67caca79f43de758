"""The words of an own passphrase, and of the people of this place. No Qt here."""

from __future__ import annotations

ENGLISH: dict[str, str] = {
    # An own passphrase
    "own_first_title": "Choose your own passphrase",
    "own_first_lead": "You signed in with words from a sheet. Whoever printed or handed you that sheet may have read "
    "them. Choose words that only you know; then you go on. You sign records with them too.",
    "own_change_title": "Change my passphrase",
    "own_change_lead": "The words that you have now work until the new ones do.",
    "own_words_title": "Words for you",
    "own_words_lead": "They were picked by chance, and nobody can guess them. You can use these, or make up words of "
    "your own.",
    "own_words_must": "They were picked by chance, and nobody can guess them. Your account opens more than your own "
    "records, so you use such words and not ones that you make up.",
    "own_words_keep": "Write them down if you need to, keep the paper on you, and shred it once you know them.",
    "own_words_name": "Words for you: {words}",
    "own_words_other": "Offer other words",
    "own_type_title": "Type them twice",
    "own_old": "The passphrase that you have now",
    "own_new": "Your new passphrase",
    "own_new_hint": "The words above with a blank between them, or your own: four or more words that do not belong "
    "together",
    "own_new_must_hint": "The words above, with a blank between them",
    "own_again": "The same once more",
    "own_again_hint": "So that a slip of the finger does not lock you out",
    "own_save": "Use this passphrase",
    "own_saving": "Locking your account with the new words. This takes a moment.",
    "own_missing_new": "Write your new passphrase",
    "own_missing_again": "Write the new passphrase once more",
    "own_not_same": "This is not the same as above",
    "own_not_offered": "These are not the words above. Type them in their order, in small letters.",
    "own_old_wrong": "This is not the passphrase that you have now",
    "own_done_title": "Your passphrase is changed",
    "own_done": "From now on only your new words open your account and sign for you.",
    "own_done_shred": "Shred the sheet with the old words. If someone may have copied files of this store while the "
    "old words were known to others, tell a lead: then you need new keys as well.",
    "own_done_forget": "Nobody can look your words up. If you forget them, a lead gives you a new sheet.",
    "own_go_on": "Go on",
}

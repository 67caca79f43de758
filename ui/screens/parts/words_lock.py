"""The words of the lock, and of a computer that many use. No Qt here."""

from __future__ import annotations

ENGLISH: dict[str, str] = {
    "locked_why_idle": "Nobody touched this computer for a while.",
    "locked_why_system": "The computer itself was locked, or went to sleep.",
    "locked_saved_code": "What you typed is saved on this computer. {name}, write your short code to carry on.",
    "locked_unsaved_code": "What you typed last is not saved yet; it is kept in this window. "
    "{name}, write your short code to carry on.",
    "code": "Short code",
    "code_missing": "Write your short code",
    "code_use_passphrase": "Use your passphrase",
    "code_over": "Write your passphrase: the short code opens the lock for 15 minutes, and they are over.",
    "code_choose": "Short code for the next locks (optional)",
    "code_choose_hint": "4 to 8 letters or digits of your own choice. For 15 minutes after a lock it opens "
    "this window. It is forgotten when you sign out, and you still sign with your passphrase.",
    "sign_since": "{who} You have been signed in here since {time}.",
    "hands_title": "Has someone else been typing?",
    "hands_sittings": "This was typed in {count} sittings, which began at {times}. "
    "In between, this computer was locked and opened again.",
    "hands_read": "If someone else typed any of it, read it all before you sign: your signature stands for every word.",
    "hands_whose": "Say whose account it is",
    "and": "{first} and {last}",
}

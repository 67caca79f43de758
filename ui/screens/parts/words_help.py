"""The words of the help. No Qt here."""

from __future__ import annotations

ENGLISH: dict[str, str] = {
    "help": "Help",
    "help_page": "Page of the help",
    "help_part": "Part of this page",
    "help_go_to": "Go to a part",
    "help_recorder": "Guide for all staff",
    "help_lead": "Guide for leads",
    "help_accessibility": "Accessibility",
    "help_it": "For IT",
}

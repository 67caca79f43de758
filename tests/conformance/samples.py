"""One document with every kind of block, in both looks, made by nobody's store."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from rrn_desktop.exports.pdf.content import (
    Attachment,
    Block,
    Box,
    Bullets,
    Document,
    Facts,
    Grid,
    Heading,
    Look,
    NewPage,
    Picture,
    Quote,
    Scan,
    SignHere,
    Together,
    Words,
)

MADE_AT = datetime(2026, 5, 14, 16, 5, tzinfo=timezone(timedelta(hours=1)))
LONG = "She stopped at the door and waited. " * 80


def every_block(look: Look) -> Document:
    """Return a document of several pages that holds each block, odd letters and a table longer than a page."""
    return Document(
        title="Record A-000001",
        place="Hafod Lane Primary",
        under_title="Complete · version 1",
        footer="A-000001 · 3f0a9c1d",
        blocks=(*_words(), *_tables(), *_end()),
        made_at=MADE_AT,
        attachments=(Attachment("record.json", "application/json", "The record itself", b'{"made":"up"}'),),
        look=look,
        demo=look == "large",
    )


def _words() -> tuple[Block, ...]:
    return (
        Box("This is a first record", "Two facts are still to be completed."),
        Heading("What happened"),
        Words(
            "Dylan Ŵyn Pryce, Łukasz, Nguyễn; <b>not bold</b> & plain.\nA second line, with \N{SLIGHTLY SMILING FACE}."
        ),
        Words(LONG, "lead"),
        Words("Bu'n rhy swnllyd.", lang="cy"),
        Words("3f0a9c1d 77b2e014 9a11c0de 00ff00ff", "mono"),
        Words("Written with others in the room.", "small"),
        Heading("What was said", 3),
        Quote("it was too loud, I was going to my nan's", "Dylan"),
        Bullets(("He sat down.", "He was given water.", "")),
        Picture("users-round", "Two people", "Who you can talk to"),
    )


def _tables() -> tuple[Block, ...]:
    rows = tuple((f"{minute // 60 + 10}:{minute % 60:02d}", "Held by both arms, standing", "") for minute in range(60))
    return (
        Heading("At a glance"),
        Facts((("Where", "Corridor"), ("How long", "12 minutes"), ("Told", "")), "When, where and who"),
        Grid(("From", "What", "By whom"), rows, "Each hold in order of time", (1, 3, 2)),
        NewPage(),
        Together((Heading("Kept together"), Words("These stay on one page."))),
    )


def _end() -> tuple[Block, ...]:
    return (
        SignHere("Printed and signed electronically", ("Ms Okafor, recorder", "14 May 2026, 16:05")),
        Scan("A-000001 " + "3f" * 32, "Code with the number and the fingerprint", "How to check this", ("Scan it.",)),
    )

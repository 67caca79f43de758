"""Four words, and a copy of the file from while it was written, open nothing of what was handed in."""

from __future__ import annotations

import pytest

from rrn_desktop.ledger.inbox_file import (
    content_of,
    file_bytes,
    open_with_phrase,
    open_with_register,
    read_file_bytes,
    with_content,
)
from rrn_desktop.ledger.refusals import EntryRefused
from tests.rrn_desktop.ledger.afterwards import WORDS, content, written
from tests.rrn_desktop.ledger.house import House


def test_the_key_of_a_copy_taken_while_it_was_written_does_not_open_what_was_handed_in(house: House) -> None:
    writing = written(house)
    copied = open_with_phrase(writing.file, WORDS).held
    later = content(answers={"before": "What nobody had typed yet when the copy was taken"})

    handed_in = with_content(writing, house.roll, later, at=house.now, state="sealed").file

    with pytest.raises(EntryRefused):
        content_of(handed_in, copied.content_key)
    assert open_with_register(handed_in, house.register_reader) == later


def test_what_is_handed_in_reads_back_whole_from_its_bytes(house: House) -> None:
    handed_in = with_content(written(house), house.roll, content(), at=house.now, state="sealed")

    again = read_file_bytes(file_bytes(handed_in.file))

    assert content_of(again, handed_in.content_key) == content()
    assert again.phrase is None

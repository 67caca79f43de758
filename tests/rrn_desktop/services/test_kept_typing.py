from __future__ import annotations

from rrn_desktop.services import kept_typing
from tests.rrn_desktop.services.school import AUTHOR, LEAD, School

TYPED = {"page": "file", "lines": {"person:name": "Kingfisher Ŵyn \ud800"}}


def test_what_was_typed_opens_to_its_writer_alone_and_stands_nowhere_in_the_box(school: School) -> None:
    box = kept_typing.closed(school.enter(LEAD), TYPED)

    to_another = kept_typing.opened(school.enter(AUTHOR), box)
    to_its_writer = kept_typing.opened(school.enter(LEAD), box)

    assert (to_another, to_its_writer) == (None, TYPED)
    assert b"Kingfisher" not in box

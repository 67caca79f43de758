"""What only a lead can do is not done because a lead sealed what someone else had left unfinished."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from rrn_desktop.services import additions, drafts, left_behind
from tests.rrn_desktop.services.after_incident import due, filled, moment
from tests.rrn_desktop.services.school import AT, AUTHOR, LEAD, PASSPHRASES, School, few, make_school, sealed

SPOKE = {"when": moment(AT), "with": "staff"}


@pytest.fixture
def home(tmp_path: Path) -> School:
    return make_school(tmp_path, profile="eng_home")


def test_a_conversation_that_a_recorder_left_is_not_the_one_that_a_lead_owes(home: School) -> None:
    author = home.enter(AUTHOR)
    number = str(sealed(author, few(), first=True).number)
    left = drafts.save(author, filled(additions.begin(author, "conversation", number), SPOKE))
    lead = home.enter(LEAD, AT + timedelta(hours=25))

    left_behind.open_left(lead, left.id, "She is away for two weeks")
    left_behind.seal_unfinished(lead, left.id, PASSPHRASES[LEAD])

    assert [one.kind for one in due(lead, "user_spoken")] == ["user_spoken"]
    home.leave()

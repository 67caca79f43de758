"""What is begun about an incident that is made void meanwhile is not sealed, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rrn_desktop.errors import Refused
from rrn_desktop.services import additions, drafts, reviews, sealing, support, voiding
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.session import Session
from tests.rrn_desktop.services.after_incident import NEXT_DAY, filled, review_answers, support_answers
from tests.rrn_desktop.services.school import AUTHOR, COLLEAGUE, LEAD, PASSPHRASES, School, case, sealed
from tests.rrn_desktop.services.test_records_of_colleagues import SEEN


def addition(session: Session, number: str) -> Draft:
    return filled(additions.begin(session, "observation", number), SEEN)


def care(session: Session, number: str) -> Draft:
    return filled(support.begin(session, number), support_answers(session.held.clock.now()))


def review(session: Session, number: str) -> Draft:
    return filled(reviews.begin(session, [number]), review_answers(session.held.clock.now()))


@pytest.mark.parametrize(("begun", "who"), [(addition, COLLEAGUE), (care, COLLEAGUE), (review, LEAD)])
def test_it_is_not_sealed_and_the_draft_stays(school: School, begun: Callable[..., Draft], who: str) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    session = school.enter(who, NEXT_DAY)
    draft = drafts.save(session, begun(session, number))
    voiding.void(school.enter(AUTHOR, NEXT_DAY), number, "It belongs to another child.", PASSPHRASES[AUTHOR])
    again = school.enter(who, NEXT_DAY)

    with pytest.raises(Refused, match="void since you began") as caught:
        sealing.seal(again, draft, PASSPHRASES[who])

    assert "draft is safe" in caught.value.safe
    assert drafts.open_draft(again, draft.id).answers == draft.answers

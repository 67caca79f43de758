"""Which form has which consequence: the only place that knows them all."""

from __future__ import annotations

from collections.abc import Mapping

from rrn_desktop.services import (
    accounts_given,
    asking_again,
    good_days,
    review_consequence,
    review_facts,
    staff_support,
    support,
    telling,
    what_helps,
)
from rrn_desktop.services.consequence import PLAIN, Consequence

_BY_FORM: Mapping[str, Consequence] = {
    accounts_given.ACCOUNT: asking_again.CONSEQUENCE,
    good_days.GOOD_DAY: good_days.CONSEQUENCE,
    review_facts.REVIEW: review_consequence.CONSEQUENCE,
    staff_support.STAFF_SUPPORT: staff_support.CONSEQUENCE,
    support.SUPPORT: support.CONSEQUENCE,
    telling.TOLD: telling.CONSEQUENCE,
    what_helps.CARD: what_helps.CONSEQUENCE,
}


def consequence_of(form: str) -> Consequence:
    """Return what sealing a form brings about."""
    return _BY_FORM.get(form, PLAIN)

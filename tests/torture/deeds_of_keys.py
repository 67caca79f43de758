"""What is done when someone left: another key for the desk, and another for the register."""

from __future__ import annotations

from rrn_desktop.keys.changing import desk_numbers
from rrn_desktop.services import changing_keys, guests, membership, register
from rrn_desktop.services.register import Query
from rrn_desktop.services.session import Session
from tests.torture.deed import Deed, Stages
from tests.torture.place import NUMBER, Place, sealed_incident

_DESK, _REGISTER = "desk key", "register key"


def _guest_left(place: Place) -> None:
    sealed_incident(place)
    with place.entered("colleague") as session:
        guests.let_in(session, place.names.guest, "", out_dir=place.sheets)
        guests.close(session, place.names.guest)


def _colleague_is_no_lead(place: Place) -> None:
    sealed_incident(place)
    with place.entered("lead") as session:
        membership.set_roles(session, place.names.colleague, ("lead", "recorder"))
        membership.set_roles(session, place.names.colleague, ("recorder", "in_charge"))


def _change_desk_key(place: Place) -> None:
    with place.doing("lead") as session:
        changing_keys.change(session)
        place.tell(_DESK)


def _change_register_key(place: Place) -> None:
    with place.doing("lead") as session:
        changing_keys.change(session)
        place.tell(_REGISTER)


def _desk(_place: Place, session: Session) -> Stages:
    """Compare the roll, the file and the keyring; whoever signs in has finished what was begun."""
    held = session.held
    only = desk_numbers(held.keyring, session.member.id) == (held.roll.desk_key.number,)
    facts = {
        "stated": held.roll.desk_key.number - 1,
        "locked with it": held.desk_number - 1,
        "nothing owed": int(not held.roll.out_since_desk_key),
        "the old one gone": int(only and held.roll.desk_key.number > 1),
    }
    return {_DESK: facts}


def _register(_place: Place, session: Session) -> Stages:
    held = session.held
    read = [row.number for row in register.page(session, Query())] == [NUMBER]
    facts = {
        "stated": held.roll.register.epoch - 1,
        "locked with it": held.register_number - 1,
        "nothing owed": int(not held.roll.out_since_epoch),
        "both are held": int(sorted(held.register_seeds) == [1, 2]),
    }
    return {_REGISTER: facts, "what was sealed": {"is read": int(read)}}


DEEDS = (
    Deed("desk key changed", _guest_left, _change_desk_key, _desk),
    Deed("register key changed", _colleague_is_no_lead, _change_register_key, _register),
)

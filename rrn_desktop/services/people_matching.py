"""Whether a row of a list is someone who is here already: by the number of their own system, else by name and birth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from rrn_desktop.keys.passphrase_key import folded
from rrn_desktop.services.people_columns import BORN, LOCAL_ID, NAME
from rrn_desktop.store.desk_directory import Person


class RowRefused(Exception):
    """A row can't be taken in: the field that stands in the way, empty for the row itself, and why."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field, self.reason = field, reason


@dataclass(frozen=True, slots=True)
class Sought:
    """By what a row is known again; what it does not say is empty."""

    name: str = field(repr=False)
    born: str = field(default="", repr=False)
    local_id: str = field(default="", repr=False)


class Known:
    """The people of a desk, and those whom earlier rows have added."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._by_id: dict[str, Person] = {}
        self._by_name: defaultdict[str, list[Person]] = defaultdict(list)
        self._rows: dict[str, int] = {}
        for person in people:
            self.add(person)

    def add(self, person: Person) -> None:
        """Know one more person."""
        self._by_name[folded(person.name)].append(person)
        if _number(person):
            self._by_id.setdefault(_number(person), person)

    def claim(self, person: Person, row: int) -> None:
        """Give a person to a row; raises RowRefused where an earlier row has them."""
        earlier = self._rows.setdefault(person.id, row)
        if earlier != row:
            raise RowRefused("", f"The same person is in row {earlier}.")

    def find(self, sought: Sought) -> Person | None:
        """Return who a row is, or None for someone new; raises RowRefused where it can't be told."""
        number = folded(sought.local_id)
        held = self._by_id.get(number) if number else None
        if held is not None:
            other_name = folded(held.name) != folded(sought.name)
            if other_name and sought.born and held.born and sought.born != held.born:
                raise RowRefused(LOCAL_ID, "This number belongs to someone of another name and date of birth here.")
            return held
        namesakes = self._by_name.get(folded(sought.name), [])
        return self._by_birth(sought, namesakes) if sought.born else _without_birth(sought, namesakes)

    def _by_birth(self, sought: Sought, namesakes: list[Person]) -> Person | None:
        same = [one for one in namesakes if one.born == sought.born]
        if same:
            if sought.local_id and _number(same[0]):
                raise RowRefused(LOCAL_ID, "Someone of this name and date of birth is here under another number.")
            return _only(same)
        return _only([one for one in namesakes if not one.born and not (sought.local_id and _number(one))])


def _without_birth(sought: Sought, namesakes: list[Person]) -> Person | None:
    # Someone with another number is someone else.
    possible = [one for one in namesakes if not (sought.local_id and _number(one))]
    with_birth = [one for one in possible if one.born]
    if with_birth:
        where = "has left" if all(one.left_on is not None for one in with_birth) else "is here"
        raise RowRefused(
            BORN, f"Someone of this name {where}. Add a date of birth, to tell whether it is the same person."
        )
    return _only(possible)


def _only(found: list[Person]) -> Person | None:
    if len(found) > 1:
        raise RowRefused(NAME, "There are several people of this name here. Add a number or a date of birth.")
    return found[0] if found else None


def _number(person: Person) -> str:
    number = person.details.get(LOCAL_ID)
    return folded(number) if isinstance(number, str) else ""

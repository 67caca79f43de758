"""When things happen in a story: terms and holidays, weekdays, hours, and one month in which nothing does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rrn_desktop.demo.chance import chance, one_of
from rrn_desktop.demo.scenery import Settings
from rrn_desktop.standards.loader import profile as profile_of

_DAY = timedelta(days=1)
# Terms are known ahead, so that what is due by school days is counted by them at the end of a story too.
_AHEAD = timedelta(days=240)
_SCOTLAND = "scotland"


@dataclass(frozen=True, slots=True)
class Term:
    """A half term, with its first and last day."""

    first: date
    last: date
    name: str


@dataclass(frozen=True, slots=True)
class Seasons:
    """The days of a story from the first to the last, and when in them things may happen.

    ``quiet`` is the month, as (year, month), in which nothing does.
    """

    setting: Settings
    zone: str
    first: date
    last: date
    terms: tuple[Term, ...]
    quiet: tuple[int, int]

    def is_open(self, day: date) -> bool:
        """Say whether anything happens on a day at all."""
        if not self.setting.weekdays[day.weekday()] or (day.year, day.month) == self.quiet:
            return False
        return not self.setting.terms or any(term.first <= day <= term.last for term in self.terms)

    def moment(self, day: date, at: time) -> datetime:
        """Return a moment by the clock on the wall; one that comes twice is the first, one that never was the next."""
        return datetime.combine(day, at, ZoneInfo(self.zone))

    def days(self) -> Iterator[date]:
        """Yield every day of the story."""
        day = self.first
        while day <= self.last:
            yield day
            day += _DAY

    def working_moment(self, moment: datetime) -> datetime:
        """Return the first moment from then on at which someone is there to do what is due."""
        opens, closes = self.setting.open
        local = moment.astimezone(ZoneInfo(self.zone))
        if local.hour < opens:
            local = self.moment(local.date(), time(opens, 10 + local.minute % 40))
        elif local.hour >= closes:
            local = self.moment(local.date() + _DAY, time(opens, 10 + local.minute % 40))
        while self.setting.terms and not self.is_open(local.date()) and local.date() <= self.last:
            local = self.moment(local.date() + _DAY, local.timetz().replace(tzinfo=None))
        return local.astimezone(ZoneInfo("UTC"))


def seasons(profile: str, setting: Settings, seed: int, last: date) -> Seasons:
    """Return the two years of a story that ends on a day."""
    known = profile_of(profile)
    after = last + _DAY
    first = after.replace(year=after.year - 2, day=min(after.day, 28))
    years = range(first.year - 1, last.year + 1)
    terms = tuple(term for year in years for term in _terms(known.nation, year)) if setting.terms else ()
    inside = tuple(term for term in terms if term.last >= first and term.first <= last + _AHEAD)
    return Seasons(setting, known.zone, first, last, inside, _quiet(setting, seed, first))


def beginnings(story: Seasons, incidents: int, seed: int) -> Iterator[datetime]:
    """Yield when each incident of a story begins, in order of time; to the minute, in UTC."""
    rng = chance(seed, "days")
    days = [day for day in story.days() if story.is_open(day)]
    weights = [_weight(story, seed, day) for day in days]
    counted = Counter(rng.choices(range(len(days)), weights, k=incidents))
    hours = story.setting.hours
    for place in sorted(counted):
        found = (time(rng.choices(range(24), hours)[0], rng.randrange(60)) for _ in range(counted[place]))
        yield from sorted(story.moment(days[place], at).astimezone(ZoneInfo("UTC")) for at in found)


def _weight(story: Seasons, seed: int, day: date) -> float:
    """Return how much happens on a day: by its weekday, its month, and whether it is a hard week."""
    week = chance(seed, "week", *day.isocalendar()[:2]).uniform(0.5, 1.6)
    return story.setting.weekdays[day.weekday()] * max(story.setting.months[day.month - 1], 0.5) * week


def _quiet(setting: Settings, seed: int, first: date) -> tuple[int, int]:
    """Return the month without any incident; where there are terms the summer holidays have one."""
    if setting.terms:
        return (first.year + 1, 8 if first.month < 9 else 7)
    months = [
        (first.year + (first.month + ahead - 1) // 12, (first.month + ahead - 1) % 12 + 1) for ahead in range(5, 20)
    ]
    return one_of(chance(seed, "quiet"), months)


def _terms(nation: str, year: int) -> Iterator[Term]:
    """Yield the half terms of the school year that begins in a year: made up, as such years usually run."""
    easter = _easter(year + 1)
    starts, ends = _first_and_last(nation, year)
    october = date(year, 10, 12) if nation == _SCOTLAND else _monday(date(year, 10, 31))
    february, may = _monday(date(year + 1, 2, 17)), _monday(date(year + 1, 5, 31))
    weeks = 2 if nation == _SCOTLAND else 1
    yield Term(starts, _friday_before(october), "Autumn term, first half")
    yield Term(_monday(october) + timedelta(weeks=weeks), date(year, 12, 19), "Autumn term, second half")
    yield Term(date(year + 1, 1, 6), _friday_before(february), "Spring term, first half")
    yield Term(february + timedelta(weeks=1), easter - timedelta(days=9), "Spring term, second half")
    yield Term(easter + timedelta(days=9), _friday_before(may), "Summer term, first half")
    yield Term(may + timedelta(weeks=1), ends, "Summer term, second half")


def _first_and_last(nation: str, year: int) -> tuple[date, date]:
    if nation == _SCOTLAND:
        return date(year, 8, 18), date(year + 1, 6, 26)
    return date(year, 9, 3), date(year + 1, 7, 22)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _friday_before(day: date) -> date:
    return _monday(day) - timedelta(days=3)


def _easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876 (Meeus, chapter 8)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, part = century // 4, century % 4
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - correction + 15) % 30
    week = (32 + 2 * part + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)

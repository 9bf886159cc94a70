"""When meetings come round (轮值): a pure reading of the county's rota, from one day to another."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rules.editions import Edition, Organ, RotaRow
from rules.instants import ONE_DAY, at_time_of, first_instant_of


@dataclass(frozen=True)
class Turn:  # 一次轮值
    """One meeting that the rota calls for. ``scheduled_for`` is an instant in UTC."""

    name: str
    kind: str
    role: str
    unit: str
    day: date
    scheduled_for: datetime

    @property
    def key(self) -> str:
        """By which it is known again: the same turn is opened once."""
        return f"{self.name}/{self.unit}/{self.day.isoformat()}"


def turns(edition: Edition, first: date, last: date) -> tuple[Turn, ...]:
    """County policy 41 会议轮值: every turn from the first legal day to the last, both included, in the
    order of days, of the rows and of the units. A month without such a day has no such turn."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return tuple(
        Turn(row.name, row.kind, row.seat.role, unit, day, at_time_of(day, row.at))
        for day in days
        for row in edition.meetings.rota
        if _comes_round(row, day)
        for unit in _units(edition, row)
    )


def next_look_at(at: datetime, today: date) -> datetime:
    """When the rota is looked at again: with the next legal day."""
    return max(at, first_instant_of(today + ONE_DAY))


def _comes_round(row: RotaRow, day: date) -> bool:
    return day.day in row.month_days or day.isoweekday() in row.weekdays


def _units(edition: Edition, row: RotaRow) -> Iterator[str]:
    """The county itself; or each of its units of that level that its list of powers names."""
    if row.seat.organ is Organ.COUNTY:
        yield edition.county
    else:
        yield from sorted({each.unit for each in edition.petitions.organs if each.organ is row.seat.organ})

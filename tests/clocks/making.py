"""What tests of clocks make: rules, calendars, and instants from what a clock on a wall in Beijing shows."""

from datetime import UTC, date, datetime
from functools import lru_cache

from rules.articles import Article, Mark, Source
from rules.calendar import WorkingCalendar
from rules.clocks.rule import ClockRule, Extension, Ground, Unit
from tests.clocks import oracle


def a_rule(
    unit: Unit | None,
    count: int | None,
    *,
    rolls: bool = True,
    extension: Extension | None = None,
    excludes: tuple[Ground, ...] = tuple(Ground),
) -> ClockRule:
    return ClockRule(
        id="K-00",
        trigger="petition-accepted",
        count=count,
        unit=unit,
        rolls=rolls,
        extension=extension,
        excludes=excludes,
        responsible="handling-organ",
        articles=(Article(Source.CIVIL_CODE, 201),),
        mark=Mark.CERTAIN,
        valid_from=date(2000, 1, 1),
    )


@lru_cache(maxsize=8)
def working_calendar(one: oracle.Calendar) -> WorkingCalendar:
    return WorkingCalendar("tested", one.published, one.holidays, one.make_ups)


def in_utc(on_the_wall: datetime) -> datetime:
    return (on_the_wall - oracle.BEIJING_IS_AHEAD_BY).replace(tzinfo=UTC)


def on_the_wall(instant: datetime) -> datetime:
    return instant.replace(tzinfo=None) + oracle.BEIJING_IS_AHEAD_BY

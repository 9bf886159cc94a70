"""Instants and legal days: a machine keeps instants in UTC, the law counts days in Asia/Shanghai."""

from datetime import UTC, date, datetime, time, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
ONE_DAY = timedelta(days=1)
_LATELY = 300  # seconds


def legal_day(at: datetime) -> date:
    """The day an instant (aware) falls on in Asia/Shanghai: the only day the law knows."""
    return at.astimezone(BEIJING).date()


def first_instant_of(day: date) -> datetime:
    """00:00 in Asia/Shanghai of a legal day, as an instant in UTC."""
    return datetime.combine(day, time.min, BEIJING).astimezone(UTC)


def at_time_of(day: date, clock_time: time) -> datetime:
    """A time of day in Asia/Shanghai on a legal day, as an instant in UTC."""
    return datetime.combine(day, clock_time, BEIJING).astimezone(UTC)


def lately(at: datetime) -> datetime:
    """The last full five minutes before an instant: what is counted as it was known then need not be counted
    again for whoever looks a moment later."""
    seconds = int(at.timestamp())
    return datetime.fromtimestamp(seconds - seconds % _LATELY, UTC)

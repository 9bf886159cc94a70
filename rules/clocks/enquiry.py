"""Asking when a period ends (期限询问): what somebody writes down, as a clock, or why that makes no sense."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from rules.calendar import WorkingCalendar
from rules.clocks.clock import Clock, extended
from rules.clocks.reckoning import Pause
from rules.clocks.rule import BY_THE_INSTANT, ClockRule, Ground
from rules.instants import ONE_DAY, at_time_of, first_instant_of
from rules.refusals import Reason, Refused

_FIRST_YEAR, _LAST_YEAR = 1950, 2199
_MOST = 9_999  # of any unit: nobody's period is longer


class Unclear(StrEnum):
    """Why an enquiry makes no sense. Each has words."""

    DATE_IMPOSSIBLE = "date-impossible"
    TIME_IMPOSSIBLE = "time-impossible"
    TIME_NEEDED = "time-needed"  # hours are counted from an instant
    RANGE_UNREADABLE = "range-unreadable"
    RANGE_BACKWARDS = "range-backwards"
    GROUND_UNKNOWN = "ground-unknown"
    GROUND_NEEDED = "ground-needed"  # the rule names several
    EXTENSION_IMPOSSIBLE = "extension-impossible"
    EXTENDED_BEFORE_THE_START = "extended-before-the-start"


class BadEnquiry(Exception):
    """What was asked makes no sense: at which field, why, and what stood there."""

    def __init__(self, field: str, why: Unclear, text: str = "") -> None:
        super().__init__(f"{field}: {why}")
        self.field = field
        self.why = why
        self.text = text


@dataclass(frozen=True)
class Enquiry:
    """When does a period end that began then? All as it is written.

    ``start`` is YYYY-MM-DD, also with THH:MM; ``at`` HH:MM in Asia/Shanghai. ``exclude`` holds FROM..TO, both
    days included, with ``ground:`` before it where the rule names several. ``extend`` is in the unit of the
    rule's own extension; ``extended_on`` is when that was approved, else it was in time.
    """

    start: str
    at: str | None = None
    exclude: tuple[str, ...] = ()
    extend: tuple[int, ...] = ()
    extended_on: str | None = None


def clock_asked(rule: ClockRule, calendar: WorkingCalendar, asked: Enquiry) -> Clock:
    """The clock an enquiry is about.

    Raises BadEnquiry; Refused with GROUND_NOT_NAMED, NO_EXTENSION, EXTENSION_WITHOUT_DAYS,
    EXTENSION_TOO_LONG, ALREADY_EXTENDED, PERIOD_HAS_ENDED.
    """
    clock = Clock(name=rule.id, rule=rule.id, event=rule.trigger, started_at=_started_at(rule, asked))
    clock = replace(clock, pauses=tuple(_pauses(rule, asked.exclude)))
    approved_at = clock.started_at
    if asked.extended_on is not None:
        on = _day("extended_on", asked.extended_on)
        if on < clock.started_on:
            raise BadEnquiry("extended_on", Unclear.EXTENDED_BEFORE_THE_START, asked.extended_on)
        approved_at = max(first_instant_of(on), clock.started_at)
    for count in asked.extend:
        if count > _MOST:
            raise BadEnquiry("extend", Unclear.EXTENSION_IMPOSSIBLE, str(count))
        approver = rule.extension.approver if rule.extension else ""
        clock = extended(clock, rule, calendar, count, approver, approved_at)
    return clock


def _started_at(rule: ClockRule, asked: Enquiry) -> datetime:
    written, _, with_it = asked.start.strip().replace("T", " ").partition(" ")
    on, at = _day("start", written), asked.at or with_it or None
    if at is None and rule.unit in BY_THE_INSTANT:
        raise BadEnquiry("at", Unclear.TIME_NEEDED)
    return first_instant_of(on) if at is None else at_time_of(on, _time(at))


def _day(field: str, text: str) -> date:
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text.strip(), re.ASCII)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None  # the thirtieth of February
    if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise BadEnquiry(field, Unclear.DATE_IMPOSSIBLE, text)
    return day


def _time(text: str) -> time:
    found = re.fullmatch(r"\d{1,2}:\d{2}(:\d{2})?", text.strip(), re.ASCII)
    try:
        at = time.fromisoformat(text.strip().zfill(8 if found[1] else 5)) if found else None
    except ValueError:
        at = None  # twenty-five o'clock
    if at is None:
        raise BadEnquiry("at", Unclear.TIME_IMPOSSIBLE, text)
    return at


def _pauses(rule: ClockRule, ranges: tuple[str, ...]) -> Iterator[Pause]:
    for text in ranges:
        named, colon, days = text.rpartition(":")
        first, dots, last = days.partition("..")
        if not dots or (colon and not named):
            raise BadEnquiry("exclude", Unclear.RANGE_UNREADABLE, text)
        began, ended = _day("exclude", first), _day("exclude", last)
        if ended < began:
            raise BadEnquiry("exclude", Unclear.RANGE_BACKWARDS, text)
        ground = _ground(rule, named)
        yield Pause(ground, first_instant_of(began), first_instant_of(ended + ONE_DAY))


def _ground(rule: ClockRule, named: str) -> Ground:
    """The ground that is meant: the rule's only one needs no name."""
    try:
        grounds = (Ground(named),) if named else rule.excludes
    except ValueError:
        raise BadEnquiry("exclude", Unclear.GROUND_UNKNOWN, named) from None
    if len(grounds) > 1:
        raise BadEnquiry("exclude", Unclear.GROUND_NEEDED, ", ".join(rule.excludes))
    if not set(grounds) & set(rule.excludes):
        raise Refused(Reason.GROUND_NOT_NAMED, rule.id)
    return grounds[0]

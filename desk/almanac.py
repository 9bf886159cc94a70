"""Which rules and which calendar the command line counts by (依据的规则与日历)."""

import asyncio
import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from pydantic import TypeAdapter, ValidationError

import counties
from counties import calendars
from desk.caller import Away, Caller, Refusal
from desk.terminal import SENSELESS, Stopped
from desk.town import DISPATCHER
from desk.where import api_url
from desk.words import say
from rules.calendar import WorkingCalendar, YearNotice
from rules.clocks.rule import ClockRule
from rules.clocks.table.whole import TABLE
from rules.editions import Edition

_AT_ONCE_OR_NEVER = 3.0  # seconds: whoever asks for a date does not wait for a system that is not there
_NOTICE = TypeAdapter(YearNotice)


@dataclass(frozen=True)
class Almanac:
    """The rules by id, the calendar they are counted on, and when the window closes, where that is known."""

    rules: dict[str, ClockRule]
    calendar: WorkingCalendar
    closing: time | None = None
    notices: tuple[YearNotice, ...] = ()  # laid over it, in the order in which they were published

    def rule(self, id: str) -> ClockRule:
        """The rule of an id. Raises Stopped, with the ids that look like it."""
        wanted = id.strip().upper()
        known = {each.upper(): rule for each, rule in self.rules.items()}
        if wanted not in known:
            near = ", ".join(known[each].id for each in _like(wanted, known))
            raise Stopped(say("unknown-clock-near" if near else "unknown-clock", id=id, near=near), SENSELESS)
        return known[wanted]

    def source_of(self, year: int) -> str:
        """Who published a year, as far as anybody has."""
        for notice in reversed(self.notices):
            if notice.year == year:
                return notice.source
        series = self.calendar.series
        return calendars.china_source() if series == calendars.CHINA else f"counties/calendars/{series}.toml"


def _like(wanted: str, known: Iterable[str]) -> list[str]:
    """The ids that may be meant: K-05 by whoever writes K-5, then those that look alike."""
    ids = list(known)
    same = [id for id in ids if _bare(id) == _bare(wanted)]
    return list(dict.fromkeys([*same, *sorted(difflib.get_close_matches(wanted, ids, n=4))]))


def _bare(id: str) -> str:
    return re.sub(r"[^A-Z0-9]|(?<![0-9])0+", "", id)


def almanac(
    edition: str | None = None, series: str | None = None, url: str = "", *, offline: bool = False
) -> Almanac:
    """The table on the nation's calendar, or an edition's rules on its own; ``series`` names another one.

    What a running system has published is laid over it. When none runs here that is no failure; when the
    one at ``url`` does not answer, it is. Raises Stopped, Away, Refusal.
    """
    if edition is None:
        found = Almanac(dict(TABLE), _calendar(series or calendars.CHINA))
    else:
        its = _edition(edition)
        calendar = _calendar(series) if series else its.calendar
        found = Almanac({rule.id: rule for rule in its.clocks}, calendar, its.hours.window_closes)
    if offline:
        return found
    notices, calendar = published(found.calendar.series, url), found.calendar
    for notice in notices:
        calendar = calendar.with_notice(notice)
    return replace(found, calendar=calendar, notices=notices)


def published(series: str, url: str = "") -> tuple[YearNotice, ...]:
    """The notices of a series that the running system has published, in their order; none if none runs here.

    Raises Away and Refusal if the system at ``url`` does not answer.
    """
    try:
        rows = asyncio.run(_publications(url or api_url()))
        mine = [row["body"] for row in rows if (row["kind"], row["series"]) == ("calendar", series)]
        notices = [_NOTICE.validate_python(body) for body in mine]
    except (Away, Refusal, ValidationError, LookupError, TypeError):
        if url:
            raise
        return ()  # whatever answers there is no system of ours
    return tuple(sorted(notices, key=lambda notice: notice.number))


async def _publications(url: str) -> list[dict[str, Any]]:
    try:
        async with asyncio.timeout(_AT_ONCE_OR_NEVER), Caller(url, patience=0) as caller:
            rows: list[dict[str, Any]] = await caller.get(DISPATCHER, "/publications")
            return rows
    except TimeoutError:
        raise Away(url, _AT_ONCE_OR_NEVER) from None


def _edition(id: str) -> Edition:
    known = {each.id: each for place in sorted(_counties()) for each in counties.editions(place)}
    if id not in known:
        raise Stopped(say("unknown-edition", id=id, known=", ".join(known)), SENSELESS)
    return known[id]


def _counties() -> set[str]:
    return {path.parent.name for path in counties.HERE.glob("*/people.toml")}


def _calendar(series: str) -> WorkingCalendar:
    if series not in calendars.series():
        raise Stopped(say("unknown-calendar", series=series, known=", ".join(calendars.series())), SENSELESS)
    return calendars.calendar(series)

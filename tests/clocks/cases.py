"""The golden cases (``golden/*.toml``), and the calendars they stand under."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from chinese_calendar import constants  # type: ignore[import-untyped]

from rules.clocks.reckoning import DueDate, Extended, Pause, reckon
from rules.clocks.rule import BY_THE_INSTANT, Ground, Unit
from tests.clocks import oracle
from tests.clocks.making import a_rule, in_utc, working_calendar

GOLDEN = Path(__file__).parent / "golden"
NOTICES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "notices.toml").read_text())
MORNING, AFTERNOON = time(9), time(15, 30)
DAY = timedelta(days=1)

Moment = date | datetime  # of days, and of hours by the clock on a wall in Beijing


@dataclass(frozen=True, kw_only=True)
class Case:
    id: str
    shows: str
    fixture: str | None
    rule: str | None
    count: int
    unit: Unit
    rolls: bool
    calendar: str
    start: Moment
    extended: tuple[tuple[int, Unit], ...]
    excluded: tuple[tuple[Ground, Moment, Moment | None], ...]
    counted_to: date | None
    due: Moment | None  # None: it stands still
    provisional: bool
    explanation: tuple[str, ...]

    @property
    def started(self) -> datetime:
        return at(self.start)

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """Of a day that is left out, some time of it began the pause; some time of the day after ended it."""
        day_after = timedelta(0) if self.unit in BY_THE_INSTANT else DAY
        return tuple(
            Pause(
                ground,
                in_utc(at(first)),
                in_utc(at(last + day_after, MORNING)) if last else None,
            )
            for ground, first, last in self.excluded
        )


@cache
def cases() -> tuple[Case, ...]:
    return tuple(chain.from_iterable(map(_read, sorted(GOLDEN.glob("*.toml")))))


def _read(path: Path) -> list[Case]:
    return [
        Case(
            id=each["id"],
            shows=each["shows"],
            fixture=each.get("fixture"),
            rule=each.get("rule"),
            count=each["count"],
            unit=Unit(each["unit"]),
            rolls=each.get("rolls", False),
            calendar=each.get("calendar", "china"),
            start=each["start"],
            extended=tuple((more["count"], Unit(more["unit"])) for more in each.get("extended", ())),
            excluded=tuple(
                (Ground(out["ground"]), out["from"], out.get("to")) for out in each.get("excluded", ())
            ),
            counted_to=each.get("counted_to"),
            due=each.get("due"),
            provisional=each.get("provisional", False),
            explanation=tuple(each.get("explanation", ())),
        )
        for each in tomllib.loads(path.read_text())["case"]
    ]


def reckoned(case: Case) -> DueDate | None:
    """What the product makes of it."""
    return reckon(
        a_rule(case.unit, case.count, rolls=case.rolls),
        working_calendar(calendar(case.calendar)),
        in_utc(case.started),
        "accepted",
        case.pauses,
        tuple(Extended(count, unit, "head-of-organ", in_utc(case.started)) for count, unit in case.extended),
    )


@cache
def calendar(name: str) -> oracle.Calendar:
    """``china``; ``china-2025``, when that year's notice was the last; ``imagined-2027``, with one more."""
    series, _, year = name.partition("-")
    holidays, make_ups = frozenset(constants.holidays), frozenset(constants.workdays)
    last = int(year or 2026)
    if series == "imagined":
        off, on = notice("imagined", year)
        holidays, make_ups = holidays | off, make_ups | on
    return oracle.Calendar(
        frozenset(day for day in holidays if day.year <= last),
        frozenset(day for day in make_ups if day.year <= last),
        frozenset(range(2004, last + 1)),
    )


def notice(kind: str, year: str) -> tuple[frozenset[date], frozenset[date]]:
    """The holidays and the make-up workdays of a notice."""
    data = NOTICES[kind][year]
    holidays = frozenset(chain.from_iterable(oracle.days_between(*run) for run in data["holidays"]))
    return holidays, frozenset(data["make_up_workdays"])


def at(moment: Moment, otherwise: time = AFTERNOON) -> datetime:
    """An instant; where only the day is told, some time of it."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, otherwise)

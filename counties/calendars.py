"""The calendars an installation begins with: the nation's, as far as it is published, and a fictional one.

The nation's comes from the package ``chinesecalendar``, which keeps the yearly notices of the General
Office of the State Council as data. What is published later is learnt as a notice and laid over it.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from chinese_calendar.constants import holidays, workdays  # type: ignore[import-untyped]

from rules.calendar import WorkingCalendar, YearNotice

HERE = Path(__file__).parent / "calendars"
CHINA = "china"


class BadNotice(Exception):
    """A notice that cannot be right. ``code`` has words; ``details`` fill them in."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


@cache
def china() -> WorkingCalendar:
    """The national calendar, from 2004 to the last year its package knows."""
    return WorkingCalendar(
        series=CHINA,
        years=frozenset(day.year for day in holidays if day.month > 1),  # some notices end in a next January
        holidays=frozenset(holidays),
        make_up_workdays=frozenset(workdays),
    )


def china_source() -> str:
    """Where the national calendar comes from, in words."""
    return f"国务院办公厅历年放假安排 (chinesecalendar {version('chinesecalendar')})"


@cache
def calendar(series: str) -> WorkingCalendar:
    """The calendar of a series. Raises FileNotFoundError for one there is not."""
    if series == CHINA:
        return china()
    data = tomllib.loads((HERE / f"{series}.toml").read_text())
    years = range(data["first_year"], data["last_year"] + 1)
    yearly = {
        date.fromisoformat(f"{year}-{day}") for year in years for day in data.get("yearly_holidays", ())
    }
    return WorkingCalendar(
        series=data["series"],
        years=frozenset(years),
        holidays=frozenset(map(date.fromisoformat, data.get("holidays", ()))) | yearly,
        make_up_workdays=frozenset(map(date.fromisoformat, data.get("make_up_workdays", ()))),
    )


def series() -> tuple[str, ...]:
    """Every series there is."""
    return (CHINA, *sorted(path.stem for path in HERE.glob("*.toml")))


def notice(text: str) -> tuple[str, YearNotice]:
    """A notice file (TOML) as a series and its notice, still without a number; see ``checked``.

    Raises BadNotice, also where the file is no TOML.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadNotice("notice-unreadable", where=str(error)) from None
    except RecursionError:
        raise BadNotice("notice-unreadable", where="[[[[…") from None
    return checked(data)


def checked(data: Mapping[str, Any]) -> tuple[str, YearNotice]:
    """What is said of a year, as a series and its notice, still without a number.

    ``series``, ``year``, ``source``, ``holidays`` and ``make_up_workdays``, days as dates or in ISO form.
    Raises BadNotice: a field missing, no such series, a day twice, a day of another year, a make-up day that
    would be a working day anyway. Its details name the field.
    """
    for name in ("series", "year", "source", "holidays", "make_up_workdays"):
        if name not in data:
            raise BadNotice("notice-field-missing", field=name)
    if data["series"] not in series():
        raise BadNotice("notice-series-unknown", field="series", series=str(data["series"]))
    year = data["year"]
    if not isinstance(year, int) or not 1950 <= year <= 9998:
        raise BadNotice("notice-year-impossible", field="year", year=str(year))
    off, on = _days(data, "holidays", year), _days(data, "make_up_workdays", year)
    for day in sorted(set(off) & set(on)):
        raise BadNotice("notice-day-twice", field="make_up_workdays", day=day.isoformat())
    if not any(day.year == year for day in off):
        raise BadNotice("notice-year-empty", field="holidays", year=str(year))
    for day in on:
        if day.weekday() < 5:
            raise BadNotice("notice-make-up-on-a-weekday", field="make_up_workdays", day=day.isoformat())
    return str(data["series"]), YearNotice(0, year, str(data["source"]), frozenset(off), frozenset(on))


def _days(data: Mapping[str, Any], name: str, year: int) -> list[date]:
    found: list[date] = []
    if not isinstance(data[name], list):
        raise BadNotice("notice-day-impossible", field=name, day=str(data[name]))
    for value in data[name]:
        try:
            day = value if type(value) is date else date.fromisoformat(str(value))
        except ValueError:
            raise BadNotice("notice-day-impossible", field=name, day=str(value)) from None
        if day in found:
            raise BadNotice("notice-day-twice", field=name, day=day.isoformat())
        if day.year != year and (day.year, day.month) != (year - 1, 12):
            raise BadNotice("notice-day-of-another-year", field=name, day=day.isoformat(), year=str(year))
        found.append(day)
    return found

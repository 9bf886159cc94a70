"""What a publication would change before it is one (公布预览): which days, which rules, and how many open
cases it would reach, by the same query by which those are then found."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records import fan_out, publications
from records.publications import CALENDAR, RULES, Publication
from rules.calendar import WorkingCalendar, YearNotice
from rules.clocks.comparing import compared
from rules.clocks.describing import LANGUAGES
from rules.editions import Edition, digest_of
from rules.publishing import days_changed, rules_changed
from rules.words.explaining import cited

_NOT_YET = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Notice:
    """A year's notice for a calendar, which is as an installation begins with it."""

    calendar: WorkingCalendar
    notice: YearNotice

    @property
    def kind(self) -> str:
        return CALENDAR

    @property
    def series(self) -> str:
        return self.calendar.series

    @property
    def body(self) -> dict[str, Any]:
        """As it is written down. Its number comes when it is published."""
        return publications.body_of_notice(replace(self.notice, number=0))


@dataclass(frozen=True)
class Rules:
    """The rules of an edition for open cases; ``before``: the county's edition that came before it."""

    edition: Edition
    before: Edition | None

    @property
    def kind(self) -> str:
        return RULES

    @property
    def series(self) -> str:
        return self.edition.county

    @property
    def body(self) -> dict[str, Any]:
        """As it is written down. Raises NothingForOpenCases."""
        return {"edition": self.edition.id, **publications.body_of_rules(self.edition)}


Wanted = Notice | Rules


@dataclass(frozen=True)
class Preview:
    """What would change, as plain values, and how many open cases it would reach. ``digest`` is over what is
    published and what changes by it; not over how many there are, which is another number every minute."""

    changes: dict[str, Any]
    digest: str
    open_cases: int


def before(edition: Edition, known: tuple[Edition, ...]) -> Edition | None:
    """The county's edition that came before one: the newest that is no newer. None for the first."""
    older = [
        each
        for each in known
        if each.county == edition.county
        and each.id != edition.id
        and each.in_force_from <= edition.in_force_from
    ]
    return max(older, key=lambda each: (each.in_force_from, each.id), default=None)


async def preview(engine: AsyncEngine, wanted: Wanted) -> Preview:
    """What would change now."""
    async with engine.connect() as connection:
        return await preview_within(connection, wanted)


async def preview_within(connection: AsyncConnection, wanted: Wanted) -> Preview:
    """As ``preview``, within a transaction."""
    is_notice = isinstance(wanted, Notice)
    changes = (
        await _of_notice(connection, wanted)
        if isinstance(wanted, Notice)
        else await _of_rules(connection, wanted)
    )
    number = len(await publications.notices_after(connection, wanted.series, 0)) + 1 if is_notice else 0
    reached = await fan_out.would_reach(connection, _to_be(wanted, number))
    return Preview(changes, digest_of([wanted.kind, wanted.series, wanted.body, changes]), reached)


async def _of_notice(connection: AsyncConnection, wanted: Notice) -> dict[str, Any]:
    later = await publications.notices_after(connection, wanted.series, wanted.calendar.number)
    before = wanted.calendar
    for notice in later:
        before = before.with_notice(notice)
    number = max(before.number, len(later)) + 1
    after = before.with_notice(replace(wanted.notice, number=number))
    days = days_changed(before, after, wanted.notice.year)
    is_new = wanted.notice.year not in before.years
    return {
        "days": [{"day": each.day.isoformat(), "before": each.before, "after": each.after} for each in days],
        "first_of_its_year": is_new,
    }


async def _of_rules(connection: AsyncConnection, wanted: Rules) -> dict[str, Any]:
    if await publications.is_published(connection, wanted.edition.id):
        return {"rules": []}  # it reaches open cases already
    before = await publications.newest(connection, wanted.before) if wanted.before else None
    known = before.clocks if before else ()
    changes = rules_changed(known, publications.for_open_cases(wanted.edition))
    return {
        "rules": [
            {
                "id": each.id,
                "is_new": each.before is None,
                "article": {language: cited(each.after.articles, language) for language in LANGUAGES},
                "parts": [
                    {
                        "part": part.part,
                        "before": dict(part.before) if part.before else None,
                        "after": dict(part.after),
                    }
                    for part in compared(each)
                ],
            }
            for each in changes
        ]
    }


def _to_be(wanted: Wanted, number: int) -> Publication:
    """It as it would be published, to ask whom it would reach."""
    rules = None if isinstance(wanted, Notice) else wanted.edition
    return Publication(
        version=rules.id if rules else f"{wanted.series}.{number}",
        kind=wanted.kind,
        series=wanted.series,
        number=number,
        notice=None,
        rules=(),
        in_force_from=rules.in_force_from if rules else None,
        published_by="",
        published_at=_NOT_YET,
        told=0,
        moved=0,
        overdue=0,
        notices=0,
        finished_at=None,
    )

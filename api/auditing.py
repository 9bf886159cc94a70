"""What the auditor reads (审计): refusals, extensions, withdrawals, who looked at what; metadata alone.

Every line is an entry of a journal or a note of a look, named by its place there. Of accusations there is
nothing here: their journals and looks are in a store of their own.
"""

from collections import Counter
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api import policy
from api.identity import Person, Whoever
from api.listing import Limit, Listed, PageCursor
from api.looking import note_looks, seat_looking
from api.office import Office, TheOffice
from api.problems import malformed, not_your_seat
from api.saying import Words, both
from api.sight import InSight, Sight
from proof.looks import Look
from records.auditing import AuditLine, Range, audit_counted, audit_lines
from records.pages import BadCursor
from rules.auditing import ENTRIES, Audited, Looked, audited
from rules.satisfaction import SMALLEST_CELL

router = APIRouter(tags=["审计 audit"])

Kinds = Annotated[
    list[Audited] | None, Query(description="审计事项，不填为全部 what is looked for; else everything")
]
Since = Annotated[date, Query(description="自（含） from this legal day on")]
Until = Annotated[date, Query(description="至（含） up to this legal day")]
Unit = Annotated[str | None, Query(description="只看该单位 of this unit alone", max_length=60)]


class AuditShown(BaseModel):
    """``kind``: what it is to an auditor; ``words``: what happened, by a journal or the log of looks."""

    kind: Audited
    kind_words: Words
    words: Words
    role_words: Words
    line: AuditLine


class AuditCount(BaseModel):
    """``count`` is null where there are some, but fewer than are told of."""

    kind: Audited
    kind_words: Words
    month: str
    unit: str
    count: int | None


class AuditCounted(BaseModel):
    """By month and unit. Of fewer than ``at_least`` no number is told."""

    since: date
    until: date
    at_least: int
    counts: list[AuditCount]


@router.get("/audit", operation_id="read_audit", summary="审计明细 Audit lines")
async def read_audit(
    *,
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    since: Since,
    until: Until,
    kind: Kinds = None,
    unit: Unit = None,
    cursor: PageCursor = None,
    limit: Limit = 50,
) -> Listed[AuditShown]:
    """Of the units this auditor sees, the newest first. That it was read is noted like any other look."""
    days, kinds = await _asked(office, person, sight, Range(since, until, unit), kind)
    try:
        page = await audit_lines(office.records, sight.cases, kinds, days, cursor, limit)
    except BadCursor:
        raise malformed(("query.cursor", "cursor")) from None
    counted = await audit_counted(office.records, sight.cases, kinds, days)
    total = sum(each.count for each in counted)
    return Listed(items=[_shown(line) for line in page.lines], next=page.next, total=total)


@router.get("/audit/counts", operation_id="count_audit", summary="审计统计 Audit counts")
async def count_audit(
    *,
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    since: Since,
    until: Until,
    kind: Kinds = None,
    unit: Unit = None,
) -> AuditCounted:
    """How many by month, unit and kind: what may be passed on, which the lines may not."""
    days, kinds = await _asked(office, person, sight, Range(since, until, unit), kind)
    counted = Counter[tuple[str, str, Audited]]()
    for each in await audit_counted(office.records, sight.cases, kinds, days):
        what = audited(each.code) if each.is_look else _of_entry(each.code)
        counted[each.month, each.unit, what] += each.count
    counts = [
        AuditCount(
            kind=what,
            kind_words=both("audited", what),
            month=month,
            unit=at,
            count=count if count >= SMALLEST_CELL else None,
        )
        for (month, at, what), count in sorted(counted.items())
    ]
    return AuditCounted(since=since, until=until, at_least=SMALLEST_CELL, counts=counts)


async def _asked(
    office: Office, person: Person, sight: Sight, days: Range, kinds: list[Audited] | None
) -> tuple[Range, list[Audited]]:
    """What is asked for, once it is noted that it was. Raises Problem."""
    if not any(policy.may_audit(seat) for seat in person.seats):
        raise not_your_seat()
    if days.since > days.until:
        raise malformed(("query.since", "range"))
    if days.unit is not None and days.unit not in sight.units:
        raise malformed(("query.unit", "unknown-unit"))
    async with office.records.begin() as connection:
        look = Look(person.at, person.ref, seat_looking(person), None, Looked.AUDIT)
        await note_looks(connection, [look])
    return days, kinds or list(Audited)


def _shown(line: AuditLine) -> AuditShown:
    kind = audited(line.code) if line.is_look else _of_entry(line.code)
    return AuditShown(
        kind=kind,
        kind_words=both("audited", kind),
        words=both("looked" if line.is_look else "event", line.code),
        role_words=both("role", line.role),
        line=line,
    )


def _of_entry(code: str) -> Audited:
    return next(kind for kind, signs in ENTRIES.items() if code in {sign.kind for sign in signs})

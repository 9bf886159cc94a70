"""The instruments of supervision (督办文书), counted by month and kind: papers and answers, and nobody."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import cases, documents, journal
from records.visible import Visible, visible_cases
from rules.instants import ONE_DAY, first_instant_of
from rules.recommendation.matter import Kind
from rules.supervision.matter import LETTER, REMINDER

KINDS = (REMINDER, LETTER, *map(str, Kind))
_RECOMMENDED = frozenset(map(str, Kind))
_ANSWERS = ("AdoptionToldInWriting", "RectificationReported")


@dataclass(frozen=True)
class Instrument:
    """So many of one kind issued in one month, ``2026-11``. ``answered``: how many of these have an answer by
    now, ``answered_late`` how many of the answers came after their time; None of what wants none, and of a
    letter whose answers are not told apart."""

    month: str
    kind: str
    issued: int
    answered: int | None
    answered_late: int | None


async def counted(engine: AsyncEngine, visible: Visible, since: date, until: date) -> tuple[Instrument, ...]:
    """What was issued on these legal days, both included, of the procedures that are visible."""
    month = func.to_char(func.timezone("Asia/Shanghai", documents.c.issued_at), "YYYY-MM")
    answers = (
        select(
            journal.c.procedure,
            func.bool_or(journal.c.body["was_late"].as_boolean()).label("late"),
        )
        .where(journal.c.kind.in_(_ANSWERS))
        .group_by(journal.c.procedure)
        .subquery()
    )
    has_one = answers.c.procedure.is_not(None)
    lines = (
        select(
            month.label("month"),
            documents.c.kind.label("kind"),
            func.count().label("issued"),
            func.count(case((has_one, 1))).label("answered"),
            func.count(case((and_(has_one, answers.c.late), 1))).label("late"),
        )
        .join_from(documents, cases, cases.c.procedure == documents.c.procedure)
        .outerjoin(answers, answers.c.procedure == documents.c.procedure)
        .where(
            documents.c.kind.in_(KINDS),
            documents.c.issued_at >= first_instant_of(since),
            documents.c.issued_at < first_instant_of(until + ONE_DAY),
            visible_cases(visible),
        )
        .group_by("month", documents.c.kind)
        .order_by("month", documents.c.kind)
    )
    async with engine.connect() as connection:
        rows = (await connection.execute(lines)).all()
    return tuple(
        Instrument(
            month=row.month,
            kind=row.kind,
            issued=row.issued,
            answered=None if row.kind == REMINDER else row.answered,
            answered_late=row.late if row.kind in _RECOMMENDED else None,
        )
        for row in rows
    )

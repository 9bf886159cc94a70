"""How often matters were handed over and came back untaken (退回记录): per matter, and per pair of units.

A private service is in no count, not even in that of whoever asked for it.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Subquery, and_, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import cases, journal
from records.visible import Visible, visible_cases
from rules.instants import ONE_DAY, first_instant_of

_FIRST = ("HandoffOpened", "HandoffArrived")
_BOUNCED = ("refused", "expired", "recalled", "consent-ended")


@dataclass(frozen=True)
class Pair:
    """What one unit handed to another over one docking, and how that ended."""

    sender: str
    receiver: str
    docking: str
    handed: int
    bounced: int  # refused, expired, recalled, ended for want of consent
    refused: int
    confirmed: int


@dataclass(frozen=True)
class Bounced:
    """A matter that was handed over, and how often it bounced."""

    matter: str
    handed: int
    bounced: int


async def by_pair(engine: AsyncEngine, visible: Visible, since: date, until: date) -> tuple[Pair, ...]:
    """Of the handoffs that began on these legal days, both included, and are visible; the worst pair
    first."""
    said = _exchanges(visible, since, until)
    query = (
        select(
            said.c.sender,
            said.c.receiver,
            said.c.docking,
            func.count().label("handed"),
            func.count().filter(said.c.outcome.in_(_BOUNCED)).label("bounced"),
            func.count().filter(said.c.outcome == "refused").label("refused"),
            func.count().filter(said.c.outcome == "confirmed").label("confirmed"),
        )
        .group_by(said.c.sender, said.c.receiver, said.c.docking)
        .order_by(
            func.count().filter(said.c.outcome.in_(_BOUNCED)).desc(),
            said.c.sender,
            said.c.receiver,
            said.c.docking,
        )
    )
    async with engine.connect() as connection:
        return tuple(Pair(**row) for row in (await connection.execute(query)).mappings())


async def by_matter(
    engine: AsyncEngine, visible: Visible, since: date, until: date, limit: int = 200
) -> tuple[Bounced, ...]:
    """As ``by_pair``, of each matter that has bounced at all, the most often first."""
    said = _exchanges(visible, since, until)
    bounced = func.count().filter(said.c.outcome.in_(_BOUNCED))
    query = (
        select(said.c.matter, func.count().label("handed"), bounced.label("bounced"))
        .group_by(said.c.matter)
        .having(bounced > 0)
        .order_by(bounced.desc(), said.c.matter)
        .limit(limit)
    )
    async with engine.connect() as connection:
        return tuple(Bounced(**row) for row in (await connection.execute(query)).mappings())


def _exchanges(visible: Visible, since: date, until: date) -> Subquery:
    """One line for every handoff: between whom, and how it ended, if it has."""
    ended = journal.alias("ended")
    return (
        select(
            cases.c.matter,
            journal.c.body["sender"]["unit"].astext.label("sender"),
            journal.c.body["receiver"]["unit"].astext.label("receiver"),
            journal.c.body["docking"].astext.label("docking"),
            ended.c.body["outcome"].astext.label("outcome"),
        )
        .join_from(journal, cases, cases.c.procedure == journal.c.procedure)
        .join(
            ended,
            and_(ended.c.procedure == journal.c.procedure, ended.c.kind == "HandoffEnded"),
            isouter=True,
        )
        .where(
            journal.c.seq == 1,
            journal.c.kind.in_(_FIRST),
            journal.c.at >= first_instant_of(since),
            journal.c.at < first_instant_of(until + ONE_DAY),
            visible_cases(visible),
            ~cases.c.is_private,
        )
        .subquery("said")
    )

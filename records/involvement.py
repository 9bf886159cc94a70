"""What of a matter says who has to do with it (与案件的关系), as the read tables have it now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from records.tables import cases, matters, tasks, unmaskings
from rules.authority.confidentiality import RAISED, Confidentiality
from rules.authority.relations import ACCUSATION, ENTRUSTED_ROLES, REVIEWS, Standing
from rules.authority.unmasking import OPENED_IN_AN_EMERGENCY, Way

_NO_CASE = "none"


@dataclass(frozen=True)
class Involved:
    """A matter as authority sees it: ``alone``, and each of its cases by procedure; what its texts are
    besides; and what is unmasked for the person who asks."""

    alone: Standing
    cases: Mapping[str, Standing]
    raised: frozenset[Confidentiality]
    unmasked: frozenset[Confidentiality]


async def involved(connection: AsyncConnection, matter: str, person: str, at: datetime) -> Involved | None:
    """The matter, and its cases, as far as this connection sees them; None where it sees no matter."""
    row = (await connection.execute(select(matters).where(matters.c.number == matter))).one_or_none()
    if row is None:
        return None
    found = (await connection.execute(select(cases).where(cases.c.matter == matter))).all()
    waits = select(tasks).where(tasks.c.procedure.in_([each.procedure for each in found]))
    waiting = (await connection.execute(waits)).all()
    reviewers = frozenset(each.owner_unit for each in found if each.kind in REVIEWS)
    by, as_seat = row.registered_by, row.registered_as
    raised = set(await connection.scalars(select(func.raised_classes(matter))))
    return Involved(
        alone=Standing(
            kind=ACCUSATION if row.status == ACCUSATION else _NO_CASE,
            places=frozenset({row.unit} if row.unit else ()),
            owner=(_NO_CASE, _NO_CASE),
            handler=_NO_CASE,
            registered_by=by,
            registered_as=as_seat,
            reviewers=reviewers,
        ),
        cases={
            each.procedure: Standing(
                kind=each.kind,
                places=frozenset(each.places),
                owner=(each.owner_role, each.owner_unit),
                handler=each.handler,
                waiting=frozenset((t.role, t.unit) for t in waiting if t.procedure == each.procedure),
                named=frozenset(
                    (t.person, t.unit)
                    for t in waiting
                    if t.procedure == each.procedure and t.person and t.role not in ENTRUSTED_ROLES
                ),
                by_name=frozenset(
                    (t.person, t.role, t.unit)
                    for t in waiting
                    if t.procedure == each.procedure and t.person and t.role in ENTRUSTED_ROLES
                ),
                registered_by=by,
                registered_as=as_seat,
                reviewers=reviewers,
                is_private=each.is_private,
            )
            for each in found
        },
        raised=frozenset(each for each in RAISED if each in raised),
        unmasked=await _unmasked(connection, matter, person, at),
    )


async def _unmasked(
    connection: AsyncConnection, matter: str, person: str, at: datetime
) -> frozenset[Confidentiality]:
    mine = select(unmaskings.c.kind, unmaskings.c.confidentiality).where(
        unmaskings.c.matter == matter, unmaskings.c.person == person, unmaskings.c.until > at
    )
    shown: set[Confidentiality] = set()
    for row in await connection.execute(mine):
        is_emergency = row.kind == Way.EMERGENCY
        shown |= set(OPENED_IN_AN_EMERGENCY) if is_emergency else {Confidentiality(row.confidentiality)}
    return frozenset(shown)


async def in_an_emergency(connection: AsyncConnection, person: str, at: datetime) -> frozenset[str]:
    """The matters that somebody may look at because they said that it was an emergency."""
    mine = select(unmaskings.c.matter).where(
        unmaskings.c.person == person, unmaskings.c.kind == Way.EMERGENCY, unmaskings.c.until > at
    )
    return frozenset((await connection.scalars(mine)).all())

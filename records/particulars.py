"""What holds of a party now (当事人信息): every correction of a matter, as its journals have them.

A party is known by the reference of the name as it was first written. Later names lie beside it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, case, cast, exists, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from records.tables import contents, journal, procedures
from rules.particulars import Particular, ParticularsCorrected

CORRECTED_NAME = "corrected-name"  # of a content: a name that is found only while it stands
_IS_CORRECTION = journal.c.kind == ParticularsCorrected.__name__
_NAME, _PARTY = journal.c.body["name"].astext, journal.c.body["party"].astext


@dataclass(frozen=True)
class Correction:
    """From this entry on, this holds of the party: ``ref`` is the reference of the new text."""

    procedure: str
    seq: int
    at: datetime
    party: str
    particular: Particular
    ref: str


async def corrections(connection: AsyncConnection, matter: str) -> tuple[Correction, ...]:
    """Every correction in every procedure about a matter, in the order in which they came."""
    query = (
        select(journal.c.procedure, journal.c.seq, journal.c.at, journal.c.body)
        .join_from(journal, procedures, journal.c.procedure == procedures.c.id)
        .where(procedures.c.matter == matter, _IS_CORRECTION)
        .order_by(journal.c.at, journal.c.seq)
    )
    return tuple(
        Correction(row.procedure, row.seq, row.at.astimezone(UTC), row.body["party"], each, row.body[each])
        for row in await connection.execute(query)
        for each in Particular
        if row.body[each]
    )


def holds(matter: ColumnElement[str]) -> ColumnElement[bool]:
    """The condition on ``contents`` that search goes through: no name of this matter that was corrected
    since, and no correction that was refused. Whoever may read them reads them all the same."""
    ref = cast(contents.c.ref, Text)
    newest = (_PARTY, journal.c.at.desc(), journal.c.seq.desc())
    standing = _named(matter, _NAME).ext(distinct_on(_PARTY)).order_by(*newest)
    was_corrected = exists(_named(matter, _PARTY).where(ref == _PARTY))
    return case((contents.c.kind == CORRECTED_NAME, ref.in_(standing)), else_=~was_corrected)


def _named(matter: ColumnElement[str], said: ColumnElement[Any]) -> Select[Any]:
    """What the corrections of names in a matter say."""
    return (
        select(said)
        .join_from(journal, procedures, journal.c.procedure == procedures.c.id)
        .where(procedures.c.matter == matter, _IS_CORRECTION, _NAME.is_not(None))
    )

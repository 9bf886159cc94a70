"""Who looked at what (查阅记录): a chain of notes for each matter, and for each person who looks at none.

A note is written in the transaction that opens what is looked at: what is not noted is not read.
"""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Text, bindparam, func, insert, literal_column, select
from sqlalchemy import cast as as_sql
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from proof.looks import Look, link
from records.tables import access_chains, access_log
from rules.journal import GENESIS

_SAID = bindparam("said", type_=Text)
_NEXT = access_chains.c.seq + 1
_FIRST = upsert(access_chains).values(
    chain=bindparam("chain", type_=Text), seq=1, head=bindparam("first_head", type_=Text)
)
# As proof.looks.link counts it, here with the head that stands at this very moment.
_LINKED = access_chains.c.head + " " + as_sql(_NEXT, Text) + " " + _SAID
_HEADED = (
    _FIRST.on_conflict_do_update(
        index_elements=["chain"],
        set_={
            "seq": _NEXT,
            "head": func.encode(func.sha256(func.convert_to(_LINKED, "UTF8")), literal_column("'hex'")),
            "headed_at": func.now(),
        },
    )
    .returning(access_chains.c.chain, access_chains.c.seq, access_chains.c.head)
    .cte("headed")
)
_OF_A_LOOK = [access_log.c[name] for name in ("at", "person", "seat", "matter", "what", "digest", "reason")]
_NOTE = insert(access_log).from_select(
    [*(column.name for column in _OF_A_LOOK), "chain", "seq", "hash"],
    select(
        *(bindparam(column.name, type_=column.type) for column in _OF_A_LOOK),
        _HEADED.c.chain,
        _HEADED.c.seq,
        _HEADED.c.head,
    ),
)


async def note_access(
    connection: AsyncConnection,
    at: datetime,
    person: str,
    seat: str,
    matter: str | None,
    what: str,
    digest: str | None = None,
    *,
    reason: UUID | None = None,
) -> None:
    """A person, in a seat, looked at something of a matter. ``what`` is a code, ``digest`` a keyed one of the
    words they looked for, ``reason`` the reference of why."""
    look = Look(at, person, seat, matter, what, digest, None if reason is None else str(reason))
    await note_all(connection, [look])


async def note_all(connection: AsyncConnection, looks: Iterable[Look]) -> None:
    """Several looks at once. Whoever notes at several matters' chains in one transaction does it here, once:
    always in the same order, so that two never wait for each other."""
    for look in sorted(looks, key=lambda each: each.chain):
        row: dict[str, Any] = vars(look) | {
            "reason": None if look.reason is None else UUID(look.reason),
            "chain": look.chain,
            "said": look.said,
            "first_head": link(GENESIS, 1, look.said),
        }
        await connection.execute(_NOTE, row)


def look_of(row: Any) -> Look:
    """A row of the access log as what it says."""
    reason = None if row.reason is None else str(row.reason)
    at = row.at.astimezone(UTC)
    return Look(at, row.person, row.seat, row.matter, row.what, row.digest, reason)


async def opened_since(
    connection: AsyncConnection, person: str, what: Collection[str], since: datetime
) -> dict[str, datetime]:
    """The matters that a person has opened after an instant, by these kinds of looks; when last."""
    log = access_log.c
    mine = (log.person == person, log.at > since, log.what.in_(what), log.matter.is_not(None))
    query = select(log.matter, func.max(log.at).label("last")).where(*mine).group_by(log.matter)
    return {row.matter: row.last for row in await connection.execute(query)}


async def looks_at(connection: AsyncConnection, *chains: str) -> list[Look]:
    """The looks of these chains, the latest first."""
    its = select(access_log).where(access_log.c.chain.in_(chains)).order_by(access_log.c.id.desc())
    return [look_of(row) for row in await connection.execute(its)]

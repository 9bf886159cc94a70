"""What must always hold (不变量), held against what the records say: every open case has somebody who answers
for it and something that comes next, and its journal, its chain and its read tables agree. What does not hold
is kept until it holds again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncEngine

from proof.checkpoints import EDITION, JOURNAL
from records import proved
from records.kept import kept_of
from records.rebuild import differing
from records.tables import cases, checks, procedures, tasks, violations
from records.verify import findings_of_chain, findings_of_journal
from rules.procedure import Procedure

NAMED_AT_MOST = 500  # in one look; how many there are is counted
NO_OWNER, NOTHING_NEXT = "no-owner", "nothing-next"
READ_TABLES_DIFFER = "read-tables-differ"


@dataclass(frozen=True)
class Violation:
    """``kind`` says what does not hold: no-owner, nothing-next, read-tables-differ, a code of
    `records.verify` for chains, or one of `activities.watching` for the engine. ``subject``: a procedure, or
    the name of a chain; ``seq``: the entry at which it shows, where it shows at one."""

    kind: str
    subject: str
    seq: int | None = None
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Noted:
    """What came of a look: which are new, which hold again, and how many are open now."""

    new: tuple[Violation, ...] = ()
    closed: tuple[Violation, ...] = ()
    open: int = 0


_IS_OPEN = cases.c.closed_at.is_(None)
_WAITS = exists().where(tasks.c.procedure == cases.c.procedure)
_ORPHANS: Mapping[str, ColumnElement[bool]] = {
    NO_OWNER: or_(cases.c.owner_unit == "", cases.c.owner_role == ""),
    NOTHING_NEXT: cases.c.next_moment.is_(None) & ~_WAITS,
}


async def orphans(engine: AsyncEngine) -> list[Violation]:
    """Every open case for which nobody answers, or of which nothing comes next: no moment that time brings,
    and nobody who is to do something."""
    found: list[Violation] = []
    async with engine.connect() as connection:
        for kind, is_one in _ORPHANS.items():
            query = select(cases.c.procedure).where(_IS_OPEN, is_one).order_by(cases.c.procedure)
            rows = await connection.scalars(query.limit(NAMED_AT_MOST))
            found += [Violation(kind, procedure) for procedure in rows]
    return found


async def sample(engine: AsyncEngine, seed: str, size: int) -> tuple[str, ...]:
    """Procedures to look at closely: so many of the open ones, by the luck of the seed, and those of which
    something is known not to hold."""
    lucky: Select[str] = (
        select(procedures.c.id)
        .where(procedures.c.ended_at.is_(None))
        .order_by(func.sha256(func.convert_to(procedures.c.id.concat(seed), "UTF8")), procedures.c.id)
        .limit(size)
    )
    known = select(violations.c.subject).where(violations.c.closed_at.is_(None))
    async with engine.connect() as connection:
        drawn = await connection.scalars(lucky)
        again = await connection.scalars(select(procedures.c.id).where(procedures.c.id.in_(known)))
        return tuple(sorted({*drawn, *again}))


async def disagreements(
    engine: AsyncEngine, ids: Collection[str], known: Mapping[str, Procedure]
) -> list[Violation]:
    """Where the journal of these procedures is not a chain, is not what checkpoints say it was, or is not
    what the read tables tell. ``known``: the procedures of this store by their names."""
    found: list[Violation] = []
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="REPEATABLE READ")  # one moment for all of it
        batch = await kept_of(connection, list(ids))
        names = [name + kept.id for kept in batch for name in (JOURNAL, EDITION)]
        leaves = await proved.leaves_over(connection, names)
        for kept in batch:
            broken = (*findings_of_chain(kept), *findings_of_journal(kept, leaves))
            found += [Violation(each.what, each.procedure, each.seq) for each in broken]
        for kept, _, those in await differing(connection, batch, known):
            places = tuple(sorted({f"{each.table}:{each.what}" for each in those}))
            found.append(Violation(READ_TABLES_DIFFER, kept.id, None, places))
    return found


async def note(
    engine: AsyncEngine, id: UUID, found: Sequence[Violation], looked_at: int, sampled: int
) -> Noted:
    """Keep what was found, and close what holds again. Noted twice, it is noted once."""
    now, v = func.now(), violations.c
    async with engine.begin() as connection:
        began = upsert(checks).values(
            id=id, started_at=now, ended_at=now, looked_at=looked_at, sampled=sampled, found=len(found)
        )
        await connection.execute(began.on_conflict_do_nothing())
        open_before = await connection.execute(select(v.kind, v.subject).where(v.closed_at.is_(None)))
        before = {(row.kind, row.subject) for row in open_before}
        for each in found:
            row = {**vars(each), "places": list(each.places), "found_at": now, "seen_at": now}
            await connection.execute(
                upsert(violations)
                .values(row)
                .on_conflict_do_update(
                    index_elements=["kind", "subject"],
                    index_where=v.closed_at.is_(None),
                    set_={"seen_at": now, "seq": each.seq, "places": list(each.places)},
                )
            )
        still = {(each.kind, each.subject) for each in found}
        gone = sorted(before - still)
        if gone:
            mended = update(violations).where(v.closed_at.is_(None), tuple_(v.kind, v.subject).in_(gone))
            await connection.execute(mended.values(closed_at=now))
        open_now = await connection.scalar(
            select(func.count()).select_from(violations).where(v.closed_at.is_(None))
        )
    new = tuple(each for each in found if (each.kind, each.subject) not in before)
    return Noted(new, tuple(Violation(*each) for each in gone), open_now or 0)


async def last_check(engine: AsyncEngine) -> tuple[str, int] | None:
    """When it was last looked whether all holds, as an instant in writing, and how much did not; None where
    nobody ever looked."""
    query = select(checks.c.ended_at, checks.c.found).order_by(checks.c.ended_at.desc()).limit(1)
    async with engine.connect() as connection:
        row = (await connection.execute(query.where(checks.c.ended_at.is_not(None)))).one_or_none()
    return (row.ended_at.isoformat(timespec="seconds"), row.found) if row else None


async def open_cases(engine: AsyncEngine) -> int:
    """How many cases are looked at in one look."""
    query = select(func.count()).select_from(cases).where(_IS_OPEN)
    async with engine.connect() as connection:
        return await connection.scalar(query) or 0


async def open_violations(engine: AsyncEngine) -> list[Violation]:
    """What does not hold, as it was last found."""
    v = violations.c
    query = (
        select(v.kind, v.subject, v.seq, v.places).where(v.closed_at.is_(None)).order_by(v.kind, v.subject)
    )
    async with engine.connect() as connection:
        rows = await connection.execute(query.limit(NAMED_AT_MOST))
        return [Violation(row.kind, row.subject, row.seq, tuple(row.places)) for row in rows]

"""Publications by two persons (两人公布): one proposes, another answers; what is approved is what was seen.

Whoever proposes and whoever answers holds the lock of publications, so that nothing is published between
what somebody saw and what they said.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from proof.looks import Look
from records import publications
from records.access import note_all
from records.journal import AnotherBody
from records.previews import Notice, Wanted, preview_within
from records.publications import CALENDAR, Publication
from records.tables import publication_answers, publication_proposals
from rules.auditing import Looked
from rules.calendar import YearNotice
from rules.publishing import ProposalAnswer, check_answer, check_approval, check_proposal
from rules.refusals import Reason, Refused


@dataclass(frozen=True)
class Asked:
    """Who asks (a person), as which seat (role@unit), when, under which key, with which digest."""

    by: str
    seat: str
    at: datetime
    key: str
    digest: str


@dataclass(frozen=True)
class Answered:
    """How it ended. ``version``: what was published by it."""

    answer: ProposalAnswer
    by: str
    seat: str
    at: datetime
    reason: str | None
    changes: dict[str, Any]
    version: str | None


@dataclass(frozen=True)
class Proposal:
    """What somebody proposed to publish; ``changes``: as it was then. ``answered`` is None while it waits."""

    number: int
    kind: str
    series: str
    body: dict[str, Any]
    changes: dict[str, Any]
    digest: str
    reason: str
    by: str
    seat: str
    at: datetime
    answered: Answered | None

    @property
    def edition(self) -> str:
        """The edition whose rules it is about; nothing for a calendar."""
        return str(self.body.get("edition", ""))

    @property
    def notice(self) -> YearNotice | None:
        return publications.notice_of(self.body) if self.kind == CALENDAR else None


async def propose(engine: AsyncEngine, asked: Asked, wanted: Wanted, reason: str) -> Proposal:
    """Put down what is to be published, and why; the same again under the same key.

    Raises AnotherBody, NothingForOpenCases, and Refused where nothing would change, or it waits already.
    """
    async with engine.begin() as connection:
        await publications.none_else(connection)
        proposals = publication_proposals.c
        if standing := await _one(connection, proposals.key == UUID(asked.key)):
            if standing[1] != asked.digest:
                raise AnotherBody
            return standing[0]
        preview = await preview_within(connection, wanted)
        waiting = [each for each in await _listed(connection) if each.answered is None]
        check_proposal(
            changes=any(preview.changes.values()),
            waits=any((each.series, each.body) == (wanted.series, wanted.body) for each in waiting),
        )
        row = {
            "key": UUID(asked.key),
            "request_digest": asked.digest,
            "kind": wanted.kind,
            "series": wanted.series,
            "body": wanted.body,
            "preview": preview.changes,
            "digest": preview.digest,
            "reason": reason,
            "proposed_by": asked.by,
            "proposed_as": asked.seat,
            "proposed_at": asked.at,
        }
        await connection.execute(insert(publication_proposals).values(row))
        await _note(connection, asked, "proposed")
        found = await _one(connection, proposals.key == UUID(asked.key))
        assert found
        return found[0]


async def approve(
    engine: AsyncEngine, sealed: AsyncEngine, asked: Asked, number: int, wanted: Wanted | None, seen: str
) -> Proposal:
    """Publish what was proposed, in both stores. ``wanted`` is None where it is not there any more as it was
    proposed; ``seen``: the digest of the preview it is approved on.

    Raises Refused and AnotherBody; LookupError where nobody proposed it.
    """
    async with engine.begin() as connection:
        standing = await _to_answer(connection, asked, number, ProposalAnswer.APPROVED)
        if standing.answered:
            return standing
        if wanted is None or wanted.body != standing.body:
            raise Refused(Reason.EDITION_CHANGED)
        now = await preview_within(connection, wanted)
        check_approval(is_there=True, is_as_seen=now.digest == seen, changes=any(now.changes.values()))
        request = publications.Request(asked.by, asked.key, asked.digest)
        # The sealed store first: while it is away nothing is published, and the same is asked for again.
        async with sealed.begin() as theirs:
            await _publish(theirs, wanted, request)
        version = (await _publish(connection, wanted, request)).version
        answer = Answered(ProposalAnswer.APPROVED, asked.by, asked.seat, asked.at, None, now.changes, version)
        return await _answered(connection, asked, standing, answer, now.digest)


async def decline(
    engine: AsyncEngine, asked: Asked, number: int, answer: ProposalAnswer, reason: str
) -> Proposal:
    """Refuse it, or take it back. Raises Refused and AnotherBody; LookupError where nobody proposed it."""
    async with engine.begin() as connection:
        standing = await _to_answer(connection, asked, number, answer)
        if standing.answered:
            return standing
        said = Answered(answer, asked.by, asked.seat, asked.at, reason, standing.changes, None)
        return await _answered(connection, asked, standing, said, standing.digest)


async def listed(engine: AsyncEngine) -> tuple[Proposal, ...]:
    """Every proposal: those that wait first, then the others; the newest first."""
    async with engine.connect() as connection:
        found = await _listed(connection)
    return tuple(sorted(found, key=lambda each: each.answered is not None))


async def read(engine: AsyncEngine, number: int) -> Proposal | None:
    """One proposal, None if there is none of this number."""
    async with engine.connect() as connection:
        found = await _one(connection, publication_proposals.c.number == number)
        return found[0] if found else None


async def _to_answer(
    connection: AsyncConnection, asked: Asked, number: int, answer: ProposalAnswer
) -> Proposal:
    """The proposal that is answered; with its answer, if that came under this very key."""
    await publications.none_else(connection)
    found = await _one(connection, publication_proposals.c.number == number)
    if found is None:
        raise LookupError(number)
    proposal = found[0]
    keys = select(publication_answers).where(publication_answers.c.key == UUID(asked.key))
    if (before := (await connection.execute(keys)).one_or_none()) is not None:
        if (before.proposal, before.request_digest) != (number, asked.digest):
            raise AnotherBody
        return proposal
    stands = proposal.answered.answer if proposal.answered else None
    check_answer(answer, proposal.by, asked.by, stands)
    return proposal


async def _answered(
    connection: AsyncConnection, asked: Asked, proposal: Proposal, said: Answered, digest: str
) -> Proposal:
    row = {
        "proposal": proposal.number,
        "key": UUID(asked.key),
        "request_digest": asked.digest,
        "answer": said.answer,
        "preview": said.changes,
        "digest": digest,
        "reason": said.reason,
        "answered_by": said.by,
        "answered_as": said.seat,
        "answered_at": said.at,
        "version": said.version,
    }
    await connection.execute(insert(publication_answers).values(row))
    await _note(connection, asked, said.answer)
    return replace(proposal, answered=said)


async def _note(connection: AsyncConnection, asked: Asked, what: str) -> None:
    await note_all(connection, [Look(asked.at, asked.by, asked.seat, None, f"{Looked.PUBLICATION}/{what}")])


async def _publish(connection: AsyncConnection, wanted: Wanted, request: publications.Request) -> Publication:
    if isinstance(wanted, Notice):
        return await publications.publish_notice_within(connection, wanted.series, wanted.notice, request)
    return await publications.publish_rules_within(connection, wanted.edition, request)


_BOTH = publication_proposals.outerjoin(
    publication_answers, publication_answers.c.proposal == publication_proposals.c.number
)
_ANSWERS = [column.label(f"answered_{column.name}") for column in publication_answers.c]
_WHOLE = select(*publication_proposals.c, *_ANSWERS).select_from(_BOTH)


async def _listed(connection: AsyncConnection) -> tuple[Proposal, ...]:
    newest_first = _WHOLE.order_by(publication_proposals.c.number.desc())
    return tuple(_proposal(row) for row in await connection.execute(newest_first))


async def _one(connection: AsyncConnection, condition: Any) -> tuple[Proposal, str] | None:
    row = (await connection.execute(_WHOLE.where(and_(condition)))).one_or_none()
    return (_proposal(row), row.request_digest) if row else None


def _proposal(row: Row[Any]) -> Proposal:
    return Proposal(
        number=row.number,
        kind=row.kind,
        series=row.series,
        body=row.body,
        changes=row.preview,
        digest=row.digest,
        reason=row.reason,
        by=row.proposed_by,
        seat=row.proposed_as,
        at=row.proposed_at.astimezone(UTC),
        answered=_answer(row),
    )


def _answer(row: Row[Any]) -> Answered | None:
    if row.answered_answer is None:
        return None
    return Answered(
        answer=ProposalAnswer(row.answered_answer),
        by=row.answered_answered_by,
        seat=row.answered_answered_as,
        at=row.answered_answered_at.astimezone(UTC),
        reason=row.answered_reason,
        changes=row.answered_preview,
        version=row.answered_version,
    )

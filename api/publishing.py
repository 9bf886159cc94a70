"""Publishing by two persons (两人公布): one proposes a calendar or rules, another answers on what changes."""

from collections.abc import Awaitable
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Path, Response, status
from pydantic import BaseModel, StringConstraints
from pydantic import Field as Said

import counties
from api import examples, policy
from api.editions import in_force
from api.forms import Code, Count, Form, Text
from api.identity import Person, Whoever, whoever
from api.office import Office, TheOffice, TheSealedOffice
from api.problems import FieldError, Problem, malformed, not_your_seat, refusal, unseen
from api.proposals_shown import ProposalShown, ProposalWhole, changes_shown, shown
from api.requests import IdempotencyKey, digest_of
from api.saying import Words, both
from counties import calendars
from counties.calendars import BadNotice
from records import previews, proposals
from records.journal import AnotherBody
from records.previews import Notice, Preview, Rules, Wanted
from records.proposals import Asked, Proposal
from records.publications import NothingForOpenCases
from rules.authority.relations import seat_of
from rules.instants import legal_day
from rules.procedure import Officer
from rules.publishing import ProposalAnswer, check_answer, check_approval
from rules.refusals import Reason, Refused

router = APIRouter(tags=["公布 publications"], dependencies=[Depends(whoever)])

_MOST_DAYS = 400  # more than a year has
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Days = Annotated[list[Day], Said(max_length=_MOST_DAYS)]
Title = Annotated[Text, StringConstraints(max_length=500)]
Number = Annotated[int, Path(ge=1, le=2**31, description="编号 its number")]


class NewNotice(Form):
    """年度放假安排. Days in ISO form; those of the December before may stand among them."""

    series: Code
    year: Count
    source: Title
    holidays: Days
    make_up_workdays: Annotated[Days, Said(default_factory=list)]
    public_reason: Title


class NewRules(Form):
    """An edition in force, whose rules are to reach open cases where they say so themselves."""

    edition: Code
    public_reason: Title


class Approval(Form):
    """``digest``: of the preview that it is approved on, so that nothing else is published by it."""

    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class WhyNot(Form):
    """Why it is not published."""

    public_reason: Title


@router.post(
    "/publications/calendar",
    status_code=status.HTTP_201_CREATED,
    operation_id="propose_calendar",
    summary="提请公布放假安排 Propose a year's calendar",
)
async def propose_calendar(
    body: Annotated[NewNotice, Body(openapi_examples=examples.NOTICE)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
    response: Response,
) -> ProposalShown:
    """Nothing is published before another person has seen what it changes, and approved that."""
    asked = _asked(office, person, key, "publications/calendar", body)
    try:
        series, notice = calendars.checked(body.model_dump())
    except BadNotice as bad:
        raise _refused(bad) from None
    wanted = Notice(calendars.calendar(series), notice)
    return await _proposed(office, asked, wanted, body.public_reason, response)


@router.post(
    "/publications/rules",
    status_code=status.HTTP_201_CREATED,
    operation_id="propose_rules",
    summary="提请公布期间规则 Propose rules for open cases",
)
async def propose_rules(
    body: Annotated[NewRules, Body(openapi_examples=examples.RULES)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
    response: Response,
) -> ProposalShown:
    """Those rules of the edition that say so reach open cases, once another person has approved it."""
    asked = _asked(office, person, key, "publications/rules", body)
    edition = in_force(_publisher(person).unit, legal_day(person.at), body.edition)
    if edition is None:
        raise malformed(("body.edition", "not-in-force"))
    wanted = Rules(edition, previews.before(edition, counties.all_editions()))
    return await _proposed(office, asked, wanted, body.public_reason, response)


@router.get(
    "/publication-proposals",
    operation_id="list_publication_proposals",
    summary="提请公布的 What is proposed",
)
async def list_publication_proposals(office: TheOffice, person: Whoever) -> list[ProposalShown]:
    """What waits first, then what was answered; the newest first."""
    _reader(person)
    return [shown(each) for each in await proposals.listed(office.records)]


@router.get(
    "/publication-proposals/{number}",
    operation_id="read_publication_proposal",
    summary="一项提请 One proposal",
)
async def read_publication_proposal(office: TheOffice, person: Whoever, number: Number) -> ProposalWhole:
    """What it would change as things stand now, old beside new; of what was answered, what it was answered
    on."""
    _reader(person)
    return await _whole(office, person, await _one(office, number))


@router.post(
    "/publication-proposals/{number}/approve",
    operation_id="approve_publication",
    summary="同意公布 Approve, and publish",
)
async def approve_publication(
    number: Number,
    body: Annotated[Approval, Body(openapi_examples=examples.APPROVAL)],
    office: TheOffice,
    sealed: TheSealedOffice,
    person: Whoever,
    key: IdempotencyKey,
) -> ProposalWhole:
    """By another person than proposed it, whatever seats the two have. It holds for new cases at once, and
    reaches every open one."""
    asked = _asked(office, person, key, f"publication-proposals/{number}/approve", body)
    wanted = _wanted(await _one(office, number))
    answered = await _answered(
        proposals.approve(office.records, sealed.records, asked, number, wanted, body.digest)
    )
    return await _whole(office, person, answered)


@router.post(
    "/publication-proposals/{number}/refuse", operation_id="refuse_publication", summary="不同意公布 Refuse"
)
async def refuse_publication(
    number: Number,
    body: Annotated[WhyNot, Body(openapi_examples=examples.WHY_NOT_PUBLISHED)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
) -> ProposalWhole:
    """By another person than proposed it, with a reason."""
    return await _declined(office, person, key, number, ProposalAnswer.REFUSED, body)


@router.post(
    "/publication-proposals/{number}/withdraw", operation_id="withdraw_publication", summary="撤回 Withdraw"
)
async def withdraw_publication(
    number: Number,
    body: Annotated[WhyNot, Body(openapi_examples=examples.WHY_NOT_PUBLISHED)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
) -> ProposalWhole:
    """By whoever proposed it, and nobody else, with a reason."""
    return await _declined(office, person, key, number, ProposalAnswer.WITHDRAWN, body)


async def _declined(
    office: Office, person: Person, key: str, number: int, answer: ProposalAnswer, body: WhyNot
) -> ProposalWhole:
    asked = _asked(office, person, key, f"publication-proposals/{number}/{answer}", body)
    declined = proposals.decline(office.records, asked, number, answer, body.public_reason)
    return await _whole(office, person, await _answered(declined))


async def _proposed(
    office: Office, asked: Asked, wanted: Wanted, reason: str, response: Response
) -> ProposalShown:
    try:
        proposal = await proposals.propose(office.records, asked, wanted, reason)
    except NothingForOpenCases:
        raise Problem(422, "nothing-for-open-cases") from None
    except AnotherBody:
        raise Problem(422, "key-reused") from None
    except Refused as no:
        raise refusal(no) from None
    response.headers["Location"] = f"/publication-proposals/{proposal.number}"
    return shown(proposal)


async def _answered(answer: Awaitable[Proposal]) -> Proposal:
    try:
        return await answer
    except LookupError:
        raise unseen() from None
    except AnotherBody:
        raise Problem(422, "key-reused") from None
    except Refused as no:
        raise refusal(no) from None


def _asked(office: Office, person: Person, key: str, route: str, body: BaseModel) -> Asked:
    """Raises Problem 403 for a seat that publishes nothing."""
    seat = _publisher(person)
    return Asked(person.ref, seat_of(seat), person.at, key, digest_of(office, person, route, body))


def _publisher(person: Person) -> Officer:
    """The seat that may publish. Raises Problem 403."""
    known = counties.all_editions()
    for seat in person.seats:
        if any(policy.may_publish(seat, edition) for edition in known):
            return seat
    raise not_your_seat()


def _reader(person: Person) -> None:
    """Raises Problem 403 for whoever neither publishes nor audits."""
    known = counties.all_editions()
    if not any(policy.may_read_proposals(seat, edition) for seat in person.seats for edition in known):
        raise not_your_seat()


async def _one(office: Office, number: int) -> Proposal:
    proposal = await proposals.read(office.records, number)
    if proposal is None:
        raise unseen()
    return proposal


def _wanted(proposal: Proposal) -> Wanted | None:
    """What was proposed; None where the edition is not there any more, or not as it was."""
    if proposal.notice is not None:
        return Notice(calendars.calendar(proposal.series), proposal.notice)
    known = counties.all_editions()
    edition = next((each for each in known if each.id == proposal.edition), None)
    wanted = Rules(edition, previews.before(edition, known)) if edition else None
    try:
        return wanted if wanted and wanted.body == proposal.body else None
    except NothingForOpenCases:
        return None


async def _whole(office: Office, person: Person, proposal: Proposal) -> ProposalWhole:
    wanted = None if proposal.answered else _wanted(proposal)
    now: Preview | None = await previews.preview(office.records, wanted) if wanted else None
    able, not_now = _doings(person, proposal, now)
    told = proposal.answered.changes if proposal.answered else proposal.changes
    digest = now.digest if now else proposal.digest
    return ProposalWhole(
        **vars(shown(proposal)),
        digest=digest,
        changes=changes_shown(now.changes if now else told),
        open_cases=now.open_cases if now else None,
        has_changed=digest != proposal.digest,
        is_stale=proposal.answered is None and now is None,
        may=able,
        not_now=not_now,
    )


def _doings(
    person: Person, proposal: Proposal, now: Preview | None
) -> tuple[list[ProposalAnswer], dict[ProposalAnswer, Words]]:
    """What this person may answer now, and why not the rest."""
    able: list[ProposalAnswer] = []
    not_now: dict[ProposalAnswer, Words] = {}
    for answer in ProposalAnswer:
        try:
            _check(person, proposal, now, answer)
        except Refused as no:
            not_now[answer] = both("refusal", no.reason.code)
        else:
            able.append(answer)
    return able, not_now


def _check(person: Person, proposal: Proposal, now: Preview | None, answer: ProposalAnswer) -> None:
    if not any(
        policy.may_publish(seat, edition) for seat in person.seats for edition in counties.all_editions()
    ):
        raise Refused(Reason.NOT_YOURS_TO_DO)
    stands = proposal.answered.answer if proposal.answered else None
    check_answer(answer, proposal.by, person.ref, stands)
    if answer is ProposalAnswer.APPROVED:
        changes = now is not None and any(now.changes.values())
        check_approval(is_there=now is not None, is_as_seen=True, changes=changes)


def _refused(bad: BadNotice) -> Problem:
    error = FieldError(field=f"body.{bad.details['field']}", code=bad.code)
    return Problem(422, bad.code, errors=[error], blanks=bad.details)

"""What is done about the personal information of a matter (个人信息保护): holds, erasure, requests, notices.

One row for each act in ``ACTS``: where it is asked, what is written, which seats may. The rules decide.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path
from pydantic import Field
from sqlalchemy import select

from api import examples, policy
from api.forms import Form, Text
from api.identity import Person, Whoever
from api.looking import Number
from api.office import Office, TheOffice
from api.personal_notice import NoticeShown
from api.problems import Problem, refusal, refused, unseen
from api.requests import Envelope, IdempotencyKey, digest_of
from api.saying import both
from api.sight import InSight, Sight
from counties.retention import schedule_in_force
from records import keeping, reading
from records.content import MatterErased
from records.journal import AnotherBody
from records.keeping import Asked, Papers
from records.tables import cases, parties
from rules.journal import Receipt
from rules.keeping import erasing, requests
from rules.keeping.events import HoldGround, Means, NoGround, RequestKind
from rules.keeping.schedule import Kept, Schedule, kept
from rules.procedure import Event, Now, Officer, Sealed
from rules.refusals import Reason, Refused

router = APIRouter(tags=["个人信息 personal information"])

Ref = Annotated[
    str, Path(description="保全或者请求的编号 of a hold or a request", max_length=60, pattern=r"^[\w-]+$")
]


class Why(Form):
    """The reason, in the words of whoever decides."""

    reason: Text


class NewHold(Why):
    """保全: on which ground nothing of it may be erased."""

    ground: HoldGround


class Nothing(Form):
    """There is nothing to say."""


class NewRequest(Form):
    """What somebody asks about their own information. ``party``: whose, as the case lists them; left out
    where it is that of whoever brought the matter."""

    asks: RequestKind
    party: Annotated[str, Field(max_length=60, pattern=r"^[\w-]+$")] | None = None
    words: Text | None = None


class Granted(Form):
    """What the person is told."""

    words: Text | None = None


class NotGranted(Why):
    """拒绝: on which ground, and why."""

    ground: NoGround


class NoticeTold(Form):
    """The notice of this version was shown to the person after the registration."""

    version: NoticeShown


@dataclass(frozen=True)
class Doing:
    """What somebody asks to have noted: who, of which matter, on what papers, at what moment."""

    papers: Papers
    by: Officer
    schedule: Schedule
    now: Now
    said: Mapping[str, Any]  # the body; what was written stands as references
    ref: str  # from the path, or the request's own key
    parties: Collection[str]

    @property
    def kept(self) -> Kept:
        """Until when the matter is kept."""
        return kept(self.schedule, self.papers.ended)


Step = Callable[[Doing], Sequence[Event]]


@dataclass(frozen=True)
class Act:
    """``name`` is its path below the matter; ``may`` says which seats; ``step`` what the rules make of it."""

    name: str
    path: str
    form: type[Form]
    may: Callable[[Officer], bool]
    step: Step


def _hold(of: Doing) -> Sequence[Event]:
    reason = Sealed(of.said["reason"])
    return erasing.place_hold(of.papers.keeping, of.by, of.ref, of.said["ground"], reason, of.now)


def _release(of: Doing) -> Sequence[Event]:
    return erasing.release_hold(of.papers.keeping, of.by, of.ref, Sealed(of.said["reason"]), of.now)


def _propose(of: Doing) -> Sequence[Event]:
    reason = Sealed(of.said["reason"])
    return erasing.propose_erasure(of.papers.keeping, of.by, of.schedule, of.kept, reason, of.now)


def _confirm(of: Doing) -> Sequence[Event]:
    return erasing.confirm_erasure(of.papers.keeping, of.by, of.kept, of.now)


def _decline(of: Doing) -> Sequence[Event]:
    return erasing.decline_erasure(of.papers.keeping, of.by, Sealed(of.said["reason"]), of.now)


def _receive(of: Doing) -> Sequence[Event]:
    return requests.receive_request(
        of.papers.keeping,
        of.by,
        of.schedule,
        of.now,
        request=of.ref,
        asks=of.said["asks"],
        means=Means.COUNTER,
        party=of.said.get("party"),
        parties=of.parties,
        words=of.said.get("words"),
    )


def _grant(of: Doing) -> Sequence[Event]:
    words = of.said.get("words")
    return requests.grant_request(
        of.papers.keeping, of.by, of.schedule, of.kept, of.now, request=of.ref, words=words
    )


def _refuse(of: Doing) -> Sequence[Event]:
    whole = {"request": of.ref, "ground": of.said["ground"], "reason": Sealed(of.said["reason"])}
    return requests.refuse_request(of.papers.keeping, of.by, of.now, **whole)


def _restrict(of: Doing) -> Sequence[Event]:
    reason = Sealed(of.said["reason"])
    return requests.restrict_use(of.papers.keeping, of.by, of.kept, of.now, request=of.ref, reason=reason)


def _lift(of: Doing) -> Sequence[Event]:
    return requests.lift_restriction(of.papers.keeping, of.by, of.now, reason=Sealed(of.said["reason"]))


def _told(of: Doing) -> Sequence[Event]:
    return requests.give_notice(of.papers.keeping, of.by, of.said["version"], Means.COUNTER, of.now)


ACTS = (
    Act("place_hold", "holds", NewHold, policy.may_hold_files, _hold),
    Act("release_hold", "holds/{ref}/release", Why, policy.may_hold_files, _release),
    Act("propose_erasure", "erasure/propose", Why, policy.may_keep_files, _propose),
    Act("confirm_erasure", "erasure/confirm", Nothing, policy.may_decide_on_files, _confirm),
    Act("decline_erasure", "erasure/decline", Why, policy.may_decide_on_files, _decline),
    Act("receive_data_request", "data-requests", NewRequest, policy.may_take_in_requests, _receive),
    Act("grant_data_request", "data-requests/{ref}/grant", Granted, policy.may_decide_on_files, _grant),
    Act("refuse_data_request", "data-requests/{ref}/refuse", NotGranted, policy.may_decide_on_files, _refuse),
    Act("restrict_use", "data-requests/{ref}/restrict", Why, policy.may_decide_on_files, _restrict),
    Act("lift_restriction", "restriction/lift", Why, policy.may_decide_on_files, _lift),
    Act("note_personal_notice", "personal-notices", NoticeTold, policy.may_take_in_requests, _told),
)


@dataclass(frozen=True)
class Wanted:
    """Who asks for which step about a matter of which county, and when. ``ref`` is what the path names, else
    the request's own key."""

    step: Step
    number: str
    county: str
    by: Officer
    ref: str
    at: datetime


@dataclass(frozen=True)
class Caller:
    """Who asks, and what they see."""

    person: Person
    sight: Sight


async def _caller(person: Whoever, sight: InSight) -> Caller:
    return Caller(person, sight)


TheCaller = Annotated[Caller, Depends(_caller)]


async def noted(office: Office, wanted: Wanted, body: Form, envelope: Envelope) -> Receipt:
    """Have what a step makes of it written into the register of the matter. Raises Problem."""
    now = Now(wanted.at)
    schedule = schedule_of(wanted.county, now.today)
    people = await _parties(office, wanted.number)
    said = {name: value for name, value in body if value is not None}
    for field in ("reason", "words"):
        if field in said:
            said[field] = envelope.put(f"keeping-{field}", said[field])

    def decide(papers: Papers) -> Sequence[Event]:
        return wanted.step(Doing(papers, wanted.by, schedule, now, said, wanted.ref, people))

    asked = Asked(wanted.number, envelope.key, envelope.digest, decide, tuple(envelope.texts))
    try:
        return await keeping.note(office.records, office.keeper, asked)
    except Refused as no:
        raise refusal(no) from None
    except MatterErased:
        raise refused(Reason.ALREADY_ERASED.code) from None
    except AnotherBody:
        raise Problem(422, "key-reused") from None


def schedule_of(county: str, day: date) -> Schedule:
    """The county's schedule of a day. Raises Problem 409 where it has none."""
    try:
        return schedule_in_force(county, day)
    except LookupError:
        raise refused(Reason.RETENTION_NOT_SETTLED.code) from None


async def _parties(office: Office, number: str) -> frozenset[str]:
    """Everybody who takes part in a case about the matter, by reference."""
    mine = select(parties.c.ref).join(cases, cases.c.procedure == parties.c.procedure)
    async with office.records.connect() as connection:
        return frozenset(await connection.scalars(mine.where(cases.c.matter == number)))


async def _carried_out(
    office: Office, caller: Caller, act: Act, number: str, ref: str, body: Form, key: str
) -> Receipt:
    if await reading.matter(caller.sight.records, caller.sight.files, number) is None:
        raise unseen()
    by = next((seat for seat in caller.person.seats if act.may(seat)), None)
    if by is None:
        raise refused(Reason.NOT_YOURS_TO_DO.code)
    county = policy.county_of(by.unit, caller.sight.parents)
    digest = digest_of(office, caller.person, f"matters/{number}/{act.name}/{ref}", body)
    wanted = Wanted(act.step, number, county, by, ref or key, caller.person.at)
    return await noted(office, wanted, body, Envelope(key, digest))


def _endpoint(act: Act) -> Callable[..., Awaitable[Receipt]]:
    """Of an act of the matter, or of one of its holds or requests."""

    async def of_one(
        *, number: Number, ref: Ref, body: Form, office: TheOffice, caller: TheCaller, key: IdempotencyKey
    ) -> Receipt:
        return await _carried_out(office, caller, act, number, ref, body, key)

    async def of_the_matter(
        *, number: Number, body: Form, office: TheOffice, caller: TheCaller, key: IdempotencyKey
    ) -> Receipt:
        return await _carried_out(office, caller, act, number, "", body, key)

    return of_one if "{ref}" in act.path else of_the_matter


def _add(act: Act) -> None:
    words = both("keeping-act", act.name)
    example = {act.name: {"summary": words.zh, "value": examples.KEEPING[act.name]}}
    endpoint = _endpoint(act)
    asked = Body(openapi_examples=example)  # type: ignore[arg-type]
    endpoint.__annotations__["body"] = Annotated[act.form, asked]
    router.add_api_route(
        f"/matters/{{number}}/{act.path}",
        endpoint,
        methods=["POST"],
        name=act.name,
        operation_id=act.name,
        summary=f"{words.zh} {words.en}",
        description="The rules or the policy may refuse it (409): then nothing was changed.",
        response_description="已登记 it stands in the register, as this entry",
    )


for _act in ACTS:
    _add(_act)

"""What a petition leads to goes its way through the house, however often a letter is carried."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.exc import TimeoutError as PoolTimeout

import written
from records import documents, intake, papers
from records.intake import Opening
from records.journal import NoSuchProcedure
from records.tables import outbox as letters
from relay import Relay
from rules.channels import Channel
from rules.clocks.service import ServiceMethod
from rules.dispute.commands import ConsentRefused
from rules.editions import Edition
from rules.participants import Participant, ParticipantRole, People
from rules.petition.commands import Classify, PetitionWithdrawn, ProposeMediation
from rules.petition.procedure import PETITION
from rules.petition.registration import register_petition
from rules.petition_aftercare.codes import Ground
from rules.petition_aftercare.commands import HandleAnew
from rules.petition_aftercare.procedure import PETITION_AFTERCARE
from rules.procedure import Event
from rules.review.commands import ServeReviewOpinion
from rules.review.matter import Result
from tests.records.house import House
from tests.relay.conftest import LIMIT, eventually
from tests.rules import county
from tests.rules.after_reply import (
    BUREAU,
    CITY_HEAD,
    CITY_REVIEWER,
    REVIEW_HEAD,
    REVIEWER,
    asked_for,
    opened,
    opinion,
    request,
    request_again,
)
from tests.rules.petition.story import DEBT, TRIAGE
from tests.rules.story import WORDS

pytestmark = pytest.mark.servers


@dataclass
class Matter:
    """A matter and its procedures, on a real engine with real records."""

    house: House
    relay: Relay
    number: str

    async def open(self, opening: Opening) -> None:
        await intake.open_about(self.house.engine, self.number, opening, str(uuid4()))
        await self.carried()

    async def carried(self) -> None:
        """Every letter is carried, and then every letter once more."""
        await self._all_due()
        async with self.house.engine.begin() as connection:
            again = update(letters).where(letters.c.procedure.contains(self.number))
            earlier = datetime.now(UTC) - timedelta(hours=1)
            await connection.execute(again.values(done_at=None, due_at=earlier))
        await self._all_due()

    async def _all_due(self) -> None:
        async with asyncio.timeout(3 * LIMIT):  # not for ever: a pool that nobody gives back to is a fault
            while True:
                with suppress(PoolTimeout):  # the relay looks again on a machine that stands still
                    if not await self.relay.carry_once():
                        return

    async def ask(self, kind: str, verb: str, asked: Any, n: int = 1) -> None:
        handle = self.relay.client.get_workflow_handle(self.id(kind, n))
        async with asyncio.timeout(LIMIT):
            await handle.execute_update(verb, replace(asked, id=str(uuid4()), digest="digest"))
        await self.carried()

    def id(self, kind: str, n: int = 1) -> str:
        return f"{kind}/sl/{self.number}/{n}"

    async def events(self, kind: str, n: int = 1) -> list[Event]:
        loaded = await papers.load(self.house.engine, self.id(kind, n))
        procedure = self.relay.proceedings[kind].procedure
        return [written.read(procedure, entry) for entry in loaded.entries]

    async def state(self, kind: str, n: int = 1) -> Any:
        return (await self.relay.proceeding_of(self.id(kind, n)))[1].state

    async def comes_to_know(self, kind: str, event: str, times: int = 1) -> None:
        async def knows() -> bool:
            await self.carried()
            kinds = [type(each).__name__ for each in await self.events(kind)]
            return kinds.count(event) >= times

        await eventually(knows)


@pytest.fixture
async def matter(house: House, relay: Relay) -> Matter:
    return Matter(house, relay, (await house.register()).number)


def answered_now(id: str, number: str, edition: Edition) -> Event:
    at = datetime.now(UTC)
    event: Event = opened(id=id, number=number, edition=edition, served={"zhang": at}, at=at)
    return event


ZHANG = Participant(ref="zhang", role=ParticipantRole.PETITIONER)
LI = Participant(ref="li", role=ParticipantRole.COUNTERPARTY)


def registered_now(id: str, number: str, edition: Edition, people: People = (ZHANG,)) -> Event:
    at = datetime.now(UTC)
    return register_petition(
        id=id,
        number=number,
        edition=edition,
        channel=Channel.ONLINE_FORM,
        received_at=at,
        received_by=county.COUNTY,
        people=people,
        people_count=1,
        is_anonymous=False,
        hides_identity=False,
        village=county.VILLAGE,
        township=county.TOWNSHIP,
        by=county.WINDOW_CLERK,
        at=at,
    )


async def decide(matter: Matter, kind: str, result: Result) -> None:
    """The head signs it, and it is served."""
    reviewer, head = (REVIEWER, REVIEW_HEAD) if kind == "review" else (CITY_REVIEWER, CITY_HEAD)
    await matter.ask(kind, "issue_review_opinion", opinion(asked_for(), result, by=head))
    served = ServeReviewOpinion(
        id="",
        by=reviewer,
        petitioner="zhang",
        method=ServiceMethod.IN_PERSON,
        proven_at=datetime.now(UTC),
        proof=WORDS,
    )
    await matter.ask(kind, "serve_review_opinion", served)


async def test_a_reply_is_reviewed_and_reviewed_again_and_what_follows_it_is_told(matter: Matter) -> None:
    await matter.open(Opening(PETITION_AFTERCARE, county.TOLD, answered_now))
    await matter.ask("petition_aftercare", "request_review", request())
    asked = [each for each in await matter.events("petition_aftercare") if "AskedFor" in type(each).__name__]
    assert (await matter.state("review")).opened_at == asked[0].at

    await decide(matter, "review", Result.UPHELD)
    await matter.comes_to_know("petition_aftercare", "ReviewResultNoted")
    await matter.ask("review", "request_re_review", request_again())
    await matter.comes_to_know("petition_aftercare", "ReviewEndNoted")
    waiting = await matter.state("petition_aftercare")
    assert waiting.reviews_awaited == {matter.id("re_review")}

    await decide(matter, "re_review", Result.CHANGED)
    await matter.comes_to_know("petition_aftercare", "ReviewEndNoted", times=2)

    state = await matter.state("petition_aftercare")
    assert state.review_results == (
        (matter.id("review"), "upheld"),
        (matter.id("re_review"), "changed"),
    )
    assert (state.reviews_awaited, state.procedure_has_ended) == (frozenset(), True)
    assert {"carry-out-review", "look-after"} <= {owed.duty for owed in state.owed}
    issued = await documents.documents_of(matter.house.engine, matter.number)
    assert [each.draft.kind for each in issued if each.draft.kind != "notice"] == ["D-10", "D-11"]
    served = await documents.services_of(matter.house.engine, matter.number)
    assert [(each.party, each.method) for each in served] == [("zhang", "in-person")] * 2
    assert served[0].served_at == (await matter.state("review")).served[0].at


async def test_a_petition_that_was_withdrawn_is_followed_and_handled_anew_if_it_was_not_free(
    matter: Matter,
) -> None:
    await matter.open(Opening(PETITION, county.TOLD, registered_now))
    await matter.ask("petition", "petition_withdrawn", PetitionWithdrawn(petitioner="zhang"))
    await matter.comes_to_know("petition_aftercare", "PetitionAftercareOpened")

    anew = HandleAnew(id="", by=BUREAU, ground=Ground.NOT_FREE, reason=WORDS)
    await matter.ask("petition_aftercare", "handle_anew", anew)
    await matter.carried()

    again = await matter.state("petition", n=2)
    assert again.anchored_on == f"{matter.id('petition')}#{(await matter.state('petition')).seq}"
    assert again.first_receiver == county.WINDOW_CLERK.person
    assert not again.has_ended


async def test_a_petition_is_mediated_once_beside_its_own_periods_and_told_once_what_came_of_it(
    matter: Matter,
) -> None:
    await matter.open(Opening(PETITION, county.TOLD, partial(registered_now, people=(ZHANG, LI))))
    await matter.ask("petition", "classify", Classify(id="", by=TRIAGE, route=DEBT))
    agreed = frozenset({"zhang", "li"})
    await matter.ask(
        "petition",
        "propose_mediation",
        ProposeMediation(id="", by=BUREAU, agreed=agreed, dispute_type="debt"),
    )
    asked = await matter.state("petition")
    mediation = await matter.state("dispute")
    assert {party.ref for party in mediation.parties} == agreed
    assert mediation.anchored_on == f"{asked.id}#{asked.seq}"

    await matter.ask("dispute", "consent_refused", ConsentRefused(by=county.MEDIATOR, party="li"))
    await matter.comes_to_know("petition", "MediationReturned")
    await matter.carried()

    told = [type(each).__name__ for each in await matter.events("petition")]
    assert told.count("MediationReturned") == 1
    after = await matter.state("petition")
    assert (after.is_being_mediated, after.has_ended) == (False, False)
    assert after.clocks == asked.clocks
    with pytest.raises(NoSuchProcedure):
        await matter.state("dispute", n=2)

"""How a test tells the story of a petition: who does what if nothing is said, and the way to every stage."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Self

from counties.calendars import china
from rules.channels import Channel
from rules.instants import BEIJING
from rules.participants import Participant, ParticipantRole, People
from rules.petition import commands
from rules.petition.matter import (
    Adoption,
    Manner,
    NonAcceptance,
    Opinion,
    Petition,
    SettledBy,
    Stage,
)
from rules.petition.procedure import PETITION
from rules.petition.registration import register_petition
from rules.procedure import Command, Event, Officer, TimePassed
from tests.rules import county
from tests.rules.story import KEY, WORDS, Story

# Lines of the list: the residual procedure, a suggestion, a question, what is a court's, what two people can
# settle, and what a department owes by law.
RESIDUAL, SUGGESTION, QUESTION, COURT, DEBT, WATER = "R-54", "R-52", "R-53", "R-40", "R-16", "R-46"
HOUSING, WATER_BUREAU, POLICE_BUREAU, CITY, ABOLISHED = "sl-d4", "sl-d14", "sl-d12", "sl-d10", "sl-d11"

BUREAU = county.seated("petition_bureau", county.COUNTY)
BUREAU_HEAD = county.seated("petition_bureau_head", county.COUNTY)
TRIAGE = county.seated("triage_officer", county.COUNTY)
LEADER = county.seated("county_leader", county.COUNTY)

ZHANG = Participant(ref="zhang", role=ParticipantRole.PETITIONER)
WANG = Participant(ref="wang", role=ParticipantRole.PETITIONER)
LI = Participant(ref="li", role=ParticipantRole.COUNTERPARTY)

# The county, had it the nation's calendar.
CHINA = replace(county.TOLD, calendar=china().from_year(2025))


def on(month: int, day: int, hour: int = 9, minute: int = 0, year: int = 2026) -> datetime:
    """An instant by the clock on the wall, in Asia/Shanghai."""
    return datetime(year, month, day, hour, minute, tzinfo=BEIJING)


class PetitionStory(Story):
    """Each verb is asked by whoever may, now; what a test does not say is as it should be."""

    state: Petition

    @property
    def handler(self) -> Officer:
        """承办人 of the responsible unit, or the petition department while it is there."""
        return county.seated(self.state.handling_seat.role, self.state.unit)

    @property
    def head(self) -> Officer:
        return county.seated(self.state.head_seat.role, self.state.unit)

    def asks(self, kind: type[Command], by: Officer, **said: Any) -> Self:
        self.hear(kind(id=KEY, by=by, **said))
        return self

    def until(self, at: datetime) -> tuple[Event, ...]:
        """It is then; the rules are told at every moment they asked for, as the engine does."""
        happened: list[Event] = []
        while (moment := self.procedure.next_moment(self.state)) and moment <= at:
            self.at = max(self.at, moment)
            happened += self.hear(TimePassed())
        self.at = at
        return tuple(happened)

    def due(self, clock: str) -> date:
        due = self.state.due(clock)
        assert due
        return due.on

    def clocks(self) -> dict[str, str]:
        """Clock -> how it stands, as people read it."""
        return {row.name: row.state for row in self.procedure.view(self.state).clocks}

    def papers(self) -> list[str]:
        return [letter.body["kind"] for letter in self.letters_of("document")]

    def paper(self, kind: str) -> dict[str, Any]:
        """The last document of that kind."""
        bodies = [letter.body for letter in self.letters_of("document") if letter.body["kind"] == kind]
        return dict(bodies[-1])

    # 分流

    def classify(self, route: str = RESIDUAL, **said: Any) -> Self:
        return self.asks(commands.Classify, TRIAGE, route=route, **said)

    def first_visit(self) -> Self:
        words = dict.fromkeys(("request", "crux", "policy", "plan", "answer"), WORDS)
        return self.asks(commands.RecordFirstVisit, county.WINDOW_CLERK, **words)

    def transfer(self, to: str = HOUSING) -> Self:
        return self.asks(commands.Transfer, BUREAU, to_unit=to, reason=WORDS)

    def assign(self, report_by: date, to: str = HOUSING) -> Self:
        return self.asks(commands.Assign, BUREAU, to_unit=to, report_by=report_by, reason=WORDS)

    def guide(self) -> Self:
        return self.asks(commands.Guide, self.handler, explanation=WORDS)

    def not_accept(self, ground: NonAcceptance, **said: Any) -> Self:
        return self.asks(commands.NotAccept, self.handler, ground=ground, explanation=WORDS, **said)

    # 异议、受理争议

    def object(self) -> Self:
        return self.asks(commands.ObjectToTransfer, self.handler, reasons=WORDS)

    def take_back(self) -> Self:
        return self.asks(commands.TakeBack, BUREAU, reason=WORDS)

    def reject(self) -> Self:
        return self.asks(commands.RejectObjection, BUREAU, reason=WORDS)

    def refused_twice(self) -> Self:
        """Two units have said that it is not theirs."""
        return self.object().take_back().transfer(CITY).object()

    def settle(self, unit: str = HOUSING, by_way_of: SettledBy = SettledBy.SUPERIOR) -> Self:
        return self.asks(commands.SettleCompetence, LEADER, unit=unit, by_way_of=by_way_of, reason=WORDS)

    # 受理、办理

    def accept(self, manner: Manner = Manner.ORDINARY) -> Self:
        return self.asks(commands.Accept, self.handler, manner=manner, notice=WORDS)

    def hear_facts(self) -> Self:
        return self.asks(commands.HearFacts, self.handler, record=WORDS)

    def mediate(self, **said: Any) -> Self:
        whole = {"agreed": frozenset({"zhang", "wang", "li"}), "dispute_type": "debt", **said}
        return self.asks(commands.ProposeMediation, self.handler, **whole)

    def mediated(self, outcome: str, dispute: str = "dispute/sl/SL-2026-1/1") -> Self:
        self.hear(commands.MediationEnded(dispute=dispute, outcome=outcome))
        return self

    def ask_for_longer(self, days: int = 30) -> Self:
        return self.asks(commands.RequestExtension, self.handler, days=days, reason=WORDS)

    def let_it_be_longer(self) -> Self:
        return self.asks(commands.ApproveExtension, self.head, notice=WORDS)

    def let_it_end_as_it_would(self) -> Self:
        return self.asks(commands.RefuseExtension, self.head, reason=WORDS)

    def draft(self, **said: Any) -> Self:
        self.hear(drafting(self.handler, **said))
        return self

    def sign(self) -> Self:
        return self.asks(commands.SignOpinion, self.head, has_seal=True)

    def answer(self) -> Self:
        return self.asks(commands.AnswerSuggestion, self.head, adoption=Adoption.ADOPTED, reply=WORDS)

    # 送达

    def serve(self, petitioner: str = "zhang", **said: Any) -> Self:
        whole = {"petitioner": petitioner, "method": "mail", "proof": WORDS, **said}
        return self.asks(commands.ServeOpinion, self.handler, **whole)


def drafting(by: Officer, **said: Any) -> commands.DraftOpinion:
    """A draft with everything in it that the article wants."""
    words = dict.fromkeys(("request", "facts_and_reasons", "findings", "legal_basis"), WORDS)
    whole = {"opinion": Opinion.EXPLAINED, "tells_review": True, **words}
    return commands.DraftOpinion(id=KEY, by=by, **{**whole, **said})


def registration(**said: Any) -> Any:
    at: datetime = said.get("at", county.MONDAY)
    people: People = said.get("people", (ZHANG, LI))
    whole = {
        "id": "petition/sl/SL-2026-1/1",
        "number": "SL-2026-1",
        "edition": county.TOLD,
        "channel": Channel.LETTER,
        "received_at": at,
        "received_by": county.COUNTY,
        "people": people,
        "people_count": 1,
        "is_anonymous": False,
        "hides_identity": False,
        "village": county.VILLAGE,
        "township": county.TOWNSHIP,
        "by": county.WINDOW_CLERK,
        "at": at,
    }
    return register_petition(**{**whole, **said})


def a_petition(**said: Any) -> PetitionStory:
    """A letter about a neighbour and the authorities, registered by the county on a Monday morning."""
    return PetitionStory(PETITION, registration(**said), said.get("edition", county.TOLD))


def handed_in_at(unit: str = HOUSING, **said: Any) -> PetitionStory:
    """The same, brought to a competent organ directly."""
    by = county.seated("dept_handler", unit)
    return a_petition(**{"received_by": unit, "by": by, **said})


def transferred(to: str = HOUSING, route: str = RESIDUAL, **said: Any) -> PetitionStory:
    """Classified and transferred the same day."""
    return a_petition(**said).classify(route).transfer(to)


def assigned(report_by: date, **said: Any) -> PetitionStory:
    return a_petition(**said).classify().assign(report_by)


def disputed(**said: Any) -> PetitionStory:
    """Refused by two units, and before the common superior."""
    return transferred(**said).refused_twice()


def accepted(manner: Manner = Manner.ORDINARY, **said: Any) -> PetitionStory:
    """Taken by the unit it was transferred to, the same day."""
    route = {Manner.SUGGESTION: SUGGESTION}.get(manner, RESIDUAL)
    return transferred(**{"route": route, **said}).accept(manner)


def drafted(**said: Any) -> PetitionStory:
    return accepted(**said).hear_facts().draft()


def signed(**said: Any) -> PetitionStory:
    """Answered, and not yet served."""
    return drafted(**said).sign()


def standing_at(stage: Stage, **said: Any) -> PetitionStory:
    """A petition at that stage, on its ordinary way."""
    ways: Mapping[Stage, Callable[..., PetitionStory]] = {
        Stage.ROUTING: a_petition,
        Stage.PENDING: transferred,
        Stage.COMPETENCE: disputed,
        Stage.HANDLING: accepted,
        Stage.SERVING: signed,
        Stage.CLOSED: lambda **said: signed(**said).serve(),
    }
    story = ways[stage](**said)
    assert story.state.stage is stage
    return story


def representatives(number: int) -> People:
    return tuple(Participant(ref=f"r{n}", role=ParticipantRole.REPRESENTATIVE) for n in range(1, number + 1))

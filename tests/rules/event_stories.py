"""An event as a test tells it: reported by a label on the spot, on a Monday morning."""

from typing import Any

from rules.assigning import Candidate, Question, assign
from rules.event import commands
from rules.event.matter import Cause, EventCase, Result
from rules.event.procedure import EVENT
from rules.event.registration import addressed, register_event
from rules.gazetteer import Grid, Location, Place, PlaceKind, located, located_by_unit
from rules.participants import Participant, ParticipantRole
from rules.procedure import Officer
from tests.rules import county
from tests.rules.story import KEY, WORDS, Story

GRID_WORKER = county.seated("grid_worker", county.VILLAGE)
COLLEAGUE = Officer("p-colleague", "grid_worker", county.VILLAGE)
CITY_OFFICE = county.seated("dept_handler", "sl-d10")
GRID = Grid("g-1", county.VILLAGE, county.TOWNSHIP)
LANE = Place("p-lane", PlaceKind.ROAD, "柳湾村东巷", grid="g-1")
REPORTER = Participant(ref="reporter", role=ParticipantRole.PETITIONER)
AT_THE_LANE = located(LANE, [GRID], county.COUNTY)
NOWHERE = located_by_unit(None, None, county.COUNTY)
IN_THE_TOWNSHIP = located_by_unit(None, county.TOWNSHIP, county.COUNTY)


class EventStory(Story):
    state: EventCase

    def handled(self, by: Any = GRID_WORKER) -> "EventStory":
        """Signed for, answered, handled, and proposed to be closed."""
        for asked in (sign_in(by=by), respond(by=by), handling(by=by), closing(by=by)):
            self.hear(asked)
        return self


def registration(**said: Any) -> Any:
    location: Location = said.pop("location", AT_THE_LANE)
    edition, kind = said.get("edition", county.TOLD), said.get("kind", "illegal-parking")
    role, unit = addressed(edition, kind, location)
    holders = said.pop("holders", ((f"p-{unit}-{role}".replace("_", "-"), 0),))
    asked = Question(
        number="SL-2026-1",
        place=location.place,
        kind=kind,
        role=role,
        unit=unit,
        seed="seed",
        candidates=tuple(Candidate(person, unit, load) for person, load in holders),
        on_duty=said.pop("on_duty", frozenset()),
    )
    whole = {
        "id": "event/sl/SL-2026-1/1",
        "number": "SL-2026-1",
        "edition": edition,
        "channel": "place-code",
        "received_at": county.MONDAY,
        "kind": kind,
        "location": location,
        "people": (),
        "assigned": assign(asked),
        "by": county.WINDOW_CLERK,
        "at": county.MONDAY,
    }
    return register_event(**{**whole, **said})


def an_event(**said: Any) -> EventStory:
    return EventStory(EVENT, registration(**said), said.get("edition", county.TOLD))


def sign_in(**said: Any) -> commands.SignIn:
    return commands.SignIn(**{"id": KEY, "by": GRID_WORKER, **said})


def pass_on(unit: str, **said: Any) -> commands.PassOn:
    return commands.PassOn(**{"id": KEY, "by": GRID_WORKER, "unit": unit, "reason": WORDS, **said})


def respond(**said: Any) -> commands.Respond:
    return commands.Respond(**{"id": KEY, "by": GRID_WORKER, "words": WORDS, **said})


def handling(**said: Any) -> commands.RecordHandling:
    return commands.RecordHandling(**{"id": KEY, "by": GRID_WORKER, "words": WORDS, **said})


def closing(**said: Any) -> commands.ProposeClosing:
    whole = {"id": KEY, "by": GRID_WORKER, "result": Result.PUT_RIGHT, "words": WORDS}
    return commands.ProposeClosing(**{**whole, **said})


def approval(**said: Any) -> commands.ApproveClosing:
    return commands.ApproveClosing(**{"id": KEY, "by": county.COMMISSIONER, **said})


def sent_back(**said: Any) -> commands.SendEventBack:
    return commands.SendEventBack(**{"id": KEY, "by": county.COMMISSIONER, "reason": WORDS, **said})


def analysis(**said: Any) -> commands.RecordAnalysis:
    whole = {
        "id": KEY,
        "by": county.COMMISSIONER,
        "cause": Cause.MANAGEMENT,
        "place_kind": PlaceKind.ROAD,
        "words": WORDS,
    }
    return commands.RecordAnalysis(**{**whole, **said})


def into_petition(**said: Any) -> commands.TurnEventIntoPetition:
    return commands.TurnEventIntoPetition(**{"id": KEY, "by": GRID_WORKER, "wish": WORDS, **said})


def into_dispute(**said: Any) -> commands.TurnEventIntoDispute:
    return commands.TurnEventIntoDispute(**{"id": KEY, "by": GRID_WORKER, "wish": WORDS, **said})

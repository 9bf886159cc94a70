"""Dispatch orders and incidents as a test tells them: on a Monday morning, by the seats of the county."""

from datetime import timedelta
from typing import Any

from rules.dispatch import commands as dispatch
from rules.dispatch.matter import Dispatch
from rules.dispatch.procedure import DISPATCH
from rules.dispatch.whistling import whistle
from rules.incident import commands as incident
from rules.incident.declaring import danger_reaches_the_centre, declare
from rules.incident.matter import Incident
from rules.incident.procedure import INCIDENT
from rules.procedure import Officer, Sealed
from tests.rules import county
from tests.rules.story import KEY, WORDS, Story

LABOUR = county.seated("dept_head", "sl-d1")
LAND = county.seated("dept_head", "sl-d2")
TOWNSHIP_HEAD = county.seated("township_head", county.TOWNSHIP)
LEADER = county.seated("county_leader", county.COUNTY)
COURT = county.seated("docking_clerk", "sl-a1")
OTHER_COMMISSIONER = county.seated("political_legal_commissioner", county.OTHER_TOWNSHIP)
PURPOSE, PLACE = Sealed("content/5"), Sealed("content/6")
THREE = (LABOUR, county.POLICE, county.JUSTICE_OFFICE)  # of the last two the township's head is the head


def posts(*officers: Officer) -> tuple[tuple[str, str], ...]:
    return tuple((officer.role, officer.unit) for officer in officers)


class DispatchStory(Story):
    state: Dispatch

    def standing(self) -> list[str]:
        return [call.standing.value for call in self.state.calls]

    def waiting(self) -> list[tuple[str, str]]:
        return [(task.what, f"{task.role}@{task.unit}") for task in self.procedure.view(self.state).tasks]

    def told(self) -> list[tuple[str, str]]:
        return notices(self)


class IncidentStory(DispatchStory):
    state: Incident  # type: ignore[assignment]


def notices(story: Story) -> list[tuple[str, str]]:
    """What was told to whom, in this order."""
    told = [letter.body for letter in story.letters if letter.kind == "notice"]
    return [(body["code"], f"{body['role']}@{body['unit']}") for body in told]


def order(**said: Any) -> Any:
    whole = {
        "id": "dispatch/sl/SL-2026-7/1",
        "number": "SL-2026-7",
        "edition": county.TOLD,
        "called": posts(*THREE),
        "purpose": PURPOSE,
        "place": PLACE,
        "be_there_by": county.MONDAY + timedelta(hours=2),
        "village": county.VILLAGE,
        "township": county.TOWNSHIP,
        "about": "SL-2026-1",
        "by": county.DISPATCHER,
        "at": county.MONDAY,
    }
    return whistle(**{**whole, **said})


def a_dispatch(**said: Any) -> DispatchStory:
    return DispatchStory(DISPATCH, order(**said), said.get("edition", county.TOLD))


def declared(**said: Any) -> Any:
    whole = {
        "id": "incident/sl/SL-2026-8/1",
        "number": "SL-2026-8",
        "edition": county.TOLD,
        "grade": "general",
        "words": WORDS,
        "village": county.VILLAGE,
        "township": county.TOWNSHIP,
        "about": None,
        "by": county.COMMISSIONER,
        "at": county.MONDAY,
    }
    return declare(**{**whole, **said})


def an_incident(**said: Any) -> IncidentStory:
    return IncidentStory(INCIDENT, declared(**said), said.get("edition", county.TOLD))


def danger(**said: Any) -> Any:
    whole = {
        "id": "incident/sl/SL-2026-1/1",
        "number": "SL-2026-1",
        "edition": county.TOLD,
        "words": WORDS,
        "village": county.VILLAGE,
        "township": county.TOWNSHIP,
        "origin": "dispute/sl/SL-2026-1/1",
        "origin_seq": 2,
        "police_since": None,
        "at": county.MONDAY,
    }
    return danger_reaches_the_centre(**{**whole, **said})


def a_danger(**said: Any) -> IncidentStory:
    return IncidentStory(INCIDENT, danger(**said), said.get("edition", county.TOLD))


def reporting(by: Officer) -> dispatch.ReportForDuty:
    return dispatch.ReportForDuty(id=KEY, by=by)


def objecting(by: Officer) -> dispatch.ObjectToCall:
    return dispatch.ObjectToCall(id=KEY, by=by, reason=WORDS)


def ruling(ruled: Any, call: int = 1, by: Officer = county.DISPATCHER, **said: Any) -> Any:
    return dispatch.DecideCallObjection(id=KEY, by=by, call=call, ruling=ruled, reason=WORDS, **said)


def arriving(story: Story, call: int, by: Officer, **said: Any) -> dispatch.LogArrival:
    whole = {"id": KEY, "by": by, "call": call, "arrived_at": story.at, "who": WORDS, **said}
    return dispatch.LogArrival(**whole)


def a_task(story: Story, call: int = 1, by: Officer = county.DISPATCHER, **said: Any) -> dispatch.SetUnitTask:
    whole = {"id": KEY, "by": by, "call": call, "words": WORDS, "due_at": story.at + timedelta(hours=1)}
    return dispatch.SetUnitTask(**{**whole, **said})


def standing_down(call: int, by: Officer = county.DISPATCHER) -> dispatch.StandUnitDown:
    return dispatch.StandUnitDown(id=KEY, by=by, call=call, reason=WORDS)


def closing(by: Officer = county.DISPATCHER) -> dispatch.CloseDispatch:
    return dispatch.CloseDispatch(id=KEY, by=by, result=WORDS)


def ordering(to: Officer, by: Officer = county.COMMISSIONER) -> incident.GiveOrder:
    return incident.GiveOrder(id=KEY, by=by, role=to.role, unit=to.unit, words=WORDS)


def acknowledging(by: Officer, number: int = 1) -> incident.AcknowledgeOrder:
    return incident.AcknowledgeOrder(id=KEY, by=by, order=number)


def done(by: Officer, number: int = 1) -> incident.ReportOrderDone:
    return incident.ReportOrderDone(id=KEY, by=by, order=number, result=WORDS)


def offering(to: Officer, by: Officer = county.COMMISSIONER) -> incident.OfferCommand:
    return incident.OfferCommand(id=KEY, by=by, role=to.role, unit=to.unit)


def taking_over(by: Officer) -> incident.TakeOverCommand:
    return incident.TakeOverCommand(id=KEY, by=by)


def ending(by: Officer = county.COMMISSIONER, report: Officer = county.COMMISSIONER) -> incident.StandDown:
    return incident.StandDown(id=KEY, by=by, role=report.role, unit=report.unit, words=WORDS)


def report(by: Officer = county.COMMISSIONER) -> incident.FileClosingReport:
    return incident.FileClosingReport(id=KEY, by=by, report=WORDS)

"""The first events of what people can begin, as the API makes them of what it is told."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter

import counties
from counties.gazetteer import in_force
from demo.registering import last_day
from rules.assigning import Candidate, Question, assign
from rules.backlog.matter import Ground
from rules.backlog.registration import register_backlog
from rules.channels import Channel
from rules.consultation.matter import Service
from rules.consultation.registration import register_question
from rules.dispatch.whistling import whistle
from rules.dispute.matter import Party
from rules.dispute.registration import register
from rules.dispute.screen import Concern, Reply
from rules.errand.matter import ERRAND_AGENT, Act
from rules.errand.registration import register_errand
from rules.event.registration import addressed, register_event
from rules.gazetteer import located, located_by_unit
from rules.incident.declaring import declare
from rules.inspection.matter import Inspectable
from rules.inspection.opening import open_inspection
from rules.instants import legal_day
from rules.meeting.convening import convene
from rules.participants import People
from rules.petition.registration import register_petition
from rules.procedure import Officer, Sealed
from rules.recommendation.drafting import draft_recommendation
from rules.recommendation.matter import Content, Kind
from rules.supervision import matter as supervision
from rules.supervision.opening import open_supervision


def _dispute(whole: dict[str, Any], body: dict[str, Any], people: list[dict[str, Any]]) -> Any:
    answers = body.get("screen", {})
    return register(
        **whole,
        dispute_type=body["dispute_type"],
        village=body["village"],
        township=body["village"].rpartition("-")[0],
        parties=TypeAdapter(tuple[Party, ...]).validate_python(people),
        replies={concern: Reply(answers.get(concern, Reply.NO)) for concern in Concern},
        flags=frozenset(),
        other_townships=frozenset(body.get("other_townships", ())),
        anchored_on=body.get("anchored_on"),
    )


def _consultation(whole: dict[str, Any], body: dict[str, Any], people: list[dict[str, Any]]) -> Any:
    village = body.get("village")
    refs = {each["name"]: person["ref"] for each, person in zip(body["people"], people, strict=True)}
    named = [{**each, "acts_for": refs[each["acts_for"]]} if "acts_for" in each else each for each in people]
    return register_question(
        **whole,
        channel="window",
        received_at=whole["at"],
        people=TypeAdapter(People).validate_python(named),
        services=TypeAdapter(frozenset[Service]).validate_python(body.get("services", [])),
        village=village,
        township=village.rpartition("-")[0] if village else None,
    )


def _petition(whole: dict[str, Any], body: dict[str, Any], people: list[dict[str, Any]]) -> Any:
    village = body.get("village")
    return register_petition(
        **whole,
        channel=Channel(body["channel"]),
        received_at=whole["at"],
        received_by=body.get("received_by", whole["by"].unit),
        people=TypeAdapter(People).validate_python(people),
        people_count=body.get("people_count", 1),
        is_anonymous=body.get("is_anonymous", False),
        hides_identity=body.get("hides_identity", False),
        village=village,
        township=village.rpartition("-")[0] if village else body.get("township"),
    )


def _event(whole: dict[str, Any], body: dict[str, Any], people: list[dict[str, Any]]) -> Any:
    edition, at = whole["edition"], whole["at"]
    location = located_by_unit(body.get("village"), None, edition.county)
    if "place" in body:
        known = in_force("demo", legal_day(at))
        assert known
        place = known.place(body["place"])
        assert place
        location = located(place, known.grids, edition.county)
    role, unit = addressed(edition, body["kind"], location)
    holders = [each.ref for each in counties.people("demo") if (each.role, each.unit) == (role, unit)]
    asked = Question(
        number=whole["number"],
        place=location.place,
        kind=body["kind"],
        role=role,
        unit=unit,
        seed="a seed",
        candidates=tuple(Candidate(person, unit, 0) for person in holders),
    )
    return register_event(
        **whole,
        channel="grid-report",
        received_at=at,
        kind=body["kind"],
        location=location,
        people=TypeAdapter(People).validate_python(people),
        assigned=assign(asked),
    )


def _inspection(whole: dict[str, Any], body: dict[str, Any], people: list[dict[str, Any]]) -> Any:
    return open_inspection(
        **whole,
        units=frozenset(body["units"]),
        kinds=frozenset(map(Inspectable, body["kinds"])),
        since=date.fromisoformat(body["since"]),
        until=date.fromisoformat(body["until"]),
        sample_size=body["sample_size"],
        jointly=frozenset(body.get("jointly", ())),
    )


def _backlog(whole: dict[str, Any], body: dict[str, Any], people: list[dict[str, Any]]) -> Any:
    return register_backlog(
        **whole, ground=Ground(body["ground"]), received_on=legal_day(whole["at"]), unit=body.get("unit")
    )


def _meeting(whole: dict[str, Any], body: dict[str, Any], people: list[dict[str, Any]]) -> Any:
    return convene(
        **whole,
        kind=body["kind"],
        scheduled_for=datetime.fromisoformat(body["scheduled_for"]),
        place_unit=body.get("place_unit", whole["by"].unit),
        about=tuple(body.get("about", ())),
    )


def _dispatch(whole: dict[str, Any], body: dict[str, Any], people: list[dict[str, Any]]) -> Any:
    assert not people
    called = tuple((each["role"], each["unit"]) for each in (body["lead"], *body.get("units", ())))
    said = {name: body[name] for name in ("purpose", "place")}
    by_when = datetime.fromisoformat(body["be_there_by"])
    return whistle(**whole, **said, called=called, **_where(body), be_there_by=by_when)


def _incident(whole: dict[str, Any], body: dict[str, Any], people: list[dict[str, Any]]) -> Any:
    assert not people
    return declare(**whole, **_where(body), grade=body["grade"], words=body["words"])


def _where(body: dict[str, Any]) -> dict[str, Any]:
    village = body.get("village")
    township = village.rpartition("-")[0] if village else body.get("township")
    return {"village": village, "township": township, "about": body.get("about")}


def _errand(whole: dict[str, Any], body: dict[str, Any], people: list[dict[str, Any]]) -> Any:
    village = body["village"]
    return register_errand(
        **whole,
        about=body.get("about"),
        channel="window",
        people=TypeAdapter(People).validate_python(people),
        authority=body.get("authority"),
        scope=TypeAdapter(frozenset[Act]).validate_python(body.get("scope", [])),
        until=date.fromisoformat(last_day(body["until"])) if "until" in body else None,
        agent=Officer(body["agent"]["person"], ERRAND_AGENT, body["agent"]["unit"]),
        leader=Officer(**body["leader"]),
        village=village,
        township=village.rpartition("-")[0],
    )


def _recommendation(whole: dict[str, Any], body: dict[str, Any], people: list[dict[str, Any]]) -> Any:
    said = {name: body[name] for name in ("problem", "evidence", "analysis", "proposal")}
    return draft_recommendation(
        **whole,
        kind=Kind(body["kind"]),
        to=body["to"],
        concerns=body.get("concerns"),
        cases=frozenset(body.get("cases", ())),
        content=Content(**said),
    )


def _supervision(whole: dict[str, Any], body: dict[str, Any], people: list[dict[str, Any]]) -> Any:
    return open_supervision(
        **whole,
        ground=supervision.Ground(body["ground"]),
        unit=body["unit"],
        facts=Sealed(body["facts"]),
        demand=Sealed(body["demand"]),
    )


# The first event of what people can begin: what every procedure begins with, the body, and those named in it.
FIRSTS: Mapping[str, Callable[[dict[str, Any], dict[str, Any], list[dict[str, Any]]], Any]] = {
    "dispute": _dispute,
    "consultation": _consultation,
    "petition": _petition,
    "event": _event,
    "inspection": _inspection,
    "backlog": _backlog,
    "meeting": _meeting,
    "dispatch": _dispatch,
    "incident": _incident,
    "errand": _errand,
    "recommendation": _recommendation,
    "supervision": _supervision,
}

"""The first events of what people can begin, as the API makes them of what it is told."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import TypeAdapter

from rules.channels import Channel
from rules.consultation.matter import Service
from rules.consultation.registration import register_question
from rules.dispute.matter import Party
from rules.dispute.registration import register
from rules.dispute.screen import Concern, Reply
from rules.participants import People
from rules.petition.registration import register_petition
from rules.recommendation.drafting import draft_recommendation
from rules.recommendation.matter import Content, Kind


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


# The first event of what people can begin: what every procedure begins with, the body, and those named in it.
FIRSTS: Mapping[str, Callable[[dict[str, Any], dict[str, Any], list[dict[str, Any]]], Any]] = {
    "dispute": _dispute,
    "consultation": _consultation,
    "petition": _petition,
    "recommendation": _recommendation,
}

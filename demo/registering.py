"""What the API is told when the people of a story bring something: their words, and who they are."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from desk.town import COUNTY
from rules.dispute.screen import Concern, Reply
from rules.instants import legal_day


def people_of(body: dict[str, Any]) -> list[dict[str, Any]]:
    """Those named in a registration: the ``parties`` of a dispute, the ``people`` of anything else."""
    people: list[dict[str, Any]] = body["parties"] if "parties" in body else body.get("people", [])
    return people


def described(body: dict[str, Any]) -> dict[str, Any]:
    """What somebody brings as it is compared: its words, the people, and those against whom it goes."""
    named = [(each["name"], each["role"] == "counterparty") for each in people_of(body)]
    return {
        **words_of(body.get("said", "")),  # nobody brought a recommendation
        "people": sorted(name for name, is_against in named if not is_against),
        "counterparties": sorted(name for name, is_against in named if is_against),
    }


def words_of(said: str) -> dict[str, str]:
    return {"title": said[:20], "body": said}


def _registration(body: dict[str, Any], edition: str) -> dict[str, Any]:
    """What the API is told of anything: what was said as a matter, and no name that only the story knows."""
    said = {name: value for name, value in body.items() if name not in ("said", "parties", "people")}
    people = [{k: v for k, v in each.items() if k != "ref"} for each in people_of(body)]
    return {
        **said,
        **({"matter": {"channel": "window", **words_of(body["said"])}} if "said" in body else {}),
        "parties" if "parties" in body else "people": people,
        "edition": f"{COUNTY}/{edition}",
    }


def _dispute(body: dict[str, Any], edition: str) -> dict[str, Any]:
    """With every question of the screen answered."""
    screen = dict.fromkeys(Concern, Reply.NO) | body.get("screen", {})
    return {**_registration(body, edition), "screen": screen}


def _as_it_is(body: dict[str, Any], _edition: str) -> dict[str, Any]:
    """About a matter that is there, or about none that anybody brought."""
    return body


def _errand(body: dict[str, Any], edition: str) -> dict[str, Any]:
    """Its last day as a day: a story counts instants."""
    until = {"until": last_day(body["until"])} if "until" in body else {}
    return {**_registration(body, edition), **until}


def last_day(until: str) -> str:
    """The legal day of an instant, as the API takes it."""
    return legal_day(datetime.fromisoformat(until)).isoformat()


def _event(body: dict[str, Any], edition: str) -> dict[str, Any]:
    """At a place or in a village; whoever reported it can be reached, if they wished."""
    said = {name: value for name, value in body.items() if name not in ("said", "people")}
    reporters = [{"name": each["name"], "contact": "13800000000"} for each in people_of(body)]
    reporter = {"reporter": reporters[0]} if reporters else {}
    return {**said, **words_of(body["said"]), **reporter, "edition": f"{COUNTY}/{edition}"}


def _inspection(body: dict[str, Any], edition: str) -> dict[str, Any]:
    """Nobody brings an inspection: it has a scope, and no people."""
    scope = {name: value for name, value in body.items() if name != "said"}
    return {**scope, **words_of(body["said"]), "edition": f"{COUNTY}/{edition}"}


def _backlog(body: dict[str, Any], edition: str) -> dict[str, Any]:
    """Of a matter that is there."""
    return {**body, "edition": f"{COUNTY}/{edition}"}


def _meeting(body: dict[str, Any], edition: str) -> dict[str, Any]:
    """A meeting has a title and no people."""
    said = {name: value for name, value in body.items() if name != "said"}
    return {**said, "title": body["said"], "edition": f"{COUNTY}/{edition}"}


def _called_out(body: dict[str, Any], edition: str) -> dict[str, Any]:
    """Nobody is named in it: units are called out, and what was said is sealed."""
    told = _registration(body, edition)
    del told["people"]
    return told


# What people can begin.
REGISTRATIONS: Mapping[str, Callable[[dict[str, Any], str], dict[str, Any]]] = {
    "dispute": _dispute,
    "consultation": _registration,
    "petition": _registration,
    "event": _event,
    "inspection": _inspection,
    "backlog": _backlog,
    "meeting": _meeting,
    "dispatch": _called_out,
    "incident": _called_out,
    "errand": _errand,
    "recommendation": _as_it_is,
    "supervision": _as_it_is,
}


def path_of(kind: str) -> str:
    """Where it is registered: the kind's plural."""
    return f"/{kind}es" if kind.endswith("ch") else f"/{kind}s"

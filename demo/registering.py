"""What the API is told when the people of a story bring something: their words, and who they are."""

from collections.abc import Callable, Mapping
from typing import Any

from desk.town import COUNTY
from rules.dispute.screen import Concern, Reply


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


def _recommendation(body: dict[str, Any], _edition: str) -> dict[str, Any]:
    """As it is: it is about no matter that anybody brought."""
    return body


# What people can begin. The path is the kind's plural.
REGISTRATIONS: Mapping[str, Callable[[dict[str, Any], str], dict[str, Any]]] = {
    "dispute": _dispute,
    "consultation": _registration,
    "petition": _registration,
    "recommendation": _recommendation,
}

"""The desk of an agency, for stories and tests: look at what it has, and act as its people would.

For whoever sits at this machine: the server listens on loopback alone, and nothing here is signed.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException
from pydantic import BaseModel, ConfigDict, Field

import contract
from simulator.agency import Agency, CannotBeSaid
from simulator.checking import parse
from simulator.finding import agency_of

router = APIRouter(prefix="/{agency}/desk")
Here = Annotated[Agency, Depends(agency_of)]

VERBS = {
    "receive": "received",
    "sign": "signed-for",
    "accept": "accepted",
    "refuse": "refused",
    "want-supplement": "supplement-wanted",
    "progress": "progressed",
    "return": "returned",
    "recall": "recalled",
    "supply": "supplied",
    "confirm": "confirmed",
    "end-consent": "consent-ended",
}


class DeskAct(BaseModel):
    """What somebody does about one handoff. `data` overrides what would be said otherwise."""

    model_config = ConfigDict(extra="forbid")

    subject: str
    act: str = Field(description=" ".join(VERBS))
    data: dict[str, Any] = {}
    forced: bool = False


class Push(BaseModel):
    """A matter of the agency's own. `recalled_first`: the recall leaves before it."""

    model_config = ConfigDict(extra="forbid")

    docking: str
    data: dict[str, Any] = {}
    recalled_first: bool = False


class Door(BaseModel):
    """Whether the agency's system takes what the county says about one handoff."""

    model_config = ConfigDict(extra="forbid")

    subject: str
    closed: bool


@router.get("/exchanges")
async def exchanges(agency: Here) -> list[dict[str, Any]]:
    """Every handoff of this agency."""
    return [_shown(agency, each.subject) for each in agency.store.exchanges(agency.name)]


@router.get("/exchanges/{subject:path}")
async def exchange(agency: Here, subject: str) -> dict[str, Any]:
    """One handoff, with what was said about it."""
    if agency.store.exchange(agency.name, subject) is None:
        raise HTTPException(404)
    return _shown(agency, subject)


@router.post("/acts")
async def act(agency: Here, wanted: DeskAct) -> dict[str, str]:
    """Say something about a handoff; it is on its way when this answers."""
    if wanted.act not in VERBS:
        raise HTTPException(422, f"there is: {' '.join(VERBS)}")
    try:
        id = agency.say(wanted.subject, VERBS[wanted.act], wanted.data, is_forced=wanted.forced)
    except KeyError:
        raise HTTPException(404) from None
    except CannotBeSaid as no:
        raise HTTPException(409, str(no)) from None
    return {"message": id}


@router.post("/push")
async def push(agency: Here, wanted: Push) -> dict[str, str]:
    """Send the county a matter; it is on its way when this answers."""
    if wanted.docking not in contract.dockings():
        raise HTTPException(422, f"there is: {' '.join(contract.dockings())}")
    return {"subject": agency.push(wanted.docking, wanted.data, is_recalled_first=wanted.recalled_first)}


@router.post("/doors")
async def door(agency: Here, wanted: Door) -> dict[str, bool]:
    """Take nothing about one handoff any more, or take it again."""
    if wanted.closed:
        agency.closed.add(wanted.subject)
    else:
        agency.closed.discard(wanted.subject)
    return {"closed": wanted.closed}


@router.get("/ledger")
async def ledger(agency: Here, subject: str | None = None) -> list[dict[str, Any]]:
    """Every attempt to deliver something, and what was answered."""
    return [each for each in agency.store.ledger(agency.name) if subject in {None, each["subject"]}]


def _shown(agency: Agency, subject: str) -> dict[str, Any]:
    found = agency.store.exchange(agency.name, subject)
    assert found is not None
    letters = agency.store.letters_about(agency.name, subject)
    taken = agency.store.all_taken(agency.name, subject)
    return {
        **agency.told(found),
        "docking": found.docking,
        "is_ours": found.is_ours,
        "practice": found.practice,
        "said": [{"id": each.id, "what": each.what, "data": each.data} for each in letters],
        "heard": [
            {
                "id": each.id,
                "what": each.what,
                "data": parse(each.body)["data"],
                "effect": each.effect,
                "reason": each.reason,
            }
            for each in taken
        ],
        "on_their_way": [each.id for each in agency.store.unsettled(agency.name, subject)],
    }

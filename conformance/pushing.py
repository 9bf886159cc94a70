"""Clauses 4.x: the agency as the sender of a matter of its own. Tried when it sends some during the run."""

from typing import Any

import contract
from conformance.kit import Kit, expect_effect, expect_same

SEAT = {"role": "docking_office", "unit": "kit"}


async def is_accepted(kit: Kit) -> None:
    subject = await kit.pushed()
    expect_same("subject", subject.startswith("handoff/"), False)

    received = await kit.send("received", subject, {})
    accepted = await kit.send("accepted", subject, _acceptance())

    expect_effect(received.receipt, "taken")
    expect_effect(accepted.receipt, "taken")
    expect_same("holder", accepted.receipt["holder"], "receiver")


async def is_asked_once(kit: Kit) -> None:
    subject = await kit.pushed()

    first = await kit.send("supplement-wanted", subject, {"items": ["联系方式"]})
    second = await kit.send("supplement-wanted", subject, {"items": ["另一份材料"]})

    expect_effect(first.receipt, "taken")
    expect_effect(second.receipt, "refused", "supplement-asked-before")


async def is_returned_once(kit: Kit) -> None:
    subject = await kit.pushed()
    outcomes = kit.county.affairs[subject].docking
    await kit.send("accepted", subject, _acceptance())

    first = await kit.send("returned", subject, _result(outcomes, 0))
    second = await kit.send("returned", subject, _result(outcomes, 1))

    expect_effect(first.receipt, "taken")
    expect_effect(second.receipt, "refused", "ended")
    expect_same("holder", first.receipt["holder"], "sender")


def _acceptance() -> dict[str, Any]:
    return {"receiver_ref": "kit-1", "accepted_by": SEAT}


def _result(docking: str, which: int) -> dict[str, Any]:
    return {"outcome": contract.dockings()[docking][which], "documents": []}

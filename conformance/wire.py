"""Clauses 1.x: how a message travels, and what is answered."""

import asyncio
import base64
import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import contract
from conformance import matter
from conformance.kit import Failed, Kit, NotTried, expect_effect, expect_same, expect_status, receipt
from conformance.signing import Keys

FIELDS = {"message", "received_at", "effect", "reason", "stage", "holder"}


async def first_time(kit: Kit) -> None:
    _, sent = await kit.practice("stay-silent")

    told = sent.receipt
    if sent.response.status_code not in {200, 202}:  # 200 only if an earlier answer was lost
        expect_status(sent.response, 202)
    expect_same("回执 receipt", set(told) >= FIELDS, True)
    expect_same("message", told["message"], sent.id)
    expect_same("holder", told["holder"], "sender")


async def again(kit: Kit) -> None:
    subject, sent = await kit.practice("accept")
    await kit.hear(subject, "accepted")

    repeats = await asyncio.gather(*(kit.repeat(sent.id, sent.body) for _ in range(3)))

    await kit.silence(subject)
    for response in repeats:
        expect_status(response, 200)
        expect_same("received_at", receipt(response)["received_at"], sent.receipt["received_at"])
        expect_effect(receipt(response), "taken")
    expect_same("accepted", len(kit.county.affairs[subject].what_was_said("accepted")), 1)


async def other_body(kit: Kit) -> None:
    _, sent = await kit.practice("stay-silent")
    other = matter.written({**json.loads(sent.body), "time": "2020-01-01T00:00:00Z"})

    expect_status(await kit.repeat(sent.id, other), 409)


async def bad_signature(kit: Kit) -> None:
    id, body, _ = _matter(kit)
    stranger = Keys("whsec_" + base64.b64encode(b"not the secret of this agency").decode())
    of_another_id = kit.keys.headers(str(uuid4()), body)

    expect_status(await kit.post(body, stranger.headers(id, body)), 401)
    expect_status(await kit.post(body + b" ", kit.keys.headers(id, body)), 401)
    expect_status(await kit.post(body, {**of_another_id, "webhook-id": id}), 401)


async def outside_the_window(kit: Kit) -> None:
    id, body, _ = _matter(kit)

    for late_by in (330, -330, 86_400):
        expect_status(await kit.post(body, kit.keys.headers(id, body, late_by=late_by)), 401)


async def unknown_sender(kit: Kit) -> None:
    id, body, message = _matter(kit)
    claimed = matter.written({**message, "source": f"urn:fengqiao:agency:{kit.agency}"})

    expect_status(await kit.post(body, {}), 401)
    expect_status(await kit.post(claimed, kit.keys.headers(id, claimed)), 401)


async def too_large(kit: Kit) -> None:
    id, body, _ = _matter(kit)
    padded = body + b" " * (contract.LARGEST + 1 - len(body))

    expect_status(await kit.post(padded, kit.keys.headers(id, padded)), 413)


async def not_json(kit: Kit) -> None:
    id = str(uuid4())
    for body in (b'{"specversion": "1.0"', b"[]"):
        expect_status(await kit.post(body, kit.keys.headers(id, body)), 400)


MUTATIONS: tuple[tuple[str, Callable[[dict[str, Any]], object]], ...] = (
    ("/data/summary", lambda message: message["data"].pop("summary")),
    ("/data/summary", lambda message: message["data"].update(summary="长" * 20_001)),
    ("/data/surprise", lambda message: message["data"].update(surprise=1)),
    ("/data/docking", lambda message: message["data"].update(docking="no-such-docking")),
    ("/data/parties/0/is_minor", lambda message: message["data"]["parties"][0].update(is_minor="no")),
    ("/type", lambda message: message.update(type="cn.fengqiao.handoff.shouted.v1")),
    ("/time", lambda message: message.update(time="yesterday")),
    ("/dataschema", lambda message: message.pop("dataschema")),
)


async def not_of_the_contract(kit: Kit) -> None:
    for pointer, mutate in MUTATIONS:
        id, _, message = _matter(kit)
        mutate(message)
        await _refused_at(kit, id, message, pointer)


async def wrong_digest(kit: Kit) -> None:
    id, _, message = _matter(kit)
    message["data"]["documents"][0]["text"] = "换了。"

    await _refused_at(kit, id, message, "/data/documents/0/sha256")


async def state_is_signed_for(kit: Kit) -> None:
    subject, _ = await kit.practice("stay-silent")
    stranger = Keys("whsec_" + base64.b64encode(b"not the secret of this agency").decode())

    expect_status(await kit.get(subject, {}), 401)
    expect_status(await kit.get(subject, stranger.headers(str(uuid4()), b"")), 401)
    expect_status(await kit.get(matter.new_subject()), 404)
    expect_status(await kit.get(subject), 200)


async def several_signatures(kit: Kit) -> None:
    id, body, _ = _matter(kit)
    good = kit.keys.headers(id, body)
    other = "v1," + base64.b64encode(bytes(32)).decode()

    response = await kit.post(
        body, {**good, "webhook-signature": f"{other} v9,later {good['webhook-signature']}"}
    )

    expect_effect(receipt(response), "taken")


async def by_key(kit: Kit) -> None:
    if kit.keys.private is None:
        raise NotTried("没有给出县的 Ed25519 私钥 no Ed25519 key of the county was given")
    id, body, _ = _matter(kit)
    forged = kit.keys.by_key(id, body + b" ")

    expect_status(await kit.post(body, forged), 401)
    expect_effect(receipt(await kit.post(body, kit.keys.by_key(id, body))), "taken")


def _matter(kit: Kit) -> tuple[str, bytes, dict[str, Any]]:
    """A good message that was not sent yet."""
    data = matter.practice(kit.agency, "stay-silent")
    message = matter.message("sent", matter.new_subject(), data)
    return message["id"], matter.written(message), message


async def _refused_at(kit: Kit, id: str, message: dict[str, Any], pointer: str) -> None:
    body = matter.written(message)
    response = await kit.post(body, kit.keys.headers(id, body))
    expect_status(response, 422)
    pointers = [each.get("pointer") for each in response.json().get("errors", [])]
    if pointer not in pointers:
        raise Failed(f"422 应指出 should point at {pointer}；见到 seen: {pointers}")

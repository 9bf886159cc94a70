"""Clauses 3.x: the agency as the receiver of a matter."""

from starlette.responses import JSONResponse

from conformance import matter, reading
from conformance.county import receipt_of
from conformance.kit import Failed, Kit, expect_effect, expect_same


async def accepts(kit: Kit) -> None:
    subject, _ = await kit.practice("accept")
    accepted = await kit.hear(subject, "accepted")

    told = await kit.state(subject, "accepted")

    assert accepted.message is not None
    expect_same("holder", told["holder"], "receiver")
    expect_same("receiver_ref", told["receiver_ref"], accepted.message["data"]["receiver_ref"])


async def holder(kit: Kit) -> None:
    """An acceptance stands only once the county has taken it."""
    subject = matter.new_subject()
    affair = kit.county.affairs[subject]
    answers = {"stands": False}

    def undecided(heard: object) -> JSONResponse | None:
        affair.answers.append(undecided)
        what, id = getattr(heard, "what", ""), getattr(heard, "id", "")
        if what != "accepted" or answers["stands"]:
            return None
        return JSONResponse(receipt_of(id, affair, "pending", None), 202)

    affair.answers.append(undecided)
    sent = await kit.send("sent", subject, matter.practice(kit.agency, "accept"))
    expect_effect(sent.receipt, "taken")
    await kit.until(lambda: bool(affair.what_was_said("accepted")), "没有听到 not heard: accepted")
    before = (await kit.get(subject)).json()
    answers["stands"] = True
    await kit.hear(subject, "accepted")

    after = await kit.state(subject, "accepted")

    expect_same("受理成立以前 holder before", before["holder"], "sender")
    expect_same("受理成立以后 holder after", after["holder"], "receiver")


async def refuses(kit: Kit) -> None:
    subject, _ = await kit.practice("refuse")
    refused = await kit.hear(subject, "refused")

    told = await kit.state(subject, "refused")

    assert refused.message is not None
    data = refused.message["data"]
    missing = [name for name in ("reason", "basis", "words") if not str(data.get(name, "")).strip()]
    expect_same("缺少 missing", missing, [])
    expect_same("holder", told["holder"], "sender")


async def asks_once(kit: Kit) -> None:
    subject, _ = await kit.practice("want-supplement", "accept")
    await kit.hear(subject, "supplement-wanted")
    await kit.state(subject, "supplement")
    await kit.silence(subject)
    kit.none_of(subject, "accepted")

    supplied = await kit.send("supplied", subject, matter.supplement())

    expect_effect(supplied.receipt, "taken")
    await kit.hear(subject, "accepted")
    await kit.silence(subject)
    asked = kit.county.affairs[subject].what_was_said("supplement-wanted")
    expect_same("要求补充次数 times asked", len(asked), 1)


async def recalled_before_acceptance(kit: Kit) -> None:
    subject, _ = await kit.practice("stay-silent")

    recalled = await kit.send("recalled", subject, {"reason": "练习。"})
    kit.county.affairs[subject].stage = "recalled"

    expect_effect(recalled.receipt, "taken")
    told = await kit.state(subject, "recalled")
    expect_same("holder", told["holder"], "sender")
    await kit.silence(subject)
    kit.none_of(subject, "accepted", "returned")


async def recalled_after_acceptance(kit: Kit) -> None:
    subject, _ = await kit.practice("accept")
    await kit.hear(subject, "accepted")
    await kit.state(subject, "accepted")

    recalled = await kit.send("recalled", subject, {"reason": "练习。"})

    expect_effect(recalled.receipt, "refused", "already-accepted")
    expect_same("holder", (await kit.state(subject, "accepted"))["holder"], "receiver")


async def recalled_before_it_came(kit: Kit) -> None:
    subject = matter.new_subject()
    affair = kit.county.affairs[subject]

    recalled = await kit.send("recalled", subject, {"reason": "练习。"})
    affair.stage = "recalled"

    expect_effect(recalled.receipt, "pending")
    await kit.send("sent", subject, matter.practice(kit.agency, "accept"))
    await kit.state(subject, "recalled")
    again = await kit.repeat(recalled.id, recalled.body)
    expect_effect(again.json(), "taken")
    await kit.silence(subject)
    expect_same("仍持有 held", (await kit.get(subject)).json()["holder"], "sender")


async def drops_what_was_recalled(kit: Kit) -> None:
    """The county had recalled it; the acceptance comes too late."""
    subject = matter.new_subject()
    affair = kit.county.affairs[subject]
    affair.stage = "recalled"
    sent = await kit.send("sent", subject, matter.practice(kit.agency, "accept", "return"))
    expect_effect(sent.receipt, "taken")
    await kit.until(
        lambda: any(each.effect == "refused" for each in affair.heard), "没有听到 nothing was heard"
    )

    await kit.silence(subject)

    kit.none_of(subject, "progressed", "returned")
    expect_same("holder", (await kit.state(subject, "recalled"))["holder"], "sender")


async def returns_once(kit: Kit) -> None:
    subject, _ = await kit.practice("accept", "return")
    returned = await kit.hear(subject, "returned")

    told = await kit.state(subject, "returned")

    await kit.silence(subject)
    affair = kit.county.affairs[subject]
    assert returned.message is not None
    expect_same("返回次数 times returned", len(affair.what_was_said("returned")), 1)
    expect_same("holder", told["holder"], "sender")
    if found := reading.mistakes(returned.message, matter.DOCKING):
        raise Failed(f"returned：{'; '.join(found)}")


async def confirmed(kit: Kit) -> None:
    subject, _ = await kit.practice("accept", "return")
    await kit.hear(subject, "returned")
    await kit.state(subject, "returned")

    first = await kit.send("confirmed", subject, {})
    second = await kit.send("confirmed", subject, {})

    expect_effect(first.receipt, "taken")
    expect_effect(second.receipt, "nothing")
    await kit.state(subject, "closed")


async def consent_ended(kit: Kit) -> None:
    subject, _ = await kit.practice("accept")
    await kit.hear(subject, "accepted")
    await kit.state(subject, "accepted")

    ended = await kit.send("consent-ended", subject, {"party": "party-1"})
    kit.county.affairs[subject].stage = "consent-ended"

    expect_effect(ended.receipt, "taken")
    told = await kit.state(subject, "consent-ended")
    expect_same("holder", told["holder"], "sender")


async def at_the_wrong_stage(kit: Kit) -> None:
    subject, _ = await kit.practice("stay-silent")

    confirmation = await kit.send("confirmed", subject, {})
    supplied = await kit.send("supplied", subject, matter.supplement())

    expect_effect(confirmation.receipt, "refused", "not-at-this-stage")
    expect_effect(supplied.receipt, "refused", "not-at-this-stage")


async def after_the_end(kit: Kit) -> None:
    subject, _ = await kit.practice("refuse")
    await kit.hear(subject, "refused")
    await kit.state(subject, "refused")

    supplied = await kit.send("supplied", subject, matter.supplement())
    recalled = await kit.send("recalled", subject, {"reason": "练习。"})

    expect_effect(supplied.receipt, "refused", "ended")
    expect_effect(recalled.receipt, "refused", "ended")


async def same_news(kit: Kit) -> None:
    """The same thing under another id changes nothing."""
    subject, sent = await kit.practice("stay-silent")

    again = await kit.send("recalled", subject, {"reason": "练习。"})
    kit.county.affairs[subject].stage = "recalled"
    once_more = await kit.send("recalled", subject, {"reason": "练习。"})

    expect_effect(sent.receipt, "taken")
    expect_effect(again.receipt, "taken")
    expect_effect(once_more.receipt, "nothing")


async def state_is_what_was_exchanged(kit: Kit) -> None:
    subject, _ = await kit.practice("want-supplement", "accept", "return")
    await kit.hear(subject, "supplement-wanted")
    await kit.state(subject, "supplement")
    await kit.send("supplied", subject, matter.supplement())
    await kit.hear(subject, "returned")
    await kit.state(subject, "returned")
    await kit.send("confirmed", subject, {})
    await kit.silence(subject)

    told = await kit.state(subject, "closed")

    affair = kit.county.affairs[subject]
    expect_same("subject", told["subject"], subject)
    expect_same("taken", told["taken"], affair.said)
    expect_same("sent", sorted(told["sent"]), sorted({each.id for each in affair.heard}))

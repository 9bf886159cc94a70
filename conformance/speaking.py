"""Clauses 2.x: how the agency says something itself."""

from collections.abc import Callable
from itertools import pairwise

from starlette.responses import JSONResponse, Response

from conformance import matter, reading
from conformance.county import Affair, Heard, receipt_of
from conformance.kit import Failed, Kit, NotTried, expect_effect, expect_same


async def repeats(kit: Kit) -> None:
    subject, affair = _prepared(kit)
    affair.answers = [_status(500), _status(503, retry_after=2), _status(429, retry_after=2)]
    await _begin(kit, subject, "accept")
    await kit.hear(subject, "accepted")

    first, *more = [each for each in affair.heard if each.id == affair.heard[0].id]
    expect_same("次数 attempts", len(more) >= 3, True)
    for each in more:
        expect_same("正文 same bytes", each.body == first.body, True)
    for before, after in pairwise(more[:3]):
        if after.at - before.at < 1.95:
            raise Failed(f"Retry-After: 2，却只等了 but waited {after.at - before.at:.2f} s")
        is_fresh = int(after.headers["webhook-timestamp"]) > int(before.headers["webhook-timestamp"])
        expect_same("时间戳更新 fresh timestamp", is_fresh, True)


async def final_answers(kit: Kit) -> None:
    subject, affair = _prepared(kit)
    affair.answers = [_status(422)]
    await _begin(kit, subject, "accept")

    await kit.until(lambda: bool(affair.heard), "没有听到 nothing was heard")
    await kit.silence(subject)

    expect_same("次数 attempts", len([each for each in affair.heard if each.id == affair.heard[0].id]), 1)


async def pending(kit: Kit) -> None:
    subject, affair = _prepared(kit)
    affair.answers = [_pending(affair)] * 2
    await _begin(kit, subject, "accept")

    await kit.hear(subject, "accepted")

    first = [each for each in affair.heard if each.id == affair.heard[0].id]
    expect_same("再问 asked again", len(first) >= 3, True)


async def signed_and_of_the_contract(kit: Kit) -> None:
    """Looks at everything that was heard in this run."""
    if strange := kit.county.strange:
        raise Failed(f"{len(strange)} 条不能收 could not be taken: {' | '.join(sorted(set(strange))[:3])}")
    for affair in _all_heard(kit):
        for heard in affair.heard:
            assert heard.message is not None
            if found := reading.mistakes(heard.message, affair.docking):
                raise Failed(f"{heard.what}：{'; '.join(found[:3])}")


async def digests(kit: Kit) -> None:
    """Looks at every document that was heard of in this run."""
    for affair in _all_heard(kit):
        for heard in affair.heard:
            assert heard.message is not None
            expect_same("摘要不符 wrong digests", reading.wrong_digests(heard.message), [])


def _all_heard(kit: Kit) -> list[Affair]:
    found = [affair for affair in kit.county.affairs.values() if affair.heard]
    if not found:
        raise NotTried("没有听到机关的消息 the agency was not heard")
    return found


def _prepared(kit: Kit) -> tuple[str, Affair]:
    subject = matter.new_subject()
    return subject, kit.county.affairs[subject]


async def _begin(kit: Kit, subject: str, *wishes: str) -> None:
    sent = await kit.send("sent", subject, matter.practice(kit.agency, *wishes))
    expect_effect(sent.receipt, "taken")


def _status(status: int, retry_after: int | None = None) -> Callable[[Heard], Response]:
    headers = {} if retry_after is None else {"retry-after": str(retry_after)}
    return lambda _: JSONResponse({"code": "practice"}, status, headers)


def _pending(affair: Affair) -> Callable[[Heard], Response]:
    return lambda heard: JSONResponse(receipt_of(heard.id, affair, "pending", None), 202)

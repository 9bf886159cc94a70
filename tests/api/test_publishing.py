"""Publishing by two persons: what is approved is what was seen, by somebody else than proposed it, once."""

import asyncio
import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import httpx
import pytest

import counties
from records import directory
from rules.clocks.rule import Transition
from tests.api.conftest import AUDITOR, CLERK, DISPATCHER, Caller, Desk
from tests.api.test_publications import CALENDAR, HEAD, RULES, a_year, published

BUREAU = "p-sl-petition-bureau"
PROPOSALS = "/publication-proposals"


async def proposed(desk: Desk, body: Any, path: str = CALENDAR) -> str:
    """Where the proposal lies."""
    answer = await (await desk.sign_in(DISPATCHER)).post(path, body)
    assert answer.status_code == 201, answer.text
    where: str = answer.headers["Location"]
    return where


async def seen(caller: Caller, where: str) -> dict[str, Any]:
    answer = await caller.get(where)
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def approved(caller: Caller, where: str, key: str | None = None) -> httpx.Response:
    return await caller.post(f"{where}/approve", {"digest": (await seen(caller, where))["digest"]}, key)


async def years_published(desk: Desk, year: int) -> list[str]:
    listed = (await (await desk.sign_in(CLERK)).get("/publications")).json()
    return [each["version"] for each in listed if each["body"].get("year") == year]


async def test_the_preview_shows_each_day_as_it_is_and_as_it_will_be(desk: Desk) -> None:
    body = {**a_year(2061), "holidays": ["2061-01-03"], "make_up_workdays": ["2061-01-08"]}
    where, head = await proposed(desk, body), await desk.sign_in(HEAD)

    shown = await seen(head, where)

    days = [(each["day"], each["before"], each["after"]) for each in shown["changes"]["days"]]
    assert days == [("2061-01-03", "workday", "holiday"), ("2061-01-08", "weekend", "make-up")]
    assert shown["changes"]["days"][0]["after_words"] == {"zh": "放假", "en": "Holiday"}
    assert shown["changes"]["first_of_its_year"] is True
    assert (shown["may"], shown["waits"], shown["has_changed"]) == (["approved", "refused"], True, False)
    assert shown["public_reason"] == a_year(2061)["public_reason"]
    assert await years_published(desk, 2061) == []


async def test_the_preview_of_rules_has_old_beside_new_with_the_article_and_counts_open_cases(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = counties.edition("demo", "2026.1")
    rule = demo.rule("K-40")
    longer = replace(rule, count=(rule.count or 0) + 5, transition=Transition.OPEN_CASES)
    clocks = tuple(longer if each.id == "K-40" else each for each in demo.clocks)
    newer = replace(demo, id="demo/2026.1-longer", clocks=clocks)
    monkeypatch.setattr(counties, "all_editions", lambda: (demo, newer))
    await desk.dispute()
    head = await desk.sign_in(HEAD)
    where = await proposed(desk, {"edition": newer.id, "public_reason": "议定"}, RULES)

    shown = await seen(head, where)

    (changed,) = shown["changes"]["rules"]
    parts = {each["part"]: (each["before"]["zh"], each["after"]["zh"]) for each in changed["parts"]}
    assert (changed["id"], changed["is_new"], bool(changed["article"]["zh"])) == ("K-40", False, True)
    assert parts["length"] == (f"{rule.count}日", f"{longer.count}日")
    assert parts["transition"] == ("仅新案件", "在办案件一并适用")
    assert shown["open_cases"] >= 1
    assert shown["edition"] == newer.id

    changed_since = replace(newer, clocks=demo.clocks)
    for known in ((demo,), (demo, changed_since)):
        monkeypatch.setattr(counties, "all_editions", lambda known=known: known)
        stale = await seen(head, where)
        refused = await head.post(f"{where}/approve", {"digest": stale["digest"]})
        assert (stale["is_stale"], stale["may"]) == (True, ["refused"])
        assert (refused.status_code, refused.json()["code"]) == (409, "edition-changed")
    await head.post(f"{where}/refuse", {"public_reason": "版本已改。"})


async def test_whoever_proposed_it_does_not_approve_it(desk: Desk) -> None:
    where, dispatcher = await proposed(desk, a_year(2062)), await desk.sign_in(DISPATCHER)

    shown = await seen(dispatcher, where)
    no = await approved(dispatcher, where)
    refused = await dispatcher.post(f"{where}/refuse", {"public_reason": "x"})

    assert shown["may"] == ["withdrawn"]
    assert "另一位" in shown["not_now"]["approved"]["zh"]
    assert [(each.status_code, each.json()["code"]) for each in (no, refused)] == [
        (409, "own-publication")
    ] * 2
    assert await years_published(desk, 2062) == []


async def test_under_another_seat_it_is_still_the_same_person(desk: Desk) -> None:
    both, since = f"p-both-{uuid.uuid4()}", date(2026, 1, 1)
    roles = ("centre_dispatcher", "petition_bureau_head")
    async with desk.app.state.office.records.begin() as connection:
        sittings = [directory.Sitting(both, role, "sl", since) for role in roles]
        await directory.enter(connection, [], [directory.Person(both, both, since)], sittings)
    as_dispatcher = await desk.sign_in(both, **{"Act-As": "centre_dispatcher@sl"})
    as_head = await desk.sign_in(both, **{"Act-As": "petition_bureau_head@sl"})
    where = (await as_dispatcher.post(CALENDAR, a_year(2063))).headers["Location"]

    no = await approved(as_head, where)

    assert (no.status_code, no.json()["code"]) == (409, "own-publication")
    assert (await approved(await desk.sign_in(HEAD), where)).status_code == 200


async def test_of_two_approvals_at_once_there_is_one_publication(desk: Desk) -> None:
    where = await proposed(desk, a_year(2064))
    callers = [await desk.sign_in(person) for person in (HEAD, BUREAU)]
    digest = (await seen(callers[0], where))["digest"]

    answers = await asyncio.gather(
        *(each.post(f"{where}/approve", {"digest": digest}) for each in callers * 3)
    )

    assert sorted(each.status_code for each in answers) == [200, 409, 409, 409, 409, 409]
    assert {each.json()["code"] for each in answers if each.status_code == 409} == {"publication-answered"}
    assert len(await years_published(desk, 2064)) == 1


async def test_the_same_key_is_the_same_approval_and_another_request_under_it_is_none(desk: Desk) -> None:
    where, key, head = await proposed(desk, a_year(2065)), str(uuid.uuid4()), await desk.sign_in(HEAD)
    digest = (await seen(head, where))["digest"]

    first, again = [await head.post(f"{where}/approve", {"digest": digest}, key) for _ in range(2)]
    other = await head.post(f"{where}/approve", {"digest": "1" * 64}, key)

    assert (first.status_code, again.status_code, other.status_code) == (200, 200, 422)
    assert first.json()["answer"] == again.json()["answer"]
    assert other.json()["code"] == "key-reused"


async def test_what_changed_since_it_was_seen_is_not_approved(desk: Desk) -> None:
    more = {**a_year(2066), "holidays": ["2066-05-01", "2066-05-03"]}
    where, head = await proposed(desk, more), await desk.sign_in(HEAD)
    before = await seen(head, where)
    between = await published(desk, CALENDAR, a_year(2066))
    assert between.status_code == 200, between.text

    no = await head.post(f"{where}/approve", {"digest": before["digest"]})

    now = await seen(head, where)
    assert (no.status_code, no.json()["code"]) == (409, "publication-changed")
    assert (before["has_changed"], now["has_changed"]) == (False, True)
    assert [each["day"] for each in now["changes"]["days"]] == ["2066-05-03"]
    assert (await head.post(f"{where}/approve", {"digest": now["digest"]})).status_code == 200
    assert len(await years_published(desk, 2066)) == 2


async def test_it_is_refused_with_a_reason_and_then_answered(desk: Desk) -> None:
    where, head = await proposed(desk, a_year(2067)), await desk.sign_in(HEAD)

    without = await head.post(f"{where}/refuse", {})
    refused = await head.post(f"{where}/refuse", {"public_reason": "与通知原文不一致。"})
    too_late = await approved(await desk.sign_in(BUREAU), where)

    said = refused.json()
    assert (without.status_code, refused.status_code) == (422, 200)
    assert (said["answer"]["answer"], said["answer"]["by"]) == ("refused", HEAD)
    assert said["answer"]["public_reason"] == "与通知原文不一致。"
    assert (too_late.status_code, too_late.json()["code"]) == (409, "publication-answered")
    assert await years_published(desk, 2067) == []


async def test_its_proposer_alone_withdraws_it(desk: Desk) -> None:
    where, why = await proposed(desk, a_year(2068)), {"public_reason": "写错了日期。"}

    no = await (await desk.sign_in(HEAD)).post(f"{where}/withdraw", why)
    withdrawn = await (await desk.sign_in(DISPATCHER)).post(f"{where}/withdraw", why)

    assert (no.status_code, no.json()["code"]) == (409, "not-yours-to-withdraw")
    assert withdrawn.json()["answer"]["answer"] == "withdrawn"


async def test_a_proposal_waits_however_long_nobody_answers(desk: Desk) -> None:
    where = await proposed(desk, a_year(2069))
    desk.clock.pass_by(days=4000)
    head = await desk.sign_in(HEAD)

    shown = await seen(head, where)
    first = (await head.get(PROPOSALS)).json()

    assert (shown["waits"], shown["may"]) == (True, ["approved", "refused"])
    assert where.rpartition("/")[2] in {str(each["number"]) for each in first if each["waits"]}
    waits = [each["waits"] for each in first]
    assert waits == sorted(waits, reverse=True)


async def test_who_proposed_and_who_answered_is_in_the_log(desk: Desk) -> None:
    answer = await published(desk, CALENDAR, a_year(2070))
    assert answer.status_code == 200
    auditor = await desk.sign_in(AUDITOR)

    days = {"since": "2026-11-01", "until": "2026-11-03"}
    listed = (await auditor.get("/audit", kind="publication", limit=200, **days)).json()
    read = (await auditor.get(PROPOSALS)).json()

    lines = [(each["line"]["code"], each["line"]["person"]) for each in listed["items"]]
    assert {("publication", DISPATCHER), ("publication", HEAD)} <= set(lines)
    assert (await seen(auditor, f"{PROPOSALS}/{answer.json()['number']}"))["may"] == []
    assert read


async def test_what_nobody_proposed_is_not_there(desk: Desk) -> None:
    head = await desk.sign_in(HEAD)

    answers = [
        await head.get(f"{PROPOSALS}/999999"),
        await head.post(f"{PROPOSALS}/999999/approve", {"digest": "0" * 64}),
        await head.post(f"{PROPOSALS}/999999/refuse", {"public_reason": "x"}),
    ]

    assert [each.status_code for each in answers] == [404] * 3

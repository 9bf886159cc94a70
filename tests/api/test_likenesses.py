"""What may be the same matter is suggested with reasons, only to whoever may read it; a person decides."""

import asyncio
import uuid
from typing import Any

import pytest
from sqlalchemy import select

from api.gate import development_token
from records import content
from records.tables import access_log, links
from tests.api.conftest import (
    ADMIN,
    AUDITOR,
    CLERK,
    NEXT_VILLAGE,
    NO_SEAT,
    OTHER_TOWNSHIP,
    SECRETARY,
    SUPERVISOR,
    Caller,
    Desk,
    dispute,
)

VILLAGE, OTHER_VILLAGE = "sl-t1-v1", "sl-t2-v1"


# Of every matter nothing but its own test speaks.
MATTERS = {
    "青萍": ("青萍渡口夜间打桩扰民", "工地每晚在青萍渡口打桩到凌晨，老人和孩子无法入睡，请求制止。"),
    "白鹭": ("白鹭小学门口没有斑马线", "白鹭小学放学时车多，孩子横穿马路很危险，希望划斑马线。"),
    "黄竹": ("黄竹岭养猪场排污", "黄竹岭的养猪场把粪水排进小溪，下游井水发臭。"),
    "紫云": ("紫云街路灯半年不亮", "紫云街从街口到粮站的路灯坏了半年，晚上走路看不见。"),
    "乌石": ("乌石林场拖欠护林员工资", "乌石林场去年冬天的护林工资至今没有发。"),
    "丹霞": ("丹霞客运站取消早班车", "丹霞客运站去县城的早班车停了，学生上学迟到。"),
    "墨溪": ("墨溪古桥栏杆断裂", "墨溪古桥东侧栏杆断了两根，有人差点掉下去。"),
    "金沙": ("金沙采砂船毁堤", "采砂船在金沙段靠岸作业，堤脚被掏空。"),
    "双溪": ("双溪水库承包合同纠纷", "双溪水库发包没有开村民会议，承包费也没有公示。"),
    "三泉": ("三泉村卫生室收费没有票据", "在三泉村卫生室打针收了钱不给票据，回去不能报销。"),
    "无踪": ("无踪坳信号塔离房子太近", "无踪坳新建的信号塔离住房只有几米，住户担心。"),
}


def told(which: str, **changes: Any) -> dict[str, Any]:
    title, body = MATTERS[which]
    said = {"channel": "window", "title": title, "body": body, "author": "王甲", "unit": VILLAGE}
    return {**said, **changes}


async def registered(desk: Desk, body: dict[str, Any], person: str = CLERK) -> str:
    answer = await (await desk.sign_in(person)).post("/matters", body)
    assert answer.status_code in (200, 201), answer.text
    number: str = answer.json()["number"]
    return number


async def likenesses(desk: Desk, person: str, number: str) -> list[dict[str, Any]]:
    answer = await (await desk.sign_in(person)).get(f"/matters/{number}/likenesses")
    assert answer.status_code == 200, answer.text
    said: list[dict[str, Any]] = answer.json()
    return said


async def suggested(desk: Desk, person: str, body: dict[str, Any]) -> list[str]:
    described = {name: body[name] for name in ("title", "body", "unit")}
    answer = await (await desk.sign_in(person)).post("/matters/likenesses", described)
    assert answer.status_code == 200, answer.text
    return [each["matter"]["number"] for each in answer.json()]


async def looks(desk: Desk, person: str, what: str) -> list[Any]:
    async with desk.app.state.office.records.connect() as connection:
        rows = select(access_log).where(access_log.c.person == person, access_log.c.what == what)
        return list((await connection.execute(rows.order_by(access_log.c.id))).all())


async def test_what_came_before_is_suggested_before_registration_with_its_reasons(desk: Desk) -> None:
    number = await registered(desk, told("青萍"))
    again = {
        "title": "再次反映青萍渡口夜间打桩",
        "body": "青萍渡口的工地昨晚还是在打桩，老人和孩子无法入睡。",
        "people": ["王甲"],
        "unit": VILLAGE,
    }

    answer = await (await desk.sign_in(CLERK)).post("/matters/likenesses", again)

    (found,) = answer.json()
    assert found["matter"]["number"] == number
    assert [reason["code"] for reason in found["reasons"]] == ["same-words", "same-people", "same-place"]
    assert found["reasons"][1]["words"] == {"zh": "来件人相同", "en": "The same people brought it"}
    assert found["reasons"][1]["said"] == ["王甲"]
    assert "青萍渡口" in "".join(found["reasons"][0]["said"])
    assert "score" not in answer.text


async def test_it_is_suggested_across_channels_and_of_other_people_too(desk: Desk) -> None:
    first = await registered(desk, told("白鹭", channel="hotline"))
    second = await registered(desk, told("白鹭", channel="online", author="李乙"))

    assert [each["matter"]["number"] for each in await likenesses(desk, CLERK, second)] == [first]


async def test_the_counterparty_of_a_dispute_is_a_reason(desk: Desk) -> None:
    matter = {
        **dispute()["matter"],
        "title": "石桥湾水塘漏水淹了菜地",
        "body": "石桥湾的水塘一直漏水，淹了菜地。",
    }
    parties = [{"role": "applicant", "name": "王甲"}, {"role": "respondent", "name": "石桥湾水产合作社"}]
    case = await desk.dispute(matter=matter, parties=parties)
    again = {
        "title": "石桥湾水塘又漏水",
        "body": "石桥湾的水塘漏水淹了菜地。",
        "counterparties": ["石桥湾水产合作社"],
    }

    answer = await (await desk.sign_in(CLERK)).post("/matters/likenesses", again)

    (found,) = [each for each in answer.json() if each["matter"]["number"] == case.number]
    assert ("same-counterparties", ["石桥湾水产合作社"]) in [
        (reason["code"], reason["said"]) for reason in found["reasons"]
    ]


@pytest.mark.parametrize("person", [NEXT_VILLAGE, OTHER_TOWNSHIP, AUDITOR, ADMIN, NO_SEAT])
async def test_nothing_hidden_is_suggested(desk: Desk, person: str) -> None:
    number = await registered(desk, told("黄竹"))

    assert number not in await _suggested_to(desk, person, told("黄竹"))
    assert (await (await _signed(desk, person)).get(f"/matters/{number}/likenesses")).status_code == 404


async def _signed(desk: Desk, person: str) -> Caller:
    """Somebody without a seat cannot sign in at the door, and has a token all the same."""
    if person != NO_SEAT:
        return await desk.sign_in(person)
    return Caller(
        desk, {"Authorization": f"Bearer {development_token(desk.app.state.office.settings, person)}"}
    )


async def _suggested_to(desk: Desk, person: str, body: dict[str, Any]) -> list[str]:
    described = {name: body[name] for name in ("title", "body")}
    answer = await (await _signed(desk, person)).post("/matters/likenesses", described)
    assert answer.status_code == 200, answer.text
    return [each["matter"]["number"] for each in answer.json()]


async def test_a_hidden_matter_does_not_crowd_out_a_visible_one(desk: Desk) -> None:
    for _ in range(6):
        await registered(desk, told("紫云", unit=OTHER_VILLAGE))
    mine = await registered(desk, told("紫云"))

    assert await _suggested_to(desk, SECRETARY, told("紫云")) == [mine]


async def test_a_name_alone_brings_up_nobodys_matters(desk: Desk) -> None:
    await registered(desk, told("乌石", author="南宫问天"))

    answer = await (await desk.sign_in(CLERK)).post(
        "/matters/likenesses", {"title": "南宫问天", "body": "南宫问天", "people": ["南宫问天"]}
    )

    assert answer.json() == []


async def test_an_erased_matter_is_suggested_to_nobody_and_has_no_likenesses(desk: Desk) -> None:
    gone, stays = await registered(desk, told("丹霞")), await registered(desk, told("丹霞"))
    await content.erase(desk.app.state.office.records, gone)

    assert await suggested(desk, CLERK, told("丹霞")) == [stays]
    assert await likenesses(desk, CLERK, gone) == []


async def test_every_look_is_on_record_and_so_is_whose_words_were_shown(desk: Desk) -> None:
    number = await registered(desk, told("墨溪"))
    before = len(await looks(desk, SECRETARY, "likenesses"))

    await suggested(desk, SECRETARY, told("墨溪"))

    look = (await looks(desk, SECRETARY, "likenesses"))[before:]
    assert [(row.seat, row.matter, len(row.digest)) for row in look] == [
        ("village_party_secretary@sl-t1-v1", None, 64)
    ]
    assert (await looks(desk, SECRETARY, "likeness"))[-1].matter == number


async def test_a_look_at_a_registered_matter_is_on_record_under_its_number(desk: Desk) -> None:
    number = await registered(desk, told("金沙"))

    await likenesses(desk, SUPERVISOR, number)

    assert [row.matter for row in await looks(desk, SUPERVISOR, "likenesses")][-1] == number


async def test_nothing_of_what_was_compared_is_kept(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    before = (await clerk.get("/matters", limit=200)).json()["items"]

    await suggested(desk, CLERK, told("无踪"))

    assert (await clerk.get("/matters", limit=200)).json()["items"] == before
    assert (await clerk.get("/search", q="无踪坳")).json()["items"] == []


@pytest.mark.parametrize(
    "body", [{}, {"title": " "}, {"title": "x" * 501}, {"title": "x", "person": "王甲"}, {"people": ["王甲"]}]
)
async def test_what_says_nothing_of_a_matter_is_malformed(desk: Desk, body: dict[str, Any]) -> None:
    assert (await (await desk.sign_in(CLERK)).post("/matters/likenesses", body)).status_code == 422


async def test_one_row_registered_ten_times_at_once_is_one_matter(desk: Desk) -> None:
    body = told("双溪", origin={"source": "hotline-export", "id": str(uuid.uuid4())})
    clerk = await desk.sign_in(CLERK)

    answers = await asyncio.gather(*(clerk.post("/matters", body) for _ in range(10)))

    assert len({answer.json()["number"] for answer in answers}) == 1
    assert sorted(answer.status_code for answer in answers) == [200] * 9 + [201]
    assert await suggested(desk, CLERK, body) == [answers[0].json()["number"]]


async def test_one_text_from_ten_sources_is_ten_matters_that_show_each_other_and_none_is_merged(
    desk: Desk,
) -> None:
    clerk = await desk.sign_in(CLERK)
    bodies = [told("三泉", origin={"source": f"channel-{n}", "id": str(uuid.uuid4())}) for n in range(10)]

    answers = await asyncio.gather(*(clerk.post("/matters", body) for body in bodies))

    numbers = {answer.json()["number"] for answer in answers}
    assert len(numbers) == 10
    for number in numbers:
        shown = {each["matter"]["number"] for each in await likenesses(desk, CLERK, number)}
        assert len(shown) == 5
        assert shown <= numbers - {number}
    async with desk.app.state.office.records.connect() as connection:
        linked = await connection.execute(select(links).where(links.c.matter.in_(numbers)))
    assert linked.all() == []
